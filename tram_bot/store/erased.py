"""How many conversations were erased, and nothing about them: a number by month and centre."""

from collections.abc import Sequence
from datetime import datetime

from tram_bot.core.effects import Occasion
from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.ports import Erasures
from tram_bot.store.rows import month_of
from tram_bot.store.sql import Connection


def count(
    connection: Connection, conversation: ConversationId, now: datetime, why: Occasion
) -> None:
    """Count a conversation that is about to be erased: each of its leads, or itself if it has
    none. One that is not kept counts for nothing."""
    leads = connection.execute(
        "SELECT centre, coalesce(country, ''), count(*) FROM leads WHERE conversation = ?"
        " GROUP BY 1, 2",
        (conversation,),
    ).fetchall()
    alone = connection.execute(
        "SELECT '', '', 1 FROM conversations WHERE id = ?", (conversation,)
    ).fetchall()
    for centre, country, number in leads or alone:
        connection.execute(
            "INSERT INTO erased (month, centre, country, why, number) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (month, centre, country, why)"
            " DO UPDATE SET number = erased.number + excluded.number",
            (month_of(now), centre, country, why, number),
        )


def load(connection: Connection) -> Sequence[Erasures]:
    """All there were, the oldest month first."""
    rows = connection.execute(
        "SELECT month, centre, country, why, number FROM erased"
        " ORDER BY month, centre, country, why"
    )
    return [
        Erasures(
            month=month,
            centre=CentreId(centre) if centre else None,
            country=country or None,
            why=Occasion(why),
            number=number,
        )
        for month, centre, country, why, number in rows.fetchall()
    ]


def at(connection: Connection, centres: Sequence[CentreId], since: datetime) -> int:
    """How many leads of these centres were erased since the beginning of a month."""
    (number,) = connection.execute(
        "SELECT coalesce(sum(number), 0) FROM erased"  # noqa: S608 - ours
        f" WHERE month >= ? AND centre IN ({', '.join('?' * len(centres))})",
        (month_of(since), *centres),
    ).fetchone()
    return int(number)
