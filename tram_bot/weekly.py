"""Once a week a picture of the week before is put into the outbox, for the lead partner's desk.

Nothing is put down ahead of time: whoever looks first after the hour does it, and the store knows
that it is done, whichever of several running programs that was. What was off at the hour makes up
for it when it is started again, unless that is days later.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import date, timedelta

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import EventId
from tram_bot.core.weekly import Weekly, monday_of, whole_week
from tram_bot.errors import TramBotError
from tram_bot.outgoing import ShowDigest
from tram_bot.ports import Clock, Store
from tram_bot.waiting import comes_within

_log = logging.getLogger(__name__)

_LOOK_EVERY = 60.0
"""Seconds until the clock is looked at again. Ours: it may have jumped."""
_MADE_UP_FOR = timedelta(days=2)
"""How late it still comes. Ours, and less than the ids of events are kept for: what tells that it
is done must not be deleted while it could be done again."""


class WeeklyDigest:
    """Sees to it that the desk gets its picture of the week."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        content: Callable[[], Content],
        weekly: Weekly,
        committed: Callable[[], None],
    ) -> None:
        """`weekly` is by the clock of the lead partner's desk; `committed` is called when
        something may be waiting to be sent."""
        self._store = store
        self._clock = clock
        self._content = content
        self._weekly = weekly
        self._committed = committed
        self._done: date | None = None
        self._stopping = False
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Look at the clock now and then, until `stop` is called."""
        while not self._stopping:
            self._woken.clear()
            try:
                await self.look()
            except TramBotError as trouble:
                _log.error("digest not put down: reason=%s", trouble)
            except Exception:
                # Ours, and the program goes on without it.
                _log.exception("digest not put down")
            await comes_within(self._woken, _LOOK_EVERY)

    async def look(self) -> None:
        """Put it down if it is due, and nobody has yet. Raises TramBotError while the database
        cannot be used."""
        now, zone = self._clock.now(), self._content().office(LEAD_DESK).time_zone
        due = self._weekly.latest(now, zone)
        monday = monday_of(due, zone)
        if now - due >= _MADE_UP_FOR or monday == self._done:
            return
        since, until = whole_week(monday - timedelta(days=7), zone)
        # By the week and not by the hour: who changes the setting does not get a second one.
        once = EventId(f"digest:{monday.isoformat()}")
        await self._store.show_digest(ShowDigest(since=since, until=until), now, once)
        self._done = monday
        self._committed()

    def look_again(self) -> None:
        """Look at the clock at once, as after a jump of it."""
        self._woken.set()

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopping = True
        self._woken.set()
