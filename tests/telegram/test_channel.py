"""Sending: what Telegram answers, and at what pace it is written to."""

import pytest
from telegram import Bot

from tests.emulators.telegram import Fault, TelegramServer
from tests.emulators.telegram_people import Person
from tram_bot.channels.telegram.calls import Calls
from tram_bot.channels.telegram.channel import TelegramChannel, conversation_of
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.clock import SystemClock
from tram_bot.core.effects import Say
from tram_bot.errors import PersonGone, TryLater
from tram_bot.reach import Reach


def channel_of(bot: Bot, pacing: Pacing) -> TelegramChannel:
    """The channel of a bot."""
    return TelegramChannel(Calls(bot, pacing, Reach(SystemClock().now)))


PIECE = Say(paragraphs=("Hello",))


async def test_rows_behind_a_block_are_given_up_without_a_call(
    server: TelegramServer, bot: Bot, anna: Person
) -> None:
    anna.chat.blocked = True
    channel = channel_of(bot, Pacing(per_chat=0))
    for _ in range(3):
        with pytest.raises(PersonGone, match="the person has blocked the bot"):
            await channel.deliver(conversation_of(anna.id), PIECE)
    assert len(server.called("sendMessage")) == 1

    anna.chat.blocked = False
    channel.heard_from(anna.id)
    assert await channel.deliver(conversation_of(anna.id), PIECE) == "1"


async def test_what_telegram_refuses_is_given_up(bot: Bot) -> None:
    channel = channel_of(bot, Pacing(per_chat=0))
    with pytest.raises(PersonGone, match="knows this chat no more"):
        await channel.deliver(conversation_of(1), PIECE)


@pytest.mark.parametrize("status", [0, 401, 500, 502])
async def test_what_telegram_cannot_do_now_is_tried_later(
    server: TelegramServer, bot: Bot, anna: Person, status: int
) -> None:
    server.faults = [Fault("sendMessage", status)]
    channel = channel_of(bot, Pacing(per_chat=0))
    with pytest.raises(TryLater) as raised:
        await channel.deliver(conversation_of(anna.id), PIECE)
    assert raised.value.after is None


async def test_the_pause_that_telegram_asks_for_is_kept(
    server: TelegramServer, bot: Bot, anna: Person
) -> None:
    server.faults = [Fault("sendMessage", 429, retry_after=7)]
    channel = channel_of(bot, Pacing(per_chat=0))
    with pytest.raises(TryLater) as raised:
        await channel.deliver(conversation_of(anna.id), PIECE)
    assert raised.value.after == 7


async def test_a_chat_gets_one_message_a_second(bot: Bot, anna: Person, kari: Person) -> None:
    now = 100.0
    channel = channel_of(bot, Pacing(seconds=lambda: now))
    await channel.deliver(conversation_of(anna.id), PIECE)
    now += 0.25
    with pytest.raises(TryLater) as raised:
        await channel.deliver(conversation_of(anna.id), PIECE)
    await channel.deliver(conversation_of(kari.id), PIECE)
    now += raised.value.after or 0
    await channel.deliver(conversation_of(anna.id), PIECE)

    assert raised.value.after == 0.75
    assert len(anna.chat.shown()) == 2


def test_all_chats_together_get_25_a_second() -> None:
    now = 100.0
    pacing = Pacing(seconds=lambda: now)
    assert [pacing.claim(chat) for chat in range(25)] == [0.0] * 25
    assert pacing.claim(25) == 1.0
    now += 1.0
    assert pacing.claim(25) == 0.0
