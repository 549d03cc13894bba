"""What can happen to a conversation, in words that know no channel.

A channel turns its updates into these and nothing else. `at` is when the person acted, by the
platform's clock; where a platform only tells whole seconds, the adapter gives the second's end,
so that an answer never seems older than the question it answers.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import File, Outcome, Staff, Step, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event carries: which one it is, whose conversation it belongs to, and when."""

    id: EventId
    conversation: ConversationId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Happened):
    """The person wrote something. `message` is the platform's message id, for later edits."""

    text: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Happened):
    """The person changed a message sent earlier; `text` is the whole new wording, `file` the one
    that it has now, where the platform lets another take its place."""

    text: str
    message: str
    file: File | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Happened):
    """The person pressed a button that a reply at turn `turn` carried."""

    turn: int
    scope: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Happened):
    """A slash command, in any language: the word without its slash, and what followed it. `text`
    is all of it as typed, and `message` the platform's message id, for later edits. A `bare` one is
    a mere word, which may be meant for a person as well."""

    word: str
    argument: str = ""
    text: str = ""
    message: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Happened):
    """The person sent a file. `handle` is how the channel finds it again; `size` is in bytes;
    `mark` is as in `File`."""

    name: str
    media_type: str
    size: int
    handle: str
    mark: str = ""
    caption: str = ""
    message: str = ""

    @property
    def file(self) -> File:
        """What was sent."""
        return File(
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            handle=self.handle,
            message=self.message,
            mark=self.mark,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfNoUse(Happened):
    """The person sent something of a kind that nothing is made of, such as a place on a map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(Happened):
    """The person deleted a message sent earlier."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDesk(Happened):
    """What everything done with a lead carries: which lead, who did it, and at whose desk."""

    lead: LeadId
    by: Staff
    desk: CentreId


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffStepped(AtDesk):
    """Somebody takes a step of the lead's life. Passing on says to which centre and why, closing
    with which outcome, what became of the match, and whether to `block` the sender of spam;
    `detail` is theirs, in words."""

    step: Step
    detail: str = ""
    centre: CentreId | None = None
    outcome: Outcome | None = None
    verdict: Verdict | None = None
    block: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWrote(AtDesk):
    """Somebody wrote in the lead's thread. `message` is the desk's id of that message."""

    message: str
    text: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEdited(AtDesk):
    """Somebody changed what they wrote in the thread; `text` is the whole new wording, `files` are
    those that the message has."""

    message: str
    text: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDeleted(AtDesk):
    """Somebody deleted what they wrote in the thread."""

    message: str


class Decision(StrEnum):
    """What is to become of a reply that was held."""

    CLAIM_AND_SEND = "claim_and_send"
    SEND_ONCE = "send_once"
    KEEP_AS_NOTE = "keep_as_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDecided(AtDesk):
    """Somebody decided what becomes of their reply that was held."""

    message: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAsked(AtDesk):
    """Somebody asks the company: one of the questionnaire's questions by id, or in own words."""

    question: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffExported(AtDesk):
    """Somebody wants the lead as files, with what was told in confidence or without."""

    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffErased(AtDesk):
    """Somebody erases everything about the lead's company, at its wish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffUnblocked(AtDesk):
    """Somebody has the lead's sender heard again, who was blocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyGone(Happened):
    """Nothing can be told to the person any more: they blocked the bot, or the chat is gone."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLost(Happened):
    """A centre's desk cannot be reached, and its lead waits; `why` is a word for the people who
    can mend it."""

    lead: LeadId
    centre: CentreId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed(Happened):
    """A reminder set at turn `set_at` fell due. Stale ones are recognised by that turn."""

    timer: str
    set_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack(Happened):
    """The person is not heard for so many minutes: they sent more than anybody may or, in a
    `crowd`, too many others write for the first time, as they do."""

    crowd: bool
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlived(Happened):
    """Nobody has done anything here for as long as it may be kept; `turn` is the latest there was
    when this was found. Whatever has happened since makes it void."""

    turn: int


FromCompany = Text | Edited | Deleted | Pressed | Command | Attachment | OfNoUse

FromDesk = (
    StaffStepped
    | StaffWrote
    | StaffEdited
    | StaffDeleted
    | StaffDecided
    | StaffAsked
    | StaffExported
    | StaffErased
    | StaffUnblocked
)

Event = FromCompany | FromDesk | CompanyGone | DeskLost | TimePassed | HeldBack | Outlived


def written_in(event: Event) -> str:
    """The words of a message, or those below a file; "" for whatever else happened."""
    match event:
        case Text(text=text) | Attachment(caption=text):
            return text
        case _:
            return ""


def said(
    *, id: EventId, conversation: ConversationId, at: datetime, text: str, message: str = ""
) -> Text | Command:
    """What a line of text is as an event: a command if it begins with a slash, else words.

    >>> from datetime import UTC
    >>> now = datetime(2026, 1, 5, tzinfo=UTC)
    >>> said(id=EventId("1"), conversation=ConversationId("t:1"), at=now, text="/language pl").word
    'language'
    """
    stripped = text.strip()
    if stripped.startswith("/") and stripped[1:2].isalpha():
        word, _, argument = stripped[1:].partition(" ")
        # Telegram appends the bot's name in groups: /help@tram_bot
        return Command(
            id=id,
            conversation=conversation,
            at=at,
            word=word.partition("@")[0].lower(),
            argument=argument.strip(),
            text=text,
            message=message,
        )
    return Text(id=id, conversation=conversation, at=at, text=text, message=message)
