"""The store as a PostgreSQL database that any number of running programs share.

A turn holds its conversation's lock from its first statement to its commit, in whichever program
it runs: one conversation's turns follow one another everywhere. What a program sends is lent to it
(`lending.py`).
"""

import asyncio
import threading
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

import psycopg
from psycopg_pool import ConnectionPool

from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import Effect
from tram_bot.core.events import Event
from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.core.lead import Lead
from tram_bot.database import DatabaseUrl
from tram_bot.outgoing import Outgoing
from tram_bot.ports import Alike, Decide, TurnDone
from tram_bot.store import outbox, timers, turn
from tram_bot.store.known_again import Others, nobody
from tram_bot.store.lending import Lender, give_back
from tram_bot.store.postgres_connection import (
    PostgresConnection,
    check_idle,
    configure,
    connect,
    conninfo,
)
from tram_bot.store.postgres_faults import ATTEMPTS, explaining, is_passing
from tram_bot.store.postgres_migrations import check_server, check_version, migrate, version_of
from tram_bot.store.settling import Sent
from tram_bot.store.sql import Connection
from tram_bot.store.sql_store import SqlStore, put_down

T = TypeVar("T")

_CONNECTIONS = 8
"""Transactions at a time. Ours: a server takes a hundred connections by default, and one program
keeps itself busy with a few."""
_SETTLING = 2
"""Transactions at a time, of those, for what was sent. Ours: a message is one statement, and the
longer the last ones take the more are put down together."""
_AT_ONCE = 100
"""Rows that were given up and are put back in one transaction. Ours."""
_GIVING_UP = "giving up"
"""Held by whoever gives up a row, so that each sees what the other has put down to be told of."""
_PATIENCE = 10.0
"""Seconds to wait for a connection while the server restarts."""
_RECONNECTING = 5.0
"""Seconds in which the pool tries again by itself, with growing pauses; after that whoever wants a
connection makes it try at once. Ours: a server that is back is found within seconds."""


async def open_postgres(
    address: DatabaseUrl,
    *,
    read_only: bool = False,
    alike: Alike = nobody,
    seconds: Callable[[], float] = time.monotonic,
) -> "PostgresStore":
    """Open the store at that address, making or upgrading its tables unless they are only to be
    read. Raises SettingsError, which names the database and what to do, if that cannot be.

    `alike` finds the leads whose cards name one another; `seconds` is a clock that never goes back.
    """
    return await asyncio.to_thread(_open, address, read_only, alike, seconds)


def _open(
    address: DatabaseUrl, read_only: bool, alike: Alike, seconds: Callable[[], float]
) -> "PostgresStore":
    with explaining(address), connect(address) as connection:
        if not read_only:
            migrate(connection, address)
        else:
            check_version(connection, address)
    return PostgresStore(address, read_only=read_only, alike=alike, seconds=seconds)


def version_on_server(address: DatabaseUrl) -> int:
    """Which version the tables have, 0 where there are none; nothing is made or changed.

    Raises SettingsError if the database could not be opened to write.
    """
    with explaining(address), connect(address) as connection:
        check_server(connection, address)
        version = version_of(connection, address)
        if version:
            # It touches no row, and is refused where nothing may be written.
            connection.execute("UPDATE version SET version = version WHERE FALSE")
        return version


class _NotHeldError(Exception):
    """A transaction concerns these conversations, too, and has not held them from its beginning."""

    def __init__(self, conversations: Sequence[ConversationId]) -> None:
        self.conversations = conversations
        super().__init__(f"{len(conversations)} conversations are not held")


class PostgresStore(SqlStore):
    """Keeps everything in tables of a server."""

    def __init__(
        self,
        address: DatabaseUrl,
        *,
        read_only: bool,
        alike: Alike,
        seconds: Callable[[], float],
    ) -> None:
        super().__init__(settling_at_once=_SETTLING, others=Others(alike=alike))
        self._address = address
        self._read_only = read_only
        self._threads = ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="store")
        self._pool = ConnectionPool(
            conninfo(address),
            min_size=1,
            max_size=_CONNECTIONS,
            timeout=_PATIENCE,
            # One that died while it lay idle is replaced before a transaction fails on it.
            check=check_idle,
            reconnect_timeout=_RECONNECTING,
            kwargs={"autocommit": True},
            configure=configure,
            open=True,
        )
        self._lender = Lender(address, self._unreadable, seconds)
        self._lending = ThreadPoolExecutor(1, thread_name_prefix="store-lending")
        self._deciding = threading.Lock()
        self._closed = False

    async def take_turn(
        self, conversation: ConversationId, events: Sequence[Event], decide: Decide, now: datetime
    ) -> TurnDone:
        """Take a turn, all of it or nothing. Raises what `decide` raises."""
        one_at_a_time = partial(self._decide, decide)

        def job(connection: Connection, others: Others) -> TurnDone:
            return turn.take(connection, conversation, events, one_at_a_time, now, others=others)

        return await self._holding(conversation, job)

    async def _holding(
        self, conversation: ConversationId, job: Callable[[Connection, Others], T]
    ) -> T:
        """Do the job while no other turn of the conversation can begin; anew if it comes to concern
        others, whose turns then cannot begin either."""
        held = {conversation}

        def check(conversations: Sequence[ConversationId]) -> None:
            if not held.issuperset(conversations):
                raise _NotHeldError(conversations)

        def holding(connection: Connection) -> T:
            # Always in the same order, so that no two wait for one another.
            _hold(connection, *sorted(held))
            return job(connection, replace(self._others, hold=check))

        while True:
            try:
                return await self.write(holding)
            except _NotHeldError as concerned:
                held.update(concerned.conversations)

    def _decide(
        self,
        decide: Decide,
        saved: Conversation | None,
        events: Sequence[Event],
        moment: Moment,
    ) -> tuple[Conversation, Sequence[Effect]]:
        # It is all computing: threads that do it side by side would only slow one another down.
        with self._deciding:
            return decide(saved, events, moment)

    async def forget(self, conversation: ConversationId, now: datetime) -> None:
        """Delete everything about a conversation."""

        def job(connection: Connection, others: Others) -> None:
            turn.erase(connection, conversation, now, others=others)

        await self._holding(conversation, job)

    async def card_moved(self, lead: Lead, centre: CentreId, receipt: str, now: datetime) -> None:
        """The lead's card stands elsewhere from now on."""

        def job(connection: Connection) -> None:
            _hold(connection, lead.conversation)
            outbox.card_moved(connection, lead, centre, receipt, now)

        await self.write(job)

    async def _settle(self, sent: Sequence[Sent]) -> None:
        ids = [each.id for each in sent]

        def job(connection: Connection) -> None:
            _hold_of_rows(connection, ids)
            put_down(connection, sent)

        await self.write(job)

    async def give_up(
        self,
        id: int,
        reason: str,
        now: datetime,
        *,
        shown: str = "",
        shown_at: CentreId | None = None,
    ) -> None:
        """A row can never be sent."""

        def job(connection: Connection) -> None:
            _hold_of_rows(connection, [id])
            # Behind all conversations, so that no two wait for one another. It is nobody's line.
            _hold(connection, _GIVING_UP)
            outbox.give_up(connection, id, reason, now, shown=shown, shown_at=shown_at)

        await self.write(job)

    async def send_again(self, ids: Sequence[int], now: datetime) -> int:
        """Put rows that were given up back into their lines, some at a time: a server has room
        for so many locks only."""
        chosen = sorted(ids) or [each.id for each in await self.undelivered()]
        parts = [chosen[at : at + _AT_ONCE] for at in range(0, len(chosen), _AT_ONCE)]
        return sum([await self.write(partial(_send_again, part, now)) for part in parts])

    async def due(
        self, now: datetime, limit: int, *, besides: Collection[int] = ()
    ) -> Sequence[Outgoing]:
        """What may be sent now and no other program is sending: it is this program's from now
        on, until it is settled or put off, or the program has died."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._lending, self._take, now, limit, tuple(besides))

    def _take(self, now: datetime, limit: int, besides: Sequence[int]) -> Sequence[Outgoing]:
        with explaining(self._address):
            return self._lender.take(now, limit, besides)

    async def put_off(
        self,
        id: int,
        until: datetime,
        reason: str,
        *,
        failed: bool = True,
        begun: bool = False,
        shown: str = "",
        shown_at: CentreId | None = None,
    ) -> None:
        """A row is to be tried again at `until`, by whichever program comes first then, unless
        this one has begun with it."""

        def job(connection: Connection) -> None:
            outbox.put_off(
                connection, id, until, reason, failed=failed, shown=shown, shown_at=shown_at
            )
            if not begun:
                give_back(connection, id)

        await self.write(job)

    async def next_due(self) -> datetime | None:
        """When the next row or reminder falls due for us."""
        return await self.read(self._next_due)

    def _next_due(self, connection: Connection) -> datetime | None:
        dues = (self._lender.next_due(connection), timers.first_due(connection))
        return min((due for due in dues if due), default=None)

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Do the job in a transaction of its own; anew if the server went down or two jobs were
        in one another's way."""
        if self._read_only:
            raise RuntimeError("this store was opened to be read only")
        return await self.read(job)

    async def ready(self) -> None:
        """Return if the server takes a statement that writes, as a replica and a server that only
        reads do not. Nothing is written, so a disk that is full does not show."""
        await self.write(_changed_nowhere)

    async def read(self, query: Callable[..., T], *arguments: object) -> T:
        """What the query returns, in a transaction of its own."""
        if self._closed:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._transact, query, *arguments)

    def _transact(self, job: Callable[..., T], *arguments: object) -> T:
        with explaining(self._address):
            for _ in range(ATTEMPTS - 1):
                try:
                    return self._once(job, *arguments)
                except psycopg.Error as error:
                    if not is_passing(error):
                        raise
            return self._once(job, *arguments)

    def _once(self, job: Callable[..., T], *arguments: object) -> T:
        with self._pool.connection() as connection, connection.transaction():
            try:
                return job(PostgresConnection(connection), *arguments)
            except StopIteration as error:  # a future refuses to carry one
                raise RuntimeError(f"a job raised {error!r}") from error

    async def close(self) -> None:
        """Finish what was begun and let go of the server. A second call does nothing."""
        if not self._closed:
            self._closed = True
            # A caller that is cancelled here must not leave the server half let go.
            await asyncio.shield(asyncio.to_thread(self._close))

    def _close(self) -> None:
        self._threads.shutdown()
        self._lending.shutdown()
        self._lender.close()
        self._pool.close()


def _send_again(ids: Sequence[int], now: datetime, connection: Connection) -> int:
    _hold_of_rows(connection, ids)
    return outbox.send_again(connection, ids, now)


def _hold_of_rows(connection: Connection, ids: Sequence[int]) -> None:
    """Hold the conversations of rows of the outbox: what is put down about one must not come
    between the steps of an erasure."""
    rows = connection.execute(
        "SELECT DISTINCT coalesce(conversation, recipient) FROM outbox WHERE id = ANY(?)", (ids,)
    ).fetchall()
    # Always in the same order, so that no two wait for one another.
    _hold(connection, *sorted(conversation for (conversation,) in rows))


def _hold(connection: Connection, *conversations: str) -> None:
    """Let no other turn of these conversations begin before this transaction's end."""
    connection.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended(each, 0)) FROM unnest(?::text[]) AS each",
        (list(conversations),),
    )


def _changed_nowhere(connection: Connection) -> None:
    # An empty transaction succeeds where nothing may be written, too. A row set to itself would
    # tell no more: it fits where there was one before, be the disk as full as it may.
    connection.execute("UPDATE chores SET name = name WHERE FALSE")
