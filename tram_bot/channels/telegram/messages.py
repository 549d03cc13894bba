"""What we say, as Telegram messages: plain texts within its limits, and a keyboard below.

No parse mode is ever set, so nothing in a text is markup: `<b>`, backticks and stars arrive as
they were written.
"""

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from tram_bot.core.effects import Button, Card, Say

_MOST = int(MessageLimit.MAX_TEXT_LENGTH)
"""UTF-16 units of one text: https://core.telegram.org/bots/api#sendmessage"""
_ROW_CHARACTERS = 24
_ROW_BUTTONS = 3
"""What still fits side by side on a narrow phone. Ours."""
NO_WORDS = "…"
"""Stands over buttons that came without a word: Telegram takes no empty text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to send."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a button carries: see `Pressed` in `core.events`."""

    turn: int
    scope: str
    option: str


def messages_of(say: Say, *, with_files: bool = False) -> tuple[Message, ...]:
    """The reply as one message or, if it is long, several; the last has the buttons. None where
    files that come `with_files` say it all."""
    blocks = (*say.paragraphs, *(_card(card) for card in say.cards), say.ask)
    if with_files and not say.buttons and not any(block.strip() for block in blocks):
        return ()
    text = "\n\n".join(block for block in blocks if block.strip()) or NO_WORDS
    *first, last = cut(text)
    return (
        *(Message(text=part) for part in first),
        Message(text=last, keyboard=_keyboard(say.buttons)),
    )


def cut(text: str, most: int = _MOST) -> tuple[str, ...]:
    """The text in parts of at most `most` UTF-16 units each, ending where a paragraph, a line
    or a word ends, whichever is found first and leaves no mere scrap.

    >>> cut("one two\\n\\nthree four", most=12)
    ('one two', 'three four')
    >>> cut("one two three", most=8)
    ('one two', 'three')
    >>> cut("🙂🙂🙂", most=4)
    ('🙂🙂', '🙂')
    """
    parts = []
    rest = text.strip()
    while units(rest) > most:
        head = _beginning(rest, most)
        at = _good_end(head)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return (*parts, rest)


def units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 units: one beyond the basic plane has two."""
    return len(text) + sum(character > "\uffff" for character in text)


def data_of(button: Button) -> str:
    """What the button carries, to be read by `carried`.

    Always at most the 64 bytes of https://core.telegram.org/bots/api#inlinekeyboardbutton: a
    scope has up to SLOT_ID characters and an option OPTION_ID (see `core.limits`; a longer id is
    an error of the content), which leaves the turn six digits. In base 16 they last for 16
    million turns of one conversation.
    """
    return f"{button.turn:x}:{button.scope}:{button.option}"


def carried(data: str) -> Carried | None:
    """What a pressed button carried, or None if no button of ours ever carried that.

    >>> carried("1f:focus:problems:corrosion")
    Carried(turn=31, scope='focus', option='problems:corrosion')
    """
    turn, _, rest = data.partition(":")
    scope, separator, option = rest.partition(":")
    try:
        return Carried(turn=int(turn, 16), scope=scope, option=option) if separator else None
    except ValueError:
        return None


def _card(card: Card) -> str:
    return "\n".join(line for line in (card.title, *card.lines, card.link) if line)


def _keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for button in buttons:
        key = InlineKeyboardButton(button.label, callback_data=data_of(button))
        if rows and len(rows[-1]) < _ROW_BUTTONS and len(button.label) <= room:
            rows[-1].append(key)
        else:
            rows.append([key])
            room = _ROW_CHARACTERS
        room -= len(button.label)
    return InlineKeyboardMarkup(rows) if rows else None


def _beginning(text: str, most: int) -> str:
    """The longest beginning of the text with at most `most` units."""
    head = text[:most]
    while units(head) > most:
        head = head[: len(head) - max((units(head) - most) // 2, 1)]
    return head


def _good_end(head: str) -> int:
    for mark in ("\n\n", "\n", " "):
        at = head.rfind(mark)
        if at >= len(head) // 2:
            return at
    return len(head)
