"""From a company's phone to two centres' desks and back: Telegram here, Slack there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer, slack_server
from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server
from tests.emulators.telegram_people import Person
from tests.slack.house import PROBLEM, HandClock, SlackHouse, centre_of
from tram_bot.core.content import Content
from tram_bot.settings import TelegramAccess


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """An emulated Slack."""
    async with slack_server() as server:
        yield server


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """An emulated Telegram."""
    async with telegram_server() as server:
        yield server


@pytest.fixture
async def house(
    content: Content, slack: SlackServer, telegram: TelegramServer, tmp_path: Path
) -> SlackHouse:
    """The program between the two, all by one clock."""
    clock = HandClock()
    slack.clock = telegram.clock = lambda: clock.now().timestamp()
    access = TelegramAccess(token=TOKEN, api=telegram.address)
    return SlackHouse(content, slack, tmp_path / "house.sqlite3", clock, telegram=access)


def document(name: str, data: bytes, telegram: TelegramServer) -> dict[str, object]:
    """A file a company has ready on its phone."""
    telegram.files[f"f-{name}"] = data
    return {
        "file_id": f"f-{name}", "file_unique_id": f"u-{name}", "file_name": name,
        "mime_type": "application/pdf", "file_size": len(data),
    }  # fmt: skip


async def test_a_company_on_telegram_and_two_centres_on_slack(
    house: SlackHouse, slack: SlackServer, telegram: TelegramServer
) -> None:
    anna = Person(telegram, 4711)
    kasia, jonas = (
        Member(slack, "U0KASIA", "Kasia Kowalska"),
        Member(slack, "U0JONAS", "Jonas Muster"),
    )
    desy = Member(slack, "U0DESY", "Dörte Beispiel")
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    partner = centre_of(house, "lead-desk", desy)
    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        await anna.writes("confidential")
        await anna.hears("tried")
        photo = document("blisters.pdf", b"%PDF blisters", telegram)
        await anna.sends(document=photo, caption="we changed the cleaning bath, no difference")
        await anna.hears("I have added the file blisters.pdf")
        await anna.writes("6 coated screws, nothing dangerous")
        await anna.hears("name")
        await anna.writes("Anna Example, Example Coatings Oy, anna@example-coatings.org")
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        await anna.hears("hear from them by 27 November 2026, 16:00")

        # Nobody in Poland is there: it is called to mind, and the lead partner is called in.
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.sees(poland, "[file: blisters.pdf]", thread=card["ts"])
        house.let_pass(hours=4, minutes=1)
        await kasia.sees(poland, "still waiting to be claimed")
        house.let_pass(hours=24)
        await desy.sees(partner, "Nobody at National centre Poland has claimed")

        # Kasia comes, talks with the company, and passes it on to Germany.
        await kasia.presses("Claim", poland)
        await anna.hears("Kasia from National centre Poland is looking after")
        question = await kasia.writes(poland, "How thick is the layer?", thread=card["ts"])
        await anna.hears("Kasia, National centre Poland: How thick is the layer?")
        answer = await anna.writes("About 8 µm")
        await kasia.sees(poland, "The company: About 8 µm", thread=card["ts"])
        await anna.edits(answer, "About 12 µm")
        await kasia.sees(poland, "The company: About 12 µm (edited)", thread=card["ts"])
        await kasia.edits(question, "How thick is the zinc layer?")
        await telegram.until(
            "the edit",
            lambda: any("the zinc layer" in m.get("text", "") for m in anna.chat.shown()),
        )
        await kasia.presses("Pass on", poland)
        await kasia.submits(centre="de", words="They have the tomograph")
        await anna.hears("passed on to National centre Germany")

        # Jonas has the history, answers with a file, and closes.
        there = await jonas.sees(germany, "BT-PL-26-0001")
        await jonas.sees(germany, "[file: blisters.pdf]", thread=there["ts"])
        await jonas.picks("Everything", germany)
        assert "answered: How thick is the layer?" in shown(jonas.modal)
        await jonas.presses("Claim", germany)
        await anna.hears("Jonas from National centre Germany is looking after")
        form = jonas.file("form.pdf", b"%PDF form", "application/pdf")
        await jonas.writes(germany, "Please fill this in", thread=there["ts"], files=(form,))
        await anna.hears("Jonas, National centre Germany: Please fill this in")
        await telegram.until(
            "the file", lambda: any("document" in message for message in anna.chat.shown())
        )
        await anna.sends(document=document("filled.pdf", b"%PDF filled", telegram), caption="Here")
        await jonas.sees(germany, "The company: Here", thread=there["ts"])
        await jonas.sees(germany, "[file: filled.pdf]", thread=there["ts"])
        await jonas.presses("Close", germany)
        await jonas.submits(outcome="measurement_agreed", verdict="right")
        await anna.hears("National centre Germany has closed your request")
        await jonas.sees(germany, "Closed by Jonas Muster")
        lead = await house.lead()

    assert (lead.centre, lead.state, lead.outcome) == ("de", "closed", "measurement_agreed")
    assert b"%PDF filled" in [file.data for file in slack.files.values()]
    assert slack.warnings == []


async def test_a_file_that_another_takes_the_place_of_is_gone_from_the_desk(
    house: SlackHouse, slack: SlackServer, telegram: TelegramServer
) -> None:
    anna, kasia = Person(telegram, 4711), Member(slack, "U0KASIA", "Kasia Kowalska")
    poland = centre_of(house, "pl", kasia)

    def standing(ts: str) -> list[str]:
        return [shown(each) for each in poland.thread(ts)[1:]]

    async with house.open():
        await anna.writes(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        sent = await anna.sends(document=document("first.pdf", b"first", telegram))
        await anna.hears("I have added the file first.pdf")
        for text in ("confidential", "nothing yet", "6 screws, nothing dangerous"):
            await anna.writes(text)
            await telegram.until("an answer", lambda: len(anna.chat.shown()) > anna.read)
            anna.read = len(anna.chat.shown())
        await anna.writes("Anna Example, Example Coatings Oy, anna@example-coatings.org")
        await anna.hears("Files: first.pdf")
        await anna.presses("Send it")
        await anna.hears("BT-PL-")
        ts = (await kasia.sees(poland, "BT-PL-26-0001"))["ts"]
        await kasia.sees(poland, "[file: first.pdf]", thread=ts)
        await anna.edits(sent, "", document=document("second.pdf", b"second", telegram))
        await kasia.sees(poland, "[file: second.pdf]", thread=ts)
        await slack.until(
            "the first is gone", lambda: not any("first.pdf" in each for each in standing(ts))
        )

        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        sent = await anna.sends(
            document=document("third.pdf", b"third", telegram), caption="The drawing"
        )
        await kasia.sees(poland, "[file: third.pdf]", thread=ts)
        fourth = document("fourth.pdf", b"fourth", telegram)
        await anna.edits(sent, "The new drawing", document=fourth)
        await kasia.sees(poland, "[file: fourth.pdf]", thread=ts)
        assert not any("third.pdf" in each for each in standing(ts))
        assert sum("drawing" in each for each in standing(ts)) == 1
        assert any("The company: The new drawing (edited)" in each for each in standing(ts))
    assert slack.warnings == []


async def test_who_blocks_the_bot_is_shown_on_the_card_until_they_write_again(
    house: SlackHouse, slack: SlackServer, telegram: TelegramServer
) -> None:
    anna, kasia = Person(telegram, 4711), Member(slack, "U0KASIA", "Kasia Kowalska")
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        for text in (PROBLEM, "yes", "confidential", "nothing yet", "6 screws, nothing dangerous"):
            await anna.writes(text)
            await telegram.until("an answer", lambda: len(anna.chat.shown()) > anna.read)
            anna.read = len(anna.chat.shown())
        await anna.writes("Anna Example, Example Coatings Oy, anna@example-coatings.org")
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        await anna.hears("BT-PL-")
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        await anna.blocks()
        reply = await kasia.writes(poland, "Are you there?", thread=card["ts"])
        await kasia.sees(poland, "did not reach the company", thread=card["ts"])
        await kasia.sees(poland, "Nothing written here reaches the company any more")
        assert reply["reactions"] == ["warning"]
        await anna.unblocks()
        await anna.writes("Here I am again")
        await slack.until(
            "reachable again",
            lambda: "Nothing written here" not in shown(poland.message(card["ts"]) or {}),
        )
