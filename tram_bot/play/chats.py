"""The companies' chats: what was written and what is shown there, kept in memory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tram_bot.core.effects import Say
from tram_bot.core.identifiers import ConversationId, Language
from tram_bot.core.lead import File
from tram_bot.errors import Undeliverable
from tram_bot.outgoing import Payload
from tram_bot.ports import Clock

NAME = "play"


@dataclass(slots=True, kw_only=True)
class Entry:
    """One message of a chat: the company's own with its `text`, or what the bot says. `files` are
    their ids in the chats, `language` is "" until somebody has noted it."""

    id: str
    at: datetime
    text: str = ""
    say: Say | None = None
    files: tuple[str, ...] = ()
    language: Language = ""
    is_command: bool = False
    edited: bool = False
    deleted: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the company wrote it."""
        return self.say is None


class Chats:
    """Every company's chat, as a channel."""

    name = NAME

    def __init__(self, clock: Clock) -> None:
        """No chat has begun."""
        self._clock = clock
        self._entries: dict[ConversationId, list[Entry]] = defaultdict(list)
        self._files: dict[str, Payload] = {}
        self._count = 0

    def of(self, conversation: ConversationId) -> Sequence[Entry]:
        """The messages of a chat, the oldest first."""
        return self._entries[conversation]

    def entry(self, conversation: ConversationId, id: str) -> Entry | None:
        """A message by its id; None for one that is not there, or is deleted."""
        found = (each for each in self._entries[conversation] if each.id == id)
        return next((each for each in found if not each.deleted), None)

    def file(self, id: str) -> Payload | None:
        """A file that was sent either way."""
        return self._files.get(id)

    def add(self, conversation: ConversationId, text: str = "", *, say: Say | None = None) -> Entry:
        """One more message at the end of a chat."""
        entry = Entry(id=self._next("m"), at=self._clock.now(), text=text, say=say)
        self._entries[conversation].append(entry)
        return entry

    def keep(self, file: Payload) -> str:
        """Keep a file; returns its id."""
        id = self._next("f")
        self._files[id] = file
        return id

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show the reply and offer the files; the receipt is the message's id."""
        entry = self.add(conversation, say=say)
        entry.files = tuple(self.keep(file) for file in files)
        return entry.id

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Put these words in the place of those that were shown. Raises Undeliverable."""
        entry = self._shown(conversation, receipt)
        entry.say, entry.edited = say, True
        return receipt

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Show the words, and offer the file below them."""
        return await self.deliver(conversation, Say(paragraphs=(words,)), [file])

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Delete what was shown. Raises Undeliverable."""
        self._shown(conversation, receipt).deleted = True

    async def fetch(self, file: File) -> Payload:
        """A file that the company sent. Raises Undeliverable."""
        found = self._files.get(file.handle)
        if found is None:
            raise Undeliverable("the file is not kept any more")
        return found

    def _shown(self, conversation: ConversationId, receipt: str) -> Entry:
        entry = self.entry(conversation, receipt)
        if entry is None:
            raise Undeliverable("the message is not there any more")
        return entry

    def _next(self, kind: str) -> str:
        self._count += 1
        return f"{kind}{self._count}"
