"""The ways of naming a time: a pattern each, and the period it stands for."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tram_bot.understanding.day_lexicon import DayLexicon, spaced
from tram_bot.understanding.folding import Beginnings, alternation
from tram_bot.understanding.periods import (
    Period,
    after,
    calendar_unit,
    day_of_month,
    month_of,
    months_of,
    next_easter,
    next_months,
    one_day,
    week_of_year,
    weekday,
)
from tram_bot.understanding.words.units import UNITS

_FAR = 6
"""Years ahead up to which a bare number is the year of a deadline."""
_YEAR = r"(?P<year>20\d\d)"
_YEAR_BEHIND = rf"(?:,?\s+(?:of\s+)?{_YEAR})?"
_ORDINAL = r"(?P<nth>st|nd|rd|th|\.)?"
_RANGE = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s?[-–/]\s?)?"
"""The first of some days, of which the last is meant: *5-10 March*."""
_WINTER_ENDS = 2
_NO_SIZE = rf"(?!\s?{alternation(UNITS)}(?!\w))"
"""2.5 mm is no 2nd of May."""
_NO_HOUR = r"(?!\d{1,2}\.(?:1[3-9]|[2-9]\d|00)(?!\.?\d))"
"""Friday 10.30 is no 30th of October."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

Resolve = Callable[[re.Match[str], date], Period | None]


@dataclass(frozen=True)
class Form:
    """One way of naming a time; `bare` if it may stand without a word such as *by*. Every match of
    its `source` begins a word with one of `named`, or has a digit if it has `figures`."""

    source: str
    resolve: Resolve
    bare: bool = False
    named: Beginnings | None = None
    figures: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when a text may have a match: to make those of a language takes as long as to read
        a hundred messages."""
        return re.compile(self.source)

    def may_stand_in(self, seen: str, *, figures: bool) -> bool:
        """Whether a flat text, with `figures` in it or without, may have a match; tells in no time
        that most have none."""
        if self.figures and not figures:
            return False
        return self.named is None or self.named.may_stand_in(seen)


def forms(lexicon: DayLexicon) -> Iterator[Form]:
    """The ways one language has, the most exact first. Every match has the groups `prep` (*by*)
    and `part` (*end of*), which may be empty."""
    yield from _numeric_forms(lexicon)
    yield from _month_forms(lexicon)
    yield from _week_forms(lexicon)
    yield from _quarter_forms(lexicon)
    yield from _unit_forms(lexicon)
    yield from _other_forms(lexicon)


def _numeric_forms(lexicon: DayLexicon) -> Iterator[Form]:
    exact = (*lexicon.days.before, *lexicon.days.by, *lexicon.days.until, *lexicon.days.on)
    head = _dated(lexicon)
    yield Form(
        _source(head, r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"),
        _full_date,
        bare=True,
        figures=True,
    )
    day, month, year = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4}|\d{2})"
    yield Form(
        _source(head, rf"{day}(?P<sep>[./-])\s?{month}(?P=sep)\s?{year}"),
        _full_date,
        bare=True,
        figures=True,
    )
    before_things = set(lexicon.days.before_things)
    things = [each for each in exact if each in before_things]
    # Of *5/6 March* the 6th is meant.
    named = rf"(?!\d|\.?\s+(?:of\s+)?{lexicon.month})"
    # Two figures that nothing leads to may well have a number of things behind them.
    own_year = rf"(?(prep)(?:[.,]?\s+{_YEAR}(?!\w)(?={_no_thing(lexicon)}))?)"
    source = rf"{day}(?:\.\s?|/){month}{named}{own_year}"
    ends = rf"\.?{_NO_SIZE}(?!\d)"
    other = [each for each in exact if each not in before_things]
    yield Form(_source(_dated(lexicon, other), f"{source}{ends}"), _full_date, figures=True)
    # A weekday stands before no things.
    of_weekday = _dated(lexicon, [*things, *lexicon.days.within], weekday_needed=True)
    yield Form(_source(of_weekday, f"{source}{ends}"), _full_date, figures=True)
    if things:
        ends = rf"(?(year)|{_no_thing(lexicon)})"
        yield Form(_source(_dated(lexicon, things), f"{source}{ends}"), _full_date, figures=True)


def _no_thing(lexicon: DayLexicon) -> str:
    """What must follow a date, for it not to be the class or the size of some things: *on 8.8
    bolts*, *on 3/4" pipes*."""
    days = lexicon.days
    beside = alternation((*days.by, *days.by_after, *days.softeners, *days.behind_dates))
    # No class has such a nought: *na 5.06*. Where decimals have a point, they may have one.
    nought = rf"(?<=[{'/' if lexicon.decimal == '.' else './'}]0\d)\.?{_NO_SIZE}(?!\d)"
    return rf"(?:{nought}|\.(?!\d)|(?=\s*(?:$|[,;:!?)\n])|\s+{beside}(?!\w)))"


def _month_forms(lexicon: DayLexicon) -> Iterator[Form]:
    head, dated = _head(lexicon), _dated(lexicon)
    month = rf"(?P<month>{lexicon.month})\.?"

    def on_day(match: re.Match[str], today: date) -> Period | None:
        number, day = lexicon.month_number(match["month"]), int(match["day"])
        year = _year_of(lexicon, match, today)
        return one_day(year, number, day) if year else day_of_month(number, day, today)

    def in_month(match: re.Match[str], today: date) -> Period | None:
        number = lexicon.month_number(match["month"])
        year = _year_of(lexicon, match, today)
        if year:
            return month_of(year, number)
        return next_months(number, number, today, whole=_is_before(lexicon, match))

    # A short name has a full stop of its own, a whole one ends a sentence: *by May. 6 screws*.
    going_on = rf"(?!{lexicon.whole_month}\.){month}"
    named = Beginnings(lexicon.month_names)
    day = rf"{_RANGE}(?P<day>\d{{1,2}}){_ORDINAL}"
    own_year = _own_year(lexicon)
    prep = rf"(?:{alternation((*lexicon.days.within, *lexicon.days.on))}\s+)?"
    for led, year in (
        (rf"{own_year}\s+", ""),
        ("", rf"\s+(?:of\s+)?{prep}{own_year}"),
        (_year_first(lexicon), ""),
        ("", _YEAR_BEHIND),
    ):
        if led or year:
            yield Form(
                _source(dated, rf"{led}{day}\s+(?:of\s+)?{month}{year}"),
                on_day,
                bare=True,
                named=named,
                figures=True,
            )
            yield Form(
                _source(dated, rf"{led}{going_on}\s+{day}(?![\d.,:]\d){_NO_SIZE}{year}"),
                on_day,
                bare=True,
                named=named,
                figures=True,
            )
            yield Form(_source(head, rf"{led}{month}{year}"), in_month, named=named)
    if words := lexicon.days.year_first:
        yield Form(_source(head, rf"{_YEAR}\.?\s+{alternation(words)}"), _in_year, figures=True)


def _unit_forms(lexicon: DayLexicon) -> Iterator[Form]:
    days, unit = lexicon.days, rf"(?P<unit>{alternation(lexicon.units)})"
    which = rf"(?P<which>{alternation((*days.this, *days.next))})"
    amount = rf"(?:(?P<amount>\d{{1,3}})|(?P<worded>{alternation(lexicon.amounts)}))"
    upto = r"(?:\s?(?:-|–|to|or|bis)\s?(?P<upto>\d{1,3}))?"

    def in_length(match: re.Match[str], today: date) -> Period | None:
        count = float(match["upto"] or match["amount"] or lexicon.amounts[spaced(match["worded"])])
        return after(count, lexicon.units[match["unit"]], today)

    def in_unit(match: re.Match[str], today: date) -> Period | None:
        ahead = int(spaced(match["which"]) in lexicon.nexts)
        return calendar_unit(lexicon.units[match["unit"]], ahead, today)

    named = Beginnings(lexicon.units)
    yield from _monthly_forms(lexicon)
    nexts = rf"(?:{alternation(days.next)}\s+)?"
    length = (*days.within, *days.by)
    # *Heute in zwei Wochen* is no day but the one two weeks from now.
    today = (
        rf"(?:(?<!\w){alternation(w for w, ahead in lexicon.relative.items() if not ahead)}\s+)?"
    )
    yield Form(
        _source(f"{today}{_head(lexicon, length)}", rf"{nexts}{amount}{upto}\s+{unit}"),
        in_length,
        named=named,
    )
    yield Form(_source(_head(lexicon), rf"{which}\s+{unit}"), in_unit, bare=True, named=named)
    if days.part_behind:
        behind = rf"(?=\s+{alternation((*days.end, *days.middle, *days.start))}(?!\w))"
        yield Form(
            _source(_head(lexicon), rf"(?P<which>(?!))?{unit}{behind}"), in_unit, named=named
        )
    yield Form(
        _source(_head(lexicon, part_needed=True), rf"(?P<which>(?!))?{unit}"), in_unit, named=named
    )


def _monthly_forms(lexicon: DayLexicon) -> Iterator[Form]:
    """A day of this or the next month by its number: *the 5th of next month*."""
    days = lexicon.days
    months = alternation(word for word, unit in lexicon.units.items() if unit == "month")
    which = rf"(?P<which>{alternation((*days.this, *days.next))})\s+{months}"
    article = rf"(?:{alternation(days.articles)}\s+)?"

    def on_day(match: re.Match[str], today: date) -> Period | None:
        month = calendar_unit("month", int(spaced(match["which"]) in lexicon.nexts), today)
        return month and one_day(month.first.year, month.first.month, int(match["day"]))

    day = r"(?P<day>\d{1,2})(?P<year>(?!))?"
    # Without *by*, 5 next month are five things.
    nth = r"(?:st|nd|rd|th|\.|:[ae]|-?(?:go|ego)|(?(prep)|(?!)))"
    before = rf"{day}{nth}\s+(?:(?:of|i)\s+)?{article}{which}"
    ends = r"(?:\.(?:\s?(?:paiva|kuupaev|datum)\w*)?|(?:-\w+)?\s?(?:d\b|dien\w*))"
    behind = rf"{which}\s+{day}{ends}"
    named = Beginnings(lexicon.units)
    for source in (before, behind) if days.part_behind else (before,):
        yield Form(_source(_dated(lexicon), source), on_day, bare=True, named=named, figures=True)


def _week_forms(lexicon: DayLexicon) -> Iterator[Form]:
    """Weeks of the year by their numbers, as offices and factories name them."""
    days = lexicon.days
    number, year = r"(?P<week>\d{1,2})", rf"(?:[\s/]+{_YEAR})?"
    behind = alternation((*days.by_after, *days.end, *days.middle, *days.start))
    # *In the week 10 parts broke* has a number of parts.
    ends = rf"(?=\s*(?:$|[.,;:!?)]|{behind}(?!\w)))"
    head = rf"(?<!\d\s){_head(lexicon)}"

    def in_week(match: re.Match[str], today: date) -> Period | None:
        return week_of_year(int(match["week"]), today, int(match["year"] or 0))

    named = rf"{alternation(days.numbered_weeks)}\s?{number}{year}"
    yield Form(_source(head, rf"{named}{ends}"), in_week, bare=True, figures=True)
    if days.nth_weeks:
        nth = rf"(?:\.|-\w{{1,4}})\s?{alternation((*days.numbered_weeks, *days.nth_weeks))}"
        plain = rf"\s?{alternation(days.nth_weeks)}"
        yield Form(
            _source(head, rf"{number}(?:{nth}|{plain}){year}"),
            in_week,
            bare=True,
            figures=True,
        )


def _quarter_forms(lexicon: DayLexicon) -> Iterator[Form]:
    """Quarters of the year by their numbers; these, too, are no lengths of time."""
    head = _head(lexicon)

    def in_quarter(match: re.Match[str], today: date) -> Period | None:
        named = match["quarter"]
        last = 3 * (_ROMAN.get(named) or lexicon.ordinals.get(named) or int(named))
        if match["year"]:
            return months_of(int(match["year"]), last - 2, last)
        return next_months(last - 2, last, today)

    yield Form(_source(head, rf"q(?P<quarter>[1-4])(?:[\s/]+{_YEAR})?"), in_quarter, figures=True)
    quarters = [word for word, unit in lexicon.units.items() if unit == "quarter"]
    # Behind it a single i is a word: *next quarter I think*, *kvartalet i år*.
    quarter, nth = alternation(quarters), r"(?P<quarter>[1-4]|iv|i{2,3})"
    behind = rf"{quarter}\s+{nth}(?:[\s/]+{_YEAR})?"
    before = rf"{_some_nth(lexicon)}\s+{quarter}{_YEAR_BEHIND}"
    for source in (behind, before):
        yield Form(_source(head, source), in_quarter, bare=True, named=Beginnings(quarters))


def _other_forms(lexicon: DayLexicon) -> Iterator[Form]:
    head = _head(lexicon)
    which = rf"(?:(?P<which>{alternation((*lexicon.days.this, *lexicon.days.next))})\s+)?"
    article = rf"(?:{alternation(lexicon.days.articles)}\s+)?"
    # Of *Friday 5.6* the date tells which Friday.
    date_behind = rf"{_NO_HOUR}\d{{1,2}}(?:\.\s?|/)\d{{1,2}}(?!\d){_NO_SIZE}"
    dateless = rf"(?!,?\s+{article}{date_behind})"

    def in_season(match: re.Match[str], today: date) -> Period | None:
        last = lexicon.seasons[match["season"]]
        if match["year"]:
            return _season_of(int(match["year"]), last)
        if last > _WINTER_ENDS:
            return next_months(last - 2, last, today, whole=_is_before(lexicon, match))
        return _season_of(today.year + (today.month > last), last)

    def on_weekday(match: re.Match[str], today: date) -> Period | None:
        number = lexicon.weekday_number(match["weekday"])
        return weekday(number, today, next_week=spaced(match["which"]) in lexicon.nexts)

    def on_feast(match: re.Match[str], today: date) -> Period | None:
        month, day = lexicon.feasts[spaced(match["feast"])]
        if match["year"]:
            return one_day(int(match["year"]), month, day)
        return day_of_month(month, day, today)

    def at_easter(match: re.Match[str], today: date) -> Period | None:
        return next_easter(today, int(match["year"] or 0))

    def from_today(match: re.Match[str], today: date) -> Period | None:
        return after(lexicon.relative[spaced(match["relative"])], "day", today)

    yield Form(
        _source(head, rf"{which}(?P<season>{alternation(lexicon.seasons)}){_YEAR_BEHIND}"),
        in_season,
        named=Beginnings(lexicon.seasons),
    )
    yield Form(
        _source(head, rf"{which}(?P<weekday>{lexicon.weekday}){dateless}"),
        on_weekday,
        named=Beginnings(lexicon.weekday_names),
    )
    yield Form(
        _source(head, rf"(?P<feast>{alternation(lexicon.feasts)}){_YEAR_BEHIND}"),
        on_feast,
        named=Beginnings(lexicon.feasts),
    )
    yield Form(
        _source(head, rf"{alternation(lexicon.days.easter)}{_YEAR_BEHIND}"),
        at_easter,
        named=Beginnings(lexicon.days.easter),
    )
    yield Form(
        _source(head, rf"(?P<relative>{alternation(lexicon.relative)})"),
        from_today,
        bare=True,
        named=Beginnings(lexicon.relative),
    )
    yield Form(_source(head, _YEAR), _in_year, figures=True)


def _head(lexicon: DayLexicon, preps: Sequence[str] = (), *, part_needed: bool = False) -> str:
    """The words that may stand before a time: *by*, *before the end of*."""
    days = lexicon.days
    every = (*days.before, *days.by, *days.until, *days.within, *days.on)
    article = rf"(?:{alternation(days.articles)}\s+)?"
    part = rf"(?:(?P<part>{alternation((*days.end, *days.middle, *days.start))})(?:\s+|-))"
    return (
        rf"(?<![\w.,/-])(?:(?P<prep>{alternation(preps or every)})\s+)?{article}"
        rf"{part}{'' if part_needed else '?'}{article}"
    )


def _dated(lexicon: DayLexicon, preps: Sequence[str] = (), *, weekday_needed: bool = False) -> str:
    """The same before a date, which may have its weekday with it: *by Friday, 5 June*."""
    days = lexicon.days
    article = rf"(?:{alternation(days.articles)}\s+)?"
    which = rf"(?:{alternation((*days.this, *days.next))}\s+)?"
    weekday = rf"(?:{which}(?P<weekday>{lexicon.weekday}),?\s+{article}{_NO_HOUR})"
    return rf"{_head(lexicon, preps)}{weekday}{'' if weekday_needed else '?'}"


def _year_first(lexicon: DayLexicon) -> str:
    """A year in front of the month, where a language writes it so."""
    words = lexicon.days.year_first
    return rf"{_YEAR}\.?\s+{alternation(words)}\.?\s+" if words else ""


def _own_year(lexicon: DayLexicon) -> str:
    """A year by where it lies from now, beside a month: Finnish *ensi vuoden maaliskuussa*."""
    days = lexicon.days
    return rf"(?P<which>{alternation((*days.this, *days.next))})\s+{lexicon.year}(?P<year>(?!))?"


def _year_of(lexicon: DayLexicon, match: re.Match[str], today: date) -> int | None:
    """The year that is named with a month, None if none is."""
    if which := spaced(match.groupdict().get("which")):
        return today.year + (which in lexicon.nexts)
    return int(match["year"]) if match["year"] else None


def _season_of(year: int, last: int) -> Period | None:
    """The season that ends with that month of that year."""
    ends = month_of(year, last)
    if ends and last <= _WINTER_ENDS:
        return Period(date(year - 1, 12, 1), ends.last)
    return months_of(year, last - 2, last)


def _some_nth(lexicon: DayLexicon) -> str:
    """Which of the four quarters: *2.*, *II*, *second*."""
    worded = alternation(lexicon.ordinals)
    # In Danish and Swedish a single i says where: *i kvartalet*.
    least = 2 if "i" in (*lexicon.days.on, *lexicon.days.within) else 1
    return rf"(?P<quarter>[1-4](?=\.|st|nd|rd|th)|iv|i{{{least},3}}|{worded})(?:\.|st|nd|rd|th)?"


def _source(head: str, tail: str) -> str:
    return rf"{head}{tail}(?![\w])"


def _is_before(lexicon: DayLexicon, match: re.Match[str]) -> bool:
    return spaced(match["prep"]) in lexicon.before and not match["part"]


def _full_date(match: re.Match[str], today: date) -> Period | None:
    """Digits only: the day before the month, unless that cannot be."""
    day, month = int(match["day"]), int(match["month"])
    if day <= 12 < month:
        day, month = month, day
    if not match["year"]:
        return day_of_month(month, day, today)
    year = int(match["year"])
    return one_day(year if year > 99 else 2000 + year, month, day)


def _in_year(match: re.Match[str], today: date) -> Period | None:
    year = int(match["year"])
    return months_of(year, 1, 12) if today.year <= year <= today.year + _FAR else None
