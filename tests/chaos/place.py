"""Where the program keeps everything: how it is told of that, and how that is looked into."""

from datetime import UTC, datetime
from pathlib import Path

from tram_bot.database import DatabaseUrl
from tram_bot.ports import Store
from tram_bot.store.doors import open_store

_ANY_DAY = datetime(3000, 1, 1, tzinfo=UTC)


def is_on_network(database: str) -> bool:
    """Whether it is a server's, which several processes can use; else it is a file."""
    return "://" in database


async def opened(database: str) -> Store:
    """The store, to be looked into while the program runs. Raises SettingsError."""
    place = DatabaseUrl(database) if is_on_network(database) else Path(database)
    return await open_store(place, read_only=True)


async def standing(database: str) -> str:
    """What waits to be sent, and where the leads stand: to see why somebody waits in vain."""
    store = await opened(database)
    try:
        # On a server, whoever asks what is due has it to send.
        looked = () if is_on_network(database) else await store.due(_ANY_DAY, 100)
        rows = sorted(looked, key=lambda row: row.id)
        waiting = [f"{r.id} {r.kind} {r.recipient} {r.attempts}" for r in rows]
        leads = [f"{lead.reference} {lead.centre} {lead.state}" for lead in await store.leads()]
    finally:
        await store.close()
    return "\n".join(("waiting:", *waiting, "leads:", *leads[:30]))
