"""A lead and its life: the one table of what may follow what.

Rule 1: every transition stands in `TABLE`; what is absent is refused and changes nothing.
Rule 2: every step is kept with who and when; the history is the audit.
Rule 3: nothing is deleted here; erasing is the store's business, and whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from tram_bot.core.answers import Answer
from tram_bot.core.finding import FacilityMatch, TechniqueMatch
from tram_bot.core.identifiers import CentreId, ConversationId, Country, Language, LeadId


class LeadState(StrEnum):
    """Where a lead stands."""

    NEW = "new"
    CLAIMED = "claimed"
    IN_CONVERSATION = "in_conversation"
    CLOSED = "closed"


class Step(StrEnum):
    """What somebody does with a lead."""

    CLAIM = "claim"
    RELEASE = "release"
    REPLY = "reply"
    HAND_BACK = "hand_back"
    PASS_ON = "pass_on"
    CLOSE = "close"
    REOPEN = "reopen"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    """How a lead ended."""

    MEASUREMENT_AGREED = "measurement_agreed"
    ADVICE_GIVEN = "advice_given"
    NO_FIT = "no_fit"
    WITHDRAWN = "withdrawn"
    SPAM = "spam"


_OPEN = (LeadState.NEW, LeadState.CLAIMED, LeadState.IN_CONVERSATION)

_TAKEN_UP = (Step.CLAIM, Step.PASS_ON, Step.CLOSE)
"""Steps after which a lead stays with the centre that has it, whatever the company adds."""

TABLE: Mapping[LeadState, Mapping[Step, LeadState]] = MappingProxyType(
    {
        LeadState.NEW: {
            Step.CLAIM: LeadState.CLAIMED,
            Step.PASS_ON: LeadState.NEW,
            Step.COMPLETE: LeadState.NEW,
            Step.CLOSE: LeadState.CLOSED,
            Step.WITHDRAW: LeadState.CLOSED,
        },
        LeadState.CLAIMED: {
            Step.REPLY: LeadState.IN_CONVERSATION,
            Step.RELEASE: LeadState.NEW,
            Step.PASS_ON: LeadState.NEW,
            Step.COMPLETE: LeadState.CLAIMED,
            Step.CLOSE: LeadState.CLOSED,
            Step.WITHDRAW: LeadState.CLOSED,
        },
        LeadState.IN_CONVERSATION: {
            Step.REPLY: LeadState.IN_CONVERSATION,
            Step.HAND_BACK: LeadState.CLAIMED,
            Step.RELEASE: LeadState.NEW,
            Step.PASS_ON: LeadState.NEW,
            Step.COMPLETE: LeadState.IN_CONVERSATION,
            Step.CLOSE: LeadState.CLOSED,
            Step.WITHDRAW: LeadState.CLOSED,
        },
        LeadState.CLOSED: {
            Step.REOPEN: LeadState.CLAIMED,
            Step.COMPLETE: LeadState.NEW,
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a lead's history."""

    at: datetime
    who: str
    step: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the company agreed to: which wording, in which language, and when."""

    text_version: str
    language: Language
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file the company sent. `handle` is how its channel finds it again; `size` is in bytes."""

    name: str
    media_type: str
    size: int
    handle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A company's need on its way to a centre.

    `reference` is what people say (`BT-PL-26-0042`); `copies` are centres that get to see it too;
    `open_questions` are the questions not answered, by id; `partial` marks a conversation left
    half way; `answers` are by slot id.
    """

    id: LeadId
    reference: str
    conversation: ConversationId
    questionnaire: str
    centre: CentreId
    copies: tuple[CentreId, ...]
    country: Country | None
    language: Language
    answers: Mapping[str, Answer]
    open_questions: tuple[str, ...]
    partial: bool
    wants_person: bool
    techniques: tuple[TechniqueMatch, ...]
    facilities: tuple[FacilityMatch, ...]
    at_home: FacilityMatch | None
    unrecognised: tuple[str, ...]
    consent: Consent
    files: tuple[File, ...]
    submitted_at: datetime
    state: LeadState = LeadState.NEW
    owner: str = ""
    outcome: Outcome | None = None
    history: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A step that the table does not have: nothing changed."""

    state: LeadState
    step: Step


def advance_lead(
    lead: Lead,
    step: Step,
    *,
    who: str,
    at: datetime,
    detail: str = "",
    centre: CentreId | None = None,
    outcome: Outcome | None = None,
) -> Lead | Refused:
    """The lead after one step, or why not.

    Passing on needs the `centre` it goes to, closing the `outcome`; without them the step is
    refused. Only one person can claim: a second claim finds the lead no longer new.
    """
    follows = TABLE[lead.state].get(step)
    lacks = (step is Step.PASS_ON and centre is None) or (step is Step.CLOSE and outcome is None)
    if follows is None or lacks:
        return Refused(state=lead.state, step=step)
    kept = replace(
        lead,
        state=follows,
        history=(*lead.history, Happening(at=at, who=who, step=step, detail=detail)),
    )
    match step:
        case Step.CLAIM | Step.REOPEN:
            return replace(kept, owner=who, outcome=None)
        case Step.RELEASE:
            return replace(kept, owner="")
        case Step.PASS_ON:
            assert centre is not None
            copies = tuple(c for c in kept.copies if c != centre)
            return replace(kept, owner="", centre=centre, copies=copies)
        case Step.CLOSE:
            return replace(kept, outcome=outcome)
        case Step.WITHDRAW:
            return replace(kept, outcome=Outcome.WITHDRAWN)
        case Step.COMPLETE if lead.state is LeadState.CLOSED:
            # The company has sent it after all: it is up to the whole centre again.
            return replace(kept, owner="", outcome=None)
        case Step.REPLY | Step.HAND_BACK | Step.COMPLETE:
            return kept


def completed(lead: Lead, later: Lead) -> Lead:
    """A lead handed over before, completed by what the company said since.

    What was done with it stays, and so does who has it, once anybody has: a lead that is new and
    was never passed on goes where the later answers send it. The answers and what was found for
    them are the later ones.
    """
    untouched = lead.state is LeadState.NEW and not any(
        line.step in _TAKEN_UP for line in lead.history
    )
    advanced = advance_lead(lead, Step.COMPLETE, who="company", at=later.submitted_at)
    kept = lead if isinstance(advanced, Refused) else advanced
    return replace(
        later,
        reference=lead.reference,
        centre=later.centre if untouched else kept.centre,
        copies=later.copies if untouched else kept.copies,
        state=kept.state,
        owner=kept.owner,
        outcome=kept.outcome,
        history=kept.history,
    )


def reference(country: str, year: int, number: int) -> str:
    """A reference people can read out: country or `XX`, two digits of the year, a number.

    >>> reference("PL", 2026, 42)
    'BT-PL-26-0042'
    """
    return f"BT-{country}-{year % 100:02d}-{number:04d}"
