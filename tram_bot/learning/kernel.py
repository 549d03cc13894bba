"""How alike wordings are: the port that a linear model learns through, and its two makings.

What is asked for is never a vector but how alike two wordings are, so that a model of meaning can
stand beside the words without anybody's knowing.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from tram_bot.learning.features import Features
from tram_bot.learning.memory import Arrays
from tram_bot.learning.product import Matrix, Vector, product
from tram_bot.learning.wording import Wording

Encode = Callable[[Sequence[str]], Matrix]
"""A model of meaning: texts to one row each, of whatever length."""

_TOGETHER = np.float32(0.5)
"""What two features that two wordings share count together, beside each by itself."""
_MEANING = np.float32(1.0)
"""What the likeness of two meanings counts beside that of their words."""
_REMEMBERED = 64
"""A message is asked about by several models in turn."""


class Kernel(Protocol):
    """How alike a set of known wordings are to each other and to any other; the same one is most
    alike."""

    def gram(self) -> Matrix:
        """How alike each is to every other."""
        ...

    def to(self, wording: Wording) -> Vector:
        """How alike each is to this one."""
        ...

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        ...


class Kernels(Protocol):
    """Makes the kernel of a set of wordings, or puts one together that was kept."""

    @property
    def name(self) -> str:
        """What tells kernels apart that these make from those that others do."""
        ...

    def of(self, wordings: Sequence[Wording]) -> Kernel:
        """Of these wordings."""
        ...

    def from_arrays(self, arrays: Arrays) -> Kernel:
        """Of what was taken apart."""
        ...


class ByWords:
    """Alike in the words and in the letters inside them, and once more in every two of these that
    both have: what goes together says more than each by itself."""

    def __init__(self, features: Features) -> None:
        self._features = features

    def gram(self) -> Matrix:
        """How alike each is to every other."""
        gram = self._features.rows.gram()
        for at in range(len(gram)):
            gram[at] += _TOGETHER * gram[at] ** 2
        return gram

    def to(self, wording: Wording) -> Vector:
        """How alike each is to this one."""
        vector = self._features.vector(wording.taken_for or wording.words, wording.words)
        alike = self._features.rows.products(vector)
        alike += _TOGETHER * alike**2
        return alike

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return self._features.arrays()


class OfWords:
    """Kernels by words alone."""

    name = "words"

    def of(self, wordings: Sequence[Wording]) -> Kernel:
        """Of these wordings."""
        return ByWords(Features.of([wording.words for wording in wordings]))

    def from_arrays(self, arrays: Arrays) -> Kernel:
        """Of what was taken apart."""
        return ByWords(Features.from_arrays(arrays))


class ByMeaning:
    """Alike in the words, and in what a model of meaning makes of them."""

    def __init__(self, words: Kernel, meanings: Matrix, encode: Encode) -> None:
        """`meanings` has a row of length one for each known wording."""
        self._words = words
        self._meanings = meanings
        self._encode = encode

    def gram(self) -> Matrix:
        """How alike each is to every other."""
        gram = self._words.gram()
        gram += _MEANING * (self._meanings @ self._meanings.T)
        return gram

    def to(self, wording: Wording) -> Vector:
        """How alike each is to this one."""
        meaning = _of_length_one(self._encode([wording.text]))[0]
        return self._words.to(wording) + _MEANING * product(meaning, self._meanings.T)

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return {**self._words.arrays(), "meanings": self._meanings}


class OfMeaning:
    """Kernels by words and by a model of meaning."""

    def __init__(self, name: str, encode: Encode) -> None:
        """`name` is another one for every other model."""
        self.name = f"words and {name}"
        self._encode = encode
        once = lru_cache(maxsize=_REMEMBERED)(lambda text: encode([text]))
        self._encode_one: Encode = lambda texts: once(texts[0])

    def of(self, wordings: Sequence[Wording]) -> Kernel:
        """Of these wordings."""
        meanings = _of_length_one(self._encode([wording.text for wording in wordings]))
        return ByMeaning(OfWords().of(wordings), meanings, self._encode_one)

    def from_arrays(self, arrays: Arrays) -> Kernel:
        """Of what was taken apart."""
        return ByMeaning(OfWords().from_arrays(arrays), arrays["meanings"], self._encode_one)


def _of_length_one(meanings: Matrix) -> Matrix:
    lengths = np.linalg.norm(meanings, axis=1, keepdims=True)
    normed: Matrix = (meanings / np.maximum(lengths, np.float32(1e-9))).astype(np.float32)
    return normed
