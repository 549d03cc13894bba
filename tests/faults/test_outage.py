"""A platform is down for an hour, with many conversations waiting: few calls meanwhile, and at its
return everything comes once, in order, and no faster than asked for."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.emulators.telegram import Fault, TelegramServer
from tests.emulators.telegram_people import Person
from tests.faults.conftest import a_moment
from tests.slack.house import SlackHouse, centre_of
from tests.telegram.house import PROBLEM, fills_in
from tram_bot import app
from tram_bot.desk.slack.card import is_card

WAITING = 60
WORDS = ("first", "second", "third", "fourth")
ATTEMPTS = 13
"""Attempts within an hour, by pauses that double from two seconds to a quarter of one."""
SLACKEN = 0.9
"""Seconds that the first call may be late by on a busy machine, so that the others seem nearer."""


@pytest.fixture
def house(house: SlackHouse) -> SlackHouse:
    """As it is in life: one message a second, by the clock that the test moves."""
    house.per_channel = house.per_chat = 1.0
    house.seconds = lambda: house.clock.now().timestamp()
    return house


def timed(server: Any, clock: Callable[[], float], method: str, to: str) -> list[tuple[str, float]]:
    """To whom a method is called from now on, and when."""
    calls: list[tuple[str, float]] = []
    answer = server.calls

    class Calls(list[Any]):
        def append(self, call: Any) -> None:
            if call[0] == method:
                calls.append((str(call[1][to]), clock()))
            super().append(call)

    server.calls = Calls(answer)
    return calls


async def an_hour_passes(house: SlackHouse, parts: app.App) -> None:
    """Minute by minute, everything that falls due being tried."""
    for _ in range(60):
        house.let_pass(minutes=1)
        async with asyncio.timeout(30):
            while await parts.store.due(house.clock.now(), 1):
                await a_moment(0.02)


async def all_sent(house: SlackHouse, parts: app.App) -> None:
    """What was put off is tried again within a quarter of an hour, and then second by second."""
    house.let_pass(minutes=16)
    async with asyncio.timeout(60):
        while await parts.store.due(house.clock.now() + timedelta(minutes=20), 1):
            await a_moment(0.05)


def paced(calls: Sequence[tuple[str, float]], in_all: int | None) -> None:
    """A message a second to each, and only so many in a second altogether."""
    times: dict[str, list[float]] = {}
    for to, at in calls:
        times.setdefault(to, []).append(at)
    for each in times.values():
        assert each[-1] - each[0] > len(each) - 1 - SLACKEN
    if in_all:
        assert calls[-1][1] - calls[0][1] > (len(calls) - 1) // in_all - SLACKEN


@pytest.mark.parametrize("status", [502, 0], ids=["fails", "refuses"])
async def test_telegram_is_down_for_an_hour(
    house: SlackHouse, telegram: TelegramServer, anna: Person, kasia: Member, status: int
) -> None:
    poland = centre_of(house, "pl", kasia)
    crowd = [Person(telegram, 100 + number) for number in range(WAITING)]
    get_updates = telegram._get_updates
    last: list[int] = []

    async def and_then_it_goes_down(asked: dict[str, Any]) -> list[dict[str, Any]]:
        batch = await get_updates(asked)
        if last and batch and batch[-1]["update_id"] == last[0]:
            last.clear()
            telegram.faults.clear()
            telegram.down = status
        return batch

    telegram._get_updates = and_then_it_goes_down  # type: ignore[method-assign]
    async with house.open() as parts:
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        async with telegram.changed:
            for person in crowd:
                message = {
                    "message_id": telegram.number(), "from": person.user, "date": telegram.now(),
                    "chat": {"id": person.id, "type": "private", "first_name": "Anna"},
                    "text": PROBLEM,
                }  # fmt: skip
                telegram.pending.append({"update_id": telegram.next_update(), "message": message})
            last.append(telegram.pending[-1]["update_id"])
            telegram.faults.extend(Fault("sendMessage", status) for _ in range(10 * WAITING))
            telegram.changed.notify_all()
        await telegram.until("down", lambda: telegram.turned_away.count("sendMessage") > 0)
        for word in WORDS:
            await kasia.writes(poland, f"the {word} word", thread=card["ts"])
            await house.server.delivery.settled()
        await an_hour_passes(house, parts)
        tried = telegram.turned_away.count("sendMessage")
        assert tried <= (WAITING + 1) * ATTEMPTS
        calls = timed(telegram, telegram.clock, "sendMessage", "chat_id")
        telegram.down = None
        await all_sent(house, parts)
        for word in WORDS:
            await anna.hears(f"the {word} word")
        for person in crowd:
            await person.hears("may I keep your answers")
    assert [len(person.chat.shown()) for person in crowd] == [1] * WAITING
    assert len(calls) == WAITING + len(WORDS)
    paced(calls, in_all=25)


async def test_slack_is_down_for_an_hour(
    house: SlackHouse, slack: SlackServer, telegram: TelegramServer, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    crowd = [Person(telegram, 100 + number) for number in range(5)]
    house.per_chat = 0.0
    async with house.open() as parts:
        slack.down = 502
        slack.delivery.drop()
        await asyncio.gather(*map(fills_in, crowd))
        await an_hour_passes(house, parts)
        assert len(slack.turned_away) <= 40, "one line waits for its first"
        calls = timed(slack, slack.clock, "chat.postMessage", "channel")
        slack.down = None
        async with asyncio.timeout(60):
            while len(poland.messages) < len(crowd):
                house.let_pass(minutes=1)
                await a_moment(0.1)
        await kasia.presses("Claim", poland)
        await telegram.until(
            "claimed",
            lambda: any("is looking after" in m["text"] for p in crowd for m in p.chat.shown()),
        )
    posted = [m["metadata"]["event_payload"]["lead"] for m in poland.messages if is_card(m)]
    assert len(posted) == len(set(posted)) == len(crowd)
    paced(calls, in_all=None)


@pytest.mark.parametrize("status", [502, 200], ids=["trouble", "a_page"])
async def test_whatever_answers_for_slack_at_the_start_it_is_heard_once_it_is_back(
    house: SlackHouse, slack: SlackServer, liis: Member, status: int
) -> None:
    slack.down = status
    async with house.open():
        await slack.until("tried", lambda: slack.turned_away.count("apps.connections.open") > 1)
        slack.down = None
        await liis.says("help")
        await liis.hears("Just write what is wrong")
