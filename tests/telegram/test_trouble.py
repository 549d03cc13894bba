"""What goes wrong between us and Telegram, or within a turn, and what becomes of it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.emulators.telegram import TOKEN, Fault, TelegramServer
from tests.emulators.telegram_people import Person
from tests.telegram.house import PROBLEM, House, both_ways
from tram_bot.core.content import Content
from tram_bot.core.message import Understood
from tram_bot.errors import SettingsError


def failing(content: Content, fail: Callable[[str], None]) -> Content:
    """The content, whose reading of a text fails if `fail` does."""

    def understand(text: str, language: str, today: date) -> Understood:
        fail(text)
        return content.understand(text, language, today)

    return replace(content, understand=understand)


async def test_an_update_delivered_twice_is_handled_once(
    house: House, anna: Person, server: TelegramServer
) -> None:
    async with house.open():
        update = await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await server.until("confirmed", lambda: not server.pending)
        await server.push_again(update)
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")

    assert server.served.count(update["update_id"]) == 2
    assert len(anna.chat.shown()) == 2


@both_ways
async def test_a_flood_wait_of_one_chat_does_not_stop_another(
    house: House, anna: Person, kari: Person, server: TelegramServer
) -> None:
    server.faults = [Fault("sendMessage", 429, retry_after=600, chat=anna.id)]
    async with house.open():
        await anna.writes("hello")
        await server.until("refused", lambda: not server.faults)
        await kari.writes("hello")
        await kari.hears("Hello!")

    assert anna.chat.shown() == []
    assert await house.waiting_for(anna) == 1


@both_ways
async def test_who_blocked_the_bot_is_noted_and_no_longer_written_to(
    house: House,
    anna: Person,
    kari: Person,
    server: TelegramServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    anna.chat.blocked = True
    async with house.open():
        await anna.writes(PROBLEM)
        await server.until("refused", lambda: bool(server.called("sendMessage")))
        await kari.writes("hello")
        await kari.hears("Hello!")
        anna.chat.blocked = False
        await anna.writes("yes")
        await anna.hears("How confidential")

    assert len(anna.chat.shown()) == 1
    assert "chat closed to us: chat=4711" in caplog.text


@both_ways
async def test_a_flood_wait_for_the_menu_holds_nothing_else_up(
    house: House, anna: Person, server: TelegramServer
) -> None:
    server.faults = [Fault("setMyCommands", 429, retry_after=600)]
    async with house.open():
        await server.until("refused", lambda: not server.faults)
        await anna.writes("hello")
        await anna.hears("Hello!")

    assert any(line.startswith("Telegram: started as @tram_test_bot") for line in house.told)
    assert len(server.called("setMyCommands")) == 1, "it waits as long as it was told to"


@both_ways
async def test_the_menu_is_listed_when_the_wait_is_over(
    house: House, server: TelegramServer
) -> None:
    server.faults = [Fault("setMyCommands", 429, retry_after=1)]
    async with house.open():
        await server.until("listed", lambda: ("all_private_chats", "") in server.menus)

    assert not server.faults


async def test_what_fails_at_once_is_made_good(
    house: House, anna: Person, server: TelegramServer
) -> None:
    server.faults = [Fault("getMe", 502), Fault("getUpdates", 0), Fault("sendMessage", 502)]
    await anna.writes("hello")
    async with house.open():
        await anna.hears("Hello!")

    assert house.told[2] == "Telegram: out of reach at the moment; trying again until it answers."
    assert not server.faults


@both_ways
async def test_an_answer_that_was_lost_is_sent_again_rather_than_never(
    house: House, anna: Person, server: TelegramServer
) -> None:
    server.faults = [Fault("sendMessage", 0, after=True)]
    async with house.open():
        await anna.writes("hello")
        await anna.hears("Hello!")
        await anna.hears("Hello!")


async def test_a_second_fetcher_is_told_of_with_the_setting(
    house: House, anna: Person, server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults = [Fault("getUpdates", 409)]
    await anna.writes("hello")
    async with house.open():
        await anna.hears("Hello!")

    assert "TELEGRAM_BOT_TOKEN: another program fetches the messages" in caplog.text


async def test_telegram_is_asked_less_and_less_often_while_it_fails(
    house: House, anna: Person, server: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tram_bot.pausing._FIRST_PAUSE", 0.1)
    server.faults = [Fault("getUpdates", 502) for _ in range(5)]
    await anna.writes("hello")
    loop = asyncio.get_running_loop()
    async with house.open():
        await server.until("the first", lambda: len(server.faults) < 5)
        since = loop.time()
        await anna.hears("Hello!")

    assert loop.time() - since > 2.5, "0.1 s, 0.2, 0.4, 0.8 and 1.6"


async def test_a_token_that_is_withdrawn_ends_the_program_with_a_sentence(
    house: House, server: TelegramServer
) -> None:
    server.faults = [Fault("getUpdates", 401)]
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        async with house.open():
            await server.until("refused", lambda: not server.faults)


@both_ways
async def test_an_update_the_library_cannot_read_is_left_out_and_the_others_arrive(
    house: House, anna: Person, server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    unheard_of = await server.push("message", {"message_id": 1, "shape": "of tomorrow"})
    await anna.writes(PROBLEM)
    async with house.open():
        await anna.hears("may I keep your answers")
        await anna.writes("yes")
        await anna.hears("How confidential")

    assert f"update not understood: update={unheard_of['update_id']}" in caplog.text
    assert "of tomorrow" not in caplog.text
    assert server.pending == []


@both_ways
async def test_one_poisonous_update_is_told_of_and_skipped(
    house: House, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> None:
        if "POISON" in text:
            raise ZeroDivisionError

    house.content = failing(house.content, fail)
    await anna.writes(PROBLEM)
    poison = await anna.writes("POISON")
    async with house.open():
        await anna.hears("Something went wrong here")
        await anna.writes("yes")
        await anna.hears("How confidential")

    assert f"update skipped: event=telegram:{poison['update_id']} attempts=3" in caplog.text


@both_ways
async def test_trouble_with_the_database_skips_nothing(house: House, anna: Person) -> None:
    failures = iter(range(2))

    def fail(_: str) -> None:
        if next(failures, None) is not None:
            raise SettingsError("the disk is full")

    house.content = failing(house.content, fail)
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")


async def test_no_log_holds_what_people_write_or_the_token(
    house: House, anna: Person, server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> None:
        if "poison" in text:
            raise ZeroDivisionError

    caplog.set_level("DEBUG")
    house.content = failing(house.content, fail)
    server.faults = [
        Fault("getUpdates", 502),
        Fault("sendMessage", 502),
        Fault("sendMessage", 400),
    ]
    async with house.open():
        for text in ("MARKED", "MARKED poison", "/review MARKED", "/help"):
            await anna.writes(text)
        await anna.hears("Just write what is wrong")

    ours = [r for r in caplog.records if not r.name.startswith("asyncio")]
    assert ours
    assert not any("MARKED" in r.getMessage() or TOKEN in r.getMessage() for r in ours)
