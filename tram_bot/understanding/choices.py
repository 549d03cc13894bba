"""Which of the offered choices a reply means: by number, label, beginning, slip or in passing.

Exact ways come before guesses, and a guess that fits two choices alike is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from rapidfuzz.distance import OSA

from tram_bot.core.identifiers import Language
from tram_bot.core.message import Choice, ChoiceRead
from tram_bot.understanding.folding import fold, plain, tokens
from tram_bot.understanding.words.of_language import words_of
from tram_bot.understanding.words.wordlist import LAST

_CLAUSE = re.compile(r"[.,;:!?\n()]+(?:\s|$)|\s[-–—]\s")
_NUMBER = re.compile(r"#?(\d{1,3})[.)]?")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:,|;|&|\+|/|\s)\s*")
_SHORTEST_BEGINNING = 2
_SLIP_LETTERS = 4
"""Letters from which on a word may be misspelt: *opne*, but not *on* for *no*."""
_LETTERS_PER_SLIP = 5
"""Letters for each slip that is forgiven; one always is: *opne*, but not *deadline* for *decline*.
"""
_AHEAD = 0.05
"""How much less alike the next choice must be."""
_WORDS_AROUND = 2
"""Words of its own that a clause may have beside a single word that means a choice."""
_DENIED_WITHIN = 3
"""Words before a choice within which a *not* takes it back."""
_MOST_CLAUSES = 40
"""Clauses of a reply that are looked at: more than any answer has that says what it chooses."""
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to say a choice. `is_distinctive` when nobody says it in passing: *XPS*, *A4*;
    `denies` when it has a *not* of its own."""

    id: str
    words: tuple[str, ...]
    is_label: bool
    is_distinctive: bool
    denies: bool

    @property
    def text(self) -> str:
        """Its words with single blanks between them."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class _Said:
    """A choice found in a reply: which one, and the words it stands on."""

    id: str
    first: int
    last: int


class Chooser:
    """Reads replies to choices in the languages given."""

    def __init__(self, languages: Sequence[Language]) -> None:
        lists = words_of(languages)
        self._fillers = _folded(each.fillers for each in lists)
        self._joins = _folded(each.joins for each in lists)
        self._negations = _folded(each.negations for each in lists)
        self._questions = _folded(each.questions for each in lists)
        hedges = _folded(each.hedges for each in lists)
        self._polite = (self._fillers | self._joins) - self._negations - hedges
        common = _folded(each.common for each in lists)
        self._in_passing = common | self._fillers | self._joins | self._negations
        self._numbers = _merged(each.numbers for each in lists)
        self._ordinals = _merged(each.ordinals for each in lists)
        self._wordings = lru_cache(maxsize=_REMEMBERED)(self._worded)

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """What was chosen, in the order of saying; None if nothing was, or it is not clear."""
        said = plain(reply)
        if not said or not choices:
            return None
        wordings = self._wordings(choices)
        exact = dict.fromkeys(each.id for each in wordings if each.text == said)
        asks = "?" in reply
        if exact:
            return ChoiceRead(ids=tuple(exact)[:1], exact=True, unmistakable=not asks)
        numbered = self._numbered(reply, choices)
        if numbered:
            return ChoiceRead(ids=numbered, exact=True, unmistakable=not asks)
        guessed = (
            self._ordinal(said, choices)
            or self._beginning(said, wordings)
            or self._misspelt(said, wordings)
            or self._in_sentence(reply, wordings)
        )
        if not guessed:
            return None
        alone = len(guessed) == 1 and not asks and self._stands_alone(said, guessed[0], wordings)
        return ChoiceRead(ids=guessed, exact=False, unmistakable=alone)

    def _stands_alone(self, said: str, id: str, wordings: Sequence[_Wording]) -> bool:
        """Whether a reply is nothing but one choice, in one wording or several: *sure, go ahead*,
        but not *of course not*, *yes, but …*, *maybe yes* or *is it ok*."""
        words = tuple(said.split())
        of_choice = [each.words for each in wordings if each.id == id]
        meant = {
            at
            for wording in of_choice
            for first in _places(wording, words)
            for at in range(first, first + len(wording))
        }
        if not meant or (0 not in meant and words[0] in self._questions):
            return False
        return all(at in meant or word in self._polite for at, word in enumerate(words))

    def _worded(self, choices: tuple[Choice, ...]) -> tuple[_Wording, ...]:
        """Every way to say a choice, the longest first."""
        acronyms = _acronyms(choices)
        made = []
        for choice in choices:
            for at, text in enumerate(choice.words):
                words = tuple(plain(text).split())
                if words:
                    is_distinctive = len(words) == 1 and words[0] in acronyms
                    denies = not self._negations.isdisjoint(words)
                    made.append(_Wording(choice.id, words, at == 0, is_distinctive, denies))
        return tuple(sorted(made, key=lambda each: (-len(each.words), -len(each.text))))

    def _numbered(self, reply: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
        """The choices whose numbers make up the whole reply: *2*, *1 and 3*, *option two*."""
        numbers = []
        for part in _BETWEEN_NUMBERS.split(reply.strip()):
            word = plain(part)
            if not part or word in self._joins or word in self._fillers:
                continue
            digits = _NUMBER.fullmatch(part)
            number = int(digits[1]) if digits else self._numbers.get(word, 0)
            if not 1 <= number <= len(choices):
                return ()
            numbers.append(number)
        return tuple(dict.fromkeys(choices[number - 1].id for number in numbers))

    def _ordinal(self, said: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
        """*The second one*, *the last*."""
        left = [word for word in said.split() if word not in self._fillers]
        if len(left) != 1 or left[0] not in self._ordinals:
            return ()
        ordinal = self._ordinals[left[0]]
        at = len(choices) if ordinal == LAST else ordinal
        return (choices[at - 1].id,) if 1 <= at <= len(choices) else ()

    def _beginning(self, said: str, wordings: Sequence[_Wording]) -> tuple[str, ...]:
        """The only choice whose label begins like that, else whose other words do."""
        if len(said) < _SHORTEST_BEGINNING:
            return ()
        for labels_only in (True, False):
            ids = {
                each.id
                for each in wordings
                if each.text.startswith(said) and (each.is_label or not labels_only)
            }
            if len(ids) == 1:
                return tuple(ids)
        return ()

    def _misspelt(self, said: str, wordings: Sequence[_Wording]) -> tuple[str, ...]:
        """The choice that the whole reply is nearest to."""
        words = said.split()
        left = " ".join(word for word in words if word not in self._fillers)
        denies = not self._negations.isdisjoint(words)
        likewise = [each for each in wordings if each.denies is denies]
        texts = (text for text in (said, left) if len(text) >= _SLIP_LETTERS)
        return _nearest(
            pair
            for text in texts
            for pair in _alike(text, (each for each in likewise if self._begins_so(text, each)))
        )

    def _begins_so(self, text: str, wording: _Wording) -> bool:
        """Whether a *no* in front may be one of the wording's: *isn't confidential* may be *not
        confidential*, and *no, it is confidential*, which says more, is not."""
        first, *others = text.split()
        longer = len(others) >= len(wording.words)
        return first not in self._negations or first == wording.words[0] or not longer

    def _in_sentence(self, reply: str, wordings: Sequence[_Wording]) -> tuple[str, ...]:
        """The choices that a sentence names, without those it denies. What it begins with is no
        choice if it is a mere *no* or *ok* and another is named after it: *no, it is secret*."""
        said: list[tuple[str, bool]] = []
        clauses = dict.fromkeys(_CLAUSE.split(reply))
        for clause in islice(clauses, _MOST_CLAUSES):
            words = tuple(token.folded for token in tokens(clause))
            for each in self._said_in(words, wordings):
                in_passing = all(w in self._in_passing for w in words[each.first : each.last + 1])
                said.append((each.id, in_passing))
        if len(said) > 1 and said[0][1] and not all(in_passing for _, in_passing in said):
            said = said[1:]
        return tuple(dict.fromkeys(id for id, _ in said))

    def _said_in(self, words: tuple[str, ...], wordings: Sequence[_Wording]) -> Iterator[_Said]:
        own = [word for word in words if word not in self._in_passing]
        taken: set[int] = set()
        found = []
        for each in wordings:
            places = tuple(_places(each.words, words))
            for first in places if places and self._is_meant(each, words, own) else ():
                span = range(first, first + len(each.words))
                if taken.isdisjoint(span):
                    taken.update(span)
                    found.append(_Said(each.id, first, span[-1]))
        if not found and len(own) <= 1 + _WORDS_AROUND:
            found = list(_slips(words, [each for each in wordings if not each.denies]))
        for each_said in sorted(found, key=lambda said: said.first):
            before = words[max(0, each_said.first - _DENIED_WITHIN) : each_said.first]
            if self._negations.isdisjoint(before):
                yield each_said

    def _is_meant(self, wording: _Wording, words: Sequence[str], own: Sequence[str]) -> bool:
        """Whether a wording that stands in a clause is what the clause is about.

        Several words are, and so is what nobody says in passing; a single everyday word only if
        there is little else, and *no* or *ok* only if there is nothing else.
        """
        if wording.is_distinctive:
            return True
        if all(word in self._in_passing for word in wording.words):
            rest = [word for word in words if word not in self._fillers | self._joins]
            return rest in ([], list(wording.words)) or words == wording.words
        return len(wording.words) > 1 or len(own) <= 1 + _WORDS_AROUND


def _acronyms(choices: tuple[Choice, ...]) -> frozenset[str]:
    """The words that are written in capitals or with a digit anywhere in the choices."""
    return frozenset(
        token.folded
        for choice in choices
        for text in choice.words
        for token in tokens(text)
        if len(token.text) > 1 and (token.text.isupper() or any(c.isdigit() for c in token.text))
    )


def _places(part: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    size = len(part)
    return (at for at in range(len(words) - size + 1) if words[at : at + size] == part)


def _slips(words: Sequence[str], wordings: Sequence[_Wording]) -> Iterator[_Said]:
    """Words, and pairs of them, that are nearly those of one choice."""
    spans = [(at, at, word) for at, word in enumerate(words)]
    spans += [(at, at + 1, f"{a} {b}") for at, (a, b) in enumerate(pairwise(words))]
    texts = dict.fromkeys(text for _, _, text in spans if len(text) > _SLIP_LETTERS)
    meant = {text: _nearest(_alike(text, wordings)) for text in texts}
    for first, last, text in spans:
        for id in meant.get(text, ()):
            yield _Said(id, first, last)


def _alike(text: str, wordings: Iterable[_Wording]) -> Iterator[tuple[str, float]]:
    """The choices that a text may be a misspelling of, with how alike they are, 0 to 1."""
    for each in wordings:
        longest = max(len(text), len(each.text))
        forgiven = max(1, longest // _LETTERS_PER_SLIP)
        slips = OSA.distance(text, each.text, score_cutoff=forgiven)
        if slips <= forgiven:
            yield each.id, 1.0 - slips / longest


def _nearest(pairs: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """The id most alike, if the next one is clearly less so."""
    best: dict[str, float] = {}
    for id, alike in pairs:
        best[id] = max(alike, best.get(id, 0.0))
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _AHEAD):
        return ()
    return (ranked[0][0],)


def _folded(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(fold(word.replace("'", "")) for words in sets for word in words)


def _merged(each: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    return {fold(word): number for words in each for word, number in words.items()}
