"""A file's text on its way to being tidy, with what was done to it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tram_bot.content.document import Document, Plain
from tram_bot.content.yaml_source import read
from tram_bot.errors import Problem


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Something done to a file; `line` counts from 1."""

    line: int
    what: str


@dataclass(frozen=True)
class Text:
    """The text of a file, and what was done to it."""

    file: str
    text: str
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, file: str, data: bytes) -> "Text | None":
        """The text of a file, if it is UTF-8."""
        try:
            return cls(file, data.decode("utf-8"))
        except UnicodeDecodeError:
            return None

    @cached_property
    def document(self) -> Document | None:
        """The text as YAML, if it can be read."""
        return self._read[0]

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """What is wrong with it as YAML."""
        return tuple(each for each in self._read[1] if each.severity == "error")

    @property
    def value(self) -> Plain:
        """What it says; nothing if it cannot be read."""
        return self.document.value if self.document else None

    def says_the_same_as(self, other: "Text") -> bool:
        """Whether it says what the other text said, as far as that could be read at all."""
        if other.document is None:
            return self.document is not None or len(self.errors) <= len(other.errors)
        return self.value == other.value and len(self.errors) <= len(other.errors)

    def with_text(self, text: str, *changes: Change) -> "Text":
        """Another text, and what was done to come to it."""
        return Text(self.file, text, (*self.changes, *changes))

    def with_lines(self, lines: Mapping[int, int], text: str, *changes: Change) -> "Text":
        """Another text in which lines have moved: where each one stands that is elsewhere now."""
        moved = (replace(each, line=lines.get(each.line, each.line)) for each in self.changes)
        return Text(self.file, text, (*moved, *changes))

    @cached_property
    def _read(self) -> tuple[Document | None, tuple[Problem, ...]]:
        return read(self.file, self.text.encode())
