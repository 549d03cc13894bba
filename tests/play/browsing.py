"""The playground in a real browser, and what a person does there."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, async_playwright

from tests.play.window import PROBLEM

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIETLY = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 15_000
"""Milliseconds for something to appear."""
_LONGEST = 90
"""Seconds for all that is done in a window."""
_GRAVE = ("serious", "critical")
_TWICE = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Chromium, without a screen; whoever asks for it is skipped where there is none."""
    if not _CHROMIUM:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIETLY)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def page_on(
    browser: Browser, address: str, *, dark: bool = False, may_fail: bool = False
) -> AsyncIterator[Page]:
    """A window; nothing may go wrong in it that the console tells, unless it `may_fail`."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 1000},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type != "info" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A dialog that nobody answers holds up whatever is done in the page, without an end.
    async with asyncio.timeout(_LONGEST):
        await page.goto(f"{address}/?centre=pl")
        yield page
        await context.close()
    assert may_fail or wrong == []


_WRITES, _PRESSES = "writes", "presses"
STORY = (
    (_WRITES, PROBLEM, "may I keep your answers"),
    (_PRESSES, "Yes, you may", "How confidential"),
    (_WRITES, "confidential", "tried"),
    (_WRITES, "we changed the cleaning bath, no difference", "How many"),
    (_WRITES, "6 coated screws, nothing dangerous", "name"),
    (_WRITES, "Anna Example, Example Coatings Oy, anna@example.org", "Shall I send"),
    (_PRESSES, "Send it", "BT-PL-"),
)
"""What a company does, and what it hears then."""
STORY_IN_POLISH = (
    (
        _WRITES,
        "jesteśmy firmą 12 osób z Gdańska, robimy powłoki cynkowe na stali, po teście w komorze "
        "solnej robią się pęcherze, chcemy poznać przyczynę przed majem",
        "Czy mogę zachować",
    ),
    (_PRESSES, "Tak, zgadzam się", "Na ile poufna"),
    (_WRITES, "poufne", "próbowali"),
    (_WRITES, "zmieniliśmy kąpiel czyszczącą, bez różnicy", "próbek"),
    (_WRITES, "6 pokrytych śrub, nic niebezpiecznego", "nazwisko"),
    (_WRITES, "Jan Przykład, Powłoki Przykład, jan@example.org", "Czy wysłać"),
    (_PRESSES, "Wyślij", "BT-PL-"),
)


class Hands:
    """What a person does in the window, at the company of that number or at the centre."""

    def __init__(self, page: Page, company: int = 1) -> None:
        self.page = page
        self.chat = page.locator(f"#talk-{company}")
        self.field = page.get_by_label(f"Message of Company {company}", exact=True)
        self.board = page.locator("#board")

    async def writes(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def hears(self, text: str) -> None:
        await self.chat.get_by_text(text).last.wait_for()

    async def presses(self, where: Locator, label: str) -> None:
        await where.get_by_role("button", name=label, exact=True).last.click()

    async def does(self, verb: str, words: str, heard: str) -> None:
        if verb == _WRITES:
            await self.writes(words)
        else:
            await self.presses(self.chat, words)
        await self.hears(heard)

    async def sends_request(self) -> None:
        for step in STORY:
            await self.does(*step)


async def usable(page: Page) -> None:
    """Nothing stands in the way of somebody with a screen reader, a keyboard or weak eyes."""
    found = await Axe().run(page)
    grave = [each for each in found.response["violations"] if each["impact"] in _GRAVE]
    told = [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in grave]
    assert told == [], told
    twice = await page.evaluate(_TWICE)
    assert twice == [], twice
