"""Everything that is kept about a conversation, gathered from wherever it stands."""

from dataclasses import dataclass
from datetime import datetime

from tram_bot.core.conversation import Conversation
from tram_bot.core.inbox import InboxMessage
from tram_bot.core.lead import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A timer that is set, by its name, and when it falls due."""

    timer: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """Something that waits to be sent, or that was given up: of which kind, to the company or to a
    centre, and what it says if it is for the company or of it, "" else."""

    kind: str
    to_company: bool
    since: datetime
    given_up: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A conversation with all that belongs to it. `events` is how many messages and presses are
    remembered by their ids, the first and the last of them at those moments."""

    conversation: Conversation
    leads: tuple[Lead, ...]
    reminders: tuple[Reminder, ...]
    unsent: tuple[Unsent, ...]
    events: int
    first: datetime | None
    last: datetime | None
    sent: int
    """Messages that were sent, of which only that is known."""
    misheard: tuple[InboxMessage, ...] = ()
    """Messages that were not understood, as people who teach the bot see them."""
