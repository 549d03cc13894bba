"""What the statements of this room are run on: a connection of either database.

They are written once for both, so with `?` for a parameter and in the words both understand.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol


class Cursor(Protocol):
    """What a statement brought."""

    @property
    def rowcount(self) -> int:
        """How many rows a statement that writes has touched."""
        ...

    def fetchone(self) -> Any:  # noqa: ANN401 - a row's columns are of many types
        """The next row as a tuple, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows that are left, as tuples."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """Runs statements, within whatever transaction its owner has begun."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> object:
        """Run one statement once for each of the parameters."""
        ...
