"""Kills: at the writing, before a call is carried out, after it and before it is answered, or after
some time."""

import asyncio
import inspect
import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from tests.chaos.dying import CALLS, MOMENT, QUERIES, WRITES, Plan
from tests.chaos.program import Worker

Json = dict[str, Any]

_SHORTEST, _LONGEST, _LONGEST_ON_NETWORK = 0.02, 0.6, 3.0
"""Seconds a process lives, if nothing else kills it; one of several is longer about its start."""
_FURTHEST, _FURTHEST_QUERY = 15, 200
"""The call or transaction, and the query, at which it dies at the latest."""


class Killer:
    """Kills each of the workers again and again, until there have been so many kills."""

    def __init__(
        self, team: Sequence[Worker], kills: int, chance: random.Random, *, on_network: bool
    ) -> None:
        """`on_network`: the database is, and writing to it is seen from its taps."""
        self.at: Counter[str] = Counter()
        self._team = team
        self._left = kills
        self._chance = chance
        self._longest = _LONGEST_ON_NETWORK if on_network else _LONGEST
        self._points = (MOMENT, *CALLS, *CALLS, *(QUERIES if on_network else WRITES))
        self._plans: dict[int, Plan] = {}
        self._passed: Counter[tuple[int, str]] = Counter()

    async def lives(self) -> None:
        """Start and kill them all, again and again; in the end they are left alive."""
        await asyncio.gather(*map(self._lives, self._team))

    async def _lives(self, worker: Worker) -> None:
        while self._left > 0:
            self._left -= 1
            point = self._chance.choice(self._points)
            furthest = _FURTHEST_QUERY if point in QUERIES else _FURTHEST
            plan = Plan(point, self._chance.randint(1, furthest))
            self._plans[worker.name] = plan
            for point in (*CALLS, *QUERIES):
                self._passed[worker.name, point] = 0
            await worker.start(plan)
            died = asyncio.create_task(worker.died())
            lives = self._chance.uniform(_SHORTEST, self._longest)
            within = lives if plan.point == MOMENT else 2 * self._longest
            await asyncio.wait({died}, timeout=within)
            if not died.done() and not worker.was_killed_by_us:
                self.at[MOMENT] += 1
                worker.kill()
            elif not worker.was_killed_by_us:
                self.at[plan.point] += 1
            await died
        self._plans.pop(worker.name, None)
        await worker.start(Plan())

    def tap(self, name: int) -> Callable[[str], None]:
        """What is told of each query of that worker's, and of each answer."""
        return lambda point: self._meets(self._team[name], point, point)

    def watch(self, server: Any) -> None:
        """Be there when a platform is called. Which of several workers calls is not to be seen:
        any of them may be the one that dies of it."""
        do: Callable[..., Any] = server._do

        if inspect.iscoroutinefunction(do):

            async def later(method: str, asked: Json) -> Any:
                self._called("before a call", method)
                result = await do(method, asked)
                self._called("after a call", method)
                return result

            server._do = later
        else:

            def at_once(method: str, asked: Json) -> Any:
                self._called("before a call", method)
                result = do(method, asked)
                self._called("after a call", method)
                return result

            server._do = at_once

    def _called(self, point: str, method: str) -> None:
        for worker in self._team:
            self._meets(worker, point, f"{point}: {method}")

    def _meets(self, worker: Worker, point: str, counted_as: str) -> None:
        plan = self._plans.get(worker.name)
        if plan is None or plan.point != point or not worker.pid or worker.was_killed_by_us:
            return
        self._passed[worker.name, point] += 1
        if self._passed[worker.name, point] == plan.nth and worker.kill():
            self.at[counted_as] += 1
