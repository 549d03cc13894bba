"""Every language's words, by its code."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from tram_bot.core.identifiers import Language
from tram_bot.understanding.words import da, de, en, et, fi, lt, lv, pl, sv
from tram_bot.understanding.words.wordlist import WordList


@cache
def all_words() -> Mapping[Language, WordList]:
    """The word lists of the nine languages."""
    modules = (en, de, da, sv, fi, et, lv, lt, pl)
    return MappingProxyType({each.WORDS.language: each.WORDS for each in modules})


def words_of(languages: Sequence[Language]) -> tuple[WordList, ...]:
    """The word lists of these languages as far as there are any; none is given twice."""
    known = all_words()
    return tuple(known[each] for each in dict.fromkeys(languages) if each in known)
