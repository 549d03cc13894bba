"""Things that take long to make, handed on to those who make the same of the same."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Made(Generic[K, V]):
    """One thing for each key, made when it is first asked for.

    What was made before of the very same is taken over instead. Two threads that ask for one at
    the same moment may both make it.
    """

    def __init__(
        self,
        make: Callable[[K], V],
        *,
        of: Callable[[K], object],
        before: "Made[K, V] | None" = None,
    ) -> None:
        """`of` tells all that the making of a key depends on; `before` made such things, too."""
        self._make = make
        self.of = of
        """All that the making of a key depends on."""
        self.there: dict[K, tuple[object, V]] = {}
        """What was made so far, and of what."""
        self._earlier = dict(before.there) if before else {}

    def is_made(self, key: K) -> bool:
        """Whether the thing of this key is there already."""
        return key in self.there

    def is_of_the_same(self, key: K, before: "Made[K, V]") -> bool:
        """Whether the thing of this key is, or would be, made of the same as it was `before`."""
        return self.of(key) == before.of(key)

    def __call__(self, key: K) -> V:
        """The thing of this key."""
        there = self.there.get(key)
        if there is None:
            of = self.of(key)
            earlier = self._earlier.pop(key, None)
            made = earlier[1] if earlier and earlier[0] == of else self._make(key)
            there = self.there[key] = of, made
        return there[1]
