"""What the columns tell at a glance, as rows for a table or a spreadsheet.

No person's word is in them: ids, references, centres, states and times only. Each opens the file
to read, beside a running tram-bot or without one, and raises SettingsError if it cannot.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from tram_bot.store.faults import explaining
from tram_bot.store.opening import open_to_read

Row = Mapping[str, str | int | None]


def lead_overview(path: Path) -> Sequence[Row]:
    """One row per lead, newest first."""
    return _rows(
        path,
        "SELECT reference, centre, country, state, outcome, partial, submitted_at FROM leads"
        " ORDER BY submitted_at DESC, rowid DESC",
    )


def lead_tally(path: Path) -> Sequence[Row]:
    """How many leads each centre has in each state."""
    return _rows(
        path,
        "SELECT centre, state, count(*) AS leads FROM leads"
        " GROUP BY centre, state ORDER BY centre, state",
    )


def troubled_messages(path: Path) -> Sequence[Row]:
    """What was given up, and what still waits after an attempt, oldest first."""
    return _rows(
        path,
        "SELECT id, kind, recipient, lead, state, attempts, created_at, due, reason FROM outbox"
        " WHERE state = 'given_up' OR (state = 'waiting' AND attempts > 0) ORDER BY id",
    )


def _rows(path: Path, query: str) -> Sequence[Row]:
    resolved = path.resolve()
    with explaining(resolved), closing(open_to_read(resolved)) as connection:
        database = Database(connection, recursive_triggers=False, execute_plugins=False)
        return list(database.query(query))
