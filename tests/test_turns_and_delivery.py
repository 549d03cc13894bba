"""From an event to what the person sees: committed once, in order, sent again after a failure."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tram_bot import app
from tram_bot.core.content import Content
from tram_bot.core.effects import Relay, Say
from tram_bot.core.events import Event, TimePassed, said
from tram_bot.core.finding import Finding, Need
from tram_bot.core.identifiers import ConversationId, EventId
from tram_bot.core.lead import File, Lead, Role
from tram_bot.core.message import Understood
from tram_bot.errors import TryLater, Undeliverable
from tram_bot.outgoing import Outgoing, Payload, ShowLead
from tram_bot.ports import Digest, Undelivered

PATIENCE = 10.0
"""Seconds until something that does not happen fails the test."""
PARAGRAPH = "our paint peels off after one winter, we are 12 people in Poland"


class Hand:
    """A clock that somebody moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time


class Screen:
    """A platform that fails as often as it is told to, and shows the rest."""

    name = "screen"

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.given: list[Payload] = []
        self.failures: list[Exception] = []
        self.arriving: asyncio.Queue[str] = asyncio.Queue()

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.shown.append((conversation, "\n".join((*say.paragraphs, say.ask))))
        self.arriving.put_nowait(conversation)
        return str(len(self.shown))

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        raise Undeliverable("a screen shows no changes")

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        receipt = await self.deliver(conversation, Say(paragraphs=(words,)))
        self.given.append(file)
        return receipt

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        raise Undeliverable("a screen forgets nothing")

    async def fetch(self, file: File) -> Payload:
        raise Undeliverable("a screen has no files")


class Desk:
    """A centre's desk that keeps what it is shown."""

    def __init__(self) -> None:
        self.cards: list[tuple[str, Role, bool]] = []
        self.relayed: list[str] = []
        self.put_there: list[str] = []
        self.missed: list[list[tuple[str, str, str]]] = []
        self.failures: list[Exception] = []
        self.digests: list[Digest] = []

    async def fetch(self, file: File) -> Payload:
        raise Undeliverable("a desk has no files")

    async def put(self, row: Outgoing, lead: Lead | None, files: Sequence[Payload]) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.put_there.append(row.kind)
        match row.item:
            case ShowLead() if lead and row.centre:
                self.cards.append((row.centre, lead.role_of(row.centre), lead.partial))
            case Relay(text=text):
                self.relayed.append(text)
            case _:
                pass
        return row.kind

    async def tell_missed(self, rows: Sequence[Undelivered]) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.missed.append([(row.kind, row.reference, row.reason) for row in rows])
        return ""

    async def show_digest(self, digest: Digest) -> str:
        self.digests.append(digest)
        return ""


class House:
    """The program on a real database, with a screen, a desk and a clock of ours."""

    def __init__(self, content: Content, database: Path) -> None:
        self.content = content
        self.database = database
        self.clock = Hand()
        self.screen = Screen()
        self.desk = Desk()
        self.count = 0
        self.is_broken = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[app.App]:
        async with app.running(
            content=lambda: replace(self.content, understand=self.understand, find=self.find),
            database=self.database,
            clock=self.clock,
            channels={"screen": self.screen},
            desk=lambda *_: self.desk,
        ) as parts:
            yield parts

    def understand(self, text: str, language: str, today: date) -> Understood:
        """As the content does, unless something is wrong with it."""
        assert not self.is_broken
        return self.content.understand(text, language, today)

    def find(self, need: Need) -> Finding:
        """As the content does, unless something is wrong with it."""
        assert not self.is_broken
        return self.content.find(need)

    def event(self, text: str, who: str = "1") -> Event:
        self.count += 1
        return said(
            id=EventId(f"e{self.count}"),
            conversation=ConversationId(f"screen:{who}"),
            at=self.clock.now(),
            text=text,
        )


@pytest.fixture
def house(content: Content, tmp_path: Path) -> House:
    return House(content, tmp_path / "house.sqlite3")


async def test_messages_sent_together_get_one_reply(house: House) -> None:
    texts = [PARAGRAPH, "it is on wooden frames", "only on the south side"]
    async with house.open() as parts:
        await asyncio.gather(*(parts.turns.take(house.event(text)) for text in texts))
        await parts.delivery.flush()

        kept = await parts.store.conversation(ConversationId("screen:1"))

    assert kept is not None
    assert "south side" in str(kept.phase)
    assert len(house.screen.shown) == 1


async def test_what_is_said_behind_the_yes_to_be_forgotten_begins_afresh(house: House) -> None:
    async with house.open() as parts:
        for text in ("our glue is too soft", "/forget"):
            await parts.turns.take(house.event(text))
        together = ("yes", PARAGRAPH)
        await asyncio.gather(*(parts.turns.take(house.event(text)) for text in together))
        await parts.turns.take(house.event("yes, you may"))
        await parts.delivery.flush()

        kept = await parts.store.conversation(ConversationId("screen:1"))

    assert kept is not None
    assert PARAGRAPH in str(kept.phase)
    assert "glue" not in str(kept)
    *_, farewell, begun, next_one = [text for _, text in house.screen.shown]
    assert "has been deleted" in farewell
    assert "may I keep your answers" not in farewell
    assert "may I keep your answers" in begun
    assert "How confidential" in next_one


async def test_a_message_is_done_when_its_own_turn_is_while_others_keep_coming(
    house: House,
) -> None:
    async with house.open() as parts:
        later: list[asyncio.Task[None]] = []

        def keep_coming() -> None:
            if len(later) < 20:
                later.append(asyncio.create_task(parts.turns.take(house.event("hello"))))
                later[-1].add_done_callback(lambda _: keep_coming())

        first = asyncio.create_task(parts.turns.take(house.event("hello")))
        await asyncio.wait([first])
        keep_coming()
        await parts.turns.take(house.event("hello"))
        at_return = len(later)
        while len(later) < 20 or not all(task.done() for task in later):
            await asyncio.wait(later)

    assert at_return < 20


async def test_a_turn_that_fails_is_told_and_the_next_one_is_taken(house: House) -> None:
    async with house.open() as parts:
        house.is_broken = True
        with pytest.raises(AssertionError):
            await parts.turns.take(house.event("our paint peels"))
        house.is_broken = False
        await parts.turns.take(house.event("hello"))
        await parts.delivery.flush()

    assert len(house.screen.shown) == 1


async def test_a_mistake_in_one_reply_does_not_keep_the_others_from_going_out(
    house: House,
) -> None:
    house.screen.failures = [KeyError("ours")]
    async with house.open() as parts:
        await parts.turns.take(house.event("hello", "1"))
        await parts.turns.take(house.event("hello", "2"))
        await parts.delivery.flush()
        assert len(house.screen.shown) == 1
        house.clock.time += timedelta(seconds=10)
        await parts.delivery.flush()

    assert sorted(conversation for conversation, _ in house.screen.shown) == [
        "screen:1",
        "screen:2",
    ]


async def test_a_reminder_that_fails_does_not_keep_replies_from_going_out(house: House) -> None:
    async with house.open() as parts:
        for text in (PARAGRAPH, "yes"):
            await parts.turns.take(house.event(text, "1"))
        await parts.delivery.flush()
        await parts.turns.take(house.event("hello", "2"))
        house.clock.time += timedelta(hours=25)
        house.is_broken = True
        await parts.delivery.flush()
        assert house.screen.shown[-1][0] == "screen:2"
        house.is_broken = False
        await parts.delivery.flush()
        leads = list(await parts.store.leads())

    assert [lead.partial for lead in leads] == [True]


async def test_a_reminder_is_dropped_when_an_answer_overtakes_it(house: House) -> None:
    async with house.open() as parts:
        for text in (PARAGRAPH, "yes"):
            await parts.turns.take(house.event(text))
        house.clock.time += timedelta(hours=25)
        (due,) = await parts.store.due_timers(house.clock.now(), 10)
        await parts.turns.take(house.event("confidential"))
        await parts.turns.take(
            TimePassed(
                id=EventId("late"),
                conversation=due.conversation,
                at=house.clock.now(),
                timer=due.timer,
                set_at=due.set_at,
            )
        )
        leads = list(await parts.store.leads())

    assert leads == []


async def test_a_reminder_that_comes_together_with_an_answer_is_dropped(house: House) -> None:
    async with house.open() as parts:
        for text in (PARAGRAPH, "yes"):
            await parts.turns.take(house.event(text))
        house.clock.time += timedelta(hours=25)
        (due,) = await parts.store.due_timers(house.clock.now(), 10)
        reminder = TimePassed(
            id=EventId("late"),
            conversation=due.conversation,
            at=house.clock.now(),
            timer=due.timer,
            set_at=due.set_at,
        )
        answer = parts.turns.take(house.event("confidential"))
        await asyncio.gather(answer, parts.turns.take(reminder))
        leads = list(await parts.store.leads())

    assert leads == []


async def test_what_cannot_be_recorded_holds_up_nobody_else(house: House) -> None:
    async with house.open() as parts:
        await parts.turns.take(house.event("hello", "1"))
        with closing(sqlite3.connect(house.database)) as other, other:
            other.execute(
                "CREATE TRIGGER odd BEFORE UPDATE ON outbox WHEN OLD.recipient = 'screen:1'"
                " BEGIN SELECT RAISE(ABORT, 'odd'); END"
            )
        running = asyncio.create_task(parts.delivery.run())
        first = await asyncio.wait_for(house.screen.arriving.get(), PATIENCE)
        await parts.turns.take(house.event("hello", "2"))
        second = await asyncio.wait_for(house.screen.arriving.get(), PATIENCE)
        parts.delivery.stop()
        await asyncio.wait([running])
        waiting = await parts.store.outbox_size()

    assert [first, second] == ["screen:1", "screen:2"]
    assert waiting["waiting"] == 1, "it was sent once, and that is to be recorded yet"
    assert len(house.screen.shown) == 2
    assert isinstance(running.exception(), sqlite3.IntegrityError)


async def test_the_same_event_twice_is_handled_once(house: House) -> None:
    event = house.event("hello")
    async with house.open() as parts:
        await parts.turns.take(event)
        await parts.turns.take(event)
        await parts.delivery.flush()

    assert len(house.screen.shown) == 1


async def test_a_reply_that_fails_is_sent_later_and_in_order(house: House) -> None:
    house.screen.failures = [TryLater("slow down", 30), ConnectionError("gone")]
    async with house.open() as parts:
        await parts.turns.take(house.event(PARAGRAPH))
        await parts.delivery.flush()
        await parts.turns.take(house.event("yes"))
        await parts.delivery.flush()
        assert house.screen.shown == []
        house.clock.time += timedelta(seconds=40)
        await parts.delivery.flush()
        house.clock.time += timedelta(seconds=40)
        await parts.delivery.flush()

    first, second = [text for _, text in house.screen.shown]
    assert "may I keep your answers" in first
    assert "How confidential" in second


async def test_one_blocked_person_does_not_stop_another(house: House) -> None:
    house.screen.failures = [Undeliverable("blocked")]
    async with house.open() as parts:
        await parts.turns.take(house.event("hello", "1"))
        await parts.delivery.flush()
        await parts.turns.take(house.event("hello", "2"))
        await parts.delivery.flush()

    assert [conversation for conversation, _ in house.screen.shown] == ["screen:2"]


async def test_a_mistake_of_ours_in_sending_stops_nobody_else(house: House) -> None:
    house.screen.failures = [ZeroDivisionError()]
    async with house.open() as parts:
        await parts.turns.take(house.event("hello", "1"))
        await parts.delivery.flush()
        await parts.turns.take(house.event("hello", "2"))
        await parts.delivery.flush()
        house.clock.time += timedelta(seconds=10)
        await parts.delivery.flush()

    assert [conversation for conversation, _ in house.screen.shown] == ["screen:2", "screen:1"]


async def test_a_platform_out_of_reach_is_tried_again_after_longer_and_longer(
    house: House,
) -> None:
    house.screen.failures = [TryLater("away") for _ in range(4)]
    async with house.open() as parts:
        await parts.turns.take(house.event("hello"))
        tried = []
        for second in range(40):
            before = len(house.screen.failures)
            await parts.delivery.flush()
            if len(house.screen.failures) < before:
                tried.append(second)
            house.clock.time += timedelta(seconds=1)

    assert tried == [0, 2, 6, 14]
    assert len(house.screen.shown) == 1


async def test_pauses_that_a_platform_asks_for_make_those_after_a_failure_no_longer(
    house: House,
) -> None:
    house.screen.failures = [*(TryLater("slow down", 1) for _ in range(4)), TryLater("away")]
    async with house.open() as parts:
        await parts.turns.take(house.event("hello"))
        tried = []
        for second in range(10):
            before = len(house.screen.failures), len(house.screen.shown)
            await parts.delivery.flush()
            if (len(house.screen.failures), len(house.screen.shown)) != before:
                tried.append(second)
            house.clock.time += timedelta(seconds=1)

    assert tried == [0, 1, 2, 3, 4, 6]


async def test_delivery_ends_when_told_and_sends_what_is_due_before(house: House) -> None:
    async with house.open() as parts:
        running = asyncio.create_task(parts.delivery.run())
        parts.delivery.stop()
        await parts.turns.take(house.event("hello"))
        await asyncio.wait_for(running, 10)
        await parts.delivery.flush()

    assert len(house.screen.shown) == 1


async def test_a_conversation_begins_in_the_persons_language_if_there_are_words_in_it(
    house: House,
) -> None:
    book = house.content.phrasebook
    polish = {**book.phrases, "pl": {"welcome": "Dzień dobry"}}
    house.content = replace(house.content, phrasebook=replace(book, phrases=polish))
    async with house.open() as parts:
        await parts.turns.take(house.event("hello", "1"), language="pl")
        await parts.turns.take(house.event("hello", "2"), language="fi")
        await parts.turns.take(house.event("hello", "1"), language="en")
        kept = [await parts.store.conversation(ConversationId(f"screen:{n}")) for n in (1, 2)]

    assert [each and each.language for each in kept] == ["pl", "en"]


async def test_messages_of_the_same_second_are_none_of_them_answers_to_the_first(
    house: House,
) -> None:
    """A platform that tells whole seconds: both messages seem to come from the future."""
    late = timedelta(seconds=1)
    texts = [PARAGRAPH, "only on the south side"]
    events = [replace(each, at=each.at + late) for each in map(house.event, texts)]
    async with house.open() as parts:
        await asyncio.gather(*map(parts.turns.take, events))
        kept = await parts.store.conversation(ConversationId("screen:1"))

    assert kept is not None
    assert "south side" in str(kept.phase)


async def test_what_was_committed_is_sent_after_a_restart(house: House) -> None:
    async with house.open() as parts:
        await parts.turns.take(house.event("hello"))
    assert house.screen.shown == []

    async with house.open() as parts:
        await parts.delivery.flush()

    assert len(house.screen.shown) == 1


async def test_a_day_of_silence_makes_a_partial_lead_with_one_card(house: House) -> None:
    async with house.open() as parts:
        for text in (PARAGRAPH, "yes", "confidential"):
            await parts.turns.take(house.event(text))
        await parts.delivery.flush()
        house.clock.time += timedelta(hours=25)
        await parts.delivery.flush()
        await parts.delivery.flush()
        leads = list(await parts.store.leads())

    assert [(lead.centre, lead.partial) for lead in leads] == [("pl", True)]
    assert [card for card in house.desk.cards if card[1] is Role.OWNER] == [("pl", "owner", True)]


async def test_forgetting_leaves_nothing(house: House) -> None:
    async with house.open() as parts:
        for text in (PARAGRAPH, "yes", "/forgetme", "yes"):
            await parts.turns.take(house.event(text))
        await parts.delivery.flush()

    raw = b"".join(p.read_bytes() for p in house.database.parent.glob("house.sqlite3*"))
    assert b"peels" not in raw
    assert "deleted" in house.screen.shown[-1][1]
