"""Whether a message is put as a question."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from tram_bot.core.identifiers import Language
from tram_bot.understanding.folding import fold, tokens
from tram_bot.understanding.words.of_language import words_of

_MARK = re.compile(r"[?？؟](?=[\s?!.)\"'“”’»«…]|$)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_NOT_FIRST = frozenset({"there", "all"})
"""*Hi there* is a greeting, *there are cracks* is none."""
_MONTHS = frozenset({"may"})
_ASKING = frozenset({"i", "we", "one", "my", "our", "it", "you", "they", "companies", "somebody"})
"""*May we* asks, *May 12* is a month."""
_MOST_GREETING = 60
"""Characters in which a greeting before the first word of a question ends."""


def is_question(text: str, languages: tuple[Language, ...]) -> bool:
    """Whether it has a question mark (not one inside a web address) or, after a greeting, begins
    as questions do in one of these languages."""
    if _MARK.search(_ADDRESS.sub("", text)):
        return True
    first_words, greetings = _words(languages)
    words = [_written(token.text) for token in tokens(text[:_MOST_GREETING])]
    for at, word in enumerate(words):
        # A word may be both: Danish *er*, a greeting's *and*. Then it begins the question.
        if word in first_words:
            return word not in _MONTHS or not _ASKING.isdisjoint(words[at + 1 : at + 2])
        if word not in greetings or (not at and word in _NOT_FIRST):
            return False
    return False


@cache
def _words(languages: tuple[Language, ...]) -> tuple[frozenset[str], frozenset[str]]:
    lists = words_of(languages)
    return (
        frozenset(_spellings(word for each in lists for word in each.questions)),
        frozenset(_spellings(word for each in lists for word in each.greetings)),
    )


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """The words as they are, and without accents. Not the other way round: Swedish *var* asks
    where, and *vår* is our."""
    for word in words:
        yield _written(word)
        yield fold(_written(word))


def _written(word: str) -> str:
    return unicodedata.normalize("NFC", word.lower()).replace("'", "").replace("’", "")
