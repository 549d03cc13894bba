"""Evidence -> techniques."""

from collections import defaultdict
from typing import NamedTuple

from tram_bot.core.catalogue import ABOUT, Catalogue, Demand
from tram_bot.core.finding import LeftOut, Reason, TechniqueMatch
from tram_bot.matching.constraints import HELD_BACK, unmet
from tram_bot.matching.evidence import Evidence, Source
from tram_bot.matching.reasons import technique_reasons

TECHNIQUES_KEPT = 8
"""How many are returned."""
LEFT_OUT_TOLD = 3
"""Of how many of the best techniques it is told that a constraint rules them out."""
LEFT_OUT_NEAR = 0.5
"""And what part of the best one's evidence one of them must have."""
TAIL = 0.25
"""A technique with less than this part of the best one's evidence is not returned."""
LEARNT, LEARNT_MOST = 28.0, 0.3
"""What the words of a need together gain a technique, beside the pieces, times how much they speak
for it; beyond the second, more of that says nothing more."""
HALFWAY = 3.0
"""Evidence that makes a score of one half: a problem, and a word or two beside it."""
MATERIAL_FITS = 1.15
"""How many times more the evidence counts for a technique that suits the material."""


class Ranked(NamedTuple):
    """A technique, what speaks for it, and that as a score from 0 to 1."""

    technique: str
    evidence: float

    @property
    def score(self) -> float:
        """Half at HALFWAY, never quite 1; the order of the evidence is kept."""
        return self.evidence / (self.evidence + HALFWAY)


def rank_techniques(catalogue: Catalogue, evidence: Evidence) -> tuple[Ranked, ...]:
    """Every technique that anything speaks for, best first."""
    totals: dict[str, float] = defaultdict(float)
    for piece in evidence.pieces:
        for id, gain in piece.gains.items():
            totals[id] += gain
    # What was answered about that decides, whatever else the words say.
    if not any(p.source is Source.ANSWER and p.kind in ABOUT for p in evidence.pieces):
        learnt = evidence.learnt
        for id in totals:
            if (much := learnt.get(id, 0.0)) > 0:
                totals[id] += LEARNT * min(much, LEARNT_MOST)
    materials = evidence.wanted.materials
    for id in totals if materials else ():
        if not materials.isdisjoint(catalogue.techniques[id].materials):
            totals[id] *= MATERIAL_FITS
    lenient = [a for a in evidence.wanted.asked if a.constraint.demand is Demand.LENIENT]
    for id in totals if lenient else ():
        for _ in unmet(catalogue.techniques[id], lenient):
            totals[id] *= HELD_BACK
    best_first = sorted(sorted(totals), key=totals.__getitem__, reverse=True)
    return tuple(Ranked(id, totals[id]) for id in best_first)


def leave_out(
    catalogue: Catalogue, evidence: Evidence, ranked: tuple[Ranked, ...]
) -> tuple[tuple[Ranked, ...], tuple[LeftOut, ...]]:
    """The techniques that a strict constraint does not rule out, and those of the best that one
    does."""
    strict = evidence.wanted.strict
    if not strict:
        return ranked, ()
    kept: list[Ranked] = []
    left_out: list[LeftOut] = []
    for place, each in enumerate(ranked):
        against = next(unmet(catalogue.techniques[each.technique], strict), None)
        if against is None:
            kept.append(each)
        elif place < LEFT_OUT_TOLD and each.evidence >= LEFT_OUT_NEAR * ranked[0].evidence:
            found = against.found
            because = Reason(words=found.words, kind=found.kind, id=found.id)
            left_out.append(LeftOut(technique=each.technique, because=because))
    return tuple(kept), tuple(left_out)


def technique_matches(
    catalogue: Catalogue,
    evidence: Evidence,
    ranked: tuple[Ranked, ...],
    offered: frozenset[str],
) -> tuple[TechniqueMatch, ...]:
    """The best techniques, with the reasons for each. `offered` are those that can be had today."""
    return tuple(
        TechniqueMatch(
            technique=each.technique,
            score=each.score,
            because=technique_reasons(
                evidence, each.technique, catalogue.techniques[each.technique]
            ),
            offered=each.technique in offered,
        )
        for each in ranked[:TECHNIQUES_KEPT]
        if each.evidence >= TAIL * ranked[0].evidence
    )
