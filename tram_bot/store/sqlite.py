"""The store as one SQLite file: the door of this room."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from tram_bot.core.conversation import Conversation
from tram_bot.core.events import Event
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.core.lead import Lead
from tram_bot.ports import (
    BlockedSender,
    Decide,
    DueTimer,
    LeadSign,
    LeadTally,
    Outgoing,
    TurnDone,
    Undelivered,
)
from tram_bot.store import blocks, conversations, leads, outbox, reports, timers, turn
from tram_bot.store.faults import explaining
from tram_bot.store.opening import open_to_read, open_to_write
from tram_bot.store.wiping import Wiper
from tram_bot.store.writer import Writer

T = TypeVar("T")


async def open_sqlite(path: Path, *, read_only: bool = False) -> "SqliteStore":
    """Open the store in that file, making or upgrading it unless it is only to be read.

    One process at a time may write; any number may read beside it. Raises SettingsError, which
    names the file and what to do, if that cannot be; the file is then left as it was.
    """
    return await asyncio.to_thread(_open, path, read_only)


def _open(path: Path, read_only: bool) -> "SqliteStore":
    resolved = path.resolve()
    if read_only:
        return SqliteStore(path=resolved, reader=open_to_read(resolved))
    connection, lock = open_to_write(resolved)
    try:
        reader = open_to_read(resolved)
    except BaseException:
        connection.close()
        lock.close()
        raise
    return SqliteStore(path=resolved, reader=reader, writing=_Writing(resolved, connection, lock))


class _Writing:
    """What only a store that writes has: the writer thread, its connection and the lock."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: sqlite3.Connection
    ) -> None:
        self._wipe = Wiper()
        self._wipe(connection, at_once=True)
        self._connection = connection
        self._lock = lock
        self.writer = Writer(connection, path, upkeep=self._wipe)

    def close(self) -> None:
        self.writer.close()
        self._wipe(self._connection, at_once=True)
        self._connection.close()
        self._lock.close()


class SqliteStore:
    """Keeps everything in one file; see `ports.Store` for what its methods promise.

    They raise SettingsError when the disk, the file or another program stands in the way: then
    nothing was saved, and the store goes on as soon as that is mended.
    """

    def __init__(
        self, *, path: Path, reader: sqlite3.Connection, writing: _Writing | None = None
    ) -> None:
        self._path = path
        self._reader = reader
        self._writing = writing
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-reader")
        self._closed = False

    async def take_turn(
        self, conversation: ConversationId, events: Sequence[Event], decide: Decide, now: datetime
    ) -> TurnDone:
        """Take a turn, all of it or nothing. Raises what `decide` raises."""
        return await self._write(
            lambda connection: turn.take(connection, conversation, events, decide, now)
        )

    async def conversation(self, id: ConversationId) -> Conversation | None:
        """The conversation as it stands."""
        return await self._read(conversations.load, id)

    async def due(self, now: datetime, limit: int) -> Sequence[Outgoing]:
        """What may be sent now."""
        return await self._read(outbox.load_due, now, limit)

    async def delivered(self, id: int, receipt: str, now: datetime) -> None:
        """A row was sent; its text is dropped."""
        await self._write(partial(outbox.delivered, id=id, receipt=receipt, now=now))

    async def put_off(self, id: int, until: datetime, reason: str) -> None:
        """A row is to be tried again at `until`."""
        await self._write(partial(outbox.put_off, id=id, until=until, reason=reason))

    async def give_up(self, id: int, reason: str, now: datetime) -> None:
        """A row can never be sent."""
        await self._write(partial(outbox.give_up, id=id, reason=reason, now=now))

    async def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        """The reminders that fell due."""
        return await self._read(timers.load_due, now, limit)

    async def next_due(self) -> datetime | None:
        """When the next row or reminder falls due."""
        return await self._read(_next_due)

    async def lead(self, id: LeadId) -> Lead | None:
        """A lead by its id."""
        return await self._read(leads.load, id)

    async def lead_by_reference(self, reference: str) -> Lead | None:
        """A lead by what people call it."""
        return await self._read(leads.load_by_reference, reference)

    async def leads(self) -> Iterable[Lead]:
        """Every lead, newest first."""
        return await self._read(leads.load_all)

    async def lead_at(self, receipt: str) -> tuple[Lead, CentreId] | None:
        """The lead whose card was delivered under this receipt, and at whose desk."""
        return await self._read(_lead_at, receipt)

    async def open_leads(self, centres: Sequence[CentreId]) -> Sequence[Lead]:
        """The leads of these centres that are not closed, the oldest first."""
        return await self._read(leads.load_open, centres)

    async def leads_of(self, owner: str) -> Sequence[Lead]:
        """The open leads that somebody has claimed, the oldest first."""
        return await self._read(leads.load_of_owner, owner)

    async def companies(self, like: Lead, since: datetime) -> Sequence[LeadSign]:
        """What the leads sent since then can be known by that may be of the same company."""
        return await self._read(reports.companies, like, since)

    async def card(self, lead: LeadId, centre: CentreId) -> str:
        """The receipt of the lead's card at a centre's desk."""
        return await self._read(outbox.card_at, lead, centre)

    async def tally(self, centres: Sequence[CentreId], since: datetime) -> LeadTally:
        """How many leads came in since then at these centres, and what became of them."""
        return await self._read(reports.tally, centres, since)

    async def forget(self, conversation: ConversationId, now: datetime) -> None:
        """Delete everything about a conversation."""
        await self._write(partial(turn.erase, conversation=conversation, now=now))

    async def blocked(self) -> Sequence[BlockedSender]:
        """Everybody who is blocked, the latest first."""
        return await self._read(blocks.load_all)

    async def unblock(self, reference: str) -> bool:
        """Hear the sender again who was blocked for that lead."""
        return await self._write(partial(blocks.lift_by_reference, reference=reference))

    async def ready(self) -> None:
        """Begin a transaction that writes, and commit it empty."""
        await self._write(lambda _: None)

    async def undelivered(self) -> Sequence[Undelivered]:
        """What was given up, oldest first."""
        return await self._read(outbox.undelivered)

    async def send_again(self, ids: Sequence[int], now: datetime) -> int:
        """Put rows that were given up back into their lines."""
        return await self._write(partial(outbox.send_again, ids=ids, now=now))

    async def outbox_size(self) -> Mapping[str, int]:
        """How many rows of the outbox there are by state."""
        return await self._read(outbox.size)

    async def close(self) -> None:
        """Finish what was begun and let go of the file. A second call does nothing."""
        if not self._closed:
            self._closed = True
            # A caller that is cancelled here must not leave the file half let go.
            await asyncio.shield(asyncio.to_thread(self._close))

    def _close(self) -> None:
        self._reading.shutdown()
        self._reader.close()
        if self._writing:
            self._writing.close()

    async def _write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        if self._writing is None:
            raise RuntimeError("this store was opened to be read only")
        return await self._writing.writer.run(job)

    async def _read(self, query: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reading, self._query, query, *arguments)

    def _query(self, query: Callable[..., T], *arguments: object) -> T:
        with explaining(self._path):
            return query(self._reader, *arguments)


def _lead_at(connection: sqlite3.Connection, receipt: str) -> tuple[Lead, CentreId] | None:
    found = outbox.find_card(connection, receipt)
    lead = leads.load(connection, found[0]) if found else None
    return (lead, found[1]) if found and lead else None


def _next_due(connection: sqlite3.Connection) -> datetime | None:
    dues = (outbox.first_due(connection), timers.first_due(connection))
    return min((due for due in dues if due), default=None)
