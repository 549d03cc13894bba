"""An emulated Telegram, and people who use it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server
from tests.emulators.telegram_people import Person
from tram_bot.channels.telegram.connection import connect


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
