"""A filled-in template, taken over: whole or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tram_bot.content import changing
from tram_bot.errors import ContentError, Problem, SettingsError
from tram_bot.sheets.filled_in import filled_in
from tram_bot.sheets.held import Held
from tram_bot.sheets.merging import Change, merged
from tram_bot.sheets.rewriting import Rewritten, rewritten
from tram_bot.sheets.table import CellProblem, Sheet
from tram_bot.sheets.trial import tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file comes to: the files of the content that are to be written, and what to tell.

    `facilities` is how many it is about; `kept` counts the empty cells that leave something as it
    is, by column; `unread` are the sheets that were not looked at.
    """

    files: Sequence[Rewritten]
    facilities: int
    changes: Sequence[Change]
    kept: Mapping[str, int]
    unread: Sequence[str]
    warnings: Sequence[Problem]


def taken(held: Held, sheets: Sequence[Sheet]) -> Taken:
    """What the sheets make of what is held; nothing is written. Raises ContentError with everything
    that is wrong with them, by sheet, row and column."""
    filled = filled_in(sheets, held.languages)
    outcome = merged(held, filled)
    files = rewritten(held, outcome)
    tries = tried(held, files, filled.rows) if files else ()
    problems = [*filled.problems, *outcome.problems, *tries]
    order = {sheet.name: number for number, sheet in enumerate(sheets)}

    def place(problem: Problem) -> tuple[int, int, int]:
        sheet = problem.sheet if isinstance(problem, CellProblem) else ""
        return order.get(sheet, len(order)), problem.line, problem.column

    problems.sort(key=place)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(list(dict.fromkeys(errors)))
    return Taken(
        files=files,
        facilities=len(filled.rows),
        changes=outcome.changes,
        kept=outcome.kept,
        unread=filled.unread,
        warnings=problems,
    )


def write(held: Held, files: Sequence[Rewritten], into: Path | None) -> None:
    """Write files into the content that is held, or below another folder: all of them, or none if
    one is no longer what was read. Raises SettingsError."""
    for each in files:
        if _digest(held.root / each.file) != _digest_read(held, each.file):
            what = f"{each.file} was changed meanwhile, and is left as it is now"
            raise SettingsError(f"{what}: import once more")
    changing.write(into or held.root, {each.file: each.data for each in files})


def _digest(path: Path) -> bytes | None:
    try:
        return hashlib.sha256(path.read_bytes()).digest() if path.exists() else None
    except OSError as error:
        raise SettingsError(f"cannot read {path}: {error.strerror}") from error


def _digest_read(held: Held, file: str) -> bytes | None:
    reading = held.readings.get(file)
    return reading.digest if reading else None
