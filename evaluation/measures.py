"""What is measured, from ranked lists and confidences."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.sets import NAMED

DEPTH = 5
"""The deepest place that is looked at."""
_RESAMPLES = 2_000
"""How often the items are drawn anew for a confidence interval."""
_BANDS = 10
"""Bands of confidence that the calibration error is taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """How one need went. `named3` counts only what an adviser would name first."""

    hit1: float
    hit3: float
    hit5: float
    named3: float
    ndcg5: float


MEASURES = ("hit1", "hit3", "hit5", "named3", "ndcg5")


def ranked(techniques: Mapping[str, int], found: Sequence[str]) -> Ranked:
    """The score of a ranked list of techniques for graded right ones."""
    grades = [techniques.get(each, 0) for each in found[:DEPTH]]
    best = sorted(techniques.values(), reverse=True)[:DEPTH]
    return Ranked(
        hit1=float(any(grades[:1])),
        hit3=float(any(grades[:3])),
        hit5=float(any(grades)),
        named3=float(NAMED in grades[:3]),
        ndcg5=_gain(grades) / _gain(best),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return statistics.fmean(values) if values else 0.0


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean; the same values give the same interval."""
    drawn = np.random.default_rng(0).choice(values, (_RESAMPLES, len(values))).mean(axis=1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)


def recall_at(share: float, known: Sequence[float], strange: Sequence[float]) -> float:
    """The part of what is out of scope that is refused when so large a share of what is in scope is
    refused as well; both by their confidence."""
    if not known or not strange:
        return 0.0
    threshold = sorted(known)[int(share * len(known))]
    return mean([float(each < threshold) for each in strange])


def accuracy_at(
    share: float, known: Sequence[float], right: Sequence[bool], strange: Sequence[float]
) -> float:
    """The part of what is in scope that is both right and not refused when so large a share of what
    is out of scope, or a little more, is refused; both by their confidence."""
    if not known or not strange:
        return 0.0
    threshold = sorted(strange)[math.ceil(share * len(strange)) - 1]
    kept = [is_right and each > threshold for each, is_right in zip(known, right, strict=True)]
    return mean([float(each) for each in kept])


def auroc(known: Sequence[float], strange: Sequence[float]) -> float:
    """How often something in scope gets a higher confidence than something out of scope."""
    if not known or not strange:
        return 0.0
    all_of_them = np.array([*known, *strange])
    order = all_of_them.argsort(kind="stable")
    values, first, count = np.unique(all_of_them[order], return_index=True, return_counts=True)
    rank_of = dict(zip(values.tolist(), (first + (count + 1) / 2).tolist(), strict=True))
    total = sum(rank_of[each] for each in np.array(known).tolist())
    return float((total - len(known) * (len(known) + 1) / 2) / (len(known) * len(strange)))


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """How far confidences are from how often they are right, on average over ten bands."""
    error = 0.0
    for band in range(_BANDS):
        inside = [
            (confidence, is_right)
            for confidence, is_right in zip(confidences, right, strict=True)
            if band == min(int(confidence * _BANDS), _BANDS - 1)
        ]
        if inside:
            said = mean([confidence for confidence, _ in inside])
            was = mean([float(is_right) for _, is_right in inside])
            error += abs(said - was) * len(inside)
    return error / len(confidences) if confidences else 0.0


def milliseconds(seconds: Sequence[float], percentile: float) -> float:
    """A percentile of durations."""
    return float(np.percentile(seconds, percentile) * 1000)
