"""Texts made comparable: case, accents and punctuation do not tell two wordings apart."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from tram_bot.core.letters import Folded

T = TypeVar("T")

_FOLDED = Folded(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
_LIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o", "ß": "s", "’": "'"})
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’][^\W_](?:[^\W_]|[\u0300-\u036f])*)*")
_APOSTROPHES = re.compile(r"['’]")
_STRUCK = ";"
"""Put in place of what was read already: no word, no blank, and the end of a phrase."""
_LETTERS_KNOWN = 4
"""Letters by which beginnings are told apart."""
_BEGINNING = re.compile(rf"(?<!\w)\w{{1,{_LETTERS_KNOWN}}}")
_CACHED = 8192
_CACHED_LENGTH = 64
_READ_AGAIN = 8
"""Texts whose words, flat form and beginnings are remembered: every kind of thing that may stand in
a message is looked for in the same one."""


class Token(NamedTuple):
    """A word or a number as it stands in a text: where, how written, and folded."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Something read in a text, and where it stands there."""

    start: int
    end: int
    value: T


def fold(text: str) -> str:
    """The text in lower case and without accents; its length may change.

    >>> fold("Gdańsk, Straße")
    'gdansk, strasse'
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


@lru_cache(maxsize=_READ_AGAIN)
def flat(text: str) -> str:
    """The text in lower case and without accents, every character in its place, so that a find
    in it can be shown in the person's own writing.

    >>> flat("Größe 5 µm")
    'grose 5 µm'
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_base, text))


@lru_cache(maxsize=_READ_AGAIN)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text in order. An apostrophe joins: *don't* is one word."""
    return tuple(
        Token(found.start(), found.end(), found[0], _folded(found[0]))
        for found in _WORD.finditer(text)
    )


def plain(text: str) -> str:
    """The folded words of a text with single blanks between them.

    >>> plain("  What's   THAT?! ")
    'whats that'
    """
    return _plain_cached(text) if len(text) <= _CACHED_LENGTH else _plain(text)


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with those parts struck out, every other character in its place.

    >>> masked("write to a@b.de now", [(9, 15)])
    'write to ;;;;;; now'
    """
    parts = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            parts += [text[at : max(start, at)], _STRUCK * (end - max(start, at))]
            at = end
    return "".join([*parts, text[at:]])


def alternation(terms: Iterable[str]) -> str:
    """A regular expression for any of these terms in a flat text, the longest first; a term that
    ends in `*` is the beginning of a word. Without terms it matches nothing.

    >>> alternation(["team of", "employe*"])
    '(?:employe\\\\w*|team\\\\s+of)'
    """
    sources = [
        r"\s+".join(re.escape(word) for word in flat(term.removesuffix("*")).split())
        + (r"\w*" if term.endswith("*") else "")
        for term in sorted(set(terms), key=lambda term: (-len(term), term))
    ]
    return f"(?:{'|'.join(sources)})" if sources else r"(?!)"


class Beginnings:
    """Tells in no time that none of some terms stands in a flat text, for most texts.

    For whom looking for them themselves takes long: it need not be done in those texts.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Terms as `alternation` takes them."""
        first = {term: _BEGINNING.match(flat(term)) for term in terms}
        self._known = frozenset(found[0] for found in first.values() if found)
        short = (term.removesuffix("*") for term in first if term.endswith("*"))
        self._stems = frozenset(flat(stem) for stem in short if len(stem) < _LETTERS_KNOWN)
        # What does not begin as a word may stand anywhere.
        self._anywhere = not all(first.values())

    def may_stand_in(self, seen: str) -> bool:
        """Whether one of them may stand in a flat text, at the beginning of one of its words."""
        there = _beginnings(seen)
        if self._anywhere or not self._known.isdisjoint(there):
            return True
        return bool(self._stems) and not self._stems.isdisjoint(_short_beginnings(seen))


@lru_cache(maxsize=_READ_AGAIN)
def _beginnings(seen: str) -> frozenset[str]:
    return frozenset(_BEGINNING.findall(seen))


@lru_cache(maxsize=_READ_AGAIN)
def _short_beginnings(seen: str) -> frozenset[str]:
    return frozenset(
        each[:letters] for each in _beginnings(seen) for letters in range(1, _LETTERS_KNOWN)
    )


def _plain(text: str) -> str:
    return _fold_word(" ".join(_WORD.findall(text)))


@lru_cache(maxsize=_CACHED)
def _plain_cached(text: str) -> str:
    return _plain(text)


def _folded(word: str) -> str:
    return _folded_cached(word) if len(word) <= _CACHED_LENGTH else _fold_word(word)


def _fold_word(word: str) -> str:
    return fold(_APOSTROPHES.sub("", word))


@lru_cache(maxsize=_CACHED)
def _folded_cached(word: str) -> str:
    return _fold_word(word)


@lru_cache(maxsize=_CACHED)
def _base(character: str) -> str:
    lower = character.lower().translate(_LIKE)
    base = unicodedata.normalize("NFD", lower)[:1]
    # Some capitals have a lower case of two characters; then the character stays as it is.
    return base if len(lower) == 1 else character
