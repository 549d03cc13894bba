"""How much is brought: as fast as it is taken, or at a pace of its own, taken or not."""

import asyncio
import itertools
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.transports.crowd import SHARE_OF_NEWCOMERS, Brought, Company, Door

_FIRST = 30


@dataclass(slots=True)
class Flow:
    """What was brought in a while, and how it went."""

    seconds: float
    brought: list[Brought] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Things acknowledged a second, of those that were within the while."""
        return len(self.brought) / self.seconds

    @property
    def acknowledging(self) -> Sequence[float]:
        """The seconds that each acknowledgement took."""
        return [each.seconds for each in self.brought]

    @property
    def refused(self) -> int:
        """How often we were asked to come again."""
        return sum(each.refused for each in self.brought)

    @property
    def cut_off(self) -> int:
        """How often the connection broke."""
        return sum(each.cut_off for each in self.brought)


class Crowd:
    """All the companies, who of them is free to write, and the doors they come by."""

    def __init__(self, doors: Sequence[Door], seed: int) -> None:
        self.doors = doors
        self._numbers = itertools.count()
        self._chance = random.Random(seed)  # noqa: S311 - arrivals, and the same each time

    @property
    def companies(self) -> Sequence[Company]:
        """Everybody who has ever written."""
        return [company for door in self.doors for company in door.companies.values()]

    async def begins(self, talking: int = _FIRST) -> None:
        """Have so many be in the midst of their talks, by each door, and everything read that is
        read when it is first wanted."""
        for door in self.doors:
            while (missing := talking - len(door.free)) > 0:
                newcomers = [
                    door.newcomer(next(self._numbers)) for _ in range(min(missing, _FIRST))
                ]
                await asyncio.gather(*(door.writes(each) for each in newcomers))

    async def as_fast_as_taken(self, door: Door, hands: int, seconds: float) -> Flow:
        """So many at a time, each at once followed by the next."""
        flow = Flow(seconds)
        until = time.perf_counter() + seconds

        async def keep_on() -> None:
            while time.perf_counter() < until:
                await self._one(door, flow)

        begun = time.perf_counter()
        await asyncio.gather(*(keep_on() for _ in range(hands)))
        flow.seconds = time.perf_counter() - begun
        return flow

    async def at_a_pace(self, per_second: float, seconds: float) -> Flow:
        """So many a second on average, by all doors in turn, as independent people write; returns
        once the last of them is taken."""
        flow, loop = Flow(seconds), asyncio.get_running_loop()
        begun = due = loop.time()
        running: set[asyncio.Task[None]] = set()
        for door in itertools.cycle(self.doors):
            due += self._chance.expovariate(per_second)
            if due > begun + seconds:
                break
            await asyncio.sleep(max(0.0, due - loop.time()))  # noqa: TID251 - a crowd's own pace
            task = asyncio.create_task(self._one(door, flow))
            running.add(task)
            task.add_done_callback(running.discard)
        await asyncio.gather(*running)
        flow.seconds = loop.time() - begun
        return flow

    async def _one(self, door: Door, flow: Flow) -> None:
        # Of all that is brought, however much, the same share is a talk's first words: those are
        # the ones that take long to read.
        is_new = not door.free or self._chance.random() < SHARE_OF_NEWCOMERS
        company = door.newcomer(next(self._numbers)) if is_new else door.free.popleft()
        flow.brought.append(await door.writes(company))
