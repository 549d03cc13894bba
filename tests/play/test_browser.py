"""The playground in a real browser: the whole story, and whether everybody can use it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, FilePayload, Locator, Page, async_playwright

from tests.play.test_story import PROBLEM

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIETLY = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_PATIENCE = 15_000
"""Milliseconds for something to appear."""
_PICTURE = FilePayload(name="screw.png", mimeType="image/png", buffer=b"\x89PNG\r\n")
_GRAVE = ("serious", "critical")

pytestmark = pytest.mark.skipif(
    not _CHROMIUM, reason="there is no Chromium here: apt-get install chromium"
)


@pytest.fixture(scope="module")
def screenshots(pytestconfig: pytest.Config) -> Path:
    """Where what was seen is kept."""
    return pytestconfig.cache.mkdir("screenshots")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium, without a screen."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIETLY)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def _window(
    browser: Browser, address: str, *, dark: bool = False, may_fail: bool = False
) -> AsyncIterator[Page]:
    """A window; nothing may go wrong in it that the console tells, unless it `may_fail`."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 1000},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(_PATIENCE)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type != "info" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    await page.goto(f"{address}/?centre=pl")
    yield page
    await context.close()
    assert may_fail or wrong == []


class _Hands:
    """What a person does in the window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chat = page.locator("#chat")
        self.board = page.locator("#board")

    async def writes(self, text: str) -> None:
        await self.page.get_by_label("Message of Company").fill(text)
        await self.page.keyboard.press("Enter")

    async def hears(self, text: str) -> None:
        await self.chat.get_by_text(text).last.wait_for()

    async def presses(self, where: Locator, label: str) -> None:
        await where.get_by_role("button", name=label, exact=True).last.click()

    async def sends_request(self) -> None:
        await self.writes(PROBLEM)
        await self.hears("may I keep your answers")
        await self.presses(self.chat, "Yes, you may")
        await self.hears("How confidential")
        await self.writes("confidential")
        await self.hears("tried")
        await self.writes("we changed the cleaning bath, no difference")
        await self.hears("How many")
        await self.writes("6 coated screws, nothing dangerous")
        await self.hears("name")
        await self.writes("Anna Example, Example Coatings Oy, anna@example.org")
        await self.hears("Shall I send")
        await self.presses(self.chat, "Send it")
        await self.hears("BT-PL-")


async def _usable(page: Page) -> None:
    """Nothing stands in the way of somebody with a screen reader, a keyboard or weak eyes."""
    found = await Axe().run(page)
    grave = [each for each in found.response["violations"] if each["impact"] in _GRAVE]
    told = [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in grave]
    assert told == []


async def test_the_whole_story(browser: Browser, address: str, screenshots: Path) -> None:
    async with _window(browser, address) as page:
        await _usable(page)
        await page.screenshot(path=screenshots / "1-beginning.png")
        hands = _Hands(page)
        await hands.sends_request()
        await hands.board.get_by_text("Example Coatings Oy").first.wait_for()
        await _usable(page)
        await page.screenshot(path=screenshots / "2-request.png", full_page=True)

        await hands.presses(hands.board, "Claim")
        await hands.hears("Staff A from National centre Poland")
        await hands.board.get_by_text("Reply in thread").click()
        await page.get_by_label("Reply in the thread").fill("Could you send a picture?")
        await page.keyboard.press("Enter")
        await hands.hears("Could you send a picture?")
        await hands.writes("Yes, <b>tomorrow</b>")
        await page.locator("#thread").get_by_text("Yes, <b>tomorrow</b>").wait_for()
        await _usable(page)
        await page.screenshot(path=screenshots / "3-thread.png", full_page=True)

        await page.locator("#thread-close").click()
        await page.get_by_label("Message in").fill("/tram leads")
        await page.keyboard.press("Enter")
        await page.get_by_text("Only visible to Staff A").wait_for()
        await page.locator("#tab-home").click()
        await page.get_by_label("Find a request").fill("zinc")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Found: 1").wait_for()
        await _usable(page)
        await page.screenshot(path=screenshots / "4-home.png")


async def test_a_form_is_left_by_the_keyboard_to_where_one_was(
    browser: Browser, address: str, screenshots: Path
) -> None:
    async with _window(browser, address) as page:
        hands = _Hands(page)
        await hands.sends_request()
        opener = hands.board.get_by_role("button", name="Pass on", exact=True)
        await opener.focus()
        await page.keyboard.press("Enter")
        await page.locator("dialog:modal").wait_for()
        await _usable(page)
        await page.screenshot(path=screenshots / "5-form.png")
        await page.keyboard.press("Escape")
        await page.locator("dialog").wait_for(state="detached")
        assert await opener.evaluate("element => element === document.activeElement")

        await opener.click()
        await page.get_by_label("To which centre").select_option("ee")
        await page.locator("dialog textarea").fill("It is theirs")
        await page.locator("#modal-submit").click()
        await page.locator("dialog").wait_for(state="detached")
        await page.locator("#desk-ee").click()
        await hands.board.get_by_text("Example Coatings Oy").first.wait_for()


async def test_what_one_window_does_the_other_shows_while_somebody_types(
    browser: Browser, address: str
) -> None:
    async with _window(browser, address) as one, _window(browser, address) as other:
        field = other.get_by_label("Message of Company")
        await field.fill("half a sen")
        await _Hands(one).writes(PROBLEM)
        await _Hands(other).hears("may I keep your answers")
        assert await field.input_value() == "half a sen"
        assert await field.evaluate("element => element === document.activeElement")
        assert "may I keep your answers" in await other.locator("#said").inner_text()


async def test_what_is_half_typed_stays_while_one_looks_around(
    browser: Browser, address: str
) -> None:
    async with _window(browser, address) as page:
        field = page.get_by_label("Message of Company")
        await field.fill("half a sen")
        await page.get_by_label("Files").first.set_input_files(_PICTURE)
        await page.locator("#tab-home").click()
        search = page.get_by_role("searchbox")
        await search.fill("half a wo")
        async with _window(browser, address) as other:
            await _Hands(other).writes(PROBLEM)
            await _Hands(page).hears("may I keep your answers")

        assert await search.input_value() == "half a wo"
        assert await search.evaluate("element => element === document.activeElement")
        await page.locator("#seat-b").click()
        await page.locator("#seat-b[aria-current]").wait_for()
        assert await search.input_value() == ""
        assert await field.input_value() == "half a sen"
        await page.locator("#company-send").click()
        await page.locator("#chat").get_by_role("link", name="screw.png").wait_for()
        assert await field.input_value() == ""


async def test_a_message_is_changed_as_it_was_typed(browser: Browser, address: str) -> None:
    async with _window(browser, address) as page:
        await page.get_by_label("Message in").fill("one & <two>\n*three*")
        await page.locator("#staff-send").click()
        await page.locator("#board [id$=-correct]").click()
        changed = page.get_by_label("Change the message")
        await changed.wait_for()

        assert await changed.input_value() == "one & <two>\n*three*"


async def test_what_was_not_taken_is_given_back_and_told(browser: Browser, address: str) -> None:
    async with _window(browser, address, may_fail=True) as page:
        field = page.get_by_label("Message of Company")
        files = page.get_by_label("Files").first
        await field.fill("eleven pictures")
        await files.set_input_files([_PICTURE] * 11)
        await page.locator("#company-send").click()
        await page.get_by_text("Not done: Too many files").wait_for()
        assert await field.input_value() == "eleven pictures"
        assert await files.evaluate("element => element.files.length") == 11

        await page.route("**/company/write?*", lambda route: route.abort())
        await page.locator("#company-send").click()
        await page.get_by_text("The program does not answer").wait_for()
        assert await field.input_value() == "eleven pictures"


async def test_every_window_is_told_of_a_fresh_start(browser: Browser, address: str) -> None:
    async with _window(browser, address) as one, _window(browser, address) as other:
        await other.locator("#add-company").click()
        await other.get_by_label("Message of Company 2").wait_for()

        one.once("dialog", lambda asked: asked.dismiss())
        await one.locator("#afresh").click()
        await one.locator("#company-2").wait_for()
        one.once("dialog", lambda asked: asked.accept())
        await one.locator("#afresh").click()

        await other.get_by_label("Message of Company 1").wait_for()
        await one.locator("#company-2").wait_for(state="detached")


async def test_in_the_dark_and_on_a_phone(
    browser: Browser, address: str, screenshots: Path
) -> None:
    async with _window(browser, address, dark=True) as page:
        hands = _Hands(page)
        await hands.sends_request()
        await hands.board.get_by_text("Reply in thread").click()
        await page.get_by_label("Reply in the thread").wait_for()
        await _usable(page)
        await page.screenshot(path=screenshots / "6-dark.png", full_page=True)

        await page.set_viewport_size({"width": 390, "height": 844})
        await _usable(page)
        await page.screenshot(path=screenshots / "7-phone.png", full_page=True)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await page.evaluate(wide)
