"""The words of a questionnaire: for every question, slot and option, and for no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tram_bot.content.checks_alike import folded
from tram_bot.content.checks_words import missing
from tram_bot.content.document import Document, Path
from tram_bot.content.hints import did_you_mean
from tram_bot.content.index import Index
from tram_bot.content.options import CONSENT_OPTIONS, options_of
from tram_bot.content.shapes_intents import (
    QuestionnaireFile,
    QuestionnaireWordsShape,
    QuestionShape,
    QuestionWordsShape,
    SlotShape,
    SlotWordsShape,
)
from tram_bot.content.sources import Sources
from tram_bot.core.questionnaire import SlotKind
from tram_bot.errors import Problem

_WORDS: Path = ("questionnaire",)


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Words for nothing, things without English words, and options that sound alike."""
    folders = {folder.name: folder for folder in sources.questionnaires}
    for topic in sources.topics:
        structures = list(folders[topic.name].fitting()) if topic.name in folders else []
        for language, document, words in topic.fitting_words():
            for home, structure in structures:
                reader = _Reader(
                    sources=sources,
                    index=index,
                    document=document,
                    structure=home.file,
                    english=language == "en",
                )
                yield from reader.questionnaire(structure, words.questionnaire)
            # A questionnaire that could not be read is told of already.
            alone = topic.name not in folders and index.ids["questionnaire"].complete
            if alone and words.questionnaire:
                what = "words of a questionnaire, and no questionnaire.yaml beside them"
                mend = "write it, or move the words"
                yield document.problem(document.at_key(_WORDS), what, mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads one language's words of a questionnaire, whose `structure` is in that file; in
    English nothing may be missing."""

    sources: Sources
    index: Index
    document: Document
    structure: str
    english: bool

    def questionnaire(
        self, structure: QuestionnaireFile, words: QuestionnaireWordsShape | None
    ) -> Iterator[Problem]:
        """All that is wrong with the words, in the order of the structure."""
        if words is None:
            if self.english:
                what = f"the questionnaire '{structure.id}' has no English words"
                mend = "add them under 'questionnaire:'"
                yield self.document.problem(self.document.at(()), what, mend)
            return
        yield from self._lacking(_WORDS, ("title", "opening"))
        questions = {question.id: question for question in structure.questions}
        path = (*_WORDS, "questions")
        yield from self._for_nothing(path, "question", words.questions, questions)
        for id, question in questions.items():
            spoken = words.questions.get(id)
            if spoken is None:
                yield from self._without(path, f"question '{id}'")
            else:
                yield from self._question((*path, id), question, spoken)

    def _question(
        self, path: Path, question: QuestionShape, words: QuestionWordsShape
    ) -> Iterator[Problem]:
        yield from self._lacking(path, ("ask", "why"))
        slots = {slot.id: slot for slot in question.slots}
        yield from self._for_nothing((*path, "slots"), "slot", words.slots, slots)
        for id, slot in slots.items():
            spoken = words.slots.get(id)
            if spoken is None:
                yield from self._without((*path, "slots"), f"slot '{id}'")
            else:
                yield from self._slot((*path, "slots", id), slot, spoken)

    def _slot(self, path: Path, slot: SlotShape, words: SlotWordsShape) -> Iterator[Problem]:
        yield from self._lacking(path, ("label",))
        for option in _worded_here(slot):
            if option in words.options:
                yield from self._lacking((*path, "options", option), ("label",))
            else:
                yield from self._without((*path, "options"), f"option '{option}'")
        known = options_of(slot, self.sources, self.index)
        if known.ids is not None:
            yield from self._for_nothing((*path, "options"), known.what, words.options, known.ids)
        yield from _alike(self.document, path, words)

    def _lacking(self, path: Path, names: Iterable[str]) -> Iterator[Problem]:
        for name in names if self.english else ():
            yield from missing(self.document, (*path, name))

    def _without(self, path: Path, what: str) -> Iterator[Problem]:
        if self.english:
            place = self.document.at_key(path)
            mend = f"add them under '{path[-1]}:'"
            yield self.document.problem(place, f"the {what} has no English words", mend)

    def _for_nothing(
        self, path: Path, kind: str, worded: Iterable[str], known: Iterable[str]
    ) -> Iterator[Problem]:
        named = list(worded)
        names = set(known)
        wordless = names.difference(named)
        for id in named:
            if id not in names:
                place = self.document.at_key((*path, id))
                what = f"words for the {kind} '{id}', which is unknown"
                otherwise = f"add it to {self.structure}, or remove them"
                mend = did_you_mean(id, wordless, otherwise)
                yield self.document.problem(place, what, mend)


def _worded_here(slot: SlotShape) -> tuple[str, ...]:
    """The options chosen by the words beside them; concepts and countries have theirs elsewhere."""
    match slot.kind:
        case SlotKind.CONSENT:
            return CONSENT_OPTIONS
        case SlotKind.TEXT | SlotKind.CHOICE | SlotKind.DATE:
            return slot.options
        case _:
            return ()


def _alike(document: Document, path: Path, words: SlotWordsShape) -> Iterator[Problem]:
    """Words that would mean two options of one slot."""
    first: dict[str, str] = {}
    for option, spoken in words.options.items():
        here = (*path, "options", option)
        said = [(spoken.label, (*here, "label"))]
        said += [(text, (*here, "accept", number)) for number, text in enumerate(spoken.accept)]
        for text, place in said:
            other = first.setdefault(folded(text), option) if text else option
            if other != option:
                what = f"'{text}' means the option '{other}' too"
                mend = "keep it with one of them"
                yield document.problem(document.at(place), what, mend)
