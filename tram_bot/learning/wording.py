"""One way to say something: as it was written, and as the words that are compared."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, and its folded words without those that only carry it."""

    words: Sequence[str]
    text: str
