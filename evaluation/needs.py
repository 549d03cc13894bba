"""How well a need finds its techniques, beside what one would use instead.

    python -m evaluation.needs                  the half of the cases that one may tune on
    python -m evaluation.needs --held-out       the other half: look once, after tuning
    python -m evaluation.needs --misses         and what was found instead, case by case

Reads `cases.yaml` and `off_topic.yaml` beside this file and the catalogue of the project.
"""

import argparse
import hashlib
import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from rapidfuzz import fuzz, process

from tram_bot.content.loader import load
from tram_bot.core.catalogue import Catalogue
from tram_bot.core.finding import Need
from tram_bot.core.identifiers import Country
from tram_bot.matching.finder import Finder, build

HERE = Path(__file__).parent
RESAMPLES = 2_000
"""How often the cases are drawn anew for a confidence interval."""
DEPTH = 5
"""The deepest place that is looked at."""

Search = Callable[["Case"], Sequence[str]]
"""A way to search: techniques for a case, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a company wanted to know, and the ids of the techniques that answered it."""

    id: str
    need: str
    country: Country | None
    techniques: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one case went, at each measure."""

    hit1: float
    hit3: float
    hit5: float
    ndcg5: float


MEASURES = ("hit1", "hit3", "hit5", "ndcg5")


def is_held_out(id: str) -> bool:
    """Whether an item is held out: the first byte of its id's SHA-256 is odd."""
    return hashlib.sha256(id.encode()).digest()[0] % 2 == 1


def cases(*, held_out: bool) -> list[Case]:
    """The cases of one half."""
    text = (HERE / "cases.yaml").read_text(encoding="utf-8")
    return [
        Case(
            id=each["id"],
            need=each["need"],
            country=each["country"],
            techniques=frozenset(each["techniques"]),
        )
        for each in yaml.safe_load(text)["cases"]
        if is_held_out(each["id"]) is held_out
    ]


def off_topic(*, held_out: bool) -> list[str]:
    """The messages of one half that are no need."""
    text = (HERE / "off_topic.yaml").read_text(encoding="utf-8")
    return [each for each in yaml.safe_load(text)["texts"] if is_held_out(each) is held_out]


def score(case: Case, found: Sequence[str]) -> Score:
    """One case's score for a ranked list of techniques; every named technique counts alike."""
    right = [technique in case.techniques for technique in found[:DEPTH]]
    gain = sum(1 / math.log2(place + 2) for place, is_right in enumerate(right) if is_right)
    best = sum(1 / math.log2(place + 2) for place in range(min(DEPTH, len(case.techniques))))
    return Score(
        hit1=float(any(right[:1])),
        hit3=float(any(right[:3])),
        hit5=float(any(right[:5])),
        ndcg5=gain / best,
    )


def with_interval(values: Sequence[float]) -> str:
    """The mean and its 95 % bootstrap interval; the same values give the same text."""
    drawn = np.random.default_rng(0).choice(values, (RESAMPLES, len(values))).mean(axis=1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return f"{statistics.fmean(values):.2f} ({low:.2f}-{high:.2f})"


def our_search(finder: Finder) -> Search:
    """The search of the bot."""

    def search(case: Case) -> Sequence[str]:
        finding = finder.find(Need(text=case.need, language="en", country=case.country))
        return [match.technique for match in finding.techniques]

    return search


def by_names(catalogue: Catalogue) -> Search:
    """rapidfuzz as it comes: WRatio over names and aliases."""
    names = []
    for technique in catalogue.techniques.values():
        words = technique.words.by_language["en"]
        names += [(name, technique.id) for name in (words.name, *words.aliases)]

    def search(case: Case) -> Sequence[str]:
        ranked = process.extract(
            case.need, [name for name, _ in names], scorer=fuzz.WRatio, limit=None
        )
        return list(dict.fromkeys(names[at][1] for _, _, at in ranked))

    return search


def by_full_text(catalogue: Catalogue) -> Search:
    """rapidfuzz as it comes: token_set_ratio over all that is written about a technique."""
    texts = {}
    for technique in catalogue.techniques.values():
        words = technique.words.by_language["en"]
        parts = (words.name, *words.aliases, words.tells, *words.problems, *technique.materials)
        texts[technique.id] = " ".join(parts).lower()

    def search(case: Case) -> Sequence[str]:
        ranked = process.extract(case.need.lower(), texts, scorer=fuzz.token_set_ratio, limit=DEPTH)
        return [id for _, _, id in ranked]

    return search


def table(halves: Sequence[Case], searches: dict[str, Search]) -> list[str]:
    """The table of all ways to search, in Markdown."""
    lines = [
        "| search | hit@1 | hit@3 | hit@5 | nDCG@5 | p50 ms |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, search in searches.items():
        scores, seconds = [], []
        for case in halves:
            search(case)
            begun = time.perf_counter()
            found = search(case)
            seconds.append(time.perf_counter() - begun)
            scores.append(score(case, found))
        cells = [with_interval([getattr(each, m) for each in scores]) for m in MEASURES]
        cells.append(f"{1000 * statistics.median(seconds):.1f}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def abstention(finder: Finder, halves: Sequence[Case], texts: Sequence[str]) -> list[str]:
    """How often something is offered for a need, and for what is none."""
    sure = [finder.find(Need(text=c.need, language="en", country=c.country)).sure for c in halves]
    fooled = [text for text in texts if finder.find(Need(text=text, language="en")).sure]
    return [
        f"sure of {sum(sure)} of {len(sure)} needs; "
        f"offers something for {len(fooled)} of {len(texts)} messages that are none",
        *(f"  offered something for: {text}" for text in fooled),
    ]


def misses(halves: Sequence[Case], search: Search) -> list[str]:
    """The cases whose techniques are not among the first three, and what was there instead."""
    lines = []
    for case in halves:
        found = search(case)
        if not score(case, found).hit3:
            lines.append(f"{case.id}: wanted {', '.join(sorted(case.techniques))}")
            lines.append(f"  found {', '.join(found[:DEPTH])}")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--held-out", action="store_true", help="the half never tuned on")
    parser.add_argument("--misses", action="store_true", help="what was found instead")
    chosen = parser.parse_args(arguments)
    catalogue = load(HERE.parent).catalogue
    finder = build(catalogue)
    halves = cases(held_out=chosen.held_out)
    ours = our_search(finder)
    searches = {
        "tram-bot": ours,
        "rapidfuzz `token_set_ratio`, full text": by_full_text(catalogue),
        "rapidfuzz `WRatio`, names and aliases": by_names(catalogue),
    }
    half = "held out" if chosen.held_out else "for tuning"
    lines = [f"{len(halves)} cases {half}, {len(catalogue.techniques)} techniques", ""]
    lines += table(halves, searches)
    lines += ["", *abstention(finder, halves, off_topic(held_out=chosen.held_out))]
    if chosen.misses:
        lines += ["", *misses(halves, ours)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
