"""The database cannot be written for a while: nothing is lost, doubled, or acknowledged that was
not committed, and the program goes on by itself."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.emulators.telegram import TelegramServer
from tests.emulators.telegram_people import Person
from tests.faults.conftest import Disk, a_moment
from tests.slack.house import PROBLEM, SlackHouse, centre_of
from tests.telegram.house import fills_in
from tram_bot.core.identifiers import ConversationId
from tram_bot.desk.slack.card import is_card

Trouble = Callable[[Disk], AbstractContextManager[None]]


async def logged(caplog: pytest.LogCaptureFixture, words: str, times: int = 1) -> None:
    """Wait until the program has said that so often."""
    async with asyncio.timeout(30):
        while caplog.text.count(words) < times:
            await a_moment(0.05)


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (Disk.full, "the disk is full"),
        (Disk.read_only, "cannot be opened: let this user read and write"),
        (Disk.locked, "is locked by another program"),
    ],
    ids=["full", "read_only", "a_long_lock"],
)
async def test_nothing_is_acknowledged_that_was_not_committed_and_it_goes_on(
    house: SlackHouse, disk: Disk, slack: SlackServer, telegram: TelegramServer, anna: Person,
    liis: Member, kasia: Member, caplog: pytest.LogCaptureFixture, trouble: Trouble, why: str,
) -> None:  # fmt: skip
    slack.delivery.patience = 4.0
    slack.delivery.attempts_allowed = 100
    centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await liis.says(PROBLEM)
        await liis.hears("may I keep your answers")
        await telegram.until("all confirmed", lambda: not telegram.pending)
        await slack.delivery.settled()
        shown = (len(anna.chat.shown()), len(liis.dm.messages))
        with trouble(disk):
            update = await anna.writes(f"yes {'x' * 3000}")
            await liis.says("yes")
            await logged(caplog, "commit failed", times=4)
            assert update in telegram.pending
            assert slack.delivery.attempts[-1].status != 200
            assert len(anna.chat.shown()) == shown[0]
            kept = await parts.store.conversation(ConversationId("telegram:4711"))
            assert kept
            assert "zinc flake" in str(kept.phase)
        await telegram.until("confirmed", lambda: not telegram.pending)
        await liis.hears("How confidential")
        await slack.delivery.settled()
        after = await parts.store.conversation(ConversationId("telegram:4711"))
        assert after
        assert after.turn == kept.turn + 1
        assert house.running
        assert not house.running.done()
    assert why in caplog.text
    assert sum("How confidential" in str(m) for m in liis.dm.messages if m.get("bot_id")) == 1


async def test_what_was_sent_and_not_yet_recorded_is_not_sent_again(
    house: SlackHouse, disk: Disk, telegram: TelegramServer, anna: Person, kasia: Member,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    centre_of(house, "pl", kasia)
    locks = contextlib.ExitStack()
    do = telegram._do

    async def locking(method: str, asked: dict[str, Any]) -> Any:
        if method == "sendMessage" and "may I keep" in asked["text"]:
            locks.enter_context(disk.locked())
        return await do(method, asked)

    telegram._do = locking  # type: ignore[method-assign]
    async with house.open() as parts:
        with locks:
            await anna.writes(PROBLEM)
            await anna.hears("may I keep your answers")
            await logged(caplog, "not recorded yet")
        await anna.writes("yes")
        await anna.hears("How confidential")
        house.let_pass(hours=1)
        assert not [r for r in await parts.store.due(house.clock.now(), 9) if r.attempts]
    texts = [message["text"] for message in anna.chat.shown()]
    assert [("may I keep" in text, "How confidential" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]


async def test_a_short_lock_is_not_noticed(
    house: SlackHouse, disk: Disk, telegram: TelegramServer, anna: Person, kasia: Member,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    centre_of(house, "pl", kasia)
    async with house.open():
        with disk.locked():
            update = await anna.writes(PROBLEM)
            await telegram.until("fetched", lambda: update["update_id"] in telegram.served)
        await anna.hears("may I keep your answers")
        await telegram.until("confirmed", lambda: not telegram.pending)
    assert telegram.served.count(update["update_id"]) == 1
    assert "commit failed" not in caplog.text


async def test_a_lead_is_one_lead_with_one_card_whatever_the_disk_does_meanwhile(
    house: SlackHouse, disk: Disk, slack: SlackServer, anna: Person, kasia: Member
) -> None:
    """The disk is full, and another program writes, every few moments."""
    poland = centre_of(house, "pl", kasia)
    done = asyncio.Event()

    async def fails_now_and_then() -> None:
        troubles = [disk.full, disk.locked, disk.read_only]
        while not done.is_set():
            for trouble in troubles:
                with trouble():
                    await a_moment(0.15)
                await a_moment(0.3)

    async with house.open():
        failing = asyncio.create_task(fails_now_and_then())
        try:
            await fills_in(anna)
            await kasia.sees(poland, "BT-PL-26-0001")
        finally:
            done.set()
            await failing
        house.let_pass(hours=1)
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        assert (await house.lead()).reference == "BT-PL-26-0001"
    assert sum(map(is_card, poland.messages)) == 1
    assert sqlite3.connect(house.database).execute("PRAGMA quick_check").fetchone() == ("ok",)
