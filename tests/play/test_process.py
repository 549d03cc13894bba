"""The playground as a program of its own, from its start to Ctrl-C."""

import asyncio
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.content.case import MONEY_EN
from tests.small_content import write_small_content


async def _line(stream: asyncio.StreamReader) -> str:
    return (await asyncio.wait_for(stream.readline(), 60)).decode().strip()


async def test_it_tells_its_address_and_stops_on_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_small_content(tmp_path)
    left = tmp_path / "left"
    left.mkdir()
    monkeypatch.setenv("TMPDIR", str(left))
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tram_bot", "play", "--port", "0", "--content", str(tmp_path)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert program.stdout
    line = await _line(program.stdout)
    address = line.removeprefix("Play at ").partition(";")[0]
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{address}company/write", data={"text": "hello"}) as answer:
            assert "hello" in await answer.text()
        assert list(left.iterdir())

        file = tmp_path / MONEY_EN
        good = file.read_text(encoding="utf-8")
        file.write_text(good.replace("reply: The", "replies: The"), encoding="utf-8")
        assert "unknown key 'replies'" in await _line(program.stdout)
        assert "what was saved is not served" in await _line(program.stdout)
        file.write_text(good.replace("reply: >-", "reply: >-\n      Well.", 1), encoding="utf-8")
        assert (await _line(program.stdout)).endswith(" is served now.")

        async with session.get(f"{address}changes") as listening:
            await listening.content.readuntil(b"\n\n")
            program.send_signal(signal.SIGINT)
            out, err = await asyncio.wait_for(program.communicate(), 20)
            # Whatever it still had to tell, and then the end.
            await asyncio.wait_for(listening.content.read(), 20)

    assert (program.returncode, out, err) == (0, b"", b"")
    assert list(left.iterdir()) == []
