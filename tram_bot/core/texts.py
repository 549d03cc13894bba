"""Many short texts in one: each by itself would take more memory for what Python notes of it than
for its letters, and of hundreds of thousands most are of a language that nobody speaks just now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

_BETWEEN = "\0"
"""Stands in no text that people write."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts(Sequence[str]):
    """Texts in order. They are taken apart each time that they are looked at: whoever looks often
    keeps what was made of them.

    >>> list(packed(["rust*", "zażółć"])), len(packed([""])), len(packed([]))
    (['rust*', 'zażółć'], 1, 0)
    """

    together: bytes
    """Each with a mark behind it."""

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._apart()[place]

    def __len__(self) -> int:
        return len(self._apart())

    def __iter__(self) -> Iterator[str]:
        return iter(self._apart())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Texts):
            return self.together == other.together
        return isinstance(other, Sequence) and self._apart() == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._apart()))

    def __repr__(self) -> str:
        return repr(tuple(self._apart()))

    def _apart(self) -> list[str]:
        return self.together.decode().split(_BETWEEN)[:-1]


def packed(texts: Iterable[str]) -> Texts:
    """These texts as one."""
    return Texts("".join(f"{each}{_BETWEEN}" for each in texts).encode())
