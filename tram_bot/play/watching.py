"""What a turn consulted, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tram_bot.core.content import Content
from tram_bot.core.effects import Effect
from tram_bot.core.finding import Finding, Need
from tram_bot.core.identifiers import ConversationId, Language
from tram_bot.core.message import Understood
from tram_bot.core.phrasebook import Phrasebook
from tram_bot.ports import Clock


@dataclass(slots=True, kw_only=True)
class Consulted:
    """What was asked of the content within one turn, in order. `phrases` are key and language, with
    what was said."""

    understood: list[Understood] = field(default_factory=list)
    found: list[tuple[Need, Finding]] = field(default_factory=list)
    phrases: dict[tuple[str, Language], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A turn that was taken: when, what it consulted, and its effects; None if it failed."""

    at: datetime
    consulted: Consulted
    effects: Sequence[Effect] | None


class Watch:
    """Hands turns a content that notes what it is asked, and keeps the latest of each talk.

    Turns of all talks are taken one after another here, so that what is noted belongs to the one
    that has just ended.
    """

    def __init__(self, content: Callable[[], Content], clock: Clock) -> None:
        """`content` gives the content that is really asked."""
        self._content = content
        self._clock = clock
        self._noted = Consulted()
        self._watched: tuple[Content, Content] | None = None
        self._latest: dict[ConversationId, Taken] = {}
        self._latest_words: dict[ConversationId, Consulted] = {}

    def content(self) -> Content:
        """The content of the moment, watched."""
        content = self._content()
        if self._watched is None or self._watched[0] is not content:
            self._watched = content, self._watching(content)
        return self._watched[1]

    def observe(
        self, conversation: ConversationId, seconds: float, effects: Sequence[Effect] | None
    ) -> None:
        """A turn has ended."""
        del seconds
        noted, self._noted = self._noted, Consulted()
        self._latest[conversation] = Taken(at=self._clock.now(), consulted=noted, effects=effects)
        if noted.understood or noted.found:
            before = self._latest_words.get(conversation, Consulted())
            # When a button is pressed no words are read, and what they led to is asked for again.
            read = noted.understood or before.understood
            self._latest_words[conversation] = replace(noted, understood=read)

    def latest(self, conversation: ConversationId) -> Taken | None:
        """The latest turn of a talk."""
        return self._latest.get(conversation)

    def latest_words(self, conversation: ConversationId) -> Consulted | None:
        """What the latest turn consulted in which words of the company were read or searched with;
        what the latest words were understood as."""
        return self._latest_words.get(conversation)

    def _watching(self, content: Content) -> Content:
        def understand(text: str, language: Language, today: date) -> Understood:
            understood = content.understand(text, language, today)
            self._noted.understood.append(understood)
            return understood

        def find(need: Need) -> Finding:
            finding = content.find(need)
            self._noted.found.append((need, finding))
            return finding

        def said(key: str, language: Language, text: str) -> None:
            self._noted.phrases[key, language] = text

        book = content.phrasebook
        return replace(
            content,
            understand=understand,
            find=find,
            phrasebook=_Watched(book.phrases, book.languages, said),
        )


@dataclass(frozen=True)
class _Watched(Phrasebook):
    """A phrasebook that tells what it was asked for."""

    tell: Callable[[str, Language, str], None]

    def say(self, key: str, language: Language, /, **values: str) -> str:
        """The phrase, told of."""
        text = super().say(key, language, **values)
        self.tell(key, language, text)
        return text
