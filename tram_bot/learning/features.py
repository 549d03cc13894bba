"""Wordings as vectors: TF-IDF over words, word pairs and the character n-grams inside words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tram_bot.learning.memory import Arrays

Vector = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.intp]
Keys = npt.NDArray[np.uint32]

_SHORTEST_GRAM, _LONGEST_GRAM = 2, 4
_PER_PAIR = 32
"""How many times quicker a product is in a dense matrix than by itself: a feature that a smaller
part of the wordings has is multiplied pair by pair."""
_NO_KEYS: Keys = np.zeros(0, np.uint32)
_NO_ROWS = np.zeros(0, np.int32)
_NO_VALUES: Vector = np.zeros(0, np.float32)
_AT_ONCE = 512
"""Rows of a dense product at a time, so that it takes little memory."""
_REMEMBERED = 4096
"""Words whose n-grams are remembered: a message shares most of its words with the others."""
_ASKED_AGAIN = 8
"""Wordings that are remembered as what they consist of."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """A vector by its places and the values there; no place comes twice."""

    indexes: Indexes
    values: Vector


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

    def __init__(self, keys: Keys, rarity: Vector, rows: "Rows") -> None:
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
        rows = Rows(
            height=int(arrays["height"]),
            rows=arrays["rows"],
            values=arrays["values"],
            counts=arrays["counts"],
        )
        return cls(arrays["features"], arrays["rarity"], rows)

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return {
            "features": self._keys,
            "rarity": self._rarity,
            "height": np.array(self.rows.height),
            "rows": self.rows.rows,
            "values": self.rows.values,
            "counts": self.rows.counts,
        }

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
        at = np.searchsorted(self._keys, half.keys)
        known = at < len(self._keys)
        known[known] = self._keys[at[known]] == half.keys[known]
        indexes = at[known]
        values = half.counts[known] * self._rarity[indexes]
        # An unknown feature weighs as much as the rarest known one.
        unknown = (len(half.keys) - len(indexes)) * self._rarest**2
        length = float(np.sqrt(2.0 * (float(values @ values) + unknown))) or 1.0
        return Sparse(indexes, (values / length).astype(np.float32))


class Rows:
    """The vectors of many wordings as the rows of a matrix that is mostly empty."""

    def __init__(
        self,
        *,
        height: int,
        rows: npt.NDArray[np.int32],
        values: Vector,
        counts: npt.NDArray[np.int32],
    ) -> None:
        """`rows` and `values` of all that is in it, column by column, so many in each."""
        self.height = height
        self.rows = rows
        self.values = values
        self.counts = counts
        self._starts = np.cumsum(counts, dtype=np.int32) - counts

    @classmethod
    def of(cls, vectors: Sequence[Sparse], width: int) -> "Rows":
        """Of these vectors, whose places are below `width`."""
        sizes = np.array([len(each.indexes) for each in vectors], np.intp)
        rows = np.repeat(np.arange(len(vectors), dtype=np.int32), sizes)
        columns = np.concatenate([np.zeros(0, np.intp), *(each.indexes for each in vectors)])
        values = np.concatenate([_NO_VALUES, *(each.values for each in vectors)])
        by_column = np.argsort(columns, kind="stable")
        return cls(
            height=len(vectors),
            rows=rows[by_column],
            values=values[by_column],
            counts=np.bincount(columns, minlength=width).astype(np.int32),
        )

    def products(self, vector: Sparse) -> Vector:
        """The product of every row with a vector."""
        times = self.counts[vector.indexes]
        starts = self._starts[vector.indexes]
        # Whole columns are copied much faster than their values are picked one by one.
        columns = [slice(*ends) for ends in zip(starts, starts + times, strict=True)]
        rows = np.concatenate([_NO_ROWS, *(self.rows[each] for each in columns)])
        shared = np.concatenate([_NO_VALUES, *(self.values[each] for each in columns)])
        shared *= np.repeat(vector.values, times)
        return np.bincount(rows, shared, self.height).astype(np.float32)

    def gram(self) -> Matrix:
        """The product of every row with every other."""
        gram = np.zeros((self.height, self.height), np.float32)
        rare = max(self.height // _PER_PAIR, 1)
        self._add_common(gram, self.counts > rare)
        flat = gram.reshape(-1)
        for count in range(1, rare + 1):
            starts = self._starts[self.counts == count]
            of_each = starts[:, None] + np.arange(count)
            rows, values = self.rows[of_each].astype(np.intp), self.values[of_each]
            at = rows[:, :, None] * self.height + rows[:, None, :]
            np.add.at(flat, at.ravel(), (values[:, :, None] * values[:, None, :]).ravel())
        return gram

    def _add_common(self, gram: Matrix, is_common: npt.NDArray[np.bool_]) -> None:
        """Add what these columns come to, as a product of dense matrices."""
        place = np.cumsum(is_common) - 1
        column = np.repeat(np.arange(len(self.counts)), self.counts)
        here = is_common[column]
        dense = np.zeros((self.height, int(is_common.sum())), np.float32)
        dense[self.rows[here], place[column[here]]] = self.values[here]
        for start in range(0, self.height, _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            gram[some] += dense[some] @ dense.T


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
    """The n-grams, marked: some short words look just like one."""
    edged = f"<{word}>"
    return np.array(
        [
            _key(f"#{edged[at : at + size]}")
            for size in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1)
            for at in range(len(edged) - size + 1)
        ],
        np.uint32,
    )


def _key(feature: str) -> int:
    return crc32(feature.encode())
