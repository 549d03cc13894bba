"""Open questions asked by the bot for the centre, copies abroad, and companies known again."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import links, shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of, fills_in

LEFT_OPEN = (
    "our coating on steel peels off after salt spray, we are 12 people in Gdańsk", "yes",
    "confidential", "nothing yet", "know the cause", "I don't know", "skip", "no hurry",
    "Anna Example, Example Coatings Oy, anna@example-coatings.org",
)  # fmt: skip


FOR_A_BEAMLINE = (
    "we are 12 people in Gdańsk and need to see the pores inside thick aluminium castings with "
    "synchrotron microtomography",
    "yes", "not confidential", "castings of aluminium", "nothing yet", "know the cause",
    "6, nothing dangerous", "no hurry", "Poland, 12 people",
    "Anna Example, Example Castings Oy, anna@example-castings.org",
)  # fmt: skip


async def says_all(company: Member, texts: tuple[str, ...]) -> None:
    """Say these one after another, each after an answer, until everything is answered."""
    for text in texts:
        await company.says(text)
        await company.server.delivery.settled()
        await company.server.until("an answer", lambda: bool(company.dm.messages[-1].get("bot_id")))
        if "Shall I send" in shown(company.dm.messages[-1]):
            break
    await company.hears("Shall I send")
    await company.presses("Send it")


async def test_the_bot_asks_an_open_question_for_the_centre_and_the_card_shows_the_answer(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await says_all(anna, LEFT_OPEN)
        await anna.hears("BT-PL-")
        card = await kasia.sees(poland, "BT-PL-26-0001")
        assert "Open questions: " in shown(card)
        lead = await house.lead()
        assert lead.open_questions
        await kasia.presses("Ask the company", poland)
        options = kasia.modal["blocks"][0]["element"]["options"]
        await kasia.submits(question=options[0]["value"])
        asked = await anna.hears("Kasia, National centre Poland, asks about BT-PL-26-0001")
        await kasia.sees(poland, "Kasia Kowalska asked the company", thread=card["ts"])
        assert "How many" in asked or "material" in asked
        await anna.says("6 samples of zinc-coated steel, nothing dangerous")
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        await kasia.sees(poland, "The company has completed BT-PL-26-0001", thread=card["ts"])
        after = await house.lead()
    assert len(after.open_questions) < len(lead.open_questions)
    assert (after.owner, after.reference) == (f"slack:{kasia.id}", lead.reference)


async def test_a_company_that_is_known_is_linked_on_the_card(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    colleague = Member(server, "U0KARI", "Kari Example")
    async with house.open():
        await fills_in(anna)
        first = await kasia.sees(poland, "BT-PL-26-0001")
        assert "Perhaps the same company" not in shown(first)
        await fills_in(colleague)
        second = await kasia.sees(poland, "BT-PL-26-0002")
        assert "Perhaps the same company: BT-PL-26-0001" in shown(second)
        assert any(first["ts"].replace(".", "") in link for link in links(second))
        await anna.says("delete my data")
        await anna.hears("delete")
        await anna.says("yes")
        await server.until(
            "nowhere named", lambda: not any("0001" in shown(each) for each in poland.messages)
        )
        assert await kasia.sees(poland, "BT-PL-26-0002")


async def test_a_copy_abroad_is_for_information(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    abroad = {
        centre: centre_of(house, centre, jonas)
        for centre in ("de", "dk", "se", "fi", "ee", "lv", "lt")
    }
    async with house.open():
        await says_all(anna, FOR_A_BEAMLINE)
        await anna.hears("a copy goes to")
        lead = await house.lead()
        (copy,) = lead.copies
        there = await jonas.sees(abroad[copy], "BT-PL-26-0001")
        assert "A copy for information; the request is with National centre Poland" in shown(there)
        assert jonas.offered(abroad[copy]) == ["Everything"]
        await kasia.sees(poland, "Copy to: National centre")
        await jonas.writes(abroad[copy], "We could do that", thread=there["ts"])
        await jonas.sees(abroad[copy], "This is only for information here")
        await kasia.presses("Pass on", poland)
        await kasia.submits(centre=copy, words="Yours is the source")
        await jonas.sees(abroad[copy], "Waiting to be claimed")
        assert jonas.offered(abroad[copy])[0] == "Claim"
        await jonas.presses("Claim", abroad[copy])
        await jonas.writes(abroad[copy], "Hello from here", thread=there["ts"])
        await anna.hears("Hello from here")
