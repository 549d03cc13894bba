"""What the parser complains of, and whether a mend would content it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tram_bot.content.document import Place
from tram_bot.content.hints import SHOWN

_TRIED_MOST = 24
"""Mends that are tried on one file. Ours: each costs a reading of it."""
_MOVED = 2
"""Columns by which a mend may move what follows it in its line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was read last: the place where it begins, and the one before which it ends. `quote`
    is the mark around it; there is none around a plain text, or what is no text."""

    begin: Place
    end: Place
    quote: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """The parser's words, where it stopped, where that began which it was reading, and the last
    thing it had read whole."""

    words: str
    place: Place
    context: Place | None = None
    last: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that may be wrong: where, what, how to mend it, and the lines if it is mended."""

    place: Place
    what: str
    mend: str
    lines: Sequence[str]

    @property
    def said(self) -> tuple[Place, str, str]:
        """What an admin is told of it."""
        return self.place, self.what, self.mend


StopsAt = Callable[[str], Place | None]
"""Where the parser stops in a text; nowhere if it can read all of it."""


def first_that_helps(
    mends: Iterable[Mend], complaint: Complaint, stops_at: StopsAt
) -> tuple[Place, str, str] | None:
    """The first mend with which the whole file can be read, else the first with which more of it
    can: there may be a second mistake further down."""
    helpful: Mend | None = None
    beyond = Place(complaint.place.line, complaint.place.column + _MOVED)
    for each, _ in zip(mends, range(_TRIED_MOST), strict=False):
        stop = stops_at("\n".join(each.lines))
        if stop is None:
            return each.said
        if helpful is None and stop > beyond:
            helpful = each
    return helpful.said if helpful else None


def replaced(lines: Sequence[str], number: int, line: str) -> Sequence[str]:
    """The lines, with another one under that number."""
    return [*lines[: number - 1], line, *lines[number:]]


def shown(text: str) -> str:
    """A text, cut short if it is long.

    >>> shown("how much does it cost to have all of this measured")
    'how much does it cost to have all of th…'
    """
    text = text.strip()
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"
