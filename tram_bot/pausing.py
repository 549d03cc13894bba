"""Pauses that end early when the program is to stop."""

import asyncio

from tram_bot.waiting import comes_within

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
"""Seconds between attempts to reach a platform: doubling. Ours."""


class Pausing:
    """Whether we are to stop, and how long to wait before the next attempt."""

    def __init__(self) -> None:
        self._stopping = asyncio.Event()
        self._pause = _FIRST_PAUSE

    @property
    def stopped(self) -> bool:
        """Whether we are to stop."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """End every pause, now and from now on."""
        self._stopping.set()

    def reset(self) -> None:
        """Something went well: the next pause is a short one."""
        self._pause = _FIRST_PAUSE

    async def until_stopped(self) -> None:
        """Wait until we are to stop."""
        await self._stopping.wait()

    async def stopped_after_pause(self) -> bool:
        """Wait a little longer each time, or until we are to stop; whether we are."""
        pause, self._pause = self._pause, min(self._pause * 2, _LONGEST_PAUSE)
        return await self.stopped_within(pause)

    async def stopped_within(self, seconds: float) -> bool:
        """Wait so long, or until we are to stop; whether we are."""
        return await comes_within(self._stopping, seconds)
