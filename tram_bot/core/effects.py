"""What a turn wants done, in words that know no channel. Nothing here does it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tram_bot.core.identifiers import LeadId
from tram_bot.core.lead import File, Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A choice to press. `turn`, `scope` and `option` come back in `Pressed`."""

    label: str
    turn: int
    scope: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A titled block of lines, such as a facility with the reasons why it fits."""

    title: str
    lines: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One reply to the company: paragraphs, cards, then what is asked, with its buttons.

    The text is plain and in the person's language; a channel lays it out and escapes it. `files`
    come from the centre's desk and are shown below the text.
    """

    paragraphs: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    ask: str = ""
    buttons: tuple[Button, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitLead:
    """Hand this lead to its centre; one of the same id that exists already is completed by it."""

    lead: Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Pass the company's words on to the people who have its lead."""

    lead: LeadId
    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Delete everything kept about this conversation, its leads included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindAt:
    """Send `TimePassed(timer)` at `due` unless the same timer is set anew before."""

    timer: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReminder:
    """Forget a timer."""

    timer: str


Effect = Say | SubmitLead | Relay | Erase | RemindAt | CancelReminder


def one_reply(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """The effects of a burst of turns with a single reply: all that was said, one thing asked."""
    says = [effect for effect in effects if isinstance(effect, Say)]
    others = tuple(effect for effect in effects if not isinstance(effect, Say))
    if not says:
        return others
    said: dict[str, None] = dict.fromkeys(p for say in says for p in say.paragraphs)
    cards = dict.fromkeys(card for say in says for card in say.cards)
    return (*others, replace(says[-1], paragraphs=tuple(said), cards=tuple(cards)))
