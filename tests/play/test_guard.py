"""Who may use the playground."""

import socket
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

import aiohttp
import pytest

from tests.play.conftest import playing
from tests.small_content import write_small_content
from tram_bot import cli
from tram_bot.core.content import Content
from tram_bot.play.guard import Guard
from tram_bot.served import Fixed
from tram_bot.settings import ANY_HOST, CONTENT, PLAY_PASSWORD


async def test_it_is_not_known_by_the_name_of_another_site(address: str) -> None:
    async with aiohttp.ClientSession() as session:
        for host in ("evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[::1", ""):
            headers = {"Host": host}
            for path in ("/", "/news", "/test", "/static/play.js"):
                async with session.get(f"{address}{path}", headers=headers) as answer:
                    assert answer.status == 421, (host, path)
            async with session.post(f"{address}/afresh", headers=headers) as answer:
                assert answer.status == 421, host


async def test_it_is_known_by_the_names_of_this_machine(address: str) -> None:
    port = address.rpartition(":")[2]
    async with aiohttp.ClientSession() as session:
        for host in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
            headers = {"Host": f"{host}:{port}"}
            async with session.get(f"{address}/", headers=headers) as answer:
                assert answer.status == 200


async def test_another_page_sends_nothing(address: str) -> None:
    refused: Sequence[Mapping[str, str]] = (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    )
    taken: Sequence[Mapping[str, str]] = (
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": address},
        {},
    )
    async with aiohttp.ClientSession(address) as session:
        for headers in refused:
            form = {"text": "sent by another page"}
            async with session.post("/company/write", data=form, headers=headers) as answer:
                assert answer.status == 403, headers
        for number, headers in enumerate(taken):
            form = {"text": f"sent by this page {number}"}
            async with session.post("/company/write", data=form, headers=headers) as answer:
                assert f"sent by this page {number}" in await answer.text(), headers
        async with session.get("/") as answer:
            assert "sent by another page" not in await answer.text()


async def test_a_password_is_asked_for_at_every_door(content: Content, english_root: Path) -> None:
    guard = Guard(host="127.0.0.1", password="pässword")  # noqa: S106 - for this test
    async with playing(Fixed(content), english_root, guard) as address:
        right = {"Authorization": f"Basic {b64encode('anybody:pässword'.encode()).decode()}"}
        wrong = {"Authorization": f"Basic {b64encode(b'anybody:password').decode()}"}
        broken = {"Authorization": "Basic §"}
        async with aiohttp.ClientSession(address) as session:
            for path in ("/", "/news", "/test", "/static/play.css", "/company/file/f1"):
                for headers in ({}, wrong, broken):
                    async with session.get(path, headers=headers) as answer:
                        assert answer.status == 401
                        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
            async with session.post("/afresh") as answer:
                assert answer.status == 401
            async with session.get("/", headers=right) as answer:
                assert answer.status == 200


async def test_what_is_shown_can_load_and_reach_nothing_else(address: str) -> None:
    async with aiohttp.ClientSession(address) as session, session.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = await answer.text()

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "://" not in page


def test_without_a_password_it_stays_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    monkeypatch.setenv(CONTENT, str(tmp_path))
    monkeypatch.delenv(PLAY_PASSWORD, raising=False)

    code = cli.main(["play", "--host", ANY_HOST])

    assert code == cli.WRONG_SETTINGS
    assert f"{PLAY_PASSWORD}: not set" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    monkeypatch.setenv(CONTENT, str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        code = cli.main(["play", "--port", port])

    assert code == cli.WRONG_SETTINGS
    assert f"--port: {port} is in use" in capsys.readouterr().err
