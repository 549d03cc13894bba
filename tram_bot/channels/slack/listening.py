"""slack-bolt's listeners of the companies' side.

Slack is answered after a listener has returned, which is after the commit; one that raises is not
acknowledged, and Slack sends the event again.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from tram_bot.channels.slack.updates import read_message, read_press
from tram_bot.core.identifiers import Language
from tram_bot.errors import TryLater
from tram_bot.ports import Clock, Take
from tram_bot.slack.calling import SlackRefused
from tram_bot.slack.people import People

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """All that the listeners of the companies' side work with."""

    people: People
    take: Take
    clock: Clock
    is_command: Callable[[str], bool]

    def listen(self, app: AsyncApp) -> None:
        """Have the app hear what people press in their direct messages."""
        app.action(re.compile(r"answer_\d+"))(self._pressed)

    async def heard(self, event: Json, event_id: str) -> bool:
        """Take in a message event of direct messages; whether it was one."""
        if event.get("channel_type") != "im":
            return False
        if event.get("bot_id") or event.get("app_id"):
            return True  # ours, or another program's: we talk with people
        events = read_message(event, event_id, self.is_command)
        if events:
            language = await self._language(str(event.get("user", "")))
            await asyncio.gather(*(self.take(each, language=language) for each in events))
        return True

    async def _pressed(self, ack: AsyncAck, body: Json) -> BoltResponse:
        # Direct messages have one person; a button pressed anywhere else is none of ours.
        if str(body.get("channel", {}).get("id", "")).startswith("D"):
            language = await self._language(str(body["user"]["id"]))
            await self.take(read_press(body, self.clock.now()), language=language)
        return await ack()

    async def _language(self, user: str) -> Language | None:
        """The language of somebody's Slack; it is not worth losing a message for."""
        if not user:
            return None
        try:
            return (await self.people.person(user)).language or None
        except (SlackRefused, TryLater):
            return None
