"""From a SQLite file into PostgreSQL, and back into a file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tram_bot.database import DatabaseUrl
from tram_bot.store import faults, postgres_faults
from tram_bot.store.copying import Side, copy
from tram_bot.store.opening import open_to_write
from tram_bot.store.postgres_connection import PostgresConnection, connect
from tram_bot.store.postgres_migrations import check_version, migrate

_ROWS_AT_ONCE = 500
_NUMBERED = ("misheard", "outbox")
"""Tables whose ids are counted, so that one that was erased never comes to mean another row."""


def into_postgres(path: Path, address: DatabaseUrl) -> Mapping[str, int]:
    """Copy the file into an empty database, all of it or nothing; returns the rows by table.

    Raises SettingsError if either cannot be used, if a tram-bot works with the file, or if the
    database holds something already.
    """
    resolved = path.resolve()
    with (
        faults.explaining(resolved),
        _file(resolved) as source,
        postgres_faults.explaining(address),
        connect(address) as connection,
    ):
        migrate(connection, address)
        with connection.transaction():
            # Whoever starts on it meanwhile waits for the end, and then finds everything there.
            connection.execute("LOCK TABLE conversations, outbox IN ACCESS EXCLUSIVE MODE")
            copied = copy(source, _side(connection))
            for table in _NUMBERED:
                connection.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, 1))",
                    (table, _last_id(source, table)),
                )
        return copied


def into_file(address: DatabaseUrl, path: Path) -> Mapping[str, int]:
    """Copy the database, as it stands at one moment, into a new file; returns the rows by table.

    Raises SettingsError if either cannot be used.
    """
    with (
        postgres_faults.explaining(address),
        connect(address) as connection,
        faults.explaining(path),
        _file(path) as target,
    ):
        check_version(connection, address)
        connection.execute("SET default_transaction_isolation = 'repeatable read'")
        with connection.transaction():
            copied = copy(_side(connection), target)
            counted = {table: _last_given(connection, table) for table in _NUMBERED}
        for table, last in counted.items():
            target.connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            target.connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, last))
        return copied


def _last_given(connection: psycopg.Connection, table: str) -> int:
    (last,) = connection.execute(
        "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema()"
        " AND sequencename = %s",
        (f"{table}_id_seq",),
    ).fetchone() or (None,)
    return last or 0


def _last_id(source: Side, table: str) -> int:
    row = source.connection.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _file(path: Path) -> Iterator[Side]:
    """A file of ours, locked, in a transaction that is kept only if all goes well."""
    writer, lock = open_to_write(path)
    with closing(lock), closing(writer):
        writer.execute("BEGIN IMMEDIATE")

        def stream(sql: str) -> Iterator[Sequence[Any]]:
            return iter(writer.execute(sql))

        yield Side(connection=writer, stream=stream)
        writer.execute("COMMIT")


def _side(connection: psycopg.Connection) -> Side:
    numbers = count()

    def stream(sql: str) -> Iterator[Sequence[Any]]:
        # A named cursor stays on the server, and its rows come in portions.
        with connection.cursor(name=f"rows_{next(numbers)}") as cursor:
            cursor.itersize = _ROWS_AT_ONCE
            yield from cursor.execute(sql.encode())

    return Side(connection=PostgresConnection(connection), stream=stream)
