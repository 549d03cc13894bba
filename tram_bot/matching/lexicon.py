"""Tokens -> concepts: whole words, beginnings of words and phrases, with typos; negation heard."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from tram_bot.core.catalogue import CONSTRAINTS, Catalogue
from tram_bot.core.finding import FoundConcept
from tram_bot.core.identifiers import Language
from tram_bot.learning.weakly import weakly
from tram_bot.matching.folding import Reading, fold, folded_words
from tram_bot.matching.function_words import function_words
from tram_bot.matching.words.shape import CLAUSE_END, FunctionWords

ConceptKey = tuple[str, str]
"""A concept's (kind, id)."""

BORROWED = 0.9
"""Strength of a term of the fallback language in a text of another: people mix languages."""
INSIDE = 0.9
"""Strength of a term found inside a compound."""
SHADOWED = 0.5
"""Strength of a word that a longer phrase of another kind has taken ("glass transition")."""
TYPO = 0.84
"""How alike a misspelt word and a term must be, 0 to 1: one slip in six letters passes."""
TYPO_LETTERS = 6
"""Letters a word must have to be taken for a misspelt one."""
SAFE_LETTERS = 9
"""Letters from which on any slip passes; in a shorter word one letter for another makes a
different word (*leading*, *leaking*), so that only one too many, too few or out of place does."""
COMPOUND_LETTERS, COMPOUND_STEM, COMPOUND_HEAD = 9, 5, 3
"""Letters of the shortest compound, of a term sought inside it, and of what stands before it."""
COMPOUNDING = frozenset({"de", "da", "sv", "fi", "et"})
"""Languages that write compounds as one word."""
DENIED_BEHIND = frozenset({"problems", CONSTRAINTS, "hazards"})
"""Kinds that a phrase behind them takes back: in *in the weld nothing was found* the weld stays."""
DENIAL_REACH, CONSTRAINT_REACH = 3, 5
"""Words before a concept, or a constraint, within which a denial takes it back."""
_READ_AGAIN = 8
"""Readings whose hits are remembered: one turn asks what a text speaks of and what fits it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept's term in a text, from one token to another, both included.

    `letters` is how much of the text the term explains; `denied` is set when the text says that
    it is not so.
    """

    concept: ConceptKey
    first: int
    last: int
    letters: int
    strength: float
    denied: bool = False

    @property
    def width(self) -> int:
        """How many tokens it covers."""
        return self.last - self.first + 1


class _Part(NamedTuple):
    """One word of a term, or its beginning."""

    word: str
    is_stem: bool

    def fits(self, word: str) -> bool:
        return word.startswith(self.word) if self.is_stem else word == self.word


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of a concept; `weight` is 1, or less if it is borrowed from another language."""

    concept: ConceptKey
    parts: tuple[_Part, ...]
    weight: float

    @property
    def is_borrowed(self) -> bool:
        """Whether it is of the fallback language."""
        return self.weight < 1

    @property
    def is_word_of_ours(self) -> bool:
        """Whether it is one word of the language itself: only such a one is heard in a slip or
        inside a compound."""
        return len(self.parts) == 1 and not self.is_borrowed


class Lexicon:
    """The terms of all concepts in one language, and in its fallback language.

    `known` are words that are no misspelling of a term although they may look like one.
    """

    def __init__(
        self, terms: Iterable[_Term], language: Language, known: frozenset[str] = frozenset()
    ) -> None:
        self._function_words = function_words(language)
        self._endings = self._function_words.endings
        self._looks_inside = language in COMPOUNDING
        self._known = known
        self._wholes: dict[str, list[_Term]] = defaultdict(list)
        self._stems: dict[str, list[_Term]] = defaultdict(list)
        # By the first word and the initial of the second: hundreds begin with *does* or *kein*.
        self._phrases: dict[tuple[str, str], list[_Term]] = defaultdict(list)
        # Those that a slip is heard in: whole words by their initial, beginnings of words by their
        # first letter, their last one and their length.
        self._wholes_near: dict[str, list[str]] = defaultdict(list)
        self._stems_near: dict[tuple[str, str, int], list[str]] = defaultdict(list)
        misspelt: dict[_Part, None] = {}
        for term in terms:
            head = term.parts[0]
            if head.is_stem or len(term.parts) == 1:
                (self._stems if head.is_stem else self._wholes)[head.word].append(term)
            else:
                self._phrases[head.word, term.parts[1].word[0]].append(term)
            if term.is_word_of_ours and len(head.word) >= TYPO_LETTERS - head.is_stem:
                misspelt[head] = None
        for word, is_stem in misspelt:
            if is_stem:
                self._stems_near[word[0], word[-1], len(word)].append(word)
            else:
                self._wholes_near[word[0]].append(word)
        self._longest_stem = max(map(len, self._stems), default=0)
        self.hits = lru_cache(maxsize=_READ_AGAIN)(weakly(self._hits))
        self._misspelt = lru_cache(maxsize=4096)(weakly(self._misspelling_of))

    def _hits(self, reading: Reading) -> tuple[Hit, ...]:
        """The terms in a text, in order. Of one kind the longest wins wherever two overlap."""
        words = [token.word for token in reading.tokens]
        candidates = [hit for at in range(len(words)) for hit in self._at(reading, words, at)]
        return tuple(
            replace(hit, denied=self._is_denied(reading, words, hit))
            for hit in _shadowed(_longest_of_each_kind(candidates))
        )

    def concepts(self, reading: Reading) -> tuple[FoundConcept, ...]:
        """The concepts in a text that are not denied, each once, strongest first, then in order."""
        return found_concepts(reading, self.hits(reading))

    def _at(self, reading: Reading, words: Sequence[str], at: int) -> list[Hit]:
        word = words[at]
        token = reading.tokens[at]
        is_plain = reading.text[token.start : token.end].isascii()
        found = [
            hit
            for term in self._heads(word, words[at + 1] if at + 1 < len(words) else "")
            # No English word has a diacritic.
            if (is_plain or not term.is_borrowed)
            and (hit := _follow(term, reading, words, at)) is not None
        ]
        if self._looks_inside and len(word) >= COMPOUND_LETTERS:
            found += self._inside(word, at)
        if not found and len(word) >= TYPO_LETTERS and word not in self._known:
            found = [
                Hit(term.concept, at, at, len(part.word), alike * term.weight)
                for part, alike in self._misspelt(word)
                for term in self._terms_of(part)
            ]
        return found

    def _heads(self, word: str, following: str) -> Iterable[_Term]:
        """The terms whose first word this may be, when that one follows."""
        yield from self._wholes.get(word, ())
        if following:
            yield from self._phrases.get((word, following[0]), ())
        for end in range(1, min(len(word), self._longest_stem) + 1):
            yield from self._stems.get(word[:end], ())

    def _inside(self, word: str, at: int) -> list[Hit]:
        """The terms that stand inside a compound, after its beginning."""
        return [
            Hit(term.concept, at, at, end - start, INSIDE * term.weight)
            for start in range(COMPOUND_HEAD, len(word) - COMPOUND_STEM + 1)
            for end, terms in self._from(word, start)
            for term in terms
            if term.is_word_of_ours
        ]

    def _from(self, word: str, start: int) -> Iterable[tuple[int, Sequence[_Term]]]:
        """The terms that stand in a word from a letter on, by where they end."""
        for end in range(start + COMPOUND_STEM, min(len(word), start + self._longest_stem) + 1):
            yield end, self._stems.get(word[start:end], ())
        yield len(word), self._wholes.get(word[start:], ())

    def _terms_of(self, part: _Part) -> Iterable[_Term]:
        heads = self._stems if part.is_stem else self._wholes
        return (term for term in heads[part.word] if term.is_word_of_ours)

    def _misspelling_of(self, word: str) -> tuple[tuple[_Part, float], ...]:
        """The one-word terms this may best be a misspelling of, and how alike they are."""
        alike: dict[_Part, float] = {}
        for part, beginning in self._near(word):
            alike[part] = max(_similarity(beginning, part.word), alike.get(part, 0.0))
        best = max(alike.values(), default=0.0)
        return tuple((part, best) for part, each in alike.items() if each == best >= TYPO)

    def _near(self, word: str) -> Iterable[tuple[_Part, str]]:
        """The one-word terms that this word may be a misspelling of, with what each is held to: the
        word, or for a stem the word's beginning, which must close with the stem's last letter, or
        else any longer word would fit."""
        wholes = self._wholes_near.get(word[0], ())
        scorer = Indel.normalized_similarity
        for whole, *_ in process.extract(
            word, wholes, scorer=scorer, score_cutoff=TYPO, limit=None
        ):
            yield _Part(whole, is_stem=False), word
        for end in range(1, len(word) + 1):
            for size in (end - 1, end, end + 1):
                for stem in self._stems_near.get((word[0], word[end - 1], size), ()):
                    yield _Part(stem, is_stem=True), word[:end]

    def _is_denied(self, reading: Reading, words: Sequence[str], hit: Hit) -> bool:
        says = self._function_words
        word = words[hit.first]
        if hit.width == 1 and any(
            # What the term itself ends in takes nothing back: *rostfri* is a steel.
            word.endswith(ending) and hit.letters + len(ending) <= len(word) + 1
            for ending in self._endings
        ):
            return True
        following = (*_unparted(reading, words, hit.last + 1), CLAUSE_END)
        if following[0] in says.rid or (
            hit.concept[0] in DENIED_BEHIND and _is_gone(says, following)
        ):
            return True
        is_constraint = hit.concept[0] == CONSTRAINTS
        # A term that denies something itself is not taken back by what denies another one.
        if word in says.deny:
            return is_constraint and hit.first > 0 and words[hit.first - 1] in says.waive
        reach = CONSTRAINT_REACH if is_constraint else DENIAL_REACH
        for at in range(hit.first - 1, max(hit.first - 1 - reach, -1), -1):
            if reading.tokens[at + 1].parted or words[at] in says.clause:
                return False
            if words[at] in says.deny:
                # *Does not stick* is a problem; *does not need to come back* is no condition.
                acts = not is_constraint and at > 0 and words[at - 1] in says.act
                return not acts and words[at + 1] not in says.unless
        return False


def build_lexicon(
    catalogue: Catalogue,
    language: Language,
    own: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> Lexicon:
    """The lexicon of a language. `own` are words of it, which nothing of the fallback language is
    heard in: what a Dane calls *slag* has nothing to do with a furnace. `known` are words that are
    no misspelling of a term although they may look like one."""
    return Lexicon(_terms(catalogue, language, own), language, known)


def found_concepts(reading: Reading, hits: Iterable[Hit]) -> tuple[FoundConcept, ...]:
    """The concepts behind hits that are not denied, each once, strongest first, then in order."""
    best: dict[ConceptKey, Hit] = {}
    for hit in hits:
        if not hit.denied and (
            hit.concept not in best or hit.strength > best[hit.concept].strength
        ):
            best[hit.concept] = hit
    return tuple(
        FoundConcept(
            kind=hit.concept[0],
            id=hit.concept[1],
            words=reading.words(hit.first, hit.last),
            strength=hit.strength,
        )
        for hit in sorted(
            best.values(), key=lambda hit: (-hit.strength, hit.first, hit.last, hit.concept)
        )
    )


def _terms(catalogue: Catalogue, language: Language, own: frozenset[str]) -> Iterable[_Term]:
    beginnings = {word[:end] for word in own for end in range(1, len(word) + 1)}
    for key, concept in catalogue.concepts.items():
        words = concept.words.by_language.get(language)
        fallback = concept.words.of(concept.words.falls_back_to)
        seen: set[tuple[_Part, ...]] = set()
        for each, weight in ((words, 1.0), (fallback, BORROWED)):
            for term in each.terms if each else ():
                parts = _parts(term)
                taken = beginnings if parts and parts[0].is_stem else own
                is_another = weight < 1 and len(parts) == 1 and parts[0].word in taken
                if parts and parts not in seen and not is_another:
                    seen.add(parts)
                    yield _Term(key, parts, weight)


# The terms of the fallback language are asked for by every language, and lie between its own.
@lru_cache(maxsize=32_768)
def _parts(term: str) -> tuple[_Part, ...]:
    """The words of a term; each may be a beginning only.

    >>> [(part.word, part.is_stem) for part in _parts("heavy metal*")]
    [('heavy', False), ('metal', True)]
    """
    parts: list[_Part] = []
    for piece in term.split():
        bare = piece.removesuffix("*")
        words = (fold(bare),) if bare.isalnum() else folded_words(bare)
        parts += [_Part(word, is_stem=False) for word in words]
        if words and bare != piece:
            parts[-1] = _Part(words[-1], is_stem=True)
    return tuple(parts)


def _follow(term: _Term, reading: Reading, words: Sequence[str], at: int) -> Hit | None:
    """The hit of a term whose first word stands here, if its other words follow."""
    last = at + len(term.parts) - 1
    if last >= len(words):
        return None
    for here, part in enumerate(term.parts[1:], start=at + 1):
        if reading.tokens[here].parted or not part.fits(words[here]):
            return None
    letters = sum(len(part.word) + (not part.is_stem) for part in term.parts)
    return Hit(term.concept, at, last, letters, term.weight)


def _is_gone(says: FunctionWords, following: Sequence[str]) -> bool:
    """Whether what follows a concept says that it is not there."""
    return any(
        tuple(following[: len(phrase)]) == phrase
        and says.unless.isdisjoint(following[len(phrase) : len(phrase) + 1])
        for phrase in says.gone
    )


def _unparted(reading: Reading, words: Sequence[str], first: int) -> Iterable[str]:
    """What follows in the same clause."""
    for at in range(first, len(words)):
        if reading.tokens[at].parted:
            return
        yield words[at]


def _similarity(word: str, term: str) -> float:
    alike = Indel.normalized_similarity(word, term, score_cutoff=TYPO)
    if not alike or len(term) >= SAFE_LETTERS:
        return alike
    is_slip = abs(len(word) - len(term)) == 1 or sorted(word) == sorted(term)
    return alike if is_slip and OSA.distance(word, term) == 1 else 0.0


def _longest_of_each_kind(candidates: Sequence[Hit]) -> list[Hit]:
    """Without the hits that a longer one of the same kind overlaps."""
    taken: dict[tuple[str, int], tuple[int, int]] = {}
    kept = []
    for hit in sorted(candidates, key=lambda hit: (-hit.width, -hit.letters, -hit.strength)):
        size = (hit.width, hit.letters)
        places = [(hit.concept[0], at) for at in range(hit.first, hit.last + 1)]
        if all(taken.get(place, size) == size for place in places):
            taken.update(dict.fromkeys(places, size))
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.last, hit.concept))


def _shadowed(hits: Sequence[Hit]) -> list[Hit]:
    """The same hits; a word inside a longer phrase of another kind counts less. A constraint says
    what may be done with a thing: that is no problem of it, and leaves the thing what it is."""
    widest: dict[int, int] = {}
    asked: set[int] = set()
    for hit in hits:
        places = range(hit.first, hit.last + 1)
        if hit.concept[0] == CONSTRAINTS:
            asked.update(places if hit.width > 1 else ())
            continue
        for at in places:
            widest[at] = max(widest.get(at, 1), hit.width)
    return [
        replace(hit, strength=SHADOWED * hit.strength)
        if max(widest.get(at, 1) for at in range(hit.first, hit.last + 1)) > hit.width
        else hit
        for hit in hits
        if hit.concept[0] != "problems" or not asked.issuperset(range(hit.first, hit.last + 1))
    ]
