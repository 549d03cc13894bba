"""Whole numbers of people and samples; sizes, years, standards and shares are none."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import chain, islice

from tram_bot.core.identifiers import Language
from tram_bot.core.message import Number
from tram_bot.understanding.folding import Beginnings, Found, alternation, flat
from tram_bot.understanding.ready import make_all
from tram_bot.understanding.words.of_language import words_of
from tram_bot.understanding.words.units import UNITS

PEOPLE, SAMPLES = "people", "samples"

_DIGIT = re.compile(r"\d")
_DIGITS = r"\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d{1,9}"
_RANGE = rf"(?:(?:\d{{1,6}})\s?(?:-|–|—|to|bis|till|do|alebo)\s?)?(?P<value>{_DIGITS})"
# What is glued to a number makes it a size, a code, a date, a time or a decimal.
_NUMBER = re.compile(
    rf"(?<![\w.,:/°±=@#^-])(?:{_RANGE})(?![\w°%‰^]|[.,:/]\d|-[^\W\d_]|/\w|\s?[-–—]\s?\d)"
)
_COMPOUND = re.compile(r"(?<![\w.,:/-])(?P<value>\d{1,6})(?=-[^\W\d_])")
_UNIT = re.compile(rf"[\s\u00a0]?{alternation(UNITS)}(?![\w])")
_NAMED = re.compile(
    r"(?:\b(?:iso|en|din|astm|iec|sfs|ss|ds|evs|lvs|lst|pn|vde|vda|mil|std|standard|grade|aisi|sae"
    r"|type|typ|model|modell|no|nr|version|series|class|klasse|alloy|steel|dn|pn|m|chapter|page|step"
    r"|article|section|art|rule|figure|fig|table|room|ral|ip|pa|pe|ph|year|question|point|item|lot"
    r"|order|invoice|ti|al|mod|covid|formula|industry|web|windows|horizon)\.?(?:[\s/-](?:en|iso|din)"
    r"){0,2}|[€$£±=×*])[\s:-]?$"
)
_COMPARED = re.compile(r"[<>~≥≤≈]\s?$")
"""*~20 samples* is a count; what else is compared is a size."""
_BESIDE = " .!~<>≥≤≈+"
"""Characters around a number that is all a message says: *~20*."""
_HINT = re.compile(r"[^.;!?\n]*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LISTED = re.compile(r"(?:^|\n)\s*$")
_LIST_MARK = re.compile(r"[.)]\s+[^\W\d_]")
_NO_ADJECTIVE = r"(?:and|or|of|with|in|from|und|og|och|ja|i|ir|un|for|to|at|per|contact)\b"
_GAP = rf"(?:\s+(?!{_NO_ADJECTIVE})[^\W\d_](?:[^\W\d_]|-){{0,24}}){{0,2}}"
_RATE = re.compile(
    rf"{_GAP}\s+\w+(?:\s*/|\s+(?:per|pro)\s+\w|\s+a\s+(?:day|week|month|year|shift)\b)"
)
"""*20 parts per year*, *parts per million*."""
_COMPOUNDING = frozenset({"de", "da", "sv", "fi", "et"})
"""Languages that write *test piece* as one word."""
_SHORTEST_SAMPLES, _SHORTEST_PEOPLE = 4, 7
"""Letters from which on a word for them may be the end of a longer one: Swedish *st* is that of
*mest*, German *Person* that of *Kontaktperson*."""
_LETTERS_BEFORE = r"(?<=[^\W\d_]{3})"
_KIND = re.compile(r"\s+(?:component|part)\s+[^\W\d_]")
"""*A two part epoxy*."""
_ONE_OF = re.compile(r"\s+of\b")
_COPULA = r"(?:is|are|ist|sind|er|ar|on|ir|yra|jest|to)"
_NOW = r"(?:now|only|jetzt|nur|nu|kun|bara|nyt|vain|nuud|ainult|tagad|tikai|dabar|tik|teraz|tylko)"
_ENDS = re.compile(r"\s*(?:$|[.,;!)\n])")
_MOST = 50


def read_numbers(text: str, languages: tuple[Language, ...]) -> list[Found[Number]]:
    """The whole numbers in a text, with what they count as far as the text says it.

    Of a range it is the upper end. *A few* is no number. A year, a size with its unit, a share, a
    standard's number and a code are none either, unless the text is nothing but that number.
    """
    seen = flat(text)
    counter = _counter(languages)
    found = [*_in_digits(text, seen, counter), *_in_words(text, seen, counter)]
    alone = None if any(n.value.counts for n in found) else counter.alone(seen)
    if alone:
        people = counter.together[" ".join(alone[0].split())]
        found.append(_number(text, alone.start(), alone.end(), people, PEOPLE))
    return sorted(found, key=lambda each: each.start)


def make_numbers_ready(languages: tuple[Language, ...]) -> None:
    """Make what these languages are read with now, so that nobody waits for it later."""
    make_all(_counter(languages))


class _Counter:
    """What tells in these languages what a number counts.

    A message may be in any of nine languages and mixed with two more, so that there are many
    counters: each pattern is made when it is first needed.
    """

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._words = words_of(languages)
        # A language spoken besides lends no words that are other ones in the message's own.
        self._own = words_of(languages[:1])
        self._compounding = [each for each in self._words if each.language in _COMPOUNDING]
        none = {flat(word) for each in self._own for word in each.no_numbers}
        self.values = {
            flat(word): value
            for each in self._words
            for word, value in each.numbers.items()
            if flat(word) not in none
        }
        self.together = {flat(term): 1 for each in self._words for term in each.alone}
        """Wordings that say how many people there are with no number in them."""
        self.together |= {
            flat(term): many for each in self._words for term, many in each.groups.items()
        }
        self.in_words = Beginnings(self.values)
        self._some_alone = Beginnings(self.together)

    @cached_property
    def word(self) -> re.Pattern[str]:
        """A number in words."""
        word = alternation(self.values)
        return re.compile(
            rf"(?<![\w-])(?<!\d\s)(?P<word>{word}(?:[\s-](?:and\s+)?{word}){{0,3}})(?!\w)"
        )

    def alone(self, seen: str) -> re.Match[str] | None:
        """Where somebody says to be alone, or three together."""
        return self._alone.search(seen) if self._some_alone.may_stand_in(seen) else None

    def counts(self, seen: str, start: int, end: int, value: int) -> str:
        """What the number of that value that stands there counts."""
        behind = seen[end : end + 60]
        people, samples = self._noun(self._people, behind), self._noun(self._samples, behind)
        if value > 1 and _KIND.match(behind):
            samples = None
        if people and (not samples or people.end() <= samples.end()):
            return PEOPLE
        if samples:
            return SAMPLES
        hint = _HINT.search(seen[max(0, start - 40) : start])
        before = hint[0] if hint else ""
        # *We are one of the largest* and *we are one company* count nobody.
        if self._people_before.search(before) and (value > 1 or _ENDS.match(behind)):
            return PEOPLE
        if self._samples_before.search(before) or self._sending.search(before):
            return SAMPLES
        named = self._named_before.search(before) if _ENDS.match(seen, end) else None
        if named is None:
            return ""
        return PEOPLE if named["people"] else SAMPLES

    @cached_property
    def _alone(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self.together)}(?!\w)")

    def _noun(self, pattern: re.Pattern[str], behind: str) -> re.Match[str] | None:
        """What is counted, unless it only looks like it."""
        found = pattern.match(behind)
        if found and self._no_count.fullmatch(found[0].replace("-", " ").split()[-1]):
            return None
        return found

    @cached_property
    def _no_count(self) -> re.Pattern[str]:
        return re.compile(alternation(term for each in self._words for term in each.no_counts))

    @cached_property
    def _people(self) -> re.Pattern[str]:
        people = alternation(term for each in self._words for term in each.people)
        right_behind = alternation(term for each in self._own for term in each.people_next)
        ending = _ending(
            (term for each in self._compounding for term in each.people), _SHORTEST_PEOPLE
        )
        return re.compile(
            rf"[\s+-]*(?:{right_behind}|{_GAP}[\s-]*(?:(?<!\w){people}|{ending}))(?!\w)"
        )

    @cached_property
    def _samples(self) -> re.Pattern[str]:
        ending = _ending(
            (term for each in self._compounding for term in each.samples), _SHORTEST_SAMPLES
        )
        # A two-component adhesive is one.
        return re.compile(
            rf"(?!-\w)[\s+-]*{_GAP}[\s-]*(?:(?<!\w){self._of_samples}|{ending})(?!\w)"
        )

    @cached_property
    def _people_before(self) -> re.Pattern[str]:
        before = alternation(term for each in self._words for term in each.people_before)
        return re.compile(
            rf"(?<!\w){before}(?:\s+(?:of|about|around|some|only|just|currently|now|approx))?[\s:=~]*$"
        )

    @cached_property
    def _samples_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self._of_samples}\s?[:=]\s?$")

    @cached_property
    def _sending(self) -> re.Pattern[str]:
        sending = alternation(term for each in self._words for term in each.sending)
        return re.compile(rf"(?<!\w){sending}\s+$")

    @cached_property
    def _named_before(self) -> re.Pattern[str]:
        """*Samples are now* in front of the last word of a clause."""
        people = alternation(term for each in self._words for term in each.people)
        return re.compile(
            rf"(?<!\w)(?:(?P<people>{people})|{self._of_samples})\s+{_COPULA}(?:\s+{_NOW})?\s+$"
        )

    @property
    def _of_samples(self) -> str:
        return alternation(term for each in self._words for term in each.samples)


def _ending(terms: Iterable[str], shortest: int) -> str:
    """One of the terms that have so many letters, as the end of a longer word."""
    long = (term for term in terms if len(term.removesuffix("*")) >= shortest)
    return rf"{_LETTERS_BEFORE}{alternation(long)}"


@cache
def _counter(languages: tuple[Language, ...]) -> _Counter:
    return _Counter(languages)


def _in_digits(text: str, seen: str, counter: _Counter) -> list[Found[Number]]:
    if not _DIGIT.search(seen):
        return []
    whole = seen.strip(_BESIDE)
    found = []
    matches = chain(islice(_NUMBER.finditer(seen), _MOST), islice(_COMPOUND.finditer(seen), _MOST))
    for match in matches:
        start, end = match.span()
        value = int(re.sub(r"\D", "", match["value"]))
        counts = counter.counts(seen, start, end, value)
        if whole != match[0] and not _is_count(text, seen, start, end, counts):
            continue
        if match.re is _COMPOUND and not counts:
            continue
        found.append(_number(text, start, end, value, counts))
    return found


def _is_count(text: str, seen: str, start: int, end: int, counts: str) -> bool:
    """Whether the digits there are a number of things rather than part of something else."""
    before = seen[max(0, start - 24) : start]
    if _NAMED.search(before):
        return False
    if _LISTED.search(before) and _LIST_MARK.match(seen, end):
        return False
    if _COMPARED.search(before) and not counts:
        return False
    if _has_unit(text, seen, end) or _RATE.match(seen, end):
        return False
    return bool(counts) or not _YEAR.fullmatch(seen[start:end])


def _has_unit(text: str, seen: str, end: int) -> bool:
    """Whether a unit follows. *12 w Gdańsku* is Polish for in: the unit is a capital W."""
    unit = _UNIT.match(seen, end)
    return unit is not None and text[end : unit.end()].strip() != "w"


def _in_words(text: str, seen: str, counter: _Counter) -> list[Found[Number]]:
    if not counter.in_words.may_stand_in(seen):
        return []
    found = []
    for match in islice(counter.word.finditer(seen), _MOST):
        start, end = match.span()
        value = _value(match["word"], counter.values)
        counts = counter.counts(seen, start, end, value)
        if value == 1 and _ONE_OF.match(seen, end):
            continue
        alone = seen.strip(" .!") == match[0]
        # *One* is mostly a pronoun: *this one*, *one of our customers*.
        unit = _has_unit(text, seen, end)
        if value and (alone or (not unit and (counts or value > 1))):
            found.append(_number(text, start, end, value, counts))
    return found


def _value(words: str, values: dict[str, int]) -> int:
    """What number words come to: *twenty-five*, *two hundred and ten*; 0 if to nothing."""
    plain = " ".join(words.split())
    if plain in values:
        return values[plain]
    total = current = 0
    for word in re.split(r"[\s-]+", plain):
        value = values.get(word)
        if word == "and":
            continue
        if value is None:
            return 0
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value >= 100:
            current = max(current, 1) * value
        else:
            current += value
    return total + current


def _number(text: str, start: int, end: int, value: int, counts: str) -> Found[Number]:
    return Found(start, end, Number(value=value, words=text[start:end], counts=counts))
