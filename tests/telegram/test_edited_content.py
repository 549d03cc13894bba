"""Somebody edits the content while Telegram lists the bot's commands."""

from pathlib import Path

import pytest

from tests.emulators.telegram import Fault, TelegramServer
from tests.small_content import write_small_content
from tests.telegram.house import House, both_ways
from tram_bot.serving import Edited

COMMANDS = "intents/challenge/en.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folders somebody edits."""
    path = tmp_path / "content"
    write_small_content(path)
    return path


@pytest.fixture
def house(house: House, root: Path) -> House:
    house.edited = Edited(root)
    house.look_again = 0.1
    return house


def rename(root: Path, word: str, new: str) -> None:
    """Save another slash word in the place of that one."""
    file = root / COMMANDS
    text = file.read_text(encoding="utf-8")
    assert f"slash: [{word}]" in text
    file.write_text(text.replace(f"slash: [{word}]", f"slash: [{new}]"), encoding="utf-8")


def listed(server: TelegramServer, code: str = "en") -> set[str]:
    """The words in the menu."""
    return {each["command"] for each in server.menus.get(("all_private_chats", code), ())}


@both_ways
async def test_a_new_word_is_in_the_menu(house: House, server: TelegramServer, root: Path) -> None:
    async with house.open():
        await server.until("listed", lambda: "help" in listed(server, ""))
        rename(root, "help", "rescue")
        await server.until("listed anew", lambda: "rescue" in listed(server, ""))
        assert "rescue" in listed(server)
        assert "help" not in listed(server)


@pytest.mark.parametrize("fault", [Fault("setMyCommands", status=502), Fault("setMyCommands", 0)])
async def test_what_telegram_does_not_take_is_shown_later(
    house: House, server: TelegramServer, root: Path, fault: Fault
) -> None:
    async with house.open():
        await server.until("listed", lambda: "help" in listed(server, ""))
        server.faults.append(fault)
        rename(root, "help", "rescue")
        await server.until("listed anew", lambda: "rescue" in listed(server, ""))
        assert not server.faults


async def test_what_is_not_in_the_menu_does_not_have_it_shown_again(
    house: House, server: TelegramServer, root: Path
) -> None:
    async with house.open():
        await server.until("listed", lambda: "help" in listed(server, ""))
        before = len(server.called("setMyCommands"))
        file = root / "intents/money/en.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("ended in 2019", "ended long ago"), encoding="utf-8")
        rename(root, "help", "rescue")
        await server.until("listed anew", lambda: "rescue" in listed(server, ""))
        # English, and for whoever reads a language that there are no words in.
        assert len(server.called("setMyCommands")) == before + 2
