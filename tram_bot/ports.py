"""The doors of the house: what we ask of a channel, a desk, the store and the clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import Effect, Say
from tram_bot.core.events import Event
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import File, Lead


class Clock(Protocol):
    """Tells the time, in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A file on its way from one platform to another."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


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

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Take back what was shown, as far as the platform lets us."""
        ...

    async def fetch(self, file: File) -> Payload:
        """The content of a file that the person sent."""
        ...


class LeadDesk(Protocol):
    """Where a centre's staff see leads."""

    async def post(self, lead: Lead, centre: CentreId, *, copy: bool) -> str:
        """Show the lead, or its new state, to a centre; returns the platform's id of the card.

        Raises TryLater or Undeliverable.
        """
        ...

    async def relay(self, lead: Lead, text: str, *, edited: bool) -> str:
        """Show the staff what the company wrote. Raises TryLater or Undeliverable."""
        ...


OutboxKind = Literal["say", "lead", "lead_copy", "relay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A row of the outbox: one thing to send. Rows of one `recipient` leave in order of `id`."""

    id: int
    kind: OutboxKind
    recipient: str
    conversation: ConversationId
    lead: LeadId | None
    centre: CentreId | None
    say: Say | None
    text: str
    edited: bool
    attempts: int
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTimer:
    """A reminder that fell due."""

    conversation: ConversationId
    timer: str
    set_at: int
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDone:
    """What became of a batch of events: how many were new, and the state after them."""

    fresh: tuple[EventId, ...]
    conversation: Conversation | None


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

    async def due(self, now: datetime, limit: int) -> Sequence[Outgoing]:
        """What may be sent now: per recipient only the oldest unsent row, oldest first."""
        ...

    async def delivered(self, id: int, receipt: str, now: datetime) -> None:
        """A row was sent; `receipt` is the platform's id of it."""
        ...

    async def put_off(self, id: int, until: datetime, reason: str) -> None:
        """A row could not be sent and is to be tried again at `until`."""
        ...

    async def give_up(self, id: int, reason: str, now: datetime) -> None:
        """A row can never be sent; it is kept, and no longer stands in the way of later ones."""
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

    async def leads(self) -> Iterable[Lead]:
        """Every lead, newest first."""
        ...

    async def forget(self, conversation: ConversationId) -> None:
        """Delete everything about a conversation, as an `Erase` effect does."""
        ...

    async def close(self) -> None:
        """Finish what was begun and let go of the file."""
        ...
