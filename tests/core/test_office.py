"""Office hours: what has to happen within them, and when so much of them has passed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tram_bot.content.public_holidays import is_holiday
from tram_bot.core.office import Office, Period

WARSAW = ZoneInfo("Europe/Warsaw")
WHOLE_DAY: tuple[Period, ...] = ((time(9), time(17)),)
WITH_LUNCH: tuple[Period, ...] = ((time(9), time(12)), (time(13), time(17)))


def office(
    periods: tuple[Period, ...] = WHOLE_DAY, zone: str = "Europe/Warsaw", holidays: str = "PL"
) -> Office:
    """An office in Poland, unless said otherwise."""
    return Office(time_zone=zone, periods=periods, is_holiday=lambda day: is_holiday(holidays, day))


def at(text: str, zone: ZoneInfo = WARSAW) -> datetime:
    """A local time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        # The example of the rule: Friday half past four, closing at five.
        ("2026-11-20 16:30", 1, "2026-11-23 09:30"),
        ("2026-11-23 09:00", 4, "2026-11-23 13:00"),
        ("2026-11-23 07:00", 1, "2026-11-23 10:00"),
        ("2026-11-23 22:00", 1, "2026-11-24 10:00"),
        ("2026-11-21 12:00", 8, "2026-11-24 09:00"),
        # 11 November is a Wednesday and Poland's Independence Day.
        ("2026-11-10 16:00", 2, "2026-11-12 10:00"),
        # Christmas Eve has been a holiday in Poland since 2025; the 25th is a Friday.
        ("2026-12-23 16:30", 1, "2026-12-28 09:30"),
    ],
)
def test_so_much_office_time_has_passed(start: str, hours: float, end: str) -> None:
    assert office().after(at(start), timedelta(hours=hours)) == at(end)


def test_lunch_is_no_office_time() -> None:
    assert office(WITH_LUNCH).after(at("2026-11-23 11:30"), timedelta(hours=1)) == at(
        "2026-11-23 13:30"
    )
    assert not office(WITH_LUNCH).is_open(at("2026-11-23 12:30"))


def test_a_region_keeps_its_own_holidays() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    hamburg = office(zone="Europe/Berlin", holidays="DE-HH")
    germany = office(zone="Europe/Berlin", holidays="DE")
    # Reformation Day 2025 is a Friday, and Hamburg's alone.
    reformation = at("2025-10-31 10:00", berlin)
    assert not hamburg.is_open(reformation)
    assert germany.is_open(reformation)
    assert hamburg.next_open(reformation) == at("2025-11-03 09:00", berlin)


def test_nobody_is_there_on_a_day_that_is_one_of_work_by_law_only() -> None:
    sweden = office(zone="Europe/Stockholm", holidays="SE")
    stockholm = ZoneInfo("Europe/Stockholm")
    # Midsummer Eve moves, and is a Friday always.
    for eve in ("2026-06-19 10:00", "2027-06-25 10:00"):
        assert not sweden.is_open(at(eve, stockholm))
    assert sweden.next_open(at("2026-12-23 18:00", stockholm)) == at("2026-12-28 09:00", stockholm)
    assert sweden.is_open(at("2026-12-30 10:00", stockholm))


def test_danish_offices_are_closed_on_days_that_no_law_closes() -> None:
    denmark = office(zone="Europe/Copenhagen", holidays="DK")
    copenhagen = ZoneInfo("Europe/Copenhagen")
    assert denmark.next_open(at("2026-12-23 18:00", copenhagen)) == at(
        "2026-12-28 09:00", copenhagen
    )
    assert not denmark.is_open(at("2026-12-31 10:00", copenhagen))
    assert not denmark.is_open(at("2026-06-05 10:00", copenhagen))


@pytest.mark.parametrize("friday", ["2026-03-27", "2026-10-23"])
def test_a_change_of_the_clocks_over_the_weekend_changes_nothing(friday: str) -> None:
    monday = date.fromisoformat(friday) + timedelta(days=3)
    later = office().after(at(f"{friday} 16:30"), timedelta(hours=1))
    assert later == at(f"{monday} 09:30")
    assert later.astimezone(WARSAW).strftime("%H:%M") == "09:30"


def test_an_answer_is_promised_by_the_end_of_a_working_day() -> None:
    promised = office().end_of_working_day
    assert promised(at("2026-11-23 10:00"), 2) == at("2026-11-25 17:00")
    assert promised(at("2026-11-23 18:00"), 2) == at("2026-11-26 17:00")
    assert promised(at("2026-11-20 10:00"), 2) == at("2026-11-24 17:00")
    assert promised(at("2026-11-09 10:00"), 2) == at("2026-11-12 17:00")


def test_an_office_that_never_opens_keeps_nobody_waiting_for_ever() -> None:
    closed = Office(time_zone="Europe/Warsaw", periods=WHOLE_DAY, is_holiday=lambda _: True)
    start = at("2026-11-23 10:00")
    assert closed.after(start, timedelta(hours=4)) == start + timedelta(hours=4)
    assert closed.end_of_working_day(start, 2) == start + timedelta(days=2)


MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
WORK = st.integers(0, 60).map(lambda quarters: timedelta(minutes=15 * quarters))


@given(MOMENTS, WORK, st.sampled_from([WHOLE_DAY, WITH_LUNCH]))
def test_it_ends_while_somebody_is_there(
    start: datetime, work: timedelta, periods: tuple[Period, ...]
) -> None:
    end = office(periods).after(start, work)
    assert end >= start
    assert office(periods).is_open(end)


@given(MOMENTS, WORK, WORK)
def test_two_spans_after_each_other_are_as_long_as_both(
    start: datetime, first: timedelta, second: timedelta
) -> None:
    there = office()
    assert there.after(there.after(start, first), second) == there.after(start, first + second)


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=9)), WORK)
def test_who_begins_later_is_done_no_sooner(
    start: datetime, later: timedelta, work: timedelta
) -> None:
    there = office()
    assert there.after(start, work) <= there.after(start + later, work)
