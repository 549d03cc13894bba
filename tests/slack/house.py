"""The program on an emulated Slack: real slack-bolt, over real HTTP and WebSocket."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import Json, SlackServer
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN, SECRET, Channel
from tram_bot import app
from tram_bot.channels.telegram.pacing import Pacing as TelegramPacing
from tram_bot.commands.edges import LOOK_AGAIN
from tram_bot.commands.running import serve
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.limits import Allowance
from tram_bot.core.weekly import Weekly
from tram_bot.database import DatabaseUrl
from tram_bot.served import Fixed, Served
from tram_bot.settings import Settings, SlackAccess, TelegramAccess, WebAccess
from tram_bot.slack.pacing import Pacing

PROBLEM = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray "
    "in corrosion testing, need to know why before May"
)

POLAND = CentreId("pl")


class HandClock:
    """A clock that goes on by itself, and jumps when it is told to."""

    def __init__(self) -> None:
        self._jumped = timedelta()
        self._began = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
        self._loop = asyncio.get_running_loop()
        self._since = self._loop.time()

    def now(self) -> datetime:
        """A Wednesday morning, and then on."""
        return self.unmoved() + self._jumped

    def unmoved(self) -> datetime:
        """What another clock shows that was set by this one and has not jumped."""
        return self._began + timedelta(seconds=self._loop.time() - self._since)

    def jump(self, **long: float) -> None:
        """Let so much time pass at once."""
        self._jumped += timedelta(**long)


@dataclass
class SlackHouse:
    """The program as `tram-bot run` starts it. Every centre has a channel that some laboratory may
    send a copy to; those that PROBLEM and its way up lead to have one if a test gives it to them.

    It listens by Socket Mode, or with `by_http` at an address of its own. Unless a test is about
    the pace, nobody waits a second between two messages.
    """

    content: Content
    server: SlackServer
    database: Path
    clock: HandClock
    edited: Served | None = None
    """Content in folders that people edit, instead."""
    by_http: bool = False
    per_channel: float = 0.0
    per_chat: float = 0.0
    seconds: Callable[[], float] = time.monotonic
    """What the pace is measured by."""
    token: str = BOT_TOKEN
    secret: str = SECRET
    telegram: TelegramAccess | None = None
    allowed: Allowance = Allowance()  # noqa: RUF009 - frozen
    weekly_digest: Weekly | None = None
    look_again: float = LOOK_AGAIN
    shared: DatabaseUrl | None = None
    """A database that others use, too, instead of the file."""
    channels: dict[str, Channel] = field(default_factory=dict)
    parts: app.App | None = None
    told: list[str] = field(default_factory=list)
    port: int = 0
    running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        without = self.content.catalogue.centres.keys() - {POLAND, LEAD_DESK} - self.channels.keys()
        for centre in without:
            centre_of(self, centre)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[app.App]:
        """Runs until the block ends, and then stops as on SIGTERM."""
        stop = asyncio.Event()
        running = self.running = asyncio.create_task(
            serve(
                self.edited or Fixed(self.content),
                self._settings(),
                self.clock,
                stop,
                pacing=TelegramPacing(per_chat=self.per_chat, seconds=self.seconds),
                slack_pacing=Pacing(per_channel=self.per_channel, seconds=self.seconds),
                started=self._started,
                look_again=self.look_again,
                tell=self._tell,
            )
        )
        running.add_done_callback(self._ended)
        try:
            await self.server.until(
                "listening",
                lambda: running.done() or any(line.startswith("Slack: ") for line in self.told),
            )
            if running.done():
                running.result()
            assert self.parts
            yield self.parts
        finally:
            stop.set()
            await asyncio.wait_for(running, 20)
            self.parts = None
            self.told.clear()

    def _settings(self) -> Settings:
        web = None
        if self.by_http:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
            web = WebAccess(url="https://tram.example.org", port=self.port, host="127.0.0.1")
            self.server.delivery.url = f"http://127.0.0.1:{self.port}/slack"
        return Settings(
            database=self.shared or self.database,
            content=Path(),
            colour=False,
            telegram=self.telegram,
            slack=SlackAccess(
                bot_token=self.token,
                signing_secret=self.secret,
                app_token=APP_TOKEN,
                api=f"{self.server.address}/api/",
                channels={centre: channel.id for centre, channel in self.channels.items()},
            ),
            web=web,
            allowed=self.allowed,
            weekly_digest=self.weekly_digest,
        )

    def _ended(self, _: asyncio.Task[None]) -> None:
        self._noticed = asyncio.create_task(self.server.notify())

    def _started(self, parts: app.App) -> None:
        self.parts = parts

    def _tell(self, line: str) -> None:
        self.told.append(line)
        self._noticed = asyncio.create_task(self.server.notify())

    async def lead(self) -> Lead:
        """The one lead there is."""
        assert self.parts
        (lead,) = await self.parts.store.leads()
        return lead

    def let_pass(self, **long: float) -> None:
        """Let time pass, and what falls due by it happen."""
        assert self.parts
        self.clock.jump(**long)
        self.parts.delivery.look_again()
        if self.parts.weekly:
            self.parts.weekly.look_again()


async def fills_in(company: Member) -> None:
    """A company's way from its problem to the request, in its direct messages."""
    await company.says(PROBLEM)
    await company.hears("may I keep your answers")
    await company.presses("Yes, you may")
    await company.hears("How confidential")
    await company.says("confidential")
    await company.hears("tried")
    await company.says("we changed the cleaning bath, no difference")
    await company.hears("How many")
    await company.says("6 coated screws, nothing dangerous")
    await company.hears("name")
    await company.says("Anna Example, Example Coatings Oy, anna@example-coatings.org")
    await company.hears("Shall I send")
    await company.presses("Send it")
    await company.hears("BT-PL-")


async def claims(staff: Member, desk: Channel, company: Member) -> Json:
    """The company's request comes in, and she claims it; its card."""
    await fills_in(company)
    card = await staff.sees(desk, "BT-PL-26-0001")
    await staff.presses("Claim", desk)
    await company.hears("is looking after")
    return card


async def asks_for_it(staff: Member, desk: Channel, company: Member) -> None:
    """The same, and she writes, so that what the company sends now is passed on."""
    card = await claims(staff, desk, company)
    await staff.writes(desk, "Please show us", thread=card["ts"])
    await company.hears("Please show us")


def centre_of(house: SlackHouse, centre: str, *members: Member) -> Channel:
    """A centre's channel with these people in it."""
    ids = (member.id for member in members)
    channel = house.server.channel(
        f"C0{centre.upper().replace('-', '')}", *ids, name=f"tram-{centre}"
    )
    house.channels[CentreId(centre)] = channel
    return channel
