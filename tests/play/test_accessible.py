"""The playground for whoever uses the keyboard, or hears it instead of seeing it."""

from pathlib import Path

from playwright.async_api import Browser

from tests.play.browsing import Hands, page_on, usable


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
