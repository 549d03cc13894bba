"""Slips of people and of the network: what was not meant for the company does not reach it, what
was meant reaches it whole and once."""

from tests.emulators.slack.people import Json, Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel, Fault
from tests.slack.house import SlackHouse, centre_of, claims
from tram_bot.core.identifiers import CentreId
from tram_bot.core.limits import STAFF_FILE_BYTES


def heard(company: Member, words: str) -> int:
    """How many messages of the company's chat have these words."""
    return len([message for message in company.dm.messages if words in shown(message)])


async def test_a_note_is_one_in_bold_too(house: SlackHouse, anna: Member, kasia: Member) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        for words in ("*Note:* one", "_note_: two", "> note: three", "• Note: four"):
            await kasia.writes(poland, f"{words} sounds stressed", thread=card["ts"])
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await anna.hears("Which alloy is it?")
        lead = await house.lead()
    assert not heard(anna, "sounds stressed")
    assert [line.step for line in lead.history].count("note") == 4


async def overtaken(kasia: Member, poland: Channel, card: Json, text: str) -> Json:
    """A message that Slack has not brought yet, as it will bring it."""
    message = kasia.message(text, kasia.server.ts()) | {
        "channel": poland.id, "thread_ts": card["ts"], "parent_user_id": card["user"],
    }  # fmt: skip
    poland.messages.append(message)
    return message


async def brought(server: SlackServer, message: Json) -> None:
    await server.delivery.event({**message, "channel_type": "channel", "event_ts": message["ts"]})
    await server.delivery.settled()


async def test_a_message_that_comes_after_its_deletion_does_not_leave(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        slip = await overtaken(kasia, poland, card, "they are desperate")
        await kasia.deletes(slip)
        await server.delivery.settled()
        await brought(server, slip)
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await anna.hears("Which alloy is it?")
    assert not heard(anna, "desperate")


async def test_a_message_that_comes_after_its_change_is_asked_about_as_it_is_now(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        slip = await overtaken(kasia, poland, card, "We charge 10 euros")
        before = dict(slip)
        await kasia.edits(slip, "We charge nothing")
        await server.delivery.settled()
        await brought(server, before)
        await kasia.sees(poland, "Not sent yet: “We charge nothing”")
        await kasia.presses("Send once", poland)
        await anna.hears("We charge nothing")
    assert not heard(anna, "10 euros")


async def test_who_has_passed_a_request_on_can_take_back_what_they_wrote(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open():
        card = await claims(kasia, poland, anna)
        kept = await kasia.writes(poland, "We are a small team", thread=card["ts"])
        slip = await kasia.writes(poland, "Their price is 42", thread=card["ts"])
        await anna.hears("Their price is 42")
        await kasia.presses("Pass on", poland)
        await kasia.submits(centre="de", words="Yours is the source")
        await jonas.sees(germany, "Yours is the source")
        await kasia.edits(kept, "We are a large team")
        await kasia.sees(poland, "This is only for information here")
        await kasia.deletes(slip)
        await house.server.until("taken back", lambda: not heard(anna, "Their price is 42"))
    assert heard(anna, "We are a small team") == 1


async def test_who_sits_at_no_desk_any_more_can_take_back_what_they_wrote(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        slip = await kasia.writes(poland, "Their price is 42", thread=card["ts"])
        await anna.hears("Their price is 42")
        await kasia.leaves(poland)
        await kasia.deletes(slip)
        await server.until("taken back", lambda: not heard(anna, "Their price is 42"))


async def test_a_reply_that_slack_puts_a_tombstone_for_is_taken_back(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        slip = await kasia.writes(poland, "Their price is 42", thread=card["ts"])
        await anna.hears("Their price is 42")
        left = {**slip, "user": "USLACKBOT", "subtype": "tombstone", "text": "It was deleted."}
        await server.delivery.event(
            {
                "type": "message", "subtype": "message_changed", "channel": poland.id,
                "channel_type": "channel", "ts": server.ts(), "event_ts": server.ts(),
                "message": left, "previous_message": slip,
            }
        )  # fmt: skip
        await server.until("taken back", lambda: not heard(anna, "Their price is 42"))


async def test_a_pause_while_words_and_files_are_taken_back_leaves_neither(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        file = kasia.file("report.pdf", b"%PDF-1", "application/pdf")
        slip = await kasia.writes(poland, "Our report", thread=card["ts"], files=(file,))
        await anna.hears("[file: report.pdf]")
        server.faults.append(Fault("chat.delete", 429))
        await kasia.deletes(slip)
        await server.until("the pause", lambda: not server.faults)
        house.let_pass(seconds=5)
        await server.until("taken back", lambda: not heard(anna, "report"))


async def test_a_message_without_words_of_its_own_does_not_go(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        message = await overtaken(kasia, poland, card, "")
        await brought(server, {**message, "attachments": [{"text": "forwarded", "is_share": True}]})
        await kasia.sees(poland, "This message did not go to the company")
    assert not heard(anna, "sends you this")


async def test_what_is_held_can_be_sent_though_the_request_was_closed(
    house: SlackHouse, anna: Member, kasia: Member, marek: Member
) -> None:
    poland = centre_of(house, "pl", kasia, marek)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await marek.writes(poland, "We can measure that", thread=card["ts"])
        await marek.sees(poland, "Not sent yet")
        await kasia.presses("Close", poland)
        await kasia.submits(outcome="no_fit")
        await anna.hears("closed")
        await marek.presses("Claim and send", poland)
        await anna.hears("Marek, National centre Poland: We can measure that")
        assert (await house.lead()).state == "in_conversation"


async def test_what_is_held_while_the_request_goes_elsewhere_stays_and_its_writer_hears_why(
    house: SlackHouse, anna: Member, kasia: Member, marek: Member, jonas: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia, marek), centre_of(house, "de", jonas)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await marek.writes(poland, "We can measure that", thread=card["ts"])
        await marek.sees(poland, "Not sent yet")
        await kasia.presses("Pass on", poland)
        await kasia.submits(centre="de", words="Yours is the source")
        await jonas.sees(germany, "Yours is the source")
        await marek.presses("Send once", poland)
        await marek.sees(poland, "This is only for information here")
    assert not heard(anna, "We can measure that")


async def test_a_long_reply_reaches_the_company_whole(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, f"It begins. {'And so on. ' * 900}It ends.", thread=card["ts"])
        whole = await anna.hears("It ends.")
    assert "It begins." in whole


async def test_a_file_that_cannot_be_passed_on_keeps_its_words_back_and_is_told_of(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        whole = kasia.file("report.zip", bytes(STAFF_FILE_BYTES), "application/zip")
        await kasia.writes(poland, "Our report", thread=card["ts"], files=(whole,))
        await anna.hears("[file: report.zip]")
        more = kasia.file("more.zip", bytes(STAFF_FILE_BYTES + 1), "application/zip")
        await kasia.writes(poland, "And more of it", thread=card["ts"], files=(more,))
        await kasia.sees(poland, "the file is larger than 50 MB", thread=card["ts"])
    assert not heard(anna, "And more of it")


async def test_a_web_page_that_a_company_sends_is_passed_on(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    page = b"<!DOCTYPE html><title>Salt spray</title>"
    async with house.open():
        await claims(kasia, poland, anna)
        await anna.says("Our report", anna.file("report.html", page, "text/html"))
        await kasia.sees(poland, "[file: report.html]")
    copies = [file.data for file in server.files.values() if file.name == "report.html"]
    assert copies == [page, page]


async def test_a_note_that_is_none_any_more_is_sent_with_its_file(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        form = kasia.file("form.pdf", b"%PDF-1", "application/pdf")
        text = "note: please fill this in"
        note = await kasia.writes(poland, text, thread=card["ts"], files=(form,))
        await server.delivery.settled()
        await kasia.edits(note, "Please fill this in")
        await kasia.sees(poland, "Not sent yet")
        await kasia.presses("Send once", poland)
        await anna.hears("Please fill this in")
        await anna.hears("[file: form.pdf]")


async def test_a_colleague_is_called_by_name_before_the_company(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, marek: Member
) -> None:
    poland = centre_of(house, "pl", kasia, marek)
    async with house.open():
        card = await claims(kasia, poland, anna)
        message = await overtaken(kasia, poland, card, "")
        await brought(server, {**message, "text": f"<@{marek.id}> and <@U0GONE> will call you"})
        await anna.hears("@Marek Nowak and @U0GONE will call you")


async def test_emoji_are_not_spelled_out_to_the_other_side(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    thumb = {"type": "emoji", "name": "+1", "skin_tone": 2, "unicode": "1f44d-1f3fb"}
    ours = {"type": "emoji", "name": "tram"}
    section = {"type": "rich_text_section", "elements": [thumb, ours]}
    typed = {
        "text": "Thank you :+1::skin-tone-2: :tram: until 10:30:15",
        "blocks": [{"type": "rich_text", "elements": [section]}],
    }
    async with house.open():
        card = await claims(kasia, poland, anna)
        await brought(server, {**await overtaken(kasia, poland, card, ""), **typed})
        await anna.hears("Thank you \U0001f44d\U0001f3fb :tram: until 10:30:15")
        answer = anna.message("", server.ts()) | typed
        await server.delivery.event({**answer, "channel_type": "im", "event_ts": answer["ts"]})
        await kasia.sees(poland, "Thank you \U0001f44d\U0001f3fb :tram: until 10:30:15")


async def test_a_form_that_is_sent_again_for_want_of_an_answer_asks_once(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.presses("Ask the company", poland)
        still_open = kasia.modal
        await kasia.submits(words="Which alloy is it?")
        server.modals[kasia.id].append(still_open)
        await kasia.submits(words="Which alloy is it?")
        await kasia.writes(poland, "And how thick is it?", thread=card["ts"])
        await anna.hears("And how thick is it?")
        assert heard(anna, "Which alloy is it?") == 1


async def test_a_form_about_a_request_that_is_gone_says_so(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await claims(kasia, poland, anna)
        await kasia.presses("Ask the company", poland)
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        await kasia.submits(words="Which alloy is it?")
        assert "That request is no longer here." in await kasia.hears("no longer here")


async def test_words_whose_file_has_to_wait_are_passed_on_once(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "Have you a picture?", thread=card["ts"])
        await anna.hears("Have you a picture?")
        server.faults.append(Fault("files.completeUploadExternal", 429))
        await anna.says("Here it is", anna.file("coating.png", b"\x89PNG\r\n\x1a\n"))
        await server.until("the pause", lambda: not server.faults)
        house.let_pass(seconds=5)
        await kasia.sees(poland, "[file: coating.png]")
    assert len([each for each in poland.messages if "Here it is" in shown(each)]) == 1


async def test_words_whose_file_has_to_wait_are_erased_with_all_else(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "Have you a picture?", thread=card["ts"])
        await anna.hears("Have you a picture?")
        server.faults.append(Fault("files.completeUploadExternal", 429))
        await anna.says("Here it is", anna.file("coating.png", b"\x89PNG\r\n\x1a\n"))
        await server.until("the pause", lambda: not server.faults)
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        house.let_pass(seconds=5)
        await server.until(
            "erased", lambda: not any("Here it is" in shown(each) for each in poland.messages)
        )


async def test_words_whose_file_has_to_wait_stand_once_after_a_restart(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "Have you a picture?", thread=card["ts"])
        await anna.hears("Have you a picture?")
        server.faults.append(Fault("files.completeUploadExternal", 429, retry_after=60))
        await anna.says("Here it is", anna.file("coating.png", b"\x89PNG\r\n\x1a\n"))
        await server.until("the pause", lambda: not server.faults)
    async with house.open() as parts:
        house.let_pass(minutes=5)
        await kasia.sees(poland, "[file: coating.png]")
        assert len([each for each in poland.messages if "Here it is" in shown(each)]) == 1
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        house.let_pass(seconds=5)
        await server.until(
            "erased", lambda: not any("Here it is" in shown(each) for each in poland.messages)
        )


async def test_words_whose_file_is_refused_are_erased_with_all_else(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "Have you a picture?", thread=card["ts"])
        await anna.hears("Have you a picture?")
        server.faults.append(Fault("files.completeUploadExternal", error="file_uploads_disabled"))
        await anna.says("Here it is", anna.file("coating.png", b"\x89PNG\r\n\x1a\n"))
        await kasia.sees(poland, "Here it is")
        await server.until("the refusal", lambda: not server.faults)
        while not await parts.store.undelivered():
            await server.delivery.settled()
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        house.let_pass(seconds=5)
        await server.until(
            "erased", lambda: not any("Here it is" in shown(each) for each in poland.messages)
        )


async def test_two_desks_may_share_a_channel(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    house.channels[CentreId("lead-desk")] = poland
    async with house.open():
        await claims(kasia, poland, anna)
        await kasia.presses("Pass on", poland)
        await kasia.submits(centre="lead-desk", words="It is for the lead partner")
        passed = await kasia.sees(poland, "It is for the lead partner")
        await kasia.presses("Claim", poland)
        await anna.hears("Baltic TRAM desk at DESY is looking after")
        await kasia.writes(poland, "Hello from the desk", thread=passed["thread_ts"])
        await anna.hears("Hello from the desk")
