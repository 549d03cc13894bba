"""The hours of the week, and how long each of them lasts here: as long as its load is heavy."""

import asyncio
import heapq
import itertools
import random
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from tests.chaos.clock import MovedClock

HOURS = 7 * 24
_OFFICE, _EVENING, _WEEKEND, _NIGHT = 1.0, 0.3, 0.15, 0.03
"""How much comes in an hour, beside an hour of an office. Ours: companies ask while they work."""
_NO_SHORTER = 0.3
"""Seconds that an hour lasts at least, so that what is due in it can happen."""


def weight(hour: datetime) -> float:
    """How much comes in that hour, in UTC."""
    if not 5 <= hour.hour < 21:
        return _NIGHT
    if hour.weekday() >= 5:
        return _WEEKEND
    return _OFFICE if 7 <= hour.hour < 16 else _EVENING


class Week:
    """Seven days from a Monday, and whoever waits for a time in it."""

    def __init__(self, clock: MovedClock, seconds: float) -> None:
        """All of it lasts about so many seconds here."""
        now = clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self.begins = midnight + timedelta(days=7 - now.weekday())
        self._hours = [self.begins + timedelta(hours=number) for number in range(HOURS)]
        self._all = sum(map(weight, self._hours))
        self._seconds = seconds
        self._clock = clock
        self._waiting: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._chance = random.Random(0)  # noqa: S311 - the same week each time

    def share(self, hour: datetime) -> float:
        """Of all that comes in the week, what comes in that hour."""
        return weight(hour) / self._all

    async def hours(self) -> AsyncIterator[tuple[datetime, float]]:
        """Each hour, and the seconds that whoever asks has to fill before the next."""
        for hour in self._hours:
            self._clock.move_on(seconds=(hour - self._clock.now()).total_seconds())
            self.wake(hour)
            yield hour, max(_NO_SHORTER, self._seconds * self.share(hour))

    def wake(self, until: datetime) -> None:
        """Have those go on who wait for a time up to then."""
        while self._waiting and self._waiting[0][0] <= until:
            *_, future = heapq.heappop(self._waiting)
            if not future.done():
                future.set_result(None)

    async def passes(self, hours: float) -> None:
        """Wait until so much time has passed, and it is some time in an hour at which offices are
        open: nobody comes at its very beginning, and all at once, because it is morning."""
        due = self._clock.now() + timedelta(hours=hours)
        due = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        while weight(due) < _OFFICE:
            due += timedelta(hours=1)
        due += timedelta(hours=self._chance.random())
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (due, next(self._numbers), future))
        await future
