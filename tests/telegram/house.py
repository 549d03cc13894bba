"""The program on an emulated Telegram: the real library, over real HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.emulators.telegram import TOKEN, TelegramServer
from tests.emulators.telegram_people import Person
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.clock import SystemClock
from tram_bot.commands.edges import LOOK_AGAIN
from tram_bot.commands.running import serve
from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import Lead
from tram_bot.core.limits import Allowance
from tram_bot.served import Fixed, Served
from tram_bot.settings import Settings, TelegramAccess, WebAccess
from tram_bot.store.sqlite import open_sqlite

PROBLEM = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray "
    "in corrosion testing, need to know why before May"
)


PUBLIC = "https://tram.example.org"
"""Something there ends https, and passes on to our port."""


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """The program as `tram-bot run` starts it, on an emulated Telegram and a database of its own.

    Unless a test is about the pace, nobody waits a second between two messages.
    """

    content: Content
    server: TelegramServer
    database: Path
    per_chat: float = 0.0
    token: str = TOKEN
    brought: bool = False
    """Whether messages are brought to a public address, rather than fetched."""
    look_again: float = LOOK_AGAIN
    allowed: Allowance = Allowance()  # noqa: RUF009 - frozen
    edited: Served | None = None
    """Content in folders that people edit, instead."""
    port: int = field(default_factory=free_port)
    told: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[asyncio.Event]:
        """Runs until the block ends, or sets what it is given, and then stops as on SIGTERM."""
        stop = asyncio.Event()
        telegram = TelegramAccess(token=self.token, api=self.server.address)
        web = WebAccess(url=PUBLIC, port=self.port, host="127.0.0.1") if self.brought else None
        self.server.webhook.proxies[PUBLIC] = self.address
        running = asyncio.create_task(
            serve(
                self.edited or Fixed(self.content),
                Settings(
                    database=self.database,
                    content=Path(),
                    colour=False,
                    telegram=telegram,
                    web=web,
                    allowed=self.allowed,
                ),
                SystemClock(),
                stop,
                pacing=Pacing(per_chat=self.per_chat),
                look_again=self.look_again,
                tell=self.told.append,
            )
        )
        try:
            yield stop
        finally:
            stop.set()
            await asyncio.wait_for(running, 20)

    @property
    def address(self) -> str:
        """Where our doors are, on loopback."""
        return f"http://127.0.0.1:{self.port}"

    async def conversation(self, person: Person) -> Conversation | None:
        """What is kept of the conversation; to be asked while the program does not run."""
        store = await open_sqlite(self.database)
        try:
            return await store.conversation(ConversationId(f"telegram:{person.id}"))
        finally:
            await store.close()

    async def waiting_for(self, person: Person) -> int:
        """How many replies to a person wait in the outbox; while the program does not run."""
        store = await open_sqlite(self.database)
        try:
            due = await store.due(SystemClock().now() + timedelta(days=1), 100)
            return sum(row.recipient == f"telegram:{person.id}" for row in due)
        finally:
            await store.close()

    async def leads(self) -> list[Lead]:
        """What is kept of the leads; to be asked while the program does not run."""
        store = await open_sqlite(self.database)
        try:
            return list(await store.leads())
        finally:
            await store.close()


async def fills_in(person: Person) -> None:
    """A company's way from its problem to the request."""
    await person.writes(PROBLEM)
    await person.hears("may I keep your answers")
    await person.presses("Yes, you may")
    await person.hears("How confidential")
    await person.writes("confidential")
    await person.hears("tried")
    await person.writes("we changed the cleaning bath, no difference")
    await person.hears("How many")
    await person.writes("6 coated screws, nothing dangerous")
    await person.hears("name")
    await person.writes("Anna Example, Example Coatings Oy, anna@example.org")
    await person.hears("Shall I send")
    await person.presses("Send it")
    await person.hears("BT-PL-")


both_ways = pytest.mark.parametrize("house", ["fetched", "brought"], indirect=True)
"""For a test that holds however messages come."""
