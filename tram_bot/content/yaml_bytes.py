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

NO_BREAK = "\u00a0\u2007\u202f"
"""Blanks that keep words together; within a text they may stand."""
_UNSEEN = re.compile(f"^[ -]*[{NO_BREAK}]|{UNWANTED.pattern}")
_MERGE = re.compile(r"^<{7} ", re.MULTILINE)


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
        # A byte order mark is taken off before it is counted.
        before = error.object[: error.start].decode("utf-8", errors="replace")
        what = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
        mend = "save the file as UTF-8; it is probably saved as Windows-1252 or ISO 8859"
        return None, (nothing_yet.problem(place_after(before), what, mend),)
    unwanted = (*_unmerged(nothing_yet, text), *_unwanted(nothing_yet, text))
    return text, unwanted


def text_of(data: bytes) -> str:
    """The text of bytes that are UTF-8; raises UnicodeDecodeError for others."""
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _unmerged(document: Document, text: str) -> Iterator[Problem]:
    """Where two versions of a file were to be made one."""
    found = _MERGE.search(text)
    if found:
        what = "two versions stand here one below the other, as git left them"
        mend = "keep what is right of both, and remove the lines with '<<<', '===' and '>>>'"
        yield document.problem(place_after(text[: found.start()]), what, mend)


def _unwanted(document: Document, text: str) -> Iterator[Problem]:
    """Tabs and characters nobody sees, the first of each line."""
    lines = enumerate(text.split("\n"), start=1)
    found = ((number, line, _UNSEEN.search(line)) for number, line in lines)
    for number, line, unseen in islice((each for each in found if each[2]), PROBLEMS_MOST):
        column = unseen.end() if unseen else 1
        character = line[column - 1]
        place = Place(number, column)
        if character == "\t":
            begins = not line[: column - 1].strip()
            mend = "use two blanks for each level" if begins else "write a blank instead"
            yield document.problem(place, "a tab stands here", mend)
        elif character in NO_BREAK:
            what = "a no-break space stands among the blanks with which this line begins"
            yield document.problem(place, what, "delete it, and type plain blanks")
        else:
            what = f"an invisible character (U+{ord(character):04X}) stands here"
            yield document.problem(place, what, "delete it and type the blank or letter again")


def no_blank_after_colon(rest: str) -> str:
    """What is wrong with a colon that has this right behind it."""
    if rest.startswith(tuple(NO_BREAK)):
        return "a no-break space stands after this colon, where a plain blank belongs"
    return "no blank stands after this colon"


def place_after(before: str) -> Place:
    """The place right behind a text."""
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
