"""A line without its colon, its dash or its indent, which YAML only notices further down."""

import re
from collections.abc import Iterator, Sequence

from tram_bot.content.document import Place
from tram_bot.content.indents import indent
from tram_bot.content.yaml_bytes import NO_BREAK, no_blank_after_colon
from tram_bot.content.yaml_complaint import (
    Complaint,
    Mend,
    StopsAt,
    first_that_helps,
    replaced,
    shown,
)

_WORD = r"[^\W\d][\w-]*"
_KEY = re.compile(rf"(?P<lead> *(?:- +)*)(?P<key>{_WORD}):(?P<value>\s.*|)$")
_TEXT_BELOW = re.compile(r"\s*(?:[|>][+-]?\d?)?\s*(?:#.*)?$")
_MARKED = re.compile(r"\s*[|>]")
_ITEM = re.compile(r" *-(?: +|$)")
_NO_BLANK_AFTER_DASH = re.compile(r"(?P<lead> *(?:- +)*)-(?P<rest>[^\s-].*)")
_OTHER_BULLET = re.compile(r"(?P<lead> *)(?P<bullet>[–—•·*])\s*(?P<rest>\S.*)")
_NO_BLANK_AFTER_COLON = re.compile(
    rf"(?P<lead> *(?:- +)*)(?P<key>{_WORD}):(?P<rest>(?!//)[\S{NO_BREAK}].*)"
)
_NO_COLON = re.compile(rf"(?P<lead> *(?:- +)*)(?P<key>{_WORD})(?: *=+ *| +|$)(?P<rest>.*)")


_TWO_COLONS = re.compile(
    rf"(?P<lead> *(?:- +)*{_WORD}: +)(?P<key>{_WORD}): +(?P<value>[^\s\[{{]+|\[[^\[\]]*\]) *"
)


def misshapen(
    lines: Sequence[str], complaint: Complaint, stops_at: StopsAt
) -> tuple[Place, str, str] | None:
    """What is wrong with the line that the parser stumbled over: where, what, and how to mend it.
    None if no mend of ours helps."""
    return first_that_helps(_mends(lines, complaint), complaint, stops_at)


def _mends(lines: Sequence[str], complaint: Complaint) -> Iterator[Mend]:
    for number in _suspects(lines, complaint):
        line = lines[number - 1]
        yield from _dash_without_blank(lines, number)
        yield from _colon_without_blank(lines, number)
        yield from _two_colons(lines, number)
        if _seems_a_key(lines, number):
            yield from _no_colon(lines, number)
            yield from _outside_its_text(lines, number)
        else:
            yield from _outside_its_text(lines, number)
            yield from _no_colon(lines, number)
        if not _ITEM.match(line):
            yield from _no_dash(lines, number)
    if complaint.context and complaint.context.column == complaint.place.column:
        yield from _dash_too_many(lines, complaint.context.line)


def _suspects(lines: Sequence[str], complaint: Complaint) -> Iterator[int]:
    """The numbers of the lines that may have caused the complaint, likeliest first."""
    numbers = [complaint.place.line]
    if complaint.context and "could not find expected ':'" in complaint.words:
        numbers.insert(0, complaint.context.line)
    elif complaint.last and "mapping values" in complaint.words:
        numbers.insert(0, complaint.last.begin.line)
    first = _first_of_list(lines, complaint.place.line)
    for number in dict.fromkeys([*numbers, *([first] if first else [])]):
        if lines[number - 1].strip():
            yield number


def _first_of_list(lines: Sequence[str], number: int) -> int | None:
    """The first line below the key that the item in this line stands under, if it is no item."""
    if not _ITEM.match(lines[number - 1]):
        return None
    column = indent(lines[number - 1])
    below = None
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if indent(line) < column or (indent(line) == column and _KEY.match(line)):
            return below
        if _ITEM.match(line) and indent(line) == column:
            return None
        below = above
    return None


def _dash_without_blank(lines: Sequence[str], number: int) -> Iterator[Mend]:
    line = lines[number - 1]
    found = _NO_BLANK_AFTER_DASH.fullmatch(line)
    what = "no blank stands after this '-'"
    if not found:
        found = _OTHER_BULLET.fullmatch(line)
        what = f"'{found['bullet']}' begins no item of a list" if found else ""
    if found:
        place = Place(number, len(found["lead"]) + 1)
        mended = replaced(lines, number, f"{found['lead']}- {found['rest']}")
        yield Mend(place, what, f"write '- {shown(found['rest'])}'", mended)


def _colon_without_blank(lines: Sequence[str], number: int) -> Iterator[Mend]:
    found = _NO_BLANK_AFTER_COLON.fullmatch(lines[number - 1])
    if found:
        place = Place(number, found.end("key") + 1)
        said = f"{found['key']}: {found['rest'].lstrip()}"
        mended = replaced(lines, number, f"{found['lead']}{said}")
        what = no_blank_after_colon(found["rest"])
        yield Mend(place, what, f"write '{shown(said)}'", mended)


def _two_colons(lines: Sequence[str], number: int) -> Iterator[Mend]:
    found = _TWO_COLONS.fullmatch(lines[number - 1])
    if found:
        said = f"{found['lead']}{{{found['key']}: {found['value']}}}"
        what = "a second colon stands in this line"
        mend = f"write '{shown(said)}', or put a text into double quotes"
        place = Place(number, found.end("key") + 1)
        yield Mend(place, what, mend, replaced(lines, number, said))


def _no_colon(lines: Sequence[str], number: int) -> Iterator[Mend]:
    found = _NO_COLON.fullmatch(lines[number - 1])
    if found:
        said = f"{found['key']}: {found['rest']}".rstrip()
        mended = replaced(lines, number, f"{found['lead']}{said}")
        what = f"no colon stands after '{found['key']}'"
        place = Place(number, len(found["lead"]) + 1)
        yield Mend(place, what, f"write '{shown(said)}'", mended)


def _outside_its_text(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """A line that belongs to a text above it, and begins too far left for that."""
    owner = _owner_of_text(lines, number)
    key = _KEY.match(lines[owner - 1]) if owner else None
    if not owner or not key or _KEY.match(lines[number - 1]):
        return
    column = len(key["lead"])
    texts = [line for line in lines[owner : number - 1] if line.strip()]
    wanted = indent(texts[0]) if texts else column + 2
    if indent(lines[number - 1]) >= wanted:
        return
    if not _MARKED.match(key["value"]) and indent(lines[number - 1]) > column:
        return
    mended = list(lines)
    for below in range(number, len(lines) + 1):
        line = lines[below - 1]
        if below > number and (not line.strip() or _KEY.match(line) or _ITEM.match(line)):
            break
        if indent(line) < wanted:
            mended[below - 1] = " " * wanted + line.lstrip()
    what = f"this line belongs to the text of '{key['key']}', and begins too far left for that"
    mend = f"begin every line of the text in column {wanted + 1}"
    yield Mend(Place(number, indent(lines[number - 1]) + 1), what, mend, mended)


def _owner_of_text(lines: Sequence[str], number: int) -> int | None:
    """The line of the key whose text, on lines of its own, ends right before this line."""
    deepest = None
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if not line.strip():
            continue
        key = _KEY.match(line)
        if key and _TEXT_BELOW.match(key["value"]):
            is_above = deepest is None or deepest > len(key["lead"])
            is_text = deepest is None or _MARKED.match(key["value"])
            return above if is_above and is_text else None
        deepest = min(indent(line), deepest) if deepest is not None else indent(line)
    return None


def _no_dash(lines: Sequence[str], number: int) -> Iterator[Mend]:
    line = lines[number - 1]
    for column in dict.fromkeys(_columns_of_items(lines, number)):
        mended = replaced(lines, number, f"{' ' * column}- {line.lstrip()}")
        what = "an item of a list begins here without its '- '"
        mend = f"write '- {shown(line)}', in column {column + 1}"
        yield Mend(Place(number, indent(line) + 1), what, mend, mended)


def _columns_of_items(lines: Sequence[str], number: int) -> Iterator[int]:
    """The columns of the lists that this line may stand in: those of the nearest items below and
    above it that do not begin further right, or, if it is a key among others, further left. It
    stands right below their dash, or below what follows it."""
    column = indent(lines[number - 1])
    for most in (column, column - 1):
        for beside in (lines[number:], reversed(lines[: number - 1])):
            told = (each for each in beside if each.strip() and not each.lstrip().startswith("#"))
            nearest = next((each for each in told if indent(each) <= most), "")
            item = _ITEM.match(nearest)
            if item and column in (indent(nearest), item.end()):
                yield indent(nearest)


def _dash_too_many(lines: Sequence[str], number: int) -> Iterator[Mend]:
    """A dash before the first of several keys."""
    line = lines[number - 1]
    rest = line.lstrip().removeprefix("-").lstrip()
    if _ITEM.match(line) and _KEY.match(rest):
        mended = replaced(lines, number, f"{' ' * indent(line)}{rest}")
        what = "a '- ' stands before this key, and none before those below it"
        yield Mend(Place(number, indent(line) + 1), what, f"write '{shown(rest)}'", mended)


def _seems_a_key(lines: Sequence[str], number: int) -> bool:
    """Whether a line without a colon is a key rather than a line of a text: its first word is a
    key elsewhere in the file, or it stands alone above what is indented deeper."""
    found = _NO_COLON.fullmatch(lines[number - 1])
    if not found:
        return False
    if not found["rest"]:
        below = next((line for line in lines[number:] if line.strip()), "")
        return indent(below) > indent(lines[number - 1])
    keys = (_KEY.match(line) for line in lines)
    return any(each and each["key"] == found["key"] for each in keys)
