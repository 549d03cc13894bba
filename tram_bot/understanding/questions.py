"""Whether a message is put as a question."""

import re
from functools import cache

from tram_bot.core.identifiers import Language
from tram_bot.understanding.folding import fold, tokens
from tram_bot.understanding.words.of_language import words_of

_MARK = re.compile(r"[?？؟](?=[\s?!.)\"'”»«…]|$)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_MOST_GREETING = 60
"""Characters in which a greeting before the first word of a question ends."""


def is_question(text: str, languages: tuple[Language, ...]) -> bool:
    """Whether it has a question mark (not one inside a web address) or, after a greeting, begins
    as questions do in one of these languages."""
    if _MARK.search(_ADDRESS.sub("", text)):
        return True
    first_words, greetings = _words(languages)
    for token in tokens(text[:_MOST_GREETING]):
        # A word may be both: Danish *er*, a greeting's *and*. Then it begins the question.
        if token.folded in first_words:
            return True
        if token.folded not in greetings:
            return False
    return False


@cache
def _words(languages: tuple[Language, ...]) -> tuple[frozenset[str], frozenset[str]]:
    lists = words_of(languages)
    return (
        frozenset(_folded(word) for each in lists for word in each.questions),
        frozenset(_folded(word) for each in lists for word in each.greetings),
    )


def _folded(word: str) -> str:
    return fold(word.replace("'", ""))
