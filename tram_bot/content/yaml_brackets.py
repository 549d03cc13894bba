"""Brackets and braces: a comma, a blank or the end of them that is missing."""

import re
from collections.abc import Iterator, Sequence

from tram_bot.content.document import Place
from tram_bot.content.indents import indent
from tram_bot.content.yaml_bytes import no_blank_after_colon
from tram_bot.content.yaml_complaint import (
    Complaint,
    Mend,
    StopsAt,
    first_that_helps,
    replaced,
    shown,
)

_CLOSING = {"[": "]", "{": "}"}
_REMARK = re.compile(r"(?<= )#[^\s,\]}]+")
_LAST_WORD = re.compile(r"(?:^|(?P<blanks>\s+))(?P<word>\S+)$")
_KEY_BEFORE = re.compile(r"""["']?([\w.-]+)["']?$""")


def ill_bracketed(
    lines: Sequence[str], complaint: Complaint, stops_at: StopsAt
) -> tuple[Place, str, str] | None:
    """What is wrong within brackets or braces: where, what, and how to mend it. None if it is
    something else."""
    if "unexpected ':'" in complaint.words:
        return _no_blank(lines, complaint.place)
    if "',' or" not in complaint.words or complaint.context is None:
        return None
    opened = lines[complaint.context.line - 1][complaint.context.column - 1 :][:1]
    if opened not in _CLOSING:
        return None
    mends = _mends(lines, complaint, complaint.context, _CLOSING[opened])
    return first_that_helps(mends, complaint, stops_at)


def _no_blank(lines: Sequence[str], place: Place) -> tuple[Place, str, str] | None:
    line = lines[place.line - 1]
    key = _KEY_BEFORE.search(line[: place.column - 1])
    if not key:
        return None
    what = no_blank_after_colon(line[place.column :])
    return place, what, f"write '{key[1]}: …'"


def _mends(
    lines: Sequence[str], complaint: Complaint, opening: Place, closing: str
) -> Iterator[Mend]:
    yield from _other_end(lines, complaint, closing)
    yield from _remark(lines, complaint, opening)
    # A line that begins no further right than the one that opens the bracket is outside it.
    here, there = lines[complaint.place.line - 1], lines[opening.line - 1]
    is_outside = complaint.place.line > opening.line and indent(here) <= indent(there)
    if is_outside:
        yield from _not_closed(lines, complaint, opening, closing)
    yield from _comma(lines, complaint)
    if not is_outside:
        yield from _not_closed(lines, complaint, opening, closing)


def _other_end(lines: Sequence[str], complaint: Complaint, closing: str) -> Iterator[Mend]:
    number, at = complaint.place.line, complaint.place.column - 1
    line = lines[number - 1]
    found = line[at : at + 1]
    if found in _CLOSING.values() and found != closing:
        mended = replaced(lines, number, f"{line[:at]}{closing}{line[at + 1 :]}")
        what = f"'{found}' stands here, and '{closing}' belongs to the bracket that is open"
        yield Mend(complaint.place, what, f"write '{closing}'", mended)


def _remark(lines: Sequence[str], complaint: Complaint, opening: Place) -> Iterator[Mend]:
    for number in range(opening.line, complaint.place.line):
        line = lines[number - 1]
        found = _REMARK.search(line)
        if found:
            quoted = _REMARK.sub(lambda each: f'"{each[0]}"', line)
            rest = shown(line[found.start() :])
            what = f"'{rest}' is a remark to YAML, so the bracket before it is not closed"
            mend = f"put a text that begins with '#' into double quotes: \"{found[0]}\""
            place = Place(number, found.start() + 1)
            yield Mend(place, what, mend, replaced(lines, number, quoted))


def _comma(lines: Sequence[str], complaint: Complaint) -> Iterator[Mend]:
    """A comma behind what was read last; a plain text has run on into the next key."""
    last, place = complaint.last, complaint.place
    if last is None:
        return
    begin, end = last.begin, last.end
    if last.is_text and not last.quote:
        before = lines[place.line - 1][: place.column - 1]
        within = before[begin.column - 1 :] if begin.line == place.line else before
        word = _LAST_WORD.search(within)
        if not word:
            return
        at = len(before) - len(within) + (word.start("blanks") if word["blanks"] else 0)
        end = Place(place.line, at + 1)
        if not before[:at].strip():
            # The key begins its line: the comma belongs to the end of the line above.
            end = Place(place.line - 1, len(lines[place.line - 2].rstrip()) + 1)
        following = word["word"]
    else:
        following = lines[place.line - 1][place.column - 1 :].split(",")[0]
    line = lines[end.line - 1]
    start = line[: end.column - 1]
    if start.endswith(";"):
        mended = f"{start[:-1]},{line[end.column - 1 :]}"
        what, mend = "a ';' stands here", "write ',' in its place"
        yield Mend(Place(end.line, end.column - 1), what, mend, replaced(lines, end.line, mended))
        return
    mended = f"{start},{line[end.column - 1 :]}"
    what = f"a comma is missing here, in front of '{shown(following)}'"
    mend = "put a comma between every two items"
    yield Mend(end, what, mend, replaced(lines, end.line, mended))


def _not_closed(
    lines: Sequence[str], complaint: Complaint, opening: Place, closing: str
) -> Iterator[Mend]:
    for number in range(opening.line, complaint.place.line + 1):
        line = lines[number - 1].rstrip()
        what = "a bracket is opened here and not closed"
        mend = f"close it with '{closing}' at the end of line {number}"
        yield Mend(opening, what, mend, replaced(lines, number, f"{line.rstrip(',')}{closing}"))
