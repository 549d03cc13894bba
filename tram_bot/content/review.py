"""The content looked through for whoever looks after it: all that is wrong, and what has grown
old."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tram_bot.content import checks_age
from tram_bot.content.files import find
from tram_bot.content.loader import check
from tram_bot.content.repeated import told_once
from tram_bot.content.sources import Readings, Sources, read_all
from tram_bot.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Every problem, in the order of files and lines and what is in many places once, and what was
    read."""

    problems: tuple[Problem, ...]
    sources: Sources

    @property
    def errors(self) -> int:
        """How many problems keep the content from being used."""
        return sum(problem.severity == "error" for problem in self.problems)


def reviewed(root: Path, today: date) -> Reviewed:
    """Look through the content under `root`."""
    readings: Readings = {}
    problems = check(root, readings)
    sources, _ = read_all(find(root)[0], readings=readings)
    everything = (*problems, *checks_age.check(sources, today))
    return Reviewed(problems=told_once(everything), sources=sources)
