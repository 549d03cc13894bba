"""One more text in a list of a file, and no other byte of it changed."""

import re
from collections.abc import Sequence

from tram_bot.content.document import Document, Path, Place, Plain
from tram_bot.content.yaml_source import quoted, read

_DASH = re.compile(r" *- +")
_DASH_ALONE = re.compile(r" *-\s*(?:#.*)?")
"""A dash whose text begins on the next line."""
_SAYS_NOTHING = re.compile(r"\s*(?:#|$)")
_MARK = "\ufeff"
"""What some editors put at the head of a file in UTF-8."""


def appended(file: str, data: bytes, path: Path, text: str) -> bytes | None:
    """The bytes of a file with a text at the end of the list of texts at `path`, laid out as the
    last one is; None if there is no such list, or nothing in it.

    Raises ValueError if the file cannot be read or the text not be written, mistakes of ours.
    """
    document = _read(file, data)
    items = document.get(path)
    if not isinstance(items, tuple) or not items or not isinstance(items[-1], str):
        return None
    wanted = _with(document.value, path, text)
    before = data.decode("utf-8")
    for written in (text, quoted(text)):
        after = _inserted(document, before, (*path, len(items) - 1), written).encode()
        changed, _ = read(file, after)
        if changed is not None and changed.value == wanted:
            return after
    raise ValueError(f"{file}: {text!r} cannot be written")


def _read(file: str, data: bytes) -> Document:
    document, problems = read(file, data)
    if document is None:
        raise ValueError(f"{file}: {problems}")
    return document


def _with(value: Plain, path: Path, text: str) -> Plain:
    match value, path:
        case tuple(), ():
            return (*value, text)
        case dict(), (str() as key, *below):
            return {**value, key: _with(value[key], tuple(below), text)}
        case _:
            raise ValueError(f"there is no list of texts at {path}")


def _inserted(document: Document, text: str, last: Path, written: str) -> str:
    places = document.places()
    lines = text.split("\n")
    start, end = places.values[last], places.ends[last]
    head = lines[start.line - 1].removeprefix(_MARK)[: start.column - 1]
    before = (line for line in reversed(lines[: start.line - 1]) if not _SAYS_NOTHING.match(line))
    above = next(before, "")
    if not head.strip() and _DASH_ALONE.fullmatch(above):
        head = f"{above[: above.index('-')]}- "
    if not _DASH.fullmatch(head):
        at = _offset(lines, end)
        return f"{text[:at]}, {written}{text[at:]}"
    # A text written over several lines ends where the next line begins.
    below = end.line if end.column > 1 else end.line - 1
    ending = "\r" if lines[0].endswith("\r") else ""
    if below == len(lines):
        # The file ends without the end of a line, and goes on doing so.
        lines[-1] += ending
        ending = ""
    return "\n".join([*lines[:below], f"{head}{written}{ending}", *lines[below:]])


def _offset(lines: Sequence[str], place: Place) -> int:
    mark = len(_MARK) if place.line == 1 and lines[0].startswith(_MARK) else 0
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + mark + place.column - 1
