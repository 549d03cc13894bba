"""A centre's desk moves to another channel, and the old one is closed behind it."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import Json, SlackServer
from tests.emulators.slack.state import Channel
from tests.slack.house import POLAND, SlackHouse, asks_for_it, centre_of, claims, fills_in


def moves(house: SlackHouse, *members: Member) -> Channel:
    """The Polish desk has this channel from its next start on."""
    ids = (member.id for member in members)
    house.channels[POLAND] = house.server.channel("C0PLNEW", *ids, name="tram-pl-new")
    return house.channels[POLAND]


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
    moved = moves(house, kasia)
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
        await asks_for_it(kasia, poland, anna)
    moved = moves(house, kasia)
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
        await asks_for_it(kasia, poland, anna)
    moved = moves(house, kasia)
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
    moved = moves(house, kasia)
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
    moved = moves(house, kasia)
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


async def test_below_a_card_of_before_the_move_all_is_heard_and_its_writer_told_where_the_desk_is(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        reply = await kasia.writes(poland, "Send 2 samples", thread=card["ts"])
        slip = await kasia.writes(poland, "Their price is 42", thread=card["ts"])
        await anna.hears("Their price is 42")
    moved = moves(house, kasia)
    async with house.open():
        await kasia.deletes(slip)
        await server.until("taken back", lambda: not naming(anna.dm, "Their price is 42"))
        assert poland.ephemeral == []
        await kasia.edits(reply, "Send 3 samples")
        await anna.hears("Send 3 samples")
        assert not naming(anna.dm, "Send 2 samples")
        await kasia.writes(poland, "By Friday, please", thread=card["ts"])
        await anna.hears("By Friday, please")
        told = await kasia.sees(poland, "is handled in another channel now", thread=card["ts"])
        assert shown(told).endswith("appear there:\n#C0PLNEW")
        await anna.says("They are on their way")
        await kasia.sees(moved, "They are on their way")


async def test_what_is_held_below_a_card_of_before_the_move_is_asked_about_where_the_desk_is(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, marek: Member,
    jonas: Member,
) -> None:  # fmt: skip
    poland = centre_of(house, "pl", kasia, marek, jonas)
    async with house.open():
        card = await claims(kasia, poland, anna)
    moved = moves(house, kasia, marek)
    async with house.open():
        await marek.writes(poland, "We can measure that", thread=card["ts"])
        await marek.sees(poland, "is handled in another channel now", thread=card["ts"])
        await marek.sees(moved, "Not sent yet: “We can measure that”")
        await marek.presses("Send once", moved)
        await anna.hears("We can measure that")
        await jonas.writes(poland, "So can we", thread=card["ts"])
        await jonas.hears("Only people of National centre Poland can do that")
        assert (await house.lead()).history[-1].step == "refused"
    assert not naming(anna.dm, "So can we")


async def test_other_threads_of_a_channel_that_is_no_desk_are_let_be(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland, lounge = centre_of(house, "pl", kasia), server.channel("C0LOUNGE", kasia.id)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        first = await kasia.writes(lounge, "Lunch?")
        await kasia.writes(lounge, "At noon", thread=first["ts"])
        await server.delivery.settled()
        lead = await house.lead()
    assert (lead.held, lounge.ephemeral) == ((), [])
