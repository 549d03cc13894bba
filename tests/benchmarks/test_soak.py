"""The simulated week, and what is made of what was seen in it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.outcome import Part
from benchmarks.soak.companies import PROBLEMS, Lived
from benchmarks.soak.part import told
from benchmarks.soak.reading import Heard, Key, Reading
from benchmarks.soak.watching import Sample
from benchmarks.soak.week import HOURS, Week
from tests.chaos.clock import MovedClock

EVEN = Sample(
    seconds=0, hour=1, conversations=0, sent=0, answered=0, middle=0.1, late=0.2, resident=200,
    proportional=190, handles=30, threads=9, processor=0, database=1, wal=4, waiting=0, rows=0,
    talks=0, leads=0, log=0,
)  # fmt: skip
RUN = [replace(EVEN, seconds=30 * n, conversations=60 * n) for n in range(120)]


def missed(
    samples: list[Sample], settled: Sample = EVEN, log: tuple[str, ...] = (), unanswered: int = 0
) -> list[str]:
    lived = Lived(begun=7140, answered=900, waits=[0.1], unanswered=["somebody"] * unanswered)
    part: Part = told(samples, lived, {}, settled, log)
    return [target.wanted.split()[-1] for target in part.targets if not target.held]


def test_nothing_is_missed_where_nothing_grows() -> None:
    assert missed(RUN) == []


def test_what_grows_drifts_or_goes_wrong_is_seen() -> None:
    leaking = [replace(s, proportional=190 + s.conversations / 100) for s in RUN]
    assert missed(leaking) == ["conversations"]
    slower = [replace(s, middle=0.1 + n / 500) for n, s in enumerate(RUN)]
    assert missed(slower) == ["quarter"]
    large_log = replace(EVEN, conversations=7140, wal=90)
    assert missed([*RUN[:-1], large_log]) == []  # for as long as the file is rebuilt
    assert missed([*RUN[:-2], large_log, large_log]) == ["running"]
    assert missed(RUN, replace(EVEN, handles=200)) == ["come"]
    connecting = [replace(s, handles=30 if n < 30 else 150) for n, s in enumerate(RUN)]
    assert missed(connecting, replace(EVEN, handles=200)) == []
    assert missed(RUN, replace(EVEN, waiting=3)) == ["answered"]
    assert missed(RUN, unanswered=1) == ["answered"]
    assert missed(RUN, log=("ERROR tram_bot.delivery: sending failed: row=3", " in _send")) == [
        "log"
    ]
    assert missed(RUN, log=("WARNING tram_bot.delivery: put off: row=3",)) == []


def test_growth_while_content_is_read_for_the_first_time_is_none() -> None:
    warming = [replace(s, proportional=190 - max(0, 20 - n)) for n, s in enumerate(RUN)]
    assert missed(warming) == []


async def test_a_week_has_all_its_hours_and_wakes_who_waits_while_offices_are_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.soak.week._NO_SHORTER", 0.0)
    clock = MovedClock(tmp_path / "clock")
    week = Week(clock, seconds=100)
    woken = []

    async def waits(hours: float) -> None:
        await week.passes(hours)
        woken.append((hours, clock.now()))

    waiting: list[asyncio.Task[None]] = []
    hours = []
    lasted = 0.0
    async for hour, seconds in week.hours():
        hours.append(hour)
        lasted += seconds
        if len(hours) == 10:
            waiting = [asyncio.create_task(waits(each)) for each in (2, 12, 30)]
        week.wake(hour + timedelta(minutes=59))
        await asyncio.to_thread(lambda: None)
    await asyncio.gather(*waiting)

    assert len(hours) == HOURS
    assert hours[-1] - hours[0] == timedelta(hours=HOURS - 1)
    assert hours[0].weekday() == hours[0].hour == 0
    assert lasted == pytest.approx(100)
    assert [each for each, _ in woken] == [2, 12, 30]
    for each, at in woken:
        assert at - hours[9] >= timedelta(hours=each)
        assert 7 <= at.hour < 16
        assert at.weekday() < 5


def test_a_company_knows_in_any_language_what_it_is_asked(root: Path) -> None:
    reading = Reading(root)
    assert set(reading.languages) == set(PROBLEMS)
    for language in reading.languages:
        assert reading.asides[language]
        words = reading._words[language]
        for id, question in words.items():
            heard = Heard(text=f"So.\n\n{question.ask}", keys=(), message={})
            asked = reading.asked(heard, language)
            assert asked is not None
            assert asked.id == id
            assert reading.example(asked, language) == question.example
    nothing = Heard(text="Hello!", keys=[Key(label="Go", scope="_intent", option="x")], message={})
    assert reading.asked(nothing, "en") is None
    assert nothing.send is None
