"""The results as a page for people."""

from collections.abc import Iterator

from benchmarks.machine import HERE
from benchmarks.measuring import digits
from benchmarks.outcome import Cell, Table
from benchmarks.results import Measured, Results

PAGE = HERE / "RESULTS.md"


def text(results: Results) -> str:
    """All of it, as Markdown."""
    lines = [
        "# Results",
        "",
        "Written by `make bench`; [README.md](README.md) says how each figure is made. Absolute "
        "figures depend on the machine: the ratios are the result. `a (b-c)` is the median, the "
        "least and the most of all runs.",
    ]
    for measured in results.values():
        lines.extend(_part(measured))
    return "\n".join(lines) + "\n"


def _part(measured: Measured) -> Iterator[str]:
    part = measured.part
    yield from ("", f"## {part.title}")
    for paragraph in part.about:
        yield from ("", paragraph)
    if part.targets:
        yield from ("", "| wanted | measured | |", "| --- | --- | --- |")
        for target in part.targets:
            held = "held" if target.held else "**missed**"
            yield f"| {target.wanted} | {target.measured} | {held} |"
    for table in part.tables:
        yield from ("", table.caption, "")
        yield from _table(table)
    for paragraph in part.notes:
        yield from ("", paragraph)
    on = ", ".join(f"{what}: {value}" for what, value in measured.machine.items())
    beside = ", ".join(f"{package} {number}" for package, number in part.versions.items())
    runs = "1 run" if measured.runs == 1 else f"{measured.runs} runs"
    yield ""
    yield (
        f"*{measured.date}, commit {measured.commit}, {runs}, {measured.seconds} s. "
        f"{on}.{f' {beside}.' if beside else ''}*"
    )


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.columns)} |"
    yield f"| {' | '.join('---' for _ in table.columns)} |"
    for row in table.rows:
        yield f"| {' | '.join(_cell(each) for each in row)} |"


def _cell(value: Cell) -> str:
    return digits(value) if isinstance(value, float) else str(value)
