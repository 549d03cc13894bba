"""People who do not sit at a desk, do so no more, or sit at another one."""

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import Json, SlackServer
from tests.slack.house import SlackHouse, centre_of, fills_in
from tests.slack.test_more_of_the_desk import FOR_A_BEAMLINE, says_all
from tram_bot.core.lead import LeadState


def button(card: Json, action: str) -> tuple[Json, Json]:
    for block in card["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == action:
                return block, element
    raise AssertionError(f"the card has no {action}")


def with_agreement_first(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("we need an NDA first" if t == "not confidential" else t for t in texts)


async def test_a_copy_is_not_seen_as_its_owner_sees_it(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    """A button's value names the desk; with another desk in it, no more is shown."""
    poland = centre_of(house, "pl", kasia)
    abroad = {
        centre: centre_of(house, centre, jonas)
        for centre in ("de", "dk", "se", "fi", "ee", "lv", "lt")
    }
    async with house.open():
        await says_all(anna, with_agreement_first(FOR_A_BEAMLINE))
        await kasia.sees(poland, "BT-PL-26-0001")
        lead = await house.lead()
        (copy,) = lead.copies
        there = await jonas.sees(abroad[copy], "BT-PL-26-0001")
        block, details = button(there, "lead_open")
        for desk in ("pl", "nowhere", "lead-desk"):
            forged = {**details, "value": f"{lead.id}@{desk}"}
            await jonas.acts(abroad[copy], there, block, forged)
            assert "anna@example" not in shown(jonas.modal)
            assert "A copy for information" in shown(jonas.modal)
        claim = {**details, "action_id": "lead_claim", "value": f"{lead.id}@pl"}
        await jonas.acts(abroad[copy], there, block, claim)
        await jonas.sees(abroad[copy], "Only people of National centre Poland can do that")
        assert (await house.lead()).state is LeadState.NEW


async def test_who_is_taken_out_finds_nothing_more_anywhere(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, marek: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia, marek), centre_of(house, "de")
    async with house.open():
        await fills_in(anna)
        card = await marek.sees(poland, "BT-PL-26-0001")
        await marek.presses("Claim", poland)
        await anna.hears("is looking after")
        await marek.sees(poland, "Claimed by Marek Nowak")
        await marek.presses("Ask the company", poland)
        await marek.leaves(poland)
        await marek.joins(germany)
        await server.delivery.settled()
        await marek.submits(words="May I still ask?")
        await marek.writes(poland, "And still write?", thread=card["ts"])
        await server.delivery.settled()
        await marek.opens_home()
        await server.until("the page", lambda: "Open at National centre Germany" in marek.home)
        await marek.types_at_home("zinc")
        found = [marek.home, *[
            await marek.types(marek.dm, line)
            for line in ("/tram leads", "/tram lead BT-PL-26-0001", "/tram stats")
        ]]  # fmt: skip
        lead = await house.lead()
    assert not any("zinc flake" in each for each in found)
    assert "There is no request BT-PL-26-0001 that you can see" in found[2]
    heard = "\n".join(shown(m) for m in anna.dm.messages if m.get("bot_id"))
    assert "still" not in heard
    assert "refused" in [line.step for line in lead.history[-2:]]


async def test_the_lead_partner_may_name_any_desk_and_one_there_is_not_is_none(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, desk = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        block, claim = button(card, "lead_claim")
        lead = await house.lead()
        details = {**claim, "action_id": "lead_open", "value": f"{lead.id}@nowhere"}
        await jonas.acts(desk, card, block, details)
        assert "is shown only where" in shown(jonas.modal)
        assert "zinc flake" not in shown(jonas.modal)
        await jonas.acts(desk, card, block, {**claim, "value": f"{lead.id}@nowhere"})
        await kasia.sees(poland, "Claimed by Jonas Muster")


async def test_a_form_with_what_it_does_not_offer_changes_nothing(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    poland = centre_of(house, "pl", kasia)
    centre_of(house, "lead-desk")
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        lead = await house.lead()
        for form, field, value in (
            ("form_close", "outcome", "MARKED"),
            ("form_close", "outcome", ""),
            ("form_close", "verdict", "MARKED"),
            ("form_pass_on", "centre", "MARKED"),
            ("form_pass_on", "centre", "pl"),
            ("form_unheard_of", "words", "MARKED"),
        ):
            filled = {
                field: {field: {"type": "static_select", "selected_option": {"value": value}}}
            }
            view = {
                "id": f"V{server.number()}", "type": "modal", "callback_id": form,
                "private_metadata": f"{lead.id}@pl",
                "state": {"values": filled},
            }  # fmt: skip
            body = {**kasia._interaction("view_submission"), "view": view}
            await server.delivery.deliver("interactive", body)
            assert server.delivery.attempts[-1].status == 200, form
        after = await house.lead()
    assert (after.state, after.centre, after.outcome) == (lead.state, lead.centre, None)
    assert "MARKED" not in caplog.text
