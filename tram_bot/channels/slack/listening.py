"""slack-bolt's listeners of the companies' side.

Slack is answered after a listener has returned, which is after the commit; one that raises is not
acknowledged, and Slack sends the event again.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from tram_bot.channels.slack.updates import read_message, read_press
from tram_bot.core.content import Content
from tram_bot.core.identifiers import EventId, Language
from tram_bot.errors import TryLater
from tram_bot.ports import Clock, TakeIn
from tram_bot.slack import blocks as kit
from tram_bot.slack.calling import NO_PREVIEWS, SlackRefused, called
from tram_bot.slack.escaping import escaped
from tram_bot.slack.people import People

_log = logging.getLogger(__name__)

Json = Mapping[str, Any]


def is_of_company(body: Json) -> bool:
    """Whether what Slack brings is a message event of direct messages."""
    event = body.get("event") or {}
    return event.get("type") == "message" and _is_direct(event)


def _is_direct(message: Json) -> bool:
    return message.get("channel_type") == "im"


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """All that the listeners of the companies' side work with."""

    client: AsyncWebClient
    people: People
    take: TakeIn
    content: Callable[[], Content]
    clock: Clock
    is_command: Callable[[str], bool]
    skipped: Callable[[], None] = lambda: None
    """Called when something of a person's had to be left out for good."""

    def listen(self, app: AsyncApp) -> None:
        """Have the app hear what people press in their direct messages."""
        app.action(re.compile(r"answer_\d+"))(self._pressed)

    async def heard(self, event: Json, event_id: str, last: bool) -> bool:
        """Take in a message event of direct messages; whether it was one. `last`: Slack will not
        bring it again."""
        if not _is_direct(event):
            return False
        if event.get("bot_id") or event.get("app_id"):
            return True  # ours, or another program's: we talk with people
        events = read_message(event, event_id, self.is_command)
        if events:
            language = await self._language(str(event.get("user", "")))
            try:
                await asyncio.gather(
                    *(self.take(each, language=language, last=last) for each in events)
                )
            except Exception:
                if not last:
                    raise
                await self._apologise(str(event["channel"]), language, events[0].id)
        return True

    async def _pressed(self, ack: AsyncAck, body: Json) -> BoltResponse:
        # Direct messages have one person; a button pressed anywhere else is none of ours.
        channel = str(body.get("channel", {}).get("id", ""))
        if channel.startswith("D"):
            language = await self._language(str(body["user"]["id"]))
            event = read_press(body, self.clock.now())
            try:
                await self.take(event, language=language)
            except Exception:
                # Nobody brings a press again: they are to know, and press once more.
                await self._apologise(channel, language, event.id)
        return await ack()

    async def _apologise(self, channel: str, language: Language | None, event: EventId) -> None:
        """Say that something could not be taken in, once, whether that arrives or not."""
        _log.error("skipped: event=%s", event)
        self.skipped()
        text = self.content().phrasebook.say("turn_failed", language or "en")
        with suppress(SlackRefused, TryLater):
            call = self.client.chat_postMessage(
                channel=channel, text=escaped(text), blocks=kit.sections(text), **NO_PREVIEWS
            )
            await called(call)

    async def _language(self, user: str) -> Language | None:
        """The language of somebody's Slack; it is not worth losing a message for."""
        if not user:
            return None
        try:
            return (await self.people.person(user)).language or None
        except (SlackRefused, TryLater):
            return None
