"""What a need says, as one body of evidence: pieces, each speaking for some techniques.

Every piece keeps the company's words it comes from, so that whatever is found later can be
explained in them. A piece's gain for a technique is in one unit throughout: 1 is a rare word that
also stands in what the technique tells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tram_bot.core.catalogue import CONSTRAINTS, Catalogue, Demand
from tram_bot.core.finding import FoundConcept, Need
from tram_bot.matching.alignment import MixedAlignment, Partners
from tram_bot.matching.concept_weights import concept_gains, with_broader
from tram_bot.matching.constraints import Asked, constraints_of, measured_hits
from tram_bot.matching.folding import Reading
from tram_bot.matching.learnt import Learnt
from tram_bot.matching.lexicon import Hit, found_concepts
from tram_bot.matching.mentions import Mention
from tram_bot.matching.terms import ConceptKey

CONCEPT: Mapping[str, float] = {"problems": 2.0, "goals": 2.0, CONSTRAINTS: 2.0}
"""Gain of a concept for the technique an adviser would think of first, by kind."""
ANSWER: Mapping[str, float] = {"problems": 6.0, "goals": 6.0, CONSTRAINTS: 3.0}
"""The same for a concept that was answered: what is asked about last decides."""
OTHER_CONCEPT, OTHER_ANSWER = 1.0, 1.5
"""The same for other kinds, which say less about what to measure."""
OVERRULED = 0.5
"""What remains of a concept in free text when another of its kind was answered."""
BROADER = 0.5
"""What a concept says for the techniques of the broader one."""
NAME = 4.0
"""Gain of a technique's own name."""


class Source(StrEnum):
    """Where a piece of evidence comes from, strongest first."""

    NAME = "name"
    ANSWER = "answer"
    CONCEPT = "concept"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing the need says.

    `kind` and `id` are a concept's; for a name or a mere word `kind` is `technique` and `id` the
    technique it names, or empty. `tokens` are the numbers of the tokens it stands on, none for
    an answer that the text does not repeat; `strength` is how surely it was meant, 0 to 1.
    """

    source: Source
    kind: str
    id: str
    words: str
    tokens: tuple[int, ...]
    strength: float
    gains: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a need asks for in so many words. `concepts` are the recognised and the answered ones,
    `asked` the constraints among them; `materials` are the company's, and the broader ones they
    are an instance of."""

    concepts: tuple[FoundConcept, ...]
    asked: tuple[Asked, ...]
    materials: frozenset[str]

    @property
    def strict(self) -> tuple[Asked, ...]:
        """The constraints by which whatever does not meet them is left out."""
        return tuple(each for each in self.asked if each.constraint.demand is Demand.STRICT)

    def ids(self, kind: str) -> frozenset[str]:
        """The concepts of one kind, recognised or answered."""
        return frozenset(concept.id for concept in self.concepts if concept.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a need says. `reached` are the tokens that led somewhere, denied ones included;
    `learnt` is how much all of its words together speak for each technique, about 0 to 1."""

    reading: Reading
    pieces: tuple[Piece, ...]
    wanted: Wanted
    reached: frozenset[int]
    learnt: Mapping[str, float]


def wanted(catalogue: Catalogue, concepts: tuple[FoundConcept, ...]) -> Wanted:
    """What these concepts of a need ask for."""
    return Wanted(
        concepts=concepts,
        asked=constraints_of(catalogue, concepts),
        materials=with_broader(catalogue, (c.id for c in concepts if c.kind == "materials")),
    )


def gather(
    catalogue: Catalogue,
    need: Need,
    reading: Reading,
    *,
    mentions: Iterable[Mention],
    hits: Iterable[Hit],
    alignment: MixedAlignment,
    learnt: Learnt,
) -> Evidence:
    """The evidence of a need, from what was recognised in its text and what was answered."""
    names = [_name(reading, mention) for mention in mentions]
    said = tuple(hits)
    concepts = _with_answers(catalogue, need, found_concepts(reading, said))
    asked_for = wanted(catalogue, concepts)
    measured = measured_hits(catalogue, reading, said, asked_for.materials)
    hits = (*said, *measured)
    if measured:
        concepts = _with_answers(catalogue, need, found_concepts(reading, hits))
        asked_for = wanted(catalogue, concepts)
    known = frozenset((concept.kind, concept.id) for concept in concepts)
    spoken = {hit.concept: hit for hit in reversed(hits) if not hit.denied}
    told = [
        _told(
            catalogue,
            need,
            concept,
            spoken.get((concept.kind, concept.id)),
            known=known,
            materials=asked_for.materials,
        )
        for concept in concepts
    ]
    heard = _places(hits)
    denied = heard - _places(hit for hit in hits if not hit.denied)
    partners = {token.word: alignment.partners(token.word) for token in reading.tokens}
    words = _aligned(reading, alignment, partners, denied)
    reached = {at for piece in names for at in piece.tokens} | heard
    reached |= {at for at, token in enumerate(reading.tokens) if partners[token.word]}
    return Evidence(
        reading=reading,
        pieces=(*names, *told, *words),
        wanted=asked_for,
        reached=frozenset(reached),
        learnt=learnt.shares(
            (token.word for at, token in enumerate(reading.tokens) if at not in denied),
            " ".join(
                reading.words(at, at) for at in range(len(reading.tokens)) if at not in denied
            ),
        ),
    )


def _name(reading: Reading, mention: Mention) -> Piece:
    return Piece(
        source=Source.NAME,
        kind="technique",
        id=mention.technique,
        words=reading.words(mention.first, mention.last),
        tokens=tuple(range(mention.first, mention.last + 1)),
        strength=mention.strength,
        gains={mention.technique: NAME * mention.strength},
    )


def _with_answers(
    catalogue: Catalogue, need: Need, found: Iterable[FoundConcept]
) -> tuple[FoundConcept, ...]:
    """The concepts of the text and those answered, each once; an answer's strength is full."""
    by_key = {(concept.kind, concept.id): concept for concept in found}
    for key in need.answered:
        concept = catalogue.concepts.get(key)
        if concept is None:
            continue
        label = concept.words.of(need.language)
        words = by_key[key].words if key in by_key else label.label if label else key[1]
        by_key[key] = FoundConcept(kind=key[0], id=key[1], words=words, strength=1.0)
    return tuple(by_key.values())


def _told(
    catalogue: Catalogue,
    need: Need,
    found: FoundConcept,
    hit: Hit | None,
    *,
    known: frozenset[ConceptKey],
    materials: frozenset[str],
) -> Piece:
    """What a concept says, for the techniques of the broader one too unless that is `known`."""
    key: ConceptKey = (found.kind, found.id)
    is_answered = key in need.answered
    # A sample may have to meet several constraints; of other kinds the answer is what is meant.
    is_overruled = (
        not is_answered
        and found.kind != CONSTRAINTS
        and any(kind == found.kind for kind, _ in need.answered)
    )
    said = CONCEPT.get(found.kind, OTHER_CONCEPT)
    unit = ANSWER.get(found.kind, OTHER_ANSWER) if is_answered else said
    unit *= found.strength * (OVERRULED if is_overruled else 1.0)
    concept = catalogue.concepts[key]
    gains = concept_gains(catalogue, concept, unit, materials)
    broader = (concept.kind, concept.broader)
    if broader in catalogue.concepts and broader not in known:
        for id, gain in concept_gains(
            catalogue, catalogue.concepts[broader], BROADER * unit, materials
        ).items():
            gains[id] = max(gain, gains.get(id, 0.0))
    return Piece(
        source=Source.ANSWER if is_answered else Source.CONCEPT,
        kind=found.kind,
        id=found.id,
        words=found.words,
        tokens=tuple(range(hit.first, hit.last + 1)) if hit else (),
        strength=found.strength,
        gains=gains,
    )


def _places(hits: Iterable[Hit]) -> frozenset[int]:
    return frozenset(at for hit in hits for at in range(hit.first, hit.last + 1))


def _aligned(
    reading: Reading,
    alignment: MixedAlignment,
    partners: Mapping[str, Partners],
    denied: frozenset[int],
) -> Iterable[Piece]:
    """The words that some technique's text uses too; several forms of one word are one piece."""
    seen: set[str] = set()
    first_with: dict[str, int] = {}
    gains_at: dict[int, dict[str, float]] = {}
    for at, token in enumerate(reading.tokens):
        near = () if at in denied or token.word in seen else partners[token.word]
        seen.add(token.word)
        if not near:
            continue
        closest, _ = max(near, key=lambda each: each[1])
        first = first_with.get(closest, at)
        for partner, _ in near:
            first_with.setdefault(partner, first)
        gains = alignment.gains(token.word)
        for technique, gain in gains_at.get(first, {}).items():
            gains[technique] = max(gain, gains.get(technique, 0.0))
        gains_at[first] = gains
    for at, gains in gains_at.items():
        yield Piece(
            source=Source.WORD,
            kind="technique",
            id="",
            words=reading.words(at, at),
            tokens=(at,),
            strength=1.0,
            gains=gains,
        )
