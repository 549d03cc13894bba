"""Telegram brings messages to our address: what is answered, and when."""

import asyncio
import json
import re
import sqlite3
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date

import aiohttp
import pytest
from telegram import Bot

from tests.emulators.telegram import PATIENCE, TOKEN, Fault, Json, TelegramServer
from tests.emulators.telegram_people import Person
from tests.telegram.house import PROBLEM, PUBLIC, House, fills_in
from tram_bot.channels.telegram import webhook
from tram_bot.channels.telegram.webhook import PATH, secret_of
from tram_bot.core.message import Understood
from tram_bot.core.scene import run_of
from tram_bot.errors import SettingsError

pytestmark = pytest.mark.parametrize("house", ["brought"], indirect=True)

SECRET = {"X-Telegram-Bot-Api-Secret-Token": secret_of(TOKEN)}
NOT_A_MESSAGE = {"update_id": 1}


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def brought(
    session: aiohttp.ClientSession,
    house: House,
    data: bytes,
    headers: Mapping[str, str] = SECRET,
) -> int:
    """Somebody posts this to our address; the status of the answer."""
    async with session.post(house.address + PATH, data=data, headers=headers) as answer:
        return answer.status


async def test_telegram_is_told_where_and_how_to_bring_messages(
    house: House, server: TelegramServer
) -> None:
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        (asked,) = server.called("setWebhook")

    assert asked == {
        "url": f"{PUBLIC}/telegram",
        "secret_token": secret_of(TOKEN),
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": 40,
        "drop_pending_updates": False,
    }
    assert TOKEN not in secret_of(TOKEN)
    assert server.webhook.url, "it stays, so that Telegram keeps what comes meanwhile"
    assert server.called("getUpdates") == []


async def test_a_message_is_acknowledged_once_and_only_after_its_commit(
    house: House, anna: Person, server: TelegramServer
) -> None:
    committing = asyncio.Event()
    loop = asyncio.get_running_loop()
    understand = house.content.understand

    def watched(text: str, language: str, today: date) -> Understood:
        loop.call_soon_threadsafe(committing.set)
        return understand(text, language, today)

    house.content = replace(house.content, understand=watched)
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            update = await anna.writes("hello")
            await server.until("refused", lambda: 503 in server.webhook.statuses(update))
            assert not committing.is_set()
            assert server.pending == [update]
            other.execute("ROLLBACK")
        await anna.hears("Hello!")
        await server.until("taken", lambda: not server.pending)

    assert server.webhook.statuses(update)[-1] == 200
    assert len(anna.chat.shown()) == 1


async def test_what_was_taken_already_is_acknowledged_and_changes_nothing(
    house: House, anna: Person, server: TelegramServer
) -> None:
    async with house.open():
        update = await anna.writes("hello")
        await anna.hears("Hello!")
        await server.until("taken", lambda: not server.pending)
        await server.push_again(update)
        await server.until("taken", lambda: not server.pending)
        await anna.writes("/help")
        await anna.hears("Just write what is wrong")

    assert server.webhook.statuses(update) == [200, 200]
    assert len(anna.chat.shown()) == 2


async def test_whoever_does_not_know_the_secret_is_refused_unheard(
    house: House,
    anna: Person,
    server: TelegramServer,
    session: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
) -> None:
    forged = {"update_id": 5, "message": {"text": "MARKED", "chat": {"id": anna.id}}}
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        for headers in ({}, {next(iter(SECRET)): "guess"}, {next(iter(SECRET)): "gu\u00e9ss"}):
            assert await brought(session, house, json.dumps(forged).encode(), headers) == 403
        async with session.get(house.address + "/metrics") as answer:
            counted = await answer.text()

    assert 'tram_bot_requests_refused_total{door="/telegram",reason="wrong_secret"} 3.0' in counted
    assert "request refused: door=/telegram reason=wrong_secret" in caplog.text
    assert "MARKED" not in caplog.text
    assert await house.conversation(anna) is None


@pytest.mark.parametrize(
    "garbage",
    [b"", b"{", b"[]", b"null", b"7", b"\xff", b'{"update_id": "x"}', b"{}", b"[" * 100_000],
)
async def test_what_is_no_update_is_a_bad_request(
    house: House, server: TelegramServer, session: aiohttp.ClientSession, garbage: bytes
) -> None:
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        assert await brought(session, house, garbage) == 400


async def test_an_update_that_is_nothing_to_us_is_acknowledged(
    house: House, server: TelegramServer, session: aiohttp.ClientSession
) -> None:
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        assert await brought(session, house, json.dumps(NOT_A_MESSAGE).encode()) == 200


async def test_an_oversized_request_is_refused(
    house: House, server: TelegramServer, session: aiohttp.ClientSession
) -> None:
    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield bytes(100_000)

    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        url = house.address + PATH
        announced = {**SECRET, "Content-Length": "1000001"}
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        lines = [f"POST {PATH} HTTP/1.1", "Host: x", *(f"{k}: {v}" for k, v in announced.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        assert b" 413 " in await asyncio.wait_for(reader.readline(), PATIENCE), "not read on"
        writer.close()
        try:
            async with session.post(url, data=in_pieces(), headers=SECRET) as answer:
                assert answer.status == 413
        except aiohttp.ClientConnectionError:
            pass  # it was cut off while it still wrote


async def test_an_album_is_one_turn_however_its_parts_are_brought(
    house: House, anna: Person, server: TelegramServer
) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        await anna.sends_album("a.jpg", "b.jpg", caption="confidential")
        await anna.sends_album("c.jpg")
        await anna.writes("we changed the cleaning bath, no difference")
        await anna.hears("tried")
        await server.until("all taken", lambda: not server.pending)

    said = "\n".join(m["text"] for m in anna.chat.shown())
    assert [said.count(f"added the file {name}.jpg") for name in "abc"] == [1, 1, 1]
    assert len(anna.chat.shown()) == 3


async def test_a_short_message_does_not_overtake_a_long_one(
    house: House, anna: Person, server: TelegramServer, session: aiohttp.ClientSession
) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        await anna.writes("confidential")
        await anna.hears("tried")
        bold = [{"type": "bold", "offset": 0, "length": 1}] * 15_000
        long = _written(server, anna, text="we changed the bath", entities=bold)
        short = _written(server, anna, text="no difference")
        first = asyncio.create_task(brought(session, house, json.dumps(long).encode()))
        while not (first.done() or _is_being_read()):
            await (await session.get(house.address + "/healthz")).read()
        assert await brought(session, house, json.dumps(short).encode()) == 200
        assert await first == 200

    kept = await house.conversation(anna)
    assert kept is not None
    run = run_of(kept.phase)
    assert run is not None
    assert run.answers["tried"].raw.startswith("we changed the bath")


def _is_being_read() -> bool:
    """Whether an update has arrived and is being read in a thread."""
    others = sys._current_frames()
    del others[threading.get_ident()]
    calls = (call for frame in others.values() for call in traceback.extract_stack(frame))
    return any(call.filename == webhook.__file__ for call in calls)


def _written(server: TelegramServer, person: Person, **content: object) -> Json:
    message = {
        "message_id": server.number(),
        "from": person.user,
        "chat": {"id": person.id, "type": "private", "first_name": "Anna"},
        "date": server.now(),
        **content,
    }
    return {"update_id": server.next_update(), "message": message}


async def test_a_webhook_that_was_taken_away_is_taken_back(
    server: TelegramServer, house: House, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    house.look_again = 0.05
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        await bot.delete_webhook()
        await server.until("taken back", lambda: bool(server.webhook.url))

    assert "another program has taken over the messages" in caplog.text
    assert len(server.called("setWebhook")) == 2


async def test_a_token_that_is_withdrawn_ends_the_program_with_a_sentence(
    house: House, server: TelegramServer
) -> None:
    house.look_again = 0.05
    server.faults = [Fault("getWebhookInfo", 401)]
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        async with house.open():
            await server.until("refused", lambda: not server.faults)


async def test_an_address_that_telegram_refuses_is_named(
    house: House, server: TelegramServer
) -> None:
    server.faults = [Fault("setWebhook", 400, says="Bad Request: bad webhook: no such host")]
    with pytest.raises(SettingsError, match=r"PUBLIC_URL: .*no such host"):
        async with house.open():
            await server.until("refused", lambda: not server.faults)


async def test_while_telegram_is_out_of_reach_the_doors_are_open_already(
    house: House, anna: Person, server: TelegramServer, session: aiohttp.ClientSession
) -> None:
    server.faults = [Fault("setWebhook", 502)]
    await anna.writes("hello")
    async with house.open():
        await server.until("refused", lambda: not server.faults)
        health: Json = await (await session.get(house.address + "/healthz")).json()
        await anna.hears("Hello!")
        later: Json = await (await session.get(house.address + "/healthz")).json()

    assert health["status"] == "ok"
    assert health["telegram"].startswith("out of reach since 20")
    assert later == {"status": "ok", "telegram": "ok"}


async def test_an_outage_is_told_to_whoever_asks_for_health_also_while_nobody_writes(
    house: House, server: TelegramServer, session: aiohttp.ClientSession
) -> None:
    house.look_again = 0.05

    async def told() -> str:
        health: Json = await (await session.get(house.address + "/healthz")).json()
        return str(health["telegram"])

    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        server.down = 502
        await server.until("missed", lambda: server.turned_away.count("getWebhookInfo") > 1)
        meanwhile = await told()
        server.down = None
        looks = len(server.called("getWebhookInfo"))
        await server.until("back", lambda: len(server.called("getWebhookInfo")) > looks + 1)
        later = await told()

    assert meanwhile.startswith("out of reach since 20")
    assert later == "ok"


async def test_while_it_stops_running_turns_end_and_new_ones_are_put_off(
    house: House, anna: Person, kari: Person, server: TelegramServer
) -> None:
    understand = house.content.understand
    loop = asyncio.get_running_loop()
    begun, refused = asyncio.Event(), asyncio.Event()

    def slowly(text: str, language: str, today: date) -> Understood:
        if text == "slow":
            loop.call_soon_threadsafe(begun.set)
            asyncio.run_coroutine_threadsafe(refused.wait(), loop).result(PATIENCE)
        return understand(text, language, today)

    house.content = replace(house.content, understand=slowly)
    async with house.open() as stop:
        slow = await anna.writes("slow")
        await asyncio.wait_for(begun.wait(), PATIENCE)
        stop.set()
        too_late = await kari.writes("hello")
        await server.until("put off", lambda: 503 in server.webhook.statuses(too_late))
        refused.set()
        await server.until("taken", lambda: 200 in server.webhook.statuses(slow))

    assert len(anna.chat.shown()) == 1, "what was taken was answered, too"
    assert server.pending == [too_late]
    async with house.open():
        await kari.hears("Hello!")


async def test_health_and_doors_name_no_setting(
    house: House, anna: Person, server: TelegramServer, session: aiohttp.ClientSession
) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        told = [
            await (await session.get(house.address + path)).text()
            for path in ("/healthz", "/metrics", "/", "/telegram")
        ]

    for secret in (TOKEN, secret_of(TOKEN), str(house.database), "Anna"):
        assert not any(secret in each for each in told)
    # Her id stands by chance within many a figure of seconds and bytes.
    assert not any(re.search(rf"(?<![\d.e-]){anna.id}(?![\d.])", each) for each in told)


async def test_what_happens_is_counted(
    house: House, anna: Person, kari: Person, session: aiohttp.ClientSession, server: TelegramServer
) -> None:
    async with house.open():
        await fills_in(anna)
        kari.chat.blocked = True
        await kari.writes("hello")
        await server.until("all taken", lambda: not server.pending)
        unheard_of = await server.push("message", {"message_id": 1, "shape": "of tomorrow"})
        await server.until("left out", lambda: 200 in server.webhook.statuses(unheard_of))
        await server.until("refused", lambda: _calls_to(server, kari) == 1)
        async with session.get(house.address + "/metrics") as answer:
            page = await answer.text()

    lines = dict(line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#"))
    assert float(lines['tram_bot_turns_total{channel="telegram",outcome="taken"}']) >= 8
    assert float(lines['tram_bot_turn_seconds_count{channel="telegram"}']) >= 8
    assert lines['tram_bot_leads_submitted_total{centre="pl",extent="whole"}'] == "1.0"
    assert float(lines['tram_bot_deliveries_total{kind="say",outcome="sent"}']) >= 7
    assert lines['tram_bot_updates_skipped_total{channel="telegram"}'] == "1.0"
    assert 'tram_bot_outbox_rows{state="waiting"}' in lines


def _calls_to(server: TelegramServer, person: Person) -> int:
    return sum(asked["chat_id"] == person.id for asked in server.called("sendMessage"))
