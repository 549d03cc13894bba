"""Whether what was found may be offered, and what would tell the best two techniques apart."""

from collections.abc import Iterable, Mapping

from tram_bot.core.catalogue import Catalogue, Concept, Technique
from tram_bot.core.finding import FOCUS_KINDS
from tram_bot.matching.evidence import Evidence, Piece, Source
from tram_bot.matching.ranking import Ranked
from tram_bot.matching.reasons import has_matter
from tram_bot.matching.terms import ConceptKey

GROUND = 0.4
"""What a piece must gain the best technique to count as a ground for it."""
GROUNDS = 2
"""Independent grounds that are needed: one word alone is a topic, not a need."""
ENOUGH = 1.8
"""Evidence that the grounds must come to: a problem in so many words nearly is enough."""
UNDERSTOOD = 0.34
"""The part of the words with a matter of their own that must have been recognised."""

CLOSE = 0.9
"""The second technique is too close to the first when it has this part of its evidence."""
SEPARATES = 2
"""How far apart a concept's weights for the two must be, of 3."""
FOCUS_EACH = 2
"""Concepts offered for each of the two."""


def is_sure(
    catalogue: Catalogue, evidence: Evidence, ranked: tuple[Ranked, ...], stop: frozenset[str]
) -> bool:
    """Whether enough speaks for the best technique, and enough of the text was understood.

    A technique's own name is enough; else there must be two grounds that do not stand on the same
    words, one of them more than a mere word, and an answer to a question counts as two.
    """
    if not ranked:
        return False
    grounds = _grounds(evidence, catalogue.techniques[ranked[0].technique])
    if all(piece.source is Source.WORD for piece, _ in grounds):
        return False
    part = _understood(evidence, stop)
    if any(piece.source is Source.NAME for piece, _ in grounds):
        return part > UNDERSTOOD or any(
            piece.source is Source.NAME and piece.strength == 1 for piece, _ in grounds
        )
    number = sum(GROUNDS if piece.source is Source.ANSWER else 1 for piece, _ in grounds)
    return number >= GROUNDS and sum(gain for _, gain in grounds) >= ENOUGH and part >= UNDERSTOOD


def focus(
    catalogue: Catalogue, evidence: Evidence, ranked: tuple[Ranked, ...]
) -> tuple[ConceptKey, ...]:
    """The concepts that would tell the best two techniques apart, taken in turn from the side of
    each; none when they are not close, or when one of them has nothing of its own."""
    if len(ranked) < 2 or ranked[1].evidence < CLOSE * ranked[0].evidence:
        return ()
    first, second = ranked[0].technique, ranked[1].technique
    worth = {each.technique: each.evidence for each in ranked}
    asked = list(_askable(catalogue, evidence))
    for_first = _separating(asked, first, second, worth)
    for_second = _separating(asked, second, first, worth)
    sides = zip(for_first, for_second, strict=False)
    return tuple(key for side in list(sides)[:FOCUS_EACH] for key in side)


def _grounds(evidence: Evidence, technique: Technique) -> list[tuple[Piece, float]]:
    """What speaks for a technique, best first, each standing on words of its own.

    A material is a ground, however little it says about what to measure: a problem *of something*
    is a need.
    """
    grounds = []
    taken: set[int] = set()
    pieces = ((piece, _gain(piece, technique)) for piece in evidence.pieces)
    for piece, gain in sorted(pieces, key=lambda each: -each[1]):
        if gain >= GROUND and taken.isdisjoint(piece.tokens):
            grounds.append((piece, gain))
            taken.update(piece.tokens)
    return grounds


def _gain(piece: Piece, technique: Technique) -> float:
    gain = piece.gains.get(technique.id, 0.0)
    return max(gain, GROUND) if piece.kind == "materials" else gain


def _understood(evidence: Evidence, stop: frozenset[str]) -> float:
    """The part of the words with a matter of their own that led somewhere; 1 if there are none."""
    matter = [at for at, token in enumerate(evidence.reading.tokens) if has_matter(token, stop)]
    return sum(at in evidence.reached for at in matter) / len(matter) if matter else 1.0


def _askable(catalogue: Catalogue, evidence: Evidence) -> Iterable[tuple[ConceptKey, Concept]]:
    known = {(concept.kind, concept.id) for concept in evidence.wanted.concepts}
    kinds = set(FOCUS_KINDS) - ({"materials"} if evidence.wanted.ids("materials") else set())
    for key, concept in catalogue.concepts.items():
        if key not in known and concept.kind in kinds:
            yield key, concept


def _separating(
    asked: Iterable[tuple[ConceptKey, Concept]],
    technique: str,
    other: str,
    worth: Mapping[str, float],
) -> list[ConceptKey]:
    """The concepts that speak for one technique and not for the other, those nearest to the need
    first: it is no use to ask somebody with peeling paint about drinking water."""
    found = []
    for key, concept in asked:
        weight = concept.techniques.get(technique)
        if not weight:
            continue
        apart = weight - concept.techniques.get(other, 0)
        if apart >= SEPARATES:
            near = sum(weight * worth.get(id, 0.0) for id, weight in concept.techniques.items())
            near /= sum(concept.techniques.values())
            found.append((-apart, FOCUS_KINDS.index(concept.kind), -near, key))
    return [key for *_, key in sorted(found)]
