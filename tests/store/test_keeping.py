"""What is counted of what was erased, what is found too old, and what no erased company leaves."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import Place
from tests.store.test_erasing import on_disk
from tests.values import HERE, NOW, deciding, later, lead, open_answers, say, text, time_passed
from tram_bot.core.effects import (
    Effect,
    Erase,
    GiveData,
    KeepLead,
    Occasion,
    Relay,
    RemindAt,
    SubmitLead,
    TellDesk,
)
from tram_bot.core.events import Deleted, DeskLost, Edited, Event, Outlived
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.keeping import Keeping
from tram_bot.core.kept import Reminder, Unsent
from tram_bot.core.lead import Lead, LeadState
from tram_bot.outgoing import Outgoing, Remove
from tram_bot.ports import Erasures, OldTalk, Store
from tram_bot.store.migrations import MIGRATIONS, migrate
from tram_bot.store.sqlite import open_sqlite
from tram_bot.store.wiping import Wiper, owe_wipe, wipe_now

KEEPING = Keeping(
    talks=timedelta(days=10),
    closed=timedelta(days=20),
    open_leads=timedelta(days=30),
    events=timedelta(days=5),
    deliveries=timedelta(days=7),
)
FINLAND = CentreId("fi")


def chat(name: str) -> ConversationId:
    """A conversation by that name."""
    return ConversationId(f"terminal:{name}")


async def take(store: Store, name: str, *effects: Effect, day: float = 0) -> None:
    """A message in a conversation on that day, and these effects."""
    event = text(f"{name}-{day}", conversation=chat(name))
    await store.take_turn(chat(name), [event], deciding(*effects), later(days=day))


async def happens(store: Store, name: str, *events: Event, day: float) -> bool:
    """These events in a conversation on that day; whether anything came of them."""
    done = await store.take_turn(chat(name), events, deciding(), later(days=day))
    return bool(done.fresh)


async def outlived(store: Store, name: str, turn: int, day: float) -> None:
    """The end of a conversation's time, found after that turn."""
    event = Outlived(id=EventId("o"), conversation=chat(name), at=later(days=day), turn=turn)
    effects = deciding(Erase(why=Occasion.TIME))
    await store.take_turn(chat(name), [event], effects, later(days=day))


def of(name: str, number: int, **changes: object) -> Lead:
    """A lead of that conversation."""
    return lead(number, chat(name), **changes)


async def old(store: Store, day: float) -> list[str]:
    """Which conversations are too old on that day."""
    found = await store.outlived(later(days=day), KEEPING, 100)
    return [each.conversation.removeprefix("terminal:") for each in found]


async def test_erased_leads_are_counted_by_month_and_centre_and_talks_without_one(
    store: Store,
) -> None:
    await take(store, "two", SubmitLead(lead=of("two", 1)), SubmitLead(lead=of("two", 2)))
    await take(store, "none")
    await take(store, "abroad", SubmitLead(lead=of("abroad", 3, country=None)))
    await store.forget(chat("two"), NOW)
    await store.forget(chat("none"), NOW)
    await store.forget(chat("nobody"), NOW)
    await outlived(store, "abroad", turn=1, day=31)

    wish, time = Occasion.WISH, Occasion.TIME
    assert await store.erasures() == [
        Erasures(month="2026-03", centre=None, country=None, why=wish, number=1),
        Erasures(month="2026-03", centre=FINLAND, country="FI", why=wish, number=2),
        Erasures(month="2026-04", centre=FINLAND, country=None, why=time, number=1),
    ]
    assert (await store.tally([FINLAND], NOW)).erased == 3
    assert (await store.tally([FINLAND], later(days=31))).erased == 1
    assert (await store.tally([CentreId("no")], NOW)).erased == 0


async def test_how_long_is_kept_depends_on_what_became_of_it(store: Store) -> None:
    await take(store, "talk")
    await take(store, "closed", SubmitLead(lead=of("closed", 1, state=LeadState.CLOSED)))
    both = (of("open", 2, state=LeadState.CLOSED), of("open", 3))
    await take(store, "open", *(SubmitLead(lead=each) for each in both))

    assert await old(store, 9.9) == []
    assert await old(store, 10.1) == ["talk"]
    assert await old(store, 20.1) == ["closed", "talk"]
    assert await old(store, 30.1) == ["closed", "open", "talk"]
    assert len(await store.outlived(later(days=31), KEEPING, 2)) == 2


async def test_time_is_counted_from_what_people_did_and_not_from_reminders(store: Store) -> None:
    reminder = RemindAt(timer="abandoned", due=NOW)
    await take(store, "talk", reminder)
    passed = time_passed("t", "abandoned", 1, chat("talk"))
    assert await happens(store, "talk", passed, day=9)
    assert await old(store, 10.1) == ["talk"]
    await take(store, "talk", day=10.2)
    assert await old(store, 20.1) == []
    assert await store.outlived(later(days=20.3), KEEPING, 9) == [
        OldTalk(conversation=chat("talk"), turn=3)
    ]


async def test_who_writes_at_the_last_moment_is_not_forgotten(store: Store) -> None:
    await take(store, "talk")
    await take(store, "talk", day=11)
    await outlived(store, "talk", turn=1, day=11)
    assert await store.conversation(chat("talk")) is not None
    event = Outlived(id=EventId("o"), conversation=chat("talk"), at=NOW, turn=2)
    together = (event, text("hello", conversation=chat("talk")))
    done = await store.take_turn(chat("talk"), together, deciding(), later(days=12))
    assert done.fresh == ("hello",)


async def test_nothing_but_a_word_of_the_companys_begins_a_conversation(
    place: Place, store: Store
) -> None:
    """A reminder, a desk's trouble or the end of its time, which a company's erasure overtook, or
    what the company does with its old messages after that, would have it known again."""
    name = chat("gone")
    lost = DeskLost(
        id=EventId("d"), conversation=name, at=NOW, lead=LeadId("l"), centre=FINLAND, why=""
    )
    over = Outlived(id=EventId("o"), conversation=name, at=NOW, turn=1)
    old: dict[str, Any] = {"conversation": name, "at": NOW, "message": "m-1"}
    taken_back = Deleted(id=EventId("b"), **old)
    changed = Edited(id=EventId("c"), text="nothing to see", **old)
    for event in (lost, over, time_passed("t", "abandoned", 1, name), taken_back, changed):
        assert not await happens(store, "gone", event, day=0)
    assert await store.conversation(name) is None
    pruned = await store.prune(later(days=400), KEEPING, 100)
    assert pruned == 0, "an event's id, which names the conversation, was kept"


async def test_a_message_that_is_taken_back_at_once_was_said_all_the_same(store: Store) -> None:
    first = text("a", conversation=chat("new"))
    taken_back = Deleted(id=EventId("b"), conversation=chat("new"), at=NOW, message=first.message)
    done = await store.take_turn(chat("new"), (first, taken_back), deciding(), NOW)
    assert done.fresh == ("a", "b")


async def test_ids_of_events_and_rows_that_were_settled_go_a_few_at_a_time(store: Store) -> None:
    for number in range(5):
        await take(store, f"c{number}", say("hello"))
    rows = await store.due(NOW, 100)
    for row in rows[:3]:
        await store.delivered(row.id, "shown", NOW)
    for row in rows[3:]:
        await store.give_up(row.id, "refused", NOW)

    assert await store.prune(later(days=4.9), KEEPING, 2) == 0
    assert [await store.prune(later(days=6), KEEPING, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert [await store.prune(later(days=8), KEEPING, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert await store.undelivered() == []
    assert (await store.outbox_size())["delivered"] == 0


async def test_what_stands_at_a_desk_is_not_lost_sight_of(store: Store) -> None:
    """Its row is what a later erasure takes it off by, and what a new state is shown by."""
    of_lead = lead(1, HERE, answers=open_answers())
    told = TellDesk(lead=of_lead.id, centre=FINLAND, text="Somebody is late")
    effects = deciding(SubmitLead(lead=of_lead), told)
    await store.take_turn(HERE, [text("1")], effects, NOW)
    count = 0
    while rows := await store.due(NOW, 100):
        for row in rows:
            count += 1
            await store.delivered(row.id, f"C1:{row.id}", NOW)
    assert await store.prune(later(days=400), KEEPING, 100) == 1  # the event
    assert (await store.outbox_size())["delivered"] == count == 5
    assert await store.card(of_lead.id, FINLAND)
    shown = deciding(KeepLead(lead=of_lead))
    await store.take_turn(HERE, [text("2")], shown, later(days=400))
    kinds = [row.kind for row in await store.due(later(days=400), 100)]
    assert kinds == ["show_lead", "show_lead"], "a file was shared twice"


@pytest.mark.parametrize("later_on", ["nothing", "pruned", "sent again"])
async def test_half_of_something_that_stands_at_a_desk_is_not_lost_sight_of(
    store: Store, later_on: str
) -> None:
    await take(store, "company", SubmitLead(lead=of("company", 1, copies=(), files=())))
    (card,) = await store.due(NOW, 10)
    await store.delivered(card.id, "", NOW)
    relay = Relay(lead=LeadId("lead-1"), text="with a picture", message="m-1")
    await take(store, "company", relay, day=1)
    (row,) = await store.due(later(days=1), 10)
    await store.give_up(row.id, "no files", later(days=1), shown="C1:2", shown_at=FINLAND)
    match later_on:
        case "pruned":
            while await store.prune(later(days=400), KEEPING, 10):
                pass
            assert await store.undelivered() == []
        case "sent again":
            assert await store.send_again([row.id], later(days=1)) == 1
            (again,) = [row for row in await store.due(later(days=1), 10) if row.kind == "relay"]
            assert again.before == "", "its file is shared with a message, not with a change of one"
            await store.delivered(again.id, f"{again.shown} file:F1", later(days=1))
    await store.forget(chat("company"), later(days=400))
    stands = "C1:2 file:F1" if later_on == "sent again" else "C1:2"
    assert await waiting_removals(store) == [("fi", stands)]


async def test_a_farewell_that_finds_nobody_is_not_kept_for_ever(store: Store) -> None:
    await take(store, "gone", Erase(), say("Goodbye"))
    assert await store.prune(later(days=6.9), KEEPING, 10) == 0
    assert await store.prune(later(days=7.1), KEEPING, 10) == 1
    assert (await store.outbox_size())["waiting"] == 0


async def waiting_removals(store: Store) -> list[tuple[str | None, str]]:
    """What waits to be taken off desks, in order."""
    found: list[Outgoing] = []
    while rows := await store.due(NOW, 100):
        for row in rows:
            found.append(row)
            await store.delivered(row.id, "", NOW)
    found.sort(key=lambda row: row.id)
    return [(r.centre, r.item.receipt) for r in found if isinstance(r.item, Remove)]


async def test_what_is_shown_at_a_desk_while_its_company_is_erased_is_taken_off(
    store: Store,
) -> None:
    await take(store, "company", SubmitLead(lead=of("company", 1, copies=(), files=())))
    (row,) = [row for row in await store.due(NOW, 10) if row.centre == FINLAND]
    await store.forget(chat("company"), NOW)
    await store.delivered(row.id, "C1:17", NOW, shown_at=FINLAND)
    assert await waiting_removals(store) == [("fi", "C1:17")]


async def test_what_waits_for_a_desk_keeps_nothing_there_that_is_to_go(store: Store) -> None:
    """A centre may be gone for good, and its channel with the cards still be there."""
    await take(store, "company", SubmitLead(lead=of("company", 1, copies=(), files=())))
    (card,) = await store.due(NOW, 10)
    await store.delivered(card.id, "C1:17", NOW)
    await take(store, "other", SubmitLead(lead=of("other", 2, copies=(), files=())))
    (waits,) = await store.due(NOW, 10)
    await store.put_off(waits.id, later(minutes=1), "no Slack channel is set for it")
    await store.forget(chat("company"), NOW)
    assert await waiting_removals(store) == [("fi", "C1:17")]


async def test_a_thread_goes_before_its_card(store: Store) -> None:
    relay = Relay(lead=LeadId("lead-1"), text="more")
    await take(store, "company", SubmitLead(lead=of("company", 1, copies=(), files=())), relay)
    for receipt in ("C1:card", "C1:relay"):
        (row,) = await store.due(NOW, 10)
        await store.delivered(row.id, receipt, NOW)
    await take(store, "company", KeepLead(lead=of("company", 1, copies=(), files=())), day=0)
    await store.forget(chat("company"), NOW)
    assert await waiting_removals(store) == [("fi", "C1:relay"), ("fi", "C1:card")]


async def test_a_database_of_the_shape_before_knows_when_people_did_something_last(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tram.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, MIGRATIONS[:2])
        connection.execute(
            "INSERT INTO conversations VALUES (?, 7, ?, '2026-03-02T09:00:00.000000+00:00')",
            (HERE, '{"schema":1,"id":"terminal:example","language":"en","turn":7}'),
        )
    store = await open_sqlite(path)
    assert await store.outlived(later(days=9), KEEPING, 9) == []
    found = await store.outlived(later(days=11), KEEPING, 9)
    await store.close()
    assert found == [OldTalk(conversation=HERE, turn=7)]


async def test_what_a_company_is_handed_is_gathered_from_everywhere(
    store: Store,
) -> None:
    assert await store.kept(HERE) is None
    effects = (
        SubmitLead(lead=lead(1, copies=(), files=())),
        RemindAt(timer="abandoned", due=later(hours=24)),
        say("Which one?"),
        Relay(lead=lead().id, text="more words"),
        TellDesk(lead=lead().id, centre=FINLAND, text="among staff"),
    )
    await store.take_turn(HERE, [text("1"), text("2")], deciding(*effects), NOW)
    for row in await store.due(NOW, 10):
        if row.centre:
            await store.delivered(row.id, "C1:1", NOW)
        else:
            await store.give_up(row.id, "refused", NOW)
    await store.take_turn(HERE, [text("3")], deciding(GiveData(), say("here")), NOW)
    kept = await store.kept(HERE)
    assert kept is not None
    assert (kept.conversation.id, [each.id for each in kept.leads]) == (HERE, [lead().id])
    assert kept.reminders == (Reminder(timer="abandoned", due=later(hours=24)),)
    assert (kept.events, kept.first, kept.last, kept.sent) == (3, NOW, NOW, 1)
    told = "Thank you.\nWhich one?\nWhich one?"
    assert kept.unsent == (
        Unsent(kind="say", to_company=True, since=NOW, given_up=True, text=told),
        Unsent(kind="relay", to_company=False, since=NOW, given_up=False, text="more words"),
        Unsent(kind="tell_desk", to_company=False, since=NOW, given_up=False, text=""),
    )


# The disk


class Ticks:
    """A clock that says what it is told, one reading after the other."""

    def __init__(self) -> None:
        self.now = 0.0
        self.each = 0.0

    def __call__(self) -> float:
        self.now += self.each
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "tram.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path)
    return connection


def test_a_file_that_takes_long_to_wipe_is_not_wiped_over_and_over(
    file: sqlite3.Connection,
) -> None:
    ticks = Ticks()
    wiper = Wiper(ticks)
    with closing(file):
        ticks.each = 1.0  # each wipe takes a second
        owe_wipe(file)
        assert wiper(file) == 0
        owe_wipe(file)
        pause = wiper(file)
        assert 15 < pause < 20
        ticks.now += pause
        assert wiper(file) == 0
        ticks.now, ticks.each = ticks.now + 100, 0.1  # and now a tenth
        for _ in range(3):
            owe_wipe(file)
            assert wiper(file) == 0
            assert not file.execute("SELECT 1 FROM chores").fetchone()


def test_what_time_has_deleted_is_wiped_once_at_the_end(file: sqlite3.Connection) -> None:
    with closing(file):
        wiper = Wiper(Ticks())
        for _ in range(3):
            owe_wipe(file, at_once=False)
            assert wiper(file) == 0
        assert file.execute("SELECT name FROM chores").fetchall() == [("wipe_later",)]
        wipe_now(file)
        assert wiper(file) == 0
        assert file.execute("SELECT name FROM chores").fetchall() == []
        wipe_now(file)
        assert file.execute("SELECT name FROM chores").fetchall() == []
        owe_wipe(file, at_once=False)
        wiper(file, at_once=True)  # as at a start after a crash
        assert file.execute("SELECT name FROM chores").fetchall() == []


def test_a_large_file_is_rebuilt_when_the_night_asks_for_it_only(file: sqlite3.Connection) -> None:
    def owed() -> list[str]:
        return [name for (name,) in file.execute("SELECT name FROM chores ORDER BY name")]

    with closing(file):
        file.execute("CREATE TABLE words (word TEXT)")
        file.executemany("INSERT INTO words VALUES (?)", [("x" * 4000,)] * 50)
        file.execute("DELETE FROM words")
        wiper = Wiper(Ticks(), large=1)
        owe_wipe(file)
        assert wiper(file) == 0
        assert owed() == ["wipe_later"]
        assert wiper(file, at_once=True) == 0  # as at a stop, or a start
        assert owed() == ["wipe_later"]
        assert file.execute("PRAGMA freelist_count").fetchone()[0] > 0, "it was rebuilt"
        wipe_now(file)
        assert wiper(file) == 0
        assert owed() == []
        assert file.execute("PRAGMA freelist_count").fetchone()[0] == 0


def test_a_reader_in_the_way_has_the_file_rebuilt_once_only(
    file: sqlite3.Connection, tmp_path: Path
) -> None:
    log = tmp_path / "tram.sqlite3-wal"
    with closing(file):
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE words (word TEXT)")
        file.executemany("INSERT INTO words VALUES (?)", [("x" * 4000,)] * 50)
        ticks = Ticks()
        wiper = Wiper(ticks)
        ticks.each = 10.0  # each attempt takes so many seconds
        owe_wipe(file, at_once=False)
        with closing(sqlite3.connect(tmp_path / "tram.sqlite3", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM words").fetchone()
            wipe_now(file)
            assert wiper(file) == 200
            length = log.stat().st_size
            assert wiper(file, at_once=True) > 0
            assert log.stat().st_size == length
        assert wiper(file, at_once=True) == 0
        assert log.stat().st_size < length
        assert file.execute("SELECT name FROM chores").fetchall() == []


async def test_nothing_of_what_time_has_deleted_is_left_on_the_disk(tmp_path: Path) -> None:
    store = await open_sqlite(tmp_path / "tram.sqlite3")
    name = ConversationId("telegram:MARKED")
    event = text("MARKED", conversation=name)
    words = deciding(say("MARKED"), last_text="MARKED")
    await store.take_turn(name, [event], words, NOW)
    over = Outlived(id=EventId("outlived:1"), conversation=name, at=later(days=11), turn=1)
    await store.take_turn(name, [over], deciding(Erase(why=Occasion.TIME)), later(days=11))
    await store.wipe()
    assert not on_disk(tmp_path, "MARKED")
    await store.close()
