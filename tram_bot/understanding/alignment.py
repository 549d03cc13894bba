"""Wordings aligned word by word: each word finds its fuzzy partner, rare words count most."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

Similarities = npt.NDArray[np.float32]

_ALIKE = 0.75
"""Below this share of common letters two words have nothing to do with each other."""
_PAIRS_LOST = 0.8
"""The part of its letters as which so many of a word's pairs of letters, its ends included, may be
missing in a partner, at the most: 4 (1 - _ALIKE) / (2 - _ALIKE). A letter left out takes two pairs
away and one put in takes one; a partner is no more than 1 - _ALIKE of all letters of both away."""
_TINY = np.float32(1e-6)
_REMEMBERED = 4096
_LONGEST_WORD = 32


class Alignment:
    """Known wordings, ready to be compared with any other."""

    def __init__(self, wordings: Sequence[Sequence[str]]) -> None:
        sets = [tuple(dict.fromkeys(words)) for words in wordings]
        seen = Counter(word for words in sets for word in words)
        self._vocabulary = tuple(seen)
        place = {word: at for at, word in enumerate(self._vocabulary)}
        counts = np.fromiter(seen.values(), np.float32, len(seen))
        self._rarity = np.log((1.0 + len(sets)) / counts).astype(np.float32)
        self._rarest = float(np.log(1.0 + len(sets)))
        lists: dict[int, list[int]] = defaultdict(list)
        for wording, words in enumerate(sets):
            for word in words:
                lists[place[word]].append(wording)
        self._wordings_with = [np.array(lists[at], np.intp) for at in range(len(seen))]
        words_with: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._vocabulary):
            for pair in set(_pairs(word)):
                words_with[pair].append(at)
        self._words_with = {pair: np.array(each, np.int32) for pair, each in words_with.items()}
        self._weight = np.array(
            [sum(float(self._rarity[place[w]]) for w in words) for words in sets], np.float32
        )
        self._met: dict[str, Mapping[int, float]] = {}

    def similarities(self, words: Sequence[str]) -> Similarities:
        """How alike the words are to each known wording, 0 to 1: what both share, weighted by
        rarity, out of all that either says. A word nobody has used weighs as the rarest."""
        asked = tuple(dict.fromkeys(words))
        shared = np.zeros(len(self._weight), np.float32)
        best = np.zeros(len(self._weight), np.float32)
        best_of_known: dict[int, float] = {}
        weight = 0.0
        for found in self._partners(asked):
            rarity = max(
                (float(self._rarity[at]) for at, s in found.items() if s >= 1.0), default=0
            )
            rarity = rarity or self._rarest
            weight += rarity
            # The closest partner comes last, and overwrites what the others have put there.
            for at, alike in sorted(found.items(), key=_alike):
                best[self._wordings_with[at]] = alike
                best_of_known[at] = max(best_of_known.get(at, 0.0), alike)
            shared += np.float32(rarity) * best
            best[:] = 0.0
        for at, alike in best_of_known.items():
            shared[self._wordings_with[at]] += self._rarity[at] * np.float32(alike)
        alike_each: Similarities = shared / np.maximum(self._weight + np.float32(weight), _TINY)
        return alike_each

    def nearest(self, words: Sequence[str]) -> tuple[str, ...]:
        """The known word that each is most like, of two the one that more wordings have; a word
        that has no partner stays as it is."""
        return tuple(
            self._closest(found) if found else word
            for word, found in zip(words, self._partners(words), strict=True)
        )

    def _closest(self, found: Mapping[int, float]) -> str:
        return self._vocabulary[max(found, key=lambda at: (found[at], -self._rarity[at]))]

    def _partners(self, words: Sequence[str]) -> list[Mapping[int, float]]:
        # Another thread may begin another one meanwhile.
        met = self._met
        if len(met) + len(words) > _REMEMBERED:
            met = self._met = {}
        fresh = {word: self._search(word) for word in words if word not in met}
        met.update({w: found for w, found in fresh.items() if len(w) <= _LONGEST_WORD})
        nobody: Mapping[int, float] = {}
        return [met.get(w) or fresh.get(w, nobody) for w in words]

    def _search(self, word: str) -> Mapping[int, float]:
        """A word's partners in the vocabulary, with how alike they are (squared)."""
        near = self._near(word)
        if not len(near):
            return {}
        alike = process.cdist(
            [word],
            [self._vocabulary[at] for at in near.tolist()],
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
            dtype=np.float32,
        )[0]
        found = np.flatnonzero(alike)
        squared = (each**2 for each in alike[found].tolist())
        return dict(zip(near[found].tolist(), squared, strict=True))

    def _near(self, word: str) -> npt.NDArray[np.intp]:
        """The words that have enough pairs of letters in common with this one to be partners: a few
        dozen of thousands, so that it is not compared with them all."""
        lists = [self._words_with[pair] for pair in _pairs(word) if pair in self._words_with]
        if not lists:
            return np.zeros(0, np.intp)
        fewest = len(word) + 1 - int(_PAIRS_LOST * len(word))
        return np.flatnonzero(np.bincount(np.concatenate(lists)) >= fewest)


def _pairs(word: str) -> Iterable[str]:
    """Each letter with the next one, and those at the ends with nothing."""
    return (a + b for a, b in pairwise(f"<{word}>"))


def _alike(found: tuple[int, float]) -> float:
    return found[1]
