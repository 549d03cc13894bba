"""What languages are called where those read who run the bot and edit its content."""

from collections.abc import Iterable

from babel import Locale
from babel.lists import format_list

from tram_bot.core.identifiers import Language

_READERS = "en_GB"


def in_words(languages: Iterable[Language]) -> str:
    """The names of these languages in English, as a part of a sentence.

    >>> in_words(["en", "da", "pl"])
    'English, Danish and Polish'
    """
    names = [Locale.parse(each).get_language_name(_READERS) or each for each in languages]
    return format_list(names, locale=_READERS)
