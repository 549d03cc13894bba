"""Rewritten files, tried in a copy of the content by all the checks there are."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tram_bot.content.changing import in_a_copy
from tram_bot.content.loader import check
from tram_bot.content.yaml_edit import entries_of
from tram_bot.content.yaml_source import read
from tram_bot.errors import Problem
from tram_bot.sheets.filled_in import Row
from tram_bot.sheets.held import Held
from tram_bot.sheets.rewriting import Rewritten
from tram_bot.sheets.table import CellPlace


def tried(held: Held, files: Sequence[Rewritten], rows: Mapping[str, Row]) -> tuple[Problem, ...]:
    """Every error that the content would have with these files, and every warning that it has not
    without them: by sheet, row and column where it comes out of one of the rows.

    Raises SettingsError if there is no room for the copy.
    """
    known = {_said(problem) for problem in held.problems if problem.severity == "warning"}
    places = {each.file: _Places(each, rows) for each in files}
    problems: list[Problem] = []
    for problem in _checked(held, files):
        if _said(problem) in known:
            continue
        place = places[problem.file].of_line(problem.line) if problem.file in places else None
        found = place.problem(problem.what, problem.mend, problem.severity) if place else problem
        problems.append(found)
    return tuple(problems)


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.what, problem.severity


def _checked(held: Held, files: Sequence[Rewritten]) -> tuple[Problem, ...]:
    with in_a_copy(held.root, {each.file: each.data for each in files}) as copy:
        return check(copy, dict(held.readings))


class _Places:
    """Which cell the lines of a rewritten file come from."""

    def __init__(self, rewritten: Rewritten, rows: Mapping[str, Row]) -> None:
        self._language = rewritten.language
        self._rows = rows
        document, _ = read(rewritten.file, rewritten.data)
        begun: dict[int, tuple[str, str]] = {}
        if document and isinstance(document.value, dict):
            # What stands in no entry comes from no row.
            begun.update({document.at_key((key,)).line: ("", "") for key in document.value})
            for id, path, entry in entries_of(document, rewritten.layout):
                begun[document.at_key(path).line] = (id, "")
                begun.update({document.at_key((*path, key)).line: (id, key) for key in entry})
        self._begun = dict(sorted(begun.items()))

    def of_line(self, line: int) -> CellPlace | None:
        """The cell, or that of the id if the line comes from none; None if it is in no row."""
        lines = list(self._begun)
        at = bisect_right(lines, line) - 1
        id, key = self._begun[lines[at]] if at >= 0 else ("", "")
        row = self._rows.get(id)
        given = row.given.get((self._language, key)) if row else None
        return given.place if given else row.place if row else None
