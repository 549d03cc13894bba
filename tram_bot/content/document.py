"""A file as plain values that remember where in the file they stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tram_bot.errors import Problem

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to one value."""

Plain = str | int | bool | None | tuple["Plain", ...] | dict[str, "Plain"]
"""What a file can hold. Lists are tuples; keys are always text."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, columns in characters."""

    line: int
    column: int


TOP = Place(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where each key and each value of a file begins, and before which place each text ends."""

    keys: Mapping[Path, Place] = field(default_factory=dict)
    values: Mapping[Path, Place] = field(default_factory=dict)
    ends: Mapping[Path, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, read: its value, and where each key and each value begins.

    `file` is the path below the content's root, with forward slashes; `text` is the source.
    `places` looks for them in it: of a file that nothing is wrong with nobody asks for them.
    """

    file: str
    value: Plain
    text: str = ""
    places: Callable[[], Places] = Places

    def at(self, path: Path) -> Place:
        """Where the value begins; for a value that is not there, where its parent's key is."""
        return self.places().values.get(path) or self.at_key(path[:-1])

    def at_key(self, path: Path) -> Place:
        """Where the key stands that names this value; for a list item, where the item begins."""
        places = self.places()
        while path:
            place = places.keys.get(path) or places.values.get(path)
            if place:
                return place
            path = path[:-1]
        return TOP

    def at_words(self, path: Path, words: str) -> Place:
        """Where these words stand within the text at `path`; where it begins if they are folded
        over two lines."""
        start = self.at(path)
        lines = self.text.split("\n")
        offset = start.column - 1
        for number in range(start.line - 1, len(lines)):
            found = lines[number].find(words, offset)
            if found >= 0:
                return Place(number + 1, found + 1)
            offset = 0
        return start

    def get(self, path: Path) -> Plain:
        """The value at a path; None if there is none."""
        value = self.value
        for step in path:
            if isinstance(step, str):
                value = value.get(step) if isinstance(value, dict) else None
            elif isinstance(value, tuple) and 0 <= step < len(value):
                value = value[step]
            else:
                return None
        return value

    def may_say(self, *signs: str) -> bool:
        """Whether any of these can stand in a text or a key: they stand in the source, or it has
        something written out as an escape. Most files are not worth a closer look."""
        return any(sign in self.text for sign in (*signs, "\\"))

    def problem(self, place: Place, what: str, mend: str, severity: Severity = "error") -> Problem:
        """Something wrong at a place of this file."""
        return Problem(
            file=self.file,
            line=place.line,
            column=place.column,
            what=what,
            mend=mend,
            severity=severity,
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document, looked for when somebody asks for it: where the value at a path
    stands, or the key that names it."""

    document: Document
    path: Path
    is_key: bool = False

    @property
    def place(self) -> Place:
        """The place itself."""
        return self.document.at_key(self.path) if self.is_key else self.document.at(self.path)

    def __str__(self) -> str:
        return f"{self.document.file}:{self.place.line}"
