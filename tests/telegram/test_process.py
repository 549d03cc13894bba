"""`tram-bot run` as an operator starts and stops it, and as a crash stops it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.emulators.telegram import TOKEN, TelegramServer
from tests.emulators.telegram_people import Person
from tests.small_content import write_small_content
from tests.surroundings import surroundings
from tests.telegram.house import PUBLIC, free_port

PATIENCE = 60.0
"""Seconds until a program that does not start or end fails the test."""
TO_STOP = 20.0
"""Seconds a program has to stop in."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small content, in which a phrase begins with its key."""
    write_small_content(tmp_path)
    return tmp_path


@asynccontextmanager
async def program(
    root: Path, folder: Path, *arguments: str, **environ: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program of ours with its content and database in that folder; killed in the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *arguments,
        cwd=folder,
        env={
            "PYTHONPATH": str(root),
            "TRAM_BOT_DATABASE": str(folder / "tram.sqlite3"),
            "TRAM_BOT_CONTENT": str(folder),
            **surroundings(),
            **environ,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def told(process: asyncio.subprocess.Process, words: str) -> None:
    """Wait until it has said that."""
    assert process.stdout
    async with asyncio.timeout(PATIENCE):
        while line := await process.stdout.readline():
            if words in line.decode():
                return
    raise AssertionError(f"ended without saying '{words}'")


async def test_it_stops_when_told_and_goes_on_where_it_stopped(
    root: Path, folder: Path, server: TelegramServer, anna: Person
) -> None:
    access = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
    async with program(root, folder, "tram_bot", "run", **access) as process:
        await told(process, "Telegram: started as @tram_test_bot")
        await anna.writes("/start")
        await anna.hears("greeting")
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), TO_STOP)
        assert (process.returncode, errors) == (0, b"")

    assert not [each for each in server.pending if each["update_id"] in server.served]
    await anna.writes("/help")
    async with program(root, folder, "tram_bot", "run", **access) as process:
        await anna.hears("help")
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), TO_STOP) == 0


async def test_killed_between_receipt_and_commit_it_loses_nothing(
    root: Path, folder: Path, server: TelegramServer, anna: Person
) -> None:
    access = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.address}
    update = await anna.writes("/start")
    async with program(root, folder, "tests.telegram.dying", **access) as process:
        assert await asyncio.wait_for(process.wait(), PATIENCE) == -signal.SIGKILL
    assert server.served == [update["update_id"]]
    assert anna.chat.shown() == []

    async with program(root, folder, "tram_bot", "run", **access):
        await anna.hears("greeting")

    assert server.served == [update["update_id"]] * 2


def behind_an_address(server: TelegramServer) -> dict[str, str]:
    """The settings of a program that Telegram brings messages to."""
    port = free_port()
    server.webhook.proxies[PUBLIC] = f"http://127.0.0.1:{port}"
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.address,
        "PUBLIC_URL": f"{PUBLIC}/",
        "PORT": str(port),
        "HOST": "127.0.0.1",
    }


async def test_behind_an_address_it_stops_when_told_and_telegram_keeps_what_comes_meanwhile(
    root: Path, folder: Path, server: TelegramServer, anna: Person
) -> None:
    access = behind_an_address(server)
    async with program(root, folder, "tram_bot", "run", **access) as process:
        await told(process, f"messages are brought to {PUBLIC}/telegram")
        await anna.writes("/start")
        await anna.hears("greeting")
        await server.until("taken", lambda: not server.pending)
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), TO_STOP)
        assert (process.returncode, errors) == (0, b"")

    assert server.webhook.url
    await anna.writes("/help")
    async with program(root, folder, "tram_bot", "run", **access) as process:
        await anna.hears("help")
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), TO_STOP) == 0


async def test_behind_an_address_it_loses_nothing_when_killed_before_the_commit(
    root: Path, folder: Path, server: TelegramServer, anna: Person
) -> None:
    access = behind_an_address(server)
    update = await anna.writes("/start")
    async with program(root, folder, "tests.telegram.dying", **access) as process:
        assert await asyncio.wait_for(process.wait(), PATIENCE) == -signal.SIGKILL
    assert (server.webhook.statuses(update), server.pending) == ([], [update])
    assert anna.chat.shown() == []

    async with program(root, folder, "tram_bot", "run", **access):
        await anna.hears("greeting")
        await server.until("taken", lambda: not server.pending)

    assert server.webhook.statuses(update) == [200]


async def test_a_port_in_use_is_one_sentence(
    root: Path, folder: Path, server: TelegramServer
) -> None:
    access = behind_an_address(server)
    other = await asyncio.start_server(lambda *_: None, "127.0.0.1", int(access["PORT"]))
    async with other, program(root, folder, "tram_bot", "run", **access) as process:
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)

    assert process.returncode == 2
    assert errors.decode() == (
        f"PORT: {access['PORT']} is in use by another program; "
        "stop that one, or name another port\n"
    )
    assert server.called("setWebhook") == []


async def test_an_unknown_token_is_one_sentence(
    root: Path, folder: Path, server: TelegramServer
) -> None:
    token = f"999999:{'x' * 35}"
    access = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": server.address}
    async with program(root, folder, "tram_bot", "run", **access) as process:
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)

    assert process.returncode == 2
    assert errors.decode() == (
        "TELEGRAM_BOT_TOKEN: Telegram does not know this token; "
        "copy the current one from @BotFather (/mybots, API Token)\n"
    )


async def test_what_cannot_be_a_token_or_an_address_is_told_before_anything_starts(
    root: Path, folder: Path
) -> None:
    access = {"TELEGRAM_BOT_TOKEN": "sesame", "TELEGRAM_API_URL": "telegram"}
    async with program(root, folder, "tram_bot", "run", **access) as process:
        said, errors = await asyncio.wait_for(process.communicate(), PATIENCE)

    assert (process.returncode, said) == (2, b"")
    assert b"TELEGRAM_BOT_TOKEN: this is no bot token" in errors
    assert b"TELEGRAM_API_URL: expected an address" in errors
    assert b"sesame" not in errors


async def test_without_a_token_it_says_what_it_did_not_start(root: Path, folder: Path) -> None:
    async with program(root, folder, "tram_bot", "run") as process:
        await told(process, "Telegram: not started; TELEGRAM_BOT_TOKEN is not set.")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), TO_STOP) == 0
