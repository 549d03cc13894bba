"""Erased words leave the disk, too.

`secure_delete` zeroes what is deleted, but leaves stale copies where a page of the tree was
rebuilt, and the write-ahead log keeps older pages. So an erasure puts a chore down in its own
transaction; once that is committed, the file is rebuilt and the log cut off. A crash in between
leaves the chore to the next start.
"""

import logging
import sqlite3
import time

from tram_bot.store.sql import Connection

_log = logging.getLogger(__name__)

_WIPE = "wipe"
_RETRY_AFTER = 30.0
"""Seconds until the next attempt after a reader or a full disk stood in the way."""
_PATIENCE_MS = 200
"""How long an attempt waits for a reader; the turns behind it wait as long."""


def owe_wipe(connection: Connection) -> None:
    """Put down, in the running transaction, that the file has to be wiped after it."""
    connection.execute("INSERT INTO chores (name) VALUES (?) ON CONFLICT DO NOTHING", (_WIPE,))


class Wiper:
    """Wipes the file when that is owed; call it outside any transaction."""

    def __init__(self) -> None:
        self._not_before = 0.0

    def __call__(self, connection: sqlite3.Connection, *, at_once: bool = False) -> float:
        """Wipe if it is owed. Returns the seconds until it wants to be called again, or 0 if
        there is nothing left to do. `at_once` tries although an attempt has just failed."""
        try:
            if not _is_owed(connection):
                return 0.0
            pause = self._not_before - time.monotonic()
            if pause > 0 and not at_once:
                return pause
            if _wiped(connection):
                return 0.0
            _log.warning("erased words are still on the disk: another program reads the file")
        except sqlite3.Error as error:
            _log.warning("erased words are still on the disk: %s", error)
        self._not_before = time.monotonic() + _RETRY_AFTER
        return _RETRY_AFTER


def _is_owed(connection: sqlite3.Connection) -> bool:
    chore = connection.execute("SELECT 1 FROM chores WHERE name = ?", (_WIPE,)).fetchone()
    return chore is not None


def _wiped(connection: sqlite3.Connection) -> bool:
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            connection.execute("DELETE FROM chores WHERE name = ?", (_WIPE,))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy
