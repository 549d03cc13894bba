"""An emulated Telegram, and people who use it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot

from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server
from tests.emulators.telegram_people import Person
from tests.telegram.house import House
from tram_bot.channels.telegram.connection import connect
from tram_bot.core.content import Content


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """An emulated Telegram."""
    async with telegram_server() as server:
        yield server


@pytest.fixture
def anna(server: TelegramServer) -> Person:
    """Somebody at a company."""
    return Person(server, 4711)


@pytest.fixture
def kari(server: TelegramServer) -> Person:
    """Somebody at another company."""
    return Person(server, 4712)


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    """The library's bot, signed in at the emulator."""
    bot = connect(TOKEN, server.address)
    async with bot:
        yield bot


@pytest.fixture
def house(
    request: pytest.FixtureRequest, content: Content, server: TelegramServer, tmp_path: Path
) -> House:
    """The program, not yet running; behind a public address for those who ask for `brought`."""
    brought = getattr(request, "param", "fetched") == "brought"
    return House(content, server, tmp_path / "house.sqlite3", brought=brought)
