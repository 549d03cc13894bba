"""Watches an event loop: how long it is kept from everybody else by one thing it does."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

MOST = 0.05
"""Seconds. Nothing may keep the loop longer."""

_WORK = [f"{number:x}" for number in range(20_000)]
_USUAL = 0.0085
"""Seconds of the processor that sorting and folding those takes where the bounds were set."""


def slowness() -> float:
    """How many times slower this machine is at the moment than the one on which the bounds were
    set, 1 at least: a processor that is shared or held back counts the time it was kept waiting."""
    began = time.thread_time()
    sorted(_WORK, key=lambda each: (each[::-1].casefold(), len(each)))
    return max(1.0, (time.thread_time() - began) / _USUAL)


@dataclass
class Watched:
    """The longest of what the loop did, in seconds of the processor and by what it was."""

    longest: float = 0.0
    what: str = ""
    count: int = 0
    seen: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew: what was before was not what is to be measured."""
        self.longest, self.what, self.count = 0.0, "", 0

    def note(self, seconds: float, what: str) -> None:
        """Something was done."""
        self.count += 1
        if seconds > self.longest:
            self.longest, self.what = seconds, what


@contextmanager
def watched_loop() -> Iterator[Watched]:
    """Measure each callback of the running loop, by the time of its own thread: what another
    program or another thread takes of a busy machine does not count."""
    watched = Watched()
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began = time.thread_time()
        run(handle)
        seconds = time.thread_time() - began
        watched.note(seconds, repr(handle) if seconds > watched.longest else "")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.Handle, "_run", timed)
        yield watched
