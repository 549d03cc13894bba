"""Sends what we say to a private chat, and tells delivery what to do when that fails."""

import logging

from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from tram_bot.channels.telegram.connection import pause_of
from tram_bot.channels.telegram.messages import Message, messages_of
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.core.effects import Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.errors import TryLater, Undeliverable

_log = logging.getLogger(__name__)

NAME = "telegram"

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A card names several homepages; a picture of one of them would drown the rest."""


def conversation_of(chat: int) -> ConversationId:
    """The conversation that is held in a private chat."""
    return ConversationId(f"{NAME}:{chat}")


def chat_of(conversation: ConversationId) -> int:
    """The chat of a conversation; ValueError if it is not one of ours."""
    channel, _, chat = conversation.partition(":")
    if channel != NAME:
        raise ValueError(f"{conversation} is not on {NAME}")
    return int(chat)


class TelegramChannel:
    """Writes to private chats, each at its own pace."""

    name = NAME

    def __init__(self, bot: Bot, pacing: Pacing) -> None:
        """`bot` need not have signed in yet."""
        self.bot = bot
        self._pacing = pacing
        self._blocked: set[int] = set()
        self._begun: dict[ConversationId, tuple[Say, tuple[str, ...]]] = {}

    async def deliver(self, conversation: ConversationId, say: Say) -> str:
        """Send the reply; the receipt is the ids of its messages, separated by commas.

        Raises TryLater or Undeliverable. A reply of several messages that had to stop in the
        middle goes on from there when it is delivered again; only a restart begins it anew.
        """
        chat = chat_of(conversation)
        said, sent = self._begun.pop(conversation, (say, ()))
        if said != say:
            sent = ()
        for message in messages_of(say)[len(sent) :]:
            try:
                sent = (*sent, await self._send(chat, message))
            except TryLater:
                if sent:
                    self._begun[conversation] = (say, sent)
                raise
        return ",".join(sent)

    def heard_from(self, chat: int) -> None:
        """The person wrote to us, so we may write to them, whatever was before."""
        self._blocked.discard(chat)

    async def _send(self, chat: int, message: Message) -> str:
        if chat in self._blocked:
            raise Undeliverable("the person has blocked the bot")
        pause = self._pacing.claim(chat)
        if pause:
            raise TryLater("one message a second", pause)
        try:
            sent = await self.bot.send_message(
                chat,
                message.text,
                reply_markup=message.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        except RetryAfter as slow:
            pause = pause_of(slow)
            _log.warning("flood wait: chat=%d seconds=%d", chat, pause)
            raise TryLater("Telegram asks for a pause", pause) from slow
        except Forbidden as refused:
            self._blocked.add(chat)
            _log.warning("chat closed to us: chat=%d reason=%s", chat, refused.message)
            raise Undeliverable(refused.message) from refused
        except (BadRequest, ChatMigrated) as refused:
            _log.error("message refused: chat=%d reason=%s", chat, refused.message)
            raise Undeliverable(refused.message) from refused
        except TelegramError as error:
            # What a timeout has cut off may have arrived all the same: Telegram knows no way to
            # ask, and twice is better than never.
            raise TryLater(type(error).__name__) from error
        return str(sent.message_id)
