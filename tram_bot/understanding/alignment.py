"""Wordings aligned word by word: each word finds its fuzzy partner, rare words count most."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

Similarities = npt.NDArray[np.float32]

_ALIKE = 0.75
"""Below this share of common letters two words have nothing to do with each other."""
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
        self._weight = np.array(
            [sum(float(self._rarity[place[w]]) for w in words) for words in sets], np.float32
        )
        self._met: dict[str, Mapping[int, float]] = {}

    def similarities(self, words: Sequence[str]) -> Similarities:
        """How alike the words are to each known wording, 0 to 1: what both share, weighted by
        rarity, out of all that either says. A word nobody has used weighs as the rarest."""
        asked = tuple(dict.fromkeys(words))
        shared = np.zeros(len(self._weight), np.float32)
        best_of_known: dict[int, float] = {}
        weight = 0.0
        for found in self._partners(asked):
            rarity = max(
                (float(self._rarity[at]) for at, s in found.items() if s >= 1.0), default=0
            )
            rarity = rarity or self._rarest
            weight += rarity
            best = np.zeros(len(self._weight), np.float32)
            for at, alike in found.items():
                places = self._wordings_with[at]
                best[places] = np.maximum(best[places], alike)
                best_of_known[at] = max(best_of_known.get(at, 0.0), alike)
            shared += np.float32(rarity) * best
        for at, alike in best_of_known.items():
            shared[self._wordings_with[at]] += self._rarity[at] * np.float32(alike)
        alike_each: Similarities = shared / np.maximum(self._weight + np.float32(weight), _TINY)
        return alike_each

    def _partners(self, words: Sequence[str]) -> list[Mapping[int, float]]:
        if len(self._met) + len(words) > _REMEMBERED:
            self._met = {}
        unknown = [w for w in words if w not in self._met]
        fresh = dict(zip(unknown, self._search(unknown), strict=True))
        self._met.update({w: found for w, found in fresh.items() if len(w) <= _LONGEST_WORD})
        nobody: Mapping[int, float] = {}
        return [self._met.get(w) or fresh.get(w, nobody) for w in words]

    def _search(self, words: Sequence[str]) -> list[Mapping[int, float]]:
        """Each word's partners in the vocabulary, with how alike they are (squared)."""
        if not words or not self._vocabulary:
            return [{} for _ in words]
        alike = process.cdist(
            words,
            self._vocabulary,
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
            dtype=np.float32,
        )
        rows, columns = np.nonzero(alike)
        found: list[dict[int, float]] = [{} for _ in words]
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            found[row][column] = float(alike[row, column]) ** 2
        return list(found)
