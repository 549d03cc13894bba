"""The words of a questionnaire: for every question, slot and option, and for no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tram_bot.content.checks_alike import folded
from tram_bot.content.checks_words import missing
from tram_bot.content.document import Document, Path
from tram_bot.content.hints import did_you_mean
from tram_bot.content.index import Index
from tram_bot.content.naming import has_key_twice
from tram_bot.content.naming_questions import WORDS, Names, names_of, renamed, worded_options
from tram_bot.content.options import options_of
from tram_bot.content.shapes_intents import (
    QuestionnaireFile,
    QuestionnaireWordsShape,
    QuestionShape,
    QuestionWordsShape,
    SlotShape,
    SlotWordsShape,
)
from tram_bot.content.sources import Sources
from tram_bot.content.translated import ENGLISH
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Words for nothing, things without English words, and options that sound alike."""
    folders = {folder.name: folder for folder in sources.questionnaires}
    for topic in sources.topics:
        structures = list(folders[topic.name].fitting()) if topic.name in folders else []
        named = [
            (home, each, names_of(folders[topic.name], home, each)) for home, each in structures
        ]
        for home, structure, names in named:
            if not names.has_id_twice:
                yield from renamed(home, structure, names)
        for language, document, words in topic.fitting_words():
            for home, structure, names in named:
                reader = _Reader(
                    sources=sources,
                    index=index,
                    document=document,
                    structure=home.file,
                    language=language,
                    names=names,
                )
                yield from reader.questionnaire(structure, words.questionnaire)
            # A questionnaire that could not be read is told of already.
            alone = topic.name not in folders and index.ids["questionnaire"].complete
            if alone and words.questionnaire:
                what = "words of a questionnaire, and no questionnaire.yaml beside them"
                mend = "write it, or move the words"
                yield document.problem(document.at_key(WORDS), what, mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads one language's words of a questionnaire, whose `structure` is in that file; in
    English nothing may be missing. `names` are what the words go by."""

    sources: Sources
    index: Index
    document: Document
    structure: str
    language: Language
    names: Names

    @property
    def english(self) -> bool:
        """Whether it is the language that all others fall back to."""
        return self.language == ENGLISH

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
        yield from self._lacking(WORDS, ("title", "opening"))
        questions = {question.id: question for question in structure.questions}
        path = (*WORDS, "questions")
        yield from self._for_nothing(path, "question", words.questions, questions)
        for id, question in questions.items():
            spoken = words.questions.get(id)
            if spoken is None:
                yield from self._without(path, "question", id)
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
                yield from self._without((*path, "slots"), "slot", id)
            else:
                yield from self._slot((*path, "slots", id), slot, spoken)

    def _slot(self, path: Path, slot: SlotShape, words: SlotWordsShape) -> Iterator[Problem]:
        yield from self._lacking(path, ("label",))
        for option in worded_options(slot):
            if option in words.options:
                yield from self._lacking((*path, "options", option), ("label",))
            else:
                yield from self._without((*path, "options"), "option", option)
        known = options_of(slot, self.sources, self.index)
        if known.ids is not None:
            yield from self._for_nothing((*path, "options"), known.what, words.options, known.ids)
        yield from _alike(self.document, path, words)

    def _lacking(self, path: Path, names: Iterable[str]) -> Iterator[Problem]:
        for name in names if self.english else ():
            yield from missing(self.document, (*path, name))

    def _without(self, path: Path, kind: str, id: str) -> Iterator[Problem]:
        is_told = self.names.has_id_twice or self.names.at(path).has_words(self.language, id)
        if self.english and not is_told and not has_key_twice(self.document, path):
            place = self.document.at_key(path)
            mend = f"add them under '{path[-1]}:'"
            yield self.document.problem(place, f"the {kind} '{id}' has no English words", mend)

    def _for_nothing(
        self, path: Path, kind: str, worded: Iterable[str], known: Iterable[str]
    ) -> Iterator[Problem]:
        if self.names.has_id_twice:
            return
        named = list(worded)
        names = set(known)
        own = self.names.at(path)
        for id in named:
            if id not in names and id not in own.renamed:
                place = self.document.at_key((*path, id))
                what = f"words for the {kind} '{id}', which is unknown"
                mend = f"add it to {self.structure}, or remove them"
                meant = own.meant(self.language, id)
                if meant:
                    mend = f"call them '{meant}', or {mend}"
                if id in self.names.retired:
                    yield self.document.problem(place, what, "remove them; it is retired")
                    continue
                likely = [meant] if meant else names.difference(named)
                mend = did_you_mean(id, likely, mend)
                yield self.document.problem(place, what, mend)


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
