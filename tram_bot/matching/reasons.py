"""Which words of the company led where, and which led nowhere."""

from collections.abc import Iterable, Sequence

from tram_bot.core.catalogue import CONSTRAINTS, Facility, Technique
from tram_bot.core.finding import Reason, TechniqueMatch
from tram_bot.matching.evidence import Evidence, Piece, Source, Wanted
from tram_bot.matching.folding import Reading, Token

REASONS_SHOWN = 4
"""Reasons kept for one technique or facility: more is a list nobody reads."""
WORD_COUNTS = 0.2
"""What a mere word must gain a technique to be named as a reason for it."""
UNRECOGNISED_SHOWN = 6
"""Words told as not recognised: enough to say it another way."""
UNRECOGNISED_LETTERS = 3
"""Letters of the shortest word that is told as not recognised."""


def technique_reasons(evidence: Evidence, id: str, technique: Technique) -> tuple[Reason, ...]:
    """Why a technique: its name, then concepts, then the material it suits, then mere words."""
    pieces = sorted(
        (piece for piece in evidence.pieces if piece.gains.get(id, 0.0) > 0),
        key=lambda piece: -piece.gains[id],
    )
    told = [piece for piece in pieces if piece.source is not Source.WORD]
    told.sort(key=lambda piece: piece.source is not Source.NAME)
    reasons = [Reason(words=piece.words, kind=piece.kind, id=piece.id) for piece in told]
    wanted = evidence.wanted
    reasons += _of_concepts(wanted, "materials", wanted.materials.intersection(technique.materials))
    covered = {at for piece in told for at in piece.tokens}
    words = [
        piece
        for piece in pieces
        if piece.source is Source.WORD
        and piece.gains[id] >= WORD_COUNTS
        and covered.isdisjoint(piece.tokens)
    ]
    reasons += [Reason(words=span, kind="technique", id=id) for span in _spans(evidence, words)]
    return _distinct(reasons)


def facility_reasons(
    wanted: Wanted,
    facility: Facility,
    matches: Iterable[TechniqueMatch],
) -> tuple[Reason, ...]:
    """Why a facility: the constraints that the house meets, the reasons for what it offers, best
    first, then material and sector."""
    reasons = list(_of_concepts(wanted, CONSTRAINTS, frozenset(facility.meets)))
    reasons += [reason for match in matches for reason in match.because]
    reasons += _of_concepts(wanted, "materials", wanted.materials.intersection(facility.materials))
    reasons += _of_concepts(wanted, "sectors", frozenset(facility.sectors))
    return _distinct(reasons)


def unrecognised(evidence: Evidence, stop: frozenset[str]) -> tuple[str, ...]:
    """The words with a matter of their own that led nowhere, as written, in order, each once."""
    reading = evidence.reading
    words: dict[str, str] = {}
    for at in nowhere(reading, evidence.reached, stop):
        token = reading.tokens[at]
        words.setdefault(token.word, reading.words(at, at))
    return tuple(words.values())[:UNRECOGNISED_SHOWN]


def nowhere(reading: Reading, reached: frozenset[int], stop: frozenset[str]) -> tuple[int, ...]:
    """The tokens with a matter of their own that led nowhere."""
    return tuple(
        at
        for at, token in enumerate(reading.tokens)
        if at not in reached and has_matter(token, stop)
    )


def has_matter(token: Token, stop: frozenset[str]) -> bool:
    """Whether a token is about something: no function word, no number, no single letter."""
    return (
        token.word not in stop
        and len(token.word) >= UNRECOGNISED_LETTERS
        # Most are letters only, which is told at once.
        and (token.word.isalpha() or not any(letter.isdigit() for letter in token.word))
    )


def _of_concepts(wanted: Wanted, kind: str, ids: frozenset[str]) -> Iterable[Reason]:
    return (
        Reason(words=concept.words, kind=kind, id=concept.id)
        for concept in wanted.concepts
        if concept.kind == kind and concept.id in ids
    )


def _spans(evidence: Evidence, pieces: Sequence[Piece]) -> list[str]:
    """What the company wrote at these words, best first; neighbours are told together."""
    places = {piece.tokens[0] for piece in pieces}
    spans = []
    for piece in pieces:
        first = last = piece.tokens[0]
        if first not in places:
            continue
        while first - 1 in places and not evidence.reading.tokens[first].parted:
            first -= 1
        while last + 1 in places and not evidence.reading.tokens[last + 1].parted:
            last += 1
        places.difference_update(range(first, last + 1))
        spans.append(evidence.reading.words(first, last))
    return spans


def _distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The first reason that each of the company's words are; a concept says more than mere words,
    wherever it stands."""
    all_reasons = tuple(reasons)
    explained = {reason.words for reason in all_reasons if reason.kind != "technique"}
    told: dict[str, Reason] = {}
    for reason in all_reasons:
        if reason.kind != "technique" or reason.words not in explained:
            told.setdefault(reason.words.casefold(), reason)
    return tuple(told.values())[:REASONS_SHOWN]
