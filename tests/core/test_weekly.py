"""When what comes once a week is due, by somebody's clock."""

from datetime import UTC, date, datetime, time

import pytest

from tram_bot.core.weekly import Weekly, monday_of, whole_week

SUNDAY_NIGHT = Weekly(weekday=6, at=time(2, 30))
"""A time that there is twice in autumn and not at all in spring."""


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-10-25T00:29", "2026-10-18T00:30"),
        ("2026-10-25T00:30", "2026-10-25T00:30"),
        ("2026-10-25T01:45", "2026-10-25T00:30"),
        ("2026-11-01T01:29", "2026-10-25T00:30"),
        ("2026-11-01T01:30", "2026-11-01T01:30"),
        ("2026-03-29T01:29", "2026-03-22T01:30"),
        ("2026-03-29T01:30", "2026-03-29T01:30"),
    ],
)
def test_it_is_due_at_that_time_by_the_clock_on_the_wall(now: str, due: str) -> None:
    latest = SUNDAY_NIGHT.latest(datetime.fromisoformat(now).replace(tzinfo=UTC), "Europe/Berlin")
    assert latest == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_a_week_is_of_seven_days_by_the_clock_on_the_wall() -> None:
    begins, ends = whole_week(date(2026, 10, 19), "Europe/Helsinki")
    assert begins == datetime(2026, 10, 18, 21, tzinfo=UTC)
    assert ends == datetime(2026, 10, 25, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "monday"),
    [((2026, 11, 22, 22, 30), 16), ((2026, 11, 22, 23, 30), 23), ((2026, 11, 29, 12), 23)],
)
def test_a_moment_is_in_the_week_of_its_day_there(moment: tuple[int, ...], monday: int) -> None:
    at = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]
    assert monday_of(at, "Europe/Berlin") == date(2026, 11, monday)
