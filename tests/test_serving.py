"""Content that is edited goes on being followed, whatever goes wrong on the way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.held_learning import HeldLearning
from tests.small_content import write_small_content
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.memory import Arrays, NoMemory
from tram_bot.serving import Edited

MONEY = "intents/money/en.yaml"
LONGEST_WAIT = 20.0


class FullDisk(NoMemory):
    """A memory that fails in a way nobody has thought of."""

    is_full = False

    def __init__(self) -> None:
        self.asked_in_vain = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def recall(self, key: str) -> Arrays | None:
        """Nothing, or a failure."""
        if self.is_full:
            self._loop.call_soon_threadsafe(self.asked_in_vain.set)
            raise RuntimeError(key)
        return None


class Told:
    """Is told of changes, and waited for."""

    def __init__(self, content: Edited) -> None:
        self._content = content
        self._told = asyncio.Event()
        self.fails = False

    async def __call__(self) -> None:
        self._told.set()
        if self.fails:
            raise OSError("the terminal is gone")

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until that is so."""
        async with asyncio.timeout(LONGEST_WAIT):
            while not holds():
                self._told.clear()
                await self._told.wait()

    async def serves(self, reply: str) -> None:
        """Wait until the free calls are told of like this."""
        await self.until(lambda: reply in replies(self._content))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


@asynccontextmanager
async def following(content: Edited) -> AsyncIterator[Told]:
    """Follow what is saved until the block ends, without a mistake."""
    told = Told(content)
    changed: Callable[[], Awaitable[None]] = told
    task = asyncio.create_task(content.follow(changed))
    try:
        yield told
    finally:
        content.stop()
        await asyncio.wait_for(task, LONGEST_WAIT)


def replies(content: Edited) -> str:
    return content().intents["free_calls"].words.by_language["en"].reply


def save(root: Path, old: str, new: str) -> None:
    """Save the texts about money with something else in the place of that."""
    text = (root / MONEY).read_text("utf-8")
    assert old in text
    (root / MONEY).write_text(text.replace(old, new), "utf-8")


async def test_where_nothing_can_be_watched_it_is_looked_at_now_and_then(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("WATCHFILES_POLL_DELAY_MS", "9" * 30)  # more than watching takes
    async with following(Edited(root)) as told:
        save(root, "ended in 2019", "ended long ago")
        await told.serves("ended long ago")
        save(root, "ended long ago", "are over")
        await told.serves("are over")

    assert caplog.text.count("folders not watched") == 1


async def test_what_cannot_be_learnt_leaves_yesterdays_content_serving_until_it_can(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = FullDisk()
    content = Edited(root, Learner(kernels=PLAIN.kernels, memory=memory))
    async with following(content) as told:
        memory.is_full = True
        save(root, "is there a free call", "is there a call free of charge")
        save(root, "ended in 2019", "ended long ago")
        await asyncio.wait_for(memory.asked_in_vain.wait(), LONGEST_WAIT)
        assert "2019" in replies(content)
        assert not content.problems

        memory.is_full = False
        await told.serves("ended long ago")

    assert caplog.text.count("content not made") == 1


async def test_who_cannot_be_told_ends_nothing(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with following(Edited(root)) as told:
        told.fails = True
        save(root, "ended in 2019", "ended long ago")
        await told.serves("ended long ago")
        save(root, "ended long ago", "are over")
        await told.serves("are over")

    assert "change of the content not told" in caplog.text


class Counting(HeldLearning):
    """Counts how often it is asked for what was read."""

    reads = 0

    def recall_own(self, key: str) -> bytes | None:
        """Nothing."""
        self.reads += 1
        return super().recall_own(key)

    async def look(self) -> None:
        """Wait until it was tried once more to learn."""
        self.failed.clear()
        await asyncio.to_thread(self.failed.wait, LONGEST_WAIT)


async def test_an_error_that_stands_is_not_looked_for_again_and_again(root: Path) -> None:
    memory = Counting()
    content = Edited(root, Learner(memory=memory))
    async with following(content) as told:
        # What cannot be learnt is tried at each look at the folders, and so tells of them.
        memory.fails = True
        save(root, "is there a free call", "is there a call free of charge")
        await told.until(lambda: bool(content.learning))
        save(root, "label: What it costs", "lable: What it costs")
        await told.until(lambda: bool(content.problems))
        await memory.look()
        reads = memory.reads
        await memory.look()
        await memory.look()
        assert memory.reads == reads

        save(root, "lable: What it costs", "label: What it costs")
        await told.until(lambda: not content.problems)
