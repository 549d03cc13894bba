"""When something that comes once a week is due, and which week it is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """A day of the week, Monday being 0, and a time of that day by somebody's clock."""

    weekday: int
    at: time

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.at:%H:%M}"

    def latest(self, now: datetime, time_zone: str) -> datetime:
        """When it was due last, in UTC.

        >>> monday = Weekly(weekday=0, at=time(8))
        >>> monday.latest(datetime(2026, 11, 23, 6, 59, tzinfo=UTC), "Europe/Berlin").isoformat()
        '2026-11-16T07:00:00+00:00'
        """
        zone = ZoneInfo(time_zone)
        today = now.astimezone(zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        # In UTC, so that a change of the clocks in between does not matter.
        due = [datetime.combine(d, self.at, zone).astimezone(UTC) for d in (day, day - _WEEK)]
        return next(each for each in due if each <= now)


def whole_week(monday: date, time_zone: str) -> tuple[datetime, datetime]:
    """The first moment of a week that begins on that Monday, and of the next one, in UTC."""
    zone = ZoneInfo(time_zone)
    first, after = (
        datetime.combine(day, time(), zone).astimezone(UTC) for day in (monday, monday + _WEEK)
    )
    return first, after


def monday_of(moment: datetime, time_zone: str) -> date:
    """The Monday of the week that a moment is in."""
    day = moment.astimezone(ZoneInfo(time_zone)).date()
    return day - timedelta(days=day.weekday())
