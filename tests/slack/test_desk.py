"""What staff of the centres do with a lead in Slack, and what the company hears of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import Json, SlackServer
from tests.emulators.slack.state import Channel
from tests.slack.house import SlackHouse, centre_of, fills_in
from tram_bot.core.lead import LeadState


@dataclass
class Desk:
    """A lead that has just come in at the Polish centre."""

    house: SlackHouse
    server: SlackServer
    channel: Channel
    germany: Channel
    card: Json

    @property
    def thread(self) -> str:
        return str(self.card["ts"])

    def in_thread(self) -> list[str]:
        """What the bot wrote below the card."""
        found = self.channel.thread(self.thread)[1:]
        return [shown(each) for each in found if each.get("bot_id")]


@pytest.fixture
async def desk(
    either_house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, marek: Member,
    jonas: Member,
) -> AsyncIterator[Desk]:  # fmt: skip
    house = either_house
    poland = centre_of(house, "pl", kasia, marek)
    germany = centre_of(house, "de", jonas)
    centre_of(house, "lead-desk")
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        yield Desk(house, server, poland, germany, card)
    assert server.warnings == []


def said_to(member: Member) -> list[str]:
    """Everything the bot told them in their direct messages."""
    return [shown(m) for m in member.dm.messages if m.get("bot_id")]


async def test_the_card_shows_at_a_glance_what_there_is(desk: Desk) -> None:
    text = shown(desk.card)
    for part in (
        "BT-PL-26-0001, Example Coatings Oy, Poland",
        "Waiting to be claimed",
        "zinc flake coatings, they blister after salt spray",
        "written in English",
        "12 people",
        "By when",
        "Confidential",
        "All questions answered",
        "Facilities that fit",
    ):
        assert part in text
    assert desk.card["metadata"]["event_payload"]["centre"] == "pl"
    assert desk.card["pings"] == set()


async def test_of_two_who_press_at_once_one_wins_and_the_other_is_told_who(
    desk: Desk, kasia: Member, marek: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    card = desk.card
    block, button = _button(card, "lead_claim", "Claim")
    await marek.acts(desk.channel, card, block, button)
    whisper = await marek.sees(desk.channel, "Kasia Kowalska was quicker")
    assert whisper["to"] == marek.id
    assert (await desk.house.lead()).owner == f"slack:{kasia.id}"


async def test_claiming_can_be_undone(desk: Desk, kasia: Member, anna: Member) -> None:
    await kasia.presses("Claim", desk.channel)
    await kasia.sees(desk.channel, "Claimed by Kasia Kowalska")
    await kasia.presses("Undo claim", desk.channel)
    await kasia.sees(desk.channel, "Waiting to be claimed")
    await kasia.sees(desk.channel, "gave BT-PL-26-0001 back")
    assert (await desk.house.lead()).state is LeadState.NEW
    assert not any("gave" in text for text in said_to(anna))


async def test_a_reply_in_an_unclaimed_thread_is_held(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    before = len(said_to(anna))
    await kasia.writes(desk.channel, "She sounds difficult", thread=desk.thread)
    held = await kasia.sees(desk.channel, "Nobody has claimed this request", thread=desk.thread)
    assert held["to"] == kasia.id
    assert kasia.offered(desk.channel) == ["Claim and send", "Send once", "Keep as a note"]
    await kasia.presses("Keep as a note", desk.channel)
    await desk.server.until("taken", lambda: len(desk.server.delivery.attempts) > 0)
    assert len(said_to(anna)) == before
    lead = await desk.house.lead()
    assert (lead.history[-1].step, lead.held, lead.state) == ("note", (), "new")


async def test_claim_and_send_does_both(desk: Desk, kasia: Member, anna: Member) -> None:
    await kasia.writes(desk.channel, "Which alloy is it?", thread=desk.thread)
    await kasia.sees(desk.channel, "Nobody has claimed")
    await kasia.presses("Claim and send", desk.channel)
    await anna.hears("Kasia, National centre Poland: Which alloy is it?")
    await kasia.sees(desk.channel, "Kasia Kowalska is talking with the company")


async def test_a_colleagues_reply_is_held_and_can_be_sent_once(
    desk: Desk, kasia: Member, marek: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    await anna.hears("is looking after")
    await marek.writes(desk.channel, "I know this alloy", thread=desk.thread)
    await marek.sees(desk.channel, "This request is with Kasia Kowalska")
    await marek.presses("Send once", desk.channel)
    await anna.hears("Marek, National centre Poland: I know this alloy")
    assert (await desk.house.lead()).owner == f"slack:{kasia.id}"


async def test_a_note_never_leaves(desk: Desk, kasia: Member, anna: Member) -> None:
    await kasia.presses("Claim", desk.channel)
    await anna.hears("is looking after")
    before = len(said_to(anna))
    await kasia.writes(desk.channel, "NOTE: ask Marek about the price", thread=desk.thread)
    sent = await kasia.writes(desk.channel, "We can help", thread=desk.thread)
    await anna.hears("We can help")
    assert len(said_to(anna)) == before + 1
    await desk.server.until("marked", lambda: "reactions" in sent)
    await kasia.edits(sent, "note: we can help")
    await desk.server.until("taken back", lambda: len(said_to(anna)) == before)
    assert "note" in [line.step for line in (await desk.house.lead()).history]


async def test_edits_and_deletions_follow_both_ways(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    reply = await kasia.writes(desk.channel, "Send 2 samples", thread=desk.thread)
    await anna.hears("Send 2 samples")
    await kasia.edits(reply, "Send 3 samples")
    await anna.hears("Send 3 samples")
    assert not any("Send 2 samples" in text for text in said_to(anna))
    await kasia.edits(reply, "https://example.org", unfurl=True)
    theirs = await anna.says("On Monday")
    await kasia.sees(desk.channel, "The company: On Monday", thread=desk.thread)
    await anna.edits(theirs, "On Tuesday")
    await kasia.sees(desk.channel, "The company: On Tuesday (edited)", thread=desk.thread)
    await anna.deletes(theirs)
    await kasia.sees(desk.channel, "has deleted this message", thread=desk.thread)
    assert not any("Tuesday" in text for text in desk.in_thread())
    await kasia.deletes(reply)
    await desk.server.until(
        "taken back", lambda: not any("Send 3" in text for text in said_to(anna))
    )


async def test_files_go_both_ways(desk: Desk, kasia: Member, anna: Member) -> None:
    await kasia.presses("Claim", desk.channel)
    form = kasia.file("form.pdf", b"%PDF-1", "application/pdf")
    await kasia.writes(desk.channel, "Please fill this in", thread=desk.thread, files=(form,))
    await anna.hears("Please fill this in")
    await anna.hears("[file: form.pdf]")
    await anna.says("Here it is", anna.file("filled.pdf", b"%PDF-2", "application/pdf"))
    await kasia.sees(desk.channel, "The company: Here it is", thread=desk.thread)
    await kasia.sees(desk.channel, "[file: filled.pdf]", thread=desk.thread)
    copies = [f.data for f in desk.server.files.values() if f.name == "filled.pdf"]
    assert copies == [b"%PDF-2"] * 2


async def test_a_deleted_message_takes_its_file_with_it(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    form = kasia.file("form.pdf", b"%PDF-1", "application/pdf")
    reply = await kasia.writes(
        desk.channel, "Please fill this in", thread=desk.thread, files=(form,)
    )
    await anna.hears("[file: form.pdf]")
    await desk.server.until("marked", lambda: "reactions" in reply)
    await kasia.deletes(reply)
    await desk.server.until(
        "gone",
        lambda: (
            not any(
                words in shown(m) for m in anna.dm.messages for words in ("form.pdf", "Please fill")
            )
        ),
    )


async def test_several_files_of_one_message_follow_it_all(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    await kasia.writes(desk.channel, "Please show us", thread=desk.thread)
    await anna.hears("Please show us")
    files = [anna.file(name, name.encode()) for name in ("a.png", "b.exe", "c.png")]
    both = await anna.says("Before and after", *files)
    for name in ("a.png", "b.exe", "c.png"):
        await kasia.sees(desk.channel, f"[file: {name}]", thread=desk.thread)
    await anna.says("Do you see them?")
    await kasia.sees(desk.channel, "Do you see them?", thread=desk.thread)
    assert any(text.startswith("The company: Before and after") for text in desk.in_thread())
    await anna.edits(both, "After and before")
    await kasia.sees(desk.channel, "After and before (edited)", thread=desk.thread)
    assert not any("Before and after" in text for text in desk.in_thread())
    assert sum("[file: " in text for text in desk.in_thread()) == 3
    await anna.deletes(both)
    await kasia.sees(desk.channel, "has deleted this message", thread=desk.thread)
    await desk.server.until(
        "all gone",
        lambda: (
            not any(
                words in text
                for text in desk.in_thread()
                for words in ("a.png", "b.exe", "c.png", "After and before")
            )
        ),
    )
    assert any("Do you see them?" in text for text in desk.in_thread())


async def test_new_words_leave_a_warning_standing_until_all_is_taken_back(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    await kasia.writes(desk.channel, "Please show us", thread=desk.thread)
    await anna.hears("Please show us")
    sent = await anna.says("Our viewer", anna.file("viewer.exe", b"MZ"))
    await kasia.sees(desk.channel, "Careful with viewer.exe", thread=desk.thread)
    await anna.edits(sent, "The viewer")
    await kasia.sees(desk.channel, "The company: The viewer (edited)", thread=desk.thread)
    assert sum("Careful with viewer.exe" in text for text in desk.in_thread()) == 1
    assert not any("Our viewer" in text for text in desk.in_thread())
    await anna.deletes(sent)
    await kasia.sees(desk.channel, "has deleted this message", thread=desk.thread)
    await desk.server.until(
        "all gone", lambda: not any("viewer" in text.lower() for text in desk.in_thread())
    )


async def sends_a_picture(desk: Desk, kasia: Member, anna: Member) -> Json:
    """The company's answer to a person at the centre: a file without words."""
    await kasia.presses("Claim", desk.channel)
    await kasia.writes(desk.channel, "Please show us", thread=desk.thread)
    await anna.hears("Please show us")
    picture = await anna.says("", anna.file("drop.png", b"picture"))
    await kasia.sees(desk.channel, "[file: drop.png]", thread=desk.thread)
    return picture


async def sees_it_is_taken_back(desk: Desk, kasia: Member) -> None:
    """Both the file and the place where it stood."""
    await kasia.sees(desk.channel, "has deleted this message", thread=desk.thread)
    await desk.server.until(
        "its file is gone", lambda: not any("[file: drop.png]" in t for t in desk.in_thread())
    )


async def test_a_file_without_words_can_be_given_words_and_taken_back(
    desk: Desk, kasia: Member, anna: Member, jonas: Member
) -> None:
    picture = await sends_a_picture(desk, kasia, anna)
    await anna.edits(picture, "This is after a week")
    await kasia.sees(desk.channel, "This is after a week (edited)", thread=desk.thread)
    await anna.says("And this one?")
    await kasia.sees(desk.channel, "And this one?", thread=desk.thread)
    await anna.deletes(picture)
    await sees_it_is_taken_back(desk, kasia)
    await anna.says("Do you still hear me?")
    await kasia.sees(desk.channel, "Do you still hear me?", thread=desk.thread)
    assert not any("out of reach" in shown(m) for m in desk.channel.messages)


async def test_a_file_without_words_that_is_taken_back_leaves_a_word(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    picture = await sends_a_picture(desk, kasia, anna)
    await anna.deletes(picture)
    await sees_it_is_taken_back(desk, kasia)


async def test_a_large_file_arrives_whole_and_a_too_large_one_is_told_of(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    await anna.hears("is looking after")
    scan = bytes(range(256)) * 20_000
    await anna.says("The scan", anna.file("scan.tif", scan, "image/tiff"))
    await anna.says("All of them", anna.file("all.zip", b"0" * 20_000_001, "application/zip"))
    await anna.hears("I cannot take all.zip. A file may have at most 20 MB")
    await kasia.sees(desk.channel, "[file: scan.tif]", thread=desk.thread)
    assert [f.data for f in desk.server.files.values() if f.name == "scan.tif"] == [scan] * 2


async def test_nothing_anybody_writes_is_markup_or_pings(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    tricky = "<!channel> <@U0KASIA> <b>bold</b> `code` *stars* &lt; R&D <https://x.example|y>"
    await kasia.presses("Claim", desk.channel)
    await kasia.writes(desk.channel, tricky, thread=desk.thread)
    heard = await anna.sees(anna.dm, tricky)
    await anna.says(tricky)
    relayed = await kasia.sees(desk.channel, tricky, thread=desk.thread)
    assert heard["pings"] == relayed["pings"] == set()


async def test_a_question_of_their_own_reaches_the_company(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Ask the company", desk.channel)
    assert await kasia.submits() == {"words": "Pick an open question, or write one of your own."}
    await kasia.submits(words="Is it hot-dip or electroplated?")
    await anna.hears("Kasia, National centre Poland: Is it hot-dip or electroplated?")
    await kasia.sees(desk.channel, "Kasia Kowalska asked the company", thread=desk.thread)
    assert (await desk.house.lead()).owner == f"slack:{kasia.id}"


async def test_passing_on_moves_the_card_with_its_history(
    desk: Desk, kasia: Member, jonas: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    await kasia.writes(desk.channel, "note: not for us", thread=desk.thread)
    await kasia.presses("Pass on", desk.channel)
    await kasia.submits(centre="de", words="They have the tomograph")
    await anna.hears("has been passed on to National centre Germany")
    card = await jonas.sees(desk.germany, "BT-PL-26-0001")
    await jonas.sees(desk.germany, "passed BT-PL-26-0001 on: They have the tomograph")
    await kasia.sees(desk.channel, "Passed on to National centre Germany")
    assert kasia.offered(desk.channel) == ["Everything"]
    await jonas.presses("Claim", desk.germany)
    await jonas.writes(desk.germany, "Hello", thread=card["ts"])
    await anna.hears("Jonas, National centre Germany: Hello")
    await jonas.picks("Everything", desk.germany)
    history = shown(jonas.modal)
    assert "Kasia Kowalska: noted: note: not for us" in history
    assert "Kasia Kowalska: passed it on: They have the tomograph" in history


async def test_closing_can_be_undone(desk: Desk, kasia: Member, anna: Member) -> None:
    await kasia.presses("Claim", desk.channel)
    await kasia.presses("Close", desk.channel)
    await kasia.submits(outcome="spam")
    await kasia.sees(desk.channel, "Closed by Kasia Kowalska")
    assert kasia.offered(desk.channel) == ["Undo closing"]
    await kasia.presses("Undo closing", desk.channel)
    await anna.hears("has opened your request")
    assert (await desk.house.lead()).state is LeadState.CLAIMED


async def test_an_export_is_two_files_in_the_thread(desk: Desk, kasia: Member) -> None:
    await kasia.picks("Export", desk.channel)
    message = await kasia.sees(desk.channel, "[file: BT-PL-26-0001.csv]", thread=desk.thread)
    assert [file["name"] for file in message["files"]] == [
        "BT-PL-26-0001.csv",
        "BT-PL-26-0001.json",
    ]
    table = next(f for f in desk.server.files.values() if f.name.endswith(".csv"))
    assert b"Example Coatings Oy" in table.data


async def test_erasing_takes_everything_off_every_desk(
    desk: Desk, kasia: Member, anna: Member
) -> None:
    await kasia.presses("Claim", desk.channel)
    await anna.hears("is looking after")
    await kasia.picks("Erase", desk.channel)
    assert "cannot be undone" in shown(kasia.modal)
    await kasia.submits()
    await anna.hears("has had everything about you deleted")
    await kasia.sees(desk.channel, "BT-PL-26-0001 was erased")
    await desk.server.until(
        "the cards gone",
        lambda: (
            not any(
                "salt spray" in shown(m) for c in (desk.channel, desk.germany) for m in c.messages
            )
        ),
    )
    assert desk.house.parts
    assert list(await desk.house.parts.store.leads()) == []


async def test_outsiders_are_refused_and_it_is_recorded(
    desk: Desk, jonas: Member, anna: Member
) -> None:
    block, button = _button(desk.card, "lead_claim", "Claim")
    desk.channel.members.add(jonas.id)  # Slack shows it to him, but he has just left
    desk.channel.members.discard(jonas.id)
    await jonas.acts(desk.channel, desk.card, block, button)
    lead = await desk.house.lead()
    assert (lead.state, lead.history[-1].step, lead.history[-1].who) == (
        "new",
        "refused",
        "Jonas Muster",
    )
    await anna.acts(anna.dm, desk.card, block, button)
    assert (await desk.house.lead()).state is LeadState.NEW


async def test_who_is_taken_out_of_the_channel_may_do_nothing_from_then_on(
    desk: Desk, marek: Member
) -> None:
    await marek.leaves(desk.channel)
    await desk.server.until("told", lambda: len(desk.server.delivery.attempts) > 0)
    block, button = _button(desk.card, "lead_claim", "Claim")
    await desk.server.until(
        "acknowledged", lambda: all(a.status == 200 for a in desk.server.delivery.attempts)
    )
    await marek.acts(desk.channel, desk.card, block, button)
    assert (await desk.house.lead()).history[-1].step == "refused"


def _button(card: Json, action: str, label: str) -> tuple[Json, Json]:
    for block in card["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == action:
                assert element["text"]["text"] == label
                return block, element
    raise AssertionError(f"the card has no {action}")
