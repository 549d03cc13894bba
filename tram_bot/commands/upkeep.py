"""`db` and `outbox`: looking after what is kept and what could not be sent."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from tram_bot.commands.printing import emit, emit_json
from tram_bot.database import Database
from tram_bot.errors import DatabaseInUse, SettingsError
from tram_bot.ports import Clock, Undelivered
from tram_bot.settings import DATABASE_URL
from tram_bot.store.backup import back_up
from tram_bot.store.doors import open_store
from tram_bot.store.moving import into_postgres


def db_backup(database: Database, target: Path) -> int:
    """Copy the database into a new file, also while tram-bot runs."""
    size = back_up(database, target)
    emit(f"{target}: {size:,} bytes, checked")
    return 0


def db_copy(source: Path, database: Database) -> int:
    """Copy a SQLite file into the PostgreSQL database that is set."""
    if isinstance(database, Path):
        raise SettingsError(
            f"{DATABASE_URL} is not set: name the PostgreSQL database to copy {source} into"
        )
    if not source.is_file():
        raise SettingsError(f"there is no file {source}: name the SQLite file to copy")
    copied = into_postgres(source, database)
    for table, rows in copied.items():
        emit(f"{table}: {rows:,} rows, each the same in both")
    emit(f"{source} is now in {database}; start tram-bot with {DATABASE_URL} from now on.")
    return 0


def outbox_list(database: Database, *, as_json: bool) -> int:
    """Print what could not be delivered, and why: no word of it, only what it is."""
    rows = asyncio.run(_undelivered(database))
    if as_json:
        emit_json(
            [
                {
                    "id": row.id,
                    "kind": row.kind,
                    "recipient": row.recipient,
                    "reference": row.reference,
                    "since": row.since.isoformat(),
                    "reason": row.reason,
                }
                for row in rows
            ]
        )
        return 0
    for row in rows:
        about = f" {row.reference}" if row.reference else ""
        emit(
            f"{row.id}  {row.since:%Y-%m-%d %H:%M}  {row.kind}{about} to {row.recipient}: "
            f"{row.reason}"
        )
    if not rows:
        emit("Everything could be delivered.")
    return 0


def outbox_resend(database: Database, ids: Sequence[int], clock: Clock) -> int:
    """Send again what could not be delivered: these rows, or all of them. A running tram-bot is
    asked in Slack for that: only one program at a time writes the file."""
    try:
        count = asyncio.run(_send_again(database, ids, clock))
    except DatabaseInUse:
        raise SettingsError(
            f"tram-bot is running on {database}: type '/tram resend' in the lead partner's "
            "channel in Slack, or stop it for this moment"
        ) from None
    emit(f"{count} will be sent again when tram-bot runs.")
    asked = len(set(ids))
    if count < asked:
        raise SettingsError(
            f"{asked - count} of {asked} could not be: 'tram-bot outbox list' names what was not "
            "delivered"
        )
    return 0


async def _undelivered(database: Database) -> Sequence[Undelivered]:
    store = await open_store(database, read_only=True)
    try:
        return await store.undelivered()
    finally:
        await store.close()


async def _send_again(database: Database, ids: Sequence[int], clock: Clock) -> int:
    store = await open_store(database)
    try:
        return await store.send_again(ids, clock.now())
    finally:
        await store.close()
