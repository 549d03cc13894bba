"""A channel before another one: what it does not care for goes straight through."""

from tram_bot.core.effects import Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import File
from tram_bot.outgoing import Payload
from tram_bot.ports import Channel


class HandingOn:
    """Hands all but replies on to another channel: a conversation test has no line for that."""

    def __init__(self, channel: Channel) -> None:
        """`channel` is where the talk is really held."""
        self.name = channel.name
        self._channel = channel

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Change it on the real channel."""
        return await self._channel.amend(conversation, receipt, say)

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Hand it over on the real channel."""
        return await self._channel.give(conversation, words, file)

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Take it back on the real channel."""
        await self._channel.retract(conversation, receipt)

    async def fetch(self, file: File) -> Payload:
        """A file of the real channel."""
        return await self._channel.fetch(file)
