"""A flood on Slack: acknowledged, told once, and the centre does not notice."""

import asyncio
import sqlite3
from contextlib import closing

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of, fills_in
from tram_bot.core.limits import Allowance


async def test_a_flood_is_told_once_and_the_centre_works_on(
    either_house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    either_house.allowed = Allowance(burst=20)
    poland = centre_of(either_house, "pl", kasia)
    async with either_house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await asyncio.gather(*(anna.says("la") for _ in range(40)))
        await anna.hears("a lot at once")
        await server.delivery.settled()
        await kasia.presses("Claim", poland)
        await kasia.sees(poland, "Kasia Kowalska")
        await anna.hears("Kasia")
    said = [shown(m) for m in anna.dm.messages if m.get("bot_id")]
    assert sum("a lot at once" in text for text in said) == 1
    assert {attempt.status for attempt in server.delivery.attempts} == {200}


async def test_what_is_too_much_at_once_is_brought_again(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    house.by_http = True
    house.allowed = Allowance(waiting=1)
    async with house.open():
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.gather(anna.says("hello"), kasia.says("hello"))
            await server.until(
                "refused", lambda: any(each.status == 503 for each in server.delivery.attempts)
            )
            other.execute("ROLLBACK")
        await anna.hears("Hello!")
        await kasia.hears("Hello!")
