"""Which of the offered choices a reply means: by number, label, beginning, slip or in passing.

Exact ways come before guesses, and a guess that fits two choices alike is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tram_bot.core.identifiers import Language
from tram_bot.core.message import Choice, ChoiceRead
from tram_bot.learning.weakly import weakly
from tram_bot.understanding.answer_words import AnswerWords
from tram_bot.understanding.folding import plain, tokens
from tram_bot.understanding.plain_choices import PlainChoices
from tram_bot.understanding.replies import Clause, Replies, Reply, clauses_of
from tram_bot.understanding.sayings import Saying, Sayings, places_of
from tram_bot.understanding.words.wordlist import LAST

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
_REMEMBERED = 64
"""Choices whose wordings are remembered."""


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
        self._words = AnswerWords(languages)
        self._replies = Replies(self._words)
        self._plain = PlainChoices(self._words)
        self._wordings = lru_cache(maxsize=_REMEMBERED)(weakly(self._worded))

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """What was chosen, in the order of saying; None if nothing was, or it is not clear."""
        heard = self._replies.read(reply)
        if not heard.said or not choices:
            return None
        wordings = self._wordings(choices)
        exact = wordings.ids.get(heard.said)
        if exact:
            alone = not heard.asks and not self._plain.parts_a_no(heard, wordings)
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
            or self._plain.stands_alone(heard, guessed[0], wordings, is_placed=bool(placed))
        )
        return ChoiceRead(
            ids=guessed, exact=False, unmistakable=alone, whole=bool(whole), placed=bool(placed)
        )

    def _worded(self, choices: tuple[Choice, ...]) -> Sayings:
        acronyms = _acronyms(choices)
        made = [
            Saying(
                id=choice.id,
                words=words,
                text=" ".join(words),
                clauses=len(clauses_of(text)),
                is_label=at == 0,
                is_distinctive=len(words) == 1 and words[0] in acronyms,
                denies=self._words.denies(words),
                in_passing=self._words.in_passing.issuperset(words),
            )
            for choice in choices
            for at, text in enumerate(choice.words)
            if (words := tuple(plain(text).split()))
        ]
        return Sayings(sorted(made, key=lambda each: (-len(each.words), -len(each.text))))

    def _slip(self, heard: Reply, wordings: Sayings, named: tuple[str, ...]) -> tuple[str, ...]:
        """The choice that the whole reply is a misspelling of, given those that it names: *all of
        this is secret* is no slip of *none of this is secret*."""
        nearest = self._misspelt(heard, wordings)
        return () if len(named) == 1 and nearest != named else nearest

    def _misspelt(self, heard: Reply, wordings: Sayings) -> tuple[str, ...]:
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
        return first not in self._words.negations or first == wording.words[0] or not longer

    def _in_sentence(self, heard: Reply, wordings: Sayings) -> tuple[str, ...]:
        """The choices that a sentence names, without those it denies. What it begins with is no
        choice if it is a mere *no* or *ok* and another is named after it: *no, it is secret*."""
        said = [each for clause in heard.clauses for each in self._said_in(clause, wordings)]
        if len(said) > 1 and said[0].in_passing and not all(each.in_passing for each in said):
            said = said[1:]
        return tuple(dict.fromkeys(each.id for each in said))

    def _said_in(self, clause: Clause, wordings: Sayings) -> Iterator[_Said]:
        words = clause.words
        taken: set[int] = set()
        found = []
        for each in wordings.begun_by(words):
            places = tuple(places_of(each.words, words))
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
        if not said.denies and self._words.denies(before):
            return True
        behind = tuple(words[said.last + 1 :])
        # Right behind a *yes* it does not deny that, but says no: *of course not*.
        if len(behind) > 1 and behind[-1] in self._words.negations:
            return True
        starts = range(min(_NEEDLESS_WITHIN, len(behind)))
        return any(
            behind[at : at + len(phrase)] == phrase
            for at in starts
            for phrase in self._words.needless
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
                in_passing = self._words.in_passing.issuperset(words[first : last + 1])
                yield _Said(id, first, last, in_passing)

    def _is_meant(self, wording: Saying, clause: Clause) -> bool:
        """Whether a wording that stands in a clause is what the clause is about.

        Several words are, and so is what nobody says in passing; a single everyday word only if
        there is little else, and *no* or *ok* only if there is nothing else.
        """
        if wording.is_distinctive:
            return True
        if wording.in_passing:
            rest = [word for word in clause.words if word not in self._words.beside]
            return rest in ([], list(wording.words)) or clause.words == wording.words
        return len(wording.words) > 1 or len(clause.own) <= 1 + _WORDS_AROUND


def _ordinal(heard: Reply, choices: tuple[Choice, ...]) -> tuple[str, ...]:
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


def _nearest(pairs: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """The id most alike, if the next one is clearly less so."""
    best: dict[str, float] = {}
    for id, alike in pairs:
        best[id] = max(alike, best.get(id, 0.0))
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _AHEAD):
        return ()
    return (ranked[0][0],)
