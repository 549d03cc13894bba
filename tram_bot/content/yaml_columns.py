"""What is wrong with where a line begins, which YAML only notices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tram_bot.content.document import Place

_KEY = re.compile(r"""(?P<dashes>(?:-\ +)*)(?:"[^"]+"|'[^']+'|[^\s#:'"\[\]{},-][^:]*):(?=\s|$)""")
_ITEM = re.compile(r"-(?=\s)")
_PLAIN_TEXT = re.compile(r""":\s+[^\s#>|&*!%@`'"\[{]""")
_SHOWN = 30
"""Letters of a line that are quoted. Ours: enough to know it by."""


@dataclass(frozen=True, slots=True)
class _Begin:
    """A column, counted from 0, in which something begins in the line of that number."""

    column: int
    line: int


def misplaced(lines: Sequence[str], place: Place) -> tuple[Place, str, str] | None:
    """What is wrong with the column of the line where the parser stopped: where, what, and how to
    mend it. None if its column is not what is wrong."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    column = len(line) - len(line.lstrip())
    if not (_KEY.match(line, column) or _ITEM.match(line, column)):
        return None
    above = _above(lines, place.line)
    if above is None:
        return None
    upper = lines[above - 1]
    here = Place(place.line, column + 1)
    if column > _begin(upper) and _is_complete(upper):
        return here, *_too_deep(upper, above, column)
    begins = list(_begins(lines, place.line))
    if place.column == column + 1 and column not in [each.column for each in begins]:
        return here, *_nowhere(begins, column)
    if place.column == column + 1 and _ITEM.match(line, column):
        return here, *_no_list(lines, place.line, column)
    return None


def _too_deep(upper: str, number: int, column: int) -> tuple[str, str]:
    shown = upper.strip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
    what = f"this line is indented more than line {number} above it, '{shown}', which is complete"
    if upper.rstrip().endswith(("[]", "{}")):
        return what, f"move it up, in front of line {number}"
    return what, f"begin both in the same column (now {_begin(upper) + 1} and {column + 1})"


def _nowhere(begins: Sequence[_Begin], column: int) -> tuple[str, str]:
    nearest = min(abs(each.column - column) for each in begins)
    near = [each for each in begins if abs(each.column - column) == nearest]
    advice = ", or ".join(f"in column {each.column + 1} as in line {each.line}" for each in near)
    return (
        f"this line begins in column {column + 1}, and nothing above it does",
        f"begin it {advice}",
    )


def _no_list(lines: Sequence[str], number: int, column: int) -> tuple[str, str]:
    what = "an item of a list begins here, where a key belongs"
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        outer = len(line) - len(line.lstrip())
        if line.strip() and outer < column:
            if _ITEM.match(line, outer):
                return what, f"begin it in column {outer + 1} as in line {above}"
            break
    return what, "put it below the key of its list, or within the brackets of that"


def _begins(lines: Sequence[str], number: int) -> Iterator[_Begin]:
    """The columns in which the line of that number might begin, the nearest line first: of a line
    and of what it stands below, up to the first column."""
    edge = None
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        column = len(line) - len(line.lstrip())
        if not (_KEY.match(line, column) or _ITEM.match(line, column)):
            continue
        for each in sorted({_begin(line), column}, reverse=True):
            if edge is None or each < edge:
                yield _Begin(each, above)
                edge = each
        if column == 0:
            return


def _above(lines: Sequence[str], number: int) -> int | None:
    """The number of the last line before that one that is neither empty nor a remark."""
    told = (
        above
        for above in range(number - 1, 0, -1)
        if lines[above - 1].strip() and not lines[above - 1].lstrip().startswith("#")
    )
    return next(told, None)


def _begin(line: str) -> int:
    """The column of a line's key, behind the dash of an item."""
    column = len(line) - len(line.lstrip())
    found = _KEY.match(line, column)
    return found.end("dashes") if found else column


def _is_complete(line: str) -> bool:
    """Whether it is a key with all of its value."""
    found = _KEY.match(line, len(line) - len(line.lstrip()))
    if not found:
        return False
    rest = line[found.end() - 1 :]
    return bool(_PLAIN_TEXT.match(rest)) or rest.rstrip().endswith(("]", "}", '"', "'"))
