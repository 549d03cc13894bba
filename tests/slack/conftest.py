"""An emulated Slack with a company and the staff of two centres."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer, slack_server
from tests.slack.house import HandClock, SlackHouse
from tram_bot.core.content import Content


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    """An emulated Slack."""
    async with slack_server() as server:
        yield server


@pytest.fixture
async def house(content: Content, server: SlackServer, tmp_path: Path) -> SlackHouse:
    """The program, not yet running, that will listen by Socket Mode."""
    clock = HandClock()
    server.clock = lambda: clock.now().timestamp()
    return SlackHouse(content, server, tmp_path / "house.sqlite3", clock)


@pytest.fixture(params=["socket", "http"])
def either_house(house: SlackHouse, request: pytest.FixtureRequest) -> SlackHouse:
    """The same, in both ways of listening."""
    house.by_http = request.param == "http"
    return house


@pytest.fixture
def anna(server: SlackServer) -> Member:
    """Somebody at a company."""
    return Member(server, "U0ANNA", "Anna Example")


@pytest.fixture
def kasia(server: SlackServer) -> Member:
    """Somebody at the Polish centre."""
    return Member(server, "U0KASIA", "Kasia Kowalska")


@pytest.fixture
def marek(server: SlackServer) -> Member:
    """A colleague of hers."""
    return Member(server, "U0MAREK", "Marek Nowak")


@pytest.fixture
def jonas(server: SlackServer) -> Member:
    """Somebody at the German centre."""
    return Member(server, "U0JONAS", "Jonas Muster")
