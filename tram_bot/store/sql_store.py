"""What both stores do: which statements each method of the port comes to."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from tram_bot.core.conversation import Conversation
from tram_bot.core.events import Event
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.inbox import InboxMessage
from tram_bot.core.keeping import Keeping
from tram_bot.core.kept import Kept
from tram_bot.core.lead import Lead
from tram_bot.outgoing import Outgoing, ShowDigest
from tram_bot.ports import (
    EVERY,
    BlockedSender,
    Decide,
    DueTimer,
    Erasures,
    LeadSign,
    LeadTally,
    LeftTalk,
    OldTalk,
    TurnDone,
    Undelivered,
)
from tram_bot.store import (
    aging,
    blocks,
    conversations,
    erased,
    home_pages,
    kept,
    leads,
    lines,
    misheard,
    outbox,
    reports,
    timers,
    turn,
)
from tram_bot.store.known_again import Others
from tram_bot.store.settling import Sent, Settling
from tram_bot.store.sql import Connection
from tram_bot.store.wiping import wipe_now

T = TypeVar("T")


class SqlStore(ABC):
    """Keeps everything in a database; see `ports.Store` for what its methods promise.

    They raise SettingsError when the database is out of reach, full or in somebody's way: then
    nothing was saved, and the store goes on as soon as that is mended.
    """

    def __init__(self, *, settling_at_once: int, others: Others) -> None:
        """`settling_at_once` is how many transactions at a time may put down what was sent,
        `others` what an erasure does to other requests."""
        self._unreadable: set[int] = set()
        """Rows of the outbox that this program cannot read, until it is started anew."""
        self._others = others
        self._settling = Settling(self._settle, self.ready, at_once=settling_at_once)

    @abstractmethod
    async def write(self, job: Callable[[Connection], T]) -> T:
        """Do the job in a transaction and return what it returned, once that is on the disk.

        Raises what the job raised, having undone it.
        """

    @abstractmethod
    async def read(self, query: Callable[..., T], *arguments: object) -> T:
        """What the query, given a connection and these arguments, returns."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what was begun and let go. A second call does nothing."""

    async def take_turn(
        self, conversation: ConversationId, events: Sequence[Event], decide: Decide, now: datetime
    ) -> TurnDone:
        """Take a turn, all of it or nothing. Raises what `decide` raises."""
        job = partial(turn.take, conversation=conversation, events=events, decide=decide, now=now)
        return await self.write(partial(job, others=self._others))

    async def conversation(self, id: ConversationId) -> Conversation | None:
        """The conversation as it stands."""
        return await self.read(conversations.load, id)

    async def due(
        self, now: datetime, limit: int, *, besides: Collection[int] = ()
    ) -> Sequence[Outgoing]:
        """What may be sent now."""
        # Of its own, as it is read in another thread.
        known = tuple(besides)
        return await self.read(lines.load_due, now, limit, self._unreadable, known)

    async def delivered(
        self, id: int, receipt: str, now: datetime, *, shown_at: CentreId | None = None
    ) -> None:
        """A row was sent; its text is dropped."""
        sent = Sent(id=id, receipt=receipt, now=now, shown_at=shown_at)
        await self._settling.put_down(sent)

    async def _settle(self, sent: Sequence[Sent]) -> None:
        await self.write(partial(put_down, sent=sent))

    async def put_off(
        self,
        id: int,
        until: datetime,
        reason: str,
        *,
        failed: bool = True,
        begun: bool = False,  # noqa: ARG002 - nobody else could go on with it
        shown: str = "",
        shown_at: CentreId | None = None,
    ) -> None:
        """A row is to be tried again at `until`."""
        job = partial(outbox.put_off, id=id, until=until, reason=reason, failed=failed)
        await self.write(partial(job, shown=shown, shown_at=shown_at))

    async def give_up(
        self,
        id: int,
        reason: str,
        now: datetime,
        *,
        shown: str = "",
        shown_at: CentreId | None = None,
    ) -> None:
        """A row can never be sent."""
        job = partial(outbox.give_up, id=id, reason=reason, now=now)
        await self.write(partial(job, shown=shown, shown_at=shown_at))

    async def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        """The reminders that fell due."""
        return await self.read(timers.load_due, now, limit)

    async def next_due(self) -> datetime | None:
        """When the next row or reminder falls due."""
        return await self.read(_next_due, self._unreadable)

    async def lead(self, id: LeadId) -> Lead | None:
        """A lead by its id."""
        return await self.read(leads.load, id)

    async def lead_by_reference(self, reference: str) -> Lead | None:
        """A lead by what people call it."""
        return await self.read(leads.load_by_reference, reference)

    async def leads(self, *, skip: int = 0, most: int = EVERY) -> Sequence[Lead]:
        """Leads, newest first: so many at most of those after the first `skip`."""
        return await self.read(leads.load_all, skip, most)

    async def lead_at(self, receipt: str) -> tuple[Lead, CentreId] | None:
        """The lead whose card was delivered under this receipt, and at whose desk."""
        return await self.read(_lead_at, receipt)

    async def open_leads(self, centres: Sequence[CentreId], *, most: int = EVERY) -> Sequence[Lead]:
        """The leads of these centres that are not closed, the oldest first, so many at most."""
        return await self.read(leads.load_open, centres, most)

    async def leads_of(self, owner: str, *, skip: int = 0, most: int = EVERY) -> Sequence[Lead]:
        """The open leads that somebody has claimed, the oldest first: so many at most of those
        after the first `skip`."""
        return await self.read(leads.load_of_owner, owner, skip, most)

    async def companies(self, like: Lead, since: datetime) -> Sequence[LeadSign]:
        """What the leads sent since then can be known by that may be of the same company."""
        return await self.read(reports.companies, like, since)

    async def not_shown(self, centre: CentreId) -> Sequence[Outgoing]:
        """The leads that wait to be shown to a centre."""
        return await self.read(lines.not_shown, centre)

    async def card(self, lead: LeadId, centre: CentreId) -> str:
        """The receipt of the lead's card at a centre's desk."""
        return await self.read(lines.card_at, lead, centre)

    async def card_moved(self, lead: Lead, centre: CentreId, receipt: str, now: datetime) -> None:
        """The lead's card stands elsewhere from now on."""
        moved = partial(outbox.card_moved, lead=lead, centre=centre, receipt=receipt, now=now)
        await self.write(moved)

    async def tally(self, centres: Sequence[CentreId], since: datetime) -> LeadTally:
        """How many leads came in since then at these centres, and what became of them."""
        return await self.read(reports.tally, centres, since)

    async def erasures(self) -> Sequence[Erasures]:
        """All that was ever erased, as numbers."""
        return await self.read(erased.load)

    async def left_talks(self, since: datetime, until: datetime) -> Sequence[LeftTalk]:
        """Conversations whose questionnaire nobody goes on with."""
        return await self.read(reports.left_talks, since, until)

    async def outlived(self, now: datetime, keeping: Keeping, limit: int) -> Sequence[OldTalk]:
        """Conversations that are kept for too long."""
        return await self.read(aging.outlived, now, keeping, limit)

    async def prune(self, now: datetime, keeping: Keeping, limit: int) -> int:
        """Delete some of what serves no more."""
        return await self.write(partial(aging.prune, now=now, keeping=keeping, limit=limit))

    async def wipe(self) -> None:
        """Have what was deleted leave the disk, too."""
        await self.write(wipe_now)

    async def kept(self, conversation: ConversationId) -> Kept | None:
        """Everything about a conversation, for whom it is about."""
        return await self.read(kept.load, conversation)

    async def forget(self, conversation: ConversationId, now: datetime) -> None:
        """Delete everything about a conversation."""
        job = partial(turn.erase, conversation=conversation, now=now, others=self._others)
        await self.write(job)

    async def page_shown(self, member: str) -> None:
        """A page is about to be shown."""
        await self.write(partial(home_pages.shown, member=member))

    async def page_gone(self, member: str) -> None:
        """There is no such page any more."""
        await self.write(partial(home_pages.gone, member=member))

    async def inbox(self) -> Sequence[InboxMessage]:
        """Every message that was not understood."""
        return await self.read(misheard.load_all)

    async def dismiss(self, ids: Sequence[int], now: datetime) -> int:
        """Take messages out of the inbox."""
        return await self.write(partial(misheard.dismiss, ids=ids, now=now))

    async def blocked(self) -> Sequence[BlockedSender]:
        """Everybody who is blocked, the latest first."""
        return await self.read(blocks.load_all)

    async def block_of(self, conversation: ConversationId) -> BlockedSender | None:
        """The block on the sender of a conversation, if there is one."""
        return await self.read(blocks.load, conversation)

    async def unblock(self, reference: str) -> bool:
        """Hear the sender again who was blocked for that lead."""
        return await self.write(partial(blocks.lift_by_reference, reference=reference))

    async def tell_desk(self, centre: CentreId, text: str, now: datetime, once: EventId) -> None:
        """Put down a line for a centre's desk, unless that was done under this id."""
        await self.write(partial(_tell_desk, centre=centre, text=text, now=now, once=once))

    async def show_digest(self, item: ShowDigest, now: datetime, once: EventId) -> None:
        """Put down a week's figures for the lead partner's desk, unless that was done."""
        await self.write(partial(_show_digest, item=item, now=now, once=once))

    @abstractmethod
    async def ready(self) -> None:
        """Return if something could be saved, as far as that shows; what is kept stays as it is."""

    async def undelivered(self) -> Sequence[Undelivered]:
        """What was given up, oldest first."""
        return await self.read(lines.undelivered)

    async def send_again(self, ids: Sequence[int], now: datetime) -> int:
        """Put rows that were given up back into their lines."""
        return await self.write(partial(outbox.send_again, ids=ids, now=now))

    async def outbox_size(self) -> Mapping[str, int]:
        """How many rows of the outbox there are by state."""
        return await self.read(lines.size)


def put_down(connection: Connection, sent: Sequence[Sent]) -> None:
    """Put down that these rows were sent."""
    for each in sent:
        outbox.delivered(connection, each.id, each.receipt, each.now, shown_at=each.shown_at)


def _tell_desk(
    connection: Connection, centre: CentreId, text: str, now: datetime, once: EventId
) -> None:
    if conversations.record(connection, lines.desk_of(centre), once, now):
        outbox.put_note(connection, centre, text, now)


def _show_digest(connection: Connection, item: ShowDigest, now: datetime, once: EventId) -> None:
    if conversations.record(connection, outbox.DIGEST, once, now):
        outbox.put_digest(connection, item, now)


def _lead_at(connection: Connection, receipt: str) -> tuple[Lead, CentreId] | None:
    found = lines.find_card(connection, receipt)
    lead = leads.load(connection, found[0]) if found else None
    return (lead, found[1]) if found and lead else None


def _next_due(connection: Connection, unreadable: set[int]) -> datetime | None:
    dues = (lines.first_due(connection, unreadable), timers.first_due(connection))
    return min((due for due in dues if due), default=None)
