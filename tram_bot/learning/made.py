"""Things that take long to make: taken over by who makes one of the same, and lent to who makes one
of something else."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Made(Generic[K, V]):
    """One thing for each key, made when it is first asked for.

    What was made before of the very same is taken over instead, unless it lives on something lent.
    Two threads that ask for one at the same moment may both make it.
    """

    def __init__(
        self,
        make: Callable[[K, V | None], V],
        *,
        of: Callable[[K], object],
        before: "Made[K, V] | None" = None,
        lives_on_loan: Callable[[V], bool] = lambda _: False,
    ) -> None:
        """`make` is handed the key and what was made of it `before`, of something else. `of` tells
        all that the making of a key depends on; `lives_on_loan` whether a thing has borrowed from
        the one before it what it should have of its own."""
        self._make = make
        self._lives_on_loan = lives_on_loan
        self.of = of
        """All that the making of a key depends on."""
        self.there: dict[K, tuple[object, V]] = {}
        """What was made so far, and of what."""
        self._earlier = dict(before.there) if before else {}

    def is_made(self, key: K) -> bool:
        """Whether the thing of this key is there already."""
        return key in self.there

    def is_on_loan(self, key: K) -> bool:
        """Whether the thing of this key is there and lives on something lent."""
        return key in self.there and self._lives_on_loan(self.there[key][1])

    def __call__(self, key: K) -> V:
        """The thing of this key."""
        there = self.there.get(key)
        if there is None:
            of = self.of(key)
            made_of, earlier = self._earlier.pop(key, (None, None))
            if earlier is not None and made_of == of and not self._lives_on_loan(earlier):
                made = earlier
            else:
                made = self._make(key, earlier)
            there = self.there[key] = of, made
        return there[1]
