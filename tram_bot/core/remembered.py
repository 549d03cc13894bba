"""What one turn has worked out already, so that it need not be worked out again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True, eq=False)
class Remembered(Generic[K, V]):
    """What was worked out from a mapping that nobody changes, and from what else it depends on.

    It goes by which mapping it is: to compare what is in two of them takes longer than most of what
    is worked out.
    """

    _known: dict[tuple[int, object], tuple[Mapping[str, K], V]] = field(default_factory=dict)

    def of(self, source: Mapping[str, K], *beside: object, otherwise: Callable[[], V]) -> V:
        """What is known of a mapping beside these other values, or what it comes to otherwise."""
        key = (id(source), beside)
        known = self._known.get(key)
        if known is None:
            # With the mapping itself, as its number is another's once it is gone.
            known = self._known[key] = source, otherwise()
        return known[1]
