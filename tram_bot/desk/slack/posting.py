"""Puts messages and files into channels, messages at their pace and once; changes them, and takes
them off."""

from collections.abc import Mapping, Sequence
from typing import Any

from tram_bot.errors import TryLater
from tram_bot.outgoing import Payload
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.calling import NO_PREVIEWS, SlackRefused, called, done
from tram_bot.slack.connection import Slack
from tram_bot.slack.escaping import escaped
from tram_bot.slack.files import share
from tram_bot.slack.pacing import Pacing

FILE = "file:"
"""How the place of a file begins, in a receipt; before the time of a message stands its channel."""
ASIDE = "aside:"
"""How the place of a message begins that stands beside somebody's words and has none of them: a
warning, the name of a file. Who changes their words changes nothing there."""

_ROW_EVENT = "tram_row"
"""The kind of metadata by which a line in a thread is known:
https://docs.slack.dev/messaging/message-metadata"""
_LOOKED_THROUGH, _THREAD_LOOKED_THROUGH = 200, 999
"""Messages of a channel, the latest, and of a thread, the first, among which one is looked for.
Ours, and all that Slack hands out at once: more than a busy day's, and than a thread has."""


class Posting:
    """Writes into the channels of one workspace."""

    def __init__(self, slack: Slack, pacing: Pacing) -> None:
        self._slack = slack
        self._client = slack.client
        self._pacing = pacing
        self._begun: set[int] = set()

    async def say(
        self,
        row: int,
        channel: str,
        text: str,
        *,
        thread: str = "",
        loud: bool = False,
        part: str = "",
    ) -> str:
        """Post a line of the outbox; returns its place. If that was begun before, and perhaps done
        without our hearing of it, it is looked for first. `ended` is to be called in the end.

        `part` tells apart the lines of one row; its place begins with it."""
        payload = {"row": row, "part": part} if part else {"row": row}
        told = {"event_type": _ROW_EVENT, "event_payload": payload}
        ts = await self.find(channel, told, thread=thread) if row in self._begun else ""
        if ts:
            return f"{part}{channel}:{ts}"
        where = {"thread_ts": thread or None, "reply_broadcast": loud or None}
        message = {**lines(text), **where, "metadata": told}
        return f"{part}{await self.post(channel, message, row=row)}"

    def has_begun(self, row: int) -> bool:
        """Whether that line may stand there, though it was not heard of."""
        return row in self._begun

    def ended(self, row: int) -> None:
        """That line will not be tried again."""
        self._begun.discard(row)

    async def post(
        self, channel: str, message: Mapping[str, Any], *, row: int | None = None
    ) -> str:
        """Post a message at the channel's pace; returns its place. Raises TryLater, also where it
        is too early, or SlackRefused."""
        pause = self._pacing.claim(channel)
        if pause:
            raise TryLater("one message a second", pause)
        if row is not None:
            self._begun.add(row)
        call = self._client.chat_postMessage(channel=channel, **NO_PREVIEWS, **message)
        return f"{channel}:{(await called(call))['ts']}"

    async def share(
        self, channel: str, thread: str, files: Sequence[Payload], words: str = ""
    ) -> str:
        """Put files into a channel or a thread of it, below these words; returns their places.
        Raises SlackRefused and TryLater."""
        ids = await share(self._slack, channel, thread, files, escaped(words))
        return " ".join(f"{FILE}{id}" for id in ids)

    async def changed(self, channel: str, ts: str, message: Mapping[str, Any]) -> bool:
        """Whether it still stood there to be changed, and is."""
        try:
            await called(self._client.chat_update(channel=channel, ts=ts, **message))
        except SlackRefused as refused:
            if refused.error in ("message_not_found", "cant_update_message"):
                return False
            raise
        return True

    async def find(
        self, channel: str, told: Mapping[str, Any], *, thread: str = "", since: float = 0
    ) -> str:
        """The time of the message with that metadata in a channel, or in a thread of it; "" if
        there is none."""
        for message in await self.messages(channel, thread=thread, since=since):
            metadata = message.get("metadata", {})
            if {key: metadata.get(key) for key in told} == told:
                return str(message["ts"])
        return ""

    async def messages(
        self, channel: str, *, thread: str = "", since: float = 0
    ) -> Sequence[Mapping[str, Any]]:
        """The latest messages of a channel, or the first of a thread of it, in which what a crash
        may have posted without our knowing is looked for."""
        where: dict[str, Any] = {"channel": channel, "include_all_metadata": True}
        if thread:
            call = self._client.conversations_replies(
                ts=thread, limit=_THREAD_LOOKED_THROUGH, **where
            )
        else:
            call = self._client.conversations_history(
                oldest=f"{since:.6f}", limit=_LOOKED_THROUGH, **where
            )
        found: Sequence[Mapping[str, Any]] = (await called(call)).get("messages", ())
        return found

    async def take_off(self, place: str) -> None:
        """Delete what stands at one place of a receipt, if it still does."""
        at, ts = place_of(place)
        if place.startswith(FILE):
            await done(self._client.files_delete(file=ts))
        else:
            await done(self._client.chat_delete(channel=at, ts=ts))


def lines(text: str) -> dict[str, Any]:
    """A text as a message in which nothing is markup."""
    blocks: list[Block] = kit.sections(text)[: kit.MESSAGE_BLOCKS]
    return {"text": escaped(text), "blocks": blocks}


def place_of(receipt: str) -> tuple[str, str]:
    """Where something stands: the channel and the time of the message, or `file` and its id.

    >>> place_of("C1:1700000000.000100 file:F1")
    ('C1', '1700000000.000100')
    >>> place_of("aside:C1:1700000000.000100")
    ('C1', '1700000000.000100')
    """
    channel, _, ts = receipt.partition(" ")[0].removeprefix(ASIDE).partition(":")
    return channel, ts
