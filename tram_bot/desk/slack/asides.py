"""What is said to one person at once, where the outbox would be too late."""

import logging
from collections.abc import Callable
from typing import Any

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead_card import working_language
from tram_bot.errors import TryLater
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.calling import NO_PREVIEWS, SlackRefused, called
from tram_bot.slack.connection import Slack
from tram_bot.slack.escaping import escaped

_log = logging.getLogger(__name__)


class Asides:
    """Speaks to one person, overheard by nobody; if it cannot be said, nothing is lost."""

    def __init__(self, slack: Slack, content: Callable[[], Content]) -> None:
        self._client = slack.client
        self._content = content

    def phrase(self, centre: CentreId | None, key: str, /, **values: str) -> str:
        """A phrase in the working language of a centre; in English where it is none's."""
        content = self._content()
        language = working_language(content, centre) if centre else "en"
        return content.phrasebook.say(key, language, **values)

    async def tell(
        self, channel: str, user: str, text: str, *below: Block, thread: str = ""
    ) -> None:
        """Tell somebody in a channel, or a thread of it; from anywhere else in their direct
        messages. `below` are blocks that follow the words."""
        said: dict[str, Any] = {"text": escaped(text), "blocks": [*kit.sections(text), *below]}
        try:
            if channel.startswith(("C", "G")):
                call = self._client.chat_postEphemeral(
                    channel=channel, user=user, thread_ts=thread or None, **said
                )
            else:
                opened = await called(self._client.conversations_open(users=user))
                there = opened["channel"]["id"]
                call = self._client.chat_postMessage(channel=there, **NO_PREVIEWS, **said)
            await called(call)
        except (SlackRefused, TryLater) as trouble:
            _log.warning("not said: reason=%s", trouble)
