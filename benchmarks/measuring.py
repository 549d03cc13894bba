"""Several runs of several contenders, one after another in turn, and what they come to.

The standard library only, so that it can be used inside of any contender's environment.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread:
    """Of several runs: the median, the least and the most."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{digits(self.median)} ({digits(self.least)}-{digits(self.most)})"


def spread(values: Sequence[float]) -> Spread:
    """The spread of one value per run."""
    return Spread(median(values), min(values), max(values))


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """How many times as much ours is. Each ratio is taken within one run, where both had the same
    machine beside them."""
    return spread([one / other for one, other in zip(ours, theirs, strict=True)])


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of the values that so many per cent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def interleaved(
    contenders: Mapping[str, Callable[[int], T]],
    runs: int,
    tell: Callable[[str], None] = lambda _: None,
) -> Mapping[str, Sequence[T]]:
    """What each contender came to in each run; it is handed the run's number, from 0.

    All of them are run once before any is run again, and each time another one begins, so that
    what slows the machine for a while slows all of them, and none has always the same neighbour.
    """
    names = list(contenders)
    results: dict[str, list[T]] = {name: [] for name in names}
    for run in range(runs):
        shift = run % max(1, len(names))
        for name in names[shift:] + names[:shift]:
            tell(f"run {run + 1} of {runs}: {name}")
            results[name].append(contenders[name](run))
    return results


def digits(value: float) -> str:
    """Three significant digits, with thousands apart, as people read them."""
    if value and abs(value) < 100:
        return f"{value:#.3g}".rstrip(".")
    return f"{float(f'{value:.3g}'):,.0f}"
