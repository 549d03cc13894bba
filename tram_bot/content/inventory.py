"""What an admin writes for a conversation, piece by piece, and where each piece stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tram_bot.content.document import Document
from tram_bot.content.document import Path as Keys
from tram_bot.content.files import find
from tram_bot.content.shapes import Shape
from tram_bot.content.shapes_intents import QuestionnaireWordsShape, QuestionWordsShape
from tram_bot.content.sources import Sources, read_all
from tram_bot.core.identifiers import Language
from tram_bot.core.staff_phrase_keys import STAFF_KEYS


class Kind(StrEnum):
    """What a piece is."""

    INTENT = "intents"
    QUESTION = "questions"
    CHOICE = "choices"
    PHRASE = "phrases"


Id = tuple[str, ...]
"""An intent or a phrase; a questionnaire and a question; a questionnaire, a slot and an option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An intent, a question, a choice or a phrase, and where its id stands; line from 1."""

    kind: Kind
    id: Id
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a piece in one language, and where it stands. `key` is the one that names it in
    the file: `label`, `reply`, `ask` and so on, "" for a phrase."""

    kind: Kind
    id: Id
    key: str
    text: str
    file: str
    line: int


def pieces(root: Path) -> tuple[Piece, ...]:
    """Every piece of the content under `root`, but for the phrases that only staff are shown. The
    content must be free of errors."""
    return tuple(_pieces(_sources(root)))


def texts(root: Path, language: Language) -> tuple[Text, ...]:
    """The texts of the pieces in one language, as far as it has them."""
    return tuple(_texts(_sources(root), language))


def _sources(root: Path) -> Sources:
    found, _ = find(root)
    sources, _ = read_all(found, offered_only=True)
    return sources


def _pieces(sources: Sources) -> Iterator[Piece]:
    for topic in sources.topics:
        for document, shape in topic.fitting():
            for id in shape.intents:
                line = document.at_key(("intents", id)).line
                yield Piece(kind=Kind.INTENT, id=(id,), file=document.file, line=line)
    for folder in sources.questionnaires:
        for document, structure in folder.fitting():
            for number, question in enumerate(structure.questions):
                at: Keys = ("questions", number)
                yield Piece(
                    kind=Kind.QUESTION,
                    id=(structure.id, question.id),
                    file=document.file,
                    line=document.at((*at, "id")).line,
                )
                for place, slot in enumerate(question.slots):
                    for order, option in enumerate(slot.options):
                        yield Piece(
                            kind=Kind.CHOICE,
                            id=(structure.id, slot.id, option),
                            file=document.file,
                            line=document.at((*at, "slots", place, "options", order)).line,
                        )
    english = sources.phrases.get("en")
    if english and english.shape:
        for key in _to_companies(english.shape.phrases):
            line = english.document.at_key(("phrases", key)).line
            yield Piece(kind=Kind.PHRASE, id=(key,), file=english.document.file, line=line)


def _texts(sources: Sources, language: Language) -> Iterator[Text]:
    for topic in sources.topics:
        words = topic.words.get(language)
        if words and words.shape:
            for id, shape in words.shape.intents.items():
                at: Keys = ("intents", id)
                yield from _of(words.document, Kind.INTENT, (id,), at, shape, "label", "reply")
    for folder in sources.questionnaires:
        words = folder.words.get(language)
        if words and words.shape and words.shape.questionnaire:
            for _, structure in folder.fitting():
                yield from _of_questionnaire(
                    words.document, structure.id, words.shape.questionnaire
                )
    phrases = sources.phrases.get(language)
    if phrases and phrases.shape:
        document = phrases.document
        for key in _to_companies(phrases.shape.phrases):
            yield Text(
                kind=Kind.PHRASE,
                id=(key,),
                key="",
                text=phrases.shape.phrases[key],
                file=document.file,
                line=document.at_key(("phrases", key)).line,
            )


def _of_questionnaire(
    document: Document, id: str, shape: QuestionnaireWordsShape
) -> Iterator[Text]:
    top: Keys = ("questionnaire",)
    yield from _of(document, Kind.QUESTION, (id,), top, shape, "title", "opening")
    for question, words in shape.questions.items():
        yield from _of_question(document, id, question, (*top, "questions", question), words)


def _of_question(
    document: Document, id: str, question: str, at: Keys, words: QuestionWordsShape
) -> Iterator[Text]:
    own = (id, question)
    yield from _of(document, Kind.QUESTION, own, at, words, "ask", "again", "why", "example")
    for slot, of_slot in words.slots.items():
        there: Keys = (*at, "slots", slot)
        yield from _of(document, Kind.QUESTION, (*own, slot), there, of_slot, "label", "ask")
        for option, of_option in of_slot.options.items():
            below: Keys = (*there, "options", option)
            choice = (id, slot, option)
            yield from _of(document, Kind.CHOICE, choice, below, of_option, "label", "reply")


def _of(
    document: Document, kind: Kind, id: Id, at: Keys, shape: Shape, *keys: str
) -> Iterator[Text]:
    for key in keys:
        text: str = getattr(shape, key)
        if text:
            line = document.at_key((*at, key)).line
            yield Text(kind=kind, id=id, key=key, text=text, file=document.file, line=line)


def _to_companies(phrases: Mapping[str, str]) -> Iterator[str]:
    return (key for key in phrases if key not in STAFF_KEYS)
