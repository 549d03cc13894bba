"""The program on an emulated Slack: real slack-bolt, over real HTTP and WebSocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN, SECRET, Channel
from tram_bot import app
from tram_bot.commands.on_slack import OnSlack
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.slack.connection import connected, sign_in
from tram_bot.slack.pacing import Pacing
from tram_bot.slack.socket_mode import SocketMode

PROBLEM = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May"
)


class HandClock:
    """A clock that goes on by itself, and jumps when it is told to."""

    def __init__(self) -> None:
        self._jumped = timedelta()
        self._began = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
        self._since = asyncio.get_running_loop().time()

    def now(self) -> datetime:
        """A Wednesday morning, and then on."""
        passed = asyncio.get_running_loop().time() - self._since
        return self._began + timedelta(seconds=passed) + self._jumped

    def jump(self, **long: float) -> None:
        """Let so much time pass at once."""
        self._jumped += timedelta(**long)


@dataclass
class SlackHouse:
    """The program, with a centre's channel for each of some countries.

    Unless a test is about the pace, nobody waits a second between two messages.
    """

    content: Content
    server: SlackServer
    database: Path
    clock: HandClock
    channels: dict[str, Channel] = field(default_factory=dict)
    parts: app.App | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[app.App]:
        """Runs until the block ends, and then stops as on SIGTERM."""
        named = {centre: channel.id for centre, channel in self.channels.items()}
        async with connected(BOT_TOKEN, SECRET, f"{self.server.address}/api/") as slack:
            await sign_in(slack)
            sides = OnSlack(slack, self.content, self.clock, Pacing(per_channel=0), named)
            async with app.running(
                content=self.content,
                database=self.database,
                clock=self.clock,
                channels={"slack": sides.channel},
                desk=sides.desk,
            ) as parts:
                self.parts = parts
                sides.listen(parts)
                edge = SocketMode(slack, APP_TOKEN)
                tasks = [asyncio.create_task(edge.run()), asyncio.create_task(parts.delivery.run())]
                try:
                    yield parts
                finally:
                    edge.stop()
                    parts.delivery.stop()
                    await asyncio.wait_for(asyncio.gather(*tasks), 20)
                    self.parts = None

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


def centre_of(house: SlackHouse, centre: str, *members: Member) -> Channel:
    """A centre's channel with these people in it."""
    ids = (member.id for member in members)
    channel = house.server.channel(
        f"C0{centre.upper().replace('-', '')}", *ids, name=f"tram-{centre}"
    )
    house.channels[CentreId(centre)] = channel
    return channel
