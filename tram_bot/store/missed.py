"""Word for the lead partner's desk of what was given up: one row of the outbox for some minutes of
it, put down in the transaction that gives up the first."""

from datetime import datetime, timedelta

from tram_bot.outgoing import TellMissed, kind_of_type
from tram_bot.store import codec
from tram_bot.store.rows import stamp, unstamp
from tram_bot.store.sql import Connection

GATHERED = timedelta(minutes=5)
"""What is given up within this is told together. Ours: a hundred at once are one message."""
_AFTERWARDS = timedelta(seconds=30)
"""From the end of that until it is told. Ours: longer than two workers' clocks are apart."""

_APART = timedelta(seconds=5)
"""By how much another worker's clock may be ahead of ours. Ours."""

_KIND = kind_of_type(TellMissed)
_RECIPIENT = "missed"
"""A line of its own: the desk's other messages do not wait for it."""


def owe_word(connection: Connection, id: int, now: datetime) -> None:
    """A row is about to be given up. Put down that the desk has to be told, unless that is put
    down already or the row is such a word itself: one that cannot be told is told of by nobody.

    A farewell is not told either: nothing of it is kept.
    """
    waiting = connection.execute(
        "SELECT 1 FROM outbox WHERE id = ? AND state = 'waiting'"
        " AND (conversation IS NOT NULL OR centre IS NOT NULL)",
        (id,),
    ).fetchone()
    since = max(now - _APART, _told_until(connection, now))
    if not waiting or since > now:
        return
    item = TellMissed(since=since, until=now + GATHERED)
    connection.execute(
        "INSERT INTO outbox (kind, recipient, document, created_at, due) VALUES (?, ?, ?, ?, ?)",
        (
            _KIND,
            _RECIPIENT,
            codec.item(_KIND).dump(item),
            stamp(now),
            stamp(item.until + _AFTERWARDS),
        ),
    )


def _told_until(connection: Connection, now: datetime) -> datetime:
    """The end of what the latest word gathers that waits to be told. One that a clock far ahead has
    put down tells of another time."""
    (begun,) = connection.execute(
        "SELECT max(created_at) FROM outbox WHERE recipient = ? AND state = 'waiting'"
        " AND created_at <= ?",
        (_RECIPIENT, stamp(now + _APART)),
    ).fetchone()
    return unstamp(begun) + GATHERED if begun else now - _APART
