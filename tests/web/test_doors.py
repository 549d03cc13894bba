"""The HTTP server as a watcher, a stranger and an operator meet it."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psycopg
import pytest

from tests.postgres import Server
from tests.telegram.house import PUBLIC, free_port
from tests.values import HERE, NOW, deciding, lead, say, text
from tram_bot.clock import SystemClock
from tram_bot.commands.running import serve
from tram_bot.core.content import Content
from tram_bot.core.effects import SubmitLead
from tram_bot.database import Database, DatabaseUrl
from tram_bot.errors import SettingsError
from tram_bot.served import Fixed, Served
from tram_bot.settings import Settings, WebAccess
from tram_bot.store.doors import open_store
from tram_bot.web.server import bind


@dataclass
class Site:
    """The program without any platform, behind a public address."""

    content: Served
    database: Database
    url: str = PUBLIC
    port: int = field(default_factory=free_port)
    told: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[aiohttp.ClientSession]:
        stop = asyncio.Event()
        listening = asyncio.Event()

        def tell(line: str) -> None:
            self.told.append(line)
            if line.startswith("Web: "):
                listening.set()

        web = WebAccess(url=self.url, port=self.port, host="127.0.0.1")
        settings = Settings(database=self.database, content=Path(), colour=False, web=web)
        running = asyncio.create_task(serve(self.content, settings, SystemClock(), stop, tell=tell))
        heard = asyncio.create_task(listening.wait())
        try:
            await asyncio.wait({running, heard}, return_when=asyncio.FIRST_COMPLETED)
            async with aiohttp.ClientSession(f"http://127.0.0.1:{self.port}") as session:
                if not running.done():
                    yield session
                else:
                    running.result()
        finally:
            heard.cancel()
            stop.set()
            await asyncio.wait_for(running, 20)


@pytest.fixture
def site(content: Content, tmp_path: Path) -> Site:
    return Site(Fixed(content), tmp_path.resolve() / "site.sqlite3")


async def test_it_is_healthy_when_a_turn_can_be_taken(site: Site) -> None:
    async with site.open() as session, session.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "ok"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert "server" not in answer.headers

    assert f"Web: listening on 127.0.0.1:{site.port} for {PUBLIC}." in site.told


async def test_doors_are_below_the_path_of_the_address_too(site: Site) -> None:
    """Whether what stands before us takes that path off or not."""
    site.url = "https://example.org/tram%20bot"
    async with site.open() as session:
        for path in ("/healthz", "/tram%20bot/healthz"):
            async with session.get(path) as answer:
                assert (answer.status, await answer.json()) == (200, {"status": "ok"})
            async with session.post(path) as answer:
                assert answer.status == 405
        for path in ("/tram%20bot", "/tram%20bot/", "/tram/healthz"):
            async with session.get(path) as answer:
                assert answer.status == 404
        async with session.get("/tram%20bot/metrics") as answer:
            told = await answer.text()
    assert 'door="/healthz",reason="wrong_method"} 2' in told


async def test_it_is_not_while_the_database_cannot_be_written(site: Site) -> None:
    async with site.open() as session:
        assert isinstance(site.database, Path)
        with closing(sqlite3.connect(site.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            async with session.get("/healthz") as answer:
                told = await answer.json()
                assert (answer.status, told["status"]) == (503, "not ready")
                assert told["reason"] in (
                    "the database cannot be written",
                    "the database does not answer",
                )
            other.execute("ROLLBACK")
        async with session.get("/healthz") as answer:
            assert answer.status == 200


async def test_it_is_not_while_its_tables_are_gone_and_the_numbers_are_told_all_the_same(
    content: Content, postgres: Server
) -> None:
    """As while somebody puts a backup back."""
    site = Site(Fixed(content), postgres.new_database())
    assert isinstance(site.database, DatabaseUrl)
    async with site.open() as session:
        with psycopg.connect(site.database.url) as connection:
            connection.execute("ALTER SCHEMA tram_bot RENAME TO aside")
        async with session.get("/healthz") as answer:
            told = await answer.json()
            assert (answer.status, told["reason"]) == (503, "the database cannot be written")
        async with session.get("/metrics") as answer:
            assert answer.status == 200
            assert "tram_bot_turns_total" in await answer.text()
        with psycopg.connect(site.database.url) as connection:
            connection.execute("ALTER SCHEMA aside RENAME TO tram_bot")
        async with session.get("/healthz") as answer:
            assert answer.status == 200


def test_the_end_of_an_answer_is_not_held_back() -> None:
    with (
        bind("127.0.0.1", 0) as bound,
        socket.create_connection(bound.getsockname()),
    ):
        connection, _ = bound.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_all_addresses_of_ipv6_are_those_of_ipv4_too() -> None:
    with bind("::", 0) as bound:
        for host in ("::1", "127.0.0.1"):
            socket.create_connection((host, bound.getsockname()[1])).close()


async def test_the_numbers_are_there_from_the_start(site: Site) -> None:
    async with site.open() as session, session.get("/metrics") as answer:
        assert answer.content_type == "text/plain"
        page = await answer.text()

    for line in (
        "# TYPE tram_bot_turns_total counter",
        "# TYPE tram_bot_turn_seconds histogram",
        "# TYPE tram_bot_deliveries_total counter",
        "# TYPE tram_bot_leads_submitted_total counter",
        "# TYPE tram_bot_outbox_given_up gauge",
        "# TYPE tram_bot_requests_refused_total counter",
        "# TYPE tram_bot_updates_skipped_total counter",
        'tram_bot_outbox_rows{state="waiting"} 0.0',
    ):
        assert line in page.split("\n")


async def test_what_was_given_up_is_counted_by_kind_also_after_a_restart(site: Site) -> None:
    store = await open_store(site.database)
    effects = (say("hello"), SubmitLead(lead=lead(copies=(), files=())))
    await store.take_turn(HERE, [text("1")], deciding(*effects), NOW)
    for row in await store.due(NOW, 10):
        await store.give_up(row.id, "refused", NOW)
    await store.close()
    async with site.open() as session, session.get("/metrics") as answer:
        page = (await answer.text()).split("\n")
    assert 'tram_bot_outbox_given_up{kind="say"} 1.0' in page
    assert 'tram_bot_outbox_given_up{kind="show_lead"} 1.0' in page
    assert 'tram_bot_outbox_rows{state="given_up"} 2.0' in page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("POST", "/", 404),
        ("GET", "/telegram", 404),  # no such platform is set up
        ("GET", "/healthz/", 404),
        ("GET", "/../etc/passwd", 404),
        ("POST", "/healthz", 405),
        ("DELETE", "/metrics", 405),
        ("HEAD", "/healthz", 200),
    ],
)
async def test_other_doors_are_shut(site: Site, method: str, path: str, status: int) -> None:
    async with site.open() as session:
        async with session.request(method, path, allow_redirects=False) as answer:
            assert answer.status == status
        async with session.get("/metrics") as answer:
            page = await answer.text()

    reason = {404: 'door="none",reason="unknown_path"', 405: 'reason="wrong_method"'}
    assert status == 200 or reason[status] in page


async def test_a_port_in_use_is_told_with_what_to_do(site: Site) -> None:
    other = await asyncio.start_server(lambda *_: None, "127.0.0.1", site.port)
    async with other:
        with pytest.raises(SettingsError, match=f"^PORT: {site.port} is in use .*another port$"):
            async with site.open():
                pass


async def test_a_caller_that_stays_does_not_keep_it_from_stopping(site: Site) -> None:
    async with site.open() as session:
        async with session.get("/healthz") as answer:
            assert answer.status == 200
        _, writer = await asyncio.open_connection("127.0.0.1", site.port)
        writer.write(b"GET /healthz HTTP/1.1\r\n")
        await writer.drain()
    writer.close()


async def test_a_connection_outlives_those_that_proxies_keep(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(Fixed(content), tmp_path / "tram.sqlite3")
    loop = asyncio.get_running_loop()
    request = b"GET /nowhere HTTP/1.1\r\nHost: tram.example.org\r\n\r\n"
    async with site.open():
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        for _ in range(2):
            writer.write(request)
            assert b"404" in await reader.readuntil(b"\r\n\r\nNot Found")
            now = loop.time
            with monkeypatch.context() as minute:
                # For the loop a minute passes at once, and whatever is due by then happens.
                minute.setattr(loop, "time", lambda now=now: now() + 60)
                await asyncio.to_thread(lambda: None)
        writer.close()
