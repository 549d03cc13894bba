"""Block Kit within its limits: https://docs.slack.dev/reference/block-kit/blocks

Plain dictionaries: slack_sdk has classes for blocks, which refuse what is too long when it is too
late to mend it; these cut and split instead. All words stand in `plain_text`, or in `rich_text`
where one of them is a link or bold: in neither is anything markup, whoever wrote it. `mrkdwn` is
not used, for in it an address becomes a link, and `@here` may become a call, even escaped.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from tram_bot.core.present import shortened

Block = dict[str, Any]

SECTION, HEADER, BUTTON, OPTION, TITLE = 3000, 150, 75, 75, 24
"""Characters: of a section, a header, the text of a button, of an option, of a modal's title."""
MESSAGE_BLOCKS, VIEW_BLOCKS, ACTIONS = 50, 100, 25
"""How many blocks, and how many elements of one block of actions."""
MESSAGE_CHARACTERS = 12_000
"""Characters of all blocks of a message: Slack refuses some more than 13,000
(https://github.com/slackapi/bolt-js/issues/2509)."""


def plain(text: str, most: int = SECTION) -> Block:
    """A text in which nothing is markup."""
    return {"type": "plain_text", "text": _beginning(text.strip() or "–", most), "emoji": False}


def section(text: str) -> Block:
    """A paragraph of people's words."""
    return {"type": "section", "text": plain(text)}


def sections(text: str) -> list[Block]:
    """A long text as several paragraphs, ending where one ends, or a line, or a word."""
    return [section(part) for part in cut(text, SECTION)]


def rich(*pieces: Block) -> Block:
    """A paragraph of words, links and channels: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"""
    kept = [piece for piece in pieces if piece.get("text") != ""]
    section = {"type": "rich_text_section", "elements": kept}
    return {"type": "rich_text", "elements": [section]}


def words(text: str, *, bold: bool = False) -> Block:
    """A piece of a rich paragraph."""
    return {"type": "text", "text": _beginning(text, SECTION), **_style(bold)}


def link(address: str, text: str, *, bold: bool = False) -> Block:
    """A piece that leads somewhere, or just its words if there is no address."""
    if not address:
        return words(text, bold=bold)
    return {"type": "link", "url": address, "text": _beginning(text, SECTION), **_style(bold)}


def channel(id: str) -> Block:
    """A piece that leads to a channel, by its name to whoever may know that."""
    return {"type": "channel", "channel_id": id}


def text_of(block: Block) -> str:
    """All that a section, a header or a rich paragraph says."""
    if block["type"] == "rich_text":
        pieces = (piece for part in block["elements"] for piece in part["elements"])
        return "".join(piece.get("text", "") for piece in pieces)
    return str(block.get("text", {}).get("text", ""))


def _beginning(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _style(bold: bool) -> Block:
    return {"style": {"bold": True}} if bold else {}


def header(text: str) -> Block:
    """A title."""
    return {"type": "header", "text": plain(shortened(text, HEADER), HEADER)}


def context(*texts: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [plain(text) for text in texts if text.strip()][:10]}


def button(label: str, action_id: str, value: str, *, style: str = "") -> Block:
    """A button; `style` is primary or danger."""
    element: Block = {
        "type": "button",
        "text": plain(shortened(label, BUTTON), BUTTON),
        "action_id": action_id,
        "value": value,
    }
    if style:
        element["style"] = style
    return element


def actions(elements: Sequence[Block], block_id: str = "") -> list[Block]:
    """Buttons, in as many rows as they need."""
    rows = []
    for first in range(0, len(elements), ACTIONS):
        row: Block = {"type": "actions", "elements": list(elements[first : first + ACTIONS])}
        if block_id:
            row["block_id"] = f"{block_id}{first or ''}"
        rows.append(row)
    return rows


def option(label: str, value: str) -> Block:
    """One of a list to choose from."""
    return {"text": plain(shortened(label, OPTION), OPTION), "value": value}


def overflow(action_id: str, options: Iterable[Block]) -> Block:
    """A menu of at most five things."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)[:5]}


def select(action_id: str, options: Iterable[Block], placeholder: str = "") -> Block:
    """A list to choose one from."""
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "options": list(options)[:100],
    }
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    return element


def checkbox(action_id: str, option: Block) -> Block:
    """A single thing to tick."""
    return {"type": "checkboxes", "action_id": action_id, "options": [option]}


def field(action_id: str, *, multiline: bool = False, most: int = 3000, initial: str = "") -> Block:
    """A field to type in."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": multiline,
        "max_length": most,
    }
    if initial:
        element["initial_value"] = initial[:most]
    return element


def asked(
    label: str, element: Block, *, block_id: str, hint: str = "", optional: bool = False
) -> Block:
    """A field of a form with its label."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    return block


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    callback_id: str = "",
    submit: str = "",
    private: str = "",
) -> Block:
    """A view on top of the channel."""
    view: Block = {
        "type": "modal",
        "title": plain(shortened(title, TITLE), TITLE),
        "blocks": list(blocks)[:VIEW_BLOCKS],
        "close": plain(close, TITLE),
    }
    if callback_id:
        view["callback_id"] = callback_id
    if submit:
        view["submit"] = plain(submit, TITLE)
    if private:
        view["private_metadata"] = private
    return view


def cut(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` characters each, ending where a paragraph, a line or a
    word ends, whichever is found first and leaves no mere scrap.

    >>> cut("one two\\n\\nthree four", 12)
    ['one two', 'three four']
    """
    parts = []
    rest = text.strip()
    while len(rest) > most:
        head = rest[:most]
        at = next(
            (found for mark in ("\n\n", "\n", " ") if (found := head.rfind(mark)) >= most // 2),
            most,
        )
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts
