"""A marked word is sent through everything, and every place is searched for it."""

import asyncio
import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import aiohttp
import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel
from tests.faults.conftest import a_moment
from tests.slack.house import PROBLEM, SlackHouse, centre_of
from tests.slack.test_more_of_the_desk import says_all
from tests.store.test_erasing import on_disk
from tram_bot.core.events import Edited
from tram_bot.core.identifiers import EventId
from tram_bot.core.message import Understood
from tram_bot.log_lines import LogLines

MARK = "Zyxwordmark"
IN_CONFIDENCE = (
    f"we are 12 people in Gdańsk and need to see the pores inside thick {MARK} aluminium castings "
    "by X-ray microtomography",
    "yes", "confidential", f"castings of {MARK} aluminium", f"we tried {MARK}", "know the cause",
    "6, nothing dangerous", "no hurry", "Poland, 12 people",
    "Anna Example, Example Castings Oy, anna@example-castings.org",
)  # fmt: skip
PERSONAL = ("Anna Example", "Example Castings", "anna@example-castings.org")
ABROAD = ("de", "dk", "se", "fi", "ee", "lv", "lt")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, down to the least of it, as the program writes it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(LogLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    logging.getLogger("tram_bot").setLevel(logging.DEBUG)
    yield out
    logging.getLogger("tram_bot").setLevel(logging.NOTSET)
    root.removeHandler(handler)
    root.setLevel(level)


def stands_in(channel: Channel, server: SlackServer) -> str:
    """Everything that anybody can see in a channel, its files' contents included."""
    messages = [*channel.messages, *channel.ephemeral]
    ids = [file["id"] for message in messages for file in message.get("files", ())]
    files = [server.files[id] for id in ids if not server.files[id].deleted]
    contents = [f"{file.name} {file.data.decode('utf-8', 'replace')}" for file in files]
    return "\n".join([str(messages), *contents])


async def test_what_is_told_in_confidence_stands_at_one_centre_and_nowhere_else(
    house: SlackHouse,
    server: SlackServer,
    anna: Member,
    kasia: Member,
    jonas: Member,
    log: io.StringIO,
    capsys: pytest.CaptureFixture[str],
) -> None:
    house.by_http = True
    poland = centre_of(house, "pl", kasia)
    abroad = {centre: centre_of(house, centre, jonas) for centre in ABROAD}
    partner = Member(server, "U0PAULA", "Paula Partner")
    lead_desk = centre_of(house, "lead-desk", partner)
    understand = house.content.understand

    def fragile(text: str, language: str, today: date) -> Understood:
        if "explode" in text:
            raise ValueError(text)
        return understand(text, language, today)

    house.content = replace(house.content, understand=fragile)
    async with house.open():
        await anna.says(f"explode {MARK} Anna Example")
        await anna.hears("Something went wrong")
        await says_all(anna, IN_CONFIDENCE)
        await anna.hears("a copy goes to")
        picture = anna.file(f"{MARK}.png", MARK.encode())
        await anna.says(f"one more thing: {MARK}", picture)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.sees(poland, f"one more thing: {MARK}", thread=card["ts"])
        lead = await house.lead()
        (copy,) = lead.copies
        outline = await jonas.sees(abroad[copy], "BT-PL-26-0001")
        assert "told in confidence" in shown(outline)
        await jonas.presses("Everything", abroad[copy])
        assert "BT-PL-26-0001" in shown(jonas.modal)
        seen_by_others = [shown(jonas.modal)]

        for words in ("lead BT-PL-26-0001", "leads", f"find {MARK}"):
            answer = await partner.types(lead_desk, f"/tram {words}")
            seen_by_others.append(answer.replace(f"find {MARK}", ""))
        assert "BT-PL-26-0001" in seen_by_others[1]

        await kasia.picks("Export", poland)
        await kasia.sees(poland, "without what the company told in confidence", thread=card["ts"])
        exports = [f for f in server.files.values() if f.name.endswith((".csv", ".json"))]
        assert len(exports) == 2
        plain = "".join(file.data.decode() for file in exports)
        assert MARK not in plain
        assert "Example Castings" in plain
        await kasia.picks("Export, also what is confidential", poland)
        await kasia.sees(poland, "BT-PL-26-0001 as files", thread=card["ts"])
        exports = [f for f in server.files.values() if f.name.endswith((".csv", ".json"))]
        assert all(MARK in file.data.decode() for file in exports[2:])

        await kasia.presses("Pass on", poland)
        await kasia.submits(centre="de", words="They have the source")
        await jonas.sees(abroad["de"], "Waiting to be claimed")
        await kasia.sees(poland, "Passed on to National centre Germany")
        former = next(m for m in poland.messages if m["ts"] == card["ts"])
        assert MARK not in shown(former)

        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{house.port}/metrics") as metrics,
        ):
            numbers = await metrics.text()
        told = list(house.told)
    assert 'tram_bot_leads_submitted_total{centre="pl"' in numbers
    printed = capsys.readouterr()
    assert "turn failed" in log.getvalue()
    places = {
        "the log": log.getvalue(),
        "metrics": numbers,
        "standard output": printed.out + printed.err + "\n".join(told),
        "what others were shown": "\n".join(seen_by_others),
        **{c: stands_in(channel, server) for c, channel in abroad.items() if c != "de"},
        "the lead partner's desk": stands_in(lead_desk, server),
    }
    found = [f"{word} in {place}" for place, text in places.items() for word in (MARK, *PERSONAL)
             if word in text]  # fmt: skip
    assert found == []
    assert MARK in stands_in(abroad["de"], server)


async def test_what_waited_for_a_centre_is_not_shown_there_once_another_has_the_request(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member, server: SlackServer
) -> None:
    """The channel was out of reach meanwhile, and what was told in confidence had to wait."""
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    partner = Member(server, "U0PAULA", "Paula Partner")
    lead_desk = centre_of(house, "lead-desk", partner)
    async with house.open() as parts:
        await says_all(anna, IN_CONFIDENCE)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        await kasia.writes(poland, "Please show us", thread=card["ts"])
        await anna.hears("Please show us")
        await kasia.sees(poland, "is talking with the company")
        poland.archived = True
        await anna.says("", anna.file("later.png", MARK.encode()))
        await anna.says(f"and by the way {MARK}")
        await partner.sees(lead_desk, "BT-PL-26-0001")
        await partner.presses("Pass on", lead_desk)
        await partner.submits(centre="de", words="Their channel is out of reach")
        await jonas.sees(germany, "Waiting to be claimed")
        poland.archived = False
        before = len(poland.messages)
        house.let_pass(hours=1)
        await kasia.sees(poland, "Passed on to National centre Germany")
        await jonas.sees(germany, f"by the way {MARK}", thread=germany.messages[0]["ts"])
        async with asyncio.timeout(20):
            while (await parts.store.outbox_size())["waiting"]:
                parts.delivery.look_again()
                await a_moment(0.05)
    assert not any(MARK in shown(m) or "later.png" in shown(m) for m in poland.messages[before:])
    assert MARK not in shown(poland.messages[0])


async def test_what_a_company_changes_or_takes_back_goes_from_the_centre_it_was_told_before(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member, server: SlackServer
) -> None:
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open():
        await says_all(anna, IN_CONFIDENCE)
        thread = (await kasia.sees(poland, "BT-PL-26-0001"))["ts"]
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        await kasia.writes(poland, "Please show us", thread=thread)
        await anna.hears("Please show us")
        drawing = await anna.says(f"the drawing of {MARK}", anna.file("drawing.png", b"picture"))
        await kasia.sees(poland, "[file: drawing.png]", thread=thread)
        number = await anna.says(f"{MARK} has the number 1", anna.file("scale.png", b"picture"))
        await kasia.sees(poland, "[file: scale.png]", thread=thread)
        await anna.says("and this may stay")
        await kasia.sees(poland, "and this may stay", thread=thread)
        await kasia.presses("Pass on", poland)
        await kasia.submits(centre="de", words="They have the source")
        there = (await jonas.sees(germany, "Waiting to be claimed"))["ts"]
        await anna.deletes(drawing)
        await anna.edits(number, f"{MARK} has the number 2")
        await jonas.sees(germany, f"{MARK} has the number 2", thread=there)
        in_thread = (f"the drawing of {MARK}", "[file: drawing.png]", f"{MARK} has the number")
        await server.until(
            "taken off",
            lambda: not any(words in shown(m) for m in poland.messages for words in in_thread),
        )
        for words in ("and this may stay", "[file: scale.png]"):
            assert any(words in shown(m) for m in poland.messages)


async def test_an_erasure_leaves_a_number_and_nothing_else(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, tmp_path: Path
) -> None:
    poland = centre_of(house, "pl", kasia)
    for centre in ABROAD:
        centre_of(house, centre)
    async with house.open() as parts:
        await says_all(anna, IN_CONFIDENCE)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await kasia.writes(poland, "Could you send a picture?", thread=card["ts"])
        await anna.hears("Could you send a picture?")
        picture = anna.file(f"{MARK}.png", MARK.encode())
        await anna.says(f"here it is: {MARK}", picture)
        await kasia.sees(poland, f"here it is: {MARK}", thread=card["ts"])
        await kasia.picks("Export, also what is confidential", poland)
        await kasia.sees(poland, "as files", thread=card["ts"])
        await anna.says("bot")
        await anna.hears("tram-bot again")
        await anna.says("forget me")
        await anna.hears("Shall I delete everything")
        await anna.says("yes")
        await anna.hears("Everything about you has been deleted")
        await kasia.sees(poland, "BT-PL-26-0001 was erased")
        by_bot = [c for c in server.channels.values() if c is not anna.dm]
        await server.until(
            "all of it gone",
            lambda: not any(MARK in stands_in(channel, server) for channel in by_bot),
        )
        (counted,) = await parts.store.erasures()
        assert (counted.centre, counted.country, counted.number) == ("pl", "PL", 1)
        stats = await kasia.types(poland, "/tram stats")
        assert "Requests deleted this month" in stats
    assert not on_disk(tmp_path, MARK)


async def test_what_is_kept_is_handed_over_as_a_file(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    async with house.open():
        await anna.says(f"our paint peels off steel, {MARK}")
        await anna.hears("may I keep your answers")
        await anna.says("what do you know about me?")
        await anna.hears("Everything I keep about you")
        await anna.hears("This is what I keep about you")
        (file,) = [each for each in server.files.values() if each.name == "my-data.txt"]
    assert MARK in file.data.decode("utf-8-sig")
    assert file.id in str(anna.dm.messages)


async def test_an_answer_that_is_taken_away_from_its_file_is_told(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await anna.says(PROBLEM)
        await anna.hears("may I keep your answers")
        await anna.presses("Yes, you may")
        await anna.hears("How confidential")
        await anna.says("confidential")
        await anna.hears("tried")
        tried = await anna.says("we changed the bath", anna.file("bath.png", b"picture"))
        await anna.hears("How many")
        await anna.says("6 coated screws, nothing dangerous")
        await anna.says("Anna Example, Example Coatings Oy, anna@example-coatings.org")
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        card = await kasia.sees(poland, "BT-PL-26-0001")
        (file,) = (await house.lead()).files
        taken_away = Edited(
            id=EventId("taken away"),
            conversation=(await house.lead()).conversation,
            at=house.clock.now(),
            text="",
            message=str(tried["ts"]),
            file=file,
        )
        await parts.turns.take(taken_away)
        await parts.delivery.flush()
        await kasia.sees(poland, "has deleted this message", thread=card["ts"])
