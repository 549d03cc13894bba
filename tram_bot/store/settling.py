"""What was sent is put down together: whatever is told of while one transaction runs, in the next.

Messages leave by the dozen and each is one statement, which is little beside what a transaction
takes by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tram_bot.core.identifiers import CentreId
from tram_bot.errors import TramBotError

_TOGETHER = 100
"""Rows put down in one transaction. Ours: a server has room for so many locks only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A row of the outbox that was sent: under which receipt, and when. If it was erased on its
    way, what stands at the desk `shown_at` is to be taken off again."""

    id: int
    receipt: str
    now: datetime
    shown_at: CentreId | None = None


_Waiting = tuple[Sent, "asyncio.Future[None]"]


class Settling:
    """Gathers what was sent, within one event loop."""

    def __init__(
        self,
        save: Callable[[Sequence[Sent]], Awaitable[None]],
        ready: Callable[[], Awaitable[None]],
        *,
        at_once: int,
    ) -> None:
        """`save` puts all of these down, or none of them, and `ready` returns if the store could
        save something; both raise what stands in the way. `at_once` is how many `save` may run."""
        self._save = save
        self._ready = ready
        self._at_once = at_once
        self._waiting: list[_Waiting] = []
        self._is_beginning = False
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def put_down(self, sent: Sent) -> None:
        """Returns once it is saved. Raises what stood in the way of this one; a caller that is
        cancelled no longer hears of it, and it is saved all the same."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((sent, done))
        if not self._is_beginning and self._running < self._at_once:
            # Begun a moment later, with whatever else is told of until then.
            self._is_beginning = True
            self._running += 1
            task = asyncio.create_task(self._drain())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        await done

    async def _drain(self) -> None:
        self._is_beginning = False
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
                await self._save_batch(batch)
        finally:
            # Not only once the task is seen to have ended: what is told of until then would wait
            # for it in vain.
            self._running -= 1

    async def _save_batch(self, batch: Sequence[_Waiting]) -> None:
        try:
            await self._save([sent for sent, _ in batch])
        except asyncio.CancelledError:
            for _, done in batch:
                done.cancel()
            raise
        except Exception as trouble:
            if len(batch) > 1 and await self._is_ready():
                # It lies with one of them, which must not keep the others from being put down.
                for each in batch:
                    await self._save_batch([each])
            else:
                _tell(batch, trouble)
        else:
            _tell(batch, None)

    async def _is_ready(self) -> bool:
        try:
            await self._ready()
        except TramBotError:
            return False
        return True


def _tell(batch: Sequence[_Waiting], trouble: Exception | None) -> None:
    for _, done in batch:
        if done.done():
            continue
        if trouble:
            done.set_exception(trouble)
        else:
            done.set_result(None)
