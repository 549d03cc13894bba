"""Facilities and centres that somebody looked up long ago, or in time to come, by the date that
stands beside them.

What an intent tells of has mostly ended, and does not change any more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tram_bot.content.document import Document, Path
from tram_bot.content.sources import Sources, things_in
from tram_bot.errors import Problem

YEARS_TRUSTED = 2
"""Years after which what was looked up is looked up again. Ours: the time between two reviews of
what a facility offers."""
_NAMED = 8


def check(sources: Sources, today: date) -> Iterator[Problem]:
    """Files in which something is older than that, each with what is oldest first, and every date
    that is yet to come."""
    for folder in (*sources.centres, *sources.facilities):
        if folder.structure:
            document = folder.structure.document
            dated = _dated(document, folder.section)
            yield from _old(document, folder.section, dated, today)
            yield from _to_come(document, dated, today)


def _dated(document: Document, section: str) -> Mapping[str, Sequence[tuple[str, Path]]]:
    dated: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for thing in things_in(document, section):
        path = (*thing.path, "as_of")
        as_of = document.get(path)
        if as_of:
            dated[str(as_of)].append((thing.id, path))
    return dated


def _to_come(
    document: Document, dated: Mapping[str, Sequence[tuple[str, Path]]], today: date
) -> Iterator[Problem]:
    for as_of, things in dated.items():
        month = _month(as_of, otherwise=1)
        if month and month > (today.year, today.month):
            for id, path in things:
                what = f"'{id}' was looked up in {as_of}, which is yet to come"
                mend = "write the month in which it was looked up"
                yield document.problem(document.at(path), what, mend, "warning").because(
                    "companies are told it"
                )


def _old(
    document: Document,
    section: str,
    dated: Mapping[str, Sequence[tuple[str, Path]]],
    today: date,
) -> Iterator[Problem]:
    oldest = sorted(as_of for as_of in dated if _is_old(as_of, today))
    if not oldest:
        return
    old = [(as_of, id, path) for as_of in oldest for id, path in dated[as_of]]
    of = sum(map(len, dated.values()))
    what = f"{len(old)} of {of} {section} here were looked up more than {YEARS_TRUSTED} years ago"
    named = ", ".join(f"'{id}' ({as_of})" for as_of, id, _ in old[:_NAMED])
    more = f" and {len(old) - _NAMED} more" if len(old) > _NAMED else ""
    mend = f"look them up again and write the month at 'as_of': {named}{more}"
    yield document.problem(document.at(old[0][2]), what, mend, "warning").because(
        "companies are told it as if it were so today"
    )


def _is_old(as_of: str, today: date) -> bool:
    """Whether the month, or the year if that is all that is said, ended so long ago."""
    month = _month(as_of, otherwise=12)
    return month is not None and (month[0] + YEARS_TRUSTED, month[1]) < (today.year, today.month)


def _month(as_of: str, *, otherwise: int) -> tuple[int, int] | None:
    """The year and the month, that one if none is said; None for what is no date."""
    year, _, month = as_of.partition("-")
    month = month or str(otherwise)
    return (int(year), int(month)) if year.isdecimal() and month.isdecimal() else None
