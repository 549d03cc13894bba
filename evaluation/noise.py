"""The same words as somebody types them in a hurry: with slips, without diacritics, in fragments.

Everything is drawn from the text itself, so that a text is always spoilt in the same way.
"""

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evaluation.names import AS_WRITTEN, MANY_TYPOS, TYPOS
from tram_bot.core.identifiers import Language
from tram_bot.matching.folding import fold
from tram_bot.matching.function_words import function_words

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = 4
"""Letters of the shortest word that gets a slip."""
_SOME, _MANY = 0.2, 0.5
"""The share of such words that get one."""
_FRAGMENT = 6
"""Words of a fragment, at most."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: [row[at] for at in (place - 1, place + 1) if 0 <= at < len(row)]
    for row in _ROWS
    for place, letter in enumerate(row)
}

Noise = Callable[[str, Language], str]


def as_written(text: str, language: Language) -> str:
    """As it is."""
    del language
    return text


def with_typos(text: str, language: Language) -> str:
    """One slip in every fifth word."""
    del language
    return _slips(text, _SOME)


def with_many_typos(text: str, language: Language) -> str:
    """One slip in every second word."""
    del language
    return _slips(text, _MANY)


def without_diacritics(text: str, language: Language) -> str:
    """In the letters of an English keyboard, as people write who have no other."""
    del language
    return _WORD.sub(lambda word: _in_plain_letters(word[0]), text)


def in_fragments(text: str, language: Language) -> str:
    """The first words that matter and nothing between them."""
    stop = function_words(language).stop
    said = [word for word in _WORD.findall(text) if fold(word) not in stop]
    return " ".join((said or _WORD.findall(text))[:_FRAGMENT]).lower()


NOISES: Mapping[str, Noise] = MappingProxyType(
    {
        AS_WRITTEN: as_written,
        TYPOS: with_typos,
        MANY_TYPOS: with_many_typos,
        "no diacritics": without_diacritics,
        "fragments": in_fragments,
    }
)


def _in_plain_letters(word: str) -> str:
    folded = fold(word)
    return folded.capitalize() if word[0].isupper() else folded


def _slips(text: str, share: float) -> str:
    chance = random.Random(text)  # noqa: S311 - it has to be the same every time
    return _WORD.sub(
        lambda word: (
            _slip(word[0], chance)
            if len(word[0]) >= _LETTERS and chance.random() < share
            else word[0]
        ),
        text,
    )


def _slip(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, swapped with the next, or its neighbour on the keyboard."""
    at = chance.randrange(1, len(word) - 1)
    here, behind = word[at], word[at + 1]
    beside = _BESIDE.get(here.lower())
    match chance.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + here + word[at:]
        case 2 if beside:
            return word[:at] + chance.choice(beside) + word[at + 1 :]
        case _:
            return word[:at] + behind + here + word[at + 2 :]
