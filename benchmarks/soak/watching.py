"""The program, looked at again and again while it works."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import percentile
from benchmarks.soak.companies import Lived
from benchmarks.transports.program import Program

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How it stood at one moment. Sizes in megabytes; `middle` and `late` are the seconds within
    which half and 99 of 100 of what was answered since the last sample were answered."""

    seconds: float
    hour: int
    """Of the week."""
    conversations: int
    sent: int
    answered: int
    middle: float
    late: float
    resident: float
    proportional: float
    handles: int
    threads: int
    processor: float
    database: float
    wal: float
    waiting: int
    """Rows of the outbox that were still to be sent."""
    rows: int
    """Of everything that is kept."""
    talks: int
    leads: int
    log: int
    """Lines."""


class Watch:
    """Takes samples."""

    def __init__(self, program: Program, database: Path, lived: Lived) -> None:
        self._program = program
        self._database = database
        self._lived = lived
        self._seen = 0

    def sample(self, seconds: float, hour: int) -> Sample:
        """How it stands now."""
        look, lived = self._program.look(), self._lived
        waits = lived.waits[self._seen :]
        self._seen = len(lived.waits)
        counts = self._counts()
        return Sample(
            seconds=seconds,
            hour=hour,
            conversations=lived.begun,
            sent=lived.sent,
            answered=lived.answered,
            middle=percentile(waits, 50) if waits else 0.0,
            late=percentile(waits, 99) if waits else 0.0,
            resident=look.resident,
            proportional=look.proportional,
            handles=look.handles,
            threads=look.threads,
            processor=look.processor,
            database=_size(self._database),
            wal=_size(Path(f"{self._database}-wal")),
            waiting=counts["waiting"],
            rows=sum(counts[table] for table in _TABLES),
            talks=counts["conversations"],
            leads=counts["leads"],
            log=len(self._program.complaints()),
        )

    def _counts(self) -> dict[str, int]:
        asked = {table: f"SELECT count(*) FROM {table}" for table in _TABLES}  # noqa: S608 - ours
        asked["waiting"] = "SELECT count(*) FROM outbox WHERE state = 'waiting'"
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as connection:
            return {name: connection.execute(sql).fetchone()[0] for name, sql in asked.items()}


_TABLES = ("conversations", "events", "leads", "outbox", "timers", "misheard", "erased")


def _size(path: Path) -> float:
    return path.stat().st_size / _MEGABYTE if path.exists() else 0.0
