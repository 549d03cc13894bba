"""What languages are called where those read who run the bot and edit its content."""

from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from tram_bot.core.identifiers import Language

_READERS = "en_GB"


def in_words(languages: Iterable[Language]) -> str:
    """The names of these languages in English, as a part of a sentence.

    >>> in_words(["en", "da", "pl"])
    'English, Danish and Polish'
    >>> in_words(["en", "ua"])
    'English and ua'
    """
    return format_list([_name(each) for each in languages], locale=_READERS)


def _name(language: Language) -> str:
    """Its name, or its code: what an admin writes need not be known to anybody."""
    try:
        return Locale.parse(language).get_language_name(_READERS) or language
    except (UnknownLocaleError, ValueError):
        return language
