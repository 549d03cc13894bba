"""`run`: everything that is configured, in one process and one event loop, until stopped."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

from tram_bot import app
from tram_bot.channels.telegram.channel import NAME as TELEGRAM
from tram_bot.channels.telegram.channel import TelegramChannel
from tram_bot.channels.telegram.connection import connect
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.channels.telegram.polling import Polling
from tram_bot.channels.terminal import NAME as TERMINAL
from tram_bot.channels.terminal import TerminalChannel
from tram_bot.commands.printing import emit
from tram_bot.core.content import Content
from tram_bot.delivery import Delivery
from tram_bot.desk.terminal import TerminalDesk
from tram_bot.ports import Channel, Clock
from tram_bot.settings import TELEGRAM_TOKEN, Settings, TelegramAccess
from tram_bot.text_layout import Paper

SECONDS_TO_STOP = (10.0, 8.0)
"""For the running turns to end once we are told to stop, and then for what waits to be sent: a
platform may kill us after 20 or 30. What is not sent by then leaves at the next start."""


class _Edge(Protocol):
    """A part that takes events in."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


async def run(root: Path, settings: Settings, clock: Clock) -> None:
    """Serve until SIGTERM or SIGINT. Raises ContentError and SettingsError."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: there Ctrl-C is a KeyboardInterrupt
            loop.add_signal_handler(sign, stop.set)
    await serve(app.build_content(root), settings, clock, stop)


def _tell(line: str) -> None:
    emit(line)
    sys.stdout.flush()  # a log collector is no terminal, and would see it only at the end


async def serve(
    content: Content,
    settings: Settings,
    clock: Clock,
    stop: asyncio.Event,
    *,
    pacing: Pacing | None = None,
    tell: Callable[[str], None] = _tell,
) -> None:
    """Start what is configured, `tell` what was started and what was not and why, and serve
    until `stop` is set; then finish what has begun and send what can be sent.

    Raises SettingsError for a token or a database that cannot be used.
    """
    paper = Paper()
    channels: dict[str, Channel] = {TERMINAL: TerminalChannel(sys.stdout, paper)}
    async with _telegram(settings.telegram, pacing or Pacing()) as telegram:
        if telegram:
            channels[TELEGRAM] = telegram
        async with app.running(
            content=content,
            database=settings.database,
            clock=clock,
            channels=channels,
            desk=lambda current, _: TerminalDesk(sys.stdout, paper, current),
        ) as parts:
            tell(f"tram-bot is running on {settings.database}; Ctrl-C or SIGTERM stops it.")
            edges: list[_Edge] = []
            if telegram:
                polling = Polling(
                    channel=telegram, take=parts.turns.take, content=content, clock=clock
                )
                name = await polling.begin()
                tell(_started(name))
                edges.append(polling)
            else:
                tell(f"Telegram: not started; {TELEGRAM_TOKEN} is not set.")
            tell("Centres: no desk is set up; requests are shown here.")
            await _until_stopped(edges, parts.delivery, stop)


@asynccontextmanager
async def _telegram(
    access: TelegramAccess | None, pacing: Pacing
) -> AsyncIterator[TelegramChannel | None]:
    if not access:
        yield None
        return
    bot = connect(access.token, access.api)
    try:
        yield TelegramChannel(bot, pacing)
    finally:
        await bot.shutdown()


def _started(name: str | None) -> str:
    if name:
        return f"Telegram: started as {name}, fetching messages by long polling."
    return "Telegram: out of reach at the moment; trying again until it answers."


async def _until_stopped(edges: Sequence[_Edge], delivery: Delivery, stop: asyncio.Event) -> None:
    """Run all of it until `stop` is set or a part fails; raises what that part raised."""
    taking = [asyncio.create_task(edge.run()) for edge in edges]
    sending = asyncio.create_task(delivery.run())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({*taking, sending, stopped}, return_when=asyncio.FIRST_COMPLETED)
    to_finish, to_send = SECONDS_TO_STOP
    for edge in edges:
        edge.stop()
    await _end(taking, within=to_finish)
    delivery.stop()
    await _end([sending], within=to_send)
    await _end([stopped], within=0)
    for task in (*taking, sending):
        if not task.cancelled():
            task.result()


async def _end(tasks: Sequence[asyncio.Task[object]], *, within: float) -> None:
    """Let the tasks come to their end, and cancel those that do not."""
    if not tasks:
        return
    _, left = await asyncio.wait(tasks, timeout=within)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
