"""A flood on Slack: acknowledged, told once, and the centre does not notice."""

import asyncio
import json
import sqlite3
from contextlib import closing

import aiohttp

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import TEAM
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


async def test_what_is_brought_for_the_last_time_is_taken_when_others_are_to_come_again(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, marek: Member
) -> None:
    house.by_http = True
    house.allowed = Allowance(waiting=1)
    async with house.open(), aiohttp.ClientSession() as session:
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.gather(anna.says("hello"), kasia.says("hello"))
            await server.until(
                "refused", lambda: any(each.status == 503 for each in server.delivery.attempts)
            )
            last = asyncio.create_task(brought_for_the_last_time(server, session, marek))
            done, _ = await asyncio.wait({last}, timeout=0.2)
            other.execute("ROLLBACK")
        assert not done, "it waits"
        assert await last == 200
        for each in (anna, kasia, marek):
            await each.hears("Hello!")
    assert [len(each.dm.messages) for each in (anna, kasia, marek)] == [2, 2, 1]


async def brought_for_the_last_time(
    server: SlackServer, session: aiohttp.ClientSession, member: Member
) -> int:
    """Have Slack bring something that somebody wrote to the bot; what it was answered."""
    ts = server.ts()
    event = {
        "type": "message", "user": member.id, "team": TEAM, "ts": ts, "text": "hello",
        "channel": member.dm.id, "channel_type": "im", "event_ts": ts,
    }  # fmt: skip
    raw = json.dumps(server.delivery.told_of(event))
    headers = server.delivery.signed(raw, "application/json") | {"X-Slack-Retry-Num": "3"}
    async with session.post(server.delivery.url, data=raw, headers=headers) as answer:
        return answer.status
