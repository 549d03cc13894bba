"""One thread that commits many jobs together.

A commit waits for the disk, so it is shared: whatever is queued while one runs is in the next.
Each job has a savepoint, so that one which fails takes no other along. Nobody is answered before
the commit has returned.
"""

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from tram_bot.store.faults import explained

T = TypeVar("T")

_log = logging.getLogger(__name__)

GROUP_SIZE = 64
"""Jobs in one commit at most: more gain nothing, and the first would wait for the last."""

GROUP_SECONDS = 0.05
"""How long a group may take in further jobs, for the same reason."""


class _Ticket:
    """A job, who waits for it, and what came of it."""

    __slots__ = ("answer", "error", "job", "loop", "waiting")

    def __init__(self, job: Callable[[sqlite3.Connection], Any]) -> None:
        self.job = job
        self.loop = asyncio.get_running_loop()
        self.waiting: asyncio.Future[Any] = self.loop.create_future()
        self.answer: Any = None
        self.error: BaseException | None = None


class Writer:
    """Owns the one connection that writes; `upkeep` runs after each commit, outside it, and
    returns the seconds after which it wants to run again, or 0."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        upkeep: Callable[[sqlite3.Connection], float],
    ) -> None:
        self._connection = connection
        self._path = path
        self._upkeep = upkeep
        self._queue: SimpleQueue[_Ticket | None] = SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._last_seen = False
        # A daemon: a program that forgets to close the store must still be able to end.
        self._thread = threading.Thread(target=self._serve, name="store-writer", daemon=True)
        self._thread.start()

    async def run(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Do the job in a transaction and return what it returned, once that is on the disk.

        Raises what the job raised, having undone it, or SettingsError if nothing could be
        saved. A caller that is cancelled no longer hears of it; the job is done all the same.
        """
        ticket = _Ticket(job)
        with self._door:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._queue.put(ticket)
        answer: T = await ticket.waiting
        return answer

    def close(self) -> None:
        """Refuse new jobs, finish those that are queued, and wait until they are done."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        pause = 0.0
        while not self._last_seen:
            ticket = self._next(timeout=pause or None)
            group = self._commit(ticket) if ticket else []
            pause = self._upkeep(self._connection)
            _answer(group)

    def _next(self, timeout: float | None) -> _Ticket | None:
        """The next job, or None after `timeout` seconds or at the end."""
        try:
            ticket = self._queue.get(timeout=timeout)
        except Empty:
            return None
        self._last_seen = ticket is None
        return ticket

    def _commit(self, first: _Ticket) -> list[_Ticket]:
        """Do a group of jobs, beginning with `first`, in one transaction."""
        group: list[_Ticket] = []
        until = time.monotonic() + GROUP_SECONDS
        ticket: _Ticket | None = first
        try:
            while ticket:
                group.append(ticket)
                if len(group) == 1:
                    self._connection.execute("BEGIN IMMEDIATE")
                self._attempt(ticket)
                more = len(group) < GROUP_SIZE and time.monotonic() < until
                ticket = self._next(timeout=0) if more else None
            self._connection.execute("COMMIT")
        except BaseException as error:  # whatever it is, this thread has to live on
            known = explained(error, self._path)
            reason = known or type(error).__name__
            _log.error("commit failed: jobs=%d reason=%s", len(group), reason)
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            for each in group:
                each.error = known or error
        return group

    def _attempt(self, ticket: _Ticket) -> None:
        """Do one job within the transaction, wholly or not at all.

        Raises sqlite3.Error if the whole transaction is lost.
        """
        connection = self._connection
        connection.execute("SAVEPOINT job")
        try:
            ticket.answer = ticket.job(connection)
        except BaseException as error:  # it is the caller's to handle, whatever it is
            # A full disk makes SQLite undo the whole group, not just this job.
            if not connection.in_transaction:
                raise
            ticket.error = explained(error, self._path) or error
            connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")


def _answer(group: Iterable[_Ticket]) -> None:
    """Tell everybody who waits, one hand-over per event loop."""
    for loop, tickets in groupby(group, key=attrgetter("loop")):
        # A loop that was closed meanwhile has nobody waiting.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, list(tickets))


def _settle(tickets: Iterable[_Ticket]) -> None:
    for ticket in tickets:
        if ticket.waiting.done():
            continue
        match ticket.error:
            case None:
                ticket.waiting.set_result(ticket.answer)
            case StopIteration() as error:  # a future refuses to carry one
                ticket.waiting.set_exception(RuntimeError(f"a job raised {error!r}"))
            case error:
                ticket.waiting.set_exception(error)
