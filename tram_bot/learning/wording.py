"""One way to say something: as it was written, and as the words that are compared."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, and its folded words without those that only carry it."""

    words: Sequence[str]
    text: str
    taken_for: Sequence[str] = ()
    """What each of the words is taken for; without any, they are taken as they are."""
