"""What PostgreSQL complains of, as one sentence an operator can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from tram_bot.database import DatabaseUrl
from tram_bot.errors import SettingsError

_ADVICE = {
    "42501": "does not let this user make or use tables: grant it the database",
    "25006": "can only be read, it may be a replica: let DATABASE_URL name the primary",
    "53100": "cannot grow, the server's disk is full: free some space; nothing was half saved",
    "53200": "has no memory left: look at the server; nothing was half saved",
    "53300": "takes no more connections: raise its max_connections, or run fewer programs",
    "55P03": "is locked by another program: close whatever else works on its tables",
}
"""By SQLSTATE or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html"""


@contextmanager
def explaining(address: DatabaseUrl) -> Iterator[None]:
    """Turn an error of that database into a SettingsError, unless the fault is ours."""
    try:
        yield
    except psycopg.Error as error:
        known = explained(error, address)
        if known is None:
            raise
        # The error itself may quote a row.
        raise known from None


def explained(error: psycopg.Error, address: DatabaseUrl) -> SettingsError | None:
    """The operator's fault behind an error of that database, or None if there is none."""
    code = error.sqlstate or ""
    advice = _ADVICE.get(code) or _ADVICE.get(code[:2])
    if advice is None and is_lost(error):
        advice = (
            f"is out of reach{_reason(error)}: see whether the server runs, and whether "
            "DATABASE_URL is right"
        )
    if advice is None and isinstance(error, psycopg.ProgrammingError) and not code:
        advice = "is not an address: expected DATABASE_URL=postgresql://user:password@host/name"
    return SettingsError(f"the PostgreSQL database {address} {advice}") if advice else None


def _reason(error: psycopg.Error) -> str:
    """What the server said at its door, in brackets. It repeats no password."""
    _, found, reason = str(error).partition("FATAL:")
    return f" ({reason.strip().splitlines()[0]})" if found and reason.strip() else ""


def is_lost(error: psycopg.Error) -> bool:
    """Whether the connection is gone, or the server is coming up or going down."""
    code = error.sqlstate or ""
    return isinstance(error, psycopg.OperationalError) and (
        not code or code[:2] == "08" or code in ("57P01", "57P02", "57P03")
    )


def is_passing(error: psycopg.Error) -> bool:
    """Whether the same transaction may succeed if it is begun again at once."""
    return is_lost(error) or isinstance(
        error, errors.DeadlockDetected | errors.SerializationFailure
    )
