"""One call to Telegram: at the pace of its chat, and its failure in the words of delivery."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from tram_bot.channels.telegram.connection import pause_of
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.errors import PersonGone, TryLater, Undeliverable
from tram_bot.reach import Reach

T = TypeVar("T")

_log = logging.getLogger(__name__)

BLOCKED = "the person has blocked the bot"
_GONE = {
    "blocked": BLOCKED,
    "deactivated": "the person's Telegram account was deleted",
    "chat not found": "Telegram knows this chat no more",
}
"""What Telegram says when nobody reads a chat any more, and what our staff is told."""
_NO_MATTER = ("is not modified", "to delete not found")
"""Refusals that are as good as done."""


class Calls:
    """Calls the bot on behalf of chats, and remembers which of them are closed to us."""

    def __init__(self, bot: Bot, pacing: Pacing, reach: Reach) -> None:
        """`bot` need not have signed in yet."""
        self.bot = bot
        self.reach = reach
        self._pacing = pacing
        self._gone: dict[int, str] = {}

    def close(self, chat: int, why: str) -> None:
        """The chat takes nothing from us any more. Forgotten at a restart, and learned anew from
        the first refusal after it."""
        if chat not in self._gone:
            _log.warning("chat closed to us: chat=%d reason=%s", chat, why)
        self._gone[chat] = why

    def reopen(self, chat: int) -> None:
        """The person is back, so we may write to them, whatever was before."""
        self._gone.pop(chat, None)

    async def to(self, chat: int, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call that a chat sees something of.

        Raises TryLater, Undeliverable or PersonGone.
        """
        if chat in self._gone:
            raise PersonGone(self._gone[chat])
        pause = self._pacing.claim(chat)
        if pause:
            raise TryLater("one message a second", pause)
        try:
            return await self.ask(call)
        except _Closed as closed:
            self.close(chat, str(closed))
            raise PersonGone(str(closed)) from closed
        except TryLater as later:
            if later.after:
                _log.warning("flood wait: chat=%d seconds=%d", chat, later.after)
            raise
        except Undeliverable as refused:
            if not is_no_matter(refused):
                _log.error("message refused: chat=%d reason=%s", chat, refused)
            raise

    async def ask(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call that no chat sees anything of. Raises TryLater or Undeliverable."""
        try:
            answer = await call()
        except TelegramError as error:
            if is_answer(error):
                self.reach.found()
            else:
                self.reach.lost()
            raise _in_our_words(error) from error
        self.reach.found()
        return answer


class _Closed(Undeliverable):
    """Nobody reads this chat any more."""


def is_answer(error: TelegramError) -> bool:
    """Whether Telegram itself said this: then it is not out of reach."""
    return isinstance(error, BadRequest | ChatMigrated | Forbidden | RetryAfter)


def is_no_matter(refused: Undeliverable) -> bool:
    """Whether what was refused was done before."""
    return any(words in str(refused).casefold() for words in _NO_MATTER)


def _in_our_words(error: TelegramError) -> TryLater | Undeliverable:
    said = error.message
    why = next((ours for words, ours in _GONE.items() if words in said.casefold()), "")
    match error:
        case RetryAfter():
            return TryLater("Telegram asks for a pause", pause_of(error))
        case Forbidden():
            return _Closed(why or said)
        case BadRequest() if why:
            return _Closed(why)
        case BadRequest() | ChatMigrated():
            return Undeliverable(said)
        case _ if "too large" in said.casefold():
            return Undeliverable(said)  # 413, for which the library has no type
        case _:
            # What a timeout has cut off may have arrived all the same: Telegram knows no way to
            # ask, and twice is better than never.
            return TryLater(type(error).__name__)
