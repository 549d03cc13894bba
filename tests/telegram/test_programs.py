"""Several programs that share one database write to the same people."""

import asyncio
from datetime import datetime, timedelta

from telegram import Bot

from tests.emulators.telegram_people import Person
from tests.postgres import Server
from tests.values import NOW, deciding, text
from tram_bot.channels.telegram.calls import Calls
from tram_bot.channels.telegram.channel import TelegramChannel, conversation_of
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.core.effects import Say
from tram_bot.delivery import Delivery
from tram_bot.ports import Store
from tram_bot.reach import Reach
from tram_bot.store.doors import open_store


class Hand:
    """A clock that somebody moves."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def seconds(self) -> float:
        return self.time.timestamp()


def sending(store: Store, bot: Bot, clock: Hand) -> Delivery:
    """What one program sends with, at the pace that Telegram asks for."""
    calls = Calls(bot, Pacing(seconds=clock.seconds), Reach(clock.now))
    return Delivery(
        store=store,
        clock=clock,
        channels={"telegram": TelegramChannel(calls)},
        desk=None,  # type: ignore[arg-type]
        take=None,  # type: ignore[arg-type]
        woken=asyncio.Event(),
        data_file=None,  # type: ignore[arg-type]
    )


async def test_what_one_program_has_begun_to_show_no_other_begins_anew(
    postgres: Server, bot: Bot, anna: Person
) -> None:
    database, clock, here = postgres.new_database(), Hand(), conversation_of(anna.id)
    said = Say(paragraphs=("one " * 1000, "two " * 1000, "three"))
    stores = [await open_store(database) for _ in range(2)]
    try:
        one, other = (sending(store, bot, clock) for store in stores)
        await stores[0].take_turn(here, [text("1", conversation=here)], deciding(said), NOW)
        for _ in range(2):
            for each in (one, other):
                await each.flush()
                clock.time += timedelta(seconds=1)
        size = await stores[0].outbox_size()
    finally:
        for store in stores:
            await store.close()

    assert [message["text"].split()[0] for message in anna.chat.shown()] == ["one", "two"]
    assert size["delivered"] == 1
