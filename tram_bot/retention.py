"""What has been kept for long enough is deleted: an hour after each start, and every night.

Nothing is remembered of it: what is too old is found by its age, so it does not matter which of
several running programs comes first, and a crash leaves the rest to the next time. A clock that is
wrong must not cost a company its request: it is believed once it has gone evenly for an hour.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from tram_bot.core.events import Event, Outlived
from tram_bot.core.identifiers import EventId
from tram_bot.core.keeping import Keeping
from tram_bot.errors import SettingsError
from tram_bot.ports import Clock, OldTalk, Store
from tram_bot.waiting import comes_within

_log = logging.getLogger(__name__)

_AT_ONCE = 50
"""Rows that one step deletes, a few milliseconds. Ours: turns come between two steps."""
_HOUR = 2
"""Of the night, in UTC."""
_LOOK_EVERY = 60.0
"""Seconds until the clock is looked at again. Ours: it may have jumped."""
_AFTER_TROUBLE = timedelta(minutes=10)
_BELIEVED_AFTER = timedelta(hours=1)
_JUMP = 300.0
"""Seconds by which a clock that goes evenly is never out. Ours."""


class Retention:
    """Deletes what is kept for too long."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        take: Callable[[Event], Awaitable[None]],
        keeping: Keeping,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`take` brings an event to its committed end; `seconds` never jumps, as `clock` may."""
        self._store = store
        self._clock = clock
        self._take = take
        self._keeping = keeping
        self._seconds = seconds
        self._began = self._beginning()
        self._due = clock.now() + _BELIEVED_AFTER
        self._stopping = False
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Sweep in an hour, and then each night, until `stop` is called."""
        while not self._stopping:
            self._woken.clear()
            await self.look()
            await comes_within(self._woken, _LOOK_EVERY)

    async def look(self) -> None:
        """Look at the clock, and sweep if it is time to."""
        now, jumped = self._clock.now(), self._beginning() - self._began
        if abs(jumped) > _JUMP:
            _log.warning("clock jumped: seconds=%d", jumped)
            self._began, self._due = self._beginning(), now + _BELIEVED_AFTER
        elif now >= self._due:
            self._due = await self._swept(now)

    def stop(self) -> None:
        """Let `run` come to its end, after the step it is at."""
        self._stopping = True
        self._woken.set()

    def look_again(self) -> None:
        """Look at the clock at once, as after a jump of it."""
        self._woken.set()

    def _beginning(self) -> float:
        """When the clock says that our seconds began, which is always the same unless it jumps."""
        return self._clock.now().timestamp() - self._seconds()

    async def _swept(self, now: datetime) -> datetime:
        """Sweep; returns when to sweep again."""
        try:
            await self.sweep()
        except SettingsError as trouble:
            _log.error("sweep interrupted: reason=%s", trouble)
            return now + _AFTER_TROUBLE
        except Exception:
            # Ours, and the program goes on without it until the next night.
            _log.exception("sweep failed")
        return _next_night(now)

    async def sweep(self) -> None:
        """Delete everything that is kept for too long, step by step. Raises SettingsError while
        the database cannot be used."""
        talks = await self._forget_all()
        rows = 0
        while not self._stopping:
            pruned = await self._store.prune(self._clock.now(), self._keeping, _AT_ONCE)
            rows += pruned
            if not pruned:
                break
        # What an earlier sweep could not come to the end of is among it.
        await self._store.wipe()
        if talks or rows:
            _log.info("swept: conversations=%d rows=%d", talks, rows)

    async def _forget_all(self) -> int:
        """How many conversations were found and erased, each in a turn of its own."""
        forgotten, failed = 0, set[OldTalk]()
        while not self._stopping:
            limit = _AT_ONCE + len(failed)
            found = await self._store.outlived(self._clock.now(), self._keeping, limit)
            left = [each for each in found if each not in failed]
            if not left:
                break
            for talk in left:
                if await self._forget(talk):
                    forgotten += 1
                else:
                    failed.add(talk)
        return forgotten

    async def _forget(self, talk: OldTalk) -> bool:
        """Whether its turn was taken. One that fails must not keep all the others; it is tried
        again the next night."""
        event = Outlived(
            id=EventId(f"outlived:{talk.turn}"),
            conversation=talk.conversation,
            at=self._clock.now(),
            turn=talk.turn,
        )
        try:
            await self._take(event)
        except SettingsError:
            raise
        except Exception:
            _log.exception("not forgotten: conversation=%s", talk.conversation)
            return False
        return True


def _next_night(now: datetime) -> datetime:
    tonight = now.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight > now else tonight + timedelta(days=1)
