"""What people at companies do in their chats, as events of their conversations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tram_bot.core.events import Attachment, Command, Deleted, Edited, Event, Pressed, said
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.identifiers import ConversationId, EventId, Language
from tram_bot.outgoing import Payload
from tram_bot.play.chats import NAME, Chats
from tram_bot.ports import Clock


@dataclass(slots=True, kw_only=True)
class Company:
    """Somebody at a company. `language` is that of their platform."""

    number: int
    language: Language

    @property
    def name(self) -> str:
        """What they are called on the page."""
        return f"Company {self.number}"

    @property
    def conversation(self) -> ConversationId:
        """Their conversation with the bot."""
        return ConversationId(f"{NAME}:{self.number}")


class Companies:
    """Everybody who writes to the bot. What they do is put into their chat, and comes back as
    events to be taken; no event for what a chat does not offer."""

    def __init__(self, chats: Chats, clock: Clock) -> None:
        """Nobody has written yet."""
        self._chats = chats
        self._clock = clock
        self._companies: list[Company] = []
        self._count = 0

    def __iter__(self) -> Iterator[Company]:
        return iter(self._companies)

    def add(self, language: Language) -> Company:
        """One more company."""
        company = Company(number=len(self._companies) + 1, language=language)
        self._companies.append(company)
        return company

    def named(self, number: str) -> Company:
        """The company of that number, else the first. Raises IndexError before there is one."""
        found = (each for each in self._companies if str(each.number) == number)
        return next(found, self._companies[0])

    def writes(self, company: Company, text: str, files: Sequence[Payload]) -> Sequence[Event]:
        """A message; with files, its text is the first one's caption."""
        if files:
            return [
                self._attached(company, text if first else "", file)
                for first, file in ((n == 0, each) for n, each in enumerate(files))
            ]
        if not text.strip():
            return []
        entry = self._chats.add(company.conversation, text)
        event = said(
            id=self._event_id(),
            conversation=company.conversation,
            at=self._clock.now(),
            text=text,
            message=entry.id,
        )
        entry.is_command = isinstance(event, Command)
        return [event]

    def presses(self, company: Company, message: str, number: int) -> Sequence[Event]:
        """The so many-th button below a message of the bot's, counted from 0."""
        entry = self._chats.entry(company.conversation, message)
        buttons = entry.say.buttons if entry and entry.say else ()
        return [
            Pressed(
                id=self._event_id(),
                conversation=company.conversation,
                at=self._clock.now(),
                turn=button.turn,
                scope=button.scope,
                option=button.option,
            )
            for button in buttons[number : number + 1]
        ]

    def edits(self, company: Company, message: str, text: str) -> Sequence[Event]:
        """Another wording of a message of their own."""
        entry = self._chats.entry(company.conversation, message)
        if not entry or not entry.is_own or not text.strip() or text == entry.text:
            return []
        entry.text, entry.edited = text, True
        return [
            Edited(
                id=self._event_id(),
                conversation=company.conversation,
                at=self._clock.now(),
                text=text,
                message=message,
            )
        ]

    def deletes(self, company: Company, message: str) -> Sequence[Event]:
        """A message of their own, taken back."""
        entry = self._chats.entry(company.conversation, message)
        if not entry or not entry.is_own:
            return []
        entry.deleted = True
        return [
            Deleted(
                id=self._event_id(),
                conversation=company.conversation,
                at=self._clock.now(),
                message=message,
            )
        ]

    def _attached(self, company: Company, caption: str, file: Payload) -> Event:
        entry = self._chats.add(company.conversation, caption)
        handle = self._chats.keep(file)
        entry.files = (handle,)
        return Attachment(
            id=self._event_id(),
            conversation=company.conversation,
            at=self._clock.now(),
            name=clean_file_name(file.name),
            media_type=file.media_type,
            size=len(file.data),
            handle=handle,
            caption=caption,
            message=entry.id,
        )

    def _event_id(self) -> EventId:
        self._count += 1
        return EventId(f"{NAME}:{self._count}")
