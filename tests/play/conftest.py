"""The playground, running on a port of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser

from tests.play.browsing import chromium
from tests.play.window import Window
from tram_bot.clock import SystemClock
from tram_bot.commands.playing import serve
from tram_bot.core.content import Content
from tram_bot.play.guard import Guard
from tram_bot.served import Fixed, Served


@asynccontextmanager
async def playing(content: Served, root: Path, guard: Guard | None = None) -> AsyncIterator[str]:
    """The address of a playground that runs until the block ends."""
    stop = asyncio.Event()
    told: asyncio.Queue[str] = asyncio.Queue()
    guard = guard or Guard(host="127.0.0.1")
    running = asyncio.create_task(
        serve(content, root, SystemClock(), stop, guard=guard, port=0, tell=told.put_nowait)
    )
    telling = asyncio.create_task(told.get())
    try:
        await asyncio.wait({running, telling}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        line = telling.result()
        assert line.startswith("Play at http://")
        assert line.endswith("/; Ctrl-C stops it.")
        yield line.removeprefix("Play at ").removesuffix("/; Ctrl-C stops it.")
    finally:
        telling.cancel()
        stop.set()
        await asyncio.wait_for(running, 20)


@pytest.fixture
async def address(content: Content, english_root: Path) -> AsyncIterator[str]:
    """Where the playground of the real content in English is served."""
    async with playing(Fixed(content), english_root) as address:
        yield address


@pytest.fixture
async def window(address: str) -> AsyncIterator[Window]:
    """A window on it, with the Polish centre's channel to the right."""
    async with aiohttp.ClientSession(address) as session:
        window = Window(session)
        await window.look("/?centre=pl")
        yield window


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium."""
    async with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def screenshots(pytestconfig: pytest.Config) -> Path:
    """Where what was seen is kept."""
    return pytestconfig.cache.mkdir("screenshots")
