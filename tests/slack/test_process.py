"""`tram-bot run` on Slack, as an operator starts and stops it, and as a crash stops it."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN
from tests.small_content import write_small_content
from tests.telegram.test_process import PATIENCE, TO_STOP, program, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small content, in which a phrase begins with its key."""
    write_small_content(tmp_path)
    return tmp_path


def access(server: SlackServer) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{server.address}/api/",
        "SLACK_CHANNEL_LEAD_DESK": "C0DESK",
    }


async def test_it_says_what_it_started_and_what_is_wrong_and_stops_when_told(
    root: Path, folder: Path, server: SlackServer, anna: Member
) -> None:
    server.channel("C0DESK", name="desk").archived = True
    async with program(root, folder, "tram_bot", "run", **access(server)) as process:
        await told(process, "Slack: started, listening by Socket Mode.")
        await told(process, "C0DESK is archived")
        await anna.says("help")
        await anna.hears("help")
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), TO_STOP)
    assert (process.returncode, errors) == (0, b"")


async def test_killed_between_receipt_and_commit_it_loses_nothing(
    root: Path, folder: Path, server: SlackServer, anna: Member
) -> None:
    server.channel("C0DESK", name="desk")
    await anna.says("help")
    async with program(root, folder, "tests.telegram.dying", **access(server)) as process:
        assert await asyncio.wait_for(process.wait(), PATIENCE) == -signal.SIGKILL
    assert not any("bot_id" in message for message in anna.dm.messages)
    async with program(root, folder, "tram_bot", "run", **access(server)):
        await anna.hears("help")


async def test_a_disk_that_is_wiped_is_warned_of_by_name(
    root: Path, folder: Path, server: SlackServer
) -> None:
    server.channel("C0DESK", name="desk")
    environ = {**access(server), "DYNO": "web.1"}
    async with program(root, folder, "tram_bot", "run", **environ) as process:
        await told(
            process,
            "unless it lies on a volume that stays: this platform (DYNO is set)",
        )


async def test_settings_that_cannot_work_are_told_before_anything_starts(
    root: Path, folder: Path, server: SlackServer
) -> None:
    wrong = {
        **access(server), "SLACK_BOT_TOKEN": "sesame", "SLACK_APP_TOKEN": "open",
        "SLACK_SIGNING_SECRET": "please", "SLACK_CHANNEL_PL": "#tram-pl",
    }  # fmt: skip
    async with program(root, folder, "tram_bot", "run", **wrong) as process:
        said, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (process.returncode, said) == (2, b"")
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CHANNEL_PL"):
        assert f"{name}: ".encode() in errors
    assert b"sesame" not in errors
    without = {k: v for k, v in access(server).items() if k != "SLACK_APP_TOKEN"}
    async with program(root, folder, "tram_bot", "run", **without) as process:
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert b"SLACK_APP_TOKEN: not set; without PUBLIC_URL" in errors
