"""Techniques -> facilities: who offers them, and who suits the company best.

What the facilities have in common stands in arrays, a place for each facility, so that all of them
are weighed at once: a need costs little more among a hundred thousand of them than among a hundred.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tram_bot.core.catalogue import Demand, Facility, Status
from tram_bot.core.finding import FacilityMatch, Need, TechniqueMatch
from tram_bot.core.identifiers import Country
from tram_bot.matching.constraints import ELSEWHERE, Asked
from tram_bot.matching.evidence import Evidence
from tram_bot.matching.reasons import facility_reasons

FACILITIES_KEPT = 10
"""How many are returned."""
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

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int32]
"""Places of facilities, in order."""

_NOWHERE: Places = np.zeros(0, np.int32)
_SHARES = np.array([*SHARES, 0.0])


@dataclass(frozen=True, slots=True, kw_only=True)
class BestFacilities:
    """The facilities for a need, best first, and the best in the company's own country."""

    best: tuple[FacilityMatch, ...]
    at_home: FacilityMatch | None


class Facilities:
    """The facilities that can be used today, by what they have in common."""

    def __init__(self, facilities: Iterable[Facility]) -> None:
        """Those that cannot be used are left out."""
        usable = (each for each in facilities if each.status.usable)
        # In the order of their ids, which is the order of those that suit equally well.
        self._all = tuple(sorted(usable, key=_id))
        self._sourced = self._by(lambda each: each.techniques)
        self._likely = self._by(lambda each: set(each.unconfirmed).difference(each.techniques))
        self._countries: Mapping[Country, Places] = self._by(lambda each: (each.country,))
        self._materials = self._by(lambda each: each.materials)
        self._sectors = self._by(lambda each: each.sectors)
        self._meets = self._by(lambda each: each.meets)
        self._not_for = self._by(lambda each: each.not_for)
        self._usual: Numbers = np.fromiter(map(_usual, self._all), np.float64, len(self._all))

    @property
    def offered(self) -> frozenset[str]:
        """The techniques that some facility offers, or likely does."""
        return frozenset((*self._sourced, *self._likely))

    def rank(
        self, need: Need, evidence: Evidence, techniques: Sequence[TechniqueMatch]
    ) -> BestFacilities:
        """Who offers one of the techniques and may be offered, the best of them."""
        by_id = {match.technique: match for match in techniques}
        scores, is_possible = self._offers(techniques)
        suits = self._suitability(need, evidence)
        for asked in evidence.asked:
            lacks = self._lacking(asked)
            if asked.constraint.demand is Demand.STRICT:
                is_possible &= ~lacks
            else:
                suits[lacks] *= ELSEWHERE
        at = np.flatnonzero(is_possible)
        worth = scores[at] * suits[at]

        def match(place: int) -> FacilityMatch:
            return _match(self._all[at[place]], float(worth[place]), evidence, by_id)

        homes = np.flatnonzero(self._having(self._countries, (need.country or "",))[at])
        return BestFacilities(
            best=tuple(match(place) for place in _highest(worth, FACILITIES_KEPT)),
            at_home=match(homes[worth[homes].argmax()]) if len(homes) else None,
        )

    def _offers(self, techniques: Iterable[TechniqueMatch]) -> tuple[Numbers, Mask]:
        """What each facility scores by its techniques, and whether it offers any of them."""
        offers = [(match.score, self._sourced.get(match.technique)) for match in techniques]
        offers += [
            (UNCONFIRMED * match.score, self._likely.get(match.technique)) for match in techniques
        ]
        scores = np.zeros(len(self._all))
        better = np.zeros(len(self._all), np.intp)
        for worth, places in sorted(offers, key=lambda each: -each[0]):
            if places is not None:
                scores[places] += _SHARES[np.minimum(better[places], len(SHARES))] * worth
                better[places] += 1
        return scores, better > 0

    def _suitability(self, need: Need, evidence: Evidence) -> Numbers:
        """How well each facility suits the company, beside its techniques: 1 is perfectly."""
        suits = self._usual.copy()
        if need.country:
            suits[~self._having(self._countries, (need.country,))] *= ABROAD
        if need.named_facilities:
            suits[self._unnamed(need.named_facilities)] *= NOT_NAMED
        if evidence.materials:
            suits[~self._having(self._materials, evidence.materials)] *= 1 - MATERIAL_SHARE
        if sectors := evidence.ids("sectors"):
            suits[~self._having(self._sectors, sectors)] *= 1 - SECTOR_SHARE
        return suits

    def _lacking(self, asked: Asked) -> Mask:
        """Which facilities do not meet a constraint."""
        lacks = self._having(self._not_for, (asked.found.id,))
        if asked.constraint.is_for_facility:
            lacks |= ~self._having(self._meets, (asked.found.id,))
        return lacks

    def _unnamed(self, named: Iterable[str]) -> Mask:
        unnamed = np.ones(len(self._all), np.bool_)
        for id in named:
            place = bisect_left(self._all, id, key=_id)
            if place < len(self._all) and self._all[place].id == id:
                unnamed[place] = False
        return unnamed

    def _having(self, by: Mapping[str, Places], any_of: Iterable[str]) -> Mask:
        """Which facilities have any of these."""
        having = np.zeros(len(self._all), np.bool_)
        for each in any_of:
            having[by.get(each, _NOWHERE)] = True
        return having

    def _by(self, what: Callable[[Facility], Iterable[str]]) -> Mapping[str, Places]:
        """Where what a facility has is found."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, facility in enumerate(self._all):
            for each in what(facility):
                places[each].append(place)
        return {each: np.array(of_each, np.int32) for each, of_each in places.items()}


def _id(facility: Facility) -> str:
    return facility.id


def _usual(facility: Facility) -> float:
    """How well a facility suits any company."""
    way = max((ACCESS.get(way, ACCESS["unknown"]) for way in facility.access), default=0.9)
    return way * (LIMITED if facility.status is Status.LIMITED else 1.0)


def _highest(worth: Numbers, most: int) -> Sequence[int]:
    """The places of the highest of these, the highest first; of equal ones the first."""
    near = np.arange(len(worth))
    if len(worth) > most:
        near = np.flatnonzero(worth >= np.partition(worth, -most)[-most])
    places: list[int] = near[np.argsort(-worth[near], kind="stable")][:most].tolist()
    return places


def _match(
    facility: Facility, score: float, evidence: Evidence, by_id: Mapping[str, TechniqueMatch]
) -> FacilityMatch:
    ids = _offered(facility, by_id)
    return FacilityMatch(
        facility=facility.id,
        score=score,
        techniques=ids,
        because=facility_reasons(evidence, facility, [by_id[id] for id in ids]),
        confirmed=ids[0] in facility.techniques,
    )


def _offered(facility: Facility, matches: Mapping[str, TechniqueMatch]) -> tuple[str, ...]:
    """The matching techniques of a facility, best first."""
    worth = {id: UNCONFIRMED * matches[id].score for id in facility.unconfirmed if id in matches}
    worth |= {id: matches[id].score for id in facility.techniques if id in matches}
    return tuple(sorted(sorted(worth), key=worth.__getitem__, reverse=True))
