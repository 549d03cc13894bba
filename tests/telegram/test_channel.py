"""Sending: what Telegram answers, and at what pace it is written to."""

import pytest
from telegram import Bot

from tests.emulators.telegram import Fault, TelegramServer
from tests.emulators.telegram_people import Person
from tram_bot.channels.telegram.calls import Calls
from tram_bot.channels.telegram.channel import TelegramChannel, conversation_of
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.clock import SystemClock
from tram_bot.core.effects import Button, Say
from tram_bot.core.lead import File
from tram_bot.errors import PersonGone, TryLater, Undeliverable
from tram_bot.outgoing import Payload
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


def quick(bot: Bot) -> TelegramChannel:
    """A channel that waits for nothing."""
    return channel_of(bot, Pacing(per_chat=0))


def long(*words: str) -> Say:
    """A reply of as many messages as there are words."""
    return Say(paragraphs=tuple(word * (4000 // len(word)) for word in words))


PHOTO = Payload(name="..\\a/b\u202egpj.exe", media_type="image/jpeg", data=b"\xff\xd8")


async def test_files_follow_the_words_and_keep_a_clean_name(
    server: TelegramServer, bot: Bot, anna: Person
) -> None:
    button = Button(label="Yes", turn=1, scope="_x", option="y")
    say = Say(paragraphs=("Look:",), buttons=(button,))

    receipt = await quick(bot).deliver(conversation_of(anna.id), say, [PHOTO, PHOTO])

    words, *files = anna.chat.shown()
    assert (words["text"], "reply_markup" in words) == ("Look:", True)
    assert [each["document"]["file_name"] for each in files] == ["a_bgpj.exe"] * 2
    assert server.files[files[0]["document"]["file_id"]] == PHOTO.data
    assert receipt == "{};{},{}".format(*(each["message_id"] for each in (words, *files)))


async def test_files_without_words_need_none(bot: Bot, anna: Person) -> None:
    await quick(bot).deliver(conversation_of(anna.id), Say(), [PHOTO])

    assert ["document" in each for each in anna.chat.shown()] == [True]


@pytest.mark.parametrize(("size", "why"), [(50_000_001, "larger than the 50 MB"), (0, "is empty")])
async def test_a_file_that_cannot_be_sent_keeps_its_words_back(
    bot: Bot, anna: Person, size: int, why: str
) -> None:
    file = Payload(name="scan.tif", media_type="image/tiff", data=bytes(size))
    with pytest.raises(Undeliverable, match=f"a file.*{why}"):
        await quick(bot).deliver(conversation_of(anna.id), PIECE, [file])

    assert anna.chat.shown() == []


@pytest.mark.parametrize("status", [400, 413])
async def test_a_file_that_telegram_refuses_is_told_of_with_what_arrived(
    server: TelegramServer, bot: Bot, anna: Person, status: int
) -> None:
    server.faults = [Fault("sendDocument", status, says="Request Entity Too Large")]
    with pytest.raises(Undeliverable, match="the words arrived, but Telegram refuses"):
        await quick(bot).deliver(conversation_of(anna.id), PIECE, [PHOTO])

    assert len(anna.chat.shown()) == 1


async def test_words_and_files_keep_the_pace_and_none_comes_twice(bot: Bot, anna: Person) -> None:
    now = 100.0
    channel = channel_of(bot, Pacing(seconds=lambda: now))
    for _ in range(2):
        with pytest.raises(TryLater):
            await channel.deliver(conversation_of(anna.id), long("one", "two"), [PHOTO])
        now += 1
    await channel.deliver(conversation_of(anna.id), long("one", "two"), [PHOTO])

    assert ["document" in each for each in anna.chat.shown()] == [False, False, True]


async def test_what_was_shown_is_changed_in_its_place(bot: Bot, anna: Person) -> None:
    channel, here = quick(bot), conversation_of(anna.id)
    receipt = await channel.deliver(here, PIECE, [PHOTO])

    for _ in range(2):  # "message is not modified" is as good as done
        assert await channel.amend(here, receipt, Say(paragraphs=("Hello again",))) == receipt

    assert [each.get("text") for each in anna.chat.shown()] == ["Hello again", None]


async def test_longer_and_shorter_words_take_more_and_fewer_messages(
    bot: Bot, anna: Person
) -> None:
    channel, here = quick(bot), conversation_of(anna.id)
    first = await channel.deliver(here, long("one", "two"))
    longer = await channel.amend(here, first, long("three", "four", "five"))
    shorter = await channel.amend(here, longer, PIECE)

    assert longer.startswith(f"{first},")
    assert shorter == first.split(",", maxsplit=1)[0]
    assert [each["text"] for each in anna.chat.shown()] == ["Hello"]


async def test_a_change_that_had_to_stop_goes_on_from_there(bot: Bot, anna: Person) -> None:
    now = 100.0
    channel, here = channel_of(bot, Pacing(seconds=lambda: now)), conversation_of(anna.id)
    receipt = await channel.deliver(here, PIECE)
    for _ in range(3):
        with pytest.raises(TryLater):
            await channel.amend(here, receipt, long("one", "two", "three"))
        now += 1
    await channel.amend(here, receipt, long("one", "two", "three"))

    assert [each["text"][:3] for each in anna.chat.shown()] == ["one", "two", "thr"]


async def test_what_is_gone_cannot_be_changed(bot: Bot, anna: Person) -> None:
    channel, here = quick(bot), conversation_of(anna.id)
    receipt = await channel.deliver(here, PIECE)
    anna.chat.messages.clear()
    with pytest.raises(Undeliverable, match="to edit not found"):
        await channel.amend(here, receipt, Say(paragraphs=("Hello again",)))


async def test_what_was_shown_is_taken_back_with_its_files(bot: Bot, anna: Person) -> None:
    channel, here = quick(bot), conversation_of(anna.id)
    receipt = await channel.deliver(here, PIECE, [PHOTO])
    for _ in range(2):  # what is gone already is as good as taken back
        await channel.retract(here, receipt)

    assert anna.chat.shown() == []


async def test_after_two_days_nothing_is_taken_back_but_shorter_words_still_fit(
    bot: Bot, anna: Person
) -> None:
    channel, here = quick(bot), conversation_of(anna.id)
    receipt = await channel.deliver(here, long("one", "two"))
    for message in anna.chat.shown():
        message["date"] -= 48 * 3600
    with pytest.raises(Undeliverable, match="less than 48 hours old"):
        await channel.retract(here, receipt)
    await channel.amend(here, receipt, PIECE)

    assert [each["text"] for each in anna.chat.shown()] == ["Hello", "…"]


async def test_what_a_person_sent_is_fetched(server: TelegramServer, bot: Bot) -> None:
    server.files["f1"] = b"scan"
    file = File(name=".hidden.tif", media_type="image/tiff", size=4, handle="f1")

    payload = await quick(bot).fetch(file)

    assert payload == Payload(name="hidden.tif", media_type="image/tiff", data=b"scan")


@pytest.mark.parametrize("handle", ["unknown", "large"])
async def test_what_telegram_does_not_give_is_left(
    server: TelegramServer, bot: Bot, handle: str
) -> None:
    server.files["large"] = bytes(20_000_001)
    with pytest.raises(Undeliverable):
        await quick(bot).fetch(File(name="a", media_type="x/y", size=1, handle=handle))


async def test_what_is_said_to_be_too_large_is_not_even_asked_for(
    server: TelegramServer, bot: Bot
) -> None:
    with pytest.raises(Undeliverable, match="20 MB"):
        await quick(bot).fetch(File(name="a", media_type="x/y", size=20_000_001, handle="f"))

    assert server.called("getFile") == []


@pytest.mark.parametrize("status", [0, 502])
async def test_what_cannot_be_fetched_now_is_fetched_later(
    server: TelegramServer, bot: Bot, status: int
) -> None:
    server.files["f1"] = b"scan"
    server.faults = [Fault("getFile", status)]
    file = File(name="a", media_type="x/y", size=4, handle="f1")
    with pytest.raises(TryLater):
        await quick(bot).fetch(file)

    assert (await quick(bot).fetch(file)).data == b"scan"
