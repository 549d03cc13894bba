"""People who introduce themselves by name, *my name is Anna Example*, or sign with it."""

import re
from functools import cache

from tram_bot.core.identifiers import Language
from tram_bot.understanding.folding import Found, alternation, flat
from tram_bot.understanding.words.of_language import words_of

_MOST_TEXT = 4_000
_NAME = re.compile(r",?\s+([^\W\d_][\w'’.-]*(?:[^\S\n]+[^\W\d_][\w'’-]*){1,2})")


def read_people(text: str, languages: tuple[Language, ...]) -> list[Found[str]]:
    """First names with surnames, each word with a capital, behind words that introduce one."""
    text = text[:_MOST_TEXT]
    found = []
    for lead in _introductions(languages).finditer(flat(text)):
        named = _NAME.match(text, lead.end())
        name = _capitals(named[1]) if named else ""
        if named and name:
            start = named.start(1)
            found.append(Found(start, start + len(name), name))
    return found


def _capitals(words: str) -> str:
    """The words up to the first without a capital; "" if that leaves fewer than two."""
    every = list(re.finditer(r"\S+", words))
    names = next((at for at, word in enumerate(every) if not word[0][0].isupper()), len(every))
    return words[: every[names - 1].end()] if names > 1 else ""


@cache
def _introductions(languages: tuple[Language, ...]) -> re.Pattern[str]:
    terms = alternation(term for each in words_of(languages) for term in each.introductions)
    return re.compile(rf"(?<!\w){terms}(?!\w)")
