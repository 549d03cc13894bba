"""What has outlived its time is deleted by itself, and a clock that is wrong deletes nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.test_turns_and_delivery import PARAGRAPH, House
from tram_bot.app import App
from tram_bot.core.content import Content
from tram_bot.core.events import Event
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.keeping import Keeping
from tram_bot.errors import SettingsError
from tram_bot.ports import Store
from tram_bot.retention import Retention

Take = Callable[[Event], Awaitable[None]]


@pytest.fixture
def house(content: Content, tmp_path: Path) -> House:
    return House(content, tmp_path / "house.sqlite3")


class Time:
    """The house's clock and our seconds, which go on together unless the clock jumps."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.seconds = 0.0

    def pass_by(self, **long: float) -> None:
        self.seconds += timedelta(**long).total_seconds()
        self.jump(**long)

    def jump(self, **long: float) -> None:
        self.house.clock.time += timedelta(**long)


async def company(parts: App, house: House, who: str, *texts: str) -> None:
    for text in texts:
        await parts.turns.take(house.event(text, who))


async def kept(store: Store, *names: str) -> list[str]:
    return [name for name in names if await store.conversation(ConversationId(f"screen:{name}"))]


REQUEST = (
    PARAGRAPH, "yes", "nda first", "no hurry", "12 people",
    "Anna Example, Example Coatings Oy, anna@example.org", "send",
)  # fmt: skip


async def test_talks_go_first_then_requests_and_their_cards(house: House) -> None:
    async with house.open() as parts:
        await company(parts, house, "talk", "hello")
        await company(parts, house, "request", *REQUEST)
        await parts.delivery.flush()
        assert [card[0] for card in house.desk.cards][:1] == ["pl"]
        house.clock.time += timedelta(days=91)
        await parts.delivery.flush()
        await parts.retention.sweep()
        assert await kept(parts.store, "talk", "request") == ["request"]
        house.clock.time += timedelta(days=640)
        await parts.delivery.flush()
        house.desk.put_there.clear()
        await parts.retention.sweep()
        await parts.delivery.flush()
        assert await kept(parts.store, "talk", "request") == []
        assert list(await parts.store.leads()) == []
        number = sum(each.number for each in await parts.store.erasures())
    assert number == 2
    assert {"remove", "note"} <= set(house.desk.put_there)


async def test_whoever_writes_is_kept(house: House) -> None:
    async with house.open() as parts:
        await company(parts, house, "talk", "hello")
        house.clock.time += timedelta(days=60)
        await company(parts, house, "talk", "hello again")
        house.clock.time += timedelta(days=60)
        await parts.retention.sweep()
        assert await kept(parts.store, "talk") == ["talk"]


async def test_many_are_forgotten_in_one_sweep_and_one_that_fails_holds_up_no_other(
    house: House,
) -> None:
    async with house.open() as parts:
        names = [f"c{number:03}" for number in range(120)]
        await asyncio.gather(*(company(parts, house, name, "hello") for name in names))
        house.clock.time += timedelta(days=91)

        async def take(event: Event) -> None:
            if event.conversation == "screen:c007":
                raise ZeroDivisionError
            await parts.turns.take(event)

        retention = Retention(store=parts.store, clock=house.clock, take=take, keeping=Keeping())
        await retention.sweep()
        assert await kept(parts.store, *names) == ["c007"]


async def test_two_programs_may_sweep_at_once(house: House) -> None:
    async with house.open() as parts:
        names = [f"c{number:03}" for number in range(60)]
        await asyncio.gather(*(company(parts, house, name, "hello") for name in names))
        house.clock.time += timedelta(days=91)
        other = Retention(
            store=parts.store, clock=house.clock, take=parts.turns.take, keeping=Keeping()
        )
        await asyncio.gather(parts.retention.sweep(), other.sweep())
        assert await kept(parts.store, *names) == []
        (counted,) = await parts.store.erasures()
        assert counted.number == 60


def retention_of(parts: App, house: House, time: Time, take: Take | None = None) -> Retention:
    """Retention by a clock of ours."""
    return Retention(
        store=parts.store,
        clock=house.clock,
        take=take or parts.turns.take,
        keeping=Keeping(),
        seconds=lambda: time.seconds,
    )


async def test_it_sweeps_an_hour_after_the_start_and_each_night(house: House) -> None:
    time = Time(house)
    async with house.open() as parts:
        await company(parts, house, "first", "hello")
        house.clock.time += timedelta(days=91)
        retention = retention_of(parts, house, time)
        time.pass_by(minutes=59)
        await retention.look()
        assert await kept(parts.store, "first") == ["first"]
        time.pass_by(minutes=2)
        await retention.look()
        assert await kept(parts.store, "first") == []
        await company(parts, house, "second", "hello")
        time.pass_by(days=89, hours=16, minutes=30)
        await retention.look()
        time.pass_by(hours=10)
        await retention.look()
        assert await kept(parts.store, "second") == ["second"], "it is not night yet"
        time.pass_by(hours=15)
        await retention.look()
        assert await kept(parts.store, "second") == []


async def test_a_clock_that_jumps_deletes_nothing_before_it_has_gone_on_for_an_hour(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    time = Time(house)
    async with house.open() as parts:
        await company(parts, house, "first", "hello")
        retention = retention_of(parts, house, time)
        time.pass_by(minutes=50)
        for days in (400, -400):
            time.jump(days=days)
            await retention.look()
            time.pass_by(minutes=50)
            await retention.look()
        time.pass_by(minutes=11)
        await retention.look()
        assert await kept(parts.store, "first") == ["first"]
    assert [r.getMessage().split(":")[0] for r in caplog.records] == ["clock jumped"] * 2


async def test_trouble_with_the_database_is_tried_again_soon(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    time = Time(house)
    async with house.open() as parts:
        await company(parts, house, "first", "hello")
        house.clock.time += timedelta(days=91)
        troubles = [SettingsError("the disk is full")]

        async def take(event: Event) -> None:
            if troubles:
                raise troubles.pop()
            await parts.turns.take(event)

        retention = retention_of(parts, house, time, take)
        time.pass_by(minutes=61)
        await retention.look()
        assert "sweep interrupted" in caplog.text
        assert await kept(parts.store, "first") == ["first"]
        time.pass_by(minutes=11)
        await retention.look()
        assert await kept(parts.store, "first") == []


async def test_it_goes_on_until_it_is_stopped(house: House) -> None:
    swept = asyncio.Event()
    async with house.open() as parts:
        await company(parts, house, "first", "hello")
        house.clock.time += timedelta(days=91)

        async def take(event: Event) -> None:
            await parts.turns.take(event)
            swept.set()

        time = Time(house)
        retention = retention_of(parts, house, time, take)
        running = asyncio.create_task(retention.run())
        time.pass_by(hours=2)
        retention.look_again()
        await asyncio.wait_for(swept.wait(), 20)
        retention.stop()
        await asyncio.wait_for(running, 20)
