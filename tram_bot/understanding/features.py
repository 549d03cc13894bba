"""Wordings as vectors: TF-IDF over words, word pairs and the character n-grams inside words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.intp]

_SHORTEST_GRAM, _LONGEST_GRAM = 2, 4


@dataclass(frozen=True, slots=True)
class Sparse:
    """A vector by its places and the values there; no place comes twice."""

    indexes: Indexes
    values: Vector


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

    def matrix(self, wordings: Sequence[Sequence[str]]) -> npt.NDArray[np.float32]:
        """The vectors of many wordings as the rows of a dense matrix."""
        rows = np.zeros((len(wordings), len(self)), dtype=np.float32)
        for row, words in zip(rows, wordings, strict=True):
            vector = self.vector(words)
            row[vector.indexes] = vector.values
        return rows

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
    found: Counter[str] = Counter()
    for word in words:
        edged = f"<{word}>"
        for size in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1):
            found.update(edged[at : at + size] for at in range(len(edged) - size + 1))
    return found
