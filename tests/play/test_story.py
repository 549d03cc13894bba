"""What an admin tries out, over HTTP and without JavaScript."""

import asyncio
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from tests.held_learning import HeldLearning
from tests.play.conftest import playing
from tests.play.window import PROBLEM, Window
from tests.small_content import write_small_content
from tests.test_confusions import ASTRAY, EN, FREE, examples, write
from tram_bot import cli
from tram_bot.core.content import Content
from tram_bot.learning.learner import Learner
from tram_bot.served import Fixed
from tram_bot.serving import Edited
from tram_bot.transcripts.replay import replay
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import read_script


def _today() -> date:
    return date(2025, 11, 29)


async def fills_in(window: Window) -> None:
    """A company's way from its problem to the request."""
    await window.writes(PROBLEM)
    await window.presses("Yes, you may")
    await window.writes("confidential")
    await window.writes("we changed the cleaning bath, no difference")
    await window.writes("6 coated screws, nothing dangerous")
    await window.writes("Anna Example, Example Coatings Oy, anna@example.org")
    await window.presses("Send it")
    assert "Your request has the number BT-PL-" in window.text()


async def opens_thread(window: Window) -> None:
    """Open the thread of the first card in the channel."""
    await window.follow_first("-thread")


async def test_a_need_becomes_a_card_and_the_claim_is_heard(window: Window) -> None:
    assert "No request has come" in window.text("board")
    await fills_in(window)
    assert "Example Coatings Oy" in window.text("board")
    assert "confidential" in window.text("board").casefold()

    await window.presses("Claim", "board")

    assert "Staff A from National centre Poland is looking after your request" in window.text()
    await window.follow("desk-ee")
    assert "No request has come" in window.text("board")


async def test_a_thread_reaches_the_company_and_back(window: Window) -> None:
    await fills_in(window)
    await window.presses("Claim", "board")
    await opens_thread(window)

    await window.writes_as_staff("Could you send a picture?", ("plan.png", b"\x89PNG\r\n1"))
    assert "Could you send a picture?" in window.text()
    assert "plan.png" in window.text()
    assert "white check mark" in window.text("thread")

    await window.writes("Here it is <b>", ("screw.png", b"\x89PNG\r\n2"))
    assert "Here it is <b>" in window.text("thread")
    assert "screw.png" in window.text("thread")

    await window.follow_first("-correct")
    await window.sends("/staff/edit", text="Could you send two pictures?")
    assert "Could you send two pictures?" in window.text()
    assert "Could you send a picture?" not in window.text()


async def test_what_the_other_person_writes_is_held_and_decided(window: Window) -> None:
    await fills_in(window)
    await window.presses("Claim", "board")
    await opens_thread(window)
    await window.follow("seat-b")

    await window.writes_as_staff("May I help?")
    assert "May I help?" not in window.text()
    assert "Only visible to Staff B" in window.text("thread")
    await window.presses("Send once", "thread")

    assert "May I help?" in window.text()
    assert "Only visible to Staff B" not in window.text("thread")


async def test_forms_ask_and_say_what_is_wrong(window: Window) -> None:
    await fills_in(window)
    await window.presses("Ask the company", "board")
    assert "a question of your own" in window.text("modal")
    await window.sends("/staff/submit", **{"field-words": ""})
    assert "Pick an open question, or write one of your own." in window.text("modal")
    await window.sends("/staff/submit", **{"field-words": "Which bath do you use?"})
    assert window.text("modal") == ""
    assert "Which bath do you use?" in window.text()


async def test_the_apps_page_and_the_command(window: Window) -> None:
    await fills_in(window)
    await window.writes_as_staff("/tram leads")
    assert "Only visible to Staff A" in window.text("board")
    assert "Example Coatings Oy" in window.text("board")

    await window.follow("tab-home")
    await window.sends("/staff/search", words="zinc")
    assert "BT-PL-" in window.text("board")
    await window.presses("Open", "board")
    assert "Anna Example" in window.text("modal")
    await window.sends("/staff/close")
    assert window.text("modal") == ""


async def test_an_edited_message_edits_its_answer(window: Window) -> None:
    await window.writes(PROBLEM)
    await window.follow_first("-edit")

    await window.sends("/company/edit", text=PROBLEM.replace("Gdańsk", "Tallinn"))

    assert "Estonia" in window.text()
    assert "edited" in window.text()


async def test_companies_talk_side_by_side(window: Window) -> None:
    await window.writes(PROBLEM)
    await window.sends("/company/add", language="en")
    assert PROBLEM not in window.text()
    await window.writes("how much does it cost?")
    assert "Sure of the intent yes" in window.text("insight")
    assert PROBLEM in window.text("talk-1")

    await window.writes("is it confidential?", company="1")
    assert "is it confidential?" in window.text()
    assert "how much does it cost?" in window.text("talk-2")
    assert "is it confidential?" in window.text("insight")

    await window.follow("pane-2-close")
    assert window.text("talk-2") == ""
    await window.follow("company-2")
    assert "how much does it cost?" in window.text()
    assert window.text("talk-1") == ""
    await window.follow("company-1-beside")
    assert "is it confidential?" in window.text()
    assert "how much does it cost?" in window.text("talk-2")


async def test_as_many_companies_are_seen_as_there_is_room_for(window: Window) -> None:
    for _ in range(5):
        await window.sends("/company/add", language="en")
    await window.writes("how much does it cost?")

    seen = [number for number in range(1, 7) if window.text(f"talk-{number}")]
    assert seen == [1, 2, 3, 6]
    assert "how much does it cost?" in window.text("talk-6")
    for beside in ("6", "9", "1.1", "x.2.", "2.3.4.5.6"):
        await window.look(f"/?company=6&beside={beside}")
        assert window.status == 200
        assert "how much does it cost?" in window.text()


async def test_a_message_goes_on_being_changed_while_another_company_writes(
    window: Window,
) -> None:
    await window.writes(PROBLEM)
    await window.sends("/company/add", language="en")
    await window.follow_first("-edit")

    await window.writes("how much does it cost?", company="2")
    await window.sends("/company/edit", text=PROBLEM.replace("Gdańsk", "Tallinn"))

    assert "Estonia" in window.text("talk-1")
    assert "how much does it cost?" in window.text("talk-2")


async def test_time_moves_on_and_what_is_due_happens(window: Window) -> None:
    await window.writes(PROBLEM)
    await window.presses("Yes, you may")
    before = window.text()

    await window.sends("/wait", hours="26")

    assert len(window.text()) > len(before)
    assert "BT-PL-" in window.text("board")
    assert "moved on by 26.0 h" in window.text("clock")

    await window.sends("/wait", hours="192")
    await window.follow("desk-lead-desk")
    assert "BT-PL-" in window.text("board")


async def test_what_the_bot_made_of_it_is_told_with_its_place(
    window: Window, english_root: Path
) -> None:
    await window.writes(PROBLEM)

    told = window.text("insight")
    for part in ("Language heard en", "corrosion", "Corrosion testing", "RemindAt"):
        assert part in told
    place = re.search(r"welcome phrase (\S+):(\d+)", told)
    assert place
    lines = (english_root / place[1]).read_text(encoding="utf-8").split("\n")
    assert lines[int(place[2]) - 1].strip().startswith("welcome:")


async def test_a_whole_story_is_saved_as_a_test_that_passes(
    window: Window, address: str, content: Content, tmp_path: Path
) -> None:
    await fills_in(window)
    await window.presses("Claim", "board")
    await opens_thread(window)
    await window.writes_as_staff("Could you send a picture?")
    await window.writes("Yes, tomorrow")
    await window.writes("", ("screw.png", b"\x89PNG\r\n"))
    await window.sends("/wait", hours="1")
    saved = await _saved(address, tmp_path)
    text = saved.read_text(encoding="utf-8")
    for line in ("press:", "change:", "centre:", "file:", "wait:"):
        assert f"  - {line}" in text

    assert replay(content, read_script(saved), saved_and_loaded) is None, text


async def test_a_talk_in_another_language_is_saved_with_it(
    nine: Content, root: Path, tmp_path: Path
) -> None:
    async with playing(Fixed(nine), root) as address, aiohttp.ClientSession(address) as session:
        window = Window(session)
        await window.look()
        await window.sends("/company/language", language="pl")
        await window.writes("/start")
        assert "Jestem tram-bot" in window.text()
        saved = await _saved(address, tmp_path)

    assert replay(nine, read_script(saved), saved_and_loaded) is None


async def test_a_saved_talk_passes_as_the_command_replays_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    async with (
        playing(Edited(tmp_path), tmp_path) as address,
        aiohttp.ClientSession(address) as session,
    ):
        window = Window(session)
        await window.look()
        await window.writes("we need something measured")
        await window.writes("our coating peels after one winter")
        await window.follow_first("-edit")
        await window.sends("/company/edit", text="red rust after a few weeks")
        await window.presses("Yes, you may")
        await window.writes("how much does it cost")
        saved = await _saved(address, tmp_path)

    asked = ["test", "--content", str(tmp_path), str(saved)]
    code = await asyncio.to_thread(cli.main, asked)

    assert (code, capsys.readouterr().out.strip()) == (0, "1 conversations, 0 failed")


async def _saved(address: str, folder: Path) -> Path:
    """The first company's talk, as it is downloaded."""
    async with aiohttp.ClientSession(address) as session, session.get("/test?company=1") as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="tried-1.yaml"'
        saved = folder / "tried-1.yaml"
        saved.write_bytes(await answer.read())
    return saved


async def test_a_fresh_start_forgets_everything(window: Window) -> None:
    await window.writes(PROBLEM)
    await window.sends("/afresh")
    assert PROBLEM not in window.text()
    assert "Nothing was said yet" in window.text()


async def test_an_edit_of_the_content_is_served_and_a_mistake_is_told(tmp_path: Path) -> None:
    write_small_content(tmp_path)
    file = tmp_path / "intents/money/en.yaml"
    good = file.read_text(encoding="utf-8")
    async with (
        playing(Edited(tmp_path, today=_today), tmp_path) as address,
        aiohttp.ClientSession(address) as session,
    ):
        window = Window(session)
        await window.look()
        file.write_text(good.replace("ended in 2019", "ended in 2020"), encoding="utf-8")
        async with asyncio.timeout(15):
            while "ended in 2020" not in window.text():
                await window.sends("/afresh")
                await window.writes("is there a free call")
        file.write_text(good.replace("reply: The free", "replies: The free"), encoding="utf-8")
        async with asyncio.timeout(15):
            while "unknown key 'replies'" not in window.text("problems"):
                await window.look()
        assert re.search(r"intents/money/en\.yaml:\d+", window.text("problems"))
        async with session.get("/healthz") as answer:
            health = await answer.json()
        assert (answer.status, health["status"]) == (200, "ok")
        assert health["content"][0]["file"] == "intents/money/en.yaml"
        await window.writes("can we get a measurement for free")
        assert window.text().count("ended in 2020") == 2
        assert not window.text("learning")
        file.write_text(good, encoding="utf-8")
        async with asyncio.timeout(15):
            while "Saved and in force since" not in window.text("learning"):
                await window.look()
        assert "UTC: intents/money/en.yaml" in window.text("learning")
        assert not window.text("problems")
        async with asyncio.timeout(15):
            while "content_mended" not in window.text("board"):
                await window.follow("desk-lead-desk")
        assert "content_broken" in window.text("board")


async def test_what_is_being_learnt_is_said_on_the_page_until_it_is(tmp_path: Path) -> None:
    write_small_content(tmp_path)
    memory = HeldLearning()
    file = tmp_path / "intents/money/en.yaml"
    async with (
        playing(Edited(tmp_path, Learner(memory=memory)), tmp_path) as address,
        aiohttp.ClientSession(address) as session,
    ):
        window = Window(session)
        await window.look()
        assert not window.text("learning")
        with memory.held():
            text = file.read_text(encoding="utf-8")
            text = text.replace("- is it expensive", "- what is the bill like")
            file.write_text(text, encoding="utf-8")
            async with asyncio.timeout(15):
                while not window.text("learning"):
                    await window.look()
            assert "English: examples, words" in window.text("learning")
            await window.writes("what is the bill like")
            assert "The centre tells you the price" in window.text()
        async with asyncio.timeout(15):
            while "still being learnt" in window.text("learning"):
                await window.look()
        assert "Saved and in force since" in window.text("learning")


async def test_an_example_that_sounds_like_another_intent_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, examples())
    file = tmp_path / EN
    good = file.read_text(encoding="utf-8")
    async with (
        playing(Edited(tmp_path, today=_today), tmp_path) as address,
        aiohttp.ClientSession(address) as session,
        session.get("/changes") as changes,
        asyncio.timeout(30),
    ):
        window = Window(session)
        await window.look()
        assert not window.text("warnings")
        file.write_text(good.replace(FREE, f"      - {ASTRAY}\n{FREE}"), encoding="utf-8")
        while "sounds like 'cost'" not in window.text("warnings"):
            await changes.content.readuntil(b"\n\n")
            await window.look()
        line = good[: good.index(FREE)].count("\n") + 1
        assert f"{EN}:{line} '{ASTRAY}'" in window.text("warnings")

        file.write_text(good, encoding="utf-8")
        while window.text("warnings"):
            await changes.content.readuntil(b"\n\n")
            await window.look()


async def test_what_an_edit_leaves_behind_in_many_languages_is_told_once(tmp_path: Path) -> None:
    write_small_content(tmp_path)
    for language in ("da", "de", "fi", "sv"):
        words = f"language: {language}\nintents:\n  free_calls:\n    reply: ... 2019 ...\n"
        (tmp_path / EN).with_name(f"{language}.yaml").write_text(words, encoding="utf-8")
    file = tmp_path / EN
    async with (
        playing(Edited(tmp_path, today=_today), tmp_path) as address,
        aiohttp.ClientSession(address) as session,
        session.get("/changes") as changes,
        asyncio.timeout(30),
    ):
        window = Window(session)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("ended in 2019", "ended in 2021"), encoding="utf-8")
        while "'2021'" not in window.text("warnings"):
            await changes.content.readuntil(b"\n\n")
            await window.look()
        assert window.text("warnings").count("'2021'") == 1
        assert "de.yaml:4" in window.text("warnings")


async def test_who_listens_is_told_of_what_another_does_at_once(
    window: Window, address: str
) -> None:
    async with aiohttp.ClientSession(address) as session, session.get("/changes") as changes:
        assert changes.content_type == "text/event-stream"
        first = await changes.content.readuntil(b"\n\n")
        await window.writes(PROBLEM)
        second = await changes.content.readuntil(b"\n\n")

    assert first.startswith(b"data: ")
    assert first != second


async def test_what_no_centre_is_for_comes_to_the_lead_partners_desk(window: Window) -> None:
    await window.look("/?centre=lead-desk")
    assert "that no other centre is for" in window.text("board")
    await window.writes("/start")
    await window.presses("Describe your problem")
    await window.writes("our choir is out of tune and we are in Oslo, Norway")
    await window.presses("Yes, you may")

    await window.sends("/wait", hours="26")

    assert "our choir is out of tune" in window.text("board")
    assert "# tram-lead-desk 1 request" in window.text("desks")


async def test_files_are_handed_out_to_be_kept_and_never_shown(
    window: Window, address: str
) -> None:
    await window.writes(PROBLEM)
    await window.writes("", ("page.html", b"<script>alert(1)</script>"))
    async with aiohttp.ClientSession(address) as session:
        async with session.get(window.file("page.html")) as answer:
            assert await answer.read() == b"<script>alert(1)</script>"
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"] == 'attachment; filename="page.html"'
        async with session.get("/company/file/none") as answer:
            assert answer.status == 404
    await window.writes("", ("śruba.png", b"\x89PNG"))
    async with (
        aiohttp.ClientSession(address) as session,
        session.get(window.file("śruba.png")) as answer,
    ):
        assert answer.content_disposition
        assert answer.content_disposition.filename == "śruba.png"


async def test_a_file_that_is_too_large_is_refused(window: Window, address: str) -> None:
    await window.writes("", ("large.png", bytes(21_000_000)))
    assert "large.png" in window.text()
    assert "20 MB" in window.text()

    there = urlsplit(address)
    reader, writer = await asyncio.open_connection(there.hostname, there.port)
    writer.write(
        f"POST /company/write HTTP/1.1\r\nHost: {there.netloc}\r\nContent-Type: multipart/form-data"
        "; boundary=x\r\nContent-Length: 99000000\r\n\r\n".encode()
    )
    assert b" 413 " in await reader.readline()
    writer.close()


async def test_no_other_time_than_a_sensible_one(window: Window) -> None:
    for hours in ("0", "-1", "99999999", "x", ""):
        await window.sends("/wait", hours=hours)
        assert window.status == 200
        assert "moved on" not in window.text("clock")
