"""Which of several running programs sends what.

Each program holds a number, and with it a lock on the server that lasts as long as its connection.
A row of the outbox that it sends is lent to that number. Once a program has died, its lock is gone
and so is its claim on the rows: the others see them as free the next time they look. No clock is
involved, and nobody has to be told.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import psycopg

from tram_bot.database import DatabaseUrl
from tram_bot.ports import Outgoing
from tram_bot.store.outbox import DUE, OUTGOING, due_at, outgoing
from tram_bot.store.postgres_connection import PostgresConnection, connect
from tram_bot.store.postgres_faults import ATTEMPTS, is_lost, is_passing
from tram_bot.store.postgres_migrations import one
from tram_bot.store.rows import unstamp
from tram_bot.store.sql import Connection

_WORKERS = 0x7472616D
"""The first half of every worker's lock; the other half is its number."""
_TAKING = 0x7472616E
"""The lock of whoever takes rows or a number, so that each sees what the other took."""

_MINE_OR_FREE = f"""
  (SELECT * FROM first_in_line WHERE lent_to IS NULL OR lent_to = ? OR lent_to NOT IN (
    SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND classid::bigint = {_WORKERS}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))
"""  # noqa: S608 - numbers of ours

_TAKE = f"""
  WITH mine AS (
    UPDATE outbox SET lent_to = ? WHERE state = 'waiting' AND id IN
      (SELECT id FROM {_MINE_OR_FREE} AS line WHERE {DUE} ORDER BY id LIMIT ?)
    RETURNING *)
  SELECT {OUTGOING} FROM mine ORDER BY id
"""  # noqa: S608 - names of ours


class Lender:
    """Lends rows to this program. It works in one thread at a time."""

    def __init__(self, address: DatabaseUrl) -> None:
        self._address = address
        self._connection: psycopg.Connection | None = None
        self._number = 0

    def take(self, now: datetime, limit: int) -> Sequence[Outgoing]:
        """The rows that may be sent now and that no other living program is sending: from now
        on they are ours to send. Raises psycopg.Error."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._take(now, limit)
            except psycopg.Error as error:
                if is_lost(error):
                    # With the connection went all that we held; a new number begins with nothing.
                    self.close()
                elif not is_passing(error):
                    raise
        return self._take(now, limit)

    def _take(self, now: datetime, limit: int) -> Sequence[Outgoing]:
        connection = self._registered()
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TAKING,))
            rows = PostgresConnection(connection).execute(
                _TAKE, (self._number, self._number, *due_at(now), limit)
            )
            return [outgoing(row) for row in rows.fetchall()]

    def next_due(self, connection: Connection) -> datetime | None:
        """When the next row may be sent that no other living program is sending."""
        (due,) = connection.execute(
            f"SELECT min(due) FROM {_MINE_OR_FREE} AS line",  # noqa: S608 - ours
            (self._number,),
        ).fetchone()
        return unstamp(due) if due else None

    def _registered(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._address)
            with self._connection.transaction():
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TAKING,))
                self._number = self._unused_number(self._connection)
        return self._connection

    @staticmethod
    def _unused_number(connection: psycopg.Connection) -> int:
        while True:
            (number,) = one(connection, "SELECT nextval('workers')")
            (held,) = one(connection, "SELECT pg_try_advisory_lock(%s, %s)", _WORKERS, number)
            if held:
                return int(number)

    def close(self) -> None:
        """Let go of everything that was taken."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None


def give_back(connection: Connection, id: int) -> None:
    """Whoever comes first may send this row the next time."""
    connection.execute("UPDATE outbox SET lent_to = NULL WHERE id = ?", (id,))
