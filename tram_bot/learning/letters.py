"""Words by their letters, which tell at once that most of thousands are not like another word."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tram_bot.learning.weakly import weakly

_HALF = 32
"""Bits that tell which letters are in a word, and as many that tell which are in it twice."""
_LENGTHS = 32
"""Lengths of words for which it is remembered how much those that are like one may differ."""
_ROUNDING = 1e-9


class WordsByLetters:
    """Known words, of which those are found that may be like another one."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        """The known ones."""
        self._lengths = np.array([len(word) for word in words], np.int32)
        self._bits = np.array([_bits(word) for word in words], np.uint64)
        self._changed = lru_cache(maxsize=_LENGTHS)(weakly(self._most_changed))

    def near(self, word: str, alike: float) -> list[int]:
        """The places of all words that are so much like this one, 0 to 1 by rapidfuzz' `Indel`,
        and of a few that are not."""
        apart = np.bitwise_count(self._bits ^ np.uint64(_bits(word)))
        near: list[int] = (apart <= self._changed(len(word), alike)).nonzero()[0].tolist()
        return near

    def _most_changed(self, letters: int, alike: float) -> npt.NDArray[np.uint8]:
        """How many letters are left out or put in from a word of so many to each known one if they
        are so much alike, at the most, as far as bits can tell: of all letters of both that part,
        and of an even number of letters an even number."""
        both = letters + self._lengths
        changed = ((1 - alike) * both + _ROUNDING).astype(np.intp)
        changed -= (changed + both) % 2
        most: npt.NDArray[np.uint8] = changed.clip(0, 2 * _HALF).astype(np.uint8)
        return most


def _bits(word: str) -> int:
    """A letter left out or put in changes no more than one of them."""
    once = twice = 0
    for letter in word:
        bit = 1 << ord(letter) % _HALF
        twice |= once & bit
        once |= bit
    return once | twice << _HALF
