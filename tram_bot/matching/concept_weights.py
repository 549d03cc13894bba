"""What a concept's weights say for techniques."""

from collections.abc import Iterable

from tram_bot.core.catalogue import Catalogue, Concept

FIRST = 3
"""The weight of a technique that an adviser thinks of first."""
_WHATEVER_IT_IS = 0.5
"""What a concept still gains a technique when the material has its own ones."""


def concept_gains(
    catalogue: Catalogue, concept: Concept, unit: float, materials: frozenset[str] = frozenset()
) -> dict[str, float]:
    """What a concept gains each technique that the catalogue has; `unit` for one that an adviser
    thinks of first. If it has techniques of its own for one of the `materials`, they come first."""
    own = [concept.by_material[each] for each in concept.by_material if each in materials]
    weighted = [(concept.techniques, _WHATEVER_IT_IS if own else 1.0)]
    weighted += [(weights, 1.0) for weights in own]
    gains: dict[str, float] = {}
    for weights, share in weighted:
        for technique, weight in weights.items():
            if technique in catalogue.techniques:
                gain = share * unit * weight / FIRST
                gains[technique] = max(gain, gains.get(technique, 0.0))
    return gains


def with_broader(catalogue: Catalogue, materials: Iterable[str]) -> frozenset[str]:
    """These materials, and all the broader ones they are an instance of."""
    found: set[str] = set()
    for own in materials:
        here = own
        while here and here not in found:
            found.add(here)
            here = catalogue.concepts["materials", here].broader
    return frozenset(found)
