"""The numbers of a month or a week, counted from leads and conversations; not a word of theirs.

A number of companies that is so small that somebody could tell who they are is not given.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import quantiles
from typing import TypeVar

from tram_bot.core.answers import Chose, Wrote
from tram_bot.core.content import Content
from tram_bot.core.desk.clock import ASKED
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
from tram_bot.ports import LeftTalk

FEWEST = 3
"""Companies from which on their number is given. Ours: of one or two a neighbour knows who."""
_ROWS_MOST, _LANGUAGES_MOST, _QUESTIONS_MOST = 8, 4, 12
"""Rows of a table. Ours: all of them have room on one page."""
_SECTORS = "sectors"
_OWN_WORDS = "in their own words"
"""Stands for a sector that we have no id for."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many companies there are of a kind. A kind that tells nothing about a company is
    `harmless`, and its number always given; `rest` are all those kinds that had no room. A sum of
    numbers some of which are not given may be greater than `number` by up to `unsure`."""

    label: str
    number: int
    harmless: bool = False
    rest: bool = False
    unsure: int = 0

    @property
    def is_few(self) -> bool:
        """Whether the number is not given."""
        return 0 < self.number < FEWEST and not self.harmless

    @property
    def shown(self) -> str:
        """The number as everybody may see it, or from which to which it may be."""
        most = self.number + self.unsure
        if self.unsure and most >= FEWEST:
            return f"{self.number}–{most}"
        return str(self.number) if self.harmless else shown(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreFigures:
    """A centre's requests, and how long their companies waited for the first answer: half of
    those answered at most `median`, nine of ten at most `ninetieth`. None if too few were."""

    requests: Count
    waiting: Count
    median: timedelta | None
    ninetieth: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAt:
    """How many left a questionnaire at a question, in all and by the language of the talk."""

    total: Count
    by_language: Mapping[Language, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What there is to count. Of `leads` those of another time are left out; all else is of the
    period already. `erased` are leads that were deleted in it, whenever they had come in."""

    leads: Iterable[Lead]
    left: Sequence[LeftTalk]
    inbox: Iterable[InboxMessage]
    erased: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month or a week by the clock of the lead partner's desk, where its `first` day is: from
    its first moment to before the first of the next, or until `now` if it is not over."""

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
    """The numbers of a period. Spam is counted among the outcomes and nowhere else; `partial` are
    requests that were handed over unfinished, `erased` those that were deleted in it, whenever
    they had come in. `languages` are those of `left`."""

    period: Period
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


def figures_of(content: Content, language: Language, period: Period, sources: Sources) -> Figures:
    """The numbers of a period, every name in that language."""
    came = [lead for lead in sources.leads if period.has(lead.submitted_at)]
    leads = [lead for lead in came if lead.outcome is not Outcome.SPAM]
    names = _Names(content, language)
    techniques = Counter(lead.techniques[0].technique if lead.techniques else "" for lead in leads)
    by_language = Counter(message.language for message in sources.inbox)
    centres = [
        _centre(names.centre(id), [lead for lead in leads if lead.centre == id])
        for id in dict.fromkeys((*content.catalogue.centres, *(e.centre for e in leads)))
    ]
    return Figures(
        period=period,
        requests=len(leads),
        partial=sum(lead.partial for lead in leads),
        erased=sources.erased,
        all_centres=_all_centres(names.say("figures_all_centres"), leads, centres),
        centres=centres,
        countries=_ranked(names, Counter(lead.country or "" for lead in leads), names.country),
        sectors=_ranked(names, Counter(_sector(content, lead) for lead in leads), names.sector),
        techniques=_ranked(names, techniques, names.technique),
        outcomes=_outcomes(names, came),
        verdicts=_verdicts(names, leads),
        left=_left(content, names, sources.left),
        languages=sorted({each.language for each in sources.left}),
        misheard=_ranked(names, by_language, names.language, most=_LANGUAGES_MOST),
    )


class _Names:
    """What things are called, "" being nothing that a company told or we found."""

    def __init__(self, content: Content, language: Language) -> None:
        self._content = content
        self._language = language

    def say(self, key: str, **values: str) -> str:
        return self._content.phrasebook.say(key, self._language, **values)

    def centre(self, id: CentreId) -> str:
        return centre_name(self._content, self._language, id)

    def country(self, code: str) -> str:
        if not code:
            return self.say("figures_not_told")
        return country_name(self._content, self._language, code)

    def sector(self, id: str) -> str:
        if id in ("", _OWN_WORDS):
            return self.say("figures_own_words" if id else "figures_not_told")
        return concept_label(self._content, self._language, _SECTORS, id)

    def technique(self, id: str) -> str:
        if not id:
            return self.say("figures_none_found")
        return technique_name(self._content, self._language, id)

    def language(self, code: Language) -> str:
        return language_name(self._content, self._language, code)

    def outcome(self, outcome: Outcome) -> str:
        return self.say(f"outcome_{outcome}")

    def verdict(self, verdict: Verdict) -> str:
        return self.say(f"verdict_{verdict}")

    def question(self, questionnaire: str, id: str) -> str:
        """What a question is about: the names of its slots."""
        words = self._content.questionnaire_words.get(questionnaire)
        of_language = words.of(self._language) if words else None
        known = of_language.questions.get(id) if of_language else None
        labels = [slot.label for slot in known.slots.values()] if known else []
        return ", ".join(labels) or id or self.say("figures_not_sent")


def _centre(name: str, leads: Sequence[Lead]) -> CentreFigures:
    waits = sorted(wait for lead in leads if (wait := _first_answer(lead)) is not None)
    waiting = sum(
        lead.state is not LeadState.CLOSED and _first_answer(lead) is None for lead in leads
    )
    seconds = [wait.total_seconds() for wait in waits]
    tenths = quantiles(seconds, n=10, method="inclusive") if len(seconds) >= FEWEST else []
    return CentreFigures(
        requests=Count(label=name, number=len(leads)),
        waiting=Count(label=name, number=waiting),
        median=timedelta(seconds=tenths[4]) if tenths else None,
        ninetieth=timedelta(seconds=tenths[8]) if tenths else None,
    )


def _all_centres(
    name: str, leads: Sequence[Lead], centres: Sequence[CentreFigures]
) -> CentreFigures:
    waiting = _sum(name, [each.waiting.number for each in centres])
    return replace(_centre(name, leads), waiting=waiting)


def _sum(label: str, numbers: Collection[int]) -> Count:
    """What numbers that are shown beside it come to, as far as these tell it: who takes those that
    are given from the exact sum may be left with one that is not."""
    few = [number for number in numbers if 0 < number < FEWEST]
    least = sum(numbers) - sum(few) + len(few)
    return Count(label=label, number=least, unsure=len(few) * (FEWEST - 2))


def _first_answer(lead: Lead) -> timedelta | None:
    """How long the company waited for the first words of a person, nights and weekends
    included; None if nobody has answered it."""
    return next(
        (
            line.at - lead.submitted_at
            for line in lead.history
            if line.step in (Step.REPLY, ASKED) and line.who_id != COMPANY.id
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
        Count(label=names.say("figures_open"), number=still_open, harmless=True),
        *(Count(label=names.outcome(each), number=ended[each], harmless=True) for each in Outcome),
    ]


def _verdicts(names: _Names, leads: Sequence[Lead]) -> Sequence[Count]:
    """What the centres thought of the facility that was found, of the requests they closed."""
    closed = [lead for lead in leads if lead.state is LeadState.CLOSED]
    given = Counter(lead.verdict for lead in closed)
    return [
        *(Count(label=names.verdict(each), number=given[each], harmless=True) for each in Verdict),
        Count(label=names.say("figures_not_said"), number=given[None], harmless=True),
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
            total=_sum(names.question(*where), by_language.values()),
            by_language=by_language,
        )
        for where, by_language in counted.items()
        if where in shown_at
    ]


def _ranked(
    names: _Names, counted: Counter[K], name: Callable[[K], str], *, most: int = _ROWS_MOST
) -> Sequence[Count]:
    """The most frequent first; those for which there is no room together."""
    counts = [Count(label=name(id), number=number) for id, number in counted.items()]
    # Their order, too, would tell one of those that are not given from two.
    counts.sort(key=lambda each: (0 if each.is_few else -each.number, each.label.casefold()))
    if len(counts) <= most:
        return counts
    rest = counts[most - 1 :]
    number = sum(each.number for each in rest)
    label = names.say("figures_others", count=str(len(rest)))
    return [*counts[: most - 1], Count(label=label, number=number, rest=True)]
