"""A copy of the whole database in a file, made while it is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tram_bot.database import Database
from tram_bot.errors import SettingsError
from tram_bot.store.faults import explaining
from tram_bot.store.moving import into_file
from tram_bot.store.opening import open_to_read

_PAGES_AT_ONCE = 500
"""Pages copied at a time; nobody who writes waits for it in write-ahead mode.
https://www.sqlite.org/c3ref/backup_finish.html"""


def back_up(database: Database, target: Path) -> int:
    """Copy the database into a new SQLite file, as it stands at one moment; returns its bytes.

    Raises SettingsError if there is no database, if the target exists, or if it cannot be written.
    """
    if target.exists():
        raise SettingsError(f"{target} exists already: name a new file; it was left as it is")
    if not target.parent.is_dir():
        raise SettingsError(f"the folder {target.parent} does not exist: make it, or name another")
    try:
        if isinstance(database, Path):
            _copy_file(database.resolve(), target)
        else:
            into_file(database, target.resolve())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        for beside in ("-lock", "-wal", "-shm"):
            target.with_name(f"{target.name}{beside}").unlink(missing_ok=True)
    return target.stat().st_size


def _copy_file(path: Path, target: Path) -> None:
    with (
        explaining(path),
        closing(open_to_read(path)) as source,
        explaining(target),
        closing(sqlite3.connect(target)) as copy,
    ):
        # What is written meanwhile would make it begin anew, again and again.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()
        source.backup(copy, pages=_PAGES_AT_ONCE)
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise SettingsError(f"{path} is damaged ({verdict}): the copy of it was not kept")
