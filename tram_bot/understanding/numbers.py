"""Whole numbers of people and samples; sizes, years, standards and shares are none."""

import re
from functools import cache
from itertools import chain, islice

from tram_bot.core.identifiers import Language
from tram_bot.core.message import Number
from tram_bot.understanding.folding import Found, alternation, flat
from tram_bot.understanding.words.of_language import words_of
from tram_bot.understanding.words.units import UNITS

PEOPLE, SAMPLES = "people", "samples"

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
_NO_ADJECTIVE = r"(?:and|or|of|with|in|from|und|og|och|ja|i|ir|un|for|to|at|per)\b"
_GAP = rf"(?:\s+(?!{_NO_ADJECTIVE})[^\W\d_](?:[^\W\d_]|-){{0,24}}){{0,2}}"
_RATE = re.compile(
    rf"{_GAP}\s+\w+(?:\s*/|\s+(?:per|pro)\s+\w|\s+a\s+(?:day|week|month|year|shift)\b)"
)
"""*20 parts per year*, *parts per million*."""
_MOST = 50


def read_numbers(text: str, languages: tuple[Language, ...]) -> list[Found[Number]]:
    """The whole numbers in a text, with what they count as far as the text says it.

    Of a range it is the upper end. *A few* is no number. A year, a size with its unit, a share, a
    standard's number and a code are none either, unless the text is nothing but that number.
    """
    seen = flat(text)
    counter = _counter(languages)
    found = [*_in_digits(text, seen, counter), *_in_words(text, seen, counter)]
    alone = counter.alone.search(seen)
    if alone and not found:
        found.append(_number(text, alone.start(), alone.end(), 1, PEOPLE))
    return sorted(found, key=lambda each: each.start)


class _Counter:
    """What tells in these languages what a number counts."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        words = words_of(languages)
        people = alternation(term for each in words for term in each.people)
        samples = alternation(term for each in words for term in each.samples)
        before = alternation(term for each in words for term in each.people_before)
        self.people = re.compile(rf"[\s+-]*{_GAP}[\s-]*{people}(?!\w)")
        self.samples = re.compile(rf"[\s+-]*{_GAP}[\s-]*{samples}(?!\w)")
        self.before = re.compile(
            rf"(?<!\w){before}(?:\s+(?:of|about|around|some|only|just|currently|now|approx))?[\s:=~]*$"
        )
        self.samples_before = re.compile(rf"(?<!\w){samples}\s?[:=]\s?$")
        self.alone = re.compile(rf"(?<!\w){alternation(t for e in words for t in e.alone)}(?!\w)")
        self.values = {flat(word): value for each in words for word, value in each.numbers.items()}
        word = alternation(self.values)
        self.word = re.compile(
            rf"(?<![\w-])(?<!\d\s)(?P<word>{word}(?:[\s-](?:and\s+)?{word}){{0,3}})(?!\w)"
        )

    def counts(self, seen: str, start: int, end: int) -> str:
        """What the number that stands there counts."""
        behind = seen[end : end + 60]
        people, samples = self.people.match(behind), self.samples.match(behind)
        if people and (not samples or people.end() <= samples.end()):
            return PEOPLE
        if samples:
            return SAMPLES
        hint = _HINT.search(seen[max(0, start - 40) : start])
        before = hint[0] if hint else ""
        if self.before.search(before):
            return PEOPLE
        return SAMPLES if self.samples_before.search(before) else ""


@cache
def _counter(languages: tuple[Language, ...]) -> _Counter:
    return _Counter(languages)


def _in_digits(text: str, seen: str, counter: _Counter) -> list[Found[Number]]:
    whole = seen.strip(_BESIDE)
    found = []
    matches = chain(islice(_NUMBER.finditer(seen), _MOST), islice(_COMPOUND.finditer(seen), _MOST))
    for match in matches:
        start, end = match.span()
        value = int(re.sub(r"\D", "", match["value"]))
        counts = counter.counts(seen, start, end)
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
    found = []
    for match in islice(counter.word.finditer(seen), _MOST):
        start, end = match.span()
        value = _value(match["word"], counter.values)
        counts = counter.counts(seen, start, end)
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
