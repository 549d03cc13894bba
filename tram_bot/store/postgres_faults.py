"""What PostgreSQL complains of, as one sentence an operator can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

from tram_bot.database import DatabaseUrl
from tram_bot.errors import SettingsError, TramBotError

_ADVICE = {
    "42501": "does not let this user make or use tables: grant it the database",
    "25006": "can only be read, it may be a replica: let DATABASE_URL name the primary",
    "53100": "cannot grow, the server's disk is full: free some space; nothing was half saved",
    "53200": "has no memory left: look at the server; nothing was half saved",
    "53300": "takes no more connections: raise its max_connections, or run fewer programs",
    "55P03": "is locked by another program: close whatever else works on its tables",
}
"""By SQLSTATE or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html"""

_OURS = ("0A", "21", "22", "23", "26", "42")
"""The classes of what is wrong with a statement or its values, and would be at any other time."""


class Refused(TramBotError):  # noqa: N818 - said of what was asked
    """The database is in order and refuses what it was asked: our own mistake, most likely."""


@contextmanager
def explaining(address: DatabaseUrl) -> Iterator[None]:
    """Turn an error of that database into a SettingsError, or into Refused if it is what was asked
    that the database takes offence at. Both may be tried again by whoever has to."""
    try:
        yield
    except psycopg.Error as error:
        # The error itself may quote a row.
        raise explained(error, address).with_traceback(error.__traceback__) from None


def explained(error: psycopg.Error, address: DatabaseUrl) -> SettingsError | Refused:
    """What an operator can do about an error of that database; of one that nobody foresaw, the
    code and no more."""
    code = error.sqlstate or ""
    advice = _ADVICE.get(code) or _ADVICE.get(code[:2])
    if advice is None and is_lost(error):
        advice = (
            f"is out of reach{_reason(error)}: see whether the server runs, and whether "
            "DATABASE_URL is right"
        )
    if advice is None and isinstance(error, psycopg.ProgrammingError) and not code:
        advice = "is not an address: expected DATABASE_URL=postgresql://user:password@host/name"
    if advice is None:
        # A deadlock, a cancelled statement, a disk that fails, or a mistake of ours.
        what = " ".join(filter(None, (code, error.diag.constraint_name))) or type(error).__name__
        advice = f"refuses it ({what}): see the log of the server"
        if code[:2] in _OURS:
            return Refused(f"the PostgreSQL database {address} {advice}")
    return SettingsError(f"the PostgreSQL database {address} {advice}")


def _reason(error: psycopg.Error) -> str:
    """What the server said at its door, in brackets. It repeats no password."""
    _, found, reason = str(error).partition("FATAL:")
    return f" ({reason.strip().splitlines()[0]})" if found and reason.strip() else ""


ATTEMPTS = 3
"""At a transaction whose trouble passes. Ours."""

_LOST = ("25P03", "57P01", "57P02", "57P03", "57P04", "57P05")
"""An idle transaction or session was ended, the server shuts down or starts, the database went."""


def is_lost(error: psycopg.Error) -> bool:
    """Whether the connection is gone, or the server is coming up or going down."""
    code = error.sqlstate or ""
    if not code:
        return isinstance(error, psycopg.OperationalError)
    return code[:2] == "08" or code in _LOST


def is_passing(error: psycopg.Error) -> bool:
    """Whether the same transaction may succeed if it is begun again at once. Whoever waited for a
    connection in vain has waited long enough."""
    if isinstance(error, PoolTimeout):
        return False
    return is_lost(error) or isinstance(
        error, errors.DeadlockDetected | errors.SerializationFailure
    )
