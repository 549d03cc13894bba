"""A flood on Telegram: acknowledged, told once; and what all together send too much comes again."""

import asyncio
import sqlite3
from contextlib import closing

import aiohttp
import pytest

from tests.emulators.telegram import TelegramServer
from tests.emulators.telegram_people import Person
from tests.telegram.house import House
from tram_bot.channels.telegram.fetching import AT_ONCE
from tram_bot.core.conversation import Asking
from tram_bot.core.limits import Allowance
from tram_bot.core.scene import run_of


def told(person: Person) -> list[str]:
    return [str(m.get("text", "")) for m in person.chat.shown() if "a lot at once" in str(m)]


@pytest.mark.parametrize("house", ["fetched", "brought"], indirect=True)
async def test_a_flood_is_told_once_and_holds_up_neither_telegram_nor_others(
    house: House, anna: Person, kari: Person, server: TelegramServer
) -> None:
    house.allowed = Allowance(burst=20)
    async with house.open():
        await asyncio.gather(*(anna.writes("la") for _ in range(60)))
        await kari.writes("hello")
        await kari.hears("Hello!")
        await anna.hears("a lot at once")
        await server.until("taken", lambda: not server.pending)
        await anna.writes("still here")
        await server.until("taken", lambda: not server.pending)

    kept = await house.conversation(anna)
    assert len(told(anna)) == 1
    assert kept is not None
    assert kept.turn == 21


@pytest.mark.parametrize("house", ["fetched", "brought"], indirect=True)
async def test_a_flood_of_what_nothing_is_made_of_is_a_flood(
    house: House, anna: Person, server: TelegramServer
) -> None:
    house.allowed = Allowance(burst=5)
    place = {"latitude": 54.3, "longitude": 18.6}
    async with house.open():
        for _ in range(30):
            await anna.sends(location=place)
            await server.until("taken", lambda: not server.pending)
        await anna.hears("a lot at once")

    assert len(anna.chat.shown()) == 6


@pytest.mark.parametrize("house", ["brought"], indirect=True)
async def test_what_is_too_much_at_once_is_brought_again_and_nothing_is_lost(
    house: House, anna: Person, kari: Person, server: TelegramServer
) -> None:
    house.allowed = Allowance(waiting=1)
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            first, second = await anna.writes("hello"), await kari.writes("hello")

            def one_refused() -> bool:
                statuses = server.webhook.statuses(first) + server.webhook.statuses(second)
                return 503 in statuses

            await server.until("refused", one_refused)
            other.execute("ROLLBACK")
        await anna.hears("Hello!")
        await kari.hears("Hello!")
        await server.until("taken", lambda: not server.pending)
        async with (
            aiohttp.ClientSession() as session,
            session.get(house.address + "/metrics") as answer,
        ):
            counted = await answer.text()

    assert 'tram_bot_events_dropped_total{channel="telegram",reason="busy"}' in counted
    assert len(anna.chat.shown()) == len(kari.chat.shown()) == 1


async def test_an_album_at_the_end_of_what_telegram_gives_at_a_time_is_one_turn(
    house: House, anna: Person, kari: Person, server: TelegramServer
) -> None:
    for _ in range(AT_ONCE - 5):
        await kari.writes("hello")
    names = [f"{number}.jpg" for number in range(10)]
    await anna.sends_album(*names, caption="our paint peels off steel after one winter")
    async with house.open():
        await anna.hears("ay I keep your answers")
        await server.until("taken", lambda: not server.pending)

    kept = await house.conversation(anna)
    assert len(anna.chat.shown()) == 1
    assert isinstance(kept and kept.phase, Asking)
    assert kept is not None
    run = run_of(kept.phase)
    assert run is not None
    assert [file.name for file in run.files] == names
