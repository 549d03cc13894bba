"""Measuring in turn, and what is made of it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks import report, results
from benchmarks.measuring import digits, interleaved, percentile, ratios, spread
from benchmarks.outcome import Part, Table, Target
from benchmarks.results import Measured


def measured(part: Part) -> Measured:
    return Measured(
        part=part, date="2026-03-02", commit="abc1234", seconds=7, runs=5, machine={"cores": "2"}
    )


def test_all_are_run_before_any_is_run_again_each_time_beginning_with_another() -> None:
    order: list[str] = []

    def contender(name: str, run: int) -> str:
        order.append(f"{name}{run}")
        return order[-1]

    found = interleaved({name: partial(contender, name) for name in "ab"}, runs=3)
    assert order == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert found == {"a": ["a0", "a1", "a2"], "b": ["b0", "b1", "b2"]}


def test_a_ratio_is_taken_within_one_run() -> None:
    assert ratios([2, 40, 6], [1, 10, 3]) == spread([2, 4, 2])
    with pytest.raises(ValueError, match="shorter"):
        ratios([1, 2], [1])


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile(list(range(1, 101)), 99) == 99
    assert percentile([7], 1) == 7


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.01234, "0.0123"), (3, "3.00"), (99.96, "100"), (1234, "1,230"), (412.3, "412")],
)
def test_three_digits_are_shown(value: float, shown: str) -> None:
    assert digits(value) == shown


def test_a_part_measured_again_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path, order = tmp_path / "results.json", ("turns", "start")
    assert results.load(path) == {}
    old, new = (measured(Part(title=title, about=())) for title in ("Old", "New"))
    results.save({"start": old, "turns": old}, order, path)
    results.save({**results.load(path), "start": new}, order, path)
    kept = [(name, each.part.title, each.commit) for name, each in results.load(path).items()]
    assert kept == [("turns", "Old", "abc1234"), ("start", "New", "abc1234")]


def test_what_was_measured_once_is_said_to_be() -> None:
    once = replace(measured(Part(title="Example", about=())), runs=1)
    assert "commit abc1234, 1 run, 7 s." in report.text({"example": once})


def test_the_page_shows_targets_tables_and_where_it_was_measured() -> None:
    part = Part(
        title="Example",
        about=("What it is.",),
        targets=(
            Target(wanted="at least 4", measured="5.00", held=True),
            Target(wanted="at most 1 ms", measured="2.00 ms", held=False),
        ),
        tables=(Table(caption="Speeds:", columns=("who", "per s"), rows=[("us", 1234.5)]),),
        notes=("Why.",),
        versions={"rival": "1.0"},
    )
    page = report.text({"example": measured(part)})
    assert "## Example\n\nWhat it is.\n" in page
    assert "| at least 4 | 5.00 | held |\n| at most 1 ms | 2.00 ms | **missed** |\n" in page
    assert "Speeds:\n\n| who | per s |\n| --- | --- |\n| us | 1,230 |\n\nWhy.\n" in page
    assert "*2026-03-02, commit abc1234, 5 runs, 7 s. cores: 2. rival 1.0.*" in page
