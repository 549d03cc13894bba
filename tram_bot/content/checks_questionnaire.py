"""A questionnaire's logic: one paragraph, one consent, keys that fit, conditions that look back."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tram_bot.content.document import Document, Path
from tram_bot.content.files import VOCABULARIES
from tram_bot.content.hints import did_you_mean, one_of
from tram_bot.content.index import Index, retired_in
from tram_bot.content.naming_questions import Names, first_ones, names_of
from tram_bot.content.options import CONSENT_OPTIONS, options_of
from tram_bot.content.shapes_intents import QuestionnaireFile, QuestionShape, SlotShape
from tram_bot.content.sources import Sources
from tram_bot.core.limits import OPTION_ID, QUESTIONS_ASKED, SLOT_ID
from tram_bot.core.questionnaire import SlotKind
from tram_bot.core.scene import SEND
from tram_bot.errors import Problem

_GOES_WITH: dict[str, tuple[SlotKind, ...]] = {
    "options": (SlotKind.TEXT, SlotKind.CHOICE, SlotKind.DATE, SlotKind.CONSENT),
    "vocabulary": (SlotKind.CONCEPT,),
    "counts": (SlotKind.COUNT,),
    "several": (SlotKind.CHOICE, SlotKind.CONCEPT),
    "open": (SlotKind.CHOICE, SlotKind.CONCEPT),
}
"""Keys of a slot that only some kinds have a use for."""


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """What is wrong with the questions of each questionnaire, apart from their words."""
    for folder in sources.questionnaires:
        for document, shape in folder.fitting():
            checker = _Checker(
                sources=sources,
                index=index,
                document=document,
                shape=shape,
                names=names_of(folder, document, shape),
            )
            yield from checker.problems()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checker:
    """Goes through one questionnaire, whose words go by `names`; `slots` are those met so far, by
    id."""

    sources: Sources
    index: Index
    document: Document
    shape: QuestionnaireFile
    names: Names
    slots: dict[str, SlotShape] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """Everything, in the order of the file."""
        yield from self._ids()
        yield from self._paragraphs()
        yield from self._consent()
        yield from self._most()
        for number, question in enumerate(self.shape.questions):
            path: Path = ("questions", number)
            for key, conditions in (("when", question.when), ("unless", question.unless)):
                for slot, options in conditions.items():
                    yield from self._condition((*path, key, slot), slot, options)
            for index, slot_shape in enumerate(question.slots):
                here = (*path, "slots", index)
                yield from self._keys(here, slot_shape)
                yield from self._options(here, slot_shape)
                if slot_shape.kind is SlotKind.FOCUS:
                    yield from self._focus(here, question, slot_shape)
                self.slots.setdefault(slot_shape.id, slot_shape)

    def _ids(self) -> Iterator[Problem]:
        questions: dict[str, Path] = {}
        slots: dict[str, Path] = {}
        for number, question in enumerate(self.shape.questions):
            path: Path = ("questions", number)
            again = list(self._once("question", questions, question.id, (*path, "id")))
            yield from again
            if again:
                continue  # Its slots were copied with it.
            if question.id == SEND:
                what = f"'{SEND}' is what the review's own button is called"
                mend = "give the question another id"
                yield self.document.problem(self.document.at((*path, "id")), what, mend)
            for index, slot in enumerate(question.slots):
                yield from self._once("slot", slots, slot.id, (*path, "slots", index, "id"))
        for id, retired in retired_in(self.document).items():
            if id in questions or id in slots:
                what = f"'{id}' is retired and in use"
                mend = "take it off this list, or give the new one another id"
                yield self.document.problem(retired.place, what, mend)

    def _once(self, kind: str, seen: dict[str, Path], id: str, path: Path) -> Iterator[Problem]:
        first = seen.setdefault(id, path)
        if first is not path:
            what = f"the {kind} '{id}' is there already, in line {self.document.at(first).line}"
            yield self.document.problem(self.document.at(path), what, "give it another id")

    def _paragraphs(self) -> Iterator[Problem]:
        paragraphs = [n for n, question in first_ones(self.shape) if question.paragraph]
        if not paragraphs:
            what = "no question is the paragraph that the others listen to"
            mend = "write 'paragraph: true' at the question for the problem"
            yield self.document.problem(self.document.at_key(("questions",)), what, mend)
        for number in paragraphs[1:]:
            first = self.shape.questions[paragraphs[0]].id
            place = self.document.at_key(("questions", number, "paragraph"))
            what = f"a second paragraph; '{first}' is one already"
            yield self.document.problem(place, what, "keep one of them")
        for number in paragraphs[:1]:
            slot = self.shape.questions[number].slots[0]
            if slot.kind is not SlotKind.TEXT:
                place = self.document.at(("questions", number, "slots", 0, "kind"))
                what = f"the paragraph's first slot is of kind '{slot.kind}'"
                yield self.document.problem(place, what, "write 'kind: text'")

    def _consent(self) -> Iterator[Problem]:
        places = [
            self.document.at(("questions", number, "slots", index, "kind"))
            for number, question in first_ones(self.shape)
            for index, slot in enumerate(question.slots)
            if slot.kind is SlotKind.CONSENT
        ]
        if not places:
            what = "no question asks for consent, and nothing is handed on without it"
            mend = "add a question with a slot of 'kind: consent'"
            yield self.document.problem(self.document.at_key(("questions",)), what, mend)
        for place in places[1:]:
            what = f"consent is asked for twice, first in line {places[0].line}"
            yield self.document.problem(place, what, "ask for it once")

    def _most(self) -> Iterator[Problem]:
        # Those with a condition may stand for one another, so they are not counted.
        always = [
            number
            for number, question in first_ones(self.shape)
            if not (question.when or question.unless or question.if_room)
        ]
        for number in always[QUESTIONS_ASKED : QUESTIONS_ASKED + 1]:
            what = f"{len(always)} questions for everybody, and {QUESTIONS_ASKED} are asked at most"
            mend = "remove some, give them a condition, or mark them 'if_room: true'"
            place = self.document.at(("questions", number, "id"))
            yield self.document.problem(place, what, mend)

    def _keys(self, path: Path, slot: SlotShape) -> Iterator[Problem]:
        for key, kinds in _GOES_WITH.items():
            if getattr(slot, key) and slot.kind not in kinds:
                what = f"'{key}' does not go with 'kind: {slot.kind}'"
                mend = f"remove it, or use {one_of(kinds)} as kind"
                yield self.document.problem(self.document.at_key((*path, key)), what, mend)
        needed = {
            SlotKind.CONCEPT: ("vocabulary", one_of(VOCABULARIES)),
            SlotKind.COUNT: ("counts", one_of(("people", "samples"))),
        }
        key, choice = needed.get(slot.kind, ("", ""))
        if key and not getattr(slot, key):
            what = f"a slot of kind '{slot.kind}' needs '{key}'"
            mend = f"add '{key}:' with {choice}"
            yield self.document.problem(self.document.at(path), what, mend)
        if slot.vocabulary and slot.vocabulary not in VOCABULARIES:
            place = self.document.at((*path, "vocabulary"))
            mend = did_you_mean(slot.vocabulary, VOCABULARIES, f"use {one_of(VOCABULARIES)}")
            yield self.document.problem(place, f"unknown vocabulary '{slot.vocabulary}'", mend)

    def _options(self, path: Path, slot: SlotShape) -> Iterator[Problem]:
        options = slot.options
        if slot.kind is SlotKind.CHOICE and len(options) < 2:
            what = "a choice needs at least two options"
            yield self.document.problem(self.document.at(path), what, "add them: options: [a, b]")
        if slot.kind is SlotKind.CONSENT and options and set(options) != set(CONSENT_OPTIONS):
            what = f"the options of consent are {' and '.join(CONSENT_OPTIONS)}"
            place = self.document.at((*path, "options"))
            yield self.document.problem(place, what, "remove the line; they go without saying")
        for number, option in enumerate(options):
            if option in options[:number]:
                place = self.document.at((*path, "options", number))
                yield self.document.problem(place, f"'{option}' stands here twice", "remove one")

    def _focus(self, path: Path, question: QuestionShape, slot: SlotShape) -> Iterator[Problem]:
        # A focus option is `kind:concept`, longer than other options; its slot has to make up.
        longest = max(
            (
                len(folder) + 1 + len(id)
                for folder, kind in VOCABULARIES.items()
                for id in self.index.known(kind)
            ),
            default=0,
        )
        most = SLOT_ID + OPTION_ID - max(longest, OPTION_ID)
        if len(slot.id) > most:
            what = f"the id '{slot.id}' of a focus has {len(slot.id)} characters, more than {most}"
            place = self.document.at((*path, "id"))
            yield self.document.problem(place, what, "shorten it, such as 'focus'")
        if not question.if_room:
            what = f"'{question.id}' asks for the focus, and not only if there is room"
            mend = "add 'if_room: true'; it is asked when two techniques are too close to tell"
            yield self.document.problem(self.document.at(path), what, mend)

    def _condition(self, path: Path, slot: str, options: tuple[str, ...]) -> Iterator[Problem]:
        place = self.document.at_key(path)
        earlier = self.slots.get(slot)
        if not earlier and (self.names.has_id_twice or self.names.is_slot(slot)):
            return
        if not earlier:
            later = any(slot == each.id for q in self.shape.questions for each in q.slots)
            what = f"the slot '{slot}' is {'filled later' if later else 'unknown'}"
            mend = (
                "move this question behind the one that fills it"
                if later
                else did_you_mean(slot, self.slots, "use a slot of an earlier question")
            )
            yield self.document.problem(place, what, mend)
            return
        known = options_of(earlier, self.sources, self.index)
        if known.ids is not None and not known.ids:
            what = f"the slot '{slot}' is of kind '{earlier.kind}' and has no options"
            yield self.document.problem(place, what, "ask about a slot with options")
            return
        if not options:
            what = f"no option of '{slot}' is named"
            yield self.document.problem(place, what, f"name some: {slot}: [an_option]")
        for number, option in enumerate(options):
            is_told = self.names.has_id_twice or self.names.is_option(slot, option)
            if known.ids is not None and option not in known.ids and not is_told:
                what = f"unknown {known.what} '{option}' of the slot '{slot}'"
                mend = did_you_mean(option, known.ids, f"use {one_of(sorted(known.ids))}")
                yield self.document.problem(self.document.at((*path, number)), what, mend)
