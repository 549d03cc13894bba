"""The door of this room: the store of a database, whichever it is."""

import asyncio
from enum import Enum
from pathlib import Path

from tram_bot.database import Database
from tram_bot.ports import Alike
from tram_bot.store.known_again import nobody
from tram_bot.store.migrations import VERSION
from tram_bot.store.opening import version_there
from tram_bot.store.sql_store import SqlStore
from tram_bot.store.sqlite import open_sqlite


async def open_store(
    database: Database, *, read_only: bool = False, alike: Alike = nobody
) -> SqlStore:
    """Open a store, making or upgrading it unless it is only to be read. `alike` finds the leads
    whose cards name one another.

    Raises SettingsError, which names the database and what to do, if that cannot be.
    """
    if isinstance(database, Path):
        return await open_sqlite(database, read_only=read_only, alike=alike)
    # Its client takes a quarter of a second and 9 MB, of those too that have a file.
    from tram_bot.store.postgres import open_postgres  # noqa: PLC0415

    return await open_postgres(database, read_only=read_only, alike=alike)


class Tables(Enum):
    """What stands in a database before it is opened to write."""

    NONE = "none"
    OLDER = "of an older version"
    OURS = "ours"


async def tables_of(database: Database) -> Tables:
    """What stands there; nothing is made, upgraded or otherwise changed.

    Raises SettingsError, which names the database and what to do, if it could not be opened to
    write.
    """
    if isinstance(database, Path):
        version = await asyncio.to_thread(version_there, database.resolve())
    else:
        from tram_bot.store.postgres import version_on_server  # noqa: PLC0415

        version = await asyncio.to_thread(version_on_server, database)
    if version == VERSION:
        return Tables.OURS
    return Tables.OLDER if version else Tables.NONE
