"""The program between an emulated Telegram and an emulated Slack, its content edited all the
time, and a hand on its database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.zygote import swapped_all_the_time
from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer, slack_server
from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server
from tests.emulators.telegram_people import Person
from tests.slack.house import HandClock, SlackHouse
from tram_bot import app
from tram_bot.core.content import Content
from tram_bot.settings import TelegramAccess


async def a_moment(seconds: float) -> None:
    """Look again after that: a log and a database tell nobody that they have changed."""
    await asyncio.sleep(seconds)  # noqa: TID251 - between two looks at what holds in the end


@pytest.fixture(autouse=True)
def _edited_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts are given another content every few looks."""
    running = app.running

    def swapping(*, content: Any, **others: Any) -> Any:
        return running(content=swapped_all_the_time(content()), **others)

    monkeypatch.setattr(app, "running", swapping)


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """An emulated Slack."""
    async with slack_server() as server:
        yield server


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """An emulated Telegram."""
    async with telegram_server() as server:
        yield server


@pytest.fixture
async def house(
    content: Content, slack: SlackServer, telegram: TelegramServer, tmp_path: Path
) -> SlackHouse:
    """The program between the two, all by one clock."""
    clock = HandClock()
    slack.clock = telegram.clock = lambda: clock.now().timestamp()
    access = TelegramAccess(token=TOKEN, api=telegram.address)
    return SlackHouse(content, slack, tmp_path / "house.sqlite3", clock, telegram=access)


@pytest.fixture
def anna(telegram: TelegramServer) -> Person:
    """Somebody at a company, on Telegram."""
    return Person(telegram, 4711)


@pytest.fixture
def liis(slack: SlackServer) -> Member:
    """Somebody at a company, on Slack."""
    return Member(slack, "U0LIIS", "Liis Example")


@pytest.fixture
def kasia(slack: SlackServer) -> Member:
    """Somebody at the Polish centre."""
    return Member(slack, "U0KASIA", "Kasia Kowalska")


@pytest.fixture
def jonas(slack: SlackServer) -> Member:
    """Somebody at the lead partner's desk."""
    return Member(slack, "U0JONAS", "Jonas Muster")


class _Kept(sqlite3.Connection):
    """A connection that can be found again."""

    def __init__(self, *arguments: Any, kept: list[sqlite3.Connection], **named: Any) -> None:
        super().__init__(*arguments, **named)
        kept.append(self)


@dataclass
class Disk:
    """What SQLite finds at the program's every write, and another program beside it."""

    database: Path
    connections: list[sqlite3.Connection] = field(default_factory=list)

    @contextmanager
    def full(self) -> Iterator[None]:
        """No page more can be had."""
        for each in self._open():
            (pages,) = each.execute("PRAGMA page_count").fetchone()
            each.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            for each in self._open():
                each.execute("PRAGMA max_page_count = 1073741823")

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """As when the system has mounted it anew, for reading only, after an error."""
        for each in self._open():
            each.execute("PRAGMA query_only = ON")
        try:
            yield
        finally:
            for each in self._open():
                each.execute("PRAGMA query_only = OFF")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program is writing."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    def _open(self) -> list[sqlite3.Connection]:
        """The program's connections to the database, not that to its lock."""
        found = []
        for each in self.connections:
            try:
                (_, _, file) = each.execute("PRAGMA database_list").fetchone()
            except sqlite3.Error:
                continue  # closed, or it holds the lock
            if Path(file) == self.database.resolve():
                found.append(each)
        return found


@pytest.fixture
def disk(house: SlackHouse, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A hand on the program's disk; to be asked for before the program starts."""
    disk = Disk(house.database)
    kept = partial(_Kept, kept=disk.connections)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=kept))
    return disk
