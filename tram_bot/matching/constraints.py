"""The constraints of a need: those that its quantities bring along, and what they rule out."""

from collections.abc import Iterable, Iterator, Sequence

from tram_bot.core.catalogue import (
    CONSTRAINTS,
    Catalogue,
    Concept,
    Constraint,
    Demand,
    Facility,
    Technique,
)
from tram_bot.core.finding import FoundConcept
from tram_bot.core.quantities import Dimension, Measure, Quantity, read_quantities
from tram_bot.matching.folding import Reading
from tram_bot.matching.lexicon import Hit

HELD_BACK = 0.6
"""What the evidence for a technique counts that does not meet a lenient constraint."""
ELSEWHERE = 0.7
"""What a facility counts that does not meet a lenient constraint."""
FINE = 1e-5
"""Metres below which a length is one of a detail, whatever it stands beside."""
BESIDE = 4
"""Tokens between a length and what it is the length of, at most."""

HEAVY = 1.0
"""Kilograms from which on a mass must stand beside a thing to be its mass, and no load on it."""

_OF_DETAILS, _OF_THINGS = ("problems",), ("materials", "sample_forms")


def measured_hits(
    catalogue: Catalogue, reading: Reading, hits: Sequence[Hit], materials: frozenset[str]
) -> tuple[Hit, ...]:
    """Hits of the constraints that the quantities in a text stand for. `hits` are what else was
    heard in it, `materials` what the need is about."""
    bounds = [
        (constraint, (concept.kind, concept.id))
        for concept, constraint in _constraints(catalogue)
        if not constraint.materials or not materials.isdisjoint(constraint.materials)
    ]
    return tuple(
        Hit(key, first, last, quantity.end - quantity.start, 1.0)
        for quantity in read_quantities(reading.text)
        for first, last in _tokens(reading, quantity)
        for measure in (_measure(quantity, first, last, hits),)
        for constraint, key in bounds
        if any(b.measure is measure and b.holds(quantity) for b in constraint.measured)
    )


def unmet(
    catalogue: Catalogue, technique: Technique, asked: Iterable[FoundConcept]
) -> Iterator[tuple[FoundConcept, Demand]]:
    """The constraints among the concepts of a need that a technique does not meet."""
    for found, constraint in _asked(catalogue, asked):
        if not constraint.is_for_facility and not constraint.is_met_by(technique):
            yield found, constraint.demand


def is_possible_at(
    catalogue: Catalogue, facility: Facility, asked: Iterable[FoundConcept]
) -> tuple[bool, float]:
    """Whether a facility may be offered under the constraints of a need, and what it counts."""
    factor = 1.0
    for found, constraint in _asked(catalogue, asked):
        lacks = constraint.is_for_facility and found.id not in facility.meets
        if not lacks and found.id not in facility.not_for:
            continue
        if constraint.demand is Demand.STRICT:
            return False, 0.0
        factor *= ELSEWHERE
    return True, factor


def _constraints(catalogue: Catalogue) -> Iterator[tuple[Concept, Constraint]]:
    for concept in catalogue.concepts_of(CONSTRAINTS):
        if concept.constraint:
            yield concept, concept.constraint


def _asked(
    catalogue: Catalogue, asked: Iterable[FoundConcept]
) -> Iterator[tuple[FoundConcept, Constraint]]:
    for found in asked:
        concept = catalogue.concepts[found.kind, found.id]
        if concept.constraint:
            yield found, concept.constraint


def _tokens(reading: Reading, quantity: Quantity) -> Iterator[tuple[int, int]]:
    """The first and the last token of a quantity, once."""
    inside = [
        at
        for at, token in enumerate(reading.tokens)
        if token.start < quantity.end and token.end > quantity.start
    ]
    if inside:
        yield inside[0], inside[-1]


def _measure(quantity: Quantity, first: int, last: int, hits: Sequence[Hit]) -> Measure | None:
    """What it measures, if that can be told: a length is that of the problem or of the thing it
    stands nearer to."""
    of_details = _distance(first, last, hits, _OF_DETAILS)
    of_things = _distance(first, last, hits, _OF_THINGS)
    match quantity.dimension:
        case Dimension.LENGTH if quantity.high < FINE:
            return Measure.DETAIL
        case Dimension.LENGTH if min(of_details, of_things) > BESIDE:
            return None
        case Dimension.LENGTH:
            return Measure.DETAIL if of_details < of_things else Measure.SIZE
        case Dimension.MASS if quantity.low >= HEAVY and of_things > BESIDE:
            return None
        case other:
            return Measure(other.value)


def _distance(first: int, last: int, hits: Iterable[Hit], kinds: Sequence[str]) -> int:
    return min(
        (
            max(hit.first - last, first - hit.last, 0)
            for hit in hits
            if hit.concept[0] in kinds and not hit.denied
        ),
        default=BESIDE + 1,
    )
