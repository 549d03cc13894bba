"""Who floods us is told once and then not heard; nobody else notices, and nothing is half taken."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.test_turns_and_delivery import House
from tram_bot import app
from tram_bot.core.content import Content
from tram_bot.core.events import Attachment, Event, Pressed, StaffStepped, TimePassed
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import Staff, Step
from tram_bot.core.limits import Allowance
from tram_bot.errors import TooBusy
from tram_bot.gate import Gate

LITTLE = Allowance(burst=20, per_minute=30, pause=60)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANNA = ConversationId("screen:1")


class Door:
    """A gate on the real turns, with a clock of ours, and what it has left out."""

    def __init__(self, parts: app.App, allowed: Allowance) -> None:
        self.seconds = 0.0
        self.dropped: list[str] = []
        self.gate = Gate(
            parts.turns.take,
            is_known=self._is_known,
            allowed=allowed,
            dropped=lambda _, why: self.dropped.append(why),
            tick=lambda: self.seconds,
        )
        self._parts = parts

    async def _is_known(self, conversation: ConversationId) -> bool:
        return await self._parts.store.conversation(conversation) is not None

    async def takes(self, *events: Event, language: str | None = None) -> None:
        await asyncio.gather(*(self.gate.take(each, language=language) for each in events))


@pytest.fixture
def house(content: Content, tmp_path: Path) -> House:
    return House(content, tmp_path / "house.sqlite3")


@asynccontextmanager
async def gated(house: House, allowed: Allowance = LITTLE) -> AsyncIterator[tuple[app.App, Door]]:
    async with house.open() as parts:
        yield parts, Door(parts, allowed)


def said_to(house: House, who: str = "1") -> list[str]:
    return [text for conversation, text in house.screen.shown if conversation == f"screen:{who}"]


def picture(number: int) -> Attachment:
    return Attachment(
        id=EventId(f"picture{number}"), conversation=ANNA, at=NOW, name=f"{number}.png",
        media_type="image/png", size=1000, handle=f"h{number}", message=f"p{number}",
    )  # fmt: skip


async def test_an_ordinary_burst_is_never_limited(house: House) -> None:
    texts = [house.event(text) for text in ("our paint peels", "after one winter", "on wood")]
    album = [picture(number) for number in range(10)]
    presses = [
        Pressed(id=EventId(f"b{n}"), conversation=ANNA, at=NOW, turn=1, scope="x", option="y")
        for n in range(7)
    ]
    async with gated(house) as (parts, door):
        await door.takes(*texts, *album, *presses)
        await parts.delivery.flush()
        kept = await parts.store.conversation(ANNA)

    assert door.dropped == []
    assert kept is not None
    assert kept.turn == 20


async def test_the_first_burst_of_somebody_gets_one_reply(house: House) -> None:
    async with gated(house) as (parts, door):
        await door.takes(*(house.event(text) for text in ("our paint peels off", "on wood", "ah")))
        await parts.delivery.flush()

    assert len(said_to(house)) == 1


async def test_a_flood_is_told_once_and_what_comes_meanwhile_is_left_out_whole(
    house: House,
) -> None:
    async with gated(house) as (parts, door):
        await door.takes(*(house.event(f"word {n}") for n in range(200)))
        await parts.delivery.flush()
        after = await parts.store.conversation(ANNA)
        door.seconds += 30
        await door.takes(*(house.event(f"more {n}") for n in range(50)))
        await parts.delivery.flush()
        later = await parts.store.conversation(ANNA)
        told = [text for text in said_to(house) if "a lot at once" in text]
        door.seconds += 31
        await door.takes(house.event("/help"))
        await parts.delivery.flush()

    assert door.dropped == ["flood"] * 230
    assert len(told) == 1
    assert "1 min" in told[0]
    assert after == later
    assert after is not None
    assert after.turn == 21, "those that were let through, and being told"
    assert "Just write what is wrong" in said_to(house)[-1]


async def test_the_last_button_offered_can_be_pressed_by_its_number_after_a_flood(
    house: House,
) -> None:
    async with gated(house) as (parts, door):
        await door.takes(house.event("/language"))
        await parts.delivery.flush()
        before = await parts.store.conversation(ANNA)
        await door.takes(*(house.event("") for _ in range(19)))
        offered = await parts.store.conversation(ANNA)
        await door.takes(house.event("too much"))
        after = await parts.store.conversation(ANNA)

    assert before
    assert offered
    assert after
    assert after.offered == offered.offered != ()
    assert after.turn == offered.turn + 1


async def test_others_are_heard_while_one_floods(house: House) -> None:
    async with gated(house) as (parts, door):
        flood = [house.event("la", "1") for _ in range(100)]
        await door.takes(*flood, house.event("/help", "2"))
        await parts.delivery.flush()

    assert len(said_to(house, "2")) == 1


async def test_staff_and_the_clock_come_through_a_companys_flood(house: House) -> None:
    step = StaffStepped(
        id=EventId("s1"), conversation=ANNA, at=NOW, lead=LeadId("none"), step=Step.CLAIM,
        by=Staff(id="slack:U1", name="Kasia"), desk=CentreId("pl"),
    )  # fmt: skip
    timer = TimePassed(id=EventId("t1"), conversation=ANNA, at=NOW, timer="abandoned", set_at=1)
    async with gated(house) as (parts, door):
        await door.takes(*(house.event("la") for _ in range(60)))
        before = await parts.store.conversation(ANNA)
        await door.takes(step, timer)
        after = await parts.store.conversation(ANNA)

    assert before
    assert after
    assert after.turn > before.turn
    assert door.dropped == ["flood"] * 40


def with_phrases(house: House, language: str, **changed: str) -> Content:
    """The content with other words in a language."""
    book = house.content.phrasebook
    phrases = {**book.phrases, language: {**book.phrases["en"], **changed}}
    return replace(house.content, phrasebook=replace(book, phrases=phrases))


async def test_a_person_is_told_in_their_own_language(house: House) -> None:
    house.content = with_phrases(house, "et", held_back="Palun oodake {minutes} min.")
    async with gated(house) as (parts, door):
        await door.takes(*(house.event("la") for _ in range(21)), language="et")
        await parts.delivery.flush()

    assert "Palun oodake 1 min." in said_to(house)[-1]


@contextmanager
def broken_turns(house: House) -> Iterator[None]:
    """No turn comes to its end meanwhile."""
    right = house.content
    house.content = replace(right, phrasebook=replace(right.phrasebook, phrases={}))
    yield
    house.content = right


async def test_what_cannot_be_told_is_not_left_out_but_brought_again(house: House) -> None:
    async with gated(house) as (parts, door):
        await door.takes(*(house.event("") for _ in range(20)))
        last = house.event("too much")
        with broken_turns(house), pytest.raises(KeyError):
            await door.takes(last)
        await door.takes(last)
        await parts.delivery.flush()

    assert sum("a lot at once" in text for text in said_to(house)) == 1


async def test_what_comes_while_being_told_fails_is_brought_again_too(house: House) -> None:
    async with gated(house) as (parts, door):
        await door.takes(*(house.event("") for _ in range(20)))
        more = [house.event("too much") for _ in range(3)]
        with broken_turns(house):
            taken = await asyncio.gather(*map(door.gate.take, more), return_exceptions=True)
        assert [type(each) for each in taken] == [KeyError] * 3
        assert door.dropped == []
        await door.takes(*more)
        await parts.delivery.flush()

    assert sum("a lot at once" in text for text in said_to(house)) == 1
    assert door.dropped == ["flood"] * 3


async def test_what_fails_again_and_again_costs_its_sender_nothing(house: House) -> None:
    album = [picture(number) for number in range(10)]
    async with gated(house) as (parts, door):
        with broken_turns(house):
            for _ in range(5):
                taken = await asyncio.gather(*map(door.gate.take, album), return_exceptions=True)
                assert [type(each) for each in taken] == [KeyError] * 10
        await door.takes(*album, *(house.event("") for _ in range(10)))
        await parts.delivery.flush()
        assert door.dropped == []
        await door.takes(house.event("too much"))
        await parts.delivery.flush()

    assert door.dropped == ["flood"]
    assert sum("a lot at once" in text for text in said_to(house)) == 1


async def test_people_who_come_in_a_crowd_are_asked_to_come_later_and_known_ones_are_not(
    house: House,
) -> None:
    async with gated(house, Allowance(newcomers=3)) as (parts, door):
        await parts.turns.take(house.event("hello", "known"))
        album = [house.event("hello", "1") for _ in range(5)]
        await door.takes(*album, house.event("hello", "2"), house.event("hello", "3"))
        await door.takes(*(house.event("our paint peels", "4") for _ in range(3)))
        await door.takes(house.event("hello", "known"))
        await parts.delivery.flush()
        kept = await parts.store.conversation(ConversationId("screen:4"))
        door.seconds += 1201
        await door.takes(house.event("/help", "4"), house.event("/help", "5"))
        await parts.delivery.flush()

    assert door.dropped[:3] == ["crowd"] * 3
    (asked,) = (text for text in said_to(house, "4") if "for the first time" in text)
    assert "10 min" in asked
    assert "peels" not in repr(kept)
    assert len(said_to(house, "known")) == 2
    assert "Just write what is wrong" in said_to(house, "4")[-1]
    assert "for the first time" in said_to(house, "5")[-1], "one newcomer in twenty minutes"


async def test_what_is_too_much_for_all_of_us_is_refused_whole_and_taken_when_it_comes_again(
    house: House,
) -> None:
    async with gated(house, Allowance(waiting=3)) as (parts, door):
        await door.takes(house.event("hello", "1"))
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            events = [house.event("/help", str(n)) for n in range(5)]
            taking = [asyncio.create_task(door.takes(each)) for each in events]
            await asyncio.wait(taking, return_when=asyncio.FIRST_COMPLETED)
            failed = [task for task in taking if task.done() and task.exception()]
            other.execute("ROLLBACK")
        await asyncio.wait(taking)
        again = [e for e, task in zip(events, taking, strict=True) if task in failed]
        await door.takes(*again)
        await parts.delivery.flush()

    assert [type(task.exception()) for task in failed] == [TooBusy, TooBusy]
    assert door.dropped == ["busy", "busy"]
    assert all(len(said_to(house, str(n))) == 1 + (n == 1) for n in range(5))


async def test_what_is_brought_again_while_it_waits_takes_no_room_and_is_taken_once(
    house: House,
) -> None:
    async with gated(house, Allowance(waiting=3)) as (parts, door):
        await door.takes(house.event("hello", "1"))
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            slow, elsewhere = house.event("/help", "1"), house.event("/help", "2")
            taking = [asyncio.create_task(door.takes(slow)) for _ in range(4)]
            taking.append(asyncio.create_task(door.takes(elsewhere)))
            _, pending = await asyncio.wait(taking, timeout=0.1)
            other.execute("ROLLBACK")
        await asyncio.gather(*taking)
        await parts.delivery.flush()

    assert len(pending) == len(taking), "nobody was refused"
    assert door.dropped == []
    assert len(said_to(house, "1")) == 2
    assert len(said_to(house, "2")) == 1


async def test_what_is_brought_again_fails_as_the_first_does(house: House) -> None:
    async with gated(house) as (parts, door):
        await parts.store.close()
        event = house.event("hello", "1")
        taken = await asyncio.gather(
            *(door.gate.take(event) for _ in range(3)), return_exceptions=True
        )
    assert [type(each) for each in taken] == [RuntimeError] * 3


async def test_what_is_brought_for_the_last_time_has_room_of_its_own_and_no_more(
    house: House,
) -> None:
    async with gated(house, Allowance(waiting=2)) as (parts, door):
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            events = [house.event("/help", str(n)) for n in range(6)]
            waiting = [asyncio.create_task(door.gate.take(each)) for each in events[:2]]
            taking = [asyncio.create_task(door.gate.take(each, last=True)) for each in events[2:]]
            failed, _ = await asyncio.wait(taking, timeout=0.1)
            other.execute("ROLLBACK")
        await asyncio.wait([*waiting, *taking])
        await parts.delivery.flush()

    assert [type(each.exception()) for each in failed] == [TooBusy, TooBusy]
    assert door.dropped == ["busy", "busy"]
    assert sorted(len(said_to(house, str(n))) for n in range(6)) == [0, 0, 1, 1, 1, 1]


async def test_a_door_lets_in_only_those_for_whom_there_is_room(house: House) -> None:
    async with gated(house, Allowance(waiting=2)) as (parts, door):
        let_in = asyncio.Event()

        async def brought(event: Event) -> bool:
            with door.gate.let_in("screen") as has_room:
                await let_in.wait()
                if has_room:
                    await asyncio.gather(door.gate.take(event))
            return has_room

        events = [house.event("/help", str(n)) for n in range(4)]
        bringing = [asyncio.create_task(brought(each)) for each in events]
        await asyncio.wait(bringing, timeout=0.01)
        with pytest.raises(TooBusy):
            await door.gate.take(house.event("/help", "5"))
        let_in.set()
        has_room = await asyncio.gather(*bringing)
        again = [await brought(each) for each in events[2:]]
        await parts.delivery.flush()

    assert has_room == [True, True, False, False]
    assert again == [True, True]
    assert door.dropped == ["busy"] * 3
    assert all(len(said_to(house, str(n))) == 1 for n in range(4))


async def test_what_a_door_brings_again_takes_no_room_while_the_first_waits(house: House) -> None:
    async with gated(house, Allowance(waiting=2)) as (parts, door):
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            slow = house.event("/help", "1")

            async def brought(event: Event) -> bool:
                with door.gate.let_in("screen") as has_room:
                    if has_room:
                        await door.gate.take(event)
                return has_room

            taking = [asyncio.create_task(brought(slow)) for _ in range(3)]
            await asyncio.wait(taking, timeout=0.01)
            taking.append(asyncio.create_task(brought(house.event("/help", "2"))))
            await asyncio.wait(taking, timeout=0.01)
            other.execute("ROLLBACK")
        has_room = await asyncio.gather(*taking)
        await parts.delivery.flush()

    assert has_room == [True] * 4
    assert [len(said_to(house, who)) for who in "12"] == [1, 1]


async def test_the_log_tells_now_and_then_how_much_is_to_come_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with gated(house, Allowance(waiting=0)) as (_, door):
        for seconds in (0.0, 1.0, 2.0, 10.0):
            door.seconds = seconds
            with door.gate.let_in("screen") as has_room:
                assert not has_room

    told = [each.getMessage() for each in caplog.records if each.name == "tram_bot.gate"]
    assert told == ["too much at once: to_come_again=1", "too much at once: to_come_again=3"]
