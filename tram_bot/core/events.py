"""What can happen to a conversation, in words that know no channel.

A channel turns its updates into these and nothing else. `at` is when the person acted, by the
platform's clock; where a platform only tells whole seconds, the adapter gives the second's end,
so that an answer never seems older than the question it answers.
"""

from dataclasses import dataclass
from datetime import datetime

from tram_bot.core.identifiers import ConversationId, EventId, LeadId


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
    """The person changed a message sent earlier; `text` is the whole new wording."""

    text: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Happened):
    """The person pressed a button that a reply at turn `turn` carried."""

    turn: int
    scope: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Happened):
    """A slash command, in any language: the word without its slash, and what followed it."""

    word: str
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Happened):
    """The person sent a file. `handle` is how the channel finds it again; `size` is in bytes."""

    name: str
    media_type: str
    size: int
    handle: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReply(Happened):
    """Somebody at the centre wrote to the company. `staff` is the name the company sees."""

    lead: LeadId
    staff: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChanged(Happened):
    """A lead of this conversation moved; `change` is the name of the step in `core.lead`."""

    lead: LeadId
    change: str
    staff: str = ""
    centre: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed(Happened):
    """A reminder set at turn `set_at` fell due. Stale ones are recognised by that turn."""

    timer: str
    set_at: int


Event = Text | Edited | Pressed | Command | Attachment | StaffReply | LeadChanged | TimePassed


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
        )
    return Text(id=id, conversation=conversation, at=at, text=text, message=message)
