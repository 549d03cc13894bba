"""Wordings aligned word by word: each word finds its fuzzy partner, rare words count most."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from tram_bot.learning.letters import WordsByLetters
from tram_bot.learning.product import product
from tram_bot.learning.rows import places_of

Similarities = npt.NDArray[np.float32]

_ALIKE = 0.75
"""Below this share of common letters two words have nothing to do with each other."""
_TINY = np.float32(1e-6)
_REMEMBERED = 4096
_LONGEST_WORD = 32


_Partners = tuple[tuple[int, float], ...]
"""The known words that a word is like, by their places, and how alike they are, squared; the
closest comes last, of two as close the one that more wordings have."""


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
        word = np.fromiter(map(place.__getitem__, chain.from_iterable(sets)), np.int32)
        wording = np.repeat(np.arange(len(sets), dtype=np.int32), list(map(len, sets)))
        self._wordings = wording[np.argsort(word, kind="stable")]
        """Those that have each word, one word after the other."""
        self._counts = np.bincount(word, minlength=len(seen))
        self._starts = self._counts.cumsum() - self._counts
        self._by_letters = WordsByLetters(self._vocabulary)
        self._weight = np.bincount(wording, self._rarity[word], len(sets)).astype(np.float32)
        self._met: dict[str, _Partners] = {}

    def similarities(self, words: Sequence[str]) -> Similarities:
        """How alike the words are to each known wording, 0 to 1: what both share, weighted by
        rarity, out of all that either says. A word nobody has used weighs as the rarest."""
        asked = self._partners(tuple(dict.fromkeys(words)))
        rarities = np.array([self._rarity_of(each) for each in asked], np.float32)
        weight = np.float32(rarities.sum(dtype=np.float64))
        pairs = [pair for each in asked for pair in each]
        places = np.array([place for place, _ in pairs], np.intp)
        alike = np.array([much for _, much in pairs], np.float32)
        counts = self._counts[places]
        wordings = self._wordings.take(places_of(self._starts[places], counts), mode="clip")
        every = len(self._weight)
        rows = np.repeat(np.arange(len(asked)) * every, [len(each) for each in asked])
        # In each wording, the closest partner of a word overwrites what the others have put there.
        best = np.zeros(len(asked) * every, np.float32)
        best[np.repeat(rows, counts) + wordings] = np.repeat(alike, counts)
        shared = product(rarities, best.reshape(len(asked), every))
        # Each known word is shared once, as far as the word that is most like it.
        most = np.zeros(len(self._vocabulary), np.intp)
        order = np.argsort(alike, kind="stable")
        most[places[order]] = order
        gains = np.where(
            most[places] == np.arange(len(places)), alike * self._rarity[places], np.float32(0.0)
        )
        shared += np.bincount(wordings, np.repeat(gains, counts), len(shared))
        alike_each: Similarities = shared / np.maximum(self._weight + weight, _TINY)
        return alike_each

    def nearest(self, words: Sequence[str]) -> tuple[str, ...]:
        """The known word that each is most like, of two the one that more wordings have; a word
        that has no partner stays as it is."""
        return tuple(
            self._vocabulary[found[-1][0]] if found else word
            for word, found in zip(words, self._partners(words), strict=True)
        )

    def _rarity_of(self, found: _Partners) -> float:
        """That of the word itself, if it is a known one."""
        place, alike = found[-1] if found else (-1, 0.0)
        return (alike >= 1.0 and float(self._rarity[place])) or self._rarest

    def _partners(self, words: Sequence[str]) -> list[_Partners]:
        # Another thread may begin another one meanwhile.
        met = self._met
        if len(met) + len(words) > _REMEMBERED:
            met = self._met = {}
        asked = [word for word in dict.fromkeys(words) if word not in met]
        fresh = dict(zip(asked, self._search(asked), strict=True)) if asked else {}
        met.update({w: found for w, found in fresh.items() if len(w) <= _LONGEST_WORD})
        return [met.get(word) or fresh.get(word, ()) for word in words]

    def _search(self, words: Sequence[str]) -> Sequence[_Partners]:
        """The partners of each word in the vocabulary."""
        partners: list[list[tuple[int, float]]] = [[] for _ in words]
        near = [
            (each, at)
            for each, word in enumerate(words)
            for at in self._by_letters.near(word, _ALIKE)
        ]
        if near:
            alike = process.cpdist(
                [words[each] for each, _ in near],
                [self._vocabulary[at] for _, at in near],
                scorer=Indel.normalized_similarity,
                score_cutoff=_ALIKE,
                dtype=np.float32,
            )
            found = np.flatnonzero(alike)
            places = np.array([at for _, at in near], np.intp)[found]
            closest_last = np.lexsort((-places, -self._rarity[places], alike[found]))
            found = found[closest_last]
            for place, much in zip(found.tolist(), alike[found].tolist(), strict=True):
                each, at = near[place]
                partners[each].append((at, much**2))
        return [tuple(each) for each in partners]
