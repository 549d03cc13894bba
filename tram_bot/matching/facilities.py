"""Techniques -> facilities: who offers them, and who suits the company best.

What the facilities have in common stands in arrays, a place for each facility, so that all of them
are weighed at once: a need costs little more among a hundred thousand of them than among a hundred.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tram_bot.core.catalogue import Demand, Facility, Status
from tram_bot.core.finding import FacilityMatch, Need, Places, TechniqueMatch
from tram_bot.core.identifiers import Country
from tram_bot.matching.constraints import ELSEWHERE, Asked
from tram_bot.matching.evidence import Wanted
from tram_bot.matching.reasons import facility_reasons

FACILITIES_KEPT = 10
"""How many are returned."""
SHARES = (0.7, 0.2, 0.1)
"""What a facility's best, second and third technique add to its score."""
SHARPNESS = 2.0
"""A technique that half as much speaks for as for the best one counts a quarter: several that would
do as well are no match for the one that answers."""
AGAIN = 0.6
"""What a technique counts at a facility for each better one that offers it as well: of those that
are named together, each shall bring something."""
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
Sites = npt.NDArray[np.int32]
"""Places of facilities, in order."""

_NOWHERE: Sites = np.zeros(0, np.int32)
_SHARES = np.array([*SHARES, 0.0])


@dataclass(frozen=True, slots=True)
class _Offer:
    """The number of a technique, what it counts, and where it does."""

    technique: int
    counts: float
    places: Sites


class Facilities:
    """The facilities that can be used today, by what they have in common."""

    def __init__(self, facilities: Iterable[Facility]) -> None:
        """Those that cannot be used are left out."""
        usable = (each for each in facilities if each.status.usable)
        # In the order of their ids, which is the order of those that suit equally well.
        self._all = tuple(sorted(usable, key=_id))
        self._sourced = self._by(lambda each: each.techniques)
        self._likely = self._by(lambda each: set(each.unconfirmed).difference(each.techniques))
        self._countries: Mapping[Country, Sites] = self._by(lambda each: (each.country,))
        self._materials = self._by(lambda each: each.materials)
        self._sectors = self._by(lambda each: each.sectors)
        self._meets = self._by(lambda each: each.meets)
        self._not_for = self._by(lambda each: each.not_for)
        self._usual: Numbers = np.fromiter(map(_usual, self._all), np.float64, len(self._all))

    @property
    def offered(self) -> frozenset[str]:
        """The techniques that some facility offers, or likely does."""
        return frozenset((*self._sourced, *self._likely))

    def has_any(self, wanted: Wanted, techniques: Sequence[TechniqueMatch]) -> bool:
        """Whether anybody offers one of the techniques and may be offered."""
        if not wanted.strict:
            return any(match.offered for match in techniques)
        is_possible = ~np.logical_or.reduce([self._lacking(each) for each in wanted.strict])
        return any(is_possible[offer.places].any() for offer in self._offers(techniques))

    def rank(self, need: Need, wanted: Wanted, techniques: Sequence[TechniqueMatch]) -> Places:
        """Who offers one of the techniques and may be offered, the best of them."""
        by_id = {match.technique: match for match in techniques}
        offers = self._offers(techniques)
        scores, is_possible = self._scores(offers)
        suits = self._suitability(need, wanted)
        for asked in wanted.asked:
            lacks = self._lacking(asked)
            if asked.constraint.demand is Demand.STRICT:
                is_possible &= ~lacks
            else:
                suits[lacks] *= ELSEWHERE
        worth = np.where(is_possible, scores * suits, 0.0)

        def match(place: int, score: float) -> FacilityMatch:
            return _match(self._all[place], score, wanted, by_id)

        homes = self._having(self._countries, (need.country or "",)) & is_possible
        at_home = int(np.where(homes, worth, 0.0).argmax()) if homes.any() else None
        return Places(
            best=tuple(match(place, score) for place, score in self._best(offers, worth, suits)),
            at_home=None if at_home is None else match(at_home, float(worth[at_home])),
        )

    def _offers(self, techniques: Sequence[TechniqueMatch]) -> Sequence[_Offer]:
        """What each technique counts, and where: what counts most comes first."""
        offers: list[_Offer] = []
        for number, match in enumerate(techniques):
            share = _evidence(match) / _evidence(techniques[0])
            counts = techniques[0].score * share**SHARPNESS
            for by, much in ((self._sourced, counts), (self._likely, UNCONFIRMED * counts)):
                if match.technique in by:
                    offers.append(_Offer(number, much, by[match.technique]))
        return sorted(offers, key=lambda offer: -offer.counts)

    def _scores(self, offers: Iterable[_Offer]) -> tuple[Numbers, Mask]:
        """What each facility scores by its techniques, and whether it offers any of them."""
        scores = np.zeros(len(self._all))
        better = np.zeros(len(self._all), np.intp)
        for offer in offers:
            at = offer.places
            scores[at] += _SHARES[np.minimum(better[at], len(SHARES))] * offer.counts
            better[at] += 1
        return scores, better > 0

    def _best(
        self, offers: Sequence[_Offer], worth: Numbers, suits: Numbers
    ) -> Iterator[tuple[int, float]]:
        """The best facility, then the best beside it, and so on, each with its score. Those that
        are among the best of no technique are left out."""
        near = np.unique(np.concatenate([_NOWHERE, *(_highest(offer, worth) for offer in offers)]))
        row = np.full(len(self._all), -1, np.intp)
        row[near] = np.arange(len(near))
        counts = np.zeros((len(near), 1 + max((offer.technique for offer in offers), default=0)))
        for offer in offers:
            rows = row[offer.places]
            counts[rows[rows >= 0], offer.technique] = offer.counts
        suits = suits[near]
        for _ in range(min(FACILITIES_KEPT, len(near))):
            highest = np.sort(counts, axis=1)[:, ::-1][:, : len(SHARES)]
            scores = highest @ _SHARES[: highest.shape[1]] * suits
            best = int(scores.argmax())
            yield int(near[best]), float(scores[best])
            counts[:, counts[best] > 0] *= AGAIN
            suits[best] = 0.0

    def _suitability(self, need: Need, wanted: Wanted) -> Numbers:
        """How well each facility suits the company, beside its techniques: 1 is perfectly."""
        suits = self._usual.copy()
        if need.country:
            suits[~self._having(self._countries, (need.country,))] *= ABROAD
        if need.named_facilities:
            suits[self._unnamed(need.named_facilities)] *= NOT_NAMED
        if wanted.materials:
            suits[~self._having(self._materials, wanted.materials)] *= 1 - MATERIAL_SHARE
        if sectors := wanted.ids("sectors"):
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

    def _having(self, by: Mapping[str, Sites], any_of: Iterable[str]) -> Mask:
        """Which facilities have any of these."""
        having = np.zeros(len(self._all), np.bool_)
        for each in any_of:
            having[by.get(each, _NOWHERE)] = True
        return having

    def _by(self, what: Callable[[Facility], Iterable[str]]) -> Mapping[str, Sites]:
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


def _evidence(match: TechniqueMatch) -> float:
    """What speaks for a technique, in units of what makes a score of one half."""
    return match.score / (1 - match.score)


def _highest(offer: _Offer, worth: Numbers) -> Sites:
    """The best of those that offer it and are worth anything; of equal ones the first."""
    there = offer.places[worth[offer.places] > 0]
    if len(there) > FACILITIES_KEPT:
        of_each = worth[there]
        there = there[of_each >= np.partition(of_each, -FACILITIES_KEPT)[-FACILITIES_KEPT]]
        there = there[np.argsort(-worth[there], kind="stable")][:FACILITIES_KEPT]
    return there


def _match(
    facility: Facility, score: float, wanted: Wanted, by_id: Mapping[str, TechniqueMatch]
) -> FacilityMatch:
    ids = _offered(facility, by_id)
    return FacilityMatch(
        facility=facility.id,
        score=score,
        techniques=ids,
        because=facility_reasons(wanted, facility, [by_id[id] for id in ids]),
        confirmed=ids[0] in facility.techniques,
    )


def _offered(facility: Facility, matches: Mapping[str, TechniqueMatch]) -> tuple[str, ...]:
    """The matching techniques of a facility, best first."""
    worth = {id: UNCONFIRMED * matches[id].score for id in facility.unconfirmed if id in matches}
    worth |= {id: matches[id].score for id in facility.techniques if id in matches}
    return tuple(sorted(sorted(worth), key=worth.__getitem__, reverse=True))
