"""What questions, slots and options are called in a questionnaire, and in its words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from tram_bot.content.document import Document, Path
from tram_bot.content.index import retired_in
from tram_bot.content.naming import Naming, naming
from tram_bot.content.options import CONSENT_OPTIONS
from tram_bot.content.shapes_intents import (
    IntentWordsFile,
    QuestionnaireFile,
    QuestionShape,
    SlotShape,
)
from tram_bot.content.sources import Folder, is_in_doubt
from tram_bot.core.questionnaire import SlotKind
from tram_bot.errors import Problem

WORDS: Path = ("questionnaire",)
"""Where the words of a questionnaire stand."""
_QUESTIONS: Path = (*WORDS, "questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How everything in a questionnaire is named, by where its words stand.

    With an id that is there twice, as in a copy that was not renamed, nobody can tell which words
    belong to what: there is nothing to be said of them before that is mended.
    """

    has_id_twice: bool
    retired: Collection[str]
    by_path: Mapping[Path, Naming]

    def at(self, path: Path) -> Naming:
        """How what stands right below a path of the words is named."""
        return self.by_path.get(path, Naming())

    def is_slot(self, id: str) -> bool:
        """Whether the words call a slot so that has another id."""
        return any(path[-1] == "slots" and of.is_name(id) for path, of in self.by_path.items())

    def is_option(self, slot: str, id: str) -> bool:
        """Whether the words call an option of a slot so that has another id."""
        return any(
            path[-2:] == (slot, "options") and of.is_name(id) for path, of in self.by_path.items()
        )


def names_of(
    folder: Folder[QuestionnaireFile, IntentWordsFile],
    document: Document,
    shape: QuestionnaireFile,
) -> Names:
    """How the questionnaire of a folder is named there."""
    words = {language: source.document for language, source in folder.words.items()}
    is_in_doubt_itself = is_in_doubt(document, "questions")
    return Names(
        has_id_twice=is_in_doubt_itself or any(len(set(ids)) < len(ids) for ids in _all_ids(shape)),
        retired=retired_in(document),
        by_path={path: _naming(words, path, known) for path, known in _groups(shape)},
    )


def first_ones(shape: QuestionnaireFile) -> Iterator[tuple[int, QuestionShape]]:
    """The questions by their number; of two with one id only the first."""
    seen: set[str] = set()
    for number, question in enumerate(shape.questions):
        if question.id not in seen:
            seen.add(question.id)
            yield number, question


def worded_options(slot: SlotShape) -> tuple[str, ...]:
    """The options chosen by the words beside them; concepts and countries have theirs elsewhere."""
    match slot.kind:
        case SlotKind.CONSENT:
            return CONSENT_OPTIONS
        case SlotKind.TEXT | SlotKind.CHOICE | SlotKind.DATE:
            return slot.options
        case _:
            return ()


def renamed(document: Document, shape: QuestionnaireFile, names: Names) -> Iterator[Problem]:
    """Each question, slot and option whose words have another id in every language."""
    for number, question in enumerate(shape.questions):
        here: Path = ("questions", number)
        places = {question.id: (*here, "id")}
        yield from _told(document, "question", names.at(_QUESTIONS), places)
        slots = {slot.id: (*here, "slots", n, "id") for n, slot in enumerate(question.slots)}
        path: Path = (*_QUESTIONS, question.id, "slots")
        yield from _told(document, "slot", names.at(path), slots)
        for n, slot in enumerate(question.slots):
            below: Path = (*here, "slots", n, "options")
            options = {option: (*below, at) for at, option in enumerate(slot.options)}
            yield from _told(document, "option", names.at((*path, slot.id, "options")), options)


def _told(
    document: Document, kind: str, names: Naming, places: Mapping[str, Path]
) -> Iterator[Problem]:
    for id, (what, mend) in names.told(kind).items():
        if id in places:
            yield document.problem(document.at(places[id]), what, mend)


def _all_ids(shape: QuestionnaireFile) -> Iterator[list[str]]:
    yield [question.id for question in shape.questions]
    slots = list(chain.from_iterable(question.slots for question in shape.questions))
    yield [slot.id for slot in slots]
    yield from (list(slot.options) for slot in slots)


def _groups(shape: QuestionnaireFile) -> Iterator[tuple[Path, list[str]]]:
    """What has ids of its own, and where its words stand."""
    yield _QUESTIONS, [question.id for question in shape.questions]
    for question in shape.questions:
        path: Path = (*_QUESTIONS, question.id, "slots")
        yield path, [slot.id for slot in question.slots]
        for slot in question.slots:
            options = worded_options(slot)
            if options:
                yield (*path, slot.id, "options"), list(options)


def _naming(words: Mapping[str, Document], path: Path, known: list[str]) -> Naming:
    named = {language: document.get(path) for language, document in words.items()}
    return naming(
        known, {each: list(names) for each, names in named.items() if isinstance(names, dict)}
    )
