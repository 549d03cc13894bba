"""What becomes of updates, however they came: each is brought to its committed end.

Shared by `polling` and `webhook`, which differ only in how they tell Telegram that an update has
been settled, and that one has not.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from tram_bot.channels.telegram.channel import NAME, TelegramChannel
from tram_bot.channels.telegram.updates import Heard, LetIn, Refused, read_update
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.errors import SettingsError, TooBusy
from tram_bot.metrics import Metrics
from tram_bot.ports import Clock, Take

_log = logging.getLogger(__name__)

_ATTEMPTS = 3
"""How often the turn of one update is tried before it is skipped. Ours."""
_TYPING_AFTER, _TYPING_LASTS = 1.0, 4.0
"""Seconds until "typing" is shown, and after which it is shown again: a client shows it for
five, https://core.telegram.org/bots/api#sendchataction"""
_TYPING_AT_ONCE = 10
"""Chats that are shown it at the same time. Ours: when more have to wait, telling all of them again
and again would have them wait longer, and Telegram takes some 30 calls a second."""


class Settling:
    """Takes turns for what people do, and leaves chats that are not theirs alone."""

    def __init__(
        self,
        *,
        channel: TelegramChannel,
        take: Take,
        content: Callable[[], Content],
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        """Nothing is called yet."""
        self.channel = channel
        self.content = content
        self.metrics = metrics
        self._bot = channel.bot
        self._take = take
        self._clock = clock
        self._leaving: set[int] = set()
        self._shown_typing = 0
        self._alone: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def settle(self, updates: Sequence[Update]) -> Sequence[Update]:
        """Handle these updates, chat by chat. Back come those that could not be settled because
        the database stands in the way, or too much else: they are to be brought again."""
        chats: dict[int, list[tuple[Update, Heard]]] = {}
        refusals: dict[Refused, None] = {}
        for update in updates:
            match self._read(update):
                case Heard() as heard:
                    self._note_presence(heard)
                    chats.setdefault(heard.chat, []).append((update, heard))
                case Refused() as refused:
                    refusals[refused] = None
                case LetIn(chat=chat):
                    self.channel.heard_from(chat)
                case None:
                    pass
        left = await asyncio.gather(*(self._settle_chat(each) for each in chats.values()))
        await asyncio.gather(*map(self._refuse, refusals))
        return [update for of_chat in left for update in of_chat]

    def _read(self, update: Update) -> Heard | Refused | LetIn | None:
        try:
            return read_update(update, self._clock.now())
        except Exception:
            # Our mistake, and it must not keep all the others from being heard.
            _log.exception("update not read: update=%d", update.update_id)
            self.metrics.update_skipped(NAME)
            return None

    async def _settle_chat(self, said: Sequence[tuple[Update, Heard]]) -> Sequence[Update]:
        """Bring what one chat sent to its committed end, and then answer its buttons."""
        chat = said[0][1].chat
        left = await self._typing(chat, self._take_all([heard for _, heard in said]))
        for _, heard in said:
            if heard.query and heard not in left:
                # Too late is no harm: the button stops turning by itself.
                with suppress(TelegramError):
                    await self._bot.answer_callback_query(heard.query)
        return [update for update, heard in said if heard in left]

    async def _typing(
        self, chat: int, work: Coroutine[Any, Any, Sequence[Heard]]
    ) -> Sequence[Heard]:
        """What the work comes to; the person is shown that it takes long."""
        working = asyncio.create_task(work)
        await asyncio.wait({working}, timeout=_TYPING_AFTER)
        if not working.done() and self._shown_typing < _TYPING_AT_ONCE:
            self._shown_typing += 1
            try:
                await self._show_typing(chat, working)
            finally:
                self._shown_typing -= 1
        return await working

    async def _show_typing(self, chat: int, working: asyncio.Task[Any]) -> None:
        while not working.done():
            with suppress(TelegramError):
                await self._bot.send_chat_action(chat, ChatAction.TYPING)
            await asyncio.wait({working}, timeout=_TYPING_LASTS)

    def _note_presence(self, heard: Heard) -> None:
        if heard.gone:
            self.channel.blocked_by(heard.chat)
        else:
            self.channel.heard_from(heard.chat)

    async def _take_all(self, said: Sequence[Heard]) -> Sequence[Heard]:
        """Take all of it together, so that a burst gets one reply; if that fails, one by one,
        so that only what is poisonous is lost. Back comes what was not taken now."""
        results = await asyncio.gather(
            *(self._take(each.event, language=each.language) for each in said),
            return_exceptions=True,
        )
        for at, (each, result) in enumerate(zip(said, results, strict=True)):
            if isinstance(result, TooBusy):
                return said[at:]
            if isinstance(result, BaseException) and not await self._take_alone(each):
                return said[at:]
        return ()

    async def _take_alone(self, heard: Heard) -> bool:
        """Take it again, and meanwhile nothing else of its chat that has failed with it: brought
        on connections of their own, they would fail together time after time."""
        alone = self._alone.setdefault(heard.chat, asyncio.Lock())
        async with alone:
            return await self._take_again(heard)

    async def _take_again(self, heard: Heard) -> bool:
        """Whether it is settled: taken, or skipped because its turn fails again and again."""
        for _ in range(1, _ATTEMPTS):
            try:
                await self._take(heard.event, language=heard.language)
            except TooBusy:
                return False
            except SettingsError as error:
                # It is the database and not the message, and no attempt of the message's.
                _log.error("update not kept: event=%s reason=%s", heard.event.id, error)
                return False
            except Exception as error:
                _log.warning("update fails again: reason=%s", type(error).__name__)
            else:
                return True
        _log.error("update skipped: event=%s attempts=%d", heard.event.id, _ATTEMPTS)
        self.metrics.update_skipped(NAME)
        await self._say(heard.chat, heard.language, "turn_failed")
        return True

    async def _refuse(self, refused: Refused) -> None:
        if refused.chat in self._leaving:
            return
        self._leaving.add(refused.chat)
        try:
            if refused.phrase:
                await self._say(refused.chat, refused.language, refused.phrase)
            with suppress(TelegramError):
                await self._bot.leave_chat(refused.chat)
        finally:
            self._leaving.discard(refused.chat)

    async def _say(self, chat: int, language: Language, phrase: str) -> None:
        """Say something that belongs to no conversation, once, whether it arrives or not."""
        with suppress(TelegramError):
            await self._bot.send_message(chat, self.content().phrasebook.say(phrase, language))
