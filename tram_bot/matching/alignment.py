"""Tokens -> techniques whose own texts use the same words, misspelt and inflected ones included.

Each word of the need is aligned to its best partner in every technique; the gain is how alike
the two are, squared, times how rare the partner is, times the field it stands in. Lists of who
uses a word are inverted, so the cost of a need grows with its words and not with the catalogue.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, groupby

from rapidfuzz import fuzz, process

from tram_bot.core.catalogue import Catalogue, Technique
from tram_bot.core.identifiers import Language
from tram_bot.learning.letters import WordsByLetters
from tram_bot.learning.weakly import weakly
from tram_bot.matching.folding import folded_words
from tram_bot.matching.mentions import is_abbreviation

NAME, PROBLEMS, TELLS, MATERIALS = 1.5, 1.3, 1.0, 0.8
"""What a word counts by the field it stands in; the best field counts."""
LENGTH_NORM = 0.25
"""How much a long description is held against a technique: 0 is not at all, 1 is in full."""
ALIKE = 0.8
"""How alike two words must be to be partners, 0 to 1."""
SHORT_ALIKE = 0.85
"""The same for words of up to five letters, where one wrong letter makes another word."""
STEM_LETTERS = 4
"""Letters that two forms of one word share at the beginning, at the least."""
LEAST_LETTERS, FUZZY_LETTERS = 3, 4
"""Letters of the shortest word that is looked up at all, and of one that may have slips."""

Partners = tuple[tuple[str, float], ...]
"""Words of the techniques, and how alike to a word of the need each is, 0 to 1."""


class Alignment:
    """The words of every technique, weighted by rarity, field and length of description."""

    def __init__(self, fields: Mapping[str, Mapping[str, float]], stop: frozenset[str]) -> None:
        self._stop = stop
        kept = {
            technique: {
                word: weight
                for word, weight in words.items()
                if word not in stop and len(word) >= LEAST_LETTERS
            }
            for technique, words in fields.items()
        }
        users = Counter(word for words in kept.values() for word in words)
        typical = sum(map(len, kept.values())) / max(len(kept), 1)
        rarest = _rarity(1, len(kept))
        using: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for technique, words in kept.items():
            length = (len(words) / typical) ** LENGTH_NORM if words else 1.0
            for word, weight in words.items():
                rarity = _rarity(users[word], len(kept)) / rarest
                using[word].append((technique, rarity * weight / length))
        # One behind the other: to keep a pair for each would take five times the memory.
        self._place = {word: at for at, word in enumerate(using)}
        self._ends = array("I", accumulate(map(len, using.values())))
        self._users = [technique for each in using.values() for technique, _ in each]
        self._weights = array("d", (weight for each in using.values() for _, weight in each))
        by_initial = groupby(sorted(self._place), key=lambda word: word[0])
        self._by_initial = {initial: WordsByLetters(tuple(each)) for initial, each in by_initial}
        self.partners = lru_cache(maxsize=8192)(weakly(self._partners_of))

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that some technique uses."""
        return frozenset(self._place)

    def known(self, word: str) -> Partners:
        """The word itself, if some technique uses it in this very form."""
        return ((word, 1.0),) if word in self._place else ()

    def gains(self, partners: Partners) -> dict[str, float]:
        """What a word of the need with these partners speaks for each technique; 1 is a rare word
        of what it tells."""
        if not partners:
            return {}
        (first, surely), *others = partners
        share = surely * surely
        # Mostly it is the word itself, all of which counts.
        best = dict(self._using(first))
        if share != 1:
            best = {technique: share * weight for technique, weight in best.items()}
        for partner, alike in others:
            share = alike * alike
            for technique, weight in self._using(partner):
                gain = share * weight
                if gain > best.get(technique, 0.0):
                    best[technique] = gain
        return best

    def _using(self, word: str) -> Iterator[tuple[str, float]]:
        """The techniques that use a word, and what it speaks for each."""
        at = self._place[word]
        here = slice(self._ends[at - 1] if at else 0, self._ends[at])
        return zip(self._users[here], self._weights[here], strict=True)

    def _partners_of(self, word: str) -> Partners:
        """The words of the techniques that this word may be a form of, and how alike they are."""
        if word in self._stop or not word:
            return ()
        own = self.known(word)
        if len(word) < FUZZY_LETTERS:
            return own
        known = self._by_initial.get(word[0])
        if not known:
            return own
        alike = SHORT_ALIKE if len(word) < 6 else ALIKE
        near = [known.words[at] for at in known.near(word, alike)]
        # A word the catalogue knows is no misspelling: only its other forms are partners.
        stem = word[:STEM_LETTERS] if own else ""
        others = [each for each in near if each != word and each.startswith(stem)]
        if not others:
            return own
        scorer, cutoff = fuzz.ratio, 100 * alike
        found = process.extract(word, others, scorer=scorer, score_cutoff=cutoff, limit=None)
        return own + tuple((partner, score / 100) for partner, score, _ in found)


class MixedAlignment:
    """The alignment of one language; what nobody says in it may be a word of another."""

    def __init__(self, own: Alignment, other: Alignment, stop: frozenset[str]) -> None:
        """`stop` are words that carry a sentence, of either language."""
        self._own = own
        self._other = other
        self._stop = stop

    def partners(self, word: str) -> Partners:
        """As those of an alignment. A word of the other language is one only in that very form:
        what is merely like one is more often a word of this language that nobody has listed."""
        return self._own.partners(word) or self._borrowed(word)

    def gains(self, word: str) -> dict[str, float]:
        """What a word of the need speaks for each technique."""
        own = self._own.partners(word)
        return self._own.gains(own) if own else self._other.gains(self._borrowed(word))

    def _borrowed(self, word: str) -> Partners:
        return () if word in self._stop else self._other.known(word)


def build_alignment(catalogue: Catalogue, language: Language, stop: frozenset[str]) -> Alignment:
    """The alignment to all techniques in one language."""
    return Alignment(
        {
            technique.id: _fields(catalogue, technique, language)
            for technique in catalogue.techniques.values()
        },
        stop,
    )


def _rarity(users: int, techniques: int) -> float:
    """The inverse document frequency of a word, never negative."""
    return math.log(1 + (techniques - users + 0.5) / (users + 0.5))


def _fields(catalogue: Catalogue, technique: Technique, language: Language) -> dict[str, float]:
    """The best field of each word of a technique."""
    best: dict[str, float] = {}
    for text, weight in _texts(catalogue, technique, language):
        for word in folded_words(text):
            best[word] = max(weight, best.get(word, 0.0))
    return best


def _texts(
    catalogue: Catalogue, technique: Technique, language: Language
) -> Iterable[tuple[str, float]]:
    words = technique.words.by_language.get(language)
    if words:
        # An abbreviation is a name or nothing: "bet" and "sec" are words of their own.
        names = (each for each in (words.name, *words.aliases) if not is_abbreviation(each))
        yield from ((text, NAME) for text in names)
        yield from ((text, PROBLEMS) for text in words.problems)
        yield words.tells, TELLS
    for id in technique.materials:
        material = catalogue.concepts.get(("materials", id))
        label = material.words.by_language.get(language) if material else None
        if label or not material:
            yield label.label if label else id, MATERIALS
