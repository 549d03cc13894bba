"""Whose page at the desks was shown: what is erased here has to leave those pages, too."""

from datetime import datetime

from tram_bot.store.outbox import put_renewal
from tram_bot.store.sql import Connection


def shown(connection: Connection, member: str) -> None:
    """A member of staff is about to be shown their page."""
    connection.execute("INSERT INTO pages (member) VALUES (?) ON CONFLICT DO NOTHING", (member,))


def gone(connection: Connection, member: str) -> None:
    """A member of staff has no page any more."""
    connection.execute("DELETE FROM pages WHERE member = ?", (member,))


def renew(connection: Connection, now: datetime) -> None:
    """Something was erased that may stand on any page."""
    for (member,) in connection.execute("SELECT member FROM pages ORDER BY member").fetchall():
        put_renewal(connection, member, now)
