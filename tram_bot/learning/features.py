"""Wordings as vectors: TF-IDF over words, word pairs and the character n-grams inside words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.intp]

_SHORTEST_GRAM, _LONGEST_GRAM = 2, 4
_COMMON = 16
"""Wordings from which on a feature is common: so few are quicker to multiply pair by pair."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """A vector by its places and the values there; no place comes twice."""

    indexes: Indexes
    values: Vector


class Rows:
    """The vectors of many wordings as the rows of a matrix that is mostly empty."""

    def __init__(self, vectors: Sequence[Sparse], width: int) -> None:
        self._height, self._width = len(vectors), width
        sizes = np.array([len(each.indexes) for each in vectors], np.intp)
        rows = np.repeat(np.arange(len(vectors)), sizes)
        columns = np.concatenate([np.zeros(0, np.intp), *(each.indexes for each in vectors)])
        values = np.concatenate([np.zeros(0, np.float32), *(each.values for each in vectors)])
        by_column = np.argsort(columns, kind="stable")
        self._rows, self._columns = rows[by_column], columns[by_column]
        self._values = values[by_column]
        self._counts = np.bincount(self._columns, minlength=width)

    def gram(self) -> npt.NDArray[np.float32]:
        """The product of every row with every other."""
        # What many wordings have is worth a dense product; the rest are a few pairs each.
        is_common = self._counts > _COMMON
        here = is_common[self._columns]
        dense = np.zeros((self._height, int(is_common.sum())), np.float32)
        place = np.cumsum(is_common) - 1
        dense[self._rows[here], place[self._columns[here]]] = self._values[here]
        gram: npt.NDArray[np.float32] = dense @ dense.T
        pairs = np.zeros(self._height * self._height)
        for count in range(1, _COMMON + 1):
            starts = self._starts[self._counts == count]
            of_each = starts[:, None] + np.arange(count)
            rows, values = self._rows[of_each], self._values[of_each]
            at = rows[:, :, None] * self._height + rows[:, None, :]
            product = values[:, :, None] * values[:, None, :]
            pairs += np.bincount(at.ravel(), product.ravel(), minlength=len(pairs))
        return gram + pairs.reshape(gram.shape).astype(np.float32)

    def weigh(self, by: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The transposed matrix times another one, which has as many rows as this."""
        weighed = np.zeros((self._width, by.shape[1]), np.float32)
        used = self._counts > 0
        if used.any():
            product = self._values[:, None] * by[self._rows]
            weighed[used] = np.add.reduceat(product, self._starts[used], axis=0)
        return weighed

    @cached_property
    def _starts(self) -> Indexes:
        """Where the values of each column begin."""
        return np.cumsum(self._counts) - self._counts


class Features:
    """The features of a set of wordings, each weighted by how rare it is among them.

    Words (with pairs) and characters make up a half each: the one knows what was said, the
    other forgives how it was typed.
    """

    def __init__(self, wordings: Sequence[Sequence[str]]) -> None:
        seen: Counter[str] = Counter()
        for words in wordings:
            # Not a set: its order, and with it the last digits, would change with every start.
            seen.update(dict.fromkeys((*_words(words), *_characters(words)), 1))
        self._place = {feature: place for place, feature in enumerate(seen)}
        counts = np.fromiter(seen.values(), np.float32, len(seen))
        self._rarity = np.log((1.0 + len(wordings)) / (1.0 + counts)) + np.float32(1.0)

    def __len__(self) -> int:
        return len(self._place)

    def vector(self, words: Sequence[str]) -> Sparse:
        """A wording's vector; features no known wording has are left out of it, yet count in its
        length, so that a wording full of unknown things is near to nothing."""
        halves = [self._half(_words(words)), self._half(_characters(words))]
        return Sparse(
            np.concatenate([half.indexes for half in halves]),
            np.concatenate([half.values for half in halves]),
        )

    def rows(self, wordings: Sequence[Sequence[str]]) -> "Rows":
        """The vectors of many wordings."""
        return Rows([self.vector(words) for words in wordings], len(self))

    def _half(self, counts: Counter[str]) -> Sparse:
        known = {self._place[f]: n for f, n in counts.items() if f in self._place}
        indexes = np.fromiter(known.keys(), np.intp, len(known))
        repeated = np.fromiter(known.values(), np.float32, len(known))
        values = (1.0 + np.log(repeated)) * self._rarity[indexes] if known else repeated
        # An unknown feature weighs as much as the rarest known one.
        unknown = (len(counts) - len(known)) * float(self._rarity.max(initial=1.0)) ** 2
        length = float(np.sqrt(2.0 * (float(values @ values) + unknown))) or 1.0
        return Sparse(indexes, (values / length).astype(np.float32))


def _words(words: Sequence[str]) -> Counter[str]:
    found = Counter(words)
    found.update(f"{a} {b}" for a, b in pairwise(words))
    return found


def _characters(words: Sequence[str]) -> Counter[str]:
    """The n-grams, marked: some short words look just like one."""
    found: Counter[str] = Counter()
    for word in words:
        edged = f"<{word}>"
        for size in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1):
            found.update(f"#{edged[at : at + size]}" for at in range(len(edged) - size + 1))
    return found
