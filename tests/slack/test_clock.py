"""Office hours at the centres: calling to mind, calling in the lead partner, back to the pool."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of, claims, fills_in
from tests.slack.test_more_of_the_desk import FOR_A_BEAMLINE, LEFT_OPEN, says_all
from tram_bot.desk.slack.card import is_card


async def test_a_lead_nobody_claims_is_called_to_mind_and_then_taken_to_the_lead_partner(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    desy = centre_of(house, "lead-desk", jonas)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        house.let_pass(hours=4, minutes=1)
        reminder = await kasia.sees(poland, "still waiting to be claimed")
        assert reminder["subtype"] == "thread_broadcast"
        assert reminder["thread_ts"] == card["ts"]
        # It is past two in Warsaw: four more hours of the office are over tomorrow morning.
        house.let_pass(hours=17)
        await server.until("no escalation yet", lambda: not desy.messages)
        house.let_pass(hours=4)
        called_in = await jonas.sees(desy, "Nobody at National centre Poland has claimed")
        await kasia.sees(poland, "I have called in")
        await jonas.presses("Claim", desy)
        await kasia.sees(poland, "Claimed by")
        await jonas.writes(desy, "DESY here", thread=called_in["thread_ts"])
        await anna.hears("DESY here")


async def test_who_claims_and_stays_silent_loses_the_lead_to_the_pool(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        before = len(anna.dm.messages)
        house.let_pass(days=5)
        await kasia.sees(poland, "has claimed BT-PL-26-0001 but not answered the company")
        assert (await house.lead()).state == "new"
        assert len(anna.dm.messages) == before


async def test_a_company_whose_question_nobody_answers_hears_so_by_the_first_name(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await anna.hears("Which alloy is it?")
        await anna.says("S235. When may we come?")
        await kasia.sees(poland, "When may we come?")
        house.let_pass(hours=50)
        await kasia.sees(poland, "Kasia Kowalska has claimed BT-PL-26-0001 but not answered")
        await anna.hears("I have not heard from Kasia for some days")
        await anna.presses("Yes")
        await kasia.sees(poland, "The company is still waiting for an answer", thread=card["ts"])
        await anna.says("help")
        await anna.hears("Just write what is wrong")
    said = "\n".join(shown(each) for each in anna.dm.messages)
    assert "Kowalska" not in said
    assert "finished" not in said


async def test_a_company_hears_who_has_finished_not_who_pressed_the_button(
    house: SlackHouse, anna: Member, kasia: Member, marek: Member
) -> None:
    poland = centre_of(house, "pl", kasia, marek)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        for does, button in ((marek.picks, "Leave it to the bot"), (marek.presses, "Undo claim")):
            await kasia.writes(poland, f"Before “{button}”", thread=card["ts"])
            await anna.hears(f"Before “{button}”")
            await kasia.sees(poland, "Kasia Kowalska is talking with the company")
            await does(button, poland)
            await anna.hears("Kasia has finished for now with BT-PL-26-0001")
    assert not any("Marek" in shown(each) for each in anna.dm.messages)


async def test_a_word_in_passing_leaves_a_lead_to_be_claimed(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.writes(poland, "Somebody will be with you", thread=card["ts"])
        await kasia.sees(poland, "Nobody has claimed this request")
        await kasia.presses("Send once", poland)
        await anna.hears("Somebody will be with you")
        house.let_pass(hours=4, minutes=1)
        await kasia.sees(poland, "still waiting to be claimed")


async def test_answers_that_were_asked_for_are_waited_with_like_any_word(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await says_all(anna, LEFT_OPEN)
        await anna.hears("BT-PL-")
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Ask the company", poland)
        await kasia.submits(question=kasia.offers("question")[0])
        await anna.hears("asks about BT-PL-26-0001")
        house.let_pass(days=5)
        await anna.hears("You were away for a while")
        assert not any("has completed" in shown(each) for each in poland.messages)
        await anna.says("6 samples of zinc-coated steel, nothing dangerous")
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        await kasia.sees(poland, "The company has completed BT-PL-26-0001")
        assert (await house.lead()).state == "claimed"
        house.let_pass(days=7)
        await kasia.sees(poland, "has claimed BT-PL-26-0001 but not answered the company")


async def test_a_centre_that_gets_a_lead_from_the_lead_partner_has_its_own_time(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, desy = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    tiit = Member(server, "U0TIIT", "Tiit Tamm")
    estonia = centre_of(house, "ee", tiit)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        house.let_pass(hours=4, minutes=1)
        await kasia.sees(poland, "still waiting to be claimed")
        house.let_pass(hours=21)
        await jonas.sees(desy, "Nobody at National centre Poland has claimed")
        await jonas.presses("Pass on", desy)
        await jonas.submits(centre="ee", words="Yours is the source")
        passed = await tiit.sees(estonia, "Yours is the source")
        house.let_pass(days=1)
        reminder = await tiit.sees(estonia, "BT-PL-26-0001", thread=passed["thread_ts"])
        assert reminder["subtype"] == "thread_broadcast"
        house.let_pass(days=3)
        await jonas.sees(desy, "Nobody at National centre Estonia has claimed")


async def test_a_desk_that_is_called_in_is_reminded_in_its_own_time(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, desy = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    house.clock.jump(days=27)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        house.let_pass(hours=4, minutes=1)
        await kasia.sees(poland, "still waiting to be claimed")
        house.let_pass(hours=21)
        await jonas.sees(desy, "Nobody at National centre Poland has claimed")
        # Christmas Eve is a holiday in Poland, and a working day in Hamburg.
        house.let_pass(hours=25)
        await jonas.sees(desy, "still waiting to be claimed")


async def test_a_copy_that_cannot_be_shown_calls_nobody_in(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    centre_of(house, "pl", kasia)
    desy = centre_of(house, "lead-desk", jonas)
    for centre in ("de", "dk", "se", "fi", "ee", "lv", "lt"):
        centre_of(house, centre).archived = True
    async with house.open():
        await says_all(anna, FOR_A_BEAMLINE)
        await jonas.sees(desy, "BT-PL-26-0001 could not be shown")
        lead = await house.lead()
    assert lead.copies
    assert not lead.escalated


async def test_the_company_is_promised_an_answer_by_its_own_clock(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
    said = "\n".join(shown(m) for m in anna.dm.messages)
    assert "your clock; you should hear from them by 27 November 2026, 16:00" in said


async def test_a_channel_that_is_archived_keeps_the_lead_waiting_and_the_lead_partner_knows(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    desy = centre_of(house, "lead-desk", jonas)
    poland.archived = True
    async with house.open():
        await fills_in(anna)
        await jonas.sees(
            desy, "could not be shown to National centre Poland: Slack says is_archived"
        )
        called_in = next(filter(is_card, desy.messages))
        assert "Called in, because National centre Poland cannot be reached" in shown(called_in)
        # Another one waits behind it, and is not tried before that is shown.
        await fills_in(Member(server, "U0KARI", "Kari Example"))
        house.let_pass(minutes=20)
        await jonas.sees(desy, "BT-PL-26-0002 could not be shown to National centre Poland")
        poland.archived = False
        house.let_pass(hours=1)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.sees(poland, "BT-PL-26-0002")


async def test_a_centre_without_a_channel_is_no_loss_either(
    house: SlackHouse, anna: Member, jonas: Member
) -> None:
    desy = centre_of(house, "lead-desk", jonas)
    async with house.open():
        await fills_in(anna)
        await jonas.sees(desy, "no Slack channel is set for it")
        await jonas.presses("Claim", desy)
        await anna.hears("is looking after")
