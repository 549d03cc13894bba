"""The store as one SQLite file: the door of this room."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tram_bot.ports import Alike
from tram_bot.store.faults import explaining
from tram_bot.store.known_again import Others, nobody
from tram_bot.store.migrations import VERSION
from tram_bot.store.opening import open_to_read, open_to_write
from tram_bot.store.sql import Connection
from tram_bot.store.sql_store import SqlStore
from tram_bot.store.wiping import Wiper
from tram_bot.store.writer import GROUP_SIZE, Writer

T = TypeVar("T")


async def open_sqlite(
    path: Path, *, read_only: bool = False, alike: Alike = nobody
) -> "SqliteStore":
    """Open the store in that file, making or upgrading it unless it is only to be read. `alike`
    finds the leads whose cards name one another.

    One process at a time may write; any number may read beside it. Raises SettingsError, which
    names the file and what to do, if that cannot be; the file is then left as it was.
    """
    return await asyncio.to_thread(_open, path, read_only, Others(alike=alike))


def _open(path: Path, read_only: bool, others: Others) -> "SqliteStore":
    resolved = path.resolve()
    if read_only:
        return SqliteStore(path=resolved, reader=open_to_read(resolved), others=others)
    connection, lock = open_to_write(resolved)
    try:
        reader = open_to_read(resolved)
    except BaseException:
        connection.close()
        lock.close()
        raise
    writing = _Writing(resolved, connection, lock)
    return SqliteStore(path=resolved, reader=reader, others=others, writing=writing)


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


class SqliteStore(SqlStore):
    """Keeps everything in one file."""

    def __init__(
        self,
        *,
        path: Path,
        reader: sqlite3.Connection,
        others: Others,
        writing: _Writing | None = None,
    ) -> None:
        # The writer commits them together: none need wait for the last ones.
        super().__init__(settling_at_once=GROUP_SIZE, others=others)
        self._path = path
        self._reader = reader
        self._writing = writing
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-reader")
        self._closed = False

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

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Do the job in a transaction, with others' in one commit."""
        if self._writing is None:
            raise RuntimeError("this store was opened to be read only")
        return await self._writing.writer.run(job)

    async def ready(self) -> None:
        """Return if something could be saved; what is kept stays as it is."""
        await self.write(_written_anew)

    async def read(self, query: Callable[..., T], *arguments: object) -> T:
        """What the query returns, in a thread of its own."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reading, self._query, query, *arguments)

    def _query(self, query: Callable[..., T], *arguments: object) -> T:
        with explaining(self._path):
            return query(self._reader, *arguments)


def _written_anew(connection: Connection) -> None:
    # A transaction in which nothing changes writes nothing, and succeeds on a full disk.
    connection.execute(f"PRAGMA user_version = {VERSION}")
