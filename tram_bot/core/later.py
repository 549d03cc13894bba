"""A value that is worked out when it is first asked for, as it may never be."""

from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Calling it gives the value. It is equal to another one that comes to an equal value."""

    __slots__ = ("_value",)

    def __init__(self, make: Callable[[], T]) -> None:
        """`make` works it out, from what never changes."""
        self._value = cache(make)

    @classmethod
    def known(cls, value: T) -> "Later[T]":
        """One that is worked out already."""
        return cls(lambda: value)

    def __call__(self) -> T:
        """The value."""
        return self._value()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and self() == other()

    def __hash__(self) -> int:
        return hash(self())

    def __repr__(self) -> str:
        return repr(self())
