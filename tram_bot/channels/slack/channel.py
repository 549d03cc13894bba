"""Sends what we say to somebody's direct messages, changes it, and takes it back."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from tram_bot.channels.slack.messages import Message, messages_of
from tram_bot.channels.slack.updates import NAME, channel_of
from tram_bot.core.effects import Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import File
from tram_bot.core.limits import FILE_BYTES
from tram_bot.errors import PersonGone, TryLater, Undeliverable
from tram_bot.outgoing import Payload
from tram_bot.slack.calling import (
    CHANNEL_TROUBLE,
    NO_PREVIEWS,
    PERSON_TROUBLE,
    SlackRefused,
    called,
    done,
)
from tram_bot.slack.connection import Slack
from tram_bot.slack.files import fetch, share
from tram_bot.slack.pacing import Pacing

T = TypeVar("T")

_log = logging.getLogger(__name__)


class SlackChannel:
    """Writes to people's direct messages, each at its own pace."""

    name = NAME

    def __init__(self, slack: Slack, pacing: Pacing, is_command: Callable[[str], bool]) -> None:
        """`is_command` tells which words are commands of the bot's."""
        self._slack = slack
        self._client = slack.client
        self._pacing = pacing
        self._is_command = is_command
        self._begun: dict[ConversationId, tuple[Say, tuple[str, ...]]] = {}

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Send the reply; the receipt is the times of its messages, separated by commas, and behind
        a semicolon the ids of its files.

        Raises TryLater or Undeliverable. A reply of several messages that had to stop in the
        middle goes on from there when it is delivered again; only a restart begins it anew.
        """
        channel = channel_of(conversation)
        said, sent = self._begun.pop(conversation, (say, ()))
        if said != say:
            sent = ()
        shared: Sequence[str] = ()
        try:
            for message in messages_of(say, self._is_command)[len(sent) :]:
                sent = (*sent, await self._post(channel, message))
            if files:
                shared = await self._doing(share(self._slack, channel, "", files))
        except TryLater as later:
            if sent:
                self._begun[conversation] = (say, sent)
                later.begun = True
            raise
        return _receipt(sent, shared)

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Send the words, and below them the file. Raises TryLater or Undeliverable."""
        return await self.deliver(conversation, Say(paragraphs=(words,)), [file])

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Change what was sent, message by message; the receipt is that of the messages now."""
        channel = channel_of(conversation)
        known, files = _ids(receipt)
        kept = []
        for number, message in enumerate(messages_of(say, self._is_command)):
            if number < len(known):
                call = self._client.chat_update(
                    channel=channel, ts=known[number], **message.arguments
                )
                await self._doing(called(call))
                kept.append(known[number])
            else:
                kept.append(await self._post(channel, message))
        for ts in known[len(kept) :]:
            await self._doing(done(self._client.chat_delete(channel=channel, ts=ts)))
        return _receipt(kept, files)

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Delete what was sent."""
        channel = channel_of(conversation)
        words, files = _ids(receipt)
        for file in files:
            await self._doing(done(self._client.files_delete(file=file)))
        for ts in words:
            await self._doing(done(self._client.chat_delete(channel=channel, ts=ts)))

    async def fetch(self, file: File) -> Payload:
        """The content of a file that the person sent."""
        return await fetch(self._slack, file, FILE_BYTES)

    async def _post(self, channel: str, message: Message) -> str:
        pause = self._pacing.claim(channel)
        if pause:
            raise TryLater("one message a second", pause)
        call = self._client.chat_postMessage(channel=channel, **NO_PREVIEWS, **message.arguments)
        answer = await self._doing(called(call))
        return str(answer["ts"])

    async def _doing(self, doing: Awaitable[T]) -> T:
        """Do it, and say what it means if Slack refuses."""
        try:
            return await doing
        except SlackRefused as refused:
            _log.warning("message refused: error=%s", refused.error)
            if refused.error in CHANNEL_TROUBLE | PERSON_TROUBLE:
                raise PersonGone(f"Slack says {refused.error}") from refused
            raise Undeliverable(f"Slack refuses it: {refused}") from refused


def _receipt(words: Sequence[str], files: Sequence[str]) -> str:
    return ";".join((",".join(words), *([",".join(files)] if files else [])))


def _ids(receipt: str) -> tuple[Sequence[str], Sequence[str]]:
    words, _, files = receipt.partition(";")
    return words.split(","), files.split(",") if files else ()
