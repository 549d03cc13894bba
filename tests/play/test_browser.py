"""The playground in a real browser: the whole story, and whether everybody can use it."""

from datetime import date
from pathlib import Path

from playwright.async_api import Browser, Dialog, FilePayload, expect

from tests.play.browsing import PATIENCE, STORY, STORY_IN_POLISH, Hands, page_on, usable
from tests.play.conftest import playing
from tests.play.window import PROBLEM
from tests.test_confusions import ASTRAY, EN, FREE, examples, write
from tram_bot.core.content import Content
from tram_bot.served import Fixed
from tram_bot.serving import Edited

_PICTURE = FilePayload(name="screw.png", mimeType="image/png", buffer=b"\x89PNG\r\n")
_END = (
    "Math.max(...[...document.querySelectorAll('#company, .centre')]"
    ".map(half => half.getBoundingClientRect().bottom))"
)
"""Where the halves end, in pixels from the top of the window."""
_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def test_the_whole_story(browser: Browser, address: str, screenshots: Path) -> None:
    async with page_on(browser, address) as page:
        await usable(page)
        await page.screenshot(path=screenshots / "1-beginning.png")
        hands = Hands(page)
        await hands.sends_request()
        await hands.board.get_by_text("Example Coatings Oy").first.wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "2-request.png", full_page=True)

        await hands.presses(hands.board, "Claim")
        await hands.hears("Staff A from National centre Poland")
        await hands.board.get_by_text("Reply in thread").click()
        await page.get_by_label("Reply in the thread").fill("Could you send a picture?")
        await page.keyboard.press("Enter")
        await hands.hears("Could you send a picture?")
        await hands.writes("Yes, <b>tomorrow</b>")
        await page.locator("#thread").get_by_text("Yes, <b>tomorrow</b>").wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "3-thread.png", full_page=True)

        await page.locator("#thread-close").click()
        await page.get_by_label("Message in").fill("/tram leads")
        await page.keyboard.press("Enter")
        await page.get_by_text("Only visible to Staff A").wait_for()
        await page.locator("#tab-home").click()
        await page.get_by_label("Find a request").fill("zinc")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Found: 1").wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "4-home.png")


async def test_two_companies_in_two_languages_side_by_side(
    browser: Browser, nine: Content, root: Path, screenshots: Path
) -> None:
    async with playing(Fixed(nine), root) as address, page_on(browser, address) as page:
        await page.locator("#add-company").click()
        await page.get_by_label("Platform language of Company 2").select_option("pl")
        one, other = Hands(page, 1), Hands(page, 2)
        for english, polish in zip(STORY, STORY_IN_POLISH, strict=True):
            await one.does(*english)
            await other.does(*polish)
        await one.board.get_by_text("Example Coatings Oy").first.wait_for()
        await one.board.get_by_text("Powłoki Przykład").first.wait_for()
        told = page.locator("#insight")
        await told.get_by_text("jesteśmy firmą 12 osób").first.wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "8-two.png")
        for there, language in (
            ("#talk-1 .bubble", "en"),
            ("#talk-2 .bubble", "pl"),
            ("#board .kit", "pl"),
        ):
            assert await page.locator(there).count()
            assert await page.locator(f"{there}:not(:lang({language}))").count() == 0
        assert await page.locator("#language-1 option:lang(pl)").inner_text() == "Polski"

        await one.field.fill("half a sen")
        await page.locator("#board").get_by_role("button", name="Przejmij").first.click()
        await one.hears("Staff A from National centre Poland")
        await page.wait_for_function(
            "document.getElementById('said').textContent.includes('tram-bot to Company 1')"
        )
        await page.locator("#board").get_by_role("button", name="Przejmij").click()
        await other.hears("Staff A")
        heard = page.locator("#said p", has_text="tram-bot to Company 2")
        await heard.locator("span:lang(pl)").wait_for(state="attached")
        await page.locator("#board").get_by_text("Reply in thread").last.click()
        await page.get_by_label("Reply in the thread").fill("Proszę o zdjęcie")
        await page.keyboard.press("Enter")
        await other.hears("Proszę o zdjęcie")
        assert await one.field.input_value() == "half a sen"
        await usable(page)
        await page.screenshot(path=screenshots / "9-two-thread.png")

        await page.set_viewport_size({"width": 390, "height": 844})
        await page.locator("#company-1").click()
        await one.chat.wait_for()
        assert not await other.chat.is_visible()
        assert await one.field.input_value() == "half a sen"
        await usable(page)
        await page.screenshot(path=screenshots / "10-two-phone.png", full_page=True)
        assert not await page.evaluate(_WIDE)


async def test_three_companies_side_by_side_in_the_dark(
    browser: Browser, address: str, screenshots: Path
) -> None:
    async with page_on(browser, address, dark=True) as page:
        await page.set_viewport_size({"width": 1920, "height": 1080})
        for number in (2, 3):
            await page.locator("#add-company").click()
            await Hands(page, number).field.wait_for()
        for number, asked in ((3, "what does it cost?"), (1, PROBLEM), (2, "is it secret?")):
            hands = Hands(page, number)
            await hands.writes(asked)
            await hands.hears("tram-bot:")
        await page.locator("#pane-2.chosen").wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "11-three.png")
        for width in (1440, 1000, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            assert not await page.evaluate(_WIDE)
            await usable(page)
            await page.screenshot(path=screenshots / f"11-three-{width}.png", full_page=True)


async def test_what_is_half_typed_is_there_when_one_comes_back(
    browser: Browser, address: str
) -> None:
    async with page_on(browser, address) as page:
        one, other = Hands(page, 1), Hands(page, 2)
        await one.writes("what does it cost?")
        await one.hears("costs nothing")
        await page.locator("#add-company").click()
        await other.field.fill("half a sen")
        await page.get_by_label("Files").last.set_input_files(_PICTURE)
        await page.locator("#talk-1 [id$=-edit]").click()
        changed = page.get_by_label("Change the message")
        await changed.fill("what would it co")
        await page.locator("#pane-2-close").click()
        await other.chat.wait_for(state="detached")
        await page.locator("#company-2").click()
        await other.chat.wait_for()
        assert await other.field.input_value() == "half a sen"

        await page.locator("#company-1").click()
        await page.locator("#talk-1 [id$=-edit]").click()
        assert await changed.input_value() == "what would it co"
        await page.locator("#edit-cancel").click()
        await changed.wait_for(state="detached")
        await page.locator("#talk-1 [id$=-edit]").click()
        assert await changed.input_value() == "what does it cost?"
        await page.locator("#company-2").click()
        await page.locator("#company-send-2").click()
        await other.chat.get_by_role("link", name="screw.png").wait_for()
        assert await other.field.input_value() == ""


async def test_what_one_window_does_the_other_shows_while_somebody_types(
    browser: Browser, address: str
) -> None:
    async with page_on(browser, address) as one, page_on(browser, address) as other:
        field = other.get_by_label("Message of Company")
        await field.fill("half a sen")
        await Hands(one).writes(PROBLEM)
        await Hands(other).hears("may I keep your answers")
        assert await field.input_value() == "half a sen"
        assert await field.evaluate("element => element === document.activeElement")
        assert "may I keep your answers" in await other.locator("#said").inner_text()


async def test_what_is_half_typed_stays_while_one_looks_around(
    browser: Browser, address: str
) -> None:
    async with page_on(browser, address) as page:
        field = page.get_by_label("Message of Company 1")
        await field.fill("half a sen")
        await page.get_by_label("Files").first.set_input_files(_PICTURE)
        await page.locator("#tab-home").click()
        search = page.get_by_role("searchbox")
        await search.fill("half a wo")
        async with page_on(browser, address) as other:
            await Hands(other).writes(PROBLEM)
            await Hands(page).hears("may I keep your answers")

        assert await search.input_value() == "half a wo"
        assert await search.evaluate("element => element === document.activeElement")
        await page.locator("#seat-b").click()
        await page.locator("#seat-b[aria-current]").wait_for()
        assert await search.input_value() == ""
        assert await field.input_value() == "half a sen"
        await page.locator("#company-send-1").click()
        await page.locator("#talk-1").get_by_role("link", name="screw.png").wait_for()
        assert await field.input_value() == ""


async def test_a_message_is_changed_as_it_was_typed(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        await page.get_by_label("Message in").fill("one & <two>\n*three*")
        await page.locator("#staff-send").click()
        await page.locator("#board [id$=-correct]").click()
        changed = page.get_by_label("Change the message")
        await changed.wait_for()

        assert await changed.input_value() == "one & <two>\n*three*"


async def test_each_message_in_slack_has_a_draft_of_its_own(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        for text in ("one", "two"):
            await page.get_by_label("Message in").fill(text)
            await page.keyboard.press("Enter")
            await page.locator("#board").get_by_text(text, exact=True).wait_for()
        edits = page.locator("#board [id$=-correct]")
        changed = page.get_by_label("Change the message")
        await edits.first.click()
        await changed.fill("one and a ha")
        await edits.last.click()
        await expect(changed).to_have_value("two", timeout=PATIENCE)
        await edits.first.click()
        await expect(changed).to_have_value("one and a ha", timeout=PATIENCE)


async def test_the_thread_of_an_erased_request_goes_at_once(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        hands = Hands(page)
        await hands.sends_request()
        await hands.board.get_by_text("Reply in thread").click()
        await page.get_by_label("Reply in the thread").wait_for()
        await hands.board.locator("summary").click()
        await hands.presses(hands.board, "Erase")
        await page.locator("#modal-submit").click()
        await page.locator("#thread").wait_for(state="detached")
        # A window that is closed while it loads its page anew may stay open without an end.
        await page.get_by_label("Message in").wait_for()
        await page.wait_for_load_state()


async def test_what_was_not_taken_is_given_back_and_told(browser: Browser, address: str) -> None:
    async with page_on(browser, address, may_fail=True) as page:
        field = page.get_by_label("Message of Company 1")
        files = page.get_by_label("Files").first
        await field.fill("eleven pictures")
        await files.set_input_files([_PICTURE] * 11)
        await page.locator("#company-send-1").click()
        await page.get_by_text("Not done: Too many files").wait_for()
        assert await field.input_value() == "eleven pictures"
        assert await files.evaluate("element => element.files.length") == 11

        await page.route("**/company/write?*", lambda route: route.abort())
        await page.locator("#company-send-1").click()
        await page.get_by_text("The program does not answer").wait_for()
        assert await field.input_value() == "eleven pictures"


async def test_every_window_is_told_of_a_fresh_start(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as one, page_on(browser, address) as other:
        await other.locator("#add-company").click()
        await other.get_by_label("Message of Company 2").wait_for()

        answers = [Dialog.dismiss, Dialog.accept]

        async def answer(asked: Dialog) -> None:
            await answers.pop(0)(asked)

        one.on("dialog", answer)
        await one.locator("#afresh").click()
        await one.locator("#company-2").wait_for()
        await one.locator("#afresh").click()

        for window in (other, one):
            await window.locator("#company-2").wait_for(state="detached")
            # A window that is closed while it loads its page anew may stay open without an end.
            await window.get_by_label("Message of Company 1").wait_for()
            await window.wait_for_load_state()


async def test_in_the_dark_and_on_a_phone(
    browser: Browser, address: str, screenshots: Path
) -> None:
    async with page_on(browser, address, dark=True) as page:
        hands = Hands(page)
        await hands.sends_request()
        await hands.board.get_by_text("Reply in thread").click()
        await page.get_by_label("Reply in the thread").wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "6-dark.png", full_page=True)

        await page.set_viewport_size({"width": 390, "height": 844})
        await usable(page)
        await page.screenshot(path=screenshots / "7-phone.png", full_page=True)
        assert not await page.evaluate(_WIDE)


async def test_what_is_saved_is_told_without_being_asked_for(
    browser: Browser, tmp_path: Path, screenshots: Path
) -> None:
    write(tmp_path, examples())
    file = tmp_path / EN
    good = file.read_text(encoding="utf-8")
    async with (
        playing(Edited(tmp_path, today=lambda: date(2027, 11, 29)), tmp_path) as address,
        page_on(browser, address, dark=True) as page,
    ):
        more = page.get_by_text("warning about the content")
        await more.wait_for()
        await page.screenshot(path=screenshots / "12-warnings.png")
        file.write_text(good.replace(FREE, f"      - {ASTRAY}\n{FREE}"), encoding="utf-8")
        await page.get_by_text("Saved and in force since").wait_for()
        await page.get_by_text("sounds like 'cost'").wait_for()
        for height in (1000, 720):
            await page.set_viewport_size({"width": 1440, "height": height})
            assert height - 100 < await page.evaluate(_END) < height
        file.write_text(good.replace("label:", "lable:", 9), encoding="utf-8")
        await page.get_by_text("The content on the disk has errors").wait_for()
        await page.set_viewport_size({"width": 1280, "height": 720})
        await page.locator("#add-company").click()
        await page.locator("#talk-2").wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "15-errors-dark.png")
        assert not await page.evaluate(_WIDE)
        await page.locator("#pane-2-close").click()
        file.write_text(good.replace(FREE, f"      - {ASTRAY}\n{FREE}"), encoding="utf-8")
        await page.set_viewport_size({"width": 1440, "height": 1000})
        await more.click()
        await Hands(page).writes("hello")
        await Hands(page).hears("hello")
        await page.get_by_text("were looked up more than 2 years ago").wait_for()
        await usable(page)
        await page.screenshot(path=screenshots / "13-warnings-dark.png")
        await page.set_viewport_size({"width": 390, "height": 844})
        assert not await page.evaluate(_WIDE)
        await page.emulate_media(color_scheme="light")
        await usable(page)
        await page.screenshot(path=screenshots / "14-warnings-phone.png")
