"""The numbers of a month, counted from leads and conversations; not a word of theirs.

A number of companies that is so small that somebody could tell who they are is not given.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import quantiles
from typing import TypeVar

from tram_bot.core.answers import Chose, Wrote
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId, Language
from tram_bot.core.inbox import InboxMessage
from tram_bot.core.lead import COMPANY, Lead, LeadState, Outcome, Step, Verdict
from tram_bot.core.present import (
    centre_name,
    concept_label,
    country_name,
    language_name,
    technique_name,
)
from tram_bot.ports import Erasures, LeftTalk

FEWEST = 3
"""Companies from which on their number is given. Ours: of one or two a neighbour knows who."""
_ROWS_MOST, _LANGUAGES_MOST, _QUESTIONS_MOST = 8, 4, 12
"""Rows of a table. Ours: all of them have room on one page."""
_SECTORS = "sectors"
_NOT_TOLD, _OWN_WORDS = "not told", "in their own words"
_NOT_SENT = "everything answered, not sent"

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many companies there are of a kind. A kind that tells nothing about a company is
    `harmless`, and its number always given; `rest` are all those kinds that had no room."""

    label: str
    number: int
    harmless: bool = False
    rest: bool = False

    @property
    def is_few(self) -> bool:
        """Whether the number is not given."""
        return 0 < self.number < FEWEST and not self.harmless

    @property
    def shown(self) -> str:
        """The number as everybody may see it."""
        return str(self.number) if self.harmless else shown(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreFigures:
    """A centre's requests, and how long their companies waited for the first answer: half of
    those answered at most `median`, nine of ten at most `ninetieth`. None if too few were."""

    requests: Count
    waiting: int
    median: timedelta | None
    ninetieth: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAt:
    """How many left a questionnaire at a question, in all and by the language of the talk."""

    total: Count
    by_language: Mapping[Language, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What there is to count: everything that is kept; what is not of the month is left out.
    `left` and `inbox` are of the month already."""

    leads: Iterable[Lead]
    left: Sequence[LeftTalk]
    inbox: Iterable[InboxMessage]
    erasures: Iterable[Erasures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month by the clock of the lead partner's desk: from its first moment to before the first
    of the next, or until `now` if it is not over."""

    first: date
    begins: datetime
    ends: datetime
    now: datetime

    def has(self, moment: datetime) -> bool:
        """Whether that moment is in it."""
        return self.begins <= moment < self.ends

    @property
    def is_over(self) -> bool:
        """Whether nothing can be added any more."""
        return self.now >= self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers of a month. Spam is counted among the outcomes and nowhere else; `partial` are
    requests that were handed over unfinished, `erased` those that were deleted in it, whenever
    they had come in. `languages` are those of `left`."""

    month: Month
    requests: int
    partial: int
    erased: int
    all_centres: CentreFigures
    centres: Sequence[CentreFigures]
    countries: Sequence[Count]
    sectors: Sequence[Count]
    techniques: Sequence[Count]
    outcomes: Sequence[Count]
    verdicts: Sequence[Count]
    left: Sequence[LeftAt]
    languages: Sequence[Language]
    misheard: Sequence[Count]


def shown(number: int) -> str:
    """A number of companies as everybody may see it.

    >>> shown(0), shown(2), shown(3)
    ('0', '<3', '3')
    """
    return f"<{FEWEST}" if 0 < number < FEWEST else str(number)


def figures_of(content: Content, language: Language, month: Month, sources: Sources) -> Figures:
    """The numbers of a month, with names in that language for what the content knows."""
    came = [lead for lead in sources.leads if month.has(lead.submitted_at)]
    leads = [lead for lead in came if lead.outcome is not Outcome.SPAM]
    names = _Names(content, language)
    techniques = Counter(lead.techniques[0].technique if lead.techniques else "" for lead in leads)
    by_language = Counter(message.language for message in sources.inbox)
    return Figures(
        month=month,
        requests=len(leads),
        partial=sum(lead.partial for lead in leads),
        erased=sum(
            each.number
            for each in sources.erasures
            if each.centre and each.month == f"{month.first:%Y-%m}"
        ),
        all_centres=_centre("All centres", leads),
        centres=[
            _centre(names.centre(id), [lead for lead in leads if lead.centre == id])
            for id in dict.fromkeys((*content.catalogue.centres, *(e.centre for e in leads)))
        ],
        countries=_ranked(Counter(lead.country or "" for lead in leads), names.country),
        sectors=_ranked(Counter(_sector(content, lead) for lead in leads), names.sector),
        techniques=_ranked(techniques, names.technique),
        outcomes=_outcomes(names, came),
        verdicts=_verdicts(names, leads),
        left=_left(content, names, sources.left),
        languages=sorted({each.language for each in sources.left}),
        misheard=_ranked(by_language, names.language, most=_LANGUAGES_MOST),
    )


class _Names:
    """What things are called, "" being nothing that a company told or we found."""

    def __init__(self, content: Content, language: Language) -> None:
        self._content = content
        self._language = language

    def centre(self, id: CentreId) -> str:
        return centre_name(self._content, self._language, id)

    def country(self, code: str) -> str:
        return country_name(self._content, self._language, code) if code else _NOT_TOLD

    def sector(self, id: str) -> str:
        if id in ("", _OWN_WORDS):
            return id or _NOT_TOLD
        return concept_label(self._content, self._language, _SECTORS, id)

    def technique(self, id: str) -> str:
        return technique_name(self._content, self._language, id) if id else "none found"

    def language(self, code: Language) -> str:
        return language_name(self._content, "en", code)

    def outcome(self, outcome: Outcome) -> str:
        return self._content.phrasebook.say(f"outcome_{outcome}", self._language)

    def verdict(self, verdict: Verdict) -> str:
        return self._content.phrasebook.say(f"verdict_{verdict}", self._language)

    def question(self, questionnaire: str, id: str) -> str:
        """What a question is about: the names of its slots."""
        words = self._content.questionnaire_words.get(questionnaire)
        of_language = words.of(self._language) if words else None
        known = of_language.questions.get(id) if of_language else None
        labels = [slot.label for slot in known.slots.values()] if known else []
        return ", ".join(labels) or id or _NOT_SENT


def _centre(name: str, leads: Sequence[Lead]) -> CentreFigures:
    waits = sorted(wait for lead in leads if (wait := _first_answer(lead)) is not None)
    waiting = sum(
        lead.state is not LeadState.CLOSED and _first_answer(lead) is None for lead in leads
    )
    seconds = [wait.total_seconds() for wait in waits]
    tenths = quantiles(seconds, n=10, method="inclusive") if len(seconds) >= FEWEST else []
    return CentreFigures(
        requests=Count(label=name, number=len(leads)),
        waiting=waiting,
        median=timedelta(seconds=tenths[4]) if tenths else None,
        ninetieth=timedelta(seconds=tenths[8]) if tenths else None,
    )


def _first_answer(lead: Lead) -> timedelta | None:
    """How long the company waited for the first words of a person, nights and weekends
    included; None if nobody has answered it."""
    return next(
        (
            line.at - lead.submitted_at
            for line in lead.history
            if line.step == Step.REPLY and line.who_id != COMPANY.id
        ),
        None,
    )


def _sector(content: Content, lead: Lead) -> str:
    """The id of the company's sector; that of free words for one we have no name for."""
    questionnaire = content.questionnaires.get(lead.questionnaire)
    for slot in questionnaire.slots() if questionnaire else ():
        answer = lead.answers.get(slot.id)
        if slot.vocabulary != _SECTORS or not answer:
            continue
        match answer.value:
            case Chose(options=(first, *_)):
                return first
            case Wrote():
                return _OWN_WORDS
    return ""


def _outcomes(names: _Names, came: Sequence[Lead]) -> Sequence[Count]:
    ended = Counter(lead.outcome for lead in came if lead.state is LeadState.CLOSED)
    still_open = sum(lead.state is not LeadState.CLOSED for lead in came)
    return [
        Count(label="still open", number=still_open, harmless=True),
        *(Count(label=names.outcome(each), number=ended[each], harmless=True) for each in Outcome),
    ]


def _verdicts(names: _Names, leads: Sequence[Lead]) -> Sequence[Count]:
    """What the centres thought of the facility that was found, of the requests they closed."""
    closed = [lead for lead in leads if lead.state is LeadState.CLOSED]
    given = Counter(lead.verdict for lead in closed)
    return [
        *(Count(label=names.verdict(each), number=given[each], harmless=True) for each in Verdict),
        Count(label="not said", number=given[None], harmless=True),
    ]


def _left(content: Content, names: _Names, left: Iterable[LeftTalk]) -> Sequence[LeftAt]:
    """Where companies left, in the order of asking; a question that is gone comes last."""
    counted: dict[tuple[str, str], Counter[Language]] = {
        (questionnaire.id, id): Counter()
        for questionnaire in content.questionnaires.values()
        for id in (*(question.id for question in questionnaire.questions), "")
    }
    for each in left:
        counted.setdefault((each.questionnaire, each.question), Counter())[each.language] += 1
    totals = Counter({where: by_language.total() for where, by_language in counted.items()})
    shown_at = {where for where, number in totals.most_common(_QUESTIONS_MOST) if number}
    return [
        LeftAt(
            total=Count(label=names.question(*where), number=by_language.total()),
            by_language=by_language,
        )
        for where, by_language in counted.items()
        if where in shown_at
    ]


def _ranked(
    counted: Counter[K], name: Callable[[K], str], *, most: int = _ROWS_MOST
) -> Sequence[Count]:
    """The most frequent first; those for which there is no room together."""
    counts = [Count(label=name(id), number=number) for id, number in counted.items()]
    counts.sort(key=lambda count: (-count.number, count.label.casefold()))
    if len(counts) <= most:
        return counts
    rest = counts[most - 1 :]
    number = sum(each.number for each in rest)
    return [*counts[: most - 1], Count(label=f"{len(rest)} others", number=number, rest=True)]
