"""Everything a database holds, into an empty one of the other kind, and read again row by row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from tram_bot.errors import SettingsError
from tram_bot.store.rows import whole
from tram_bot.store.sql import Connection

_TABLES: Mapping[str, tuple[str, str]] = {
    "conversations": ("id, turn, document, saved_at, heard_at", "id"),
    "events": ("conversation, id, at", "conversation, id"),
    "leads": (
        "id, reference, conversation, centre, country, state, outcome, partial, owner, company,"
        " email_domain, submitted_at, document",
        "rowid",
    ),
    "counters": ("country, year, used", "country, year"),
    "timers": ("conversation, timer, set_at, due", "conversation, timer"),
    "chores": ("name", "name"),
    "blocks": ("sender, reference, centre, staff, at", "sender"),
    "keys": ("name, value", "name"),
    "misheard": (
        "id, conversation, language, text, why, guesses, message, at",
        "id",
    ),
    "pages": ("member", "member"),
    "erased": ("month, centre, country, why, number", "month, centre, country, why"),
    "outbox": (
        "id, kind, state, recipient, conversation, lead, centre, document, ref, attempts,"
        " created_at, due, settled_at, receipt, reason",
        "id",
    ),
}
"""The columns of each table and what its rows are ordered by; a table comes after those it refers
to. What belongs to one kind of database only is left out."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two databases, in a transaction that its owner begins and ends. `stream` gives
    the rows of a query without holding all of them."""

    connection: Connection
    stream: Callable[[str], Iterator[Sequence[Any]]]


def copy(source: Side, target: Side) -> Mapping[str, int]:
    """Copy every row; returns how many there were by table.

    Raises SettingsError if the target holds something, or does not hold the same afterwards.
    """
    for table in _TABLES:
        if target.connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 - ours
            raise SettingsError(
                f"the database to copy into holds {table} already: name an empty one; it was left "
                "as it is"
            )
    copied = {}
    for table, (columns, _) in _TABLES.items():
        marks = ", ".join("?" * len(columns.split(",")))
        insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - ours
        for rows in _batches(_rows(source, table)):
            target.connection.executemany(insert, rows)
        copied[table] = _compared(table, _rows(source, table), _rows(target, table))
    return copied


def _rows(side: Side, table: str) -> Iterator[Sequence[Any]]:
    columns, order = _TABLES[table]
    for row in side.stream(f"SELECT {columns} FROM {table} ORDER BY {order}"):  # noqa: S608 - ours
        yield tuple(whole(value) if isinstance(value, str) else value for value in row)


def _batches(rows: Iterator[Sequence[Any]]) -> Iterator[Iterable[Sequence[Any]]]:
    while batch := tuple(islice(rows, _AT_ONCE)):
        yield batch


def _compared(table: str, expected: Iterator[Sequence[Any]], found: Iterator[Sequence[Any]]) -> int:
    count = 0
    for one, other in zip_longest(expected, found):
        if one != other:
            raise SettingsError(
                f"row {count + 1} of {table} is not the same in the copy: nothing was kept of it"
            )
        count += 1
    return count
