"""Where the program keeps everything: how it is told of that, and how that is looked into."""

from pathlib import Path

from tram_bot.errors import SettingsError
from tram_bot.ports import Store
from tram_bot.store.sqlite import open_sqlite


def is_on_network(database: str) -> bool:
    """Whether it is a server's, which several processes can use; else it is a file."""
    return "://" in database


async def opened(database: str) -> Store:
    """The store, to be looked into while the program runs. Raises SettingsError."""
    if is_on_network(database):
        raise SettingsError("this tram-bot keeps everything in a SQLite file: leave --database out")
    return await open_sqlite(Path(database), read_only=True)
