"""What we say, as Slack messages: blocks within the limits, with the buttons in the last one.

Everything stands where nothing is markup; a facility's name is a link.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tram_bot.core.effects import Button, Card, Say
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.escaping import escaped

_COMMAND = re.compile(r"(?<![\w/.])/([a-z_]{2,32})\b")
_ANSWER = "answer"
"""The block of the buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a button carries: see `Pressed` in `core.events`."""

    turn: int
    scope: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message: its blocks, and its words for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]

    @property
    def arguments(self) -> dict[str, Any]:
        """What the methods of the Web API call them."""
        return {"text": self.text, "blocks": list(self.blocks)}


def messages_of(say: Say, is_command: Callable[[str], bool]) -> tuple[Message, ...]:
    """The reply as one message or, if it is long, several; the last has the buttons.

    Slack keeps everything that begins with a slash for itself: a command we name is named
    without it, and is understood that way, too. `is_command` tells which words are commands.
    """

    def without_slash(text: str) -> str:
        return _COMMAND.sub(lambda m: f"“{m[1]}”" if is_command(m[1]) else m[0], text)

    blocks: list[Block] = []
    for paragraph in say.paragraphs:
        blocks.extend(kit.sections(without_slash(paragraph)))
    blocks.extend(_card(card) for card in say.cards)
    if say.ask:
        blocks.extend(kit.sections(without_slash(say.ask)))
    if not blocks:
        blocks.append(kit.section("…"))
    buttons = kit.actions([_button(b, n) for n, b in enumerate(say.buttons)], _ANSWER)
    return tuple(
        Message(text=escaped(_words(part)), blocks=tuple(part)) for part in _parts(blocks, buttons)
    )


def carried(value: str) -> Carried | None:
    """What a pressed button carried, or None if no button of ours ever carried that.

    >>> carried("31:focus:problems:corrosion")
    Carried(turn=31, scope='focus', option='problems:corrosion')
    """
    turn, _, rest = value.partition(":")
    scope, separator, option = rest.partition(":")
    if not separator or not turn.isdecimal():
        return None
    return Carried(turn=int(turn), scope=scope, option=option)


def _button(button: Button, number: int) -> Block:
    value = f"{button.turn}:{button.scope}:{button.option}"
    return kit.button(button.label, f"{_ANSWER}_{number}", value)


def _card(card: Card) -> Block:
    rest = "".join(f"\n{line}" for line in card.lines)
    return kit.rich(kit.link(card.link, card.title, bold=True), kit.words(rest))


def _parts(blocks: list[Block], buttons: list[Block]) -> list[list[Block]]:
    """The blocks in messages that Slack takes, the buttons with the last of them."""
    room = kit.MESSAGE_BLOCKS - len(buttons)
    parts: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        length = len(kit.text_of(block))
        if len(parts[-1]) >= room or (parts[-1] and size + length > kit.MESSAGE_CHARACTERS):
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += length
    parts[-1].extend(buttons)
    return parts


def _words(blocks: list[Block]) -> str:
    return (
        "\n\n".join(
            block["text"]["text"]
            for block in blocks
            if block.get("text", {}).get("type") == "plain_text"
        )
        or "…"
    )
