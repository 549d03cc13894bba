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

_SHORTEST, _LONGEST = 0.02, 0.6
"""Seconds that one process lives, if nothing else kills it."""
_WHILE_STARTING = 0.2
"""The share of the lives that are counted from the birth, rather than from when it is at work."""
_CALLED_AT_START = frozenset({
    "getMe", "getWebhookInfo", "setWebhook", "deleteWebhook", "setMyCommands", "auth.test",
    "conversations.info",
})  # fmt: skip
"""What a process calls while it starts, and hardly ever later."""
_FURTHEST = 15
"""The call, query or transaction at which it dies, at the latest."""


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
        self._points = (MOMENT, *CALLS, *CALLS, *(QUERIES if on_network else WRITES))
        self._plans: dict[int, Plan] = {}
        self._passed: Counter[tuple[int, str]] = Counter()

    async def lives(self) -> None:
        """Start and kill them all, again and again; in the end they are left alive."""
        await asyncio.gather(*map(self._lives, self._team))

    async def _lives(self, worker: Worker) -> None:
        while self._left > 0:
            self._left -= 1
            plan = Plan(self._chance.choice(self._points), self._chance.randint(1, _FURTHEST))
            await worker.start(plan)
            died = asyncio.create_task(worker.died())
            if self._chance.random() > _WHILE_STARTING:
                await asyncio.wait({died, worker.acts}, return_when=asyncio.FIRST_COMPLETED)
            for point in (*CALLS, *QUERIES):
                self._passed[worker.name, point] = 0
            self._plans[worker.name] = plan
            # The more of them there are, the less of the machine each has.
            longest = _LONGEST * len(self._team)
            lives = self._chance.uniform(_SHORTEST, longest)
            await asyncio.wait({died}, timeout=lives if plan.point == MOMENT else 2 * longest)
            if not died.done() and not worker.was_killed_by_us:
                self.at[MOMENT] += 1
                worker.kill()
            elif not worker.was_killed_by_us:
                self.at[plan.point] += 1
            await died
            self._plans.pop(worker.name)
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
            # What others call that are just being born says nothing about one that is at work.
            if method not in _CALLED_AT_START or not worker.acts.done():
                self._meets(worker, point, f"{point}: {method}")

    def _meets(self, worker: Worker, point: str, counted_as: str) -> None:
        plan = self._plans.get(worker.name)
        if plan is None or plan.point != point or not worker.pid or worker.was_killed_by_us:
            return
        self._passed[worker.name, point] += 1
        if self._passed[worker.name, point] == plan.nth and worker.kill():
            self.at[counted_as] += 1
