"""Stores to test: each adapter of the port makes one in a place of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.postgres import Server
from tram_bot.database import Database
from tram_bot.matching.duplicates import alike
from tram_bot.ports import Store
from tram_bot.store.doors import open_store


class Place:
    """Where one adapter keeps its things. `open` opens the store there, again and again."""

    def __init__(self, opener: Callable[[], Awaitable[Store]]) -> None:
        self._opener = opener
        self._opened: list[Store] = []

    async def open(self) -> Store:
        store = await self._opener()
        self._opened.append(store)
        return store

    async def close(self) -> None:
        for store in self._opened:
            await store.close()


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    """A fresh place of every adapter; what was opened there is closed at the end."""
    database: Database = tmp_path / "tram.sqlite3"
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        database = server.new_database()
    place = Place(lambda: open_store(database, alike=alike))
    yield place
    await place.close()


@pytest.fixture
async def store(place: Place) -> Store:
    """An empty store."""
    return await place.open()
