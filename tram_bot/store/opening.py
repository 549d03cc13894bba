"""Opening the file, or saying in one sentence why not. A file that is refused is left as it is."""

import os
import sqlite3
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from tram_bot.database import told_of_tries
from tram_bot.errors import DatabaseInUse, SettingsError
from tram_bot.store.faults import explaining
from tram_bot.store.migrations import VERSION, migrate, version_of

OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""

_SMALLEST = 512
"""Bytes of the smallest page, so of the smallest database."""

_PATIENCE = 2.0
"""Seconds to wait for another program's lock."""

_EFFECTIVE = os.access in os.supports_effective_ids
"""Whether this system can tell what the effective user may do; else the real one is asked for."""


def open_to_write(path: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """The connection of the one writer, migrated, and one that holds the lock beside the file.

    Raises SettingsError if the file cannot be used, DatabaseInUse if another process writes to it.
    """
    _check_place(path)
    with ExitStack() as opened, explaining(path):
        if _holds_something(path):
            _check_file(path)
        lock = opened.enter_context(closing(_lock(path)))
        writer = opened.enter_context(closing(_connect(path, "rwc")))
        _tune(writer, path)
        migrate(writer, path)
        _keep_log(writer, path)
        # Only now: a migration may rebuild a table that others refer to.
        writer.execute("PRAGMA foreign_keys = ON")
        opened.pop_all()
    return writer, lock


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that reads, beside a writer or without one.

    Raises SettingsError if there is no database there, or none that can be read as it is.
    """
    if not _holds_something(path):
        missing = f"{path} holds no database yet: start tram-bot once to make it"
        raise SettingsError("\n".join(filter(None, (missing, told_of_tries(path)))))
    with ExitStack() as opened, explaining(path):
        reader = opened.enter_context(closing(_connect(path, "ro")))
        if version_of(reader, path) < VERSION:
            raise SettingsError(f"{path} is of an older version: start tram-bot to upgrade it")
        opened.pop_all()
    return reader


def version_there(path: Path) -> int:
    """How many migrations the file has had, 0 where there is nothing; nothing is made or changed.

    Raises SettingsError if the file could not be opened to write.
    """
    _check_place(path)
    with explaining(path):
        return _check_file(path) if _holds_something(path) else 0


def _check_place(path: Path) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise SettingsError(
            f"this Python has SQLite {sqlite3.sqlite_version}, and "
            f"{'.'.join(map(str, OLDEST_SQLITE))} is the oldest that will do: use a newer Python"
        )
    folder = path.parent
    try:
        if path.is_dir():
            raise SettingsError(f"{path} is a folder: name a file in it")
        if not folder.is_dir():
            raise SettingsError(f"the folder {folder} does not exist: make it, or name another")
        if path.exists() and not path.is_file():
            raise SettingsError(f"{path} is not a file: name another")
    except OSError as error:
        raise _out_of_reach(path, error) from error
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=_EFFECTIVE):
        raise SettingsError(f"the folder {folder} is read-only: let this user write in it")
    if path.exists() and not os.access(path, os.R_OK | os.W_OK, effective_ids=_EFFECTIVE):
        raise SettingsError(f"{path} is read-only: let this user read and write it")


def _out_of_reach(path: Path, error: OSError) -> SettingsError:
    return SettingsError(f"{path} is out of reach ({error.strerror}): let this user read it")


def _holds_something(path: Path) -> bool:
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError as error:
        raise _out_of_reach(path, error) from error
    # SQLite itself takes a file of one byte for an empty database, and would write over it.
    if 0 < size < _SMALLEST:
        raise SettingsError(
            f"{path} is not a database: name another file; this one was left as it is"
        )
    return size > 0


def _check_file(path: Path) -> int:
    """Refuse a file before anything opens it for writing, which might already change it; returns
    how many migrations it has had."""
    try:
        with closing(_connect(path, "ro")) as reader:
            version = version_of(reader, path)
            (verdict,) = reader.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        # A crash at the very first start: only a writer can put the file right.
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return 0
        raise
    if verdict != "ok":
        raise SettingsError(f"{path} is damaged: put a backup in its place; it was left as it is")
    return version


def _lock(path: Path) -> sqlite3.Connection:
    """Hold the lock beside the file until the connection is closed or the process ends.

    SQLite before 3.51.3 can damage a write-ahead log with two writers. Its own lock on a side
    file works on every platform, within one process too, and dies with its owner.
    """
    with ExitStack() as opened:
        lock = opened.enter_context(
            closing(
                sqlite3.connect(
                    f"{path}-lock", timeout=0, isolation_level=None, check_same_thread=False
                )
            )
        )
        try:
            lock.execute("PRAGMA journal_mode = OFF")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise DatabaseInUse(
                f"another tram-bot already works with {path}: stop it, or name another file"
            ) from error
        opened.pop_all()
    return lock


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        # It is opened in one thread and then belongs to another.
        check_same_thread=False,
    )


def _tune(writer: sqlite3.Connection, path: Path) -> None:
    writer.execute("PRAGMA synchronous = FULL")
    writer.execute("PRAGMA secure_delete = ON")
    writer.execute("PRAGMA temp_store = MEMORY")
    # What is rebuilt passes through a file without a name, which is to be on the disk that was
    # chosen for all of it. A SQLite that can no longer be told where does it in memory.
    folder = str(path.parent).replace("'", "''")
    with suppress(sqlite3.OperationalError, UnicodeEncodeError):
        writer.execute(f"PRAGMA temp_store_directory = '{folder}'")


def _keep_log(writer: sqlite3.Connection, path: Path) -> None:
    (journal,) = writer.execute("PRAGMA journal_mode = WAL").fetchone()
    if journal != "wal":
        raise SettingsError(f"{path} is on a disk that cannot keep a log: name a local file")
