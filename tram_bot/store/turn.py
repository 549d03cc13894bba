"""One turn within a transaction: what came in, what it changes, what it brings forth."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import (
    Amend,
    Block,
    CancelReminder,
    Effect,
    Erase,
    Export,
    GiveData,
    KeepLead,
    Misheard,
    Occasion,
    Relay,
    RemindAt,
    Retract,
    Say,
    SubmitLead,
    TellDesk,
    Unblock,
    Unhear,
    Whisper,
)
from tram_bot.core.events import (
    Deleted,
    Edited,
    Event,
    FromCompany,
    FromDesk,
    HeldBack,
    Outlived,
)
from tram_bot.core.identifiers import ConversationId
from tram_bot.ports import Decide, TurnDone
from tram_bot.store import (
    blocks,
    conversations,
    erased,
    home_pages,
    leads,
    misheard,
    outbox,
    timers,
)
from tram_bot.store.known_again import Others
from tram_bot.store.sql import Connection
from tram_bot.store.wiping import owe_wipe


def take(
    connection: Connection,
    conversation: ConversationId,
    events: Sequence[Event],
    decide: Decide,
    now: datetime,
    *,
    others: Others,
) -> TurnDone:
    """Take a turn with the events not seen before; without any, nothing happens. A reminder that
    somebody's answer has overtaken is none.

    Raises whatever `decide` raises; the caller then undoes the whole turn.
    """
    before = conversations.load(connection, conversation)
    # What is void is not recorded either: nobody who was forgotten leaves a trace by it.
    events = timers.without_stale(connection, conversation, _not_void(before, events))
    fresh = conversations.record_events(connection, conversation, events)
    if not fresh:
        return TurnDone(fresh=(), conversation=before)
    moment = Moment(
        now=now,
        next_numbers=leads.NextNumbers(connection, now),
        leads=leads.LeadsOf(connection, conversation),
        is_blocked=blocks.is_blocked(connection, conversation),
    )
    after, effects = decide(before, fresh, moment)
    if after.id != conversation:
        raise ValueError(f"a turn of {conversation} came to conversation {after.id}")
    ids = tuple(event.id for event in fresh)
    if moment.is_blocked and not effects and after.turn == (before.turn if before else 0):
        # Dropped whole: not even a trace is left of somebody who is not to be heard.
        conversations.unrecord(connection, conversation, fresh)
        timers.remove_passed(connection, conversation, fresh)
        return TurnDone(fresh=ids, conversation=before)
    if any(isinstance(effect, Erase) for effect in effects):
        _erase_within_turn(connection, conversation, effects, now, others)
        return TurnDone(fresh=ids, conversation=None)
    heard = any(isinstance(event, FromCompany | FromDesk) for event in fresh)
    conversations.save(connection, before, after, now, heard=heard)
    timers.remove_passed(connection, conversation, fresh)
    for effect in effects:
        _carry_out(connection, after, effect, now)
    return TurnDone(fresh=ids, conversation=after)


def _not_void(before: Conversation | None, events: Sequence[Event]) -> Sequence[Event]:
    """The events that still concern a conversation as it stands: one that is not kept, or no
    more, begins with something of the company's, and one whose time is over may have been gone on
    with since that was found."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, Outlived):
            concerns = len(events) == 1 and before is not None and event.turn == before.turn
        else:
            concerns = before is not None or bool(kept) or _begins(event)
        if concerns:
            kept.append(event)
    return kept


def _begins(event: Event) -> bool:
    """Whether a conversation can begin with it. What becomes of a message that is not known here
    is for the company alone."""
    return isinstance(event, FromCompany | HeldBack) and not isinstance(event, Edited | Deleted)


def erase(
    connection: Connection,
    conversation: ConversationId,
    now: datetime,
    why: Occasion = Occasion.WISH,
    *,
    others: Others,
) -> None:
    """Delete everything about a conversation; of its leads only the numbers stay taken, and how
    many there were is counted. What was posted about it at desks is to be taken off them, and the
    cards of others that name it are to be refreshed.

    A platform that redelivers an event after this starts a new conversation with it: that the
    event was seen before is among what is forgotten.
    """
    others.refresh(connection, conversation, now)
    erased.count(connection, conversation, now, why)
    outbox.take_out(connection, conversation, now)
    gone = {
        table: connection.execute(
            f"DELETE FROM {table} WHERE conversation = ?",  # noqa: S608 - a name of ours
            (conversation,),
        ).rowcount
        for table in ("timers", "leads", "events", "misheard")
    }
    if gone["leads"] or gone["misheard"]:
        home_pages.renew(connection, now)
    connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
    owe_wipe(connection, at_once=why is Occasion.WISH)


def _erase_within_turn(
    connection: Connection,
    conversation: ConversationId,
    effects: Sequence[Effect],
    now: datetime,
    others: Others,
) -> None:
    for each in effects:
        if isinstance(each, Erase):
            erase(connection, conversation, now, each.why, others=others)
    for effect in effects:
        match effect:
            case Say():
                outbox.put_farewell(connection, conversation, effect, now)
            case SubmitLead(lead=lead) | KeepLead(lead=lead):
                leads.use_number(connection, lead.reference)
            case Erase(notes=notes):
                for centre, text in notes:
                    outbox.put_note(connection, centre, text, now)
            case Block():
                # Whoever asks to be forgotten in the same moment is blocked all the same.
                blocks.put(connection, conversation, effect, now)
            case Unblock():
                blocks.lift(connection, conversation)
            case (
                Amend()
                | Relay()
                | TellDesk()
                | Whisper()
                | Export()
                | GiveData()
                | Misheard()
                | Unhear()
                | Retract()
                | RemindAt()
                | CancelReminder()
            ):
                pass
            case _:
                assert_never(effect)


def _carry_out(
    connection: Connection, conversation: Conversation, effect: Effect, now: datetime
) -> None:
    id = conversation.id
    match effect:
        case Say():
            outbox.put_say(connection, id, effect, now)
        case Amend():
            outbox.put_amend(connection, id, effect, now)
        case SubmitLead() | KeepLead(show=True):
            outbox.put_lead(connection, leads.keep(connection, effect), now)
        case KeepLead():
            leads.keep(connection, effect)
        case Relay():
            lead = leads.relay(connection, effect, now)
            outbox.put_relay(connection, id, lead.centre, effect, now)
        case (
            TellDesk(lead=of, centre=centre)
            | Whisper(lead=of, centre=centre)
            | Export(lead=of, centre=centre)
        ):
            outbox.put_for_desk(connection, id, of, centre, item=effect, now=now)
        case Misheard():
            misheard.put(connection, id, effect, now)
        case Unhear(since=since):
            misheard.unhear(connection, id, since, now)
        case Retract(message=message):
            misheard.retract(connection, id, message, now)
        case Block():
            blocks.put(connection, id, effect, now)
        case Unblock():
            blocks.lift(connection, id)
        case GiveData():
            outbox.put_for_company(connection, id, effect, now)
        case RemindAt():
            timers.set_timer(connection, id, effect, conversation.turn)
        case CancelReminder(timer=timer):
            timers.cancel(connection, id, timer)
        case Erase():
            raise AssertionError("an erasing turn is carried out by itself")
        case _:
            assert_never(effect)
