"""`tram-bot run` on a file it may not have to itself, or not write."""

import asyncio
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.emulators.telegram import TOKEN, TelegramServer
from tests.emulators.telegram_people import Person
from tests.small_content import write_small_content
from tests.surroundings import surroundings
from tests.telegram.test_process import PATIENCE, TO_STOP, program, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small content, in which a phrase begins with its key."""
    write_small_content(tmp_path)
    return tmp_path


async def test_a_second_one_on_the_same_file_says_so_and_the_first_goes_on(
    root: Path, folder: Path, telegram: TelegramServer, anna: Person
) -> None:
    access = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.address}
    async with program(root, folder, "tram_bot", "run", **access) as first:
        await told(first, "Telegram: started")
        calls = len(telegram.called("getMe"))
        async with program(root, folder, "tram_bot", "run", **access) as second:
            said, errors = await asyncio.wait_for(second.communicate(), PATIENCE)
        assert (second.returncode, said) == (2, b"")
        assert errors.decode() == (
            f"another tram-bot already works with {folder / 'tram.sqlite3'}: "
            "stop it, or name another file\n"
        )
        assert len(telegram.called("getMe")) == calls, "it meddled with the first one's messages"
        await anna.writes("/help")
        await anna.hears("help")
        first.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(first.wait(), TO_STOP) == 0


def mounting(root: Path, folder: Path, options: str) -> list[str]:
    """The command that runs the program with its database on a small disk of its own; skips the
    test where nobody may mount one."""
    unshare = shutil.which("unshare")
    allowed = [str(unshare), "--mount", "--map-root-user", "true"]
    if not unshare or subprocess.run(allowed, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    disk = folder / "disk"
    disk.mkdir()
    script = f"mount -t tmpfs -o {options} tmpfs {disk} && exec {sys.executable} -m tram_bot run"
    return [unshare, "--mount", "--map-root-user", "sh", "-c", script]


@pytest.mark.parametrize(
    ("options", "why"),
    [("ro", "is read-only"), ("size=16k", "cannot grow, the disk is full")],
    ids=["read_only", "full"],
)
def test_a_disk_that_cannot_be_written_is_one_sentence(
    root: Path, folder: Path, options: str, why: str
) -> None:
    ended = subprocess.run(
        mounting(root, folder, options),
        cwd=folder,
        env={
            **surroundings(), "PYTHONPATH": str(root), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "TRAM_BOT_DATABASE": str(folder / "disk" / "tram.sqlite3"),
            "TRAM_BOT_CONTENT": str(folder),
        },
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (2, "")
    assert why in ended.stderr
    assert ended.stderr.count("\n") == 1
