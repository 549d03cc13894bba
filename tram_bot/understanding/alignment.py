"""Wordings aligned word by word: each word finds its fuzzy partner, rare words count most."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import Indel

Similarities = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

_ALIKE = 0.75
"""Below this share of common letters two words have nothing to do with each other."""
_NOWHERE: Places = np.zeros(0, np.intp)
_TINY = np.float32(1e-6)
_REMEMBERED = 4096
_LONGEST_WORD = 32
_LENGTHS = 512
"""Lengths of words, in several languages, for which it is remembered what partners have in common.
"""


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
        self._letters = np.array([len(word) for word in self._vocabulary], np.intp)
        self._longest = int(self._letters.max(initial=0))
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
            if not found:
                continue
            # The closest partner comes last, and overwrites what the others have put there.
            for at, alike in found.items():
                best[self._wordings_with[at]] = alike
                best_of_known[at] = max(best_of_known.get(at, 0.0), alike)
            shared += np.float32(rarity) * best
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
        asked, near = self._near(words)
        if not len(near):
            return partners
        alike = process.cpdist(
            [words[each] for each in asked.tolist()],
            [self._vocabulary[at] for at in near.tolist()],
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
            dtype=np.float32,
        )
        found = np.flatnonzero(alike)
        found = found[np.argsort(alike[found], kind="stable")]
        places = zip(asked[found].tolist(), near[found].tolist(), strict=True)
        for (each, at), much in zip(places, alike[found].tolist(), strict=True):
            partners[each][at] = much**2
        return partners

    def _near(self, words: Sequence[str]) -> tuple[Places, Places]:
        """The words that have enough pairs of letters in common with one of these to be partners:
        of thousands some thirty for each, which alone are compared with it. First the places of
        these, then those of what is near to them."""
        lists = [
            (each, self._words_with[pair])
            for each, word in enumerate(words)
            for pair in _pairs(word)
            if pair in self._words_with
        ]
        if not lists:
            return _NOWHERE, _NOWHERE
        every = len(self._vocabulary)
        asked = np.repeat([each for each, _ in lists], [len(there) for _, there in lists])
        in_common = np.bincount(asked * every + np.concatenate([there for _, there in lists]))
        # One is never enough.
        some = np.flatnonzero(in_common > 1)
        asked, near = np.divmod(some, every)
        fewest = np.array([_fewest_pairs(len(word), self._longest) for word in words])
        is_near = in_common[some] >= fewest[asked, self._letters[near]]
        return asked[is_near], near[is_near]


def _pairs(word: str) -> Iterable[str]:
    """Each letter with the next one, and those at the ends with nothing."""
    return (a + b for a, b in pairwise(f"<{word}>"))


@lru_cache(maxsize=_LENGTHS)
def _fewest_pairs(letters: int, longest: int) -> npt.NDArray[np.intp]:
    """How many of its pairs of letters, ends included, a word has in common with a partner, at the
    least: a number for each length of a partner.

    From one word to the other no more than 1 - _ALIKE of all letters of both are left out or put
    in. Of an even number of letters that is an even number, and it tells with the two lengths how
    many are left out. One left out takes two pairs away, and one put in takes one.
    """
    partner = np.arange(longest + 1)
    both = letters + partner
    changed = np.floor((1 - _ALIKE) * both).astype(np.intp)
    changed -= (changed + both) % 2
    left_out = (changed + letters - partner) // 2
    fewest: npt.NDArray[np.intp] = letters + 1 - changed - left_out
    return fewest
