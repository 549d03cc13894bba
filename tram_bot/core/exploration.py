"""Every way through a questionnaire, walked in advance: what nobody is ever asked, where somebody
would be stuck, who is asked too early.

The walk puts the question that `next_question` puts, and answers it in every way that makes a
difference: answers between which no condition tells are one and the same, and what no condition
still to come looks at is forgotten. So ways meet again, and there are far fewer places to be in
than ways to get there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import product

from tram_bot.core.answers import Answer, Answers, Chose, NotSaid, Provenance
from tram_bot.core.identifiers import EventId
from tram_bot.core.limits import QUESTIONS_ASKED
from tram_bot.core.questionnaire import (
    Condition,
    Question,
    Questionnaire,
    Slot,
    SlotKind,
    next_question,
)
from tram_bot.core.reading import AGREE, DECLINE

_PLACES_MOST = 2_000
"""Places of one walk after which it is given up. Ours: half a second, and far beyond what anybody
could keep in mind who changes it."""
_REPLIES_MOST = 256
"""Replies to one question that are tried. Ours."""

_NEVER_TOLD = (SlotKind.TEXT, SlotKind.PERSON, SlotKind.CONSENT, SlotKind.FOCUS)
"""Kinds that free text does not fill."""

Way = tuple[tuple[str, tuple[str, ...]], ...]
"""How somebody got somewhere: each slot that a condition looks at, and what was chosen for it;
nothing if it was left, or answered in words that no condition knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """What came out.

    `called_for` are the questions that some answers call for, `asked` those of them that are put
    to somebody although only so many may be. `met` are the conditions that hold for somebody, by
    question. `stuck` are questions that no reply settles and nobody may leave, `too_early` those
    that want personal data of somebody who has not consented yet, each with a way there; `hasty`
    are those that do so of somebody who wants a person at once. `unconsented` is a way to the end
    that passes no consent. Unless it `is_whole`, not all was walked: what is missing from these
    may be somewhere after all.
    """

    called_for: frozenset[str]
    asked: frozenset[str]
    met: frozenset[tuple[str, Condition]]
    stuck: Mapping[str, Way]
    too_early: Mapping[str, Way]
    hasty: Mapping[str, Way]
    unconsented: Way | None
    is_whole: bool


def explored(
    questionnaire: Questionnaire, *, most: int = QUESTIONS_ASKED, places: int = _PLACES_MOST
) -> Explored:
    """Walk every way; `most` questions are put to anybody, and a walk ends after `places`."""
    ever = _Walk(
        questionnaire=questionnaire,
        most=len(questionnaire.questions),
        focus_wanted=True,
        places=places,
    )
    usually = replace(ever, most=most, focus_wanted=False)
    hasty = replace(ever, most=most, only_essential=True)
    walks = [ever, usually, hasty]
    for walk in walks:
        walk.go()
    asked = set(usually.put)
    for question in questionnaire.questions:
        if usually.is_whole and question.id in ever.put and question.id not in asked:
            # The luckiest case for it: the paragraph tells whatever a paragraph can tell.
            told = _tellable(questionnaire) - {question.id}
            lucky = replace(ever, most=most, focus_wanted=_is_focus(question), told=told)
            lucky.go()
            asked |= lucky.put.keys() & {question.id}
            walks.append(lucky)
    return Explored(
        called_for=frozenset(ever.put),
        asked=frozenset(asked),
        met=frozenset(ever.met),
        stuck=ever.stuck,
        too_early=ever.too_early,
        hasty=hasty.too_early,
        unconsented=ever.unconsented,
        is_whole=all(walk.is_whole for walk in walks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where somebody stands: what they answered, and what was put to them."""

    answers: Answers
    asked: tuple[str, ...] = ()
    way: Way = ()


@dataclass(kw_only=True)
class _Walk:
    """One walk. `told` are questions that the paragraph answers, so that they are not put."""

    questionnaire: Questionnaire
    most: int
    focus_wanted: bool = False
    only_essential: bool = False
    told: frozenset[str] = frozenset()
    places: int
    put: dict[str, Way] = field(default_factory=dict, init=False)
    met: set[tuple[str, Condition]] = field(default_factory=set, init=False)
    stuck: dict[str, Way] = field(default_factory=dict, init=False)
    too_early: dict[str, Way] = field(default_factory=dict, init=False)
    unconsented: Way | None = field(default=None, init=False)
    is_whole: bool = field(default=True, init=False)

    def go(self) -> None:
        """Walk until nothing new comes up."""
        waiting = list(self._starts())
        seen = {self._key(place) for place in waiting}
        while waiting:
            for place in self._steps(waiting.pop()):
                key = self._key(place)
                if key in seen:
                    continue
                if len(seen) >= self.places:
                    self.is_whole = False
                    return
                seen.add(key)
                waiting.append(place)

    @cached_property
    def _conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Every condition, with the question that has it."""
        return tuple((q.id, c) for q in self.questionnaire.questions for c in q.conditions)

    @cached_property
    def _watched(self) -> frozenset[str]:
        """The slots that conditions look at."""
        return frozenset(condition.slot for _, condition in self._conditions)

    def _starts(self) -> Iterator[_Place]:
        """Where somebody may begin. What is told and makes no difference is there already, as may
        be what is never asked for and does make one."""
        answers: dict[str, Answer] = {}
        unasked: list[Slot] = []
        for question in self.questionnaire.questions:
            slots = {slot.id for slot in question.slots}
            if question.id in self.told and not slots & self._watched:
                answers.update(dict.fromkeys(slots, _LEFT))
            if not question.gaps({}):
                unasked += [s for s in question.slots if s.inferred and s.id in self._watched]
        for reply in self._replies(unasked, may_be_left=True):
            self._meet(reply)
            yield _Place(answers={**answers, **reply}, way=self._way(reply))

    def _steps(self, place: _Place) -> Iterator[_Place]:
        """The places one reply further on; none where the questionnaire ends."""
        question = next_question(
            self.questionnaire,
            place.answers,
            asked=place.asked,
            most=self.most,
            focus_wanted=self.focus_wanted,
            only_essential=self.only_essential,
        )
        consented = _consented(self.questionnaire, place.answers)
        if question is None:
            if not consented and self.unconsented is None:
                self.unconsented = place.way
            return
        self.put.setdefault(question.id, place.way)
        if not consented and any(slot.personal for slot in question.slots):
            self.too_early.setdefault(question.id, place.way)
        may_be_left = not question.paragraph and not _consents(question)
        if not may_be_left and not all(map(_can_be_answered, question.gaps({}))):
            self.stuck.setdefault(question.id, place.way)
            return
        counts = () if question.id in self.told else (question.id,)
        for reply in self._replies(question.slots, may_be_left=may_be_left):
            if any(DECLINE in _chosen(reply, slot) for slot in _consents(question)):
                continue  # nothing is asked any more
            self._meet(reply)
            yield _Place(
                answers={**place.answers, **reply},
                asked=(*place.asked, *counts),
                way=(*place.way, *self._way(reply)),
            )

    def _replies(self, slots: Sequence[Slot], *, may_be_left: bool) -> Iterator[dict[str, Answer]]:
        """Every reply that makes a difference for a condition."""
        choices = [self._choices(slot, may_be_left=may_be_left) for slot in slots]
        for number, chosen in enumerate(product(*choices)):
            if number >= _REPLIES_MOST:
                self.is_whole = False
                return
            yield {s.id: _answer(options) for s, options in zip(slots, chosen, strict=True)}

    def _choices(self, slot: Slot, *, may_be_left: bool) -> list[tuple[str, ...]]:
        """What may be chosen for a slot, one of each sort; nothing stands for every answer that
        no condition knows."""
        sorts: dict[frozenset[Condition], tuple[str, ...]] = {}
        for option in self._options_of(slot):
            sorts.setdefault(self._looking_at(slot, (option,)), (option,))
        if slot.several:
            self._combine(sorts, slot)
        is_closed = slot.kind in (SlotKind.CHOICE, SlotKind.CONSENT) and not slot.open
        if may_be_left or not is_closed or not slot.required or not sorts:
            sorts.setdefault(frozenset(), ())
        return list(sorts.values())

    def _combine(self, sorts: dict[frozenset[Condition], tuple[str, ...]], slot: Slot) -> None:
        """Add what several options come to together."""
        for single in list(sorts.values()):
            for chosen in list(sorts.values()):
                both = tuple(dict.fromkeys((*chosen, *single)))
                sorts.setdefault(self._looking_at(slot, both), both)
                if len(sorts) > _REPLIES_MOST:
                    self.is_whole = False
                    return

    def _options_of(self, slot: Slot) -> tuple[str, ...]:
        match slot.kind:
            case SlotKind.TEXT | SlotKind.CHOICE | SlotKind.DATE | SlotKind.CONSENT:
                return slot.options
            case SlotKind.CONCEPT | SlotKind.COUNTRY:
                # Of a vocabulary only those matter that a condition names.
                named = (o for _, c in self._conditions if c.slot == slot.id for o in c.options)
                return tuple(dict.fromkeys(named))
            case _:
                return ()

    def _looking_at(self, slot: Slot, options: tuple[str, ...]) -> frozenset[Condition]:
        """The conditions that know one of these options."""
        return frozenset(
            condition
            for _, condition in self._conditions
            if condition.slot == slot.id and set(condition.options).intersection(options)
        )

    def _meet(self, reply: Answers) -> None:
        self.met.update(
            (question, condition)
            for question, condition in self._conditions
            if condition.slot in reply and condition.holds(reply)
        )

    def _way(self, reply: Answers) -> Way:
        return tuple((id, _options(a)) for id, a in reply.items() if id in self._watched)

    def _key(self, place: _Place) -> object:
        """What matters from here on: the questions that may still be put, what their conditions
        look at, how many were put, and whether there is consent."""
        open_: list[str] = []
        to_come: set[str] = set()
        known: dict[str, tuple[str, ...]] = {}
        for question in self.questionnaire.questions:
            undecided = [c for c in question.conditions if c.slot in to_come - place.answers.keys()]
            decided = [c for c in question.conditions if c not in undecided]
            if not question.gaps(place.answers) or not all(c.holds(place.answers) for c in decided):
                continue
            open_.append(question.id)
            to_come.update(slot.id for slot in question.slots)
            answers = ((c.slot, place.answers.get(c.slot)) for c in decided)
            known.update({slot: _options(answer) for slot, answer in answers if answer})
        consented = _consented(self.questionnaire, place.answers)
        return tuple(open_), tuple(sorted(known.items())), len(place.asked), consented


def _can_be_answered(slot: Slot) -> bool:
    """Whether any reply settles a slot: a list without choices has none, and the choices of a
    focus are not always there."""
    match slot.kind:
        case SlotKind.CHOICE:
            return bool(slot.options) or slot.open
        case SlotKind.FOCUS:
            return slot.open
        case _:
            return True


def _is_focus(question: Question) -> bool:
    return any(slot.kind is SlotKind.FOCUS for slot in question.slots)


def _tellable(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that a rich paragraph can answer."""
    return frozenset(
        question.id
        for question in questionnaire.questions
        if not question.paragraph
        and all(s.inferred and s.kind not in _NEVER_TOLD for s in question.slots if s.required)
    )


def _consents(question: Question) -> tuple[Slot, ...]:
    return tuple(slot for slot in question.slots if slot.kind is SlotKind.CONSENT)


def _consented(questionnaire: Questionnaire, answers: Answers) -> bool:
    return any(
        AGREE in _chosen(answers, slot)
        for question in questionnaire.questions
        for slot in _consents(question)
    )


def _chosen(answers: Answers, slot: Slot) -> tuple[str, ...]:
    answer = answers.get(slot.id)
    return _options(answer) if answer else ()


def _options(answer: Answer) -> tuple[str, ...]:
    return answer.value.options if isinstance(answer.value, Chose) else ()


def _answer(options: tuple[str, ...]) -> Answer:
    return replace(_LEFT, value=Chose(options=options)) if options else _LEFT


_LEFT = Answer(
    value=NotSaid(why="skipped"),
    raw="",
    how=Provenance.CHOSEN,
    event=EventId(""),
    at=datetime(2000, 1, 1, tzinfo=UTC),
)
