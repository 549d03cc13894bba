"""Staff close spam and block its sender: one last line, and then silence, until it is lifted."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta

import pytest

from tests.emulators.slack.people import Json, Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel
from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server
from tests.emulators.telegram_people import Person
from tests.slack.house import SlackHouse, centre_of, fills_in
from tests.slack.test_more_of_the_desk import LEFT_OPEN, says_all
from tests.telegram.house import fills_in as fills_in_on_telegram
from tram_bot.settings import TelegramAccess

LAST = "does not wish to receive any more messages from here"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with telegram_server() as telegram:
        yield telegram


async def blocks(staff: Member, channel: Channel) -> None:
    await staff.sees(channel, "BT-PL-26-0001")
    await staff.presses("Close", channel)
    assert await staff.submits(outcome="spam", block="block") == {}


async def nothing_is_said_to(house: SlackHouse, company: Member, *texts: str) -> None:
    """Whatever it writes is acknowledged, and nothing comes of it."""
    assert house.parts
    before = len(company.dm.messages)
    for text in texts:
        await company.says(text)
    await house.server.delivery.settled()
    due = await house.parts.store.due(house.clock.now() + timedelta(days=9), 100)
    waiting = [row for row in due if row.recipient == f"slack:{company.dm.id}"]
    said = [message for message in company.dm.messages[before:] if message.get("bot_id")]
    assert (waiting, said) == ([], [])
    assert {each.status for each in house.server.delivery.attempts} == {200}


async def test_the_sender_of_spam_gets_one_last_line_and_is_heard_again_when_staff_say_so(
    either_house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    house = either_house
    poland, desy = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open():
        await fills_in(anna)
        assert "Nobody is blocked" in await kasia.types(poland, "/tram blocked")
        await blocks(kasia, poland)
        await anna.hears(LAST)
        await kasia.sees(poland, "The sender is blocked")
        await nothing_is_said_to(house, anna, "hello", "our paint peels off steel", "help")

        listed = await kasia.types(poland, "/tram blocked")
        assert "BT-PL-26-0001, National centre Poland: blocked by Kasia Kowalska on" in listed
        assert "Nobody is blocked" in await jonas.types(desy, "/tram blocked")
        refused = await jonas.types(desy, "/tram unblock BT-PL-26-0001")
        assert "The sender of BT-PL-26-0001 is not blocked" in refused
        assert "Only people of a national centre" in await anna.types(anna.dm, "/tram blocked")
        await nothing_is_said_to(house, anna, "hello?")

        lifted = await kasia.types(poland, "/tram unblock bt-pl-26-0001")
        assert "The sender of BT-PL-26-0001 is read again" in lifted
        assert "Nobody is blocked" in await kasia.types(poland, "/tram blocked")
        await anna.says("help")
        await anna.hears("Just write what is wrong")
        lead = await house.lead()
    assert (lead.state, lead.blocked) == ("closed", False)
    assert [line.step for line in lead.history][-3:] == ["close", "block", "unblock"]
    said = [shown(m) for m in anna.dm.messages if m.get("bot_id")]
    assert sum(LAST in text for text in said) == 1


async def test_undoing_the_closing_lifts_the_block(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await blocks(kasia, poland)
        await anna.hears(LAST)
        await kasia.sees(poland, "The sender is blocked")
        await kasia.presses("Undo closing", poland)
        await anna.hears("has opened your request")
        assert "Nobody is blocked" in await kasia.types(poland, "/tram blocked")
        await anna.says("help")
        await anna.hears("Just write what is wrong")
        lead = await house.lead()
    assert (lead.state, lead.blocked) == ("claimed", False)


async def test_a_word_to_a_blocked_sender_lifts_the_block(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await blocks(kasia, poland)
        card = await kasia.sees(poland, "The sender is blocked")
        await kasia.writes(poland, "Are you a real company?", thread=card["ts"])
        await kasia.sees(poland, "Not sent yet")
        await kasia.presses("Send once", poland)
        await anna.hears("Are you a real company?")
        assert "Nobody is blocked" in await kasia.types(poland, "/tram blocked")
        await anna.says("help")
        await anna.hears("Just write what is wrong")
        lead = await house.lead()
        assert (lead.state, lead.blocked) == ("closed", False)
        await house.server.until("shown", lambda: "The sender is blocked" not in shown(card))


async def is_blocked_for_another(anna: Member, kasia: Member, poland: Channel) -> Json:
    """A second problem comes in, and its sender is blocked for it; its card."""
    await anna.says("the glue on our labels does not hold in the cold")
    await anna.hears("If it is a new problem")
    await anna.says("no")
    await anna.hears("may I keep your answers")
    await says_all(
        anna,
        ("yes", "confidential", "paper labels", "nothing yet", "6, nothing dangerous",
         "no hurry", "Poland, 12 people",
         "Anna Example, Example Coatings Oy, anna@example-coatings.org"),
    )  # fmt: skip
    second = await kasia.sees(poland, "BT-PL-26-0002")
    await kasia.presses("Close", poland)
    assert await kasia.submits(outcome="spam", block="block") == {}
    return second


async def test_a_question_by_form_to_a_blocked_sender_lifts_the_block(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await says_all(anna, LEFT_OPEN)
        await anna.hears("may I keep your answers")
        await kasia.sees(poland, "BT-PL-26-0001")
        second = await is_blocked_for_another(anna, kasia, poland)
        await anna.hears(LAST)
        poland.messages.remove(second)
        await kasia.presses("Ask the company", poland)
        await kasia.submits(question=kasia.offers("question")[0])
        await anna.hears("asks about BT-PL-26-0001")
        assert "Nobody is blocked" in await kasia.types(poland, "/tram blocked")
        await anna.says("6 samples of zinc-coated steel, nothing dangerous")
        await anna.hears("Shall I send")
        assert not any(lead.blocked for lead in await parts.store.leads())


async def blocks_who_has_another_elsewhere(
    anna: Member, kasia: Member, jonas: Member, poland: Channel, germany: Channel
) -> None:
    """The first request goes to another centre, and the sender is blocked for the second."""
    await fills_in(anna)
    await kasia.sees(poland, "BT-PL-26-0001")
    await kasia.presses("Pass on", poland)
    await kasia.submits(centre="de", words="They have the source")
    await jonas.sees(germany, "Waiting to be claimed")
    await is_blocked_for_another(anna, kasia, poland)
    await jonas.sees(germany, "The sender is blocked")


async def test_another_centre_of_theirs_sees_the_block_and_may_lift_it(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open():
        await blocks_who_has_another_elsewhere(anna, kasia, jonas, poland, germany)
        assert "BT-PL-26-0001, National centre Poland: blocked by Kasia" in (
            await jonas.types(germany, "/tram blocked")
        )
        lifted = await jonas.types(germany, "/tram unblock BT-PL-26-0001")
        assert "The sender of BT-PL-26-0001 is read again" in lifted
        assert "Nobody is blocked" in await jonas.types(germany, "/tram blocked")
        await anna.says("help")
        await anna.hears("Just write what is wrong")


async def test_who_blocked_a_sender_may_lift_that_by_any_request_of_theirs(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open() as parts:
        await blocks_who_has_another_elsewhere(anna, kasia, jonas, poland, germany)
        lifted = await kasia.types(poland, "/tram unblock BT-PL-26-0001")
        assert "The sender of BT-PL-26-0001 is read again" in lifted
        assert "Nobody is blocked" in await kasia.types(poland, "/tram blocked")
        assert not any(lead.blocked for lead in await parts.store.leads())
        await anna.says("help")
        await anna.hears("Just write what is wrong")


async def test_only_the_sender_of_spam_can_be_blocked(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Close", poland)
        errors = await kasia.submits(outcome="no_fit", block="block")
        assert (await house.lead()).state == "new"
        assert await kasia.submits(outcome="spam") == {}
        await anna.hears("has closed your request BT-PL-26-0001")
        await anna.says("help")
        await anna.hears("Just write what is wrong")
    assert "Only the sender of spam can be blocked" in errors["block"]


async def test_a_block_outlives_forgetting_and_names_nobody(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await fills_in(anna)
        await blocks(kasia, poland)
        await anna.hears(LAST)
        await anna.says("forgetme")
        await anna.hears("Everything about you has been deleted")
        await nothing_is_said_to(house, anna, "hello", "forgetme", "forgetme", "help")
        assert list(await parts.store.leads()) == []
        with closing(sqlite3.connect(house.database)) as connection:
            kept = "\n".join(connection.iterdump())
        assert anna.dm.id not in kept
        assert "Example Coatings" not in kept

        assert "BT-PL-26-0001" in await kasia.types(poland, "/tram blocked")
        lifted = await kasia.types(poland, "/tram unblock BT-PL-26-0001")
        assert "is read again" in lifted
        await anna.says("hello")
        await anna.hears("Hello!")


async def test_time_says_nothing_to_a_blocked_sender(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await fills_in(anna)
        await anna.says("our steel rusts after one winter at sea")
        await anna.hears("If it is a new problem")
        await anna.says("no")
        await anna.hears("ay I keep your answers")
        await blocks(kasia, poland)
        await anna.hears(LAST)
        house.let_pass(days=4)
        await parts.delivery.flush()
        await nothing_is_said_to(house, anna, "yes")


async def test_a_sender_on_telegram_is_blocked_from_the_same_form(
    house: SlackHouse, server: SlackServer, kasia: Member, telegram: TelegramServer
) -> None:
    house.telegram = TelegramAccess(token=TOKEN, api=telegram.address)
    house.by_http = True
    poland = centre_of(house, "pl", kasia)
    bob = Person(telegram, 4711)
    async with house.open() as parts:
        await telegram.until("set", lambda: bool(telegram.webhook.url))
        telegram.webhook.proxies["https://tram.example.org"] = f"http://127.0.0.1:{house.port}"
        await fills_in_on_telegram(bob)
        await blocks(kasia, poland)
        await bob.hears(LAST)
        before = len(bob.chat.shown())
        await bob.writes("hello")
        await bob.sends_album("one.png", "two.png")
        await bob.presses("Describe your problem")
        await telegram.until("taken", lambda: not telegram.pending)
        waiting = await parts.store.outbox_size()
        after = len(bob.chat.shown())
        assert "is read again" in await kasia.types(poland, "/tram unblock BT-PL-26-0001")
        await bob.writes("/help")
        await bob.hears("Just write what is wrong")
    assert (waiting["waiting"], after) == (0, before)
