"""Somebody edits the content while Telegram lists the bot's commands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.emulators.telegram import Fault, TelegramServer
from tests.telegram.house import House, both_ways
from tram_bot.serving import Edited

COMMANDS = "intents/challenge/en.yaml"


@pytest.fixture
def house(house: House, edited: Path) -> House:
    house.edited = Edited(edited)
    house.look_again = 0.1
    return house


def rename(edited: Path, word: str, new: str) -> None:
    """Save another slash word in the place of that one."""
    file = edited / COMMANDS
    text = file.read_text(encoding="utf-8")
    assert f"slash: [{word}]" in text
    file.write_text(text.replace(f"slash: [{word}]", f"slash: [{new}]"), encoding="utf-8")


def listed(server: TelegramServer, code: str = "en") -> set[str]:
    """The words in the menu."""
    return {each["command"] for each in server.menus.get(("all_private_chats", code), ())}


@both_ways
async def test_a_new_word_is_in_the_menu(
    house: House, server: TelegramServer, edited: Path
) -> None:
    async with house.open():
        await server.until("listed", lambda: "help" in listed(server, ""))
        rename(edited, "help", "rescue")
        await server.until("listed anew", lambda: "rescue" in listed(server, ""))
        assert "rescue" in listed(server)
        assert "help" not in listed(server)


def offer_polish(edited: Path) -> None:
    """Save the commands and the phrases in another language, too."""
    for folder in ("phrases", "challenge"):
        english = (edited / "intents" / folder / "en.yaml").read_text(encoding="utf-8")
        polish = english.replace("language: en", "language: pl").replace("[help]", "[pomoc]")
        (edited / "intents" / folder / "pl.yaml").write_text(polish, encoding="utf-8")


def withdraw_polish(edited: Path) -> None:
    """Save that the bot does not speak it."""
    file = edited / "intents/languages.yaml"
    text = file.read_text(encoding="utf-8")
    assert "  pl: {" in text
    file.write_text(text.replace("  pl: {", "  pl: {offered: false, "), encoding="utf-8")


@asynccontextmanager
async def open_in_polish(house: House, server: TelegramServer, edited: Path) -> AsyncIterator[None]:
    """The program runs, and its commands are listed in Polish, too."""
    offer_polish(edited)
    async with house.open():
        await server.until("listed", lambda: "pomoc" in listed(server, "pl"))
        yield


@both_ways
async def test_a_language_that_is_withdrawn_has_no_menu(
    house: House, server: TelegramServer, edited: Path
) -> None:
    async with open_in_polish(house, server, edited):
        withdraw_polish(edited)
        await server.until("taken away", lambda: not listed(server, "pl"))
        assert "help" in listed(server)
        assert "help" in listed(server, "")


async def test_a_language_withdrawn_while_the_program_did_not_run_has_no_menu(
    house: House, server: TelegramServer, edited: Path
) -> None:
    async with open_in_polish(house, server, edited):
        pass
    withdraw_polish(edited)
    house.edited = Edited(edited)
    async with house.open():
        await server.until("taken away", lambda: not listed(server, "pl"))
        assert "help" in listed(server)


@pytest.mark.parametrize("fault", [Fault("setMyCommands", status=502), Fault("setMyCommands", 0)])
async def test_what_telegram_does_not_take_is_shown_later(
    house: House, server: TelegramServer, edited: Path, fault: Fault
) -> None:
    async with house.open():
        await server.until("listed", lambda: "help" in listed(server, ""))
        server.faults.append(fault)
        rename(edited, "help", "rescue")
        await server.until("listed anew", lambda: "rescue" in listed(server, ""))
        assert not server.faults


async def test_what_is_not_in_the_menu_does_not_have_it_shown_again(
    house: House, server: TelegramServer, edited: Path
) -> None:
    async with house.open():
        await server.until("listed", lambda: "help" in listed(server, ""))
        before = len(server.called("setMyCommands"))
        file = edited / "intents/money/en.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("ended in 2019", "ended long ago"), encoding="utf-8")
        rename(edited, "help", "rescue")
        await server.until("listed anew", lambda: "rescue" in listed(server, ""))
        # English, and for whoever reads a language that there are no words in.
        assert len(server.called("setMyCommands")) == before + 2
