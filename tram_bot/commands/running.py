"""`run`: everything that is configured, in one process and one event loop, until stopped."""

import asyncio
import gc
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tram_bot import app
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.channels.terminal import NAME as TERMINAL
from tram_bot.channels.terminal import TerminalChannel
from tram_bot.commands.edges import LOOK_AGAIN, Edge, Parts
from tram_bot.commands.editing import Editing
from tram_bot.commands.learners import learner_of
from tram_bot.commands.platforms import set_up
from tram_bot.commands.printing import emit
from tram_bot.commands.renewing import Renewing
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import EventId
from tram_bot.delivery import Delivery
from tram_bot.desk.terminal import TerminalDesk
from tram_bot.metrics import Metrics
from tram_bot.ports import Clock
from tram_bot.retention import Retention
from tram_bot.served import Served
from tram_bot.serving import Edited
from tram_bot.settings import DATABASE, DATABASE_URL, PORT, PUBLIC_URL, Settings, WebAccess
from tram_bot.slack.pacing import Pacing as SlackPacing
from tram_bot.text_layout import Paper
from tram_bot.web.health import Health
from tram_bot.web.server import WebServer, bind
from tram_bot.weekly import WeeklyDigest

_GARBAGE = (5_000, 10, 10)
"""How many objects more than before there are when Python looks for garbage among the youngest,
and how many such looks come before one among older ones. Ours: with its own 700, when much waited,
that took a fifth of all the processor's time, and now and then everybody a third of a second."""

SECONDS_TO_STOP = (10.0, 7.0, 2.0)
"""For the running turns to end once we are told to stop, for what waits to be sent, and for the
last answers on our port: a platform may kill us after 20 or 30. What is not sent by then leaves at
the next start."""


async def run(root: Path, settings: Settings, clock: Clock) -> None:
    """Serve until SIGTERM or SIGINT. Raises ContentError and SettingsError."""
    gc.set_threshold(*_GARBAGE)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: there Ctrl-C is a KeyboardInterrupt
            loop.add_signal_handler(sign, stop.set)
    content = Edited(root, learner_of(settings), language="en", today=lambda: clock.now().date())
    await serve(content, settings, clock, stop)


def _tell(line: str) -> None:
    emit(line)
    sys.stdout.flush()  # a log collector is no terminal, and would see it only at the end


async def serve(
    content: Served,
    settings: Settings,
    clock: Clock,
    stop: asyncio.Event,
    *,
    pacing: Pacing | None = None,
    slack_pacing: SlackPacing | None = None,
    started: Callable[[app.App], None] = lambda _: None,
    look_again: float = LOOK_AGAIN,
    tell: Callable[[str], None] = _tell,
) -> None:
    """Start what is configured, `tell` what was started and what was not and why, and serve
    until `stop` is set; then finish what has begun and send what can be sent. `started` is handed
    the parts once they are there.

    Raises SettingsError for a token, a port or a database that cannot be used.
    """
    paper = Paper()
    metrics = Metrics()
    async with set_up(
        settings, clock, pacing or Pacing(), slack_pacing or SlackPacing(), look_again
    ) as found:
        desk = found.desk()
        async with app.running(
            content=content,
            database=settings.database,
            clock=clock,
            channels={TERMINAL: TerminalChannel(sys.stdout, paper), **found.channels()},
            desk=desk or (lambda current, _: TerminalDesk(sys.stdout, paper, current)),
            metrics=metrics,
            allowed=settings.allowed,
            keeping=settings.keeping,
            weekly_digest=settings.weekly_digest,
        ) as parts:
            started(parts)
            if settings.wiped and isinstance(settings.database, Path):
                tell(
                    f"{settings.database} will be lost unless it lies on a volume that stays: this "
                    f"platform ({settings.wiped} is set) wipes its disk at each restart, with "
                    f"every conversation and request. Let {DATABASE_URL} name a PostgreSQL "
                    f"database, or {DATABASE} a file on such a volume."
                )
            tell(f"tram-bot is running on {settings.database}; Ctrl-C or SIGTERM stops it.")
            to_use = Parts(
                content=content,
                store=parts.store,
                take=parts.gate.take,
                let_in=parts.gate.let_in,
                clock=clock,
                metrics=metrics,
                public_url=settings.public_url,
                look_again=parts.delivery.look_again,
                tell=tell,
            )
            edges = [platform.plug_in(to_use) for platform in found.platforms]
            health = Health(
                store=parts.store,
                platforms=found.reach(),
                metrics=metrics,
                problems=lambda: content.problems,
                learning=lambda: content.learning,
            )
            with _web(settings.web, edges, health, metrics, tell) as web:

                async def tell_desk(text: str, now: datetime, once: EventId) -> None:
                    await parts.store.tell_desk(LEAD_DESK, text, now, once)
                    parts.delivery.look_again()

                editing = Editing(content, clock, tell, tell_desk)
                renewing = Renewing(edges, tell, look_again, lambda: content().version)

                async def changed() -> None:
                    renewing.changed()
                    await editing.told()

                running = _Running(
                    edges=edges,
                    delivery=parts.delivery,
                    retention=parts.retention,
                    weekly=parts.weekly,
                    health=health,
                    web=web,
                    content=content,
                    changed=changed,
                    renewing=renewing,
                )
                notes = (*_on_desk(desk), *_on_digest(settings, content()))
                await running.until_stopped(stop, tell, (*found.left_out, *notes))


def _on_desk(desk: object | None) -> Sequence[str]:
    return () if desk else ("Centres: no desk is set up; requests are shown here.",)


def _on_digest(settings: Settings, content: Content) -> Sequence[str]:
    if not settings.weekly_digest:
        return ()
    zone = content.office(LEAD_DESK).time_zone
    return (f"The week's figures: to the lead partner's desk, {settings.weekly_digest} ({zone}).",)


@contextmanager
def _web(
    access: WebAccess | None,
    edges: Sequence[Edge],
    health: Health,
    metrics: Metrics,
    tell: Callable[[str], None],
) -> Iterator[WebServer | None]:
    """The server, its port taken: a platform that starts us may look for that before all else,
    and one that brings us messages may do so the moment we connect."""
    if not access:
        tell(f"Web: no port is opened; {PUBLIC_URL} and {PORT} are not set.")
        yield None
        return
    with bind(access.host, access.port) as bound:
        doors = [*health.doors(), *(door for edge in edges for door in edge.doors)]
        tell(f"Web: listening on {access.host}:{access.port} for {access.url}.")
        yield WebServer(bound, doors, metrics, below=unquote(urlsplit(access.url).path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """What runs, and the order in which it begins and ends."""

    edges: Sequence[Edge]
    delivery: Delivery
    retention: Retention
    weekly: WeeklyDigest | None
    health: Health
    web: WebServer | None
    content: Served
    changed: Callable[[], Awaitable[None]]
    renewing: Renewing

    async def until_stopped(
        self, stop: asyncio.Event, tell: Callable[[str], None], notes: Sequence[str]
    ) -> None:
        """Run all of it until `stop` is set or a part fails; raises what that part raised.

        Doors are answered before a platform is told of them, and until all else has ended.
        """
        answering = [asyncio.create_task(self.web.run())] if self.web else []
        sending = asyncio.create_task(self.delivery.run())
        sweeping = [asyncio.create_task(self.retention.run())]
        if self.weekly:
            sweeping.append(asyncio.create_task(self.weekly.run()))
        following = asyncio.create_task(self.content.follow(self.changed))
        taking: list[asyncio.Task[None]] = []
        stopped = asyncio.create_task(stop.wait())
        to_finish, to_send, to_answer = SECONDS_TO_STOP
        try:
            for edge in self.edges:
                beginning = asyncio.create_task(edge.begin())
                await _first_of(beginning, stopped)
                if not beginning.done():
                    await _end([beginning], within=0)
                    break
                tell(beginning.result())
                taking.append(asyncio.create_task(edge.run()))
            for note in notes:
                tell(note)
            taking.append(asyncio.create_task(self.renewing.run()))
            await _first_of(*answering, *taking, sending, *sweeping, stopped)
        finally:
            self.health.stop()
            for edge in self.edges:
                edge.stop()
            self.renewing.stop()
            self.retention.stop()
            if self.weekly:
                self.weekly.stop()
            self.content.stop()
            await _end([*taking, *sweeping, following], within=to_finish)
            self.delivery.stop()
            await _end([sending], within=to_send)
            if self.web:
                self.web.stop()
            await _end(answering, within=to_answer)
            await _end([stopped], within=0)
        for task in (*answering, *taking, sending, *sweeping, following):
            if not task.cancelled():
                task.result()


async def _first_of(*tasks: asyncio.Task[Any]) -> None:
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)


async def _end(tasks: Sequence[asyncio.Task[Any]], *, within: float) -> None:
    """Let the tasks come to their end, and cancel those that do not."""
    if not tasks:
        return
    _, left = await asyncio.wait(tasks, timeout=within)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
