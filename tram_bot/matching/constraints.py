"""The constraints of a need: those that its quantities bring along, and what they rule out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tram_bot.core.catalogue import (
    CONSTRAINTS,
    Catalogue,
    Constraint,
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A constraint of a need, and the concept it was heard or answered as."""

    found: FoundConcept
    constraint: Constraint


def constraints_of(catalogue: Catalogue, concepts: Iterable[FoundConcept]) -> tuple[Asked, ...]:
    """The constraints among the concepts of a need."""
    return tuple(
        Asked(found, constraint)
        for found in concepts
        if (constraint := catalogue.concepts[found.kind, found.id].constraint)
    )


def measured_hits(
    catalogue: Catalogue, reading: Reading, hits: Sequence[Hit], materials: frozenset[str]
) -> tuple[Hit, ...]:
    """Hits of the constraints that the quantities in a text stand for. `hits` are what else was
    heard in it, `materials` what the need is about."""
    found = []
    for quantity in read_quantities(reading.text):
        tokens = _tokens(reading, quantity)
        if not tokens:
            continue
        first, last = tokens[0], tokens[-1]
        measure = _measure(quantity, first, last, hits)
        for concept in catalogue.concepts_of(CONSTRAINTS):
            if _brings(quantity, measure, concept.constraint, materials):
                key = (concept.kind, concept.id)
                found.append(Hit(key, first, last, quantity.end - quantity.start, 1.0))
    return tuple(found)


def unmet(technique: Technique, asked: Iterable[Asked]) -> Iterator[Asked]:
    """The constraints of a need that a technique does not meet."""
    for each in asked:
        if not each.constraint.is_for_facility and not each.constraint.is_met_by(technique):
            yield each


def _brings(
    quantity: Quantity,
    measure: Measure | None,
    constraint: Constraint | None,
    materials: frozenset[str],
) -> bool:
    """Whether a quantity of that measure brings a constraint with it."""
    if not constraint or (constraint.materials and materials.isdisjoint(constraint.materials)):
        return False
    return any(b.measure is measure and b.holds(quantity) for b in constraint.measured)


def _tokens(reading: Reading, quantity: Quantity) -> list[int]:
    """The tokens of a quantity, in order."""
    return [
        at
        for at, token in enumerate(reading.tokens)
        if token.start < quantity.end and token.end > quantity.start
    ]


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
