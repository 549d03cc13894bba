"""One thing's words in every language, with the English ones where a translation has none."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from tram_bot.content.shapes import Shape
from tram_bot.core.catalogue import Words
from tram_bot.core.identifiers import Language

S = TypeVar("S", bound=Shape)
V = TypeVar("V")

ENGLISH = "en"


def filled(own: S, english: S | None) -> S:
    """A translation whose empty texts are the English ones. Lists of what people type are not
    texts anyone reads, and stay as they are."""
    lacking = {
        name: getattr(english, name)
        for name in type(own).model_fields
        if english is not None and getattr(own, name) == ""
    }
    return own.model_copy(update=lacking) if lacking else own


def in_each_language(
    shapes: Iterable[tuple[Language, Mapping[str, S]]], id: str, made: Callable[[S], V]
) -> Words[V]:
    """The words of one id, made of the shapes of every language that has some."""
    by_language = {language: words[id] for language, words in shapes if id in words}
    english = by_language.get(ENGLISH)
    return Words(
        {language: made(filled(shape, english)) for language, shape in by_language.items()},
        falls_back_to=ENGLISH,
    )
