"""What every adapter of `ports.Store` must hold. Nothing here knows what is behind the port."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.store.conftest import Place
from tests.values import (
    HERE,
    NOW,
    answer,
    conversation,
    deciding,
    later,
    lead,
    open_answers,
    say,
    text,
    time_passed,
)
from tram_bot.core.answers import Wrote
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import (
    Amend,
    CancelReminder,
    Effect,
    Erase,
    KeepLead,
    Mishap,
    Misheard,
    Relay,
    RemindAt,
    Retract,
    Say,
    SubmitLead,
    TellDesk,
    Unhear,
)
from tram_bot.core.events import Event
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.keeping import Keeping
from tram_bot.core.lead import (
    File,
    Happening,
    Lead,
    LeadState,
    Outcome,
    Staff,
    Step,
    advance_lead,
    completed,
    reference,
)
from tram_bot.outgoing import (
    Mark,
    Note,
    Outgoing,
    Remove,
    RenewPage,
    ShareFile,
    ShowDigest,
    TellMissed,
)
from tram_bot.ports import DueTimer, Store, TurnDone
from tram_bot.store.sql import Connection
from tram_bot.store.sql_store import SqlStore

ELSEWHERE = ConversationId("terminal:elsewhere")


async def take(store: Store, *effects: Effect, id: str, **changes: object) -> TurnDone:
    """One message here, and these effects."""
    return await store.take_turn(HERE, [text(id)], deciding(*effects, **changes), NOW)


async def in_line(store: Store) -> list[Outgoing]:
    """Everything that waits, delivered one row after the other."""
    rows: list[Outgoing] = []
    while due := await store.due(NOW, 100):
        rows.extend(due)
        for row in due:
            await store.delivered(row.id, f"receipt {row.id}", NOW)
    return sorted(rows, key=lambda row: row.id)


async def words_due(store: Store, now: datetime = NOW) -> list[str]:
    """What may be said now."""
    return [row.item.ask for row in await store.due(now, 100) if isinstance(row.item, Say)]


def done(before: Lead, step: Step, **changes: Any) -> Lead:
    """The lead after a step of somebody's."""
    after = advance_lead(before, step, who=Staff(id="kari", name="Kari"), at=NOW, **changes)
    assert isinstance(after, Lead)
    return after


def never(
    before: Conversation | None, events: Sequence[Event], moment: Moment
) -> tuple[Conversation, Sequence[Effect]]:
    """A decision that must not be asked for."""
    raise AssertionError("nothing was to be decided")


def failing(
    before: Conversation | None, events: Sequence[Event], moment: Moment
) -> tuple[Conversation, Sequence[Effect]]:
    """A decision that goes wrong."""
    raise ZeroDivisionError("a bug of ours")


# Turns


async def test_a_turn_is_saved_and_told(store: Store) -> None:
    kept = conversation(turn=0)
    done = await store.take_turn(HERE, [text("1")], lambda *_: (kept, ()), NOW)
    assert done == TurnDone(fresh=(text("1").id,), conversation=kept)
    assert await store.conversation(HERE) == kept
    assert await store.conversation(ELSEWHERE) is None


async def test_a_turn_starts_from_what_was_saved(store: Store) -> None:
    await take(store, id="1", last_text="first")
    seen: list[Conversation | None] = []

    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        seen.append(before)
        return deciding(last_text="second")(before, events, moment)

    await store.take_turn(HERE, [text("2")], decide, NOW)
    assert seen == [Conversation(id=HERE, language="en", turn=1, last_text="first")]
    kept = await store.conversation(HERE)
    assert kept == Conversation(id=HERE, language="en", turn=2, last_text="second")


async def test_a_redelivered_event_changes_nothing(store: Store) -> None:
    await take(store, say("once"), id="1")
    before = await store.conversation(HERE)
    done = await store.take_turn(HERE, [text("1")], never, later(hours=1))
    assert done == TurnDone(fresh=(), conversation=before)
    assert await words_due(store) == ["once"]


async def test_only_events_not_seen_before_are_decided_on_and_in_order(store: Store) -> None:
    await take(store, id="2")
    decided: list[Event] = []

    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        decided.extend(events)
        return deciding()(before, events, moment)

    batch = [text("3"), text("2"), text("1"), text("3", "again")]
    done = await store.take_turn(HERE, batch, decide, NOW)
    assert decided == [text("3"), text("1")]
    assert done.fresh == ("3", "1")


async def test_no_events_are_no_turn(store: Store) -> None:
    assert await store.take_turn(HERE, [], never, NOW) == TurnDone(fresh=(), conversation=None)


async def test_the_same_id_elsewhere_is_another_event(store: Store) -> None:
    await take(store, id="1")
    there = text("1", conversation=ELSEWHERE)
    assert (await store.take_turn(ELSEWHERE, [there], deciding(), NOW)).fresh == ("1",)


async def test_a_turn_that_fails_leaves_no_trace(store: Store) -> None:
    await take(store, say("before"), id="1")
    kept = await store.conversation(HERE)
    effects = (say("lost"), SubmitLead(lead=lead()), Relay(lead=LeadId("none"), text="lost"))
    with pytest.raises(LookupError):
        await take(store, *effects, id="2")
    assert await store.conversation(HERE) == kept
    assert await store.lead(LeadId("lead-1")) is None
    assert await words_due(store) == ["before"]
    assert (await take(store, id="2")).fresh == ("2",)


async def test_what_decide_raises_reaches_the_caller(store: Store) -> None:
    with pytest.raises(ZeroDivisionError, match="a bug of ours"):
        await store.take_turn(HERE, [text("1")], failing, NOW)
    assert await store.conversation(HERE) is None
    assert (await take(store, id="1")).fresh == ("1",)


async def test_even_a_stop_iteration_does(store: Store) -> None:
    def decide(*_: object) -> tuple[Conversation, Sequence[Effect]]:
        raise StopIteration

    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.take_turn(HERE, [text("1")], decide, NOW)
    assert (await take(store, id="1")).fresh == ("1",)


async def test_a_turn_cannot_come_to_another_conversation(store: Store) -> None:
    with pytest.raises(ValueError, match="terminal:elsewhere"):
        await store.take_turn(HERE, [text("1")], lambda *_: (conversation(ELSEWHERE), ()), NOW)
    assert await store.conversation(ELSEWHERE) is None


# Many at once


async def test_two_hundred_conversations_at_once_and_some_fail(store: Store) -> None:
    ids = [ConversationId(f"terminal:{n}") for n in range(200)]

    async def talk(id: ConversationId, number: int) -> None:
        for turn in range(5):
            event = text(f"{turn}", conversation=id)
            if (number + turn) % 7 == 0:
                with pytest.raises(ZeroDivisionError):
                    await store.take_turn(id, [event], failing, NOW)
            done = await store.take_turn(id, [event], deciding(say(f"{id} {turn}")), NOW)
            assert done.fresh == (event.id,)

    await asyncio.gather(*(talk(id, number) for number, id in enumerate(ids)))
    for id in ids:
        kept = await store.conversation(id)
        assert kept == Conversation(id=id, language="en", turn=5)
    for turn in range(5):
        rows = await store.due(NOW, 1000)
        assert {row.item.ask for row in rows if isinstance(row.item, Say)} == {
            f"{id} {turn}" for id in ids
        }
        await asyncio.gather(*(store.delivered(row.id, "shown", NOW) for row in rows))
    assert await store.due(NOW, 1000) == []


async def test_turns_of_one_conversation_run_one_after_another(store: Store) -> None:
    batches = [[text(f"{n}")] for n in range(100)]
    await asyncio.gather(*(store.take_turn(HERE, batch, deciding(), NOW) for batch in batches))
    kept = await store.conversation(HERE)
    assert kept
    assert kept.turn == 100


async def test_the_same_event_twice_at_once_is_taken_once(store: Store) -> None:
    twins = await asyncio.gather(*(take(store, say("once"), id="1") for _ in range(2)))
    assert sorted(done.fresh for done in twins) == [(), ("1",)]
    assert await words_due(store) == ["once"]


async def test_a_cancelled_caller_harms_nobody(store: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        begun.set()
        go_on.wait(10)
        return deciding(say("slow"))(before, events, moment)

    caller = asyncio.create_task(store.take_turn(HERE, [text("1")], slow, NOW))
    await asyncio.to_thread(begun.wait, 10)
    waiting = [asyncio.create_task(take(store, say(f"{n}"), id=f"{n}")) for n in (2, 3)]
    await asyncio.wait([caller], timeout=0)
    caller.cancel()
    waiting[0].cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert (await waiting[1]).fresh == ("3",)
    kept = await store.conversation(HERE)
    assert kept
    assert kept.turn in (2, 3), "whoever left before it began may or may not have had a turn"


# What is said


async def test_a_reply_waits_in_the_outbox(store: Store) -> None:
    await take(store, say("What?"), id="1")
    (row,) = await store.due(NOW, 10)
    assert (row.kind, row.recipient, row.conversation) == ("say", HERE, HERE)
    assert (row.lead, row.centre, row.item) == (None, None, say("What?"))
    assert row.attempts == 0


async def test_one_recipient_is_told_one_thing_after_another(store: Store) -> None:
    await take(store, say("a"), say("b"), id="1")
    await take(store, say("c"), id="2")
    told = []
    while rows := await store.due(NOW, 10):
        (row,) = rows
        assert isinstance(row.item, Say)
        told.append(row.item.ask)
        await store.delivered(row.id, "shown", NOW)
    assert told == ["a", "b", "c"]


async def test_recipients_do_not_wait_for_one_another_and_the_oldest_is_first(
    store: Store,
) -> None:
    names = [ConversationId(f"terminal:{n}") for n in (3, 1, 2)]
    for round_ in ("first", "second"):
        for name in names:
            decide = deciding(say(f"{name} {round_}"))
            await store.take_turn(name, [text(round_, conversation=name)], decide, NOW)
    assert await words_due(store) == [f"{name} first" for name in names]
    assert len(await store.due(NOW, 2)) == 2


async def test_nothing_leaves_before_it_is_due(store: Store) -> None:
    await take(store, say("a"), say("b"), id="1")
    (row,) = await store.due(NOW, 10)
    await store.put_off(row.id, later(minutes=5), "the network is down")
    assert await store.due(later(minutes=4, seconds=59), 10) == []
    assert await store.next_due() == later(minutes=5)
    (again,) = await store.due(later(minutes=5), 10)
    assert again == replace(row, attempts=1)


async def test_what_was_given_up_stands_in_nobodys_way(store: Store) -> None:
    await take(store, say("a"), say("b"), id="1")
    (row,) = await store.due(NOW, 10)
    await store.give_up(row.id, "the chat is gone", NOW)
    assert await words_due(store) == ["b"]


async def test_a_weeks_figures_are_put_down_once_and_nothing_is_left_of_them(
    store: Store,
) -> None:
    item = ShowDigest(since=NOW - timedelta(days=7), until=NOW)
    await asyncio.gather(
        *(store.show_digest(item, NOW, EventId("digest:2026-11-23")) for _ in range(3))
    )
    (row,) = await store.due(NOW, 10)
    assert row.item == item
    assert row.centre == "lead-desk"
    await store.delivered(row.id, "file:F1", NOW)
    await store.show_digest(item, NOW, EventId("digest:2026-11-23"))
    assert await store.outbox_size() == {"waiting": 0, "delivered": 0, "given_up": 0}


async def test_what_several_have_to_tell_a_desk_is_told_once(store: Store) -> None:
    desk = CentreId("lead-desk")
    await asyncio.gather(
        *(store.tell_desk(desk, "It is broken.", NOW, EventId("content:1")) for _ in range(3))
    )
    await store.tell_desk(desk, "It is mended.", NOW, EventId("content:2"))

    rows = await in_line(store)

    assert [(row.centre, row.item) for row in rows] == [
        (desk, Note(text="It is broken.")),
        (desk, Note(text="It is mended.")),
    ]


async def test_what_was_given_up_is_told_once_for_some_minutes(store: Store) -> None:
    await take(store, *map(say, "abcd"), id="1")

    async def give_one_up(**after: float) -> None:
        (row,) = await store.due(later(**after), 10)
        await store.give_up(row.id, "the chat is gone", later(**after))

    await give_one_up()
    await give_one_up(minutes=4)
    await give_one_up(minutes=5)
    assert await store.due(later(minutes=5), 10) == await store.due(NOW, 10)
    told = []
    for minutes in (6, 11):
        *_, word = await store.due(later(minutes=minutes), 10)
        assert isinstance(word.item, TellMissed)
        told.append((word.item.since, word.item.until))
        await store.delivered(word.id, "told", later(minutes=minutes))
    assert told == [
        (later(seconds=-5), later(minutes=5)),
        (later(minutes=5), later(minutes=10)),
    ]
    assert [row.given_up for row in await store.undelivered()] == [
        NOW,
        later(minutes=4),
        later(minutes=5),
    ]


async def test_clocks_that_are_apart_make_no_second_word_of_what_was_given_up(
    store: Store,
) -> None:
    await take(store, say("a"), say("b"), id="1")
    for seconds in (0, -2):
        (row,) = await store.due(NOW, 10)
        await store.give_up(row.id, "the chat is gone", later(seconds=seconds))
    (word,) = await store.due(later(minutes=6), 10)
    assert isinstance(word.item, TellMissed)
    gave_up = [each.given_up for each in await store.undelivered()]
    assert all(word.item.since <= at < word.item.until for at in gave_up)
    await store.delivered(word.id, "told", later(minutes=6))
    assert (await store.outbox_size())["waiting"] == 0


async def test_a_word_that_cannot_be_told_is_not_told_of(store: Store) -> None:
    await take(store, say("a"), id="1")
    (row,) = await store.due(NOW, 10)
    await store.give_up(row.id, "the chat is gone", NOW)
    (word,) = await store.due(later(minutes=6), 10)
    assert isinstance(word.item, TellMissed)
    await store.give_up(word.id, "refused", later(minutes=6))
    assert await store.next_due() is None
    assert [each.id for each in await store.undelivered()] == [row.id]


async def test_what_was_given_up_is_told_with_its_request_and_for_whom_it_was(
    store: Store,
) -> None:
    sent = lead(copies=(), files=())
    await take(store, say("Thank you"), SubmitLead(lead=sent), id="1")
    for row in await store.due(NOW, 10):
        await store.give_up(row.id, "refused", NOW)
    assert [(each.kind, each.centre, each.reference) for each in await store.undelivered()] == [
        ("say", None, sent.reference),
        ("show_lead", sent.centre, sent.reference),
    ]


async def test_a_clock_that_went_back_keeps_nothing_waiting(store: Store) -> None:
    await take(store, say("never tried"), id="1")
    before = later(days=-365)
    assert await words_due(store, before) == ["never tried"]
    (row,) = await store.due(NOW, 10)
    await store.put_off(row.id, later(minutes=15), "the network is down")
    assert await words_due(store, before) == ["never tried"]
    assert await words_due(store, later(minutes=-60)) == ["never tried"]
    assert await words_due(store, later(minutes=-40)) == []


async def test_what_is_settled_stays_settled(store: Store) -> None:
    await take(store, say("a"), say("b"), id="1")
    (row,) = await store.due(NOW, 10)
    await store.delivered(row.id, "shown", NOW)
    await store.delivered(row.id, "shown twice", NOW)
    await store.put_off(row.id, later(hours=1), "too late")
    await store.give_up(row.id, "too late", NOW)
    assert await words_due(store) == ["b"]
    await store.delivered(row.id + 100, "no such row", NOW)
    assert await words_due(store) == ["b"]


# Leads


async def test_a_lead_goes_to_its_centre_and_to_those_with_a_copy(store: Store) -> None:
    sent = lead(copies=(CentreId("no"), CentreId("se")))
    await take(store, say("Thank you"), SubmitLead(lead=sent), id="1")
    rows = await store.due(NOW, 10)
    assert [(row.kind, row.recipient, row.centre, row.lead) for row in rows] == [
        ("say", HERE, None, None),
        ("show_lead", "centre:fi", "fi", "lead-1"),
        ("show_lead", "centre:no", "no", "lead-1"),
        ("show_lead", "centre:se", "se", "lead-1"),
    ]
    assert {row.conversation for row in rows} == {HERE}
    assert await store.lead(LeadId("lead-1")) == sent


async def test_a_lead_is_found_by_what_people_call_it(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(42)), id="1")
    assert await store.lead_by_reference("  bt-fi-26-0042\n") == lead(42)
    assert await store.lead_by_reference("BT-FI-26-0043") is None
    assert await store.lead_by_reference("") is None
    assert await store.lead(LeadId("lead-43")) is None


async def test_leads_come_newest_first(store: Store) -> None:
    for number, submitted_at in ((1, NOW), (2, later(hours=2)), (3, later(hours=1)), (4, NOW)):
        await take(store, SubmitLead(lead=lead(number, submitted_at=submitted_at)), id=f"{number}")
    assert [each.id for each in await store.leads()] == ["lead-2", "lead-3", "lead-4", "lead-1"]


async def test_a_lead_handed_in_again_is_completed(store: Store) -> None:
    first = lead(
        state=LeadState.CLAIMED, owner="Kari", copies=(), partial=True, open_questions=("budget",)
    )
    again = lead(
        centre=CentreId("no"),
        open_questions=(),
        submitted_at=later(days=1),
        reference=reference("NO", 2026, 7),
    )
    await take(store, SubmitLead(lead=first), id="1")
    await take(store, SubmitLead(lead=again), id="2")
    kept = await store.lead(first.id)
    assert kept
    assert (kept.reference, kept.centre, kept.state) == (first.reference, "fi", LeadState.CLAIMED)
    assert (kept.owner, kept.partial, kept.open_questions) == ("Kari", False, ())
    assert kept.history == (
        *first.history,
        Happening(at=later(days=1), who="company", who_id="company", step="complete"),
    )
    assert list(await store.leads()) == [kept]
    assert await store.lead_by_reference(again.reference) is None
    (card, picture, update) = await in_line(store)
    assert (card.kind, picture.kind) == ("show_lead", "share_file")
    assert (update.kind, update.recipient, update.lead) == ("show_lead", "centre:fi", first.id)


async def test_the_companys_words_reach_the_people_who_have_its_lead(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    await in_line(store)
    written = Relay(lead=LeadId("lead-1"), text="We have more samples")
    edited = Relay(lead=LeadId("lead-1"), text="We have 20 samples", edited=True)
    await take(store, written, edited, id="2")
    (row,) = await store.due(NOW, 10)
    assert (row.kind, row.recipient, row.lead) == ("relay", "centre:fi", "lead-1")
    assert row.item == written
    await store.delivered(row.id, "posted", NOW)
    (row,) = await store.due(NOW, 10)
    assert row.item == edited
    kept = await store.lead(LeadId("lead-1"))
    assert kept
    assert kept.history[1:] == (
        Happening(at=NOW, who="company", who_id="company", step="relay", detail=written.text),
        Happening(at=NOW, who="company", who_id="company", step="relay_edited", detail=edited.text),
    )


async def test_every_state_and_outcome_of_a_lead_is_kept(store: Store) -> None:
    for number, outcome in enumerate(Outcome, start=1):
        closed = lead(number, state=LeadState.CLOSED, outcome=outcome)
        await take(store, SubmitLead(lead=closed), id=f"{number}")
        assert await store.lead(closed.id) == closed


async def test_words_cut_in_half_are_passed_on_all_the_same(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    (card,) = await store.due(NOW, 10)
    await store.delivered(card.id, "card \ud83d", NOW)
    await take(store, Relay(lead=LeadId("lead-1"), text="zinc\x00 \ud83d"), id="2")
    (row,) = await store.due(NOW, 10)
    assert row.item == Relay(lead=LeadId("lead-1"), text="zinc\x00 \ufffd")
    await store.put_off(row.id, NOW, "\ud83d")
    await store.give_up(row.id, "\ud83d", NOW)
    assert await store.due(NOW, 10) == []


# Numbers


async def numbers(store: Store, now: datetime, *countries: str) -> list[int]:
    """The next numbers of these countries, as a turn at that time is told them."""
    told: list[int] = []

    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        assert moment.now == now
        told.extend(moment.next_numbers[country] for country in countries)
        assert set(countries) <= set(moment.next_numbers)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.take_turn(ELSEWHERE, [text("n", conversation=ELSEWHERE)], decide, now)
    return told


def numbered(country: str, year: int, number: int) -> Lead:
    return lead(id=LeadId(f"{country}-{year}-{number}"), reference=reference(country, year, number))


async def test_every_country_starts_at_one(store: Store) -> None:
    assert await numbers(store, NOW, "PL", "XX", "PL") == [1, 1, 1]


async def test_numbers_are_counted_per_country_and_year(store: Store) -> None:
    for number, (country, year, count) in enumerate(
        [("PL", 2026, 1), ("PL", 2026, 2), ("XX", 2026, 1), ("PL", 2025, 41), ("PL", 2026, 12345)]
    ):
        await take(store, SubmitLead(lead=numbered(country, year, count)), id=f"{number}")
    assert await numbers(store, NOW, "PL", "XX", "NO") == [12346, 2, 1]
    assert await numbers(store, datetime(2025, 12, 31, tzinfo=UTC), "PL", "XX") == [42, 1]


async def test_a_lower_number_does_not_turn_the_count_back(store: Store) -> None:
    await take(store, SubmitLead(lead=numbered("PL", 2026, 5)), id="1")
    await take(store, SubmitLead(lead=numbered("PL", 2026, 3)), id="2")
    assert await numbers(store, NOW, "PL") == [6]


async def test_leads_handed_in_at_once_get_numbers_of_their_own(store: Store) -> None:
    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        id = events[0].conversation
        sent = lead(
            id=LeadId(f"lead {id}"),
            conversation=id,
            reference=reference("PL", moment.now.year, moment.next_numbers["PL"]),
        )
        return deciding(SubmitLead(lead=sent))(before, events, moment)

    ids = [ConversationId(f"terminal:{n}") for n in range(70)]
    await asyncio.gather(
        *(store.take_turn(id, [text("1", conversation=id)], decide, NOW) for id in ids)
    )
    assert sorted(each.reference for each in await store.leads()) == [
        reference("PL", 2026, number) for number in range(1, 71)
    ]


async def test_two_leads_never_share_a_reference(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(1)), id="1")
    with pytest.raises(Exception, match="reference"):
        await take(store, SubmitLead(lead=lead(1, id=LeadId("another"))), id="2")
    assert list(await store.leads()) == [lead(1)]


# Reminders


async def test_a_reminder_falls_due(store: Store) -> None:
    await take(store, RemindAt(timer="partial", due=later(hours=24)), id="1")
    assert await store.due_timers(later(hours=23), 10) == []
    assert await store.next_due() == later(hours=24)
    due = DueTimer(conversation=HERE, timer="partial", set_at=1)
    assert await store.due_timers(later(hours=24), 10) == [due]


async def test_a_reminder_set_anew_takes_the_place_of_the_old_one(store: Store) -> None:
    await take(store, RemindAt(timer="partial", due=later(hours=1)), id="1")
    await take(store, RemindAt(timer="partial", due=later(hours=2)), id="2")
    due = DueTimer(conversation=HERE, timer="partial", set_at=2)
    assert await store.due_timers(later(days=1), 10) == [due]


async def test_a_cancelled_reminder_never_falls_due(store: Store) -> None:
    await take(store, RemindAt(timer="a", due=NOW), RemindAt(timer="b", due=NOW), id="1")
    await take(store, CancelReminder(timer="a"), CancelReminder(timer="never set"), id="2")
    assert [timer.timer for timer in await store.due_timers(NOW, 10)] == ["b"]


async def test_reminders_come_longest_overdue_first_and_not_all_at_once(store: Store) -> None:
    for hours in (3, 1, 2):
        await take(store, RemindAt(timer=f"{hours}", due=later(hours=hours)), id=f"{hours}")
    due = await store.due_timers(later(hours=9), 2)
    assert [timer.timer for timer in due] == ["1", "2"]


async def test_taking_a_reminders_turn_removes_it(store: Store) -> None:
    await take(store, RemindAt(timer="partial", due=NOW), RemindAt(timer="b", due=NOW), id="1")
    await store.take_turn(HERE, [time_passed("t", "partial", 1)], deciding(), NOW)
    assert [timer.timer for timer in await store.due_timers(NOW, 10)] == ["b"]


async def test_a_stale_reminder_removes_nothing(store: Store) -> None:
    await take(store, RemindAt(timer="partial", due=NOW), id="1")
    await take(store, RemindAt(timer="partial", due=NOW), id="2")
    await store.take_turn(HERE, [time_passed("t", "partial", 1)], deciding(), NOW)
    assert [timer.set_at for timer in await store.due_timers(NOW, 10)] == [2]


async def test_a_reminder_may_set_itself_anew(store: Store) -> None:
    await take(store, RemindAt(timer="partial", due=NOW), id="1")
    anew = deciding(RemindAt(timer="partial", due=later(hours=1)))
    await store.take_turn(HERE, [time_passed("t", "partial", 1)], anew, NOW)
    assert [timer.set_at for timer in await store.due_timers(later(days=1), 10)] == [2]


async def test_next_due_is_the_soonest_that_can_leave(store: Store) -> None:
    assert await store.next_due() is None
    await take(store, RemindAt(timer="partial", due=later(hours=3)), id="1")
    await take(store, say("a"), say("b"), id="2")
    assert await store.next_due() == NOW
    (row,) = await store.due(NOW, 10)
    await store.put_off(row.id, later(hours=1), "busy")
    # The reply behind it was due at once, and waits for it.
    assert await store.next_due() == later(hours=1)
    await store.delivered(row.id, "shown", NOW)
    assert await store.next_due() == NOW
    (row,) = await store.due(NOW, 10)
    await store.delivered(row.id, "shown", NOW)
    assert await store.next_due() == later(hours=3)


# Erasing


async def fill(store: Store, id: ConversationId, number: int) -> None:
    """A conversation with one of everything."""
    effects = (
        say("said"),
        say("to be said"),
        SubmitLead(lead=lead(number, conversation=id)),
        Relay(lead=LeadId(f"lead-{number}"), text="relayed"),
        RemindAt(timer="partial", due=NOW),
        Misheard(text="unheard of", language="en", why=Mishap.MISSED),
    )
    await store.take_turn(id, [text("1", conversation=id)], deciding(*effects), NOW)


async def test_an_erased_conversation_is_gone_and_its_neighbour_is_not(store: Store) -> None:
    await fill(store, HERE, 1)
    await fill(store, ELSEWHERE, 2)
    done = await take(store, Erase(), id="2")
    assert done == TurnDone(fresh=(text("2").id,), conversation=None)
    await is_gone(store)


async def test_forgetting_does_the_same(store: Store) -> None:
    await fill(store, HERE, 1)
    await fill(store, ELSEWHERE, 2)
    await store.forget(HERE, NOW)
    await is_gone(store)
    await store.forget(HERE, NOW)
    await store.forget(ConversationId("terminal:never-seen"), NOW)
    await is_gone(store)


async def is_gone(store: Store) -> None:
    """Nothing of the conversation here is left, and everything elsewhere."""
    assert await store.conversation(HERE) is None
    assert await store.lead(LeadId("lead-1")) is None
    assert await store.lead_by_reference(lead(1).reference) is None
    assert [each.id for each in await store.leads()] == ["lead-2"]
    assert {row.conversation for row in await store.due(NOW, 10)} == {ELSEWHERE}
    assert {timer.conversation for timer in await store.due_timers(NOW, 10)} == {ELSEWHERE}
    assert {message.conversation for message in await store.inbox()} == {ELSEWHERE}
    kept = await store.conversation(ELSEWHERE)
    assert kept
    assert kept.turn == 1
    # What was seen is forgotten, too: the person starts afresh.
    assert (await take(store, id="1")).conversation == Conversation(id=HERE, language="en", turn=1)


async def test_cards_that_name_what_is_erased_are_changed_where_they_stand(store: Store) -> None:
    others = {
        "a colleague": ("Example Coatings", "example-coatings.org"),
        "a slip": ("Example Coating Ltd", ""),
        "nobody's": ("Example Castings Oy", "example-castings.org"),
    }
    mine = lead(1, company="Example Coatings Oy", email_domain="example-coatings.org")
    await take(store, SubmitLead(lead=mine), id="1")
    for number, (name, (company, domain)) in enumerate(others.items(), 2):
        talk = ConversationId(f"terminal:{name}")
        sent = lead(number, talk, company=company, email_domain=domain)
        event = text("1", conversation=talk)
        await store.take_turn(talk, [event], deciding(SubmitLead(lead=sent)), NOW)
    cards = {
        (row.conversation, row.centre): f"receipt {row.id}"
        for row in await in_line(store)
        if row.kind == "show_lead"
    }
    await take(store, Erase(), id="2")
    refreshed = [row for row in await in_line(store) if row.lead]
    assert {row.kind for row in refreshed} == {"refresh_card"}
    assert [(row.conversation, row.centre, row.before) for row in refreshed] == [
        (*whose, cards[whose])
        for whose in (
            (ConversationId("terminal:a slip"), CentreId("fi")),
            (ConversationId("terminal:a slip"), CentreId("no")),
            (ConversationId("terminal:a colleague"), CentreId("fi")),
            (ConversationId("terminal:a colleague"), CentreId("no")),
        )
    ]


async def test_the_last_word_is_still_said(store: Store) -> None:
    await fill(store, HERE, 1)
    effects = (say("earlier"), Erase(), say("All is deleted."), RemindAt(timer="a", due=NOW))
    await take(store, *effects, id="2")
    assert await store.due_timers(NOW, 10) == []
    (row,) = await store.due(NOW, 10)
    assert (row.kind, row.recipient, row.conversation) == ("say", HERE, HERE)
    assert row.item == say("earlier")
    await store.put_off(row.id, NOW, "busy")
    await store.delivered(row.id, "shown", NOW)
    (row,) = await store.due(NOW, 10)
    assert row.item == say("All is deleted.")
    await store.give_up(row.id, "blocked", NOW)
    assert await store.due(NOW, 10) == []


async def test_the_last_word_comes_before_a_new_beginning(store: Store) -> None:
    await take(store, Erase(), say("All is deleted."), id="1")
    await take(store, say("Welcome"), id="2")
    assert await words_due(store) == ["All is deleted."]


async def test_forgetting_forgets_the_last_word_too(store: Store) -> None:
    await take(store, Erase(), say("All is deleted."), id="1")
    await store.forget(HERE, NOW)
    assert await store.due(NOW, 10) == []


async def renewals(store: Store) -> list[str]:
    """Whose pages are to be shown anew, all of which then are."""
    return [row.item.member for row in await in_line(store) if isinstance(row.item, RenewPage)]


async def test_what_is_erased_has_every_page_shown_anew(store: Store) -> None:
    for member in ("U-KASIA", "U-JONAS", "U-KASIA", "U-GONE"):
        await store.page_shown(member)
    await store.page_gone("U-GONE")
    await take(store, say("a"), id="1")
    await store.forget(HERE, NOW)
    assert await renewals(store) == [], "nothing of it was on any page"
    await take(store, SubmitLead(lead=lead(1)), id="2")
    assert await renewals(store) == []
    await take(store, Erase(), id="3")
    assert await renewals(store) == ["U-JONAS", "U-KASIA"]
    misheard = Misheard(text="qwrtz", language="en", why=Mishap.MISSED, message="m1")
    await take(store, misheard, id="4")
    await take(store, Retract(message="m2"), id="5")
    assert await renewals(store) == []
    await take(store, Retract(message="m1"), id="6")
    assert await renewals(store) == ["U-JONAS", "U-KASIA"]
    await take(store, misheard, id="7")
    await take(store, Unhear(since=later(seconds=1)), id="8")
    assert await renewals(store) == []
    await take(store, Unhear(since=NOW), id="9")
    assert await renewals(store) == ["U-JONAS", "U-KASIA"]
    await take(store, misheard, id="10")
    (message,) = await store.inbox()
    assert await store.dismiss([message.id + 1], NOW) == 0
    assert await renewals(store) == []
    assert await store.dismiss([message.id], NOW) == 1
    assert await renewals(store) == ["U-JONAS", "U-KASIA"]
    await take(store, misheard, id="11")
    await store.prune(later(days=91), Keeping(), 100)
    assert await renewals(store) == ["U-JONAS", "U-KASIA"]


async def test_a_page_waits_once_behind_one_that_may_be_on_its_way(store: Store) -> None:
    await store.page_shown("U-KASIA")
    for number in range(4):
        await take(store, SubmitLead(lead=lead(number + 1)), id=f"{number}")
        await store.forget(HERE, NOW)
    assert await renewals(store) == ["U-KASIA"] * 2


async def test_a_number_is_never_given_twice(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(1)), id="1")
    await take(store, SubmitLead(lead=lead(2)), Erase(), id="2")
    assert list(await store.leads()) == []
    assert await numbers(store, NOW, "FI") == [3]


async def test_the_id_of_an_erased_row_never_means_another(store: Store) -> None:
    await take(store, say("a"), id="1")
    (erased,) = await store.due(NOW, 10)
    await store.forget(HERE, NOW)
    await take(store, say("b"), id="2")
    await store.delivered(erased.id, "was on its way", NOW)
    assert await words_due(store) == ["b"]


# Opening and closing


async def test_everything_is_there_after_a_restart(place: Place) -> None:
    store = await place.open()
    await fill(store, HERE, 1)
    (row, *_) = await store.due(NOW, 10)
    await store.put_off(row.id, later(minutes=1), "busy")
    before = await everything(store)
    await store.close()
    store = await place.open()
    assert await everything(store) == before
    assert (await store.take_turn(HERE, [text("1")], never, NOW)).fresh == ()
    assert await numbers(store, NOW, "FI") == [2]


async def everything(store: Store) -> tuple[object, ...]:
    return (
        await store.conversation(HERE),
        await store.due(later(days=9), 100),
        await store.due_timers(later(days=9), 100),
        list(await store.leads()),
    )


async def test_closing_finishes_what_was_begun(place: Place) -> None:
    store = await place.open()
    begun = [asyncio.create_task(take(store, say(f"{n}"), id=f"{n}")) for n in range(200)]
    await asyncio.wait(begun, timeout=0)
    await store.close()
    assert [done.fresh for done in await asyncio.gather(*begun)] == [(f"{n}",) for n in range(200)]
    kept = await (await place.open()).conversation(HERE)
    assert kept
    assert kept.turn == 200


async def test_a_closed_store_refuses_and_closing_again_is_nothing(store: Store) -> None:
    await store.close()
    await store.close()
    with pytest.raises(RuntimeError):
        await take(store, id="1")
    with pytest.raises(RuntimeError):
        await store.conversation(HERE)


async def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await store.take_turn(HERE, [text("1")], deciding(), NOW.replace(tzinfo=None))
    assert await store.conversation(HERE) is None


async def test_an_empty_reply_is_a_reply(store: Store) -> None:
    await take(store, Say(), id="1")
    assert [row.item for row in await store.due(NOW, 10)] == [Say()]


# What staff do


async def rows_after(store: Store, *effects: Effect, id: str) -> list[Outgoing]:
    """What these effects leave in the outbox, everything before them being delivered."""
    await in_line(store)
    await take(store, *effects, id=id)
    return await in_line(store)


async def test_a_file_that_a_lead_has_no_more_is_taken_off_every_desk(store: Store) -> None:
    pictures = tuple(
        File(name=f"{each}.png", media_type="image/png", size=1, handle=each) for each in "ab"
    )
    sent = lead(1, answers=open_answers(), files=pictures)
    await take(store, SubmitLead(lead=sent), id="1")
    shared = [row for row in await in_line(store) if row.kind == "share_file"]
    assert [(row.centre, row.item) for row in shared] == [
        (centre, ShareFile(file=picture)) for centre in ("fi", "no") for picture in pictures
    ]
    await take(store, KeepLead(lead=replace(sent, files=pictures[1:])), id="2")
    rows = await in_line(store)
    assert [row.item for row in rows if row.kind != "show_lead"] == [
        Remove(receipt=f"receipt {row.id}") for row in shared if row.item != shared[1].item
    ]


async def test_a_file_that_a_lead_has_no_more_is_not_shown_after_all(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=())), id="1")
    await take(store, KeepLead(lead=lead(copies=(), files=())), id="2")
    assert {row.kind for row in await in_line(store)} == {"show_lead"}


async def test_a_lead_that_moves_is_shown_wherever_it_stands(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(files=())), id="1")
    moved = lead(
        files=(),
        centre=CentreId("se"),
        copies=(CentreId("no"),),
        escalated=(CentreId("lead-desk"),),
        former=(CentreId("fi"),),
    )
    rows = await rows_after(store, KeepLead(lead=moved), id="2")
    assert await store.lead(moved.id) == moved
    assert [(row.kind, row.centre) for row in rows] == [
        ("show_lead", centre) for centre in ("se", "no", "lead-desk", "fi")
    ]
    assert await rows_after(store, KeepLead(lead=lead(files=()), show=False), id="3") == []
    assert await store.lead(moved.id) == lead(files=())


async def test_a_file_is_shared_once_at_each_desk(store: Store) -> None:
    rows = await rows_after(store, SubmitLead(lead=lead(copies=())), id="1")
    assert [(row.kind, row.centre) for row in rows] == [("show_lead", "fi"), ("share_file", "fi")]
    moved = lead(copies=(), centre=CentreId("se"), former=(CentreId("fi"),))
    rows = await rows_after(store, KeepLead(lead=moved), id="2")
    assert [(row.kind, row.centre) for row in rows] == [
        ("show_lead", "se"),
        ("share_file", "se"),
        ("show_lead", "fi"),
    ]


async def test_what_belongs_to_a_card_knows_where_it_stands(store: Store) -> None:
    (card,) = await rows_after(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    told = TellDesk(lead=LeadId("lead-1"), centre=CentreId("fi"), text="Still waiting")
    (row,) = await rows_after(store, told, id="2")
    assert (row.item, row.card) == (told, f"receipt {card.id}")
    assert await store.lead_at(f"receipt {card.id}") == (lead(copies=(), files=()), "fi")
    assert await store.lead_at("elsewhere") is None


@pytest.mark.parametrize("first", ["put off", "erased"])
async def test_what_was_shown_of_a_row_that_waits_is_taken_off_with_it(
    store: Store, first: str
) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    (row,) = await store.due(NOW, 9)
    if first == "erased":
        await store.forget(row.conversation, NOW)
    await store.put_off(row.id, NOW, "busy", shown="C1:1.2", shown_at=CentreId("fi"))
    if first == "put off":
        await store.forget(row.conversation, NOW)
    assert [each.item for each in await store.due(NOW, 9)] == [Remove(receipt="C1:1.2")]


async def test_what_was_shown_of_a_row_is_known_when_it_is_tried_again(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    (row,) = await store.due(NOW, 9)
    assert row.shown == ""
    await store.put_off(row.id, NOW, "busy", shown="C1:1.2", shown_at=row.centre)
    (again,) = await store.due(NOW, 9)
    assert (again.id, again.shown) == (row.id, "C1:1.2")
    await store.put_off(row.id, NOW, "busy still")
    (again,) = await store.due(NOW, 9)
    assert again.shown == "C1:1.2"
    # Nothing more of it is to be shown.
    await store.delivered(row.id, "", NOW, shown_at=row.centre)
    await store.forget(row.conversation, NOW)
    assert [each.item for each in await store.due(NOW, 9)] == [Remove(receipt="C1:1.2")]


async def test_what_was_shown_of_words_that_follow_a_request_is_taken_off_with_them(
    store: Store,
) -> None:
    sent = lead(copies=(), files=())
    await take(store, SubmitLead(lead=sent), id="1")
    (card,) = await store.due(NOW, 9)
    await store.delivered(card.id, "C1:1", NOW)
    await take(store, Relay(lead=sent.id, text="Here it is", message="m1"), id="2")
    (words,) = await store.due(NOW, 9)
    await store.put_off(words.id, later(hours=1), "busy", shown="C1:2", shown_at=words.centre)
    passed = done(sent, Step.PASS_ON, centre=CentreId("se"))
    await take(store, KeepLead(lead=passed), id="3")
    there = [row for row in await in_line(store) if isinstance(row.item, Relay)]
    assert [(row.centre, row.shown) for row in there] == [("se", "")]
    await store.forget(sent.conversation, NOW)
    removed = [row.item.receipt for row in await in_line(store) if isinstance(row.item, Remove)]
    assert "C1:2" in removed


async def test_a_card_that_stands_elsewhere_since_is_the_leads_card(store: Store) -> None:
    sent = lead(copies=(), files=())
    await take(store, SubmitLead(lead=sent), id="1")
    (card,) = await store.due(NOW, 9)
    await store.delivered(card.id, "C1:1", NOW)
    await store.card_moved(sent, sent.centre, "C2:2", NOW)
    assert await store.card(sent.id, sent.centre) == "C2:2"
    assert await store.lead_at("C2:2") == (sent, sent.centre) == await store.lead_at("C1:1")
    await take(store, TellDesk(lead=sent.id, centre=sent.centre, text="Still waiting"), id="2")
    (told,) = await store.due(NOW, 9)
    assert told.card == "C2:2"
    await store.delivered(told.id, "", NOW)
    await store.forget(sent.conversation, NOW)
    removed = [row.item.receipt for row in await in_line(store) if isinstance(row.item, Remove)]
    assert sorted(removed) == ["C1:1", "C2:2"]


async def test_a_card_of_an_erased_lead_that_was_shown_elsewhere_is_taken_off(store: Store) -> None:
    sent = lead(copies=(), files=())
    await take(store, SubmitLead(lead=sent), id="1")
    (card,) = await store.due(NOW, 9)
    await store.delivered(card.id, "C1:1", NOW)
    await store.forget(sent.conversation, NOW)
    await store.card_moved(sent, sent.centre, "C2:2", NOW)
    removed = [row.item.receipt for row in await in_line(store) if isinstance(row.item, Remove)]
    assert sorted(removed) == ["C1:1", "C2:2"]


async def test_what_waits_to_be_shown_is_known_though_it_is_not_first_in_line(store: Store) -> None:
    told = TellDesk(lead=LeadId("lead-1"), centre=CentreId("fi"), text="Still waiting")
    await take(store, SubmitLead(lead=lead(copies=(), files=())), told, id="1")
    other = lead(copies=(), files=(), id=LeadId("lead-2"), reference="BT-FI-26-0002")
    await take(store, SubmitLead(lead=other), id="2")
    waiting = await store.not_shown(CentreId("fi"))
    assert [(row.kind, row.lead) for row in waiting] == [
        ("show_lead", "lead-1"),
        ("show_lead", "lead-2"),
    ]
    assert await store.not_shown(CentreId("se")) == []
    await store.delivered(waiting[0].id, "receipt", NOW)
    assert [row.lead for row in await store.not_shown(CentreId("fi"))] == ["lead-2"]


async def test_a_change_finds_what_it_changes(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    first = Relay(lead=LeadId("lead-1"), text="20 samples", message="m1")
    (shown,) = await rows_after(store, first, id="2")
    (changed,) = await rows_after(store, replace(first, text="30", edited=True), id="3")
    assert (shown.before, changed.before) == ("", f"receipt {shown.id}")
    words = replace(say("Send them"), staff_message="s1")
    (said,) = await rows_after(store, words, id="4")
    once, twice = (Amend(staff_message="s1", say=say(text)) for text in ("Send two", "Send three"))
    (first_change,) = await rows_after(store, once, id="5")
    (second_change,) = await rows_after(store, twice, id="6")
    assert first_change.before == f"receipt {said.id}"
    assert second_change.before == f"receipt {first_change.id}"


async def test_a_change_finds_every_part_of_what_it_changes(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    await in_line(store)
    part = Relay(lead=LeadId("lead-1"), text="", message="m1")
    await take(store, *(replace(part, text=words) for words in ("two pictures", "")), id="2")
    for receipt in ("C1:1 file:F1", "file:F2"):
        (row,) = await store.due(NOW, 10)
        assert row.before == ""
        await store.delivered(row.id, receipt, NOW)
    await take(store, replace(part, text="both", edited=True), id="3")
    (row,) = await store.due(NOW, 10)
    assert row.before == "C1:1 file:F1 file:F2"
    await store.delivered(row.id, "C1:9 file:F1 file:F2", NOW)
    await take(store, replace(part, deleted=True), id="4")
    (row,) = await store.due(NOW, 10)
    assert row.before == "C1:1 file:F1 file:F2 C1:9"


async def given_up(store: Store, *effects: Effect, id: str, shown: str = "") -> None:
    """These effects, none of which can be sent."""
    await in_line(store)
    await take(store, *effects, id=id)
    while rows := await store.due(NOW, 10):
        for row in rows:
            await store.give_up(row.id, "refused", NOW, shown=shown, shown_at=row.centre)


async def sent_again(store: Store) -> list[Outgoing]:
    """Everything that was given up, and what else waits."""
    await store.send_again((), NOW)
    return await in_line(store)


async def test_what_staff_took_back_or_changed_is_not_sent_again_as_it_was(store: Store) -> None:
    picture = File(name="a.png", media_type="image/png", size=1, handle="F1")
    words = replace(say("Send two"), staff_message="s1", files=(picture,))
    await given_up(store, words, id="1")
    assert await rows_after(store, Amend(staff_message="s1", say=None), id="2") == []
    assert await sent_again(store) == []

    await given_up(store, replace(words, staff_message="s2"), id="3")
    anew = Amend(staff_message="s2", say=replace(say("Send three"), staff_message="s2"))
    (row,) = await rows_after(store, anew, id="4")
    assert row.item == replace(say("Send three"), staff_message="s2", files=(picture,))
    assert await sent_again(store) == []

    (changed,) = await rows_after(store, replace(anew, say=say("Send four")), id="5")
    assert (changed.kind, changed.before) == ("amend", f"receipt {row.id}")
    await given_up(store, replace(anew, say=say("Send five")), id="6")
    (last,) = await rows_after(store, replace(anew, say=say("Send six")), id="7")
    assert last.before == f"receipt {changed.id}"
    assert await sent_again(store) == []


async def test_what_the_company_took_back_or_changed_is_not_sent_again_as_it_was(
    store: Store,
) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    picture = File(name="a.png", media_type="image/png", size=1, handle="F1")
    words = Relay(lead=LeadId("lead-1"), text="20 samples", message="m1", files=(picture,))
    second = replace(words, text="", files=(replace(picture, handle="F2"),))
    await given_up(store, words, second, id="2")
    await rows_after(store, replace(words, text="", files=(), deleted=True), id="3")
    assert await sent_again(store) == []

    words, second = (replace(each, message="m2") for each in (words, second))
    await given_up(store, words, second, id="4")
    (row,) = await rows_after(store, replace(words, text="30", files=(), edited=True), id="5")
    assert row.item == replace(words, text="30")
    assert [row.item for row in await sent_again(store)] == [second]


async def test_a_file_in_the_place_of_another_is_sent_alone(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    old, new = (File(name="a", media_type="image/png", size=1, handle=each) for each in "ab")
    picture = Relay(lead=LeadId("lead-1"), text="", message="m1", files=(old,))
    await given_up(store, picture, id="2")
    anew = replace(picture, edited=True, files=(new,))
    (row,) = await rows_after(store, anew, id="3")
    assert row.item == replace(anew, edited=False)
    assert await sent_again(store) == []


async def test_a_part_that_stands_at_a_desk_is_changed_there_and_its_file_follows(
    store: Store,
) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    picture = File(name="a.png", media_type="image/png", size=1, handle="F1")
    words = Relay(lead=LeadId("lead-1"), text="20 samples", message="m1", files=(picture,))
    await given_up(store, words, id="2", shown="C1:2")
    change, rest = await rows_after(store, replace(words, text="30", files=(), edited=True), id="3")
    assert change.before == "C1:2"
    assert rest.item == replace(words, text="")
    assert await sent_again(store) == []


async def test_words_that_stand_at_a_desk_know_it_as_they_are_sent_again(store: Store) -> None:
    sent = lead(copies=(), files=())
    await take(store, SubmitLead(lead=sent), id="1")
    picture = File(name="a.png", media_type="image/png", size=1, handle="F1")
    words = Relay(lead=sent.id, text="20 samples", message="m1", files=(picture,))
    await given_up(store, words, id="2", shown="C1:2")
    await store.send_again((), NOW)
    (again,) = await store.due(NOW, 9)
    assert (again.item, again.shown) == (words, "C1:2")
    await store.delivered(again.id, "C2:3 C1:2 file:F2", NOW)
    (gone,) = await rows_after(store, replace(words, text="", files=(), deleted=True), id="3")
    assert gone.before == "C2:3 C1:2 file:F2"


async def test_words_that_stand_at_a_desk_are_erased_also_while_they_wait_to_be_sent_again(
    store: Store,
) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    await given_up(
        store, Relay(lead=LeadId("lead-1"), text="20", message="m1"), id="2", shown="C1:2"
    )
    await store.send_again((), NOW)
    await store.forget(HERE, NOW)
    assert Remove(receipt="C1:2") in [row.item for row in await in_line(store)]


async def test_a_change_that_waits_while_its_message_is_given_up_changes_that(
    store: Store,
) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    first = Relay(lead=LeadId("lead-1"), text="20 samples", message="m1")
    words = replace(say("Send two"), staff_message="s1")
    await in_line(store)
    changes = (
        replace(first, text="30", edited=True),
        replace(first, text="40", edited=True),
        Amend(staff_message="s1", say=None),
    )
    await take(store, first, words, *changes, id="2")
    for row in await store.due(NOW, 10):
        await store.give_up(row.id, "refused", NOW)
    assert [row.item for row in await in_line(store)] == [
        replace(first, text="30"),
        replace(first, text="40", edited=True),
    ]
    assert await sent_again(store) == []


async def test_one_that_cannot_be_put_down_as_sent_keeps_no_other_from_it(store: Store) -> None:
    line = Happening(at=NOW, who="Kari", step="reply", message="s1")
    await take(store, SubmitLead(lead=lead(copies=(), files=(), history=(line,))), id="1")
    await in_line(store)
    await take(store, replace(say("arrives"), staff_message="s1"), id="2")
    for number in range(5):
        id = ConversationId(f"terminal:other {number}")
        await store.take_turn(id, [text("1", conversation=id)], deciding(say("x")), NOW)
    assert isinstance(store, SqlStore)
    await store.write(_from_a_newer_program)
    rows = await store.due(NOW, 10)
    told = await asyncio.gather(
        *(store.delivered(row.id, "shown", NOW) for row in rows), return_exceptions=True
    )
    failed = {row.recipient for row, each in zip(rows, told, strict=True) if each is not None}
    assert failed == {HERE}
    assert [row.recipient for row in await store.due(NOW, 10)] == [HERE]


def _from_a_newer_program(connection: Connection) -> None:
    connection.execute("UPDATE leads SET document = ?", ('{"schema":99}',))


async def test_what_is_on_its_way_is_not_read_again(store: Store) -> None:
    for number in range(3):
        id = ConversationId(f"terminal:other {number}")
        await store.take_turn(id, [text("1", conversation=id)], deciding(say("x")), NOW)
    first, *others = await store.due(NOW, 10)
    assert await store.due(NOW, 10, besides={first.id}) == others
    assert await store.due(NOW, 1, besides=[first.id, others[0].id]) == others[1:]


async def test_staff_see_what_became_of_their_words(store: Store) -> None:
    line = Happening(at=NOW, who="Kari", step="reply", message="s1")
    await take(store, SubmitLead(lead=lead(copies=(), files=(), history=(line,))), id="1")
    await in_line(store)
    for words in ("arrives", "never arrives"):
        await take(store, replace(say(words), staff_message="s1"), id=words)
    (row,) = await store.due(NOW, 10)
    await store.delivered(row.id, "shown", NOW)
    mark, row = sorted(await store.due(NOW, 10), key=lambda row: row.kind)
    assert mark.item == Mark(message="s1", reached=True)
    await store.delivered(mark.id, "marked", NOW)
    await store.give_up(row.id, "blocked", NOW)
    (mark,) = await store.due(NOW, 10)
    assert mark.item == Mark(message="s1", reached=False, why="blocked")
    assert (mark.recipient, mark.lead) == ("centre:fi", "lead-1")


async def test_what_was_posted_about_an_erased_conversation_comes_off_the_desks(
    store: Store,
) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    await take(store, Relay(lead=LeadId("lead-1"), text="hello"), id="2")
    posted = [row.id for row in await in_line(store)]
    note = (CentreId("fi"), "BT-FI-26-0001 was erased")
    rows = await rows_after(store, Erase(notes=(note,)), id="3")
    assert [row.item for row in rows] == [
        *(Remove(receipt=f"receipt {id}") for id in reversed(posted)),
        Note(text=note[1]),
    ]
    assert [row.recipient for row in rows] == ["centre:fi:removals"] * len(posted) + ["centre:fi"]
    assert {row.lead for row in rows} == {None}


async def test_what_cannot_be_taken_off_a_desk_is_kept_to_be_seen_to(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(copies=(), files=())), id="1")
    await in_line(store)
    await take(store, Erase(), id="2")
    (row,) = await store.due(NOW, 10)
    await store.give_up(row.id, "cant_delete_message", NOW)
    (missed,) = await store.undelivered()
    assert (missed.id, missed.kind, missed.centre) == (row.id, "remove", "fi")
    told = await store.due(NOW.replace(year=NOW.year + 1), 10)
    assert [each.kind for each in told] == ["tell_missed"]
    assert await store.send_again([row.id], NOW) == 1


async def test_words_that_wait_for_a_desk_follow_the_request_to_the_next(store: Store) -> None:
    first = lead(copies=(), files=())
    await take(store, SubmitLead(lead=first), id="1")
    await in_line(store)
    for words in ("before", "after"):
        await take(store, Relay(lead=first.id, text=words), id=words)
    passed = replace(first, centre=CentreId("ee"), former=(CentreId("fi"),))
    await take(store, KeepLead(lead=passed), id="3")
    there = [row for row in await in_line(store) if row.centre == "ee"]
    assert [row.item.text for row in there if isinstance(row.item, Relay)] == ["before", "after"]
    assert there[0].kind == "show_lead"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("change", [{"edited": True, "text": "30"}, {"deleted": True, "text": ""}])
async def test_what_was_changed_stands_only_where_the_request_is(
    store: Store, change: dict[str, Any], when: str
) -> None:
    sent = lead(copies=(), files=())
    await take(store, SubmitLead(lead=sent), id="1")
    words = Relay(lead=sent.id, text="20 samples", message="m1")
    await in_line(store)
    (told, _) = await rows_after(store, words, replace(words, message="m2"), id="2")
    changed, passed = replace(words, **change), done(sent, Step.PASS_ON, centre=CentreId("se"))
    # Before, it still waits for the desk that the request leaves.
    effects: list[Effect] = [KeepLead(lead=passed), changed]
    for effect in effects if when == "after" else reversed(effects):
        await take(store, effect, id=type(effect).__name__)
    rows = await in_line(store)
    assert [row.centre for row in rows if row.item == changed] == ["se"]
    removed = [(row.centre, row.item) for row in rows if isinstance(row.item, Remove)]
    gone = Remove(receipt=f"receipt {told.id}", but_files=changed.edited)
    assert removed == [("fi", gone)]
    await take(store, replace(changed, edited=False, deleted=True), id="again")
    again = [row.item for row in await in_line(store) if isinstance(row.item, Remove)]
    # Files of the message were left standing there as only its words were other ones.
    assert again == ([replace(gone, but_files=False)] if changed.edited else [])


async def test_leads_are_found_by_centre_by_owner_and_by_company(store: Store) -> None:
    leads = (
        lead(1, owner="kari", state=LeadState.CLAIMED, company="Example Oy"),
        lead(2, centre=CentreId("se"), email_domain="example.org"),
        lead(3, state=LeadState.CLOSED, outcome=Outcome.NO_FIT, owner="kari"),
    )
    for number, each in enumerate(leads):
        await take(store, SubmitLead(lead=each), id=f"{number}")
    finland, sweden = CentreId("fi"), CentreId("se")
    assert [each.id for each in await store.open_leads([finland])] == ["lead-1"]
    assert [each.id for each in await store.open_leads([sweden, finland])] == ["lead-1", "lead-2"]
    assert [each.id for each in await store.leads_of("kari")] == ["lead-1"]
    every = [each.id for each in await store.leads()]
    assert [each.id for each in await store.leads(most=2)] == every[:2]
    assert [each.id for each in await store.leads(skip=2, most=2)] == every[2:]
    assert [each.id for each in await store.open_leads([sweden, finland], most=1)] == ["lead-1"]
    assert await store.leads_of("kari", skip=1, most=5) == []
    new = lead(9, conversation=ELSEWHERE, email_domain="example.org")
    signs = {sign.id: sign for sign in await store.companies(new, NOW)}
    assert {id: (s.company, s.email_domain) for id, s in signs.items()} == {
        "lead-1": ("Example Oy", ""),
        "lead-2": ("", "example.org"),
    }
    assert await store.companies(new, later(seconds=1)) == []
    assert await store.companies(replace(new, country="DE", email_domain=""), NOW) == []
    assert await store.card(leads[0].id, finland) == ""
    posted = {row.id for row in await in_line(store) if row.lead == "lead-1"}
    assert await store.card(leads[0].id, finland) in {f"receipt {id}" for id in posted}
    tally = await store.tally([finland], NOW)
    assert (tally.came, tally.claimed, tally.outcomes) == (2, 2, (("no_fit", 1),))


CLAIMED = done(lead(1), Step.CLAIM)
CLOSED = done(lead(1), Step.CLOSE, outcome=Outcome.NO_FIT)


@pytest.mark.parametrize(
    "after",
    [
        done(CLAIMED, Step.RELEASE),
        done(CLAIMED, Step.PASS_ON, centre=CentreId("ee")),
        completed(done(CLAIMED, Step.CLOSE, outcome=Outcome.NO_FIT), lead(1)),
        done(done(CLOSED, Step.REOPEN), Step.RELEASE),
    ],
    ids=["released", "passed on", "completed", "opened again"],
)
async def test_what_was_claimed_at_some_time_stays_counted(store: Store, after: Lead) -> None:
    await take(store, SubmitLead(lead=lead(1)), SubmitLead(lead=lead(2)), id="1")
    quoting = answer(Wrote(text='Reads "step":"claim" to me'))
    await take(store, KeepLead(lead=lead(2, answers={"problem": quoting})), id="2")
    await take(store, KeepLead(lead=after), id="3")
    assert after.owner == ""
    tally = await store.tally([CentreId("fi"), after.centre], NOW)
    assert (tally.came, tally.claimed) == (2, 1)


async def test_a_turn_sees_the_leads_of_its_own_conversation(store: Store) -> None:
    await take(store, SubmitLead(lead=lead(1)), id="1")
    there = lead(2, conversation=ELSEWHERE)
    decide = deciding(SubmitLead(lead=there))
    await store.take_turn(ELSEWHERE, [text("1", conversation=ELSEWHERE)], decide, NOW)
    seen = (await moment_here(store)).leads
    assert list(seen) == ["lead-1"]
    assert seen[LeadId("lead-1")] == lead(1)


async def moment_here(store: Store) -> Moment:
    """What a turn here would know, its leads having been looked at."""
    moments: list[Moment] = []

    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        moments.append(replace(moment, leads=dict(moment.leads)))
        return deciding()(before, events, moment)

    await store.take_turn(HERE, [text("look")], decide, NOW)
    return moments[0]


async def test_it_is_ready_and_saves_nothing_by_saying_so(store: Store) -> None:
    await store.ready()

    assert await store.conversation(HERE) is None


async def test_the_outbox_is_counted_by_state(store: Store) -> None:
    assert await store.outbox_size() == {"waiting": 0, "delivered": 0, "given_up": 0}
    await take(store, say("a"), id="1")
    await take(store, say("b"), id="2")
    (first,) = await store.due(NOW, 100)
    await store.delivered(first.id, "7", NOW)

    assert await store.outbox_size() == {"waiting": 1, "delivered": 1, "given_up": 0}
