"""The doors of the house: what we ask of a channel, a desk, the store and the clock."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import Effect, Occasion, Say
from tram_bot.core.events import Event
from tram_bot.core.identifiers import (
    CentreId,
    ConversationId,
    Country,
    EventId,
    Language,
    LeadId,
)
from tram_bot.core.inbox import InboxMessage
from tram_bot.core.keeping import Keeping
from tram_bot.core.kept import Kept
from tram_bot.core.lead import File, Lead
from tram_bot.outgoing import Outgoing, Payload, ShowDigest


class Take(Protocol):
    """Brings an event to its committed end, as `turns.Turns.take` does."""

    async def __call__(self, event: Event, *, language: Language | None = None) -> None:
        """Returns after the commit; raises what the turn raised. `language` is what the platform
        says the person reads."""
        ...


class TakeIn(Protocol):
    """The same for what comes from outside, as `gate.Gate.take` does."""

    async def __call__(
        self, event: Event, *, language: Language | None = None, last: bool = False
    ) -> None:
        """Raises TooBusy as well, for what the platform is to bring again; of what it brings for
        the `last` time more may wait."""
        ...


EVERY = 2**62
"""As many as there are."""

HELD = 2.0
"""Seconds that a door keeps whoever is to come again, before it tells them: meanwhile they do not
come, and to have many wait costs less than to answer them. Ours: Slack waits for three."""


class Clock(Protocol):
    """Tells the time, in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A week's figures: what matters most, all of them in words, and as a picture."""

    headline: str
    text: str
    picture: Payload
    since: datetime


class Channel(Protocol):
    """Where companies talk to us. Every method raises TryLater or Undeliverable."""

    name: str

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Show this to the person; returns the platform's id of what was shown."""
        ...

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Put this in the place of what was shown before; returns the id of it from now on."""
        ...

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Hand the person a text that we made for them, with these words; returns the id of what
        was shown."""
        ...

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Take back what was shown, as far as the platform lets us."""
        ...

    async def fetch(self, file: File) -> Payload:
        """The content of a file that the person sent."""
        ...


class LeadDesk(Protocol):
    """Where a centre's staff see leads and work on them."""

    async def put(self, row: Outgoing, lead: Lead | None, files: Sequence[Payload]) -> str:
        """Show an item at the desk of `row.centre`; returns the platform's id of what is shown.

        `lead` is as it stands now; None for what belongs to no lead any more. `files` are the
        contents of the item's files. Raises TryLater, Undeliverable, or DeskUnreachable if nothing
        can be shown to that centre at all.
        """
        ...

    async def tell_missed(self, rows: Sequence["Undelivered"]) -> str:
        """Tell the lead partner's desk what was given up. Returns and raises as `put` does."""
        ...

    async def show_digest(self, digest: Digest) -> str:
        """Show the lead partner's desk a week's figures, unless it has these already. Returns and
        raises as `put` does."""
        ...

    async def fetch(self, file: File) -> Payload:
        """The content of a file that staff sent. Raises TryLater or Undeliverable."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTimer:
    """A reminder that fell due."""

    conversation: ConversationId
    timer: str
    set_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDone:
    """What became of a batch of events: how many were new, and the state after them."""

    fresh: tuple[EventId, ...]
    conversation: Conversation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSign:
    """What another lead of the same company is known by; empty where it did not say."""

    id: LeadId
    reference: str
    conversation: ConversationId
    company: str
    email_domain: str
    country: Country | None
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTally:
    """Numbers of leads: that came in, that were claimed at some time, and by outcome; and how many
    were erased, whenever those had come in."""

    came: int
    claimed: int
    outcomes: tuple[tuple[str, int], ...]
    erased: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasures:
    """How many leads of a centre, from companies of a country, were erased in a month (as 2026-11,
    UTC). Without a centre: how many conversations that had led to none."""

    month: str
    centre: CentreId | None
    country: Country | None
    why: Occasion
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftTalk:
    """A conversation whose questionnaire nobody goes on with. `question` was open, "" if only the
    sending was left."""

    questionnaire: str
    question: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTalk:
    """A conversation whose time is over, as it stood after that turn."""

    conversation: ConversationId
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A row of the outbox that was given up: what it is and why, and not a word of it.

    `reference` is that of its lead, else of the latest of its conversation, "" if there is none;
    `centre` whose desk it was for, None for the company.
    """

    id: int
    kind: str
    recipient: str
    centre: CentreId | None
    reference: str
    since: datetime
    given_up: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedSender:
    """Somebody whom staff have blocked, known by the lead it was done for."""

    reference: str
    centre: CentreId
    staff: str
    since: datetime


Alike = Callable[[Lead, Sequence[LeadSign]], Sequence[LeadSign]]
"""Which of these leads may be of the same company as this one, the newest first."""

Decide = Callable[
    [Conversation | None, Sequence[Event], Moment],
    tuple[Conversation, Sequence[Effect]],
]
"""What a turn does, as a pure function: the saved conversation, the events not seen before and
the moment; back come the new conversation and the effects."""


class Store(Protocol):
    """Keeps everything. Each method is one transaction; nothing is half done, ever."""

    async def take_turn(
        self, conversation: ConversationId, events: Sequence[Event], decide: Decide, now: datetime
    ) -> TurnDone:
        """Record the events' ids, let `decide` work on those not seen before, and save the
        conversation, leads, outbox rows and reminders it brings forth: all of it or nothing."""
        ...

    async def conversation(self, id: ConversationId) -> Conversation | None:
        """The conversation as it stands."""
        ...

    async def due(
        self, now: datetime, limit: int, *, besides: Collection[int] = ()
    ) -> Sequence[Outgoing]:
        """What may be sent now: per recipient only the oldest unsent row, oldest first; without
        the rows `besides`, which are on their way already. What was never tried is due whatever
        the clock says, and see LONGEST_WAIT."""
        ...

    async def not_shown(self, centre: CentreId) -> Sequence[Outgoing]:
        """The leads, new or changed, that wait to be shown to a centre, the oldest first; among
        them what is on its way."""
        ...

    async def delivered(
        self, id: int, receipt: str, now: datetime, *, shown_at: CentreId | None = None
    ) -> None:
        """A row was sent; `receipt` is the platform's id of it. If it was erased on its way, what
        now stands at the desk `shown_at` is to be taken off again."""
        ...

    async def put_off(
        self,
        id: int,
        until: datetime,
        reason: str,
        *,
        failed: bool = True,
        begun: bool = False,
        shown: str = "",
        shown_at: CentreId | None = None,
    ) -> None:
        """A row could not be sent and is to be tried again at `until`, LONGEST_WAIT from now at
        the latest; that counts as an attempt if it has `failed`, rather than was asked to wait. If
        it is `begun`, it is for this program, as long as it runs. `shown` is the receipt of
        what stands at the desk `shown_at` already: it is taken off if the row is erased."""
        ...

    async def give_up(
        self,
        id: int,
        reason: str,
        now: datetime,
        *,
        shown: str = "",
        shown_at: CentreId | None = None,
    ) -> None:
        """A row can never be sent; it is kept, and no longer stands in the way of later ones. The
        lead partner's desk is told some minutes later, together with others. `shown` as in
        `put_off`."""
        ...

    async def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        """The reminders that fell due. Taking the turn of a reminder removes it."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next row or reminder falls due; None if nothing waits."""
        ...

    async def lead(self, id: LeadId) -> Lead | None:
        """A lead by its id."""
        ...

    async def lead_by_reference(self, reference: str) -> Lead | None:
        """A lead by what people call it; case and surrounding blanks do not matter."""
        ...

    async def leads(self, *, skip: int = 0, most: int = EVERY) -> Sequence[Lead]:
        """Leads, newest first: so many at most of those after the first `skip`."""
        ...

    async def lead_at(self, receipt: str) -> tuple[Lead, CentreId] | None:
        """The lead whose card was delivered under this receipt, and at whose desk."""
        ...

    async def open_leads(self, centres: Sequence[CentreId], *, most: int = EVERY) -> Sequence[Lead]:
        """The leads of these centres that are not closed, the oldest first, so many at most."""
        ...

    async def leads_of(self, owner: str, *, skip: int = 0, most: int = EVERY) -> Sequence[Lead]:
        """The open leads that somebody has claimed, the oldest first: so many at most of those
        after the first `skip`."""
        ...

    async def companies(self, like: Lead, since: datetime) -> Sequence[LeadSign]:
        """What the leads sent since then can be known by that have the same domain of e-mail, or
        come from the same country, or conversation, as this one; the newest first."""
        ...

    async def card(self, lead: LeadId, centre: CentreId) -> str:
        """The receipt of the lead's card at a centre's desk, "" if none was delivered."""
        ...

    async def card_moved(self, lead: Lead, centre: CentreId, receipt: str, now: datetime) -> None:
        """The lead's card at a centre's desk stands under this receipt from now on, as it could not
        be changed where it was. If the lead was erased meanwhile, it is to be taken off."""
        ...

    async def tally(self, centres: Sequence[CentreId], since: datetime) -> LeadTally:
        """How many leads came in since then at these centres, and what became of them; how many
        were erased since the beginning of that month."""
        ...

    async def erasures(self) -> Sequence[Erasures]:
        """All that was ever erased, as numbers."""
        ...

    async def left_talks(self, since: datetime, until: datetime) -> Sequence[LeftTalk]:
        """Conversations in the midst of a questionnaire, or that laid one aside, in which a person
        did something last from `since` to before `until`."""
        ...

    async def outlived(self, now: datetime, keeping: Keeping, limit: int) -> Sequence[OldTalk]:
        """Conversations that are kept for too long, the oldest first. They are erased by their
        own turn with an `Outlived`, and not by this."""
        ...

    async def prune(self, now: datetime, keeping: Keeping, limit: int) -> int:
        """Delete at most so many rows that serve no more, of each kind: ids of events, what is
        known of messages that were sent or given up, and what was not understood. Returns how many
        there were."""
        ...

    async def wipe(self) -> None:
        """Have what was deleted leave the disk, too, where that takes an effort of its own."""
        ...

    async def kept(self, conversation: ConversationId) -> Kept | None:
        """Everything about a conversation, for whom it is about; None if it is not kept."""
        ...

    async def forget(self, conversation: ConversationId, now: datetime) -> None:
        """Delete everything about a conversation, as an `Erase` effect does."""
        ...

    async def page_shown(self, member: str) -> None:
        """A member of staff is about to be shown a page with leads or messages on it: whenever any
        are erased, it is to be shown anew."""
        ...

    async def page_gone(self, member: str) -> None:
        """They have no such page any more."""
        ...

    async def inbox(self) -> Sequence[InboxMessage]:
        """Every message that was not understood and that nobody has dealt with, the oldest id
        first."""
        ...

    async def dismiss(self, ids: Sequence[int], now: datetime) -> int:
        """Take messages out of the inbox for good; returns how many of them there were."""
        ...

    async def blocked(self) -> Sequence[BlockedSender]:
        """Everybody who is blocked, the latest first."""
        ...

    async def block_of(self, conversation: ConversationId) -> BlockedSender | None:
        """The block on the sender of a conversation, if there is one."""
        ...

    async def unblock(self, reference: str) -> bool:
        """Hear the sender again who was blocked for that lead; whether there was one. For leads
        that were erased; one that is kept is told of it by an event."""
        ...

    async def tell_desk(self, centre: CentreId, text: str, now: datetime, once: EventId) -> None:
        """Put down a line for a centre's desk that belongs to no lead. Of several processes that
        have the same to tell, the first to tell it `once` does."""
        ...

    async def show_digest(self, item: ShowDigest, now: datetime, once: EventId) -> None:
        """Put down that the lead partner's desk is to be shown a week's figures. Of several
        processes the first to ask for it `once` does."""
        ...

    async def ready(self) -> None:
        """Returns if something could be saved right now, as far as that shows without saving it."""
        ...

    async def undelivered(self) -> Sequence[Undelivered]:
        """What was given up, oldest first."""
        ...

    async def send_again(self, ids: Sequence[int], now: datetime) -> int:
        """Put rows that were given up back at the end of their lines, or all of them if none is
        named; returns how many."""
        ...

    async def outbox_size(self) -> Mapping[str, int]:
        """How many rows of the outbox there are by state: `waiting`, `delivered`, `given_up`."""
        ...

    async def close(self) -> None:
        """Finish what was begun and let go of the file."""
        ...
