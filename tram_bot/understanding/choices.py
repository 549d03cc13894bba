"""Which of the offered choices a reply means: by number, label, beginning, slip or in passing.

Exact ways come before guesses, and a guess that fits two choices alike is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from tram_bot.core.identifiers import Language
from tram_bot.core.message import Choice, ChoiceRead
from tram_bot.learning.weakly import weakly
from tram_bot.understanding.folding import fold, plain, tokens
from tram_bot.understanding.sayings import Saying, Sayings
from tram_bot.understanding.words.of_language import words_of
from tram_bot.understanding.words.wordlist import LAST

_CLAUSE = re.compile(r"[.,;:!?\n()]+(?:\s|$)|\s[-–—]\s")
_NUMBER = re.compile(r"#?(\d{1,3})[.)]?")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:,|;|&|\+|/|\s)\s*")
_SLIP_LETTERS = 4
"""Letters from which on a word may be misspelt: *opne*, but not *on* for *no*."""
_AHEAD = 0.05
"""How much less alike the next choice must be."""
_WORDS_AROUND = 2
"""Words of its own that a clause may have beside a single word that means a choice."""
_DENIED_WITHIN = 3
"""Words before a choice within which a *not* takes it back."""
_NEEDLESS_WITHIN = 3
"""Words behind a choice within which it is said that it need not be."""
_MOST_CLAUSES = 40
"""Clauses of a reply that are looked at: more than any answer has that says what it chooses."""
_REMEMBERED = 64
_REPLIES = 8
"""Choices whose wordings are remembered, and replies."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """The folded words of a clause, and those of them that are not said in any answer."""

    words: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reply:
    """A reply as the readers of choices look at it: its folded text, what is left of that without
    fillers, its clauses, the numbers that make it up, if it is made of numbers, and the one ordinal
    that it is, if it is one. `denies` when there is a *not* in it."""

    said: str
    left: str
    asks: bool
    denies: bool
    clauses: tuple[_Clause, ...]
    numbers: tuple[int, ...]
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class _Said:
    """A choice found in a reply: which one, and the words it stands on. `denies` when there is a
    *not* among them."""

    id: str
    first: int
    last: int
    in_passing: bool
    denies: bool = False


class Chooser:
    """Reads replies to choices in the languages given."""

    def __init__(self, languages: Sequence[Language]) -> None:
        lists = words_of(languages)
        self._fillers = _folded(each.fillers for each in lists)
        self._joins = _folded(each.joins for each in lists)
        self._negations = _folded(each.negations for each in lists)
        self._needless = frozenset(
            tuple(plain(phrase).split()) for each in lists for phrase in each.needless
        )
        self._questions = _folded(each.questions for each in lists)
        self._asking = _folded(each.questions - each.fillers for each in lists)
        hedges = _folded(each.hedges for each in lists)
        self._beside = self._fillers | self._joins
        self._polite = self._beside - self._negations - hedges
        self._plain = self._polite | (_folded(each.beside for each in lists) - hedges)
        common = _folded(each.common for each in lists)
        self._in_passing = common | self._fillers | self._joins | self._negations
        self._numbers = _merged(each.numbers for each in lists)
        self._ordinals = _merged(each.ordinals for each in lists)
        self._wordings = lru_cache(maxsize=_REMEMBERED)(weakly(self._worded))
        # One reply is held against the choices of one question after the other.
        self._reply = lru_cache(maxsize=_REPLIES)(weakly(self._replied))

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """What was chosen, in the order of saying; None if nothing was, or it is not clear."""
        heard = self._reply(reply)
        if not heard.said or not choices:
            return None
        wordings = self._wordings(choices)
        exact = wordings.ids.get(heard.said)
        if exact:
            alone = not heard.asks and not self._parts_a_no(heard, wordings)
            return ChoiceRead(ids=exact[:1], exact=True, unmistakable=alone, whole=True)
        if heard.numbers and all(number <= len(choices) for number in heard.numbers):
            numbered = tuple(dict.fromkeys(choices[number - 1].id for number in heard.numbers))
            return ChoiceRead(ids=numbered, exact=True, unmistakable=not heard.asks, placed=True)
        placed = _ordinal(heard, choices)
        whole = placed or wordings.begun_so(heard.said)
        named = () if whole else self._in_sentence(heard, wordings)
        whole = whole or self._slip(heard, wordings, named)
        guessed = whole or named
        if not guessed:
            return None
        alone = len(guessed) == 1 and not heard.asks
        alone = alone and (
            wordings.is_nearly_a_label(heard.said, guessed[0])
            or self._stands_alone(heard, guessed[0], wordings, is_placed=bool(placed))
        )
        return ChoiceRead(
            ids=guessed, exact=False, unmistakable=alone, whole=bool(whole), placed=bool(placed)
        )

    def _stands_alone(self, heard: _Reply, id: str, wordings: Sayings, *, is_placed: bool) -> bool:
        """Whether a reply is nothing but one choice, in one wording or several, or its place in
        the list: *sure, go ahead* and *all this is ok*, but not *of course not*, *yes, but …*,
        *maybe yes* or *is it ok*."""
        words = tuple(heard.said.split())
        of_choice = [each for each in wordings.every if each.id == id]
        meant = _covered(words, of_choice)
        if is_placed:
            meant |= {at for at, word in enumerate(words) if word in self._ordinals}
        if not meant or (0 not in meant and self._begins_question(words, is_next=1 in meant)):
            return False
        if not all(at in meant or word in self._plain for at, word in enumerate(words)):
            return False
        return not self._is_turned_round(heard, of_choice)

    def _begins_question(self, words: Sequence[str], *, is_next: bool) -> bool:
        """Whether a reply begins like a question: *is it ok*, but not *is ok*, where the choice
        `is_next`."""
        return words[0] in (self._asking if is_next else self._questions)

    def _is_turned_round(self, heard: _Reply, of_choice: Sequence[Saying]) -> bool:
        """Whether a *no* may take a wording back that has none of its own, since it stands in the
        same clause or behind it: *public it is not*, *public, no*, but not *no, it is public*."""
        noes = [each for each in of_choice if self._is_no(each.words)]
        denying = [each for each in of_choice if each.denies and each not in noes]
        is_named = False
        for clause in heard.clauses:
            own = _covered(clause.words, denying)
            no = own | _covered(clause.words, noes)
            rest = [word for at, word in enumerate(clause.words) if at not in own]
            named = [word for at, word in enumerate(clause.words) if at not in no]
            denies = not self._negations.isdisjoint(rest)
            names = not (self._negations | self._polite).issuperset(named)
            if denies and (names or is_named):
                return True
            is_named = is_named or names
        return False

    def _is_no(self, words: Sequence[str]) -> bool:
        """Whether words say no and nothing else: *no*, *not at all*."""
        says_no = not self._negations.isdisjoint(words)
        return says_no and (self._negations | self._plain).issuperset(words)

    def _parts_a_no(self, heard: _Reply, wordings: Sayings) -> bool:
        """Whether a reply has a mark where the wording that it says has none, so that the *no* in
        it may be another: *no secret* is not *no, secret*."""
        return heard.denies and len(heard.clauses) > wordings.clauses_of(heard.said)

    def _worded(self, choices: tuple[Choice, ...]) -> Sayings:
        acronyms = _acronyms(choices)
        made = [
            Saying(
                id=choice.id,
                words=words,
                text=" ".join(words),
                clauses=len(_clauses(text)),
                is_label=at == 0,
                is_distinctive=len(words) == 1 and words[0] in acronyms,
                denies=not self._negations.isdisjoint(words),
                in_passing=self._in_passing.issuperset(words),
            )
            for choice in choices
            for at, text in enumerate(choice.words)
            if (words := tuple(plain(text).split()))
        ]
        return Sayings(sorted(made, key=lambda each: (-len(each.words), -len(each.text))))

    def _replied(self, reply: str) -> _Reply:
        said = plain(reply)
        clauses = []
        for clause in islice(dict.fromkeys(_clauses(reply)), _MOST_CLAUSES):
            words = tuple(token.folded for token in tokens(clause))
            own = tuple(word for word in words if word not in self._in_passing)
            clauses.append(_Clause(words, own))
        every = said.split()
        left = [word for word in every if word not in self._fillers]
        return _Reply(
            said=said,
            left=" ".join(left),
            asks="?" in reply,
            denies=not self._negations.isdisjoint(every),
            clauses=tuple(clauses),
            numbers=self._numbers_of(reply),
            ordinal=self._ordinals.get(left[0]) if len(left) == 1 else None,
        )

    def _numbers_of(self, reply: str) -> tuple[int, ...]:
        """The numbers that make up the whole reply: *2*, *1 and 3*, *option two*."""
        numbers = []
        for part in _BETWEEN_NUMBERS.split(reply.strip()):
            word = plain(part)
            if not part or word in self._joins or word in self._fillers:
                continue
            digits = _NUMBER.fullmatch(part)
            number = int(digits[1]) if digits else self._numbers.get(word, 0)
            if number < 1:
                return ()
            numbers.append(number)
        return tuple(numbers)

    def _slip(self, heard: _Reply, wordings: Sayings, named: tuple[str, ...]) -> tuple[str, ...]:
        """The choice that the whole reply is a misspelling of, given those that it names: *all of
        this is secret* is no slip of *none of this is secret*."""
        nearest = self._misspelt(heard, wordings)
        return () if len(named) == 1 and nearest != named else nearest

    def _misspelt(self, heard: _Reply, wordings: Sayings) -> tuple[str, ...]:
        """The choice that the whole reply is nearest to."""
        texts = (text for text in (heard.said, heard.left) if len(text) >= _SLIP_LETTERS)
        return _nearest(
            (each.id, alike)
            for text in texts
            for each, alike in wordings.alike(text)
            if each.denies is heard.denies and self._begins_so(text, each)
        )

    def _begins_so(self, text: str, wording: Saying) -> bool:
        """Whether a *no* in front may be one of the wording's: *isn't confidential* may be *not
        confidential*, and *no, it is confidential*, which says more, is not."""
        first, *others = text.split()
        longer = len(others) >= len(wording.words)
        return first not in self._negations or first == wording.words[0] or not longer

    def _in_sentence(self, heard: _Reply, wordings: Sayings) -> tuple[str, ...]:
        """The choices that a sentence names, without those it denies. What it begins with is no
        choice if it is a mere *no* or *ok* and another is named after it: *no, it is secret*."""
        said = [each for clause in heard.clauses for each in self._said_in(clause, wordings)]
        if len(said) > 1 and said[0].in_passing and not all(each.in_passing for each in said):
            said = said[1:]
        return tuple(dict.fromkeys(each.id for each in said))

    def _said_in(self, clause: _Clause, wordings: Sayings) -> Iterator[_Said]:
        words = clause.words
        taken: set[int] = set()
        found = []
        for each in wordings.begun_by(words):
            places = tuple(_places(each.words, words))
            for first in places if places and self._is_meant(each, clause) else ():
                span = range(first, first + len(each.words))
                if taken.isdisjoint(span):
                    taken.update(span)
                    found.append(_Said(each.id, first, span[-1], each.in_passing, each.denies))
        if not found and len(clause.own) <= 1 + _WORDS_AROUND:
            found = list(self._slips(words, wordings))
        for each_said in sorted(found, key=lambda said: said.first):
            if not self._is_taken_back(words, each_said):
                yield each_said

    def _is_taken_back(self, words: Sequence[str], said: _Said) -> bool:
        """Whether what stands around a choice takes it back: *no XPS*, *NDA brauchen wir nicht*,
        *an NDA is not needed*."""
        before = words[max(0, said.first - _DENIED_WITHIN) : said.first]
        # What denies something itself may have another *no* before it: *no it is not secret*.
        if not (said.denies or self._negations.isdisjoint(before)):
            return True
        behind = tuple(words[said.last + 1 :])
        # Right behind a *yes* it does not deny that, but says no: *of course not*.
        if len(behind) > 1 and behind[-1] in self._negations:
            return True
        starts = range(min(_NEEDLESS_WITHIN, len(behind)))
        return any(
            behind[at : at + len(phrase)] == phrase for at in starts for phrase in self._needless
        )

    def _slips(self, words: Sequence[str], wordings: Sayings) -> Iterator[_Said]:
        """Words, and pairs of them, that are nearly those of one choice."""
        spans = [(at, at, word) for at, word in enumerate(words)]
        spans += [(at, at + 1, f"{a} {b}") for at, (a, b) in enumerate(pairwise(words))]
        texts = dict.fromkeys(text for _, _, text in spans if len(text) > _SLIP_LETTERS)
        meant = {
            text: _nearest(
                (each.id, alike) for each, alike in wordings.alike(text) if not each.denies
            )
            for text in texts
            if wordings.has_as_long_as(text)
        }
        for first, last, text in spans:
            for id in meant.get(text, ()):
                in_passing = self._in_passing.issuperset(words[first : last + 1])
                yield _Said(id, first, last, in_passing)

    def _is_meant(self, wording: Saying, clause: _Clause) -> bool:
        """Whether a wording that stands in a clause is what the clause is about.

        Several words are, and so is what nobody says in passing; a single everyday word only if
        there is little else, and *no* or *ok* only if there is nothing else.
        """
        if wording.is_distinctive:
            return True
        if wording.in_passing:
            rest = [word for word in clause.words if word not in self._beside]
            return rest in ([], list(wording.words)) or clause.words == wording.words
        return len(wording.words) > 1 or len(clause.own) <= 1 + _WORDS_AROUND


def _ordinal(heard: _Reply, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """*The second one*, *the last*."""
    if heard.ordinal is None:
        return ()
    at = len(choices) if heard.ordinal == LAST else heard.ordinal
    return (choices[at - 1].id,) if 1 <= at <= len(choices) else ()


def _acronyms(choices: tuple[Choice, ...]) -> frozenset[str]:
    """The words that are written in capitals or with a digit anywhere in the choices."""
    return frozenset(
        token.folded
        for choice in choices
        for text in choice.words
        for token in tokens(text)
        if len(token.text) > 1 and (token.text.isupper() or any(c.isdigit() for c in token.text))
    )


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _covered(words: Sequence[str], wordings: Iterable[Saying]) -> set[int]:
    """The places of the words that make up any of the wordings."""
    return {
        at
        for each in wordings
        for first in _places(each.words, words)
        for at in range(first, first + len(each.words))
    }


def _places(part: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    size = len(part)
    return (at for at in range(len(words) - size + 1) if words[at : at + size] == part)


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
