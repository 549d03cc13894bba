"""A table as a file has it: cells of any kind, in rows with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tram_bot.errors import Problem


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell cannot be used, and how to mend it."""

    what: str
    mend: str


Raw = str | int | float | bool | date | Trouble | None
"""What a cell holds; None if it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. `file` is the name of its file, `name` its own; a CSV file has one table without
    a name. Rows have the numbers that a spreadsheet shows. `read_as` is the encoding if it was told
    by the facilities' countries."""

    file: str
    name: str
    rows: Sequence[tuple[int, Sequence[Raw]]]
    read_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem(Problem):
    """Something wrong in a table: `line` is the row, `column` counts from 1. Without a `header` it
    is about the row, or about the table if its line is 0."""

    sheet: str
    header: str = ""

    def __str__(self) -> str:
        where = [self.file]
        if self.sheet:
            where.append(f"sheet '{self.sheet}'")
        if self.line:
            where.append(f"row {self.line}")
        if self.header:
            where.append(f"column '{self.header}'")
        return f"{', '.join(where)}: {self.what}; {self.mend}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlace:
    """Where something stands in a table."""

    file: str
    sheet: str
    row: int
    column: int = 1
    header: str = ""

    def problem(self, what: str, mend: str, severity: str = "error") -> CellProblem:
        """Something wrong at this place."""
        return CellProblem(
            file=self.file,
            line=self.row,
            column=self.column,
            sheet=self.sheet,
            header=self.header,
            # Told in one line, whatever of the cell it repeats.
            what=" ".join(what.split("\n")),
            mend=mend,
            severity=severity,
        )
