"""A reply to a question with choices, taken apart once for all that look at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tram_bot.learning.weakly import weakly
from tram_bot.understanding.answer_words import AnswerWords
from tram_bot.understanding.folding import plain, tokens

_CLAUSE = re.compile(r"[.,;:!?\n()]+(?:\s|$)|\s[-–—]\s")
_NUMBER = re.compile(r"#?(\d{1,3})[.)]?")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:,|;|&|\+|/|\s)\s*")
_MOST_CLAUSES = 40
"""Clauses of a reply that are looked at: more than any answer has that says what it chooses."""
_REPLIES = 8
"""Replies that are remembered: one is held against the choices of one question after the other."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The folded words of a clause, and those of them that are not said in any answer."""

    words: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as the readers of choices look at it: its folded text, what is left of that without
    fillers, its clauses, the numbers that make it up, if it is made of numbers, and the one ordinal
    that it is, if it is one. `asks` when it has a question mark, `denies` when there is a *not* in
    it."""

    said: str
    left: str
    asks: bool
    denies: bool
    clauses: tuple[Clause, ...]
    numbers: tuple[int, ...]
    ordinal: int | None


class Replies:
    """Takes replies apart, and remembers the latest."""

    def __init__(self, words: AnswerWords) -> None:
        self._words = words
        self.read = lru_cache(maxsize=_REPLIES)(weakly(self._read))

    def _read(self, reply: str) -> Reply:
        words, said = self._words, plain(reply)
        every = said.split()
        left = [word for word in every if word not in words.fillers]
        return Reply(
            said=said,
            left=" ".join(left),
            asks="?" in reply,
            denies=words.denies(every),
            clauses=tuple(self._clauses(reply)),
            numbers=self._numbers(reply),
            ordinal=words.ordinals.get(left[0]) if len(left) == 1 else None,
        )

    def _clauses(self, reply: str) -> Iterator[Clause]:
        for clause in islice(dict.fromkeys(clauses_of(reply)), _MOST_CLAUSES):
            words = tuple(token.folded for token in tokens(clause))
            own = tuple(word for word in words if word not in self._words.in_passing)
            yield Clause(words, own)

    def _numbers(self, reply: str) -> tuple[int, ...]:
        """The numbers that make up the whole reply: *2*, *1 and 3*, *option two*."""
        numbers = []
        for part in _BETWEEN_NUMBERS.split(reply.strip()):
            word = plain(part)
            if not part or word in self._words.beside:
                continue
            digits = _NUMBER.fullmatch(part)
            number = int(digits[1]) if digits else self._words.numbers.get(word, 0)
            if number < 1:
                return ()
            numbers.append(number)
        return tuple(numbers)


def clauses_of(text: str) -> list[str]:
    """What stands between the marks of a text."""
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]
