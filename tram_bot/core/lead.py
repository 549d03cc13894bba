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
from tram_bot.core.routing import Route


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


class Outcome(StrEnum):
    """How a lead ended."""

    MEASUREMENT_AGREED = "measurement_agreed"
    ADVICE_GIVEN = "advice_given"
    NO_FIT = "no_fit"
    WITHDRAWN = "withdrawn"
    SPAM = "spam"


class Verdict(StrEnum):
    """What the centre thinks of the facility that was found."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_FEASIBLE = "not_feasible"


class Role(StrEnum):
    """Why a lead stands on a centre's desk."""

    OWNER = "owner"
    COPY = "copy"
    ESCALATED = "escalated"
    FORMER = "former"


_TAKEN_UP = (Step.CLAIM, Step.PASS_ON, Step.CLOSE)
"""Steps after which a lead stays with the centre that has it, whatever the company adds."""

TABLE: Mapping[LeadState, Mapping[Step, LeadState]] = MappingProxyType(
    {
        LeadState.NEW: {
            Step.CLAIM: LeadState.CLAIMED,
            Step.REPLY: LeadState.NEW,
            Step.PASS_ON: LeadState.NEW,
            Step.COMPLETE: LeadState.NEW,
            Step.CLOSE: LeadState.CLOSED,
        },
        LeadState.CLAIMED: {
            Step.REPLY: LeadState.IN_CONVERSATION,
            Step.RELEASE: LeadState.NEW,
            Step.PASS_ON: LeadState.NEW,
            Step.COMPLETE: LeadState.CLAIMED,
            Step.CLOSE: LeadState.CLOSED,
        },
        LeadState.IN_CONVERSATION: {
            Step.REPLY: LeadState.IN_CONVERSATION,
            Step.HAND_BACK: LeadState.CLAIMED,
            Step.RELEASE: LeadState.NEW,
            Step.PASS_ON: LeadState.NEW,
            Step.COMPLETE: LeadState.IN_CONVERSATION,
            Step.CLOSE: LeadState.CLOSED,
        },
        LeadState.CLOSED: {
            Step.REPLY: LeadState.CLOSED,
            Step.REOPEN: LeadState.CLAIMED,
            Step.COMPLETE: LeadState.NEW,
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who works on leads. `id` is the desk's own name for them; `centres` are those on
    whose desk they sit, at the moment of what they do."""

    id: str
    name: str
    first_name: str = ""
    centres: tuple[CentreId, ...] = ()

    @property
    def signs_as(self) -> str:
        """The name the company sees."""
        return self.first_name or self.name


COMPANY = Staff(id="company", name="company")
"""Who does what the company does with its own lead."""
CLOCK = Staff(id="clock", name="clock")
"""Who does what nobody did in time."""


REFUSED = "refused"
"""The line of a lead's history for something that was not accepted."""
ESCALATED = "escalate"
"""The line for a desk that was called in, and behind its id why: nothing if nobody has claimed the
lead in time, else what made its centre's desk unreachable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a lead's history. `message` is the platform's id of the message it tells of,
    `files` are the signs of those that came with it, `centre` is where the lead went by being
    passed on."""

    at: datetime
    who: str
    step: str
    detail: str = ""
    who_id: str = ""
    message: str = ""
    files: tuple[str, ...] = ()
    centre: CentreId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the company agreed to: which wording, in which language, and when."""

    text_version: str
    language: Language
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file the company sent. `handle` is how its channel finds it again; `size` is in bytes;
    `message` is the channel's id of the message that it came with, "" if that is not known. Where
    one file may have several handles, its `mark` tells it from others."""

    name: str
    media_type: str
    size: int
    handle: str
    message: str = ""
    mark: str = ""

    @property
    def sign(self) -> str:
        """What the very same file is known by."""
        return self.mark or self.handle


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What somebody at a centre wrote and nobody has decided on: it has not left the house."""

    message: str
    by: Staff
    text: str
    at: datetime
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A company's need on its way to a centre.

    `reference` is what people say (`BT-PL-26-0042`); `copies` are centres that get to see it too;
    `open_questions` are the questions not answered, by id; `partial` marks a conversation left
    half way; `answers` are by slot id. `owner` is the id of who claimed it. `escalated` are
    centres that were called in because nobody took it up, `former` those that passed it on;
    `held` are replies that wait for a decision. `unreachable` says why the company gets nothing
    any more, `blocked` that nothing it writes is read. `company` and `email_domain` are what
    duplicates are known by, "" if unknown. `route` is how its centre was found, None if that was
    not kept yet when it was sent.
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
    owner_name: str = ""
    outcome: Outcome | None = None
    verdict: Verdict | None = None
    history: tuple[Happening, ...] = ()
    escalated: tuple[CentreId, ...] = ()
    former: tuple[CentreId, ...] = ()
    held: tuple[Held, ...] = ()
    unreachable: str = ""
    blocked: bool = False
    company: str = ""
    email_domain: str = ""
    route: Route | None = None

    def role_of(self, centre: CentreId) -> Role:
        """Why it stands on that centre's desk."""
        if centre == self.centre:
            return Role.OWNER
        if centre in self.escalated:
            return Role.ESCALATED
        return Role.COPY if centre in self.copies else Role.FORMER

    def why_called_in(self, centre: CentreId) -> str:
        """What made the desk unreachable for which a centre was called in; "" if nobody there had
        claimed the lead in time."""
        for line in reversed(self.history):
            called, _, why = line.detail.partition(" ")
            if line.step == ESCALATED and called == centre and why:
                return why
        return ""

    @property
    def desks(self) -> tuple[CentreId, ...]:
        """Every centre that is shown it, its own first."""
        return tuple(dict.fromkeys((self.centre, *self.copies, *self.escalated, *self.former)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A step that the table does not have: nothing changed."""

    state: LeadState
    step: Step


def advance_lead(
    lead: Lead,
    step: Step,
    *,
    who: Staff,
    at: datetime,
    detail: str = "",
    message: str = "",
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
    line = Happening(
        at=at,
        who=who.name,
        who_id=who.id,
        step=step,
        detail=detail,
        message=message,
        centre=centre if step is Step.PASS_ON else None,
    )
    kept = replace(lead, state=follows, history=(*lead.history, line))
    match step:
        case Step.CLAIM | Step.REOPEN:
            return replace(
                kept,
                owner=who.id,
                owner_name=who.name,
                outcome=None,
                verdict=None,
                blocked=lead.blocked and step is Step.CLAIM,
            )
        case Step.RELEASE:
            return replace(kept, owner="", owner_name="")
        case Step.PASS_ON:
            assert centre is not None
            return _moved(kept, centre)
        case Step.CLOSE:
            return replace(kept, outcome=outcome)
        case Step.COMPLETE if lead.state is LeadState.CLOSED:
            # The company has sent it after all: it is up to the whole centre again.
            return replace(kept, owner="", owner_name="", outcome=None, verdict=None)
        case Step.REPLY | Step.HAND_BACK | Step.COMPLETE:
            return kept


def _moved(lead: Lead, centre: CentreId) -> Lead:
    """The lead at another centre, which is no copy or former one any more. Who was called in for
    the centre before is one of them; for the new one its next desk is called in in good time."""
    before = (*lead.former, lead.centre, *lead.escalated)
    return replace(
        lead,
        owner="",
        owner_name="",
        centre=centre,
        copies=tuple(each for each in lead.copies if each != centre),
        escalated=(),
        former=tuple(each for each in dict.fromkeys(before) if each != centre),
    )


def completed(lead: Lead, later: Lead) -> Lead:
    """A lead handed over before, completed by what the company said since.

    What was done with it stays, and so does when it came in and who has it, once anybody has: a
    lead that is new and was never passed on goes where the later answers send it. The answers and
    what was found for them are the later ones.
    """
    untouched = lead.state is LeadState.NEW and not any(
        line.step in _TAKEN_UP for line in lead.history
    )
    advanced = advance_lead(lead, Step.COMPLETE, who=COMPANY, at=later.submitted_at)
    kept = lead if isinstance(advanced, Refused) else advanced
    after = replace(
        later,
        reference=lead.reference,
        submitted_at=lead.submitted_at,
        centre=later.centre if untouched else kept.centre,
        copies=later.copies if untouched else kept.copies,
        route=later.route if untouched else kept.route,
        state=kept.state,
        owner=kept.owner,
        owner_name=kept.owner_name,
        outcome=kept.outcome,
        verdict=kept.verdict,
        history=kept.history,
        escalated=kept.escalated,
        former=kept.former,
        held=kept.held,
        unreachable=kept.unreachable,
        blocked=kept.blocked,
    )
    # A desk that has it no longer is still to be shown so.
    left = (each for each in kept.desks if each not in after.desks)
    return replace(after, former=(*after.former, *left))


def reference(country: str, year: int, number: int) -> str:
    """A reference people can read out: country or `XX`, two digits of the year, a number.

    >>> reference("PL", 2026, 42)
    'BT-PL-26-0042'
    """
    return f"BT-{country}-{year % 100:02d}-{number:04d}"
