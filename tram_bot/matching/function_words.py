"""Words that carry a sentence and not its matter, by language, and the words that deny."""

from collections.abc import Mapping
from types import MappingProxyType

from tram_bot.core.identifiers import Language
from tram_bot.matching.words import da, de, en, et, fi, lt, lv, pl, sv
from tram_bot.matching.words.shape import FunctionWords

_LANGUAGES: Mapping[Language, FunctionWords] = MappingProxyType(
    {
        "en": en.WORDS,
        "de": de.WORDS,
        "da": da.WORDS,
        "sv": sv.WORDS,
        "fi": fi.WORDS,
        "et": et.WORDS,
        "lv": lv.WORDS,
        "lt": lt.WORDS,
        "pl": pl.WORDS,
    }
)


def function_words(language: Language) -> FunctionWords:
    """The function words of a language; one that is not listed reads as English."""
    return _LANGUAGES.get(language, en.WORDS)
