"""A centre's office hours: when it is open, and when so much of its time has passed.

Walked in the centre's own time, day by day, so that a change of the clocks, a weekend or a public
holiday in between is counted as what it is. Which days are holidays is handed in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Period = tuple[time, time]
"""From when until when on one day, in local time."""

_LONGEST_CLOSED = 60
"""Days without any opening after which we stop looking. Ours: no office is closed for so long."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """When a centre's people are there: the periods of a working day, Monday to Friday."""

    time_zone: str
    periods: tuple[Period, ...]
    is_holiday: Callable[[date], bool]

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is there at that moment."""
        return any(first <= now < last for first, last in self._openings(now, days=1))

    def next_open(self, start: datetime) -> datetime:
        """The moment itself if the office is open then, else its next opening, in UTC."""
        return self.after(start, timedelta())

    def after(self, start: datetime, work: timedelta) -> datetime:
        """When so much office time has passed since `start`, in UTC.

        What would end with the last second of a day ends with the first of the next one, for
        nobody would do anything about it in between.
        """
        left = work
        for first, last in self._openings(start, days=_LONGEST_CLOSED + 7 * (work.days + 1)):
            begins = max(first, start)
            if begins >= last:
                continue
            if left < last - begins:
                return begins + left
            left -= last - begins
        return start + work  # an office that never opens keeps nobody waiting for ever

    def end_of_working_day(self, start: datetime, days: int) -> datetime:
        """The close of the working day that is so many after the one of `start`, in UTC. A day
        that is over, or none of work, is not counted."""
        closings: dict[date, datetime] = {}
        for _, last in self._openings(start, days=_LONGEST_CLOSED + 7 * days):
            if last > start:
                closings[last.astimezone(self._zone).date()] = last
            if len(closings) > days + 1:
                break
        ends = list(closings.values())
        return ends[min(days, len(ends) - 1)] if ends else start + timedelta(days=days)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def _openings(self, start: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """The openings of the local day of `start` and of so many days after it, in UTC."""
        zone = self._zone
        today = start.astimezone(zone).date()
        for number in range(days + 1):
            day = today + timedelta(days=number)
            if day.weekday() >= _SATURDAY or self.is_holiday(day):
                continue
            for opens, closes in self.periods:
                first = datetime.combine(day, opens, zone).astimezone(UTC)
                yield first, datetime.combine(day, closes, zone).astimezone(UTC)
