"""Facilities and their words as lines of YAML, in the layout of the files that are there.

Only `yaml_source` knows YAML: whether a text needs quotes is asked of it.
"""

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tram_bot.content.document import Plain
from tram_bot.content.shapes_catalogue import FacilityShape, FacilityWordsShape
from tram_bot.content.yaml_source import read

Entry = Mapping[str, Plain]
"""What is said of one facility, or of one in one language, by key."""

TEXT_WIDTH = 120
"""Characters of a line of a folded text, its indent included. Ours, as is the next."""
LIST_WIDTH = 115
"""Characters of a line up to which a list stands in brackets."""
ENTRY_INDENT = 2
"""Blanks before an entry."""
KEY_INDENT = 4
"""Blanks before the keys of an entry."""

_BELOW = " " * (KEY_INDENT + 2)


class _LayOut(Protocol):
    def __call__(self, key: str, value: Plain) -> list[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the entries of one section stand in a file.

    `keys` are in their order. Entries of a list begin with their id, all others stand under it;
    `is_parted`: a blank line stands between two of them. `lines_of` gives a key and its value, as
    lines with the indent that they have in the house's files.
    """

    section: str
    keys: Sequence[str]
    is_list: bool
    is_parted: bool
    lines_of: _LayOut

    def entry(self, id: str, entry: Entry) -> list[str]:
        """A whole entry."""
        keys = [key for key in self.keys if key in entry]
        lines = [line for key in keys for line in self.lines_of(key, entry[key])]
        if not self.is_list:
            return [f"{' ' * ENTRY_INDENT}{id}:", *lines]
        return [f"{' ' * ENTRY_INDENT}- {lines[0].lstrip()}", *lines[1:]]

    def whole_section(self, entries: Mapping[str, Entry]) -> list[str]:
        """A section of these entries."""
        if not entries:
            return [f"{self.section}: {'[]' if self.is_list else '{}'}"]
        lines = [f"{self.section}:"]
        for id, entry in entries.items():
            if self.is_parted and len(lines) > 1:
                lines.append("")
            lines += self.entry(id, entry)
        return lines


def _of_facility(key: str, value: Plain) -> list[str]:
    head = f"{' ' * KEY_INDENT}{key}:"
    if not isinstance(value, tuple):
        return [f"{head} {_scalar(value)}"]
    if not any(isinstance(item, dict) for item in value):
        return _list(head, value, in_brackets=key != "sources")
    lines = [head]
    for item in value:
        for number, (name, below) in enumerate(item.items() if isinstance(item, dict) else ()):
            start = f"{_BELOW}{'  ' if number else '- '}{name}:"
            if isinstance(below, tuple):
                lines += _list(start, below, in_brackets=True)
            else:
                lines.append(f"{start} {_scalar(below)}")
    return lines


def _list(head: str, items: Sequence[Plain], *, in_brackets: bool) -> list[str]:
    written = [_scalar(item) for item in items]
    line = f"{head} [{', '.join(written)}]"
    if not items or (in_brackets and len(line) <= LIST_WIDTH):
        return [line]
    indent = " " * (len(head) - len(head.lstrip(" -")) + 2)
    return [head, *(f"{indent}- {item}" for item in written)]


def _of_words(key: str, value: Plain) -> list[str]:
    head = f"{' ' * KEY_INDENT}{key}:"
    text = str(value)
    paragraphs = text.split("\n")
    if any(each.strip(" ") != each or "  " in each for each in paragraphs):
        # Folding would lose blanks.
        return [f"{head} {_scalar(text)}"]
    lines = [f"{head} >-"]
    for number, paragraph in enumerate(paragraphs):
        if number:
            # An empty line is what a line break is folded from.
            lines.append("")
        lines += textwrap.wrap(
            paragraph,
            width=TEXT_WIDTH,
            initial_indent=_BELOW,
            subsequent_indent=_BELOW,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _scalar(value: Plain) -> str:
    if isinstance(value, str) and not _is_plain(value):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_plain(text: str) -> bool:
    """Whether the text means itself without quotes. In brackets stand ids only, which do."""
    document, problems = read("", f"text: {text}\n".encode())
    return document is not None and not problems and document.value == {"text": text}


FACILITIES = Layout(
    section="facilities",
    keys=tuple(FacilityShape.model_fields),
    is_list=True,
    is_parted=True,
    lines_of=_of_facility,
)
"""`facilities.yaml`."""
WORDS = Layout(
    section="facilities",
    keys=tuple(FacilityWordsShape.model_fields),
    is_list=False,
    is_parted=False,
    lines_of=_of_words,
)
"""The words beside it in one language."""
