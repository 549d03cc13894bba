"""The flow of a questionnaire: its questions from top to bottom, and what is skipped when."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tram_bot.core.content import Content, QuestionWords, SlotWords
from tram_bot.core.identifiers import Language
from tram_bot.core.limits import BUTTONS_FOR_CONCEPTS, PARTIAL_AFTER_HOURS, QUESTIONS_ASKED
from tram_bot.core.present import concept_label, country_name, listed
from tram_bot.core.questionnaire import Condition, Question, Questionnaire, Slot, SlotKind
from tram_bot.core.reading import AGREE, DECLINE
from tram_bot.drawings.lines import lines_of
from tram_bot.drawings.svg import ENGLISH, PAPER, SHADE, Drawing, Line, height_of, spaced

_WIDTH, _MARGIN = 900.0, 24.0
_BOX, _PADDING, _GAP = 660.0, 10.0, 28.0
_ASK, _SLOTS = 300.0, 324.0
"""Width of the question as it is put, and of what it takes."""
_FLOW = _MARGIN + 60
"""Where the line runs that leads from one question to the next."""
_LANE = _MARGIN + _BOX + 18
"""Where the lines run that lead past questions."""
_BESIDE = _LANE + 12
_APART = 4.0
"""Between the slots of one question."""
_TITLE, _BODY, _SMALL = 20.0, 12.0, 10.5
_THICK, _THIN = 2.6, 1.1

_KINDS = {
    SlotKind.TEXT: "in their own words",
    SlotKind.DATE: "a day",
    SlotKind.EMAIL: "an e-mail address",
    SlotKind.PHONE: "a telephone number",
    SlotKind.COUNTRY: "a country",
    SlotKind.PERSON: "a person's name",
    SlotKind.COMPANY: "a company's name",
    SlotKind.CONSENT: "yes or no",
    SlotKind.FOCUS: "one of the two likeliest needs; asked only if they are too close to tell",
}
_HOW = (
    f"At most {QUESTIONS_ASKED} questions are put to one company, and none whose slots are filled "
    "already. A thick frame is a question that nobody is spared, not even who only wants a person; "
    "a grey one is asked under a condition, a dashed one only while there is room."
)
_REVIEW = (
    "Everything is shown to the company: it changes what it likes, and sends it. Who consented and "
    f"is silent for {PARTIAL_AFTER_HOURS} hours is handed over with what there is."
)
_END = "The end: a centre has the request. routing.svg shows which."


def questionnaire_drawing(content: Content, id: str, language: Language) -> bytes:
    """The flow of a questionnaire as an SVG document, its texts in a language. Raises KeyError for
    an id there is not."""
    return _Flow(content, content.questionnaires[id], language).drawn()


class _Flow:
    """Draws one questionnaire, from the top down; `_y` is how far it has come."""

    def __init__(self, content: Content, questionnaire: Questionnaire, language: Language) -> None:
        self._content = content
        self._questionnaire = questionnaire
        self._language = language
        words = content.questionnaire_words[questionnaire.id].of(language)
        self._words = words.questions if words else {}
        self._title = words.title if words else questionnaire.id
        self._opening = words.opening if words else ""
        self._drawing = Drawing(f"Questionnaire {questionnaire.id}: {self._title}", self._told())
        self._y = _MARGIN

    def drawn(self) -> bytes:
        """The whole picture."""
        self._head()
        numbered = enumerate(self._questionnaire.questions, 1)
        for conditions, questions in groupby(numbered, key=lambda each: each[1].conditions):
            begins = self._y - _GAP * 0.45
            for number, question in questions:
                self._question(number, question)
            if conditions:
                self._skip(conditions, begins, self._y - _GAP * 0.7)
        self._foot()
        return self._drawing.rendered(_WIDTH, self._y + _MARGIN)

    def _head(self) -> None:
        room = _WIDTH - 2 * _MARGIN
        lines = [
            *(
                self._said(line, size=_TITLE, bold=True)
                for line in lines_of(self._title, room, _TITLE)
            ),
            # Another language has other words for it, and the files are named by this.
            Line(text=f"Questionnaire {self._questionnaire.id}", soft=True),
            *spaced(self._said(line) for line in lines_of(self._opening, room, _BODY)),
            *spaced(_soft(line) for line in lines_of(_HOW, room, _SMALL)),
        ]
        self._y = self._drawing.text(_MARGIN, self._y, lines) + 8
        self._arrow()

    def _question(self, number: int, question: Question) -> None:
        words = self._words.get(question.id)
        asked = [Line(text=f"{number}. {question.id}", bold=True), *self._asked(question, words)]
        slots = [
            line
            for slot in question.slots
            for line in self._slot(slot, words.slots.get(slot.id) if words else None)
        ]
        height = max(height_of(asked), height_of(slots)) + 2 * _PADDING
        self._drawing.box(
            _MARGIN,
            self._y,
            _BOX,
            height,
            stroke=_THICK if question.essential else _THIN,
            dashed=question.if_room,
            fill=SHADE if question.conditions else PAPER,
        )
        self._drawing.text(_MARGIN + _PADDING, self._y + _PADDING, asked)
        self._drawing.text(_MARGIN + _BOX - _PADDING - _SLOTS, self._y + _PADDING - _APART, slots)
        for slot in question.slots:
            if slot.kind is SlotKind.CONSENT:
                self._exit(slot, self._y + height / 2)
        self._y += height
        self._arrow()

    def _asked(self, question: Question, words: QuestionWords | None) -> Iterator[Line]:
        """The question as it is put, and when it is."""
        for line in lines_of(words.ask if words else question.id, _ASK, _BODY):
            yield self._said(line)
        for note in _notes(question):
            yield from (_soft(line) for line in lines_of(note, _ASK, _SMALL))

    def _slot(self, slot: Slot, words: SlotWords | None) -> Iterator[Line]:
        """What one slot of a question takes."""
        label = lines_of(words.label if words else slot.id, _SLOTS, _BODY)
        yield from spaced((self._said(line, bold=True) for line in label), _APART)
        yield from (_soft(line) for line in lines_of(self._kind(slot), _SLOTS, _SMALL))
        offered = " / ".join(self._options(slot))
        yield from (self._said(line) for line in lines_of(offered, _SLOTS, _BODY))

    def _kind(self, slot: Slot) -> str:
        match slot.kind:
            case SlotKind.CHOICE:
                kind = "any of" if slot.several else "one of"
            case SlotKind.CONCEPT:
                number = sum(1 for _ in self._content.catalogue.concepts_of(slot.vocabulary))
                any_of = "any" if slot.several else "one"
                kind = f"{any_of} of the {number} {slot.vocabulary.replace('_', ' ')}"
            case SlotKind.COUNT:
                kind = f"a number of {slot.counts}" if slot.counts else "a number"
            case known:
                kind = _KINDS[known]
        marks = (
            "or in their own words" if slot.open else "",
            "" if slot.required else "may be left out",
            "personal" if slot.personal else "",
            "confidential" if slot.confidential else "",
        )
        return ", ".join((kind, *(mark for mark in marks if mark)))

    def _options(self, slot: Slot) -> Sequence[str]:
        """What is offered, as far as it is a list that one can take in."""
        ids: Sequence[str] = slot.options
        if slot.kind is SlotKind.CONSENT:
            ids = (AGREE, DECLINE)
        if slot.kind is SlotKind.CONCEPT:
            ids = [each.id for each in self._content.catalogue.concepts_of(slot.vocabulary)]
        return [self._option(slot, id) for id in ids] if len(ids) <= BUTTONS_FOR_CONCEPTS else ()

    def _option(self, slot: Slot, id: str) -> str:
        if slot.kind is SlotKind.CONCEPT:
            return concept_label(self._content, self._language, slot.vocabulary, id)
        if slot.kind is SlotKind.COUNTRY:
            return country_name(self._content, self._language, id)
        words = self._slot_words(slot.id)
        option = words.options.get(id) if words else None
        return option.label if option else id

    def _slot_words(self, slot: str) -> SlotWords | None:
        question = self._questionnaire.question_of_slot(slot)
        words = self._words.get(question.id) if question else None
        return words.slots.get(slot) if words else None

    def _skip(self, conditions: Sequence[Condition], begins: float, ends: float) -> None:
        """A line past the questions that are not asked if these conditions fail."""
        self._drawing.line([(_FLOW, begins), (_LANE, begins), (_LANE, ends), (_FLOW, ends)])
        words = f"Skipped {self._failing(conditions)}"
        lines = lines_of(words, _WIDTH - _MARGIN - _BESIDE, _BODY)
        self._drawing.text(_BESIDE, begins + 4, [Line(text=line) for line in lines])

    def _failing(self, conditions: Sequence[Condition]) -> str:
        """When one of these does not hold, in words."""
        return listed((self._fails(each) for each in conditions), "or")

    def _fails(self, condition: Condition) -> str:
        slot = self._questionnaire.slot(condition.slot)
        words = self._slot_words(condition.slot)
        label = words.label if words else condition.slot
        options = [f"“{self._option(slot, id) if slot else id}”" for id in condition.options]
        return f"{'if' if condition.negated else 'unless'} {label} is {listed(options, 'or')}"

    def _exit(self, consent: Slot, middle: float) -> None:
        """Where a company leaves that does not consent."""
        width = _WIDTH - _MARGIN - _BESIDE
        words = f"“{self._option(consent, DECLINE)}” ends it. Nothing is kept."
        lines = [Line(text=line) for line in lines_of(words, width - 3 * _PADDING, _BODY)]
        height = height_of(lines) + _PADDING
        self._drawing.line([(_MARGIN + _BOX, middle), (_BESIDE, middle)])
        self._drawing.box(_BESIDE, middle - height / 2, width, height, round=height / 2)
        self._drawing.text(_BESIDE + 1.5 * _PADDING, middle - height_of(lines) / 2, lines)

    def _foot(self) -> None:
        self._last(_REVIEW, round=6)
        self._arrow()
        self._last(_END, round=18)

    def _last(self, words: str, *, round: float) -> None:
        lines = [Line(text=line) for line in lines_of(words, _BOX - 3 * _PADDING, _BODY)]
        height = height_of(lines) + 2 * _PADDING
        self._drawing.box(_MARGIN, self._y, _BOX, height, round=round)
        self._drawing.text(_MARGIN + 1.5 * _PADDING, self._y + _PADDING, lines)
        self._y += height

    def _arrow(self) -> None:
        self._drawing.line([(_FLOW, self._y), (_FLOW, self._y + _GAP)])
        self._y += _GAP

    def _said(self, text: str, *, size: float = _BODY, bold: bool = False) -> Line:
        """A line of the content's own words."""
        return Line(text=text, size=size, bold=bold, language=self._language)

    def _told(self) -> str:
        """What the picture shows, for those who do not see it."""
        said = [_HOW]
        for number, question in enumerate(self._questionnaire.questions, 1):
            words = self._words.get(question.id)
            said.append(f"{number}. {words.ask if words else question.id}")
            if question.conditions:
                said.append(f"Skipped {self._failing(question.conditions)}.")
        return " ".join((*said, _REVIEW, _END))


def _notes(question: Question) -> Iterator[str]:
    if question.paragraph:
        yield "What is said here fills later slots as well, so that those are not asked."
    if question.if_room:
        yield "Asked only while there is room for it."


def _soft(text: str) -> Line:
    return Line(text=text, size=_SMALL, soft=True, language=ENGLISH)
