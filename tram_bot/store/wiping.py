"""Erased words leave the disk, too.

`secure_delete` zeroes what is deleted, but leaves stale copies where a page of the tree was
rebuilt, and the write-ahead log keeps older pages. So an erasure puts a chore down in its own
transaction; once that is committed, the file is rebuilt and the log cut off. A crash in between
leaves the chore to the next start.

All turns wait while the file is rebuilt. So what has outlived its time is deleted in many small
steps, and wiped once after the last of them; and of a large file only the log is cut off at once,
which leaves what was in such a stale copy until `wipe_now` is called, each night.

A rebuild writes the whole file anew, beside itself, and then through the log, which is as long as
the file until it is cut off.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from tram_bot.store.sql import Connection

_log = logging.getLogger(__name__)

_WIPE, _WIPE_LATER, _REBUILD, _CUT_LOG = "wipe", "wipe_later", "rebuild", "cut_log"
_RETRY_AFTER = 30.0
"""Seconds at least until the next attempt after a reader or a full disk stood in the way."""
_PATIENCE_MS = 200
"""How long an attempt waits for a reader; the turns behind it wait as long."""
_LARGE = 16_000_000
"""Bytes of a file from which on it is rebuilt at night only. Ours: this much took a fifth of a
second, and 100 MB two seconds."""
_QUICK = 0.25
"""Seconds that nobody minds."""
_REST = 20.0
"""A wipe that took longer, or came to nothing, is followed by a rest of so many times as long.
Ours: a twentieth of the time at most goes by with it, however many companies want to be
forgotten."""


def owe_wipe(connection: Connection, *, at_once: bool = True) -> None:
    """Put down, in the running transaction, that the file has to be wiped after it, or only once
    `wipe_now` is called."""
    _put(connection, _WIPE if at_once else _WIPE_LATER)


def wipe_now(connection: Connection) -> None:
    """Whatever was to be wiped later is to be wiped after the running transaction."""
    if _owed(connection) - {_CUT_LOG}:
        _put(connection, _REBUILD)


def _put(connection: Connection, chore: str) -> None:
    connection.execute("INSERT INTO chores (name) VALUES (?) ON CONFLICT DO NOTHING", (chore,))


class Wiper:
    """Wipes the file when that is owed; call it outside any transaction."""

    def __init__(
        self, seconds: Callable[[], float] = time.monotonic, *, large: int = _LARGE
    ) -> None:
        """`seconds` is a clock that never goes back. A file of `large` bytes is not rebuilt while
        people wait."""
        self._seconds = seconds
        self._large = large
        self._not_before = 0.0

    def __call__(self, connection: sqlite3.Connection, *, at_once: bool = False) -> float:
        """Wipe if it is owed. Returns the seconds until it wants to be called again, or 0 if
        there is nothing left to do. `at_once` tries although an attempt has just failed, and does
        what was left for later, too, unless that takes long."""
        begun = self._seconds()
        try:
            wiped = self._way(connection, at_once)
            if wiped is None:
                return 0.0
            pause = self._not_before - begun
            if pause > 0 and not at_once:
                return pause
            if _without_waiting(connection, wiped):
                took = self._seconds() - begun
                self._not_before = begun + took * _REST if took > _QUICK else 0.0
                return 0.0
            reason = _READER
        except sqlite3.Error as error:
            reason = str(error)
        _log.warning("erased words are still on the disk: reason=%s", reason)
        now = self._seconds()
        pause = max(_RETRY_AFTER, (now - begun) * _REST)
        self._not_before = now + pause
        return pause

    def _way(
        self, connection: sqlite3.Connection, at_once: bool
    ) -> Callable[[sqlite3.Connection], bool] | None:
        """How to wipe now; None if that can wait."""
        owed = _owed(connection)
        if _REBUILD in owed:
            return _rebuilt
        if _WIPE in owed or (_WIPE_LATER in owed and at_once):
            if _size(connection) < self._large:
                return _rebuilt
            if _WIPE in owed:
                return _cut_off
        return _finished if _CUT_LOG in owed else None


_READER = "another program reads the file"


def _owed(connection: Connection) -> set[str]:
    chores = (_WIPE, _WIPE_LATER, _REBUILD, _CUT_LOG)
    rows = connection.execute("SELECT name FROM chores WHERE name IN (?, ?, ?, ?)", chores)
    return {name for (name,) in rows}


def _size(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (bytes_each,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages * bytes_each)


def _rebuilt(connection: sqlite3.Connection) -> bool:
    """Whether nothing of what was erased is left. If its log is, the file is not rebuilt again for
    that: everybody waits meanwhile, and each time the log would grow by all of it."""
    _rebuild(connection)
    _put(connection, _CUT_LOG)
    chores = (_WIPE, _WIPE_LATER, _REBUILD)
    connection.execute("DELETE FROM chores WHERE name IN (?, ?, ?)", chores)
    return _finished(connection)


def _rebuild(connection: sqlite3.Connection) -> None:
    (kept_in,) = connection.execute("PRAGMA temp_store").fetchone()
    if _writes_beside(connection):
        # In memory, where all else is that passes, it would need as much as the whole file.
        connection.execute("PRAGMA temp_store = FILE")
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute(f"PRAGMA temp_store = {kept_in}")


def _writes_beside(connection: sqlite3.Connection) -> bool:
    """Whether what SQLite puts into a file for a while stays in the folder of the database."""
    row = connection.execute("PRAGMA temp_store_directory").fetchone()
    file = next(file for _, name, file in connection.execute("PRAGMA database_list") if file)
    return row is not None and row[0] == str(Path(file).parent)


def _finished(connection: sqlite3.Connection) -> bool:
    """Whether nothing is left of what stood in the file before it was rebuilt."""
    if not _log_cut_off(connection):
        return False
    connection.execute("DELETE FROM chores WHERE name = ?", (_CUT_LOG,))
    return True


def _cut_off(connection: sqlite3.Connection) -> bool:
    """Whether nothing of it is left but in stale copies, which are now to be wiped later."""
    if not _log_cut_off(connection):
        return False
    _put(connection, _WIPE_LATER)
    connection.execute("DELETE FROM chores WHERE name = ?", (_WIPE,))
    return True


def _log_cut_off(connection: sqlite3.Connection) -> bool:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _without_waiting(
    connection: sqlite3.Connection, wiped: Callable[[sqlite3.Connection], bool]
) -> bool:
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        return wiped(connection)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
