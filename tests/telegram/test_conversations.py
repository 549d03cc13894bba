"""Companies talk to the bot on Telegram, from the greeting to the lead."""

import asyncio
import re
import threading
from dataclasses import replace
from datetime import date

import pytest

from tests.emulators.telegram import PATIENCE, Fault, Json, TelegramServer
from tests.emulators.telegram_people import Person, added_to_group, said_in_group
from tests.telegram.house import PROBLEM, House, both_ways
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking
from tram_bot.core.limits import FILE_BYTES
from tram_bot.core.message import Understood


@both_ways
async def test_from_the_greeting_to_the_lead(
    house: House, anna: Person, server: TelegramServer
) -> None:
    async with house.open():
        await anna.writes("/start")
        await anna.hears("Describe a problem")
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        await anna.writes("confidential")
        await anna.hears("tried")
        photo = [
            {"file_id": f"f{n}", "file_unique_id": f"u{n}", "width": n, "height": n, "file_size": n}
            for n in (90, 1280)
        ]
        await anna.sends(photo=photo, caption="we changed the cleaning bath, no difference")
        await anna.hears("I have added the file photo-")
        await anna.writes("6 coated screws, nothing dangerous")
        await anna.hears("name")
        await anna.writes("Anna Example, Example Coatings Oy, anna@example.org")
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        await anna.hears("BT-PL-")
        await server.until("the buttons answered", lambda: all(server.queries.values()))

    (lead,) = await house.leads()
    (file,) = lead.files
    assert (lead.centre, lead.country, lead.partial) == ("pl", "PL", False)
    assert (file.handle, file.media_type, file.size) == ("f1280", "image/jpeg", 1280)
    how = "messages are brought to" if house.brought else "fetching messages by long polling"
    assert house.told[2].startswith(f"Telegram: started as @tram_test_bot, {how}")


@both_ways
async def test_an_edited_message_corrects_its_answer(house: House, anna: Person) -> None:
    async with house.open():
        problem = await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.edits(problem, PROBLEM.replace("12 people", "14 people"))
        await anna.hears("I changed this")

    kept = await house.conversation(anna)
    assert kept is not None
    assert "14" in str(kept.phase)


async def test_a_burst_gets_one_reply(house: House, anna: Person) -> None:
    for text in (PROBLEM, "it is on wooden frames", "only on the south side"):
        await anna.writes(text)
    async with house.open():
        await anna.hears("ay I keep your answers")

    kept = await house.conversation(anna)
    assert kept is not None
    assert "south side" in str(kept.phase)
    assert len(anna.chat.shown()) == 1


async def test_what_looks_like_markup_arrives_as_it_was_written(house: House, anna: Person) -> None:
    tricky = "our <b>paint</b> `peels` *off* [here](http://x) _after_ &lt; one winter"
    async with house.open():
        await anna.writes(tricky)
        await anna.hears("may I keep your answers")
        await anna.writes("/review")
        shown = await anna.hears("So far I have")

    assert tricky in shown


async def test_a_long_reply_comes_in_parts_with_the_buttons_last(
    house: House, anna: Person
) -> None:
    house.per_chat = 0.05  # so that each part waits its turn in the outbox
    paragraphs = [f"Paragraph {n} {'goes on 🙂 ' * 40}".strip() for n in range(25)]
    house.content = _saying(house.content, "en", greeting="\n\n".join(paragraphs))
    async with house.open():
        await anna.writes("/start")
        await anna.hears("Paragraph 24")

    shown = anna.chat.shown()
    assert len(shown) >= 3
    assert [p for m in shown for p in m["text"].split("\n\n")] == paragraphs
    assert ["reply_markup" in message for message in shown] == [*[False] * (len(shown) - 1), True]


@both_ways
async def test_it_speaks_the_language_of_the_persons_telegram_if_it_can(
    house: House, server: TelegramServer
) -> None:
    house.content = _saying(house.content, "pl", welcome="Dzień dobry", greeting="Po polsku")
    polish, finnish = Person(server, 1, "pl"), Person(server, 2, "fi-FI")
    async with house.open():
        await polish.writes("hello")
        await polish.hears("Dzień dobry")
        await finnish.writes("hello")
        await finnish.hears("Hello! I am tram-bot")


@both_ways
async def test_a_link_says_which_language(house: House, anna: Person) -> None:
    house.content = _saying(house.content, "pl", welcome="Dzień dobry", greeting="Po polsku")
    async with house.open():
        await anna.writes("/start pl")
        await anna.hears("Po polsku")

    kept = await house.conversation(anna)
    assert kept is not None
    assert kept.language == "pl"


async def test_the_menu_lists_the_commands(house: House, server: TelegramServer) -> None:
    async with house.open():
        await server.until("listed", lambda: ("all_private_chats", "") in server.menus)

    menu = server.menus["all_private_chats", "en"]
    assert {"command": "help", "description": "What I can do"} in menu
    assert len(menu) >= 12
    assert server.menus["all_private_chats", ""] == menu


@both_ways
async def test_a_group_is_declined_once_and_left(
    house: House, anna: Person, server: TelegramServer
) -> None:
    group = await added_to_group(server, -77, anna)
    await said_in_group(server, -77, anna, "/start@tram_test_bot")
    async with house.open():
        await server.until("left", lambda: group.left)
        await anna.writes("hello")
        await anna.hears("Hello!")

    assert [m["text"] for m in group.shown()] == [
        "I talk with one person at a time, so I leave this group again. "
        "Please write to me in a private chat."
    ]


@both_ways
async def test_every_kind_of_message_gets_an_answer_or_needs_none(
    house: House, anna: Person
) -> None:
    async with house.open():
        await anna.sends(location={"latitude": 54.3, "longitude": 18.6})
        await anna.hears("I cannot do anything with that kind of message")
        sticker = {
            "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
            "is_animated": False, "is_video": False, "emoji": "🙂",
        }  # fmt: skip
        await anna.sends(sticker=sticker)
        await anna.hears("I can only work with words")
        voice = {"file_id": "v", "file_unique_id": "v", "duration": 3, "file_size": 9}
        await anna.sends(voice=voice)
        await anna.hears("Thank you for the file")
        said = len(anna.chat.shown())
        await anna.sends(pinned_message={**anna.chat.shown()[0]})
        await anna.writes("/help")
        await anna.hears("Just write what is wrong")

    assert len(anna.chat.shown()) == said + 1


@both_ways
async def test_after_what_nothing_is_made_of_the_open_question_is_asked_again(
    house: House, anna: Person
) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.sends(location={"latitude": 54.3, "longitude": 18.6})
        said = await anna.hears("I cannot do anything with that kind of message")

    assert "ay I keep your answers" in said


@both_ways
async def test_a_forged_button_changes_nothing(
    house: House, anna: Person, kari: Person, server: TelegramServer
) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        theirs = anna.chat.shown()[-1]
        data = theirs["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await kari.sends_data(theirs, data)
        await kari.writes("hello")
        await kari.hears("Hello!")
        for nonsense in ("", "x", "zz:a:b", "1:consent:unheard-of", "🙂" * 16):
            await anna.sends_data(theirs, nonsense)
            await anna.hears("no longer works")

    kept = await house.conversation(anna)
    assert kept is not None
    assert "'consent'" in str(kept.phase)
    assert "'agree'" not in str(kept.phase)


@both_ways
async def test_typing_is_shown_while_a_turn_takes_long(
    house: House, anna: Person, server: TelegramServer
) -> None:
    understand = house.content.understand
    seen = threading.Event()

    def slowly(text: str, language: str, today: date) -> Understood:
        seen.wait(PATIENCE)  # in the store's own thread
        return understand(text, language, today)

    house.content = replace(house.content, understand=slowly)
    async with house.open():
        await anna.writes("hello")
        await server.until("typing", lambda: bool(server.called("sendChatAction")))
        seen.set()
        await anna.hears("Hello!")

    assert server.called("sendChatAction")[0] == {"chat_id": anna.id, "action": "typing"}


@pytest.mark.parametrize("house", ["brought"], indirect=True)
async def test_typing_is_shown_to_some_only_when_many_wait(
    house: House, server: TelegramServer
) -> None:
    understand = house.content.understand
    seen = threading.Event()

    def slowly(text: str, language: str, today: date) -> Understood:
        seen.wait(PATIENCE)  # in the store's own thread, so that everybody waits
        return understand(text, language, today)

    def shown() -> set[int]:
        return {each["chat_id"] for each in server.called("sendChatAction")}

    house.content = replace(house.content, understand=slowly)
    many = [Person(server, number) for number in range(1, 31)]
    async with house.open():
        await asyncio.gather(*(each.writes("hello") for each in many))
        # Whoever is shown it is shown it again after four seconds: by then all had their turn.
        await server.until("again", lambda: len(server.called("sendChatAction")) > len(shown()))
        seen.set()
        for each in many:
            await each.hears("Hello!")

    assert 0 < len(shown()) < len(many) / 2


async def test_a_link_says_which_facility(house: House, anna: Person) -> None:
    async with house.open():
        await anna.writes("/start petra-iii")
        shown = await anna.hears("PETRA III")

    assert shown.index("Hamburg, Germany") < shown.index("Describe a problem")


def test_every_facility_fits_a_link(content: Content) -> None:
    for id in content.catalogue.facilities:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", id), id


def document(name: str) -> dict[str, object]:
    """A file on somebody's phone: https://core.telegram.org/bots/api#document"""
    return {
        "file_id": f"f-{name}", "file_unique_id": f"u-{name}", "file_name": name,
        "mime_type": "application/pdf", "file_size": 9,
    }  # fmt: skip


async def agrees_with_a_file(anna: Person) -> Json:
    """A problem, and a yes below a file; that message."""
    await anna.writes(PROBLEM)
    await anna.hears("may I keep your answers")
    sent = await anna.sends(document=document("old.pdf"), caption="yes")
    await anna.hears("I have added the file old.pdf")
    return sent


async def test_a_file_that_another_takes_the_place_of_is_not_sent(
    house: House, anna: Person
) -> None:
    async with house.open():
        sent = await agrees_with_a_file(anna)
        await anna.edits(sent, "", document=document("new.pdf"))
        await anna.hears("I have added the file new.pdf")

    kept = await house.conversation(anna)
    assert kept
    assert isinstance(kept.phase, Asking)
    assert [file.name for file in kept.phase.run.files] == ["new.pdf"]


async def test_words_that_are_taken_away_from_below_a_file_are_heard_of(
    house: House, anna: Person
) -> None:
    async with house.open():
        sent = await agrees_with_a_file(anna)
        await anna.edits(sent, "")
        await anna.hears("I saw your change. It leaves your answers as they were")


@both_ways
async def test_an_album_is_one_turn(house: House, anna: Person, server: TelegramServer) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        await anna.sends_album("a.jpg", "b.jpg", "../c.jpg", caption="confidential")
        await anna.hears("tried")
        await server.until("settled", lambda: not server.pending)

    kept = await house.conversation(anna)
    assert kept
    assert isinstance(kept.phase, Asking)
    assert [file.name for file in kept.phase.run.files] == ["a.jpg", "b.jpg", "c.jpg"]
    assert len(anna.chat.shown()) == 3


async def test_how_large_a_file_may_be_is_said_to_who_asks(house: House, anna: Person) -> None:
    async with house.open():
        await anna.writes("can I send a photo")
        shown = await anna.hears("attach the photo")

    assert f"at most {FILE_BYTES // 1_000_000} MB each" in shown


@both_ways
async def test_who_shuts_the_bot_out_is_not_written_to_until_they_let_it_in(
    house: House, anna: Person, server: TelegramServer
) -> None:
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.blocks()
        await server.until("heard of", lambda: not server.pending)
        calls = len(server.called("sendMessage"))
        await anna.unblocks()
        await anna.writes("yes")
        await anna.hears("How confidential")

    assert len(server.called("sendMessage")) == calls + 1


async def test_who_blocked_the_bot_and_let_it_in_while_it_was_away_is_written_to(
    house: House, anna: Person, server: TelegramServer
) -> None:
    server.faults = [Fault("sendMessage", 429, retry_after=2)]
    async with house.open():
        await anna.writes(PROBLEM)
        await server.until("put off", lambda: not server.faults)
    await anna.blocks()
    await anna.unblocks()
    async with house.open():
        await anna.hears("may I keep your answers")


async def test_a_channel_is_left_without_a_word_to_its_subscribers(
    house: House, anna: Person, server: TelegramServer
) -> None:
    channel = await added_to_group(server, -78, anna, type="channel")
    async with house.open():
        await server.until("left", lambda: channel.left)

    assert channel.shown() == []


def _saying(content: Content, language: str, **phrases: str) -> Content:
    """The content with these phrases in that language."""
    book = content.phrasebook
    said = {**book.phrases.get(language, {}), **phrases}
    return replace(content, phrasebook=replace(book, phrases={**book.phrases, language: said}))
