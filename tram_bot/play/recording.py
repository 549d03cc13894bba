"""Each company's talk, as a conversation test."""

from collections.abc import Callable, Sequence

from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation
from tram_bot.core.effects import Say
from tram_bot.core.events import Event
from tram_bot.core.identifiers import ConversationId, Language
from tram_bot.outgoing import Payload
from tram_bot.ports import Channel, Clock
from tram_bot.transcripts.handing_on import HandingOn
from tram_bot.transcripts.record import Recorder


class Recording(HandingOn):
    """A channel that hands everything on to another, and remembers each talk by itself."""

    def __init__(
        self, channel: Channel, clock: Clock, content: Callable[[], Content], language: Language
    ) -> None:
        """`channel` is where the talks are really held; they begin in the `language` if nothing
        better is known."""
        super().__init__(channel)
        self._clock = clock
        self._content = content
        self._language = language
        self._talks: dict[ConversationId, Recorder] = {}

    def heard(
        self, event: Event, talk: Conversation | None, language: Language | None = None
    ) -> None:
        """Somebody did this, when the talk stood so; their platform speaks that language."""
        self._of(event.conversation, language).heard(event, talk)

    def waited(self, hours: int) -> None:
        """So long nobody did anything."""
        for recorder in self._talks.values():
            recorder.waited(hours)

    def written(
        self, conversation: ConversationId, name: str, talk: Conversation | None
    ) -> str | None:
        """A talk, which ended so, as a conversation test with every word: what is tried here is
        made up. None if nothing was said."""
        recorder = self._talks.get(conversation)
        return recorder.written(name, talk, whole=True)[0] if recorder else None

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show it on the real channel."""
        return await self._of(conversation).deliver(conversation, say, files)

    def _of(self, conversation: ConversationId, language: Language | None = None) -> Recorder:
        if conversation not in self._talks:
            self._talks[conversation] = Recorder(
                self._channel, self._clock, self._content(), language or self._language
            )
        return self._talks[conversation]
