"""Our clock jumps, and nobody else's: nothing waits for a day that has yet to come, an answer stays
an answer, and reminders are neither lost nor doubled."""

import asyncio

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.telegram import Fault, TelegramServer
from tests.emulators.telegram_people import Person
from tests.slack.house import SlackHouse, centre_of
from tests.telegram.house import PROBLEM, fills_in
from tram_bot.desk.slack.card import is_card


@pytest.fixture
async def house(house: SlackHouse, slack: SlackServer, telegram: TelegramServer) -> SlackHouse:
    """The platforms' clocks go on as they should.

    Theirs must not be behind ours by as much as it takes to answer: Telegram tells in whole seconds
    when something was written, and at the end of one it would be older than the question.
    """
    slack.clock = telegram.clock = lambda: house.clock.unmoved().timestamp()
    return house


@pytest.mark.parametrize("hours", [1, 24 * 365], ids=["an_hour", "a_year"])
async def test_after_a_leap_and_back_the_talk_goes_on_as_if_nothing_had_been(
    house: SlackHouse, telegram: TelegramServer, anna: Person, kasia: Member, hours: int
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await anna.writes("hello")
        await anna.hears("Hello!")
        house.let_pass(hours=hours)
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        house.let_pass(hours=-hours)
        await anna.writes("yes")
        await anna.hears("How confidential")
        for answer, question in (
            ("confidential", "tried"),
            ("we changed the cleaning bath", "How many"),
            ("6 coated screws, nothing dangerous", "name"),
            ("Anna Example, Example Coatings Oy, anna@example.org", "Shall I send"),
        ):
            await anna.writes(answer)
            await anna.hears(question)
        await anna.presses("Send it")
        await anna.hears("BT-PL-")
        await kasia.sees(poland, "BT-PL-")
        lead = await house.lead()
    assert lead.answers["tried"].raw == "we changed the cleaning bath"
    assert not lead.partial


@pytest.mark.parametrize("hours", [1, 24 * 365], ids=["an_hour", "a_year"])
async def test_what_waits_when_the_clock_goes_back_is_sent_in_order(
    house: SlackHouse, telegram: TelegramServer, anna: Person, kasia: Member, hours: int
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        house.let_pass(hours=hours)
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        telegram.faults.append(Fault("sendMessage", 502, chat=anna.id))
        for word in ("first", "second", "third"):
            await kasia.writes(poland, f"the {word} word", thread=card["ts"])
            await house.server.delivery.settled()
        await telegram.until("put off", lambda: not telegram.faults)
        house.let_pass(hours=-hours)
        # Within an hour nobody can tell that a pause is no pause of ours.
        house.let_pass(hours=hours if hours == 1 else 0, seconds=3)
        for word in ("first", "second", "third"):
            await anna.hears(f"the {word} word")


async def test_a_leap_forward_brings_each_reminder_once_and_back_takes_none_away(
    house: SlackHouse, slack: SlackServer, telegram: TelegramServer, kasia: Member,
    jonas: Member,
) -> None:  # fmt: skip
    poland, partner = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    crowd = [Person(telegram, 100 + number) for number in range(5)]
    async with house.open() as parts:
        await asyncio.gather(*map(fills_in, crowd))
        await slack.until("cards", lambda: sum(map(is_card, poland.messages)) == 5)
        house.let_pass(hours=-24 * 365)
        await asyncio.gather(*(person.writes("/help") for person in crowd))
        await asyncio.gather(*(person.hears("Just write what is wrong") for person in crowd))
        house.let_pass(hours=24 * 365)
        timers = len(await parts.store.due_timers(house.clock.now().replace(year=2100), 100))
        assert timers == len(crowd), "a reminder is lost"
        # Half a year, to a Wednesday morning: one call to mind each, not one for every day.
        house.let_pass(days=182)
        for _ in crowd:
            await kasia.sees(poland, "still waiting to be claimed")
        house.let_pass(hours=4, minutes=5)
        for _ in crowd:
            await jonas.sees(partner, "Nobody at National centre Poland has claimed")
        await slack.delivery.settled()
    told = [text for m in poland.messages if "still waiting" in (text := shown(m))]
    assert len(told) == len(crowd)
    called_in = [text for m in partner.messages if "Nobody at" in (text := shown(m))]
    assert len(called_in) == len(crowd)
