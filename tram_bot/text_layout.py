"""Text for a terminal: wrapped, indented, and coloured only where somebody looks."""

import re
import textwrap
from dataclasses import dataclass

_RESET = "\x1b[0m"
_STYLES = {"bold": "\x1b[1m", "dim": "\x1b[2m", "accent": "\x1b[36m"}
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal obeys instead of showing it: control characters but for line break and tab, and
what turns the direction of a line around; and what is no character, as a file's name may hold."""


def printable(text: str) -> str:
    r"""The text with whatever would steer a terminal written out, as JSON writes it.

    >>> print(printable("red \x1b[31m\u202e"))
    red \u001b[31m\u202e
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is written on: its width in columns, and whether it shows colour."""

    width: int = 80
    colour: bool = False

    def styled(self, text: str, style: str) -> str:
        """The text in a style of its own, if there is colour."""
        return f"{_STYLES[style]}{text}{_RESET}" if self.colour and text else text

    def wrapped(self, text: str, indent: str = "") -> str:
        """The text wrapped line by line, each continued below its first word."""
        return "\n".join(self._line(line, indent) for line in printable(text).split("\n"))

    def ruled(self, title: str) -> str:
        """A line across the paper with a title on it."""
        return f"── {title} ".ljust(min(self.width, 100), "─")

    def _line(self, line: str, indent: str) -> str:
        text = line.lstrip(" ")
        indent += " " * (len(line) - len(text))
        bullet = text[:2] if text[:2] in ("• ", "✓ ", "- ") else ""
        return textwrap.fill(
            text,
            width=self.width,
            initial_indent=indent,
            subsequent_indent=indent + " " * len(bullet),
            break_long_words=False,
            break_on_hyphens=False,
        )
