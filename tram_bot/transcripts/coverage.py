"""How much of the content conversations touch: a share per kind, and what nothing touches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tram_bot.content.inventory import Kind, Piece, Text
from tram_bot.core.content import Content, Does
from tram_bot.core.identifiers import Language
from tram_bot.core.phrasebook import Phrasebook
from tram_bot.transcripts.touched import Shown, Touched

P = TypeVar("P", Piece, Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Generic[P]):
    """How many of one kind there are, and those that nothing touches, by file and line."""

    kind: Kind
    count: int
    untouched: tuple[P, ...]

    @property
    def touched(self) -> int:
        """How many are touched."""
        return self.count - len(self.untouched)

    @property
    def percent(self) -> int:
        """How many of a hundred are touched; a hundred only if all are."""
        return 100 * self.touched // self.count


def of_pieces(
    content: Content, touched: Touched, pieces: Sequence[Piece]
) -> tuple[Share[Piece], ...]:
    """The share of intents, questions, choices and phrases that are touched in any language."""
    phrases = {key for _, key in touched.phrases}

    def is_touched(piece: Piece) -> bool:
        match piece.kind:
            case Kind.INTENT:
                return _is_meant(content, touched, *piece.id)
            case Kind.QUESTION:
                return piece.id in touched.questions
            case Kind.CHOICE:
                return piece.id in touched.choices
            case Kind.PHRASE:
                return piece.id[0] in phrases

    return _shares(pieces, is_touched)


def of_texts(
    content: Content, touched: Touched, language: Language, texts: Sequence[Text]
) -> tuple[Share[Text], ...]:
    """The share of the texts of a language that were shown in that language."""
    shown = touched.shown[language]

    def is_shown(text: Text) -> bool:
        if text.kind is Kind.PHRASE:
            return (language, text.id[0]) in touched.phrases
        return _is_shown(text, shown, content.phrasebook, language)

    return _shares(texts, is_shown)


def _is_meant(content: Content, touched: Touched, id: str) -> bool:
    intent = content.intents[id]
    if intent.does is not Does.ANSWER:
        return id in touched.intents
    return any(
        language in intent.words.by_language and shown.has(intent.words.by_language[language].reply)
        for language, shown in touched.shown.items()
    )


def _is_shown(text: Text, shown: Shown, book: Phrasebook, language: Language) -> bool:
    words = text.text
    match text.kind, text.key:
        case Kind.INTENT, "label":
            return words in shown.labels
        case Kind.CHOICE, "label":
            line = book.say("checklist_line", language, value=words)
            return words in shown.labels or shown.has_line(line)
        case _, "label":
            return shown.has_line(book.say("checklist_line", language, label=words))
        case _, "title":
            return shown.has(book.say("confirm_switch", language, title=words))
        case _, "example":
            return shown.has(book.say("for_example", language, example=words))
        case _, "ask" | "again" if len(text.id) == 2:
            return words.strip() in shown.asks
        case _:
            return shown.has(words)


def _shares(all: Sequence[P], is_touched: Callable[[P], bool]) -> tuple[Share[P], ...]:
    shares = []
    for kind in Kind:
        of_kind = [each for each in all if each.kind is kind]
        untouched = [each for each in of_kind if not is_touched(each)]
        if of_kind:
            in_order = sorted(untouched, key=lambda each: (each.file, each.line))
            shares.append(Share(kind=kind, count=len(of_kind), untouched=tuple(in_order)))
    return tuple(shares)
