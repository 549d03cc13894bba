"""Fetches updates, and lets Telegram forget one only after its turn is committed.

Telegram keeps an update until getUpdates is called with a higher offset, for up to 24 hours
(https://core.telegram.org/bots/api#getupdates). So the offset moves after the commit: what a
crash interrupts comes again, and the event's id tells a turn that was committed already.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from tram_bot.channels.telegram.albums import LONGEST, QUIET, may_go_on, without_torn
from tram_bot.channels.telegram.calls import is_answer
from tram_bot.channels.telegram.connection import UNKNOWN_BOT, pause_of, sign_in
from tram_bot.channels.telegram.fetching import AT_ONCE, Fetched, fetch
from tram_bot.channels.telegram.settling import Settling
from tram_bot.errors import SettingsError
from tram_bot.pausing import Pausing
from tram_bot.reach import Reach

T = TypeVar("T")

_log = logging.getLogger(__name__)

_LONG_POLL = timedelta(seconds=30)
"""How long Telegram may hold a request until something happens. Ours."""
_LOOKS_FOR_ALBUM = int(LONGEST / QUIET)
_TWO_FETCHERS = (
    "TELEGRAM_BOT_TOKEN: another program fetches the messages of this bot, or has set a webhook "
    "for it; stop the other, or use a bot of its own here; trying again"
)


class Polling:
    """The company side of Telegram, for as long as the program runs."""

    def __init__(self, *, settling: Settling, reach: Reach) -> None:
        """Nothing is called before `begin` or `run`."""
        self._bot = settling.channel.bot
        self._settling = settling
        self._reach = reach
        self._pausing = Pausing()
        self._begun = False
        self._offset: int | None = None

    async def begin(self) -> str | None:
        """Sign in; returns the bot's name, or None while Telegram is out of reach, in which case
        `run` goes on trying.

        Raises SettingsError for a token that Telegram does not know.
        """
        try:
            name = await sign_in(self._bot)
            # A webhook that an earlier set-up left behind would make every getUpdates a 409.
            await self._bot.delete_webhook(drop_pending_updates=False)
        except InvalidToken:
            raise SettingsError(UNKNOWN_BOT) from None
        except TelegramError as error:
            _log.warning("telegram out of reach: reason=%s", type(error).__name__)
            return None
        self._reach.found()
        self._pausing.reset()
        self._begun = True
        return name

    async def run(self) -> None:
        """Fetch and handle updates until `stop` is called.

        Raises SettingsError if the token is withdrawn.
        """
        while not self._begun and not await self._pausing.stopped_after_pause():
            await self.begin()
        while not self._pausing.stopped:
            fetched = await self._whole(await self._fetch(_LONG_POLL))
            if await self._handle(fetched.updates):
                self._offset = fetched.offset
        if self._offset is not None:
            # The last ones handled need not come again at the next start.
            with suppress(TelegramError):
                await fetch(self._bot, self._offset, timedelta())

    def stop(self) -> None:
        """Take in no more; `run` ends when the turns that have begun are committed."""
        self._pausing.stop()

    async def _fetch(self, longest: timedelta) -> Fetched:
        try:
            fetched = await self._until_stopped(fetch(self._bot, self._offset, longest))
        except InvalidToken:
            raise SettingsError(UNKNOWN_BOT) from None
        except RetryAfter as slow:
            await self._pausing.stopped_within(pause_of(slow))
        except TelegramError as error:
            if isinstance(error, Conflict):
                _log.error("fetched by another program: mend=%s", _TWO_FETCHERS)
            else:
                _log.warning("nothing fetched: reason=%s", type(error).__name__)
            if not is_answer(error):
                self._reach.lost()
            await self._pausing.stopped_after_pause()
        else:
            self._reach.found()
            self._pausing.reset()
            if fetched:
                return fetched
        return Fetched(offset=self._offset)

    async def _whole(self, fetched: Fetched) -> Fetched:
        """What was fetched, with the rest of an album that has only begun to arrive: as nothing
        is confirmed yet, fetching again brings all of it once more, and what has come since."""
        for _ in range(_LOOKS_FOR_ALBUM):
            if not may_go_on(fetched.updates) or await self._pausing.stopped_within(QUIET):
                break
            again = await self._fetch(timedelta())
            if len(again.updates) <= len(fetched.updates):
                break
            fetched = again
        if len(fetched.updates) < AT_ONCE:
            return fetched
        # Telegram gives no more at a time: the album comes whole with the next ones.
        kept = tuple(without_torn(fetched.updates))
        return replace(fetched, updates=kept, offset=kept[-1].update_id + 1)

    async def _handle(self, updates: Sequence[Update]) -> bool:
        """Handle what was fetched, waiting until the operator has mended the database if that
        stands in the way; whether all of it is settled."""
        left = await self._settling.settle(updates)
        while left:
            if await self._pausing.stopped_after_pause():
                return False
            left = await self._settling.settle(left)
            if not left:
                # A fetch that has failed leaves nothing to settle, and is to pause longer.
                self._pausing.reset()
        return True

    async def _until_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The outcome of the work, or None if we are stopped before."""
        working = asyncio.create_task(work)
        stopped = asyncio.create_task(self._pausing.until_stopped())
        try:
            await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            for task in (working, stopped):
                task.cancel()
            await asyncio.gather(working, stopped, return_exceptions=True)
