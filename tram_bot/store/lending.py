"""Which of several running programs sends what.

Each program holds a number, and with it a lock on the server that lasts as long as its connection.
A row of the outbox that it sends is lent to that number. Once a program has died, its lock is gone;
but a server that restarts drops the locks of programs that live, too, and may be in the midst of
sending. So the others take a number for dead only after its lock was gone for a while by their own
clocks, in which whoever lives connects again and takes its rows along to a new number. Nobody has
to be told.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import psycopg

from tram_bot.database import DatabaseUrl
from tram_bot.outgoing import Outgoing
from tram_bot.store.lines import DUE, OUTGOING, due_at, outgoing
from tram_bot.store.postgres_connection import PostgresConnection, connect
from tram_bot.store.postgres_faults import ATTEMPTS, is_lost, is_passing
from tram_bot.store.postgres_migrations import one
from tram_bot.store.rows import unstamp
from tram_bot.store.sql import Connection

_WORKERS = 0x7472616D
"""The first half of every worker's lock; the other half is its number."""
_TAKING = 0x7472616E
"""The lock of whoever takes rows or a number, so that each sees what the other took."""

_GRACE = 15.0
"""Seconds without its lock after which a number is taken for dead. Ours: every program looks once
in five seconds, so it has connected again by then, and the rows of one that was killed are with
another within half a minute."""

_LOOK_EVERY = 1.0
"""Seconds between two looks at whose locks are gone, at least. Ours: rows are taken dozens of times
a second, each look asks the server once more, and what is dead stays so."""

_MINE_OR_FREE = """
  (SELECT * FROM first_in_line
    WHERE (lent_to IS NULL OR lent_to = ? OR lent_to = ANY(?::bigint[]))
      AND id != ALL(?::bigint[]))
"""

_MISSING = f"""
  SELECT DISTINCT lent_to FROM outbox WHERE state = 'waiting' AND lent_to NOT IN (
    SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND classid::bigint = {_WORKERS}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""  # noqa: S608 - numbers of ours

_TAKE = f"""
  WITH line AS (
    SELECT id, lent_to FROM {_MINE_OR_FREE} AS line WHERE {DUE} ORDER BY id LIMIT ?),
  taken AS (
    UPDATE outbox SET lent_to = ? WHERE state = 'waiting' AND id IN
      (SELECT id FROM line WHERE lent_to IS DISTINCT FROM ?)
    RETURNING *)
  SELECT {OUTGOING} FROM
    (SELECT * FROM taken UNION ALL
      SELECT * FROM outbox WHERE id IN (SELECT id FROM line WHERE lent_to = ?)) AS mine
    ORDER BY id
"""  # noqa: S608 - names of ours
"""What is lent to us already is read and not written: we look every second while it is sent."""


class Lender:
    """Lends rows to this program. It works in one thread at a time."""

    def __init__(
        self,
        address: DatabaseUrl,
        unreadable: set[int],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`unreadable` are the rows that are not to be taken, where new ones are put down;
        `seconds` is a clock that never goes back."""
        self._address = address
        self._seconds = seconds
        self._unreadable = unreadable
        self._connection: psycopg.Connection | None = None
        self._number = 0
        self._missing: dict[int, float] = {}
        """Since when the locks of which numbers are gone, as far as we have seen."""
        self._dead: list[int] = []
        self._looked_at: float | None = None
        """When that was last looked at; None if not since we connected."""

    def take(self, now: datetime, limit: int, besides: Sequence[int] = ()) -> Sequence[Outgoing]:
        """The rows that may be sent now and that no other living program is sending: from now
        on they are ours to send. Those `besides` are left out, as they are on their way already.
        Raises psycopg.Error."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._take(now, limit, besides)
            except psycopg.Error as error:
                if is_lost(error):
                    self._hang_up()
                elif not is_passing(error):
                    raise
        return self._take(now, limit, besides)

    def _take(self, now: datetime, limit: int, besides: Sequence[int]) -> Sequence[Outgoing]:
        connection = self._registered()
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TAKING,))
            self._look_for_the_dead(connection)
            while True:
                rows = self._taken(connection, now, limit, besides)
                readable = outgoing(PostgresConnection(connection), rows, self._unreadable)
                if len(readable) < len(rows):
                    # Another program may be able to read them.
                    connection.execute(
                        "UPDATE outbox SET lent_to = NULL WHERE lent_to = %s AND id = ANY(%s)",
                        (self._number, list(self._unreadable)),
                    )
                if readable or not rows:
                    return readable

    def _taken(
        self,
        connection: psycopg.Connection,
        now: datetime,
        limit: int,
        besides: Sequence[int],
    ) -> Sequence[tuple[Any, ...]]:
        ours = self._number
        free = (ours, self._dead, [*self._unreadable, *besides])
        return (
            PostgresConnection(connection)
            .execute(_TAKE, (*free, *due_at(now), limit, ours, ours, ours))
            .fetchall()
        )

    def next_due(self, connection: Connection) -> datetime | None:
        """When the next row may be sent that no other living program is sending."""
        (due,) = connection.execute(
            f"SELECT min(due) FROM {_MINE_OR_FREE} AS line",  # noqa: S608 - ours
            (self._number, self._dead, list(self._unreadable)),
        ).fetchone()
        return unstamp(due) if due else None

    def _look_for_the_dead(self, connection: psycopg.Connection) -> None:
        """See which numbers' locks are gone for too long, unless that was seen just now."""
        now = self._seconds()
        if self._looked_at is not None and now - self._looked_at < _LOOK_EVERY:
            return
        gone = connection.execute(_MISSING.encode()).fetchall()
        self._missing = {number: self._missing.get(number, now) for (number,) in gone}
        self._dead = [number for number, since in self._missing.items() if now - since >= _GRACE]
        self._looked_at = now

    def _registered(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._hang_up()
            self._connection = connect(self._address)
            try:
                with self._connection.transaction():
                    self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TAKING,))
                    number = self._unused_number(self._connection)
                    # What nobody has taken meanwhile is still ours, and may be on its way. The old
                    # number may still be locked: a server can be long in noticing that we are gone.
                    self._lend(self._connection, to=number)
            except BaseException:
                self._hang_up()
                raise
            self._number = number
            # The others have to connect again, too, and begin to do so only now.
            self._missing, self._dead, self._looked_at = {}, [], None
        return self._connection

    def _lend(self, connection: psycopg.Connection, to: int | None) -> None:
        """Lend to another number, or to nobody, what is lent to ours."""
        if self._number:
            connection.execute(
                "UPDATE outbox SET lent_to = %s WHERE state = 'waiting' AND lent_to = %s",
                (to, self._number),
            )

    @staticmethod
    def _unused_number(connection: psycopg.Connection) -> int:
        while True:
            (number,) = one(connection, "SELECT nextval('workers')")
            (held,) = one(connection, "SELECT pg_try_advisory_lock(%s, %s)", _WORKERS, number)
            if held:
                return int(number)

    def close(self) -> None:
        """Let go of everything that was taken. The others take it at once; if the server is out of
        reach, as if we had died."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._lend(self._connection, to=None)
        self._hang_up()

    def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None


def give_back(connection: Connection, id: int) -> None:
    """Whoever comes first may send this row the next time."""
    connection.execute("UPDATE outbox SET lent_to = NULL WHERE id = ?", (id,))
