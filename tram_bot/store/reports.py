"""What the columns tell at a glance: signs by which a company is known again, and numbers."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.ports import LeadSign, LeadTally
from tram_bot.store.rows import stamp, unstamp


def companies(connection: sqlite3.Connection, since: datetime) -> Sequence[LeadSign]:
    """What every lead sent since then can be known by, newest first."""
    cards = _cards(connection, since)
    rows = connection.execute(
        "SELECT id, reference, conversation, company, email_domain, country, submitted_at"
        " FROM leads WHERE submitted_at >= ? ORDER BY submitted_at DESC, rowid DESC",
        (stamp(since),),
    )
    return [
        LeadSign(
            id=LeadId(id),
            reference=reference,
            conversation=ConversationId(conversation),
            company=company,
            email_domain=domain,
            country=country,
            submitted_at=unstamp(submitted_at),
            cards=tuple(cards.get(id, {}).items()),
        )
        for id, reference, conversation, company, domain, country, submitted_at in rows
    ]


def _cards(connection: sqlite3.Connection, since: datetime) -> dict[str, dict[CentreId, str]]:
    """By lead and centre, the receipt of the card that stands there."""
    cards: dict[str, dict[CentreId, str]] = {}
    for lead, centre, receipt in connection.execute(
        "SELECT lead, centre, receipt FROM outbox WHERE kind = 'show_lead' AND receipt != ''"
        " AND lead IS NOT NULL AND created_at >= ? ORDER BY id",
        (stamp(since),),
    ):
        cards.setdefault(lead, {})[CentreId(centre)] = receipt
    return cards


def tally(
    connection: sqlite3.Connection, centres: Sequence[CentreId], since: datetime
) -> LeadTally:
    """How many leads came in since then at these centres, and what became of them."""
    rows = connection.execute(
        "SELECT coalesce(outcome, ''), owner != '', count(*) FROM leads"  # noqa: S608 - ours
        f" WHERE submitted_at >= ? AND centre IN ({', '.join('?' * len(centres))})"
        " GROUP BY 1, 2 ORDER BY 1",
        (stamp(since), *centres),
    ).fetchall()
    outcomes: dict[str, int] = {}
    for outcome, _, count in rows:
        if outcome:
            outcomes[outcome] = outcomes.get(outcome, 0) + count
    return LeadTally(
        came=sum(count for *_, count in rows),
        claimed=sum(count for _, owned, count in rows if owned),
        outcomes=tuple(outcomes.items()),
    )
