"""Where a process is killed, and the hook it is given for that; the product knows nothing of it."""

import os
import random
import signal
import sqlite3
import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

MOMENT = "any moment"
CALLS = ("before a call", "after a call")
WRITES = ("before BEGIN", "before COMMIT", "during COMMIT", "after COMMIT")
QUERIES = ("before a query", "after a query")

_A_COMMIT = 0.004
"""Seconds that a commit takes at most, its waiting for the disk included, on a quiet machine."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Die the `nth` time that the process comes by a point, unless something else kills it."""

    point: str = MOMENT
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.nth} {self.point}"

    @classmethod
    def read(cls, words: str) -> "Plan":
        """What `str` wrote."""
        nth, _, point = words.partition(" ")
        return cls(point, int(nth))


def arm(plan: Plan) -> None:
    """Have this process die as planned where it writes to SQLite."""
    if plan.point in WRITES:
        watch = _Watch(plan)
        made = partial(sqlite3.connect, factory=partial(_Watched, watch=watch))
        setattr(sqlite3, "connect", made)  # noqa: B010 - it is the harness that does this


class _Watch:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._passed = 0

    def comes_by(self, point: str) -> bool:
        """Whether it is time."""
        self._passed += point == self._plan.point
        return point == self._plan.point and self._passed == self._plan.nth


class _Watched(sqlite3.Connection):
    """A connection that dies at the beginning or the end of a transaction."""

    def __init__(self, *arguments: Any, watch: _Watch, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._watch = watch

    def execute(self, sql: str, /, *parameters: Any) -> sqlite3.Cursor:
        match sql:
            case "BEGIN IMMEDIATE":
                if self._watch.comes_by("before BEGIN"):
                    die()
            case "COMMIT":
                if self._watch.comes_by("before COMMIT"):
                    die()
                if self._watch.comes_by("during COMMIT"):
                    threading.Thread(target=_die_soon).start()
                    super().execute(sql, *parameters)
                    die()
                cursor = super().execute(sql, *parameters)
                if self._watch.comes_by("after COMMIT"):
                    die()
                return cursor
        return super().execute(sql, *parameters)


def _die_soon() -> None:
    # SQLite lets other threads run while it writes and waits for the disk.
    time.sleep(random.uniform(0, _A_COMMIT))  # noqa: S311 - a moment within the commit
    die()


def die() -> None:
    """End at once, as when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)
