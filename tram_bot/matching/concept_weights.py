"""What a concept's weights say for techniques."""

from tram_bot.core.catalogue import Catalogue, Concept

_FIRST = 3
"""The weight of a technique that an adviser thinks of first."""


def concept_gains(catalogue: Catalogue, concept: Concept, unit: float) -> dict[str, float]:
    """What a concept gains each technique that the catalogue has; `unit` for one that an adviser
    thinks of first."""
    return {
        technique: unit * weight / _FIRST
        for technique, weight in concept.techniques.items()
        if technique in catalogue.techniques
    }
