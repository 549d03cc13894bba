"""Which time a report is about, and what there is to count of it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tram_bot.core.limits import PARTIAL_AFTER_HOURS
from tram_bot.core.weekly import whole_week
from tram_bot.ports import Store
from tram_bot.report.figures import Period, Sources

_SILENT = timedelta(hours=PARTIAL_AFTER_HOURS)


def month(first: date, time_zone: str, now: datetime) -> Period:
    """The month that begins on that day."""
    begins = datetime(first.year, first.month, 1, tzinfo=ZoneInfo(time_zone))
    ends = (begins + timedelta(days=32)).replace(day=1)
    return Period(first=first, begins=begins.astimezone(UTC), ends=ends.astimezone(UTC), now=now)


def week(monday: date, time_zone: str, now: datetime) -> Period:
    """The week that begins on that Monday."""
    begins, ends = whole_week(monday, time_zone)
    return Period(first=monday, begins=begins, ends=ends, now=now)


def week_between(since: datetime, until: datetime, time_zone: str, now: datetime) -> Period:
    """The week from one moment to before another, as it was put down. Should the time zone have
    changed since, it is still that week."""
    noon = since + timedelta(hours=12)
    return Period(
        first=noon.astimezone(ZoneInfo(time_zone)).date(), begins=since, ends=until, now=now
    )


async def of_month(store: Store, month: Period) -> Sources:
    """Everything of a month."""
    until = min(month.ends, month.now - _SILENT)
    return Sources(
        leads=await store.leads(),
        left=await store.left_talks(month.begins, until),
        inbox=[each for each in await store.inbox() if month.has(each.at)],
        erased=sum(
            each.number
            for each in await store.erasures()
            if each.centre and each.month == f"{month.first:%Y-%m}"
        ),
    )


async def of_week(store: Store, week: Period) -> Sources:
    """Everything of a week. A company has left on the day on which it has been silent for so long
    that it counts as gone: so each is of one week, however soon after it the figures are made."""
    until = min(week.ends, week.now)
    return Sources(
        leads=await store.leads(),
        left=await store.left_talks(week.begins - _SILENT, until - _SILENT),
        inbox=[each for each in await store.inbox() if week.has(each.at)],
    )
