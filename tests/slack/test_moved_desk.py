"""A centre's desk moves to another channel, and the old one is closed behind it."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import POLAND, SlackHouse, centre_of, fills_in


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
