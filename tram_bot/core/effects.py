"""What a turn wants done, in words that know no channel. Nothing here does it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tram_bot.core.identifiers import CentreId, Language, LeadId
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
    come from the centre's desk and are shown below the text. `staff_message` is the desk's id of
    the message that this brings the company, for later edits.
    """

    paragraphs: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    ask: str = ""
    buttons: tuple[Button, ...] = ()
    files: tuple[File, ...] = ()
    staff_message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """Change what the company was shown of a message of the centre's, or take it back (None)."""

    staff_message: str
    say: Say | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitLead:
    """Hand this lead to its centre; one of the same id that exists already is completed by it."""

    lead: Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLead:
    """Keep the lead as it is now. With `show`, every desk that has it is shown how it stands."""

    lead: Lead
    show: bool = True


class Wish(StrEnum):
    """What a company wants of the people who have its lead, where it has pressed a button or said
    yes and they are told in the bot's words: the phrase of each by its key."""

    PERSON = "person_asked_for"
    ANSWER = "still_waiting"
    STOP = "consent_taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Pass the company's words and files on to the people who have its lead, or a `wish` of its,
    which the bot tells them in their own language.

    `message` is the channel's id of the company's message: with `edited` or `deleted`, what was
    passed on of it before is changed or taken back.
    """

    lead: LeadId
    text: str = ""
    edited: bool = False
    deleted: bool = False
    message: str = ""
    files: tuple[File, ...] = ()
    wish: Wish | None = None

    @property
    def takes_back(self) -> bool:
        """Whether nothing is left of the message: it was deleted, or what it said."""
        return self.deleted or (self.edited and not (self.text or self.files))


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDesk:
    """A line from the bot in the lead's thread at a centre; `loud`: in the channel as well."""

    lead: LeadId
    centre: CentreId
    text: str
    loud: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The decisions on a held reply, with their labels in the staff's language."""

    message: str
    labels: tuple[tuple[str, str], ...]
    """(decision, label) in the order to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """Tell one member of staff, overheard by nobody, where they did something: in the channel or,
    with `in_thread`, in the lead's thread."""

    lead: LeadId
    centre: CentreId
    to: str
    text: str
    in_thread: bool = False
    choices: Choices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Put the whole lead, as files, into its thread at a centre; what was told in confidence only
    if that is wanted."""

    lead: LeadId
    centre: CentreId
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveData:
    """Hand the company everything that is kept about it, as a file.

    The file is made when it is sent, of what is kept by then: there is never a second copy.
    """


class Occasion(StrEnum):
    """Why something was erased: the company wished it, or its time was over."""

    WISH = "wish"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Delete everything kept about this conversation, its leads and their cards included; only how
    many there were is counted, under `why`.

    `notes` are what is left to be said at the desks that had them.
    """

    notes: tuple[tuple[CentreId, str], ...] = ()
    why: Occasion = Occasion.WISH


class Mishap(StrEnum):
    """What went wrong with a message, and what the guesses beside it are."""

    MISSED = "missed"
    """Nothing likely was found; the guesses are what came nearest, if anything did."""
    OFFERED = "offered"
    """The likeliest meanings were offered; they are the guesses."""
    CHOSEN = "chosen"
    """One of those was chosen then; it is the only guess, and right."""
    REFUSED = "refused"
    """It was taken for the only guess, and the company said that it was misunderstood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misheard:
    """Keep a message that was not understood, for people to teach the bot. `text` tells no more
    who wrote it; `guesses` are intents, the likeliest first; `message` is the platform's id of it,
    "" if there is none."""

    text: str
    language: Language
    why: Mishap
    guesses: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unhear:
    """Keep none of the messages that were not understood since then: the company began to tell
    its problem, and they may have been part of it."""

    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """Keep this message no longer, if it was not understood: the company changed or deleted it."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hear no more of whoever holds this conversation, for this lead; `staff` is who says so."""

    reference: str
    centre: CentreId
    staff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unblock:
    """Hear whoever holds this conversation again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindAt:
    """Send `TimePassed(timer)` at `due` unless the same timer is set anew before."""

    timer: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReminder:
    """Forget a timer."""

    timer: str


Effect = (
    Say
    | Amend
    | SubmitLead
    | KeepLead
    | Relay
    | TellDesk
    | Whisper
    | Export
    | GiveData
    | Erase
    | Misheard
    | Unhear
    | Retract
    | Block
    | Unblock
    | RemindAt
    | CancelReminder
)


def one_reply(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """The effects of a burst of turns with a single reply: all that was said, one thing asked.

    What a person at the centre wrote stays a message of its own, so that it can be changed later.
    """
    says = [effect for effect in effects if isinstance(effect, Say) and not effect.staff_message]
    if len(says) < 2:
        return tuple(effects)
    said: dict[str, None] = dict.fromkeys(p for say in says for p in say.paragraphs)
    cards = dict.fromkeys(card for say in says for card in say.cards)
    reply = replace(says[-1], paragraphs=tuple(said), cards=tuple(cards))
    last = max(index for index, effect in enumerate(effects) if effect is says[-1])
    return tuple(
        reply if index == last else effect
        for index, effect in enumerate(effects)
        if index == last or not any(effect is each for each in says)
    )
