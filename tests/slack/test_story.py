"""A company's request on a centre's desk in Slack, from the card to the close."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of, fills_in


async def test_from_the_problem_to_the_close(
    either_house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    house = either_house
    poland = centre_of(house, "pl", kasia)
    centre_of(house, "de")
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        assert "Example Coatings Oy" in shown(card)
        assert kasia.offered(poland) == ["Claim", "Ask the company", "Pass on", "Close"]
        await kasia.presses("Claim", poland)
        await kasia.sees(poland, "Claimed by Kasia Kowalska")
        await anna.hears("Kasia from National centre Poland is looking after")
        reply = await kasia.writes(poland, "Could you send two samples?", thread=card["ts"])
        await anna.hears("Kasia, National centre Poland: Could you send two samples?")
        await server.until("the mark", lambda: "white_check_mark" in reply.get("reactions", []))
        await anna.says("Yes, tomorrow")
        await kasia.sees(poland, "The company: Yes, tomorrow", thread=card["ts"])
        await kasia.presses("Close", poland)
        await kasia.submits(outcome="advice_given", verdict="right", words="Told them how")
        await anna.hears("closed your request")
        await kasia.sees(poland, "Closed by Kasia Kowalska")
        lead = await house.lead()

    assert (lead.state, lead.outcome, lead.verdict) == ("closed", "advice_given", "right")
    assert server.warnings == []
