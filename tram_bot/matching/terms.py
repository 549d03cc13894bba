"""The terms of all concepts in one language: whole words, beginnings of words and phrases, found by
how they begin, inside a compound, or in a slip."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.identifiers import Language
from tram_bot.learning.weakly import weakly
from tram_bot.matching.folding import fold, folded_words

ConceptKey = tuple[str, str]
"""A concept's (kind, id)."""

TYPO = 0.84
"""How alike a misspelt word and a term must be, 0 to 1: one slip in six letters passes."""
TYPO_LETTERS = 6
"""Letters a word must have to be taken for a misspelt one."""
SAFE_LETTERS = 9
"""Letters from which on any slip passes; in a shorter word one letter for another makes a
different word (*leading*, *leaking*), so that only one too many, too few or out of place does."""
COMPOUND_LETTERS, COMPOUND_STEM, COMPOUND_HEAD = 9, 5, 3
"""Letters of the shortest compound, of a term sought inside it, and of what stands before it."""


class Part(NamedTuple):
    """One word of a term, or its beginning."""

    word: str
    is_stem: bool

    def fits(self, word: str) -> bool:
        """Whether a word is this one, or begins so."""
        return word.startswith(self.word) if self.is_stem else word == self.word


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a concept, word by word."""

    concept: ConceptKey
    parts: tuple[Part, ...]

    @property
    def is_word(self) -> bool:
        """Whether it is one word: only such a one is heard in a slip or inside a compound."""
        return len(self.parts) == 1


class Terms:
    """The terms of one language."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._wholes: dict[str, list[Term]] = defaultdict(list)
        self._stems: dict[str, list[Term]] = defaultdict(list)
        # By the first word and the initial of the second: hundreds begin with *does* or *kein*.
        self._phrases: dict[tuple[str, str], list[Term]] = defaultdict(list)
        # Those that a slip is heard in: whole words by their initial, beginnings of words by their
        # first letter and their last one, and then by their length.
        self._wholes_near: dict[str, list[str]] = defaultdict(list)
        self._stems_near: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(dict)
        misspelt: dict[Part, None] = {}
        for term in terms:
            head = term.parts[0]
            if head.is_stem:
                self._stems[head.word].append(term)
            elif term.is_word:
                self._wholes[head.word].append(term)
            else:
                self._phrases[head.word, term.parts[1].word[0]].append(term)
            if term.is_word and len(head.word) >= TYPO_LETTERS - head.is_stem:
                misspelt[head] = None
        for word, is_stem in misspelt:
            if is_stem:
                self._stems_near[word[0], word[-1]].setdefault(len(word), []).append(word)
            else:
                self._wholes_near[word[0]].append(word)
        # How long those beginnings of words are that begin with two letters.
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for start, size in sorted({(stem[:2], len(stem)) for stem in self._stems}):
            self._lengths[start].append(size)
        self.misspelt = lru_cache(maxsize=4096)(weakly(self._misspelt))

    def __contains__(self, term: Term) -> bool:
        return term in self.beginning(*(part.word for part in term.parts[:2]))

    def beginning(self, word: str, following: str = "") -> Sequence[Term]:
        """The terms whose first word this may be, when that one follows."""
        found = [*self._wholes.get(word, ())]
        if following:
            found += self._phrases.get((word, following[0]), ())
        if word[:1] in self._stems:
            found += self._stems[word[:1]]
        for end in self._lengths.get(word[:2], ()):
            if 1 < end <= len(word) and (terms := self._stems.get(word[:end])):
                found += terms
        return found

    def inside(self, word: str) -> Sequence[tuple[Term, int]]:
        """The terms that stand inside a compound, after its beginning, and how many letters of it
        each one explains."""
        found: list[tuple[Term, int]] = []
        for start in range(COMPOUND_HEAD, len(word) - COMPOUND_STEM + 1):
            rest = word[start:]
            for size in self._lengths.get(rest[:2], ()):
                if COMPOUND_STEM <= size <= len(rest) and (terms := self._stems.get(rest[:size])):
                    found += ((term, size) for term in terms if term.is_word)
            if terms := self._wholes.get(rest):
                found += ((term, len(rest)) for term in terms if term.is_word)
        return found

    def _misspelt(self, word: str) -> tuple[tuple[Term, float], ...]:
        """The one-word terms this may best be a misspelling of, and how alike they are."""
        alike: dict[Part, float] = {}
        for near, is_stem, beginning in self._near(word):
            if much := _similarity(beginning, near):
                part = Part(near, is_stem)
                alike[part] = max(much, alike.get(part, 0.0))
        best = max(alike.values(), default=0.0)
        return tuple(
            (term, best)
            for part, each in alike.items()
            if each == best >= TYPO
            for term in (self._stems if part.is_stem else self._wholes)[part.word]
            if term.is_word
        )

    def _near(self, word: str) -> Iterator[tuple[str, bool, str]]:
        """The one-word terms that this word may be a misspelling of, and whether each is a stem,
        with what it is held to: the word, or for a stem the word's beginning, which must close with
        the stem's last letter, or else any longer word would fit."""
        wholes = self._wholes_near.get(word[0], ())
        scorer = Indel.normalized_similarity
        for whole, *_ in process.extract(
            word, wholes, scorer=scorer, score_cutoff=TYPO, limit=None
        ):
            yield whole, False, word
        for end, last in enumerate(word, start=1):
            if stems := self._stems_near.get((word[0], last)):
                for size in (end - 1, end, end + 1):
                    for stem in stems.get(size, ()):
                        yield stem, True, word[:end]


def terms_of(catalogue: Catalogue, language: Language) -> Terms:
    """The terms of all concepts in a language."""
    return Terms(_terms(catalogue, language))


def _terms(catalogue: Catalogue, language: Language) -> Iterator[Term]:
    # The same words stand in many terms.
    known: dict[Part, Part] = {}
    for key, concept in catalogue.concepts.items():
        words = concept.words.by_language.get(language)
        for parts in dict.fromkeys(map(_parts, words.terms if words else ())):
            if parts:
                yield Term(key, tuple(known.setdefault(part, part) for part in parts))


def _parts(term: str) -> tuple[Part, ...]:
    """The words of a term; each may be a beginning only.

    >>> [(part.word, part.is_stem) for part in _parts("heavy metal*")]
    [('heavy', False), ('metal', True)]
    """
    parts: list[Part] = []
    for piece in term.split():
        bare = piece.removesuffix("*")
        words = (fold(bare),) if bare.isalnum() else folded_words(bare)
        parts += [Part(word, is_stem=False) for word in words]
        if words and bare != piece:
            parts[-1] = Part(words[-1], is_stem=True)
    return tuple(parts)


def _similarity(word: str, term: str) -> float:
    alike = Indel.normalized_similarity(word, term, score_cutoff=TYPO)
    if not alike or len(term) >= SAFE_LETTERS:
        return alike
    is_slip = abs(len(word) - len(term)) == 1 or sorted(word) == sorted(term)
    return alike if is_slip and OSA.distance(word, term) == 1 else 0.0
