"""What `doctor` finds: one line for each thing it looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How something is."""

    FINE = "ok"
    ODD = "odd"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: how it is, and what to do about it if it is not well."""

    health: Health
    what: str
    mend: str = ""

    def __str__(self) -> str:
        mark = {Health.FINE: "ok     ", Health.ODD: "odd    ", Health.BROKEN: "BROKEN "}
        mend = f"; {self.mend}" if self.mend else ""
        return f"{mark[self.health]} {self.what}{mend}"


def fine(what: str) -> Finding:
    """It is well."""
    return Finding(health=Health.FINE, what=what)


def odd(what: str, mend: str) -> Finding:
    """It works, but somebody should look at it."""
    return Finding(health=Health.ODD, what=what, mend=mend)


def broken(what: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(health=Health.BROKEN, what=what, mend=mend)
