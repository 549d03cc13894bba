"""`play`: the playground, served to browsers on this machine."""

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tram_bot.commands.editing import Editing
from tram_bot.commands.learners import learner_of
from tram_bot.commands.printing import emit
from tram_bot.errors import SettingsError
from tram_bot.metrics import Metrics
from tram_bot.play.guard import Guard, is_loopback
from tram_bot.play.site import LANGUAGE, Site
from tram_bot.ports import Clock
from tram_bot.served import Served
from tram_bot.serving import Edited
from tram_bot.settings import PLAY_PASSWORD, Settings
from tram_bot.web.server import WebServer, bind


def play(root: Path, settings: Settings, clock: Clock, *, host: str, port: int) -> int:
    """Serve the page until Ctrl-C. Raises ContentError and SettingsError."""
    if not is_loopback(host) and not settings.play_password:
        raise SettingsError(
            f"{PLAY_PASSWORD}: not set; whoever reaches {host} could use the page, so it is served "
            f"beyond this machine with a password only: set one, or leave out --host"
        )
    asyncio.run(_until_stopped(root, settings, clock, host, port))
    return 0


async def _until_stopped(
    root: Path, settings: Settings, clock: Clock, host: str, port: int
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: there Ctrl-C is a KeyboardInterrupt
            loop.add_signal_handler(sign, stop.set)
    content = Edited(
        root, learner_of(settings), language=LANGUAGE, today=lambda: clock.now().date()
    )
    guard = Guard(host=host, password=settings.play_password)
    await serve(content, root, clock, stop, guard=guard, port=port)


def _tell(line: str) -> None:
    emit(line)
    sys.stdout.flush()


async def serve(
    content: Served,
    root: Path,
    clock: Clock,
    stop: asyncio.Event,
    *,
    guard: Guard,
    port: int,
    tell: Callable[[str], None] = _tell,
) -> None:
    """Serve the page until `stop` is set; `tell` its address, and what comes of edits. With port 0
    any free one is taken. Raises SettingsError for a port or an address that cannot be had."""

    site = Site(content, root, clock)
    editing = Editing(content, clock, tell, site.tell_desk)

    async def edited() -> None:
        site.content_changed()
        await editing.told()

    with bind(guard.host, port, named=("--host", "--port")) as bound:
        async with site.open() as doors:
            web = WebServer(bound, guard.before(doors), Metrics())
            serving = asyncio.create_task(web.run())
            following = asyncio.create_task(content.follow(edited))
            stopped = asyncio.create_task(stop.wait())
            tell(f"Play at {_address(guard.host, bound.getsockname()[1])}; Ctrl-C stops it.")
            try:
                await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                content.stop()
                await site.settled()
                web.stop()
                stopped.cancel()
                await asyncio.gather(serving, following, stopped, return_exceptions=True)
        for task in (serving, following):
            if not task.cancelled():
                task.result()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
