"""Where the program keeps everything: how it is told of that, and how that is looked into."""

from pathlib import Path

from tram_bot.database import DatabaseUrl
from tram_bot.ports import Store
from tram_bot.store.doors import open_store


def is_on_network(database: str) -> bool:
    """Whether it is a server's, which several processes can use; else it is a file."""
    return "://" in database


async def opened(database: str) -> Store:
    """The store, to be looked into while the program runs. Raises SettingsError."""
    place = DatabaseUrl(database) if is_on_network(database) else Path(database)
    return await open_store(place, read_only=True)
