"""Fetches updates, and lets Telegram forget one only after its turn is committed.

Telegram keeps an update until getUpdates is called with a higher offset, for up to 24 hours
(https://core.telegram.org/bots/api#getupdates). So the offset moves after the commit: what a
crash interrupts comes again, and the event's id tells a turn that was committed already.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from tram_bot.channels.telegram.channel import TelegramChannel
from tram_bot.channels.telegram.connection import UNKNOWN_BOT, pause_of, sign_in
from tram_bot.channels.telegram.fetching import Fetched, fetch
from tram_bot.channels.telegram.menu import show_menu
from tram_bot.channels.telegram.updates import Heard, Refused, read_update
from tram_bot.core.content import Content
from tram_bot.core.events import Event
from tram_bot.core.identifiers import Language
from tram_bot.errors import SettingsError
from tram_bot.ports import Clock

T = TypeVar("T")

_log = logging.getLogger(__name__)

_LONG_POLL = timedelta(seconds=30)
"""How long Telegram may hold a request until something happens. Ours."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
"""Seconds between attempts to reach Telegram: doubling. Ours."""
_ATTEMPTS = 3
"""How often the turn of one update is tried before it is skipped. Ours."""
_TYPING_AFTER, _TYPING_LASTS = 1.0, 4.0
"""Seconds until "typing" is shown, and after which it is shown again: a client shows it for
five, https://core.telegram.org/bots/api#sendchataction"""

_TWO_FETCHERS = (
    "TELEGRAM_BOT_TOKEN: another program fetches the messages of this bot, or has set a webhook "
    "for it; stop the other, or use a bot of its own here; trying again"
)


class Take(Protocol):
    """Brings an event to its committed end, as `Turns.take` does."""

    async def __call__(self, event: Event, *, language: Language | None = None) -> None:
        """Returns after the commit; raises what the turn raised."""
        ...


class Polling:
    """The company side of Telegram, for as long as the program runs."""

    def __init__(
        self, *, channel: TelegramChannel, take: Take, content: Content, clock: Clock
    ) -> None:
        """Nothing is called before `begin` or `run`."""
        self._bot = channel.bot
        self._channel = channel
        self._take = take
        self._content = content
        self._clock = clock
        self._stopping = asyncio.Event()
        self._begun = False
        self._offset: int | None = None
        self._pause = _FIRST_PAUSE

    async def begin(self) -> str | None:
        """Sign in and show the menu; returns the bot's name, or None while Telegram is out of
        reach, in which case `run` goes on trying.

        Raises SettingsError for a token that Telegram does not know.
        """
        try:
            name = await sign_in(self._bot)
            await show_menu(self._bot, self._content)
        except TelegramError as error:
            _log.warning("telegram out of reach: reason=%s", type(error).__name__)
            return None
        self._begun, self._pause = True, _FIRST_PAUSE
        return name

    async def run(self) -> None:
        """Fetch and handle updates until `stop` is called.

        Raises SettingsError if the token is withdrawn.
        """
        while not self._begun and not await self._stopped_after_pause():
            await self.begin()
        while not self._stopping.is_set():
            fetched = await self._fetch()
            if await self._handle(fetched.updates):
                self._offset = fetched.offset
        if self._offset is not None:
            # The last ones handled need not come again at the next start.
            with suppress(TelegramError):
                await fetch(self._bot, self._offset, timedelta())

    def stop(self) -> None:
        """Take in no more; `run` ends when the turns that have begun are committed."""
        self._stopping.set()

    async def _fetch(self) -> Fetched:
        try:
            fetched = await self._until_stopped(fetch(self._bot, self._offset, _LONG_POLL))
        except InvalidToken:
            raise SettingsError(UNKNOWN_BOT) from None
        except RetryAfter as slow:
            await self._stopped_within(pause_of(slow))
        except TelegramError as error:
            if isinstance(error, Conflict):
                _log.error(_TWO_FETCHERS)
            else:
                _log.warning("nothing fetched: reason=%s", type(error).__name__)
            await self._stopped_after_pause()
        else:
            self._pause = _FIRST_PAUSE
            if fetched:
                return fetched
        return Fetched(offset=self._offset)

    async def _handle(self, updates: Sequence[Update]) -> bool:
        """Handle what was fetched together, chat by chat; whether all of it is settled."""
        chats: dict[int, list[Heard]] = {}
        refusals: dict[Refused, None] = {}
        for update in updates:
            match self._read(update):
                case Heard() as heard:
                    chats.setdefault(heard.chat, []).append(heard)
                case Refused() as refused:
                    refusals[refused] = None
                case None:
                    pass
        settled = await asyncio.gather(*(self._settle(heard) for heard in chats.values()))
        await asyncio.gather(*map(self._refuse, refusals))
        return all(settled)

    def _read(self, update: Update) -> Heard | Refused | None:
        try:
            return read_update(update, self._clock.now())
        except Exception:
            # Our mistake, and it must not keep all the others from being heard.
            _log.exception("update not read: update=%d", update.update_id)
            return None

    async def _settle(self, heard: Sequence[Heard]) -> bool:
        """Bring what one chat sent to its committed end, and then answer its buttons; False if
        we were stopped before."""
        chat = heard[0].chat
        self._channel.heard_from(chat)
        turns = asyncio.create_task(self._take_all(heard))
        pause = _TYPING_AFTER
        while not (await asyncio.wait({turns}, timeout=pause))[0]:
            with suppress(TelegramError):
                await self._bot.send_chat_action(chat, ChatAction.TYPING)
            pause = _TYPING_LASTS
        settled = turns.result()
        for each in heard:
            if each.query and settled:
                # Too late is no harm: the button stops turning by itself.
                with suppress(TelegramError):
                    await self._bot.answer_callback_query(each.query)
        return settled

    async def _take_all(self, heard: Sequence[Heard]) -> bool:
        """Take all of it together, so that a burst gets one reply; if that fails, one by one,
        so that only what is poisonous is lost."""
        results = await asyncio.gather(
            *(self._take(each.event, language=each.language) for each in heard),
            return_exceptions=True,
        )
        for each, result in zip(heard, results, strict=True):
            if isinstance(result, Exception) and not await self._take_again(each):
                return False
        return True

    async def _take_again(self, heard: Heard) -> bool:
        attempts = 1
        pause = _FIRST_PAUSE
        while attempts < _ATTEMPTS:
            try:
                await self._take(heard.event, language=heard.language)
            except SettingsError as error:
                # It is the database and not the message: wait until the operator has mended it.
                _log.error("%s", error)
                if await self._stopped_within(pause):
                    return False
                pause = min(pause * 2, _LONGEST_PAUSE)
            except Exception:
                attempts += 1
            else:
                return True
        _log.error("update skipped: event=%s attempts=%d", heard.event.id, attempts)
        await self._say(heard.chat, heard.language, "turn_failed")
        return True

    async def _refuse(self, refused: Refused) -> None:
        await self._say(refused.chat, refused.language, refused.phrase)
        if refused.leave:
            with suppress(TelegramError):
                await self._bot.leave_chat(refused.chat)

    async def _say(self, chat: int, language: Language, phrase: str) -> None:
        """Say something that belongs to no conversation, once, whether it arrives or not."""
        with suppress(TelegramError):
            await self._bot.send_message(chat, self._content.phrasebook.say(phrase, language))

    async def _stopped_after_pause(self) -> bool:
        """Wait a little longer each time, or until we are stopped; whether we were."""
        pause, self._pause = self._pause, min(self._pause * 2, _LONGEST_PAUSE)
        return await self._stopped_within(pause)

    async def _stopped_within(self, seconds: float) -> bool:
        """Wait so long, or until we are stopped; whether we were."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), timeout=seconds)
        return self._stopping.is_set()

    async def _until_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The outcome of the work, or None if we are stopped before."""
        working = asyncio.create_task(work)
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            for task in (working, stopped):
                task.cancel()
            await asyncio.gather(working, stopped, return_exceptions=True)
