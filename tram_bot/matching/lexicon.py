"""Tokens -> concepts: whole words, beginnings of words and phrases, with typos; negation heard."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tram_bot.core.catalogue import CONSTRAINTS, HAZARDS
from tram_bot.core.finding import FoundConcept
from tram_bot.core.identifiers import Language
from tram_bot.core.named import NOTHING
from tram_bot.learning.weakly import weakly
from tram_bot.matching.folding import Reading
from tram_bot.matching.function_words import function_words
from tram_bot.matching.terms import COMPOUND_LETTERS, TYPO_LETTERS, ConceptKey, Term, Terms
from tram_bot.matching.words.shape import CLAUSE_END, FunctionWords

BORROWED = 0.9
"""Strength of a term of the fallback language in a text of another: people mix languages."""
INSIDE = 0.9
"""Strength of a term found inside a compound."""
SHADOWED = 0.5
"""Strength of a word that a longer phrase of another kind has taken ("glass transition")."""
COMPOUNDING = frozenset({"de", "da", "sv", "fi", "et"})
"""Languages that write compounds as one word."""
DENIED_BEHIND = frozenset({"problems", CONSTRAINTS, HAZARDS})
"""Kinds that a phrase behind them takes back: in *in the weld nothing was found* the weld stays."""
HARMLESS: ConceptKey = (HAZARDS, NOTHING)
"""The one concept that must be said outright: who doubts that a thing is safe warns of it."""
DENIAL_REACH, CONSTRAINT_REACH, DOUBT_REACH = 3, 5, 5
"""Words before a concept, or a constraint, within which a denial takes it back; and those before
*nothing dangerous* within which a doubt does."""
_READ_AGAIN = 8
"""Readings whose hits are remembered: one turn asks what a text speaks of and what fits it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept's term in a text, from one token to another, both included.

    `letters` is how much of the text the term explains; `denied` is set when the text says that
    it is not so.
    """

    concept: ConceptKey
    first: int
    last: int
    letters: int
    strength: float
    denied: bool = False

    @property
    def width(self) -> int:
        """How many tokens it covers."""
        return self.last - self.first + 1


class Lexicon:
    """The terms of all concepts in one language, and those that it borrows from the fallback
    language."""

    def __init__(
        self,
        language: Language,
        own: Terms,
        borrowed: Terms,
        words: frozenset[str] = frozenset(),
        known: frozenset[str] = frozenset(),
    ) -> None:
        """`words` are those of the language, which nothing that is borrowed is heard in: what a
        Dane calls *slag* has nothing to do with a furnace. `known` are words that are no
        misspelling of a term although they may look like one."""
        self._function_words = function_words(language)
        self._endings = self._function_words.endings
        self._looks_inside = language in COMPOUNDING
        self._own = own
        self._borrowed = borrowed
        self._words = sorted(words)
        self._known = known
        self.hits = lru_cache(maxsize=_READ_AGAIN)(weakly(self._hits))

    def _hits(self, reading: Reading) -> tuple[Hit, ...]:
        """The terms in a text, in order. Of one kind the longest wins wherever two overlap."""
        words = [token.word for token in reading.tokens]
        candidates = [hit for at in range(len(words)) for hit in self._at(reading, words, at)]
        return tuple(
            replace(hit, denied=True) if self._is_denied(reading, words, hit) else hit
            for hit in _shadowed(_longest_of_each_kind(candidates))
        )

    def concepts(self, reading: Reading) -> tuple[FoundConcept, ...]:
        """The concepts in a text that are not denied, each once, strongest first, then in order."""
        return found_concepts(reading, self.hits(reading))

    def _at(self, reading: Reading, words: Sequence[str], at: int) -> list[Hit]:
        word = words[at]
        token = reading.tokens[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        own = self._own.beginning(word, following)
        found = [hit for term in own if (hit := _follow(term, reading, words, at, 1.0))]
        # No English word has a diacritic.
        if reading.text[token.start : token.end].isascii():
            borrowed = self._borrowed.beginning(word, following)
            found += [
                hit
                for term in borrowed
                if (hit := _follow(term, reading, words, at, BORROWED)) and self._borrows(term)
            ]
        if self._looks_inside and len(word) >= COMPOUND_LETTERS:
            found += [
                Hit(term.concept, at, at, letters, INSIDE)
                for term, letters in self._own.inside(word)
            ]
        if not found and len(word) >= TYPO_LETTERS and word not in self._known:
            found = [
                Hit(term.concept, at, at, len(term.parts[0].word), alike)
                for term, alike in self._own.misspelt(word)
            ]
        return found

    def _borrows(self, term: Term) -> bool:
        """Whether a term of the fallback language is neither a term of this one, nor a word."""
        head = term.parts[0]
        place = bisect_left(self._words, head.word)
        is_word = term.is_word and any(map(head.fits, self._words[place : place + 1]))
        return not is_word and term not in self._own

    def _is_denied(self, reading: Reading, words: Sequence[str], hit: Hit) -> bool:
        says = self._function_words
        word = words[hit.first]
        if hit.width == 1 and any(
            # What the term itself ends in takes nothing back: *rostfri* is a steel.
            word.endswith(ending) and hit.letters + len(ending) <= len(word) + 1
            for ending in self._endings
        ):
            return True
        following = (*_unparted(reading, words, hit.last + 1), CLAUSE_END)
        if hit.concept == HARMLESS:
            return self._is_doubted(reading, words, hit, following)
        if following[0] in says.rid or (
            hit.concept[0] in DENIED_BEHIND and _is_gone(says, following)
        ):
            return True
        is_constraint = hit.concept[0] == CONSTRAINTS
        # A term that denies something itself is not taken back by what denies another one.
        if word in says.deny:
            return is_constraint and hit.first > 0 and words[hit.first - 1] in says.waive
        reach = CONSTRAINT_REACH if is_constraint else DENIAL_REACH
        for at in range(hit.first - 1, max(hit.first - 1 - reach, -1), -1):
            if reading.tokens[at + 1].parted or words[at] in says.clause:
                return False
            if words[at] in says.deny or self._forgoes(words, at, hit):
                return not self._acts(words, at, hit) and words[at + 1] not in says.unless
        return False

    def _acts(self, words: Sequence[str], at: int, hit: Hit) -> bool:
        """Whether a denial is of what a thing does: *does not stick* is a problem; *does not need
        to come back* is no condition, *does not contain acid* no hazard."""
        says = self._function_words
        if at == 0 or words[at - 1] not in says.act or hit.concept[0] == CONSTRAINTS:
            return False
        is_free = words[at - 1] in says.do and self._is_near(words, at, hit, says.holds)
        return hit.concept[0] != HAZARDS or not is_free

    def _forgoes(self, words: Sequence[str], at: int, hit: Hit) -> bool:
        """Whether the word at a place denies an act and takes a constraint or a hazard back."""
        says = self._function_words
        if words[at] not in says.dont:
            return False
        if hit.concept[0] == CONSTRAINTS:
            return self._is_near(words, at, hit, says.needs)
        is_sure = words[at] not in says.might
        return hit.concept[0] == HAZARDS and is_sure and self._is_near(words, at, hit, says.holds)

    def _is_near(self, words: Sequence[str], at: int, hit: Hit, verbs: frozenset[str]) -> bool:
        """Whether a concept stands right behind a denial, or behind one of these verbs there."""
        return hit.first == at + 1 or words[at + 1] in verbs

    def _is_doubted(
        self, reading: Reading, words: Sequence[str], hit: Hit, following: Sequence[str]
    ) -> bool:
        """Whether *nothing dangerous* is denied, also in part, or not said for certain: *not quite
        harmless*, *if it is safe*, *harmless it is not*."""
        says = self._function_words
        denies = says.deny | says.dont
        # *Not dangerous* is not taken back by another *no*.
        is_denial = not (says.deny | says.nothing).isdisjoint(words[hit.first : hit.last + 1])
        ends_in_denial = len(following) > 1 and following[-2] in denies
        if not is_denial and (ends_in_denial or _is_gone(says, following)):
            return True
        for at in range(hit.first - 1, max(hit.first - 1 - DOUBT_REACH, -1), -1):
            if reading.tokens[at + 1].parted:
                return False
            if self._is_outright(words, at) or self._counts(words, at):
                continue
            if words[at] in says.doubt:
                return True
            if words[at] in says.that:
                before = words[max(0, at - DENIAL_REACH) : at]
                return not (denies | says.doubt).isdisjoint(before)
            if words[at] in says.clause:
                return False
            is_close = hit.first - at <= DENIAL_REACH or words[at + 1] in says.unless
            if words[at] in denies and is_close and not is_denial:
                return True
        return False

    def _is_outright(self, words: Sequence[str], at: int) -> bool:
        """Whether the word at a place is one of a phrase that leaves no doubt: *could not be more
        harmless*."""
        return any(
            tuple(words[first : first + len(phrase)]) == phrase
            for phrase in self._function_words.outright
            for first in range(max(0, at - len(phrase) + 1), at + 1)
        )

    def _counts(self, words: Sequence[str], at: int) -> bool:
        """Whether a word that may ask *whether* stands between two numbers and means *or*, or
        before a length of time and means *in*."""
        says = self._function_words
        behind = words[at + 1 : at + 4]
        if not behind or not self._is_amount(behind[0]):
            return False
        if words[at] in says.either:
            return at > 0 and self._is_amount(words[at - 1])
        return words[at] in says.within and not says.times.isdisjoint(behind[1:])

    def _is_amount(self, word: str) -> bool:
        return word.isdecimal() or word in self._function_words.amounts


def found_concepts(reading: Reading, hits: Iterable[Hit]) -> tuple[FoundConcept, ...]:
    """The concepts behind hits that are not denied, each once, strongest first, then in order."""
    best: dict[ConceptKey, Hit] = {}
    for hit in hits:
        if not hit.denied and (
            hit.concept not in best or hit.strength > best[hit.concept].strength
        ):
            best[hit.concept] = hit
    return tuple(
        FoundConcept(
            kind=hit.concept[0],
            id=hit.concept[1],
            words=reading.words(hit.first, hit.last),
            strength=hit.strength,
        )
        for hit in sorted(
            best.values(), key=lambda hit: (-hit.strength, hit.first, hit.last, hit.concept)
        )
    )


def _follow(
    term: Term, reading: Reading, words: Sequence[str], at: int, strength: float
) -> Hit | None:
    """The hit of a term whose first word stands here, if its other words follow."""
    last = at + len(term.parts) - 1
    if last >= len(words):
        return None
    for here, part in enumerate(term.parts[1:], start=at + 1):
        if reading.tokens[here].parted or not part.fits(words[here]):
            return None
    letters = sum(len(part.word) + (not part.is_stem) for part in term.parts)
    return Hit(term.concept, at, last, letters, strength)


def _is_gone(says: FunctionWords, following: Sequence[str]) -> bool:
    """Whether what follows a concept says that it is not there."""
    return any(
        tuple(following[: len(phrase)]) == phrase
        and says.unless.isdisjoint(following[len(phrase) : len(phrase) + 1])
        for phrase in says.gone
    )


def _unparted(reading: Reading, words: Sequence[str], first: int) -> Iterable[str]:
    """What follows in the same clause."""
    for at in range(first, len(words)):
        if reading.tokens[at].parted:
            return
        yield words[at]


def _longest_of_each_kind(candidates: Sequence[Hit]) -> list[Hit]:
    """Without the hits that a longer one of the same kind overlaps."""
    taken: dict[tuple[str, int], tuple[int, int]] = {}
    kept = []
    for hit in sorted(candidates, key=lambda hit: (-hit.width, -hit.letters, -hit.strength)):
        size = (hit.width, hit.letters)
        places = [(hit.concept[0], at) for at in range(hit.first, hit.last + 1)]
        if all(taken.get(place, size) == size for place in places):
            taken.update(dict.fromkeys(places, size))
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.last, hit.concept))


def _shadowed(hits: Sequence[Hit]) -> list[Hit]:
    """The same hits; a word inside a longer phrase of another kind counts less. A constraint says
    what may be done with a thing: that is no problem of it, and leaves the thing what it is."""
    widest: dict[int, int] = {}
    asked: set[int] = set()
    for hit in hits:
        places = range(hit.first, hit.last + 1)
        if hit.concept[0] == CONSTRAINTS:
            asked.update(places if hit.width > 1 else ())
            continue
        for at in places:
            widest[at] = max(widest.get(at, 1), hit.width)
    return [
        replace(hit, strength=SHADOWED * hit.strength)
        if max(widest.get(at, 1) for at in range(hit.first, hit.last + 1)) > hit.width
        else hit
        for hit in hits
        if hit.concept[0] != "problems" or not asked.issuperset(range(hit.first, hit.last + 1))
    ]
