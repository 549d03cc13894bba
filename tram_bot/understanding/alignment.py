"""Wordings aligned word by word: each word finds its fuzzy partner, rare words count most."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

from tram_bot.learning.letters import WordsByLetters

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
        self._by_letters = WordsByLetters(self._vocabulary)
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
            if not found:
                continue
            # The closest partner comes last, and overwrites what the others have put there.
            for at, alike in found.items():
                best[self._wordings_with[at]] = alike
                best_of_known[at] = max(best_of_known.get(at, 0.0), alike)
            best *= np.float32(rarity)
            shared += best
            best[:] = 0.0
        known = list(best_of_known)
        if known:
            lists = [self._wordings_with[at] for at in known]
            gains = self._rarity[known] * np.array(list(best_of_known.values()), np.float32)
            np.add.at(shared, np.concatenate(lists), np.repeat(gains, list(map(len, lists))))
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
        asked = [word for word in dict.fromkeys(words) if word not in met]
        fresh = dict(zip(asked, self._search(asked), strict=True))
        met.update({w: found for w, found in fresh.items() if len(w) <= _LONGEST_WORD})
        nobody: Mapping[int, float] = {}
        return [met.get(w) or fresh.get(w, nobody) for w in words]

    def _search(self, words: Sequence[str]) -> Sequence[Mapping[int, float]]:
        """The partners of each word in the vocabulary and how alike they are, squared; the closest
        come last."""
        partners: list[dict[int, float]] = [{} for _ in words]
        near = [
            (each, at)
            for each, word in enumerate(words)
            for at in self._by_letters.near(word, _ALIKE)
        ]
        if not near:
            return partners
        alike = process.cpdist(
            [words[each] for each, _ in near],
            [self._vocabulary[at] for _, at in near],
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
            dtype=np.float32,
        )
        found = np.flatnonzero(alike)
        found = found[np.argsort(alike[found], kind="stable")]
        for place, much in zip(found.tolist(), alike[found].tolist(), strict=True):
            each, at = near[place]
            partners[each][at] = much**2
        return partners
