"""What SQLite complains of, as one sentence an operator can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tram_bot.errors import SettingsError

_PRIMARY = 0xFF
"""Masks SQLite's extended result codes down to the primary one."""


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn an SQLite error on that file into a SettingsError, unless the fault is ours."""
    try:
        yield
    except sqlite3.Error as error:
        known = explained(error, path)
        if known is None:
            raise
        raise known from error


def explained(error: BaseException, path: Path) -> SettingsError | None:
    """The operator's fault behind an error on that file, or None if there is none."""
    match getattr(error, "sqlite_errorcode", 0) & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            advice = "cannot grow, the disk is full: free some space; nothing was half saved"
        case sqlite3.SQLITE_IOERR:
            advice = "cannot be read or written: check the disk and its free space"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            advice = "cannot be opened: let this user read and write the file and its folder"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            advice = "is locked by another program: close whatever else has it open"
        case sqlite3.SQLITE_NOTADB:
            advice = "is not a database: name another file; this one was left as it is"
        case sqlite3.SQLITE_CORRUPT:
            advice = "is damaged: put a backup in its place; it was left as it is"
        case 0 | sqlite3.SQLITE_ERROR | sqlite3.SQLITE_CONSTRAINT | sqlite3.SQLITE_MISUSE:
            return None  # ours
        case code:
            advice = f"refuses it (SQLite's code {code}): see whether the machine is in order"
    return SettingsError(f"{path} {advice}")
