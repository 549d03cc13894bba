"""What is asked: questions with slots, and what comes next, worked out afresh from the answers.

A questionnaire is a list, not a graph: conditions look back only, so every path ends, and after
an edit of the content a running conversation simply goes on at the first question still open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tram_bot.core.answers import Answer, Answers, Chose


class SlotKind(StrEnum):
    """What kind of value a slot takes; each has its own reader in `core.reading`."""

    TEXT = "text"
    CHOICE = "choice"
    CONCEPT = "concept"
    COUNT = "count"
    DATE = "date"
    EMAIL = "email"
    PHONE = "phone"
    COUNTRY = "country"
    PERSON = "person"
    COMPANY = "company"
    CONSENT = "consent"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One piece of information a question fills.

    `counts` says what a COUNT slot counts (`people` or `samples`), so that a number in free text
    finds its slot; `vocabulary` names the kind of concepts of a CONCEPT slot; `open` lets a choice
    be answered in other words than the offered ones; `inferred` lets free text fill it.
    """

    id: str
    kind: SlotKind
    options: tuple[str, ...] = ()
    vocabulary: str = ""
    counts: str = ""
    required: bool = True
    several: bool = False
    open: bool = False
    inferred: bool = True
    personal: bool = False
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """True while the answer to `slot` is (or, with `negated`, is not) one of `options`."""

    slot: str
    options: tuple[str, ...]
    negated: bool = False

    def holds(self, answers: Answers) -> bool:
        """An unanswered slot satisfies a negated condition only."""
        answer = answers.get(self.slot)
        chosen = answer.value.options if answer and isinstance(answer.value, Chose) else ()
        return any(option in self.options for option in chosen) is not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing we ask, filling one or more slots from one reply.

    `if_room` marks a question that is asked only while the limit of questions allows it;
    `essential` one that is asked even of somebody who only wants a person; `paragraph` marks the
    free text that every other slot listens to.
    """

    id: str
    slots: tuple[Slot, ...]
    conditions: tuple[Condition, ...] = ()
    if_room: bool = False
    essential: bool = False
    paragraph: bool = False

    def applies(self, answers: Answers) -> bool:
        """Whether the answers so far call for this question."""
        return all(condition.holds(answers) for condition in self.conditions)

    def gaps(self, answers: Answers) -> tuple[Slot, ...]:
        """The slots that must be settled and are not."""
        return tuple(slot for slot in self.slots if slot.required and slot.id not in answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """A named list of questions whose answers become a lead."""

    id: str
    questions: tuple[Question, ...]

    @property
    def paragraph(self) -> Question | None:
        """The first question that takes a free paragraph, from which others are answered."""
        return next((question for question in self.questions if question.paragraph), None)

    def question(self, id: str) -> Question | None:
        """The question of that id, or None if the content no longer has it."""
        return next((question for question in self.questions if question.id == id), None)

    def question_of_slot(self, slot: str) -> Question | None:
        """The question that fills a slot."""
        return next((q for q in self.questions if any(each.id == slot for each in q.slots)), None)

    def slots(self) -> Iterator[Slot]:
        """Every slot, in the order of asking."""
        for question in self.questions:
            yield from question.slots

    def slot(self, id: str) -> Slot | None:
        """The slot of that id, or None if the content no longer has it."""
        return next((slot for slot in self.slots() if slot.id == id), None)


def applicable(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """The questions that the answers so far call for."""
    live: dict[str, Answer] = {}
    called_for = []
    for question in questionnaire.questions:
        if question.applies(live):
            called_for.append(question)
            for slot in question.slots:
                if slot.id in answers:
                    live[slot.id] = answers[slot.id]
    return tuple(called_for)


def open_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """The questions still to ask, in order."""
    return tuple(q for q in applicable(questionnaire, answers) if q.gaps(answers))


def next_question(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    asked: tuple[str, ...] = (),
    most: int,
    focus_wanted: bool = False,
    only_essential: bool = False,
) -> Question | None:
    """What to ask now, or None if everything is settled.

    `asked` are the questions already put to this company and `most` the number that may ever be;
    every question but an essential one steps aside when the essential ones need what is left, and
    one marked `if_room` when any other does: the centre then finds it open. A focus question
    is asked only when the search found two answers too close to tell apart.
    """
    still_open = [
        question
        for question in open_questions(questionnaire, answers)
        if question.essential or not only_essential
    ]
    needed = [q for q in still_open if not q.if_room]
    for question in still_open:
        if question.essential or (question.id in asked and not question.if_room):
            return question
        first = needed if question.if_room else [q for q in needed if q.essential]
        room = _asked_with(first, asked) < most
        wants_focus = any(slot.kind is SlotKind.FOCUS for slot in question.slots)
        if room and (focus_wanted or not wants_focus):
            return question
    return None


def _asked_with(questions: Iterable[Question], asked: tuple[str, ...]) -> int:
    """How many questions will have been put once these are, too."""
    return len({*asked, *(question.id for question in questions)})


def live_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers to questions that apply; the rest is parked, never sent, and kept."""
    slots = {slot.id for q in applicable(questionnaire, answers) for slot in q.slots}
    return {id: answer for id, answer in answers.items() if id in slots}


def parked_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers whose question no longer applies; they return when it does."""
    live = live_answers(questionnaire, answers)
    return {id: answer for id, answer in answers.items() if id not in live}
