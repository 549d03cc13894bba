"""What an object remembers for itself, without holding itself in memory.

A cache over an object's own method keeps the object alive for as long as the object keeps the
cache. Content is replaced while it is served, and Python does not look for such rings in it
(`serving.made_for_good`).
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
T = TypeVar("T")


def weakly(method: Callable[P, T]) -> Callable[P, T]:
    """The bound method, for use by whoever its object belongs to and nobody else."""
    weak = WeakMethod(method)

    def call(*args: P.args, **named: P.kwargs) -> T:
        alive = weak()
        if alive is None:
            raise ReferenceError("asked of an object that is gone")
        return alive(*args, **named)

    return call
