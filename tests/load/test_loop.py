"""No input keeps the event loop, or the thread that takes the turns, from everybody else."""

import asyncio
import gc
import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from tests import values
from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer, slack_server
from tests.emulators.telegram import TOKEN, telegram_server
from tests.load.loop import MOST, slowness, watched_loop
from tests.load.worst import TEXTS
from tests.slack.house import HandClock, SlackHouse, centre_of
from tests.telegram.house import House as TelegramHouse
from tests.test_growth import NEED, WAY, Talk
from tests.test_turns_and_delivery import House
from tram_bot import serving
from tram_bot.channels.telegram.webhook import PATH, secret_of
from tram_bot.core.answers import Wrote
from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation
from tram_bot.core.effects import Button, KeepLead, Relay, Say, SubmitLead
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.core.lead import Happening
from tram_bot.core.limits import HISTORY_LINES

MOST_OF_A_TURN = 0.1
"""Seconds of the processor that one message may keep the thread that takes all turns, on a machine
like the one on which this was set."""


@pytest.fixture(autouse=True)
def kept_for_good(content: Content) -> Iterator[None]:
    """As `run` does it before it serves."""
    with serving.made_for_good():
        pass
    yield
    gc.unfreeze()


async def test_the_loop_is_free_whatever_is_written(content: Content, tmp_path: Path) -> None:
    house = House(content, tmp_path / "house.sqlite3")
    async with house.open() as parts:
        await parts.gate.take(house.event("hello", "warm"))
        await parts.delivery.flush()
        with watched_loop() as watched:
            for who, text in enumerate(TEXTS.values()):
                await parts.gate.take(house.event(text, str(who)))
            await asyncio.gather(
                *(parts.gate.take(house.event(text, "1")) for text in TEXTS.values())
            )
            await parts.delivery.flush()

    assert watched.count > len(TEXTS)
    assert watched.longest < MOST, watched.what


def test_the_watch_sees_what_keeps_a_loop() -> None:
    async def busy() -> None:
        until = time.thread_time() + 2 * MOST
        while time.thread_time() < until:
            pass

    async def all_of_it() -> float:
        with watched_loop() as watched:
            await asyncio.create_task(busy())
        return watched.longest

    assert asyncio.run(all_of_it()) > MOST


@pytest.fixture(scope="module")
def stages(content: Content) -> dict[str, Conversation]:
    """A conversation at each of its questions."""
    talk = Talk(content)
    stages = {"idle": talk.conversation}
    talk.writes(NEED)
    for text in WAY:
        stages[str(getattr(talk.conversation.phase, "question", "review"))] = talk.conversation
        talk.writes(text)
    stages["review"] = talk.conversation
    return stages


@pytest.mark.parametrize("stage", ["idle", "consent", "tried", "contact", "review"])
def test_one_message_keeps_the_thread_of_the_turns_for_a_moment_only(
    content: Content, stages: dict[str, Conversation], stage: str
) -> None:
    slow = {}
    for name, text in TEXTS.items():
        times: list[float] = []
        # A busy machine may take its time once; what is slow by itself is slow each time.
        while len(times) < 4 and (not times or min(times) >= MOST_OF_A_TURN):
            talk = Talk(content, conversation=stages[stage], count=len(times) + 1000)
            slower = slowness()
            began = time.thread_time()
            talk.writes(f"{len(times)} {stage} {text}")
            times.append((time.thread_time() - began) / slower)
        if min(times) >= MOST_OF_A_TURN:
            slow[name] = min(times)

    assert slow == {}


async def test_the_loop_is_free_whatever_is_brought_to_our_address(
    content: Content, tmp_path: Path
) -> None:
    chat = {"id": 1, "type": "private", "first_name": "Anna"}
    message = {
        "message_id": 1, "date": 1_800_000_000, "chat": chat, "text": "x" * 4096,
        "from": {"id": 1, "is_bot": False, "first_name": "Anna"},
    }  # fmt: skip
    bold = {"type": "bold", "offset": 0, "length": 1}
    size = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}
    key = {"text": "a", "callback_data": "1:a:b"}
    press = {
        "id": "1", "from": message["from"], "chat_instance": "1", "data": "1:a:b",
        "message": {**message, "reply_markup": {"inline_keyboard": [[key] * 19_000]}},
    }  # fmt: skip
    bodies = [
        json.dumps({"update_id": 1, "message": {**message, "entities": [bold] * 20_000}}).encode(),
        json.dumps({"update_id": 2, "message": {**message, "photo": [size] * 12_000}}).encode(),
        json.dumps({"update_id": 3, "callback_query": press}).encode(),
        b'{"update_id": 4, "message": ' + b"[" * 400_000 + b"]" * 400_000 + b"}",
        b'{"update_id": ' + b"9" * 900_000 + b"}",
        b"x" * 10_000_000,
    ]
    secret = {"X-Telegram-Bot-Api-Secret-Token": secret_of(TOKEN)}
    async with telegram_server() as server:
        house = TelegramHouse(content, server, tmp_path / "house.sqlite3", brought=True)
        async with house.open(), aiohttp.ClientSession() as session:
            await server.until("set", lambda: bool(server.webhook.url))
            statuses = []
            with watched_loop() as watched:
                for body in bodies:
                    address = house.address + PATH
                    async with session.post(address, data=BytesIO(body), headers=secret) as answer:
                        statuses.append(answer.status)

    assert statuses == [200, 200, 200, 400, 400, 413]
    assert watched.longest < MOST, watched.what


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with slack_server() as server:
        yield server


async def test_the_loop_is_free_while_staff_look_at_many_and_long_leads(
    content: Content, slack: SlackServer, tmp_path: Path
) -> None:
    clock = HandClock()
    slack.clock = lambda: clock.now().timestamp()
    house = SlackHouse(content, slack, tmp_path / "house.sqlite3", clock)
    kasia = Member(slack, "U0KASIA", "Kasia Kowalska")
    poland = centre_of(house, "pl", kasia)
    lines = tuple(
        Happening(
            at=values.NOW + timedelta(minutes=n), who="company", who_id="company", step="relay",
            detail="<!channel> *blisters* & `peels` " * 15, message=f"m{n}",
        )
        for n in range(HISTORY_LINES)
    )  # fmt: skip
    long = values.lead(
        number=1, reference="BT-PL-26-0001", centre=CentreId("pl"), copies=(), files=(),
        history=lines,
        questionnaire="challenge", unrecognised=tuple(f"word{n}" for n in range(2000)),
        answers={"problem": values.answer(Wrote(text="it peels & <!here> " * 400))},
    )  # fmt: skip
    async with house.open() as parts:
        store = parts.store
        await store.take_turn(
            values.HERE, [values.text("e0")], values.deciding(SubmitLead(lead=long)), values.NOW
        )
        for n in range(2, 400):
            here = ConversationId(f"terminal:{n}")
            lead = replace(
                long, id=LeadId(f"lead-{n}"), reference=f"BT-PL-26-{n:04d}", conversation=here,
                history=lines[:3],
            )  # fmt: skip
            decide = values.deciding(KeepLead(lead=lead, show=False))
            await store.take_turn(here, [values.text("e", conversation=here)], decide, values.NOW)
        with watched_loop() as watched:
            parts.delivery.look_again()
            await kasia.sees(poland, "BT-PL-26-0001")
            await kasia.types(poland, "/tram leads")
            await kasia.types(poland, f"/tram find {TEXTS['problems'][:2900]}")
            await kasia.types(poland, "/tram lead BT-PL-26-0001")
            await kasia.opens_home()
            await slack.until("the page", lambda: "BT-PL" in kasia.home)
            await kasia.types_at_home("peels")
            await slack.until("found", lambda: "Found: 399" in kasia.home)
            relay = Relay(lead=LeadId("lead-1"), text=TEXTS["calls"][:4000])
            said = Say(
                paragraphs=(TEXTS["markup"][:4000],),
                buttons=tuple(
                    Button(label=f"{n}", turn=1, scope="x", option="y") for n in range(60)
                ),
            )
            await store.take_turn(
                values.HERE, [values.text("e1")], values.deciding(relay, said), values.NOW
            )
            parts.delivery.look_again()
            await kasia.sees(poland, "<!channel>")

    assert watched.longest < MOST, watched.what
