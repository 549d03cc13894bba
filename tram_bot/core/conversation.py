"""Where a talk stands: one small frozen value, saved after every turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tram_bot.core.answers import Answer, Part
from tram_bot.core.effects import Button
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, Language, LeadId
from tram_bot.core.lead import Consent, File, Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What *back* returns to: the answers as they were, and the question that was open."""

    answers: Mapping[str, Answer]
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One filling of a questionnaire.

    `answers` holds every answer ever given, by slot id; those whose question no longer applies
    are parked by `core.questionnaire`, not removed. `asked` are the questions ever put, in order.
    `first_turn` is the turn in which it was begun and `taken_up` that in which it was opened last,
    which tell its buttons from another run's. `latest` is the question answered last; `consent` is
    the record of what was agreed to, made when it was. `reminded` is set once the company was
    reminded of this run or a partial lead of it was handed over, until it answers again or sends a
    file. `left_out` are the signs of files that the company has taken out of it.
    """

    id: EventId
    questionnaire: str
    first_turn: int
    started_at: datetime
    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    history: tuple[Snapshot, ...] = ()
    latest: str = ""
    files: tuple[File, ...] = ()
    left_out: tuple[str, ...] = ()
    wants_person: bool = False
    consent: Consent | None = None
    reminded: bool = False
    taken_up: int = 0

    def has_shown(self, turn: int) -> bool:
        """Whether a questionnaire's button of that turn is one of this run's, as it is open now.
        Those shown before it was taken up may be another run's that was open in between, as both
        ask the same."""
        return turn >= max(self.first_turn, self.taken_up)


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Nothing is open. `misses` counts messages in a row that were not understood."""

    misses: int = 0
    kind: Literal["idle"] = "idle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question is open.

    `asked_at` is when it was put: what was sent before belongs to the answer before. `attempts`
    counts invalid replies; `reopened` is set when an answer is being changed from the review.
    """

    run: Run
    question: str
    asked_at: datetime
    attempts: int = 0
    reopened: bool = False
    kind: Literal["asking"] = "asking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """Everything is answered and shown; nothing is sent until the company says so."""

    run: Run
    asked_at: datetime
    misses: int = 0
    kind: Literal["reviewing"] = "reviewing"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithPerson:
    """A person at a centre has the conversation and the bot is silent.

    `resume` is what was open before, and comes back when the person hands back.
    """

    lead: LeadId
    staff: str
    resume: "Idle | Asking | Reviewing"
    kind: Literal["with_person"] = "with_person"


Phase = Idle | Asking | Reviewing | WithPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOrQuestion:
    """We asked whether `text` was meant as the answer or as a question. `more` is what was written
    since without telling."""

    text: str
    message: str
    intent: str
    turn: int
    more: str = ""
    kind: Literal["answer_or_question"] = "answer_or_question"

    @property
    def words(self) -> str:
        """All that it is about."""
        return "\n".join(part for part in (self.text, self.more) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """We asked whether `what` is really wanted: erase, restart, switch (to the
    questionnaire `to`), relay the company's messages `parts`, or remind a silent centre, and give
    it `parts` as well, if the company wrote any.

    An earlier version kept what was to be relayed in `to`.
    """

    what: Literal["erase", "restart", "switch", "relay", "remind"]
    turn: int
    to: str = ""
    parts: tuple[Part, ...] = ()
    kind: Literal["confirming"] = "confirming"

    @property
    def words(self) -> str:
        """The words it is about, "" if it is about none."""
        return "\n".join(part.text for part in self.parts) or self.to


Pending = AnswerOrQuestion | Confirming


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFor:
    """What the text of turn `turn` was taken for while nothing was open: the intent that was done,
    or those that were `offered`, the likeliest first. `message` is the platform's id of it."""

    turn: int
    intents: tuple[str, ...]
    offered: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadNote:
    """A lead this conversation has brought forth, as much as the dialogue needs of it.

    `settled` means that people at `centre` have taken it up: what the company says later does not
    move it elsewhere. `files_passed_on` are those sent after the lead, and their bytes.
    """

    id: LeadId
    reference: str
    centre: CentreId
    run: Run
    open: bool = True
    settled: bool = False
    files_passed_on: int = 0
    bytes_passed_on: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All that is known about one talk with one company's person.

    `turn` grows by one each turn: it is the lock version in the store and the generation in a
    button. `aside` is the questionnaire run that was left for later last. `language_chosen` is set
    once the person chose the language, or wrote in one; `language_offered` is the other one that
    they wrote in since and that we offered to go on in, "" for none.
    """

    id: ConversationId
    language: Language
    turn: int = 0
    phase: Phase = field(default_factory=Idle)
    pending: Pending | None = None
    aside: Run | None = None
    leads: tuple[LeadNote, ...] = ()
    last_text: str = ""
    repeats: int = 0
    greeted: bool = False
    language_chosen: bool = False
    language_offered: Language = ""
    unreachable: str = ""
    """Why nothing can be told to the person any more, until they write again."""
    taken_for: TakenFor | None = None
    """What the latest text was taken for that was heard while nothing was open."""
    left_before: tuple[Run, ...] = ()
    """Those that were left before `aside`, the latest last."""
    told_at: datetime | None = None
    """When a questionnaire was open last."""
    offered: tuple[Button, ...] = ()
    """The buttons of the latest reply, so that typing a number or a label presses one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a turn may know of the world: when it happens, the next free lead number of each
    country code (`XX` for the lead partner's desk), the conversation's leads as they stand, and
    whether staff have blocked who holds it. Time and identifiers come in as values."""

    now: datetime
    next_numbers: Mapping[str, int]
    leads: Mapping[LeadId, Lead] = field(default_factory=dict)
    is_blocked: bool = False
