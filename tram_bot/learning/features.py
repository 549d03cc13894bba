"""Wordings as vectors: TF-IDF over words, word pairs and the character n-grams inside words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tram_bot.learning.memory import Arrays
from tram_bot.learning.product import Vector
from tram_bot.learning.rows import Rows, Sparse

Keys = npt.NDArray[np.uint32]

_SHORTEST_GRAM, _LONGEST_GRAM = 2, 4
_NO_KEYS: Keys = np.zeros(0, np.uint32)
_MARK = crc32(b"#")
"""What the checksum of an n-gram begins with: some short words look just like one."""
_REMEMBERED = 4096
"""Words whose n-grams are remembered: a message shares most of its words with the others."""
_ASKED_AGAIN = 8
"""Wordings that are remembered as what they consist of."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a wording consists of, each once, in order, and what each counts by how often it is
    there."""

    keys: Keys
    counts: Vector

    @classmethod
    def of(cls, keys: Keys) -> "_Counted":
        once, times = np.unique(keys, return_counts=True)
        return cls(once, np.float32(1.0) + np.log(times.astype(np.float32)))


class Features:
    """The features of a set of wordings, each weighted by how rare it is among them.

    Words (with pairs) and characters make up a half each: the one knows what was said, the
    other forgives how it was typed. A feature is known by a checksum: as texts, those of nine
    languages would fill more memory than all the rest.
    """

    def __init__(self, keys: Keys, rarity: Vector, rows: Rows) -> None:
        """`keys` are sorted; `rarity` is of each of them."""
        self._keys = keys
        self._rarity = rarity
        self._rarest = float(rarity.max(initial=1.0))
        self.rows = rows
        """The vectors of the wordings themselves."""

    @classmethod
    def of(cls, wordings: Sequence[Sequence[str]]) -> "Features":
        """The features of these wordings."""
        said = [_halves(tuple(words), tuple(words)) for words in wordings]
        every = (half.keys for halves in said for half in halves)
        keys, counts = np.unique(np.concatenate([*every, _NO_KEYS]), return_counts=True)
        seen = counts.astype(np.float32)
        rarity = np.log((1.0 + len(wordings)) / (1.0 + seen)) + np.float32(1.0)
        without = cls(keys, rarity, Rows.of((), len(keys)))
        rows = Rows.of([without._vector(halves) for halves in said], len(keys))
        return cls(keys, rarity, rows)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Features":
        """What `arrays` took apart."""
        rows = Rows.from_arrays(arrays)
        return cls(arrays["features"], arrays["rarity"], rows)

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return {"features": self._keys, "rarity": self._rarity, **self.rows.arrays()}

    def vector(self, words: Sequence[str], typed: Sequence[str]) -> Sparse:
        """The vector of what was said in these words and typed in those; features no known wording
        has are left out of it, yet count in its length, so that a wording full of unknown things is
        near to nothing."""
        return self._vector(_halves(tuple(words), tuple(typed)))

    def _vector(self, halves: Iterable[_Counted]) -> Sparse:
        parts = [self._half(half) for half in halves]
        return Sparse(
            np.concatenate([part.indexes for part in parts]),
            np.concatenate([part.values for part in parts]),
        )

    def _half(self, half: _Counted) -> Sparse:
        at = self._keys.searchsorted(half.keys)
        # What would stand behind the last one is none of them.
        known = (self._keys.take(at, mode="clip") == half.keys) if len(self._keys) else at < 0
        indexes = at[known]
        values = half.counts[known] * self._rarity[indexes]
        # An unknown feature weighs as much as the rarest known one.
        unknown = (len(half.keys) - len(indexes)) * self._rarest**2
        length = float(np.sqrt(2.0 * (float(values @ values) + unknown))) or 1.0
        return Sparse(indexes, (values / length).astype(np.float32))


def _halves(words: tuple[str, ...], typed: tuple[str, ...]) -> tuple[_Counted, _Counted]:
    return _words(words), _characters(typed)


def _words(words: Sequence[str]) -> _Counted:
    keys = [*map(_key, words), *(_key(f"{a} {b}") for a, b in pairwise(words))]
    return _Counted.of(np.array(keys, np.uint32))


# A message is asked about in several languages in turn.
@lru_cache(maxsize=_ASKED_AGAIN)
def _characters(words: tuple[str, ...]) -> _Counted:
    return _Counted.of(np.concatenate([_NO_KEYS, *map(_grams, words)]))


@lru_cache(maxsize=_REMEMBERED)
def _grams(word: str) -> Keys:
    """The n-grams, marked."""
    edged = f"<{word}>"
    return np.array(
        [
            crc32(edged[at : at + size].encode(), _MARK)
            for size in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1)
            for at in range(len(edged) - size + 1)
        ],
        np.uint32,
    )


def _key(feature: str) -> int:
    return crc32(feature.encode())
