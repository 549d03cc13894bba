"""The vectors of many wordings as the rows of a matrix that is mostly empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tram_bot.learning.memory import Arrays
from tram_bot.learning.product import Matrix, Vector, product

Indexes = npt.NDArray[np.intp]

_COMMON = 8
"""A column that more than one row in so many has is kept in full: there a product in full takes
less time than one by what is in the column."""
_PER_PAIR = 32
"""How many times quicker the product of every row with every other is in a dense matrix than by
itself: a column that a smaller part of the rows has is multiplied pair by pair."""
_NO_VALUES: Vector = np.zeros(0, np.float32)
_AT_ONCE = 512
"""Rows of a dense product at a time, so that it takes little memory."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """A vector by its places and the values there; no place comes twice."""

    indexes: Indexes
    values: Vector


def places_of(starts: npt.NDArray[np.intp], counts: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The places of several runs, one run after the other: of each where it starts, and how many
    there are."""
    at = np.repeat(starts + counts - counts.cumsum(), counts)
    at += np.arange(len(at))
    return at


class Rows:
    """The rows, of which the columns that many have are kept in full, and of all others what is in
    them."""

    def __init__(
        self,
        *,
        columns: Indexes,
        common: Matrix,
        rows: npt.NDArray[np.unsignedinteger[Any]],
        values: Vector,
        counts: npt.NDArray[np.int32],
    ) -> None:
        """`common` are the columns at those places in full. `rows` and `values` are what is in the
        others, column by column, `counts` so many in each."""
        self.columns = columns
        self.common = common
        self.rows = rows
        self.values = values
        self.counts = counts
        self._starts = np.cumsum(counts, dtype=np.int32) - counts

    @classmethod
    def of(cls, vectors: Sequence[Sparse], width: int) -> "Rows":
        """Of these vectors, whose places are below `width`."""
        sizes = np.array([len(each.indexes) for each in vectors], np.intp)
        # Two bytes mostly: of each thing learnt these numbers are the most.
        smallest = np.min_scalar_type(len(vectors))
        row = np.repeat(np.arange(len(vectors), dtype=smallest), sizes)
        column = np.concatenate([np.zeros(0, np.intp), *(each.indexes for each in vectors)])
        value = np.concatenate([_NO_VALUES, *(each.values for each in vectors)])
        counts = np.bincount(column, minlength=width).astype(np.int32)
        is_common = counts > len(vectors) / _COMMON
        columns = np.flatnonzero(is_common)
        here = is_common[column]
        common = np.zeros((len(columns), len(vectors)), np.float32)
        common[np.searchsorted(columns, column[here]), row[here]] = value[here]
        row, column, value = row[~here], column[~here], value[~here]
        by_column = np.argsort(column, kind="stable")
        return cls(
            columns=columns,
            common=common,
            rows=row[by_column],
            values=value[by_column],
            counts=np.where(is_common, np.int32(0), counts),
        )

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Rows":
        """What `arrays` took apart."""
        return cls(
            columns=arrays["columns"],
            common=arrays["common"],
            rows=arrays["rows"],
            values=arrays["values"],
            counts=arrays["counts"],
        )

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return {
            "columns": self.columns,
            "common": self.common,
            "rows": self.rows,
            "values": self.values,
            "counts": self.counts,
        }

    @property
    def height(self) -> int:
        """How many rows there are."""
        return int(self.common.shape[1])

    def products(self, vector: Sparse) -> Vector:
        """The product of every row with a vector."""
        full = np.zeros(len(self.counts), np.float32)
        full[vector.indexes] = vector.values
        return product(full[self.columns], self.common) + self._products_of_rare(vector)

    def _products_of_rare(self, vector: Sparse) -> Vector:
        """What the columns that are not kept in full come to."""
        times = self.counts[vector.indexes].astype(np.intp)
        at = places_of(self._starts[vector.indexes], times)
        # All places are there, and are not looked at twice: so it takes half the time.
        shared = self.values.take(at, mode="clip")
        shared *= np.repeat(vector.values, times)
        rows = self.rows.take(at, mode="clip")
        return np.bincount(rows, shared, self.height).astype(np.float32)

    def gram(self) -> Matrix:
        """The product of every row with every other."""
        gram = np.zeros((self.height, self.height), np.float32)
        rare = max(self.height // _PER_PAIR, 1)
        for dense in (self.common, self._in_full(self.counts > rare)):
            for start in range(0, self.height, _AT_ONCE):
                some = slice(start, start + _AT_ONCE)
                gram[some] += dense[:, some].T @ dense
        flat = gram.reshape(-1)
        for count in range(1, rare + 1):
            starts = self._starts[self.counts == count]
            of_each = starts[:, None] + np.arange(count)
            rows, values = self.rows[of_each].astype(np.intp), self.values[of_each]
            at = rows[:, :, None] * self.height + rows[:, None, :]
            np.add.at(flat, at.ravel(), (values[:, :, None] * values[:, None, :]).ravel())
        return gram

    def _in_full(self, wanted: npt.NDArray[np.bool_]) -> Matrix:
        """These columns in full."""
        place = np.cumsum(wanted) - 1
        column = np.repeat(np.arange(len(self.counts)), self.counts)
        here = wanted[column]
        full = np.zeros((int(wanted.sum()), self.height), np.float32)
        full[place[column[here]], self.rows[here]] = self.values[here]
        return full
