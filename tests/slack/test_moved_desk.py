"""A centre's desk moves to another channel, and the old one is closed behind it."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import Json, SlackServer
from tests.emulators.slack.state import Channel
from tests.slack.house import POLAND, SlackHouse, asks_for_it, centre_of, fills_in


async def test_what_the_company_says_goes_where_the_desk_is_now(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await anna.hears("Which alloy is it?")
    poland.archived = True
    moved = house.channels[POLAND] = server.channel("C0PLNEW", kasia.id, name="tram-pl-new")
    async with house.open():
        await anna.says("It is S235")
        card = await kasia.sees(moved, "BT-PL-26-0001")
        await kasia.sees(moved, "It is S235", thread=card["ts"])
        await anna.says("Zinc, to be exact")
        await kasia.sees(moved, "Zinc, to be exact", thread=card["ts"])
        await kasia.writes(moved, "Thank you", thread=card["ts"])
        await anna.hears("Thank you")
        await fills_in(Member(server, "U0KARI", "Kari Example"))
        await kasia.sees(moved, "BT-PL-26-0002")
    assert len([each for each in moved.messages if "BT-PL-26-0001, " in shown(each)]) == 1


async def test_a_thread_goes_on_below_its_new_card_however_busy_the_channel_is(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await asks_for_it(anna, kasia, poland)
    moved = house.channels[POLAND] = server.channel("C0PLNEW", kasia.id, name="tram-pl-new")
    async with house.open():
        await anna.says("It is S235")
        card = await kasia.sees(moved, "BT-PL-26-0001")
        for number in range(250):
            await kasia.writes(moved, f"Something else, {number}")
        await anna.says("Zinc, to be exact")
        await kasia.sees(moved, "Zinc, to be exact", thread=card["ts"])
    assert len(naming(moved, "BT-PL-26-0001, ")) == 1


async def test_an_erasure_takes_off_what_was_shown_where_the_desk_has_moved(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await asks_for_it(anna, kasia, poland)
    moved = house.channels[POLAND] = server.channel("C0PLNEW", kasia.id, name="tram-pl-new")
    async with house.open() as parts:
        await anna.says("It is S235")
        await kasia.sees(moved, "It is S235")
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        house.let_pass(seconds=5)
        await server.until(
            "nowhere shown",
            lambda: (
                not any(
                    naming(each, words)
                    for each in (poland, moved)
                    for words in ("BT-PL-26-0001, ", "It is S235")
                )
            ),
        )


async def two_of_one_company(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel
) -> Json:
    """Anna's request, and one of a colleague's that staff have closed; its card names Anna's."""
    await fills_in(anna)
    await kasia.sees(poland, "BT-PL-26-0001")
    await fills_in(Member(server, "U0KARI", "Kari Example"))
    await kasia.sees(poland, "BT-PL-26-0002")
    await kasia.presses("Close", poland)
    await kasia.submits(outcome="no_fit")
    second = await kasia.sees(poland, "Closed by")
    assert "Perhaps the same company: BT-PL-26-0001" in shown(second)
    return second


async def is_erased(anna: Member) -> None:
    await anna.says("delete my data")
    await anna.hears("Shall I delete everything")
    await anna.says("yes")
    await anna.hears("Everything about you has been deleted")


def naming(channel: Channel, reference: str) -> list[str]:
    return [text for each in channel.messages if reference in (text := shown(each))]


async def test_a_closed_request_that_named_an_erased_one_is_shown_to_nobody_else(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, partner = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    async with house.open() as parts:
        await two_of_one_company(house, server, anna, kasia, poland)
        await server.delivery.settled()
        poland.archived = True
        tried = len(server.called("chat.update"))
        await is_erased(anna)
        await server.until("tried", lambda: len(server.called("chat.update")) > tried)
        await server.delivery.settled()
        poland.archived = False
        house.let_pass(hours=1)
        await server.until("nowhere named", lambda: not naming(poland, "BT-PL-26-0001, "))
        await server.until(
            "nor on the other card",
            lambda: not any("Perhaps the same" in text for text in naming(poland, "0002")),
        )
        (kept,) = await parts.store.leads()
    assert (kept.reference, kept.escalated) == ("BT-PL-26-0002", ())
    assert naming(partner, "BT-PL-26-0002") == []


async def test_a_request_that_is_closed_while_its_desk_is_lost_calls_nobody_in(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, partner = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Close", poland)
        await server.delivery.settled()
        poland.archived = True
        tried = len(server.called("chat.update"))
        await kasia.submits(outcome="no_fit")
        await server.until("tried", lambda: len(server.called("chat.update")) > tried)
        poland.archived = False
        house.let_pass(hours=1)
        await kasia.sees(poland, "Closed by")
        assert (await house.lead()).escalated == ()
    assert naming(partner, "BT-PL-26-0001") == []


async def test_a_card_that_names_an_erased_request_is_changed_in_the_channel_it_stands_in(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await two_of_one_company(house, server, anna, kasia, poland)
    moved = house.channels[POLAND] = server.channel("C0PLNEW", kasia.id, name="tram-pl-new")
    async with house.open():
        await is_erased(anna)
        await server.until("nowhere named", lambda: not naming(poland, "0001"))
        (card,) = naming(poland, "BT-PL-26-0002, ")
        assert "Closed by" in card
        await fills_in(Member(server, "U0OLA", "Ola Example"))
        await kasia.sees(moved, "BT-PL-26-0003")
    assert naming(moved, "BT-PL-26-0002, ") == []


async def test_a_card_that_was_shown_anew_for_its_thread_names_no_erased_request_either(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    kari = Member(server, "U0KARI", "Kari Example")
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await fills_in(kari)
        card = await kasia.sees(poland, "BT-PL-26-0002")
        await kasia.presses("Claim", poland)
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await kari.hears("Which alloy is it?")
    moved = house.channels[POLAND] = server.channel("C0PLNEW", kasia.id, name="tram-pl-new")
    async with house.open():
        await kari.says("It is S235")
        await kasia.sees(moved, "It is S235")
        assert naming(moved, "BT-PL-26-0001")
        await is_erased(anna)
        await kasia.sees(moved, "BT-PL-26-0001 was erased")
        await server.until("named once", lambda: len(naming(moved, "BT-PL-26-0001")) == 1)
        await server.until("nowhere else", lambda: not naming(poland, "BT-PL-26-0001"))


async def test_a_card_that_staff_took_away_does_not_come_back_as_another_is_erased(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        second = await two_of_one_company(house, server, anna, kasia, poland)
        poland.messages.remove(second)
        await is_erased(anna)
        await server.until("nowhere named", lambda: not naming(poland, "0001"))
        await fills_in(Member(server, "U0OLA", "Ola Example"))
        await kasia.sees(poland, "BT-PL-26-0003")
    assert naming(poland, "BT-PL-26-0002, ") == []
