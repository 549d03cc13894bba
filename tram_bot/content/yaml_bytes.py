"""The bytes of a file as text: its encoding, and what nobody would see in it."""

import re
from collections.abc import Iterator
from itertools import islice

from tram_bot.content.document import TOP, Document, Place
from tram_bot.content.files import BYTES_MOST
from tram_bot.errors import Problem

PROBLEMS_MOST = 50
"""Problems reported of one file. Ours: past these the file is of another kind altogether."""

UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff]"
)
"""Control characters but for the line end, and characters nobody sees."""


def decoded(file: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The bytes of a file as text, and what no file may hold; there is no text if they are none."""
    nothing_yet = Document(file=file, value=None)
    if len(data) > BYTES_MOST:
        what = f"the file has {len(data):,} bytes, more than the {BYTES_MOST:,} that are read"
        return None, (nothing_yet.problem(TOP, what, "split it, or remove what is not content"),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = "the file is saved as UTF-16"
        return None, (nothing_yet.problem(TOP, what, "save it as UTF-8"),)
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        what = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        mend = "save the file as UTF-8; it is probably saved as Windows-1252 or ISO 8859"
        return None, (nothing_yet.problem(place_after(before), what, mend),)
    return text, tuple(_unwanted(nothing_yet, text))


def text_of(data: bytes) -> str:
    """The text of bytes that are UTF-8; raises UnicodeDecodeError for others."""
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _unwanted(document: Document, text: str) -> Iterator[Problem]:
    """Tabs and characters nobody sees, the first of each line."""
    lines = (line for line in enumerate(text.split("\n"), start=1) if UNWANTED.search(line[1]))
    for number, line in islice(lines, PROBLEMS_MOST):
        column = next(UNWANTED.finditer(line)).start() + 1
        character = line[column - 1]
        place = Place(number, column)
        if character == "\t":
            yield document.problem(place, "a tab stands here", "use two blanks for each level")
        else:
            what = f"an invisible character (U+{ord(character):04X}) stands here"
            yield document.problem(place, what, "delete it and type the blank or letter again")


def place_after(before: str) -> Place:
    """The place right behind a text."""
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
