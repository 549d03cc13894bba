"""What a part of the benchmarks is asked, and what it hands back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

Cell = str | int | float
"""A cell of a table; a float is written with three significant digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is to be measured, and where there is room."""

    runs: int = 5
    """How often each contender is measured; medians are of at least five."""
    folder: Path
    """An empty folder, of this part alone, on the disk that is measured. Gone afterwards."""
    hours: float = 0.0
    """How long a part that goes on for long may; 0: as long as it is made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows beside one another. A contender that could not be measured has a row that says why."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was to be reached, and what was."""

    wanted: str
    measured: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one part found out."""

    title: str
    about: Sequence[str]
    """Paragraphs, before the tables: what was measured."""
    targets: Sequence[Target] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()
    """Paragraphs, after the tables: what it means, and what stands in the way of more."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """Every single value that was measured, as JSON can hold it; in results.json only."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of the programs and libraries that stand beside ours."""
    runs: int | None = None
    """How often it was measured, if not as often as was asked for."""


class Measure(Protocol):
    """The function `measure` of a part's module."""

    def __call__(self, plan: Plan) -> Part:
        """Measures everything of this part."""
        ...
