"""Evidence -> techniques -> facilities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tram_bot.core.catalogue import Catalogue, Demand, Facility, Status
from tram_bot.core.finding import FacilityMatch, LeftOut, Need, Reason, TechniqueMatch
from tram_bot.matching.constraints import HELD_BACK, is_possible_at, unmet
from tram_bot.matching.evidence import Evidence, Source
from tram_bot.matching.reasons import facility_reasons, technique_reasons

TECHNIQUES_KEPT, FACILITIES_KEPT = 8, 10
"""How many are returned."""
LEFT_OUT_TOLD = 3
"""Of how many of the best techniques it is told that a constraint rules them out."""
LEFT_OUT_NEAR = 0.5
"""And what part of the best one's evidence one of them must have."""
TAIL = 0.25
"""A technique with less than this part of the best one's evidence is not returned."""
LEARNT, LEARNT_MOST = 24.0, 0.2
"""What the words of a need together gain a technique, beside the pieces, times how much they speak
for it; beyond the second, more of that says nothing more."""
HALFWAY = 3.0
"""Evidence that makes a score of one half: a problem, and a word or two beside it."""
MATERIAL_FITS = 1.15
"""How many times more the evidence counts for a technique that suits the material."""

SHARES = (0.7, 0.2, 0.1)
"""What a facility's best, second and third technique add to its score."""
UNCONFIRMED = 0.5
"""What a technique counts that is likely there rather than sourced."""
ACCESS: Mapping[str, float] = {
    "commercial": 1.0,
    "collaborative": 0.95,
    "unknown": 0.9,
    "peer-review": 0.85,
}
"""How a way in suits a company, which has weeks rather than a year; the best way counts."""
LIMITED = 0.9
"""What a facility counts that runs with limits."""
ABROAD = 0.93
"""What a facility counts that stands in another country than the company's."""
NOT_NAMED = 0.6
"""What a facility counts when the company named others."""
MATERIAL_SHARE, SECTOR_SHARE = 0.10, 0.05
"""What a facility loses that does not list the company's material, or sector."""


@dataclass(frozen=True, slots=True)
class Ranked:
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
    # What was asked about and answered decides.
    if not any(piece.source is Source.ANSWER for piece in evidence.pieces):
        for id in totals:
            learnt = evidence.learnt.get(id, 0.0)
            totals[id] += LEARNT * min(max(learnt, 0.0), LEARNT_MOST)
    for id in totals:
        technique = catalogue.techniques[id]
        if not evidence.materials.isdisjoint(technique.materials):
            totals[id] *= MATERIAL_FITS
        for asked in unmet(technique, evidence.asked):
            if asked.constraint.demand is Demand.LENIENT:
                totals[id] *= HELD_BACK
    best_first = sorted(totals.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Ranked(id, total) for id, total in best_first)


def offered_today(catalogue: Catalogue) -> frozenset[str]:
    """The techniques that some usable facility offers, or likely does."""
    return frozenset(
        id
        for facility in catalogue.facilities.values()
        if facility.status.usable
        for id in (*facility.techniques, *facility.unconfirmed)
    )


def leave_out(
    catalogue: Catalogue, evidence: Evidence, ranked: tuple[Ranked, ...]
) -> tuple[tuple[Ranked, ...], tuple[LeftOut, ...]]:
    """The techniques that a strict constraint does not rule out, and those of the best that one
    does."""
    kept: list[Ranked] = []
    left_out: list[LeftOut] = []
    strict = [asked for asked in evidence.asked if asked.constraint.demand is Demand.STRICT]
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


def rank_facilities(
    catalogue: Catalogue, need: Need, evidence: Evidence, techniques: Iterable[TechniqueMatch]
) -> tuple[FacilityMatch, ...]:
    """Every usable facility that offers one of the techniques, best first."""
    by_id = {match.technique: match for match in techniques}
    sectors = evidence.ids("sectors")
    matches = []
    for facility in catalogue.facilities.values():
        offered = _offered(facility, by_id)
        if not facility.status.usable or not offered:
            continue
        possible, factor = is_possible_at(facility, evidence.asked)
        if not possible:
            continue
        base = sum(share * worth for share, (worth, _) in zip(SHARES, offered, strict=False))
        score = base * factor * _suitability(facility, need, evidence.materials, sectors)
        ids = tuple(id for _, id in offered)
        matches.append(
            FacilityMatch(
                facility=facility.id,
                score=score,
                techniques=ids,
                because=facility_reasons(evidence, facility, [by_id[id] for id in ids]),
                confirmed=ids[0] in facility.techniques,
            )
        )
    return tuple(sorted(matches, key=lambda match: (-match.score, match.facility)))


def _offered(facility: Facility, matches: Mapping[str, TechniqueMatch]) -> list[tuple[float, str]]:
    """The matching techniques of a facility with what each is worth there, best first."""
    worth = [(matches[id].score, id) for id in facility.techniques if id in matches]
    worth += [
        (UNCONFIRMED * matches[id].score, id)
        for id in facility.unconfirmed
        if id in matches and id not in facility.techniques
    ]
    return sorted(worth, key=lambda each: (-each[0], each[1]))


def _suitability(
    facility: Facility, need: Need, materials: frozenset[str], sectors: frozenset[str]
) -> float:
    """How well a facility suits the company, beside its techniques: 1 is perfectly."""
    factor = max((ACCESS.get(way, ACCESS["unknown"]) for way in facility.access), default=0.9)
    if facility.status is Status.LIMITED:
        factor *= LIMITED
    if need.country and facility.country != need.country:
        factor *= ABROAD
    if need.named_facilities and facility.id not in need.named_facilities:
        factor *= NOT_NAMED
    if materials and materials.isdisjoint(facility.materials):
        factor *= 1 - MATERIAL_SHARE
    if sectors and sectors.isdisjoint(facility.sectors):
        factor *= 1 - SECTOR_SHARE
    return factor
