"""Text -> tokens that are folded for comparison and know where they stand in the text."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from tram_bot.core.letters import Folded
from tram_bot.core.limits import FREE_TEXT_KEPT

LONGEST_WORD = 40
"""Letters of the longest token that is compared with anything; longer ones are no words."""

_READ_AGAIN = 8
"""Texts whose readings are remembered."""
_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’](?=[^\W_]))*")
_JOINT = re.compile(r"[\s\-‐‑–/]*")
_FOLDED = Folded({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "", "'": ""})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, and where it stands in the text as written.

    `parted` is set when more than a blank, a hyphen or a slash stands before it, so that no
    phrase reaches across.
    """

    word: str
    start: int
    end: int
    parted: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its tokens."""

    text: str
    # They follow from the text.
    tokens: tuple[Token, ...] = field(hash=False)

    def words(self, first: int, last: int) -> str:
        """What the company wrote from one token to another, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


def fold(text: str) -> str:
    """Without case, diacritics and apostrophes.

    >>> fold("Größe, zażółć, don't")
    'grosse, zazolc, dont'
    """
    if text.isascii():
        return text.lower().replace("'", "")
    return text.translate(_FOLDED)


# One turn asks what a text speaks of and what fits it.
@lru_cache(maxsize=_READ_AGAIN)
def read(text: str) -> Reading:
    """The tokens of a text, in order. What is longer than free text may be is not read.

    >>> [token.word for token in read("Non-destructive: Krüge?").tokens]
    ['non', 'destructive', 'kruge']
    """
    text = text[:FREE_TEXT_KEPT]
    tokens = []
    behind = 0
    for found in _WORD.finditer(text):
        word = fold(found.group())
        if not word or len(word) > LONGEST_WORD:
            continue
        parted = _is_parted(text[behind : found.start()])
        tokens.append(Token(word, found.start(), found.end(), parted))
        behind = found.end()
    return Reading(text, tuple(tokens))


def _is_parted(between: str) -> bool:
    return between != " " and (not _JOINT.fullmatch(between) or "\n\n" in between)


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a text of ours."""
    # All at once: a catalogue has half a million words.
    folded = fold("\n".join(_WORD.findall(text))).split("\n")
    return tuple(word for word in folded if word and len(word) <= LONGEST_WORD)
