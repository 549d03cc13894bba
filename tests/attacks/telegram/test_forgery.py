"""Updates that Telegram did not bring, or that have no number, and files that are not its own."""

import hmac
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from tests.emulators.telegram import TOKEN, TelegramServer
from tests.emulators.telegram_people import Person
from tests.telegram.house import House
from tram_bot.channels.telegram.calls import Calls
from tram_bot.channels.telegram.channel import TelegramChannel
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.channels.telegram.webhook import PATH, secret_of
from tram_bot.clock import SystemClock
from tram_bot.core.lead import File
from tram_bot.errors import Undeliverable
from tram_bot.reach import Reach

NAME = "X-Telegram-Bot-Api-Secret-Token"
SECRET = secret_of(TOKEN)
brought = pytest.mark.parametrize("house", ["brought"], indirect=True)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def knock(
    session: aiohttp.ClientSession, house: House, update: object, shown: str = SECRET
) -> int:
    data = json.dumps(update).encode()
    async with session.post(house.address + PATH, data=data, headers={NAME: shown}) as answer:
        return answer.status


@brought
async def test_secrets_are_compared_in_constant_time(
    house: House, server: TelegramServer, session: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    compared: list[tuple[Any, Any]] = []
    compare = hmac.compare_digest

    def watched(one: Any, other: Any) -> bool:
        compared.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        wrong = (SECRET[:-1], SECRET + "0", "x" + SECRET[1:], SECRET.upper(), "é", "")
        for shown in wrong:
            assert await knock(session, house, {"update_id": 1}, shown) == 403
    assert len(compared) == len(wrong)
    assert {other for _, other in compared} == {SECRET.encode()}


@brought
@pytest.mark.parametrize(
    "number", [float("inf"), float("nan"), 1.5, True, "7", "7\nINFO forged", None, [1], {"a": 1}]
)
async def test_a_number_that_is_none_is_a_bad_request(
    house: House, server: TelegramServer, session: aiohttp.ClientSession, anna: Person,
    caplog: pytest.LogCaptureFixture, number: object,
) -> None:  # fmt: skip
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        update = await anna.writes("hello")
        await anna.hears("Hello!")
        assert await knock(session, house, {**update, "update_id": number}) == 400
        await anna.writes("/help")
        await anna.hears("Just write what is wrong")
    assert len(anna.chat.shown()) == 2
    assert "forged" not in caplog.text


@brought
async def test_an_update_of_an_unknown_shape_is_left_out(
    house: House, server: TelegramServer, session: aiohttp.ClientSession, anna: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    chat = {"id": anna.id, "type": "private"}
    said = {"message_id": 1, "date": 1_790_000_000, "chat": chat, "from": anna.user, "text": "x"}
    odd: list[dict[str, object]] = [
        {"message": {**said, "chat": {**chat, "id": {"a": 1}}}},
        {"message": {**said, "chat": {**chat, "id": "4711\nINFO forged"}}},
        {"message": {**said, "chat": {}}},
        {"message": {**said, "chat": None}},
        {"message": {**said, "text": ["x"]}},
        {"message": {**said, "date": 10**15}},
        {"message": {**said, "message_id": 2**70}},
        {"message": {**said, "from": {**anna.user, "language_code": 5}}},
        {"message": {**said, "document": {"file_id": ["f"]}}},
        {"message": {**said, "photo": [{}]}},
        {"message": {**said, "contact": {"phone_number": 7}}},
        {"callback_query": {"id": "q", "from": anna.user, "message": {"chat": None}}},
        {"my_chat_member": {"chat": chat, "date": 1_790_000_000}},
    ]
    async with house.open():
        await server.until("set", lambda: bool(server.webhook.url))
        for number, each in enumerate(odd):
            assert await knock(session, house, {"update_id": 900_000 + number, **each}) == 200, each
        await anna.writes("hello")
        await anna.hears("Hello!")
    assert len(anna.chat.shown()) == 1
    assert caplog.text.count("update not understood: update=") == len(odd)
    assert "forged" not in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


@brought
async def test_a_button_is_pressed_in_its_own_chat_only(
    house: House, server: TelegramServer, anna: Person, kari: Person
) -> None:
    """Whoever a query is from, and wherever the message with the button stands, must be one."""
    async with house.open():
        await anna.writes("our paint peels off steel after one winter")
        await anna.hears("may I keep your answers")
        theirs = anna.chat.shown()[-1]
        data = theirs["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        message = {**theirs, "chat": {"id": anna.id, "type": "private"}}
        await server.push("callback_query", {
            "id": "q99", "from": kari.user, "chat_instance": "1", "message": message, "data": data,
        })  # fmt: skip
        await kari.writes("hello")
        await kari.hears("Hello!")
    kept = await house.conversation(anna)
    assert kept is not None
    assert "'consent'" in str(kept.phase)
    assert "'agree'" not in str(kept.phase)


@pytest.mark.parametrize("path", ["relative", "absolute", "https://evil.example/x", "../x", "a\nb"])
async def test_no_file_but_telegrams_own_is_read(
    server: TelegramServer, bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """The library reads what exists on this machine: nobody is to name such a file."""
    (tmp_path / "secret.txt").write_text("ours")
    monkeypatch.chdir(tmp_path)
    named = {"relative": "secret.txt", "absolute": str(tmp_path / "secret.txt")}
    server.files["f1"], server.paths["f1"] = b"theirs", named.get(path, path)
    channel = TelegramChannel(Calls(bot, Pacing(per_chat=0), Reach(SystemClock().now)))
    with pytest.raises(Undeliverable):
        await channel.fetch(File(name="a.txt", media_type="text/plain", size=4, handle="f1"))


async def test_what_grows_on_its_way_is_not_kept(server: TelegramServer, bot: Bot) -> None:
    """Said to be small, and found to be small when asked, yet large when it comes."""
    server.files["f1"], server.files["large"] = b"small", bytes(20_000_001)
    server.paths["f1"] = "large"
    channel = TelegramChannel(Calls(bot, Pacing(per_chat=0), Reach(SystemClock().now)))
    with pytest.raises(Undeliverable, match="20 MB"):
        await channel.fetch(File(name="a", media_type="x/y", size=4, handle="f1"))
