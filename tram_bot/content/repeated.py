"""What is wrong in many places is told once."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace

from tram_bot.errors import Problem

_APART = 3
"""So many are told one by one. Ours: whoever mends them looks at each anyhow."""
_NAMED = 3
"""Further places that are named; the others are counted."""


def told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of files and lines; of those that say the same in many places only
    the first, which names others."""
    alike: dict[Problem, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(replace(problem, file="", line=0, column=0), []).append(problem)
    told: list[Problem] = []
    for group in alike.values():
        told.extend(group if len(group) <= _APART else [_together(sorted(group, key=astuple))])
    return tuple(sorted(told, key=astuple))


def _together(group: Sequence[Problem]) -> Problem:
    first, *others = group
    named = ", ".join(f"{each.file}:{each.line}" for each in others[:_NAMED])
    more = " …" if len(others) > _NAMED else ""
    what = f"{first.what} (so it is in {len(others)} more places: {named}{more})"
    return replace(first, what=what)
