"""The playground for whoever uses the keyboard, or hears it instead of seeing it."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.play.browsing import PATIENCE, Hands, page_on, usable
from tests.play.conftest import playing
from tests.play.window import PROBLEM
from tests.test_confusions import EN, examples, write
from tram_bot.serving import Edited

_TELLS_AGAIN = """() => {
    window.again = [];
    for (const id of ["problems", "learning", "warnings"]) {
        const part = document.getElementById(id);
        let told = part.textContent;
        const look = () => {
            if (told === part.textContent) window.again.push(id);
            told = part.textContent;
        };
        new MutationObserver(look).observe(part, {childList: true, subtree: true});
    }
}"""
"""Has the page note which of its parts is sent though it says what it said before."""
_CONTRAST = """(element) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const light = (colour) => {
        const [red, green, blue] = colour.match(/\\d+/g).map((part) => linear(part / 255));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    const ground = getComputedStyle(element.closest("nav")).backgroundColor;
    const both = [getComputedStyle(element).outlineColor, ground].map(light);
    return Math.max(...both) / Math.min(...both);
}"""
"""How the ring around something stands out: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""


async def test_side_by_side_by_the_keyboard(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        await page.locator("#add-company").focus()
        await page.keyboard.press("Enter")
        one, other = Hands(page, 1), Hands(page, 2)
        await other.field.wait_for()
        await one.field.focus()
        await page.keyboard.type("how much does it cost?")
        await page.keyboard.press("Enter")
        await page.keyboard.type("and who ")
        await one.hears("Describing your problem here costs nothing")
        await page.locator("#company-1[aria-current]").wait_for()
        await page.keyboard.type("pays?")
        assert await one.field.input_value() == "and who pays?"

        await page.locator("#pane-2-close").focus()
        await page.keyboard.press("Enter")
        await other.chat.wait_for(state="detached")
        await page.locator("#company-2-beside").focus()
        await page.keyboard.press("Enter")
        await other.chat.wait_for()
        assert await one.field.input_value() == "and who pays?"


async def test_a_thread_is_opened_and_left_by_the_keyboard(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        await page.locator("#add-company").click()
        await Hands(page, 2).sends_request()
        opener = page.locator("#board [id$=-thread]")
        await opener.focus()
        await page.keyboard.press("Enter")
        await page.locator("#thread-close:focus").wait_for()

        await page.keyboard.press("Enter")
        await page.locator("#thread").wait_for(state="detached")
        await page.locator("#board [id$=-thread]:focus").wait_for()


async def test_a_form_is_left_by_the_keyboard_to_where_one_was(
    browser: Browser, address: str, screenshots: Path
) -> None:
    async with page_on(browser, address) as page:
        hands = Hands(page)
        await hands.sends_request()
        opener = hands.board.get_by_role("button", name="Pass on", exact=True)
        await opener.focus()
        await page.keyboard.press("Enter")
        await page.locator("dialog:modal").wait_for()
        await usable(page)
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


async def test_the_keyboard_goes_on_beside_what_goes_away(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        hands = Hands(page)
        await page.locator("#start-1").focus()
        await page.keyboard.press("Enter")
        await page.locator("#company-text-1:focus").wait_for()
        await hands.sends_request()

        menu = page.locator("#board .menu summary")
        focused = page.locator("#board .menu:not([open]) summary:focus")
        await menu.focus()
        for key in ("Enter", "Tab", "Enter"):
            await page.keyboard.press(key)
        await page.locator("dialog:modal").wait_for()
        await page.keyboard.press("Escape")
        await focused.wait_for()

        for key in ("Enter", "Tab", "Tab", "Enter"):
            await page.keyboard.press(key)
        await hands.board.get_by_text("1 reply").wait_for()
        await focused.wait_for()

        await hands.chat.locator("[id$=-delete]").last.focus()
        await page.keyboard.press("Enter")
        await page.locator("#company-text-1:focus").wait_for()


async def test_a_message_is_changed_by_the_keyboard(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        await Hands(page).writes("what does it cost?")
        await page.locator("#talk-1 [id$=-edit]").focus()
        await page.keyboard.press("Enter")
        await page.get_by_label("Change the message").fill("is it confidential?")
        await page.keyboard.press("Enter")
        await page.locator("#company-text-1:focus").wait_for()


async def test_a_reply_is_read_out_wherever_one_writes(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        said = page.locator("#said")
        await said.evaluate("element => { window.before = element; }")
        await page.locator("#add-company").click()
        one, other = Hands(page, 1), Hands(page, 2)
        await other.field.wait_for()
        await one.writes(PROBLEM)
        await expect(said).to_contain_text("tram-bot to Company 1: ", timeout=PATIENCE)
        await expect(said).to_contain_text("may I keep your answers")

        await page.locator("#talk-1 [id$=-edit]").click()
        await page.get_by_label("Change the message").fill(PROBLEM.replace("Gdańsk", "Tallinn"))
        await page.keyboard.press("Enter")
        await expect(said).to_contain_text("Estonia", timeout=PATIENCE)

        await page.locator("#company-2").click()
        await page.locator("#company-2[aria-current]").wait_for()
        await expect(said).to_be_empty()
        # What is put in its place with what it says is not read out.
        assert await said.evaluate("element => element === window.before")
        assert "heard" not in page.url


async def test_what_stands_of_the_content_is_read_out_once(
    browser: Browser, tmp_path: Path
) -> None:
    write(tmp_path, examples())
    file = tmp_path / EN
    good = file.read_text(encoding="utf-8")
    async with playing(Edited(tmp_path), tmp_path) as address, page_on(browser, address) as page:
        await page.evaluate(_TELLS_AGAIN)
        hands = Hands(page)
        file.write_text(good.replace("label:", "lable:"), encoding="utf-8")
        await page.get_by_text("The content on the disk has errors").wait_for()
        await hands.writes("hello")
        await hands.hears("hello")
        file.write_text(good, encoding="utf-8")
        await page.get_by_text("Saved and in force since").wait_for()
        await hands.writes("hello there")
        await hands.hears("hello there")
        assert await page.evaluate("window.again") == []


async def test_what_is_wrong_in_a_form_is_told_with_its_field(
    browser: Browser, address: str
) -> None:
    async with page_on(browser, address) as page:
        hands = Hands(page)
        await hands.sends_request()
        await hands.presses(hands.board, "Ask the company")
        field = page.get_by_label("Or a question of your own")
        hint = "The company reads it in its chat"
        await expect(field).to_have_accessible_description(re.compile(hint), timeout=PATIENCE)
        await page.locator("#modal-submit").click()
        both = re.compile(f"Pick an open question.*{hint}")
        await expect(field).to_have_accessible_description(both, timeout=PATIENCE)
        await expect(field).to_have_attribute("aria-invalid", "true")
        await usable(page)


@pytest.mark.parametrize("dark", [False, True])
async def test_where_the_keyboard_is_stands_out_in_the_list_of_channels(
    browser: Browser, address: str, *, dark: bool
) -> None:
    async with page_on(browser, address, dark=dark) as page:
        await page.locator("#tab-channel").focus()
        await page.keyboard.press("Shift+Tab")
        assert await page.locator("#desks a:focus-visible").evaluate(_CONTRAST) >= 3


async def test_ones_own_message_beside_its_thread(browser: Browser, address: str) -> None:
    async with page_on(browser, address) as page:
        await page.get_by_label("Message in").fill("one")
        await page.keyboard.press("Enter")
        await page.locator("#board").get_by_text("Reply in thread").click()
        await page.locator("#thread").get_by_text("one", exact=True).wait_for()
        await usable(page)
