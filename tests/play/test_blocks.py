"""How what the bot posts in Slack looks on the page."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tram_bot.clock import SystemClock
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.play.house import House, opened
from tram_bot.play.page import Page
from tram_bot.play.places import Places
from tram_bot.play.view import view_of
from tram_bot.play.web_api import slack_of
from tram_bot.served import Fixed

PL = CentreId("pl")


@pytest.fixture
async def house(content: Content) -> AsyncIterator[House]:
    """A house in which nothing has happened yet."""
    async with opened(lambda: content, SystemClock(), "en") as house:
        yield house


async def _posted(house: House, content: Content, **said: Any) -> str:
    """The page, once the bot has posted that in the Polish channel."""
    client = slack_of(house.workspace).client
    await client.chat_postMessage(channel=house.workspace.desk(PL).id, **said)
    view = view_of({"centre": PL}, house, content)
    return await Page(Places(Path())).whole(house, Fixed(content), view, "1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
        ("<script>alert(1)</script>", "script"),
        ("*bold* and _slanted_", "<strong>bold</strong> and <em>slanted</em>"),
        ("one\ntwo", "one<br>two"),
        ("<https://example.org/?a=1&amp;b|there>", 'href="https://example.org/?a=1&amp;b"'),
        ("<javascript:alert(1)|there>", "there"),
        ("<@U0PLA> look", "<b>@Staff A</b> look"),
        ("<!here>", "<b>@here</b>"),
        ("<!date^1767607200^{date} at {time}|then>", "5 January 2026 at 10:00"),
        ("<!date^x^{date}|then>", "then"),
    ],
)
async def test_markup_is_shown_and_nothing_else_is_any(
    house: House, content: Content, text: str, shown: str
) -> None:
    page = await _posted(house, content, text=text)

    assert shown in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


async def test_nobody_changes_what_the_bot_posted(house: House, content: Content) -> None:
    client = slack_of(house.workspace).client
    posted = await client.chat_postMessage(channel=house.workspace.desk(PL).id, text="mine")
    view = view_of({"centre": PL, "correct": posted["ts"]}, house, content)

    page = await Page(Places(Path())).whole(house, Fixed(content), view, "1")

    assert "Change the message" not in page


@pytest.mark.parametrize(
    "block",
    [
        {"type": "video", "title": "<b>odd</b>"},
        {"type": "actions", "elements": [{"type": "datepicker", "title": "<b>odd</b>"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_quote", "title": "<b>odd</b>"}]},
    ],
)
async def test_what_is_not_known_is_shown_as_it_is(
    house: House, content: Content, block: dict[str, Any]
) -> None:
    page = await _posted(house, content, text="odd", blocks=[block])

    assert '<details class="unknown">' in page
    assert r"\u003cb\u003eodd\u003c/b\u003e" in page
    assert "<b>odd</b>" not in page
