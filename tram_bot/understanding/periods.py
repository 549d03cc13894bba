"""Stretches of the calendar, and the next one that is still ahead."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dateutil.easter import easter

_ONE_DAY = timedelta(days=1)
_LONGEST_AHEAD = 3660
"""Days a length of time may reach ahead, ten years: more is a slip or a joke."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def middle(self) -> date:
        """The day half way."""
        return self.first + (self.last - self.first) / 2

    @property
    def day_before(self) -> date:
        """The last day that lies before it."""
        return self.first - _ONE_DAY if self.first > date.min else self.first


def one_day(year: int, month: int, day: int) -> Period | None:
    """That day, or None if there is no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Period(found, found)


def day_of_month(month: int, day: int, today: date) -> Period | None:
    """The next such day from today on, or None if no year has it."""
    # The 29th of February may be eight years away.
    for year in range(today.year, min(today.year + 9, MAXYEAR)):
        found = one_day(year, month, day)
        if found and found.last >= today:
            return found
    return None


def month_of(year: int, month: int) -> Period | None:
    """A month of a year."""
    return months_of(year, month, month)


def months_of(year: int, first: int, last: int) -> Period | None:
    """Whole months of one year, or None if the calendar has no such year or month."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= first <= last <= 12):
        return None
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def next_months(first: int, last: int, today: date, *, whole: bool = False) -> Period | None:
    """The next time these months come round; with `whole` not one that has begun."""
    this_year = months_of(today.year, first, last)
    if this_year and (this_year.first > today if whole else this_year.last >= today):
        return this_year
    return months_of(today.year + 1, first, last)


def week_of_year(number: int, today: date, year: int = 0) -> Period | None:
    """The working days of the week of that number, of a year or the next that is still ahead; None
    if there is no such week."""
    for each in (year,) if year else (today.year, today.year + 1):
        try:
            found = Period(
                date.fromisocalendar(each, number, 1), date.fromisocalendar(each, number, 5)
            )
        except ValueError:
            continue
        if year or found.last >= today:
            return found
    return None


def next_easter(today: date, year: int = 0) -> Period:
    """From Good Friday to Easter Sunday, of a year or the next time."""
    this_year = easter(year or today.year)
    sunday = this_year if year or this_year >= today else easter(today.year + 1)
    return Period(sunday - timedelta(days=2), sunday)


def calendar_unit(unit: str, ahead: int, today: date) -> Period | None:
    """This (0 ahead) or the next (1 ahead) day, working week, month, quarter or year."""
    match unit:
        case "day":
            return after(ahead, "day", today)
        case "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
            return Period(monday, monday + timedelta(days=4))
        case "month":
            month = today.month - 1 + ahead
            return month_of(today.year + month // 12, month % 12 + 1)
        case "quarter":
            quarter = (today.month - 1) // 3 + ahead
            start = quarter % 4 * 3 + 1
            return months_of(today.year + quarter // 4, start, start + 2)
        case "year":
            return months_of(today.year + ahead, 1, 12)
        case _:
            return None


def after(amount: float, unit: str, today: date) -> Period | None:
    """The day that is so many days, weeks, months, quarters or years away."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit, 0) * amount
    days = {"day": 1, "week": 7}.get(unit, 0) * amount
    if months * 30 + days > _LONGEST_AHEAD:
        return None
    if not months:
        day = today + timedelta(days=round(days))
        return Period(day, day)
    whole = today.month - 1 + int(months)
    year, month = today.year + whole // 12, whole % 12 + 1
    halves = timedelta(days=round((months - int(months)) * 30))
    day = date(year, month, min(today.day, monthrange(year, month)[1])) + halves
    return Period(day, day)


def weekday(number: int, today: date, *, next_week: bool = False) -> Period:
    """The next such weekday (Monday is 0) after today, or the one of next week."""
    away = (number - today.weekday() - 1) % 7 + 1
    if next_week:
        away = number - today.weekday() + 7
    day = today + timedelta(days=away)
    return Period(day, day)
