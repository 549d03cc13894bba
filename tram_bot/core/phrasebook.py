"""(key, language) -> the bot's own words. One fallback rule, and `{name}` the only markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tram_bot.core.identifiers import Language

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_LISTS = 256
"""Phrases that are kept taken apart: a dozen in each language."""


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; what is filled in is never read as markup.

    >>> fill("Hello {name}", {"name": "{x}"})
    'Hello {x}'
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def placeholders(text: str) -> frozenset[str]:
    """The names a text expects to be filled."""
    return frozenset(_PLACEHOLDER.findall(text))


@lru_cache(maxsize=_LISTS)
def parts_of(phrase: str) -> tuple[str, ...]:
    """The parts of a phrase that lists some, with commas between them.

    >>> parts_of("no, nope,no  thanks, ,")
    ('no', 'nope', 'no thanks')
    """
    parts = (" ".join(part.split()) for part in phrase.split(","))
    return tuple(filter(None, parts))


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """A language people may write in. One that is not `complete` falls back for what it lacks."""

    code: Language
    name: str
    complete: bool
    falls_back_to: Language


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The bot's own phrases by language and key."""

    phrases: Mapping[Language, Mapping[str, str]]
    languages: Mapping[Language, LanguageInfo]

    def say(self, key: str, language: Language, /, **values: str) -> str:
        """The phrase in that language, or in its fallback.

        Raises KeyError for a key no language has, which the content check makes impossible.
        """
        return fill(self._text(key, language), values)

    def has(self, key: str, language: Language) -> bool:
        """Whether the phrase exists in that language or its fallback."""
        return any(key in self.phrases.get(each, {}) for each in self.chain(language))

    def _text(self, key: str, language: Language) -> str:
        for each in self.chain(language):
            if key in self.phrases.get(each, {}):
                return self.phrases[each][key]
        raise KeyError(key)

    def chain(self, language: Language) -> tuple[Language, ...]:
        """The languages in which a phrase is looked for, in that order."""
        info = self.languages.get(language)
        return (language, info.falls_back_to if info else "en", "en")
