"""A copy of the whole database, made while it is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tram_bot.errors import SettingsError
from tram_bot.store.faults import explaining
from tram_bot.store.opening import open_to_read

_PAGES_AT_ONCE = 500
"""Pages copied before others get their turn: https://www.sqlite.org/c3ref/backup_finish.html"""


def back_up(path: Path, target: Path) -> int:
    """Copy the database into a new file, as it stands at one moment; returns its bytes.

    Raises SettingsError if there is no database, if the target exists, or if it cannot be written.
    """
    resolved = path.resolve()
    if target.exists():
        raise SettingsError(f"{target} exists already: name a new file; it was left as it is")
    if not target.parent.is_dir():
        raise SettingsError(f"the folder {target.parent} does not exist: make it, or name another")
    try:
        with (
            explaining(resolved),
            closing(open_to_read(resolved)) as source,
            explaining(target),
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy, pages=_PAGES_AT_ONCE)
            copy.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if verdict != "ok":
        target.unlink()
        raise SettingsError(f"{path} is damaged ({verdict}): the copy of it was not kept")
    return target.stat().st_size
