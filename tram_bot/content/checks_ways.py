"""A questionnaire walked in advance: every question can be reached, every way has an end, and
consent comes before what is personal."""

from collections.abc import Iterator
from dataclasses import dataclass

from tram_bot.content.assemble_questionnaires import questionnaire_of_shape
from tram_bot.content.document import Document, Path
from tram_bot.content.index import Index
from tram_bot.content.options import options_of
from tram_bot.content.shapes_intents import QuestionnaireFile, QuestionShape
from tram_bot.content.sources import Sources
from tram_bot.core.exploration import Explored, Way, explored
from tram_bot.core.limits import QUESTIONS_ASKED
from tram_bot.core.questionnaire import Condition, SlotKind
from tram_bot.errors import Problem


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Questions nobody is asked, conditions that never hold, dead ends, and what is personal
    before consent."""
    for folder in sources.questionnaires:
        for document, shape in folder.fitting():
            reader = _Reader(
                sources=sources,
                index=index,
                document=document,
                shape=shape,
                explored=explored(questionnaire_of_shape(shape)),
            )
            yield from reader.problems()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Tells what walking one questionnaire came to."""

    sources: Sources
    index: Index
    document: Document
    shape: QuestionnaireFile
    explored: Explored

    def problems(self) -> Iterator[Problem]:
        """Everything, in the order of the file."""
        found = self.explored
        if not found.is_whole:
            what = "there are too many ways through the questions to try them all"
            mend = "look at fewer answers in 'when' and 'unless'"
            yield self.document.problem(
                self.document.at_key(("questions",)), what, mend, "warning"
            ).because("some of them may never be asked, and nobody would be told")
        for number, question in enumerate(self.shape.questions):
            path: Path = ("questions", number)
            if found.is_whole:
                yield from self._unreached(path, question)
            yield from self._dead_end(path, question)
            yield from self._consent(path, question)

    def _unreached(self, path: Path, question: QuestionShape) -> Iterator[Problem]:
        id = question.id
        if id in self.explored.asked:
            return
        never = "the companies are not asked it, and every lead lacks its answer"
        place = self.document.at((*path, "id"))
        if not any(slot.required for slot in question.slots):
            what = f"'{id}' is never asked, as none of its slots is required"
            mend = "take 'required: false' from one, or move its slots to another question"
        elif id in self.explored.called_for:
            what = f"'{id}' is never asked, as {QUESTIONS_ASKED} others always come before it"
            mend = "remove some, mark another one 'if_room: true', or let free text fill them"
        elif not self._is_sound(question):
            return
        elif lacking := self._never_met(question):
            for slot, options in lacking:
                at = self.document.at_key((*path, "when", slot))
                what, mend = self._unmet(slot, options)
                yield self.document.problem(at, what, mend, "warning").because(never)
            return
        else:
            what = f"'{id}' is never asked, as its conditions never hold at the same time"
            mend = "change 'when' or 'unless', or remove the question and list it as retired"
        yield self.document.problem(place, what, mend, "warning").because(never)

    def _is_sound(self, question: QuestionShape) -> bool:
        """Whether its conditions look back at options there are; if not, that is told elsewhere."""
        earlier = {}
        for each in self.shape.questions:
            if each is question:
                break
            earlier.update({slot.id: slot for slot in each.slots})
        for slot, options in (*question.when.items(), *question.unless.items()):
            known = options_of(earlier[slot], self.sources, self.index) if slot in earlier else None
            if known is None or not options or not known.ids or not known.ids.issuperset(options):
                return False
        return True

    def _never_met(self, question: QuestionShape) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (slot, options)
            for slot, options in question.when.items()
            if (question.id, Condition(slot=slot, options=options)) not in self.explored.met
        ]

    def _unmet(self, slot: str, options: tuple[str, ...]) -> tuple[str, str]:
        what = f"'{slot}: [{', '.join(options)}]' is never true"
        filled_by = next(q for q in self.shape.questions if slot in (s.id for s in q.slots))
        kind = next(s.kind for s in filled_by.slots if s.id == slot)
        if filled_by.id not in self.explored.called_for:
            return f"{what}, as '{filled_by.id}' is never asked", "mend that one, or remove both"
        if kind is SlotKind.CONSENT:
            mend = "remove the condition; everybody who is asked has agreed"
            return f"{what}, as whoever declines is asked nothing more", mend
        return what, "name another option, or remove the question and list it as retired"

    def _dead_end(self, path: Path, question: QuestionShape) -> Iterator[Problem]:
        way = self.explored.stuck.get(question.id)
        if way is not None:
            what = f"nobody can answer '{question.id}' or leave it{_after(way)}"
            mend = "give its slots options, mark them 'open: true', or ask for them elsewhere"
            place = self.document.at((*path, "id"))
            yield self.document.problem(place, what, mend).because(
                "the paragraph and the consent cannot be skipped"
            )

    def _consent(self, path: Path, question: QuestionShape) -> Iterator[Problem]:
        place = self.document.at((*path, "id"))
        way = self.explored.unconsented
        if _asks_consent(question) and way is not None and question.id in self.explored.called_for:
            what = f"consent is not asked for before the end{_after(way)}"
            yield self.document.problem(
                place, what, "take the conditions from this question", "warning"
            ).because("it is asked when everything else has been told")
        for ways, whom, mend in (
            (self.explored.too_early, "", "move it behind the question for consent"),
            (
                self.explored.hasty,
                " of somebody who wants a person at once",
                "mark the question for consent 'essential: true'",
            ),
        ):
            if question.id in ways and any(map(_asks_consent, self.shape.questions)):
                what = f"'{question.id}' asks for personal data before consent{whom}"
                yield self.document.problem(
                    place, f"{what}{_after(ways[question.id])}", mend, "warning"
                ).because("nobody has agreed to its being kept by then")
                return


def _asks_consent(question: QuestionShape) -> bool:
    return any(slot.kind is SlotKind.CONSENT for slot in question.slots)


def _after(way: Way) -> str:
    """How somebody got there, if any answers led the way."""
    answers = [f"{slot}: {' and '.join(chosen) or 'left open'}" for slot, chosen in way]
    return f" after '{', '.join(answers)}'" if answers else ""
