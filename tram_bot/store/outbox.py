"""The outbox: rows written in the turn's own transaction, and sent after it."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tram_bot.core.effects import Relay, Say
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.core.lead import Lead
from tram_bot.ports import OutboxKind, Outgoing
from tram_bot.store import codec
from tram_bot.store.rows import stamp, unstamp, whole
from tram_bot.store.wiping import owe_wipe


def put_say(
    connection: sqlite3.Connection, conversation: ConversationId, say: Say, now: datetime
) -> None:
    """A reply to the company."""
    connection.execute(
        "INSERT INTO outbox (kind, recipient, conversation, say, created_at, due)"
        " VALUES ('say', ?, ?, ?, ?, ?)",
        (conversation, conversation, codec.says().dump(say), stamp(now), stamp(now)),
    )


def put_farewell(
    connection: sqlite3.Connection, conversation: ConversationId, say: Say, now: datetime
) -> None:
    """A reply to somebody of whom nothing is kept; the row goes once it is delivered."""
    connection.execute(
        "INSERT INTO outbox (kind, recipient, say, created_at, due) VALUES ('say', ?, ?, ?, ?)",
        (conversation, codec.says().dump(say), stamp(now), stamp(now)),
    )


def put_lead(connection: sqlite3.Connection, lead: Lead, now: datetime) -> None:
    """A lead, or its new state, to its centre and to those that get a copy."""
    _put_for_centre(connection, "lead", lead, lead.centre, now)
    for centre in lead.copies:
        _put_for_centre(connection, "lead_copy", lead, centre, now)


def put_relay(connection: sqlite3.Connection, lead: Lead, relay: Relay, now: datetime) -> None:
    """The company's words to the people who have its lead."""
    _put_for_centre(
        connection, "relay", lead, lead.centre, now, text=whole(relay.text), edited=relay.edited
    )


def load_due(connection: sqlite3.Connection, now: datetime, limit: int) -> Sequence[Outgoing]:
    """The rows that may be sent now: the first in line of each recipient, oldest first."""
    rows = connection.execute(
        "SELECT id, kind, recipient, coalesce(conversation, recipient), lead, centre, say, text,"
        " edited, attempts, due FROM first_in_line WHERE due <= ? ORDER BY id LIMIT ?",
        (stamp(now), limit),
    )
    return [_outgoing(row) for row in rows.fetchall()]


def first_due(connection: sqlite3.Connection) -> datetime | None:
    """When the next row may be sent."""
    (due,) = connection.execute("SELECT min(due) FROM first_in_line").fetchone()
    return unstamp(due) if due else None


def delivered(connection: sqlite3.Connection, id: int, receipt: str, now: datetime) -> None:
    """A row was sent: its text is no longer needed. A second report of it changes nothing."""
    _settle(connection, id, "delivered", now, receipt=whole(receipt), keep_text=False)


def give_up(connection: sqlite3.Connection, id: int, reason: str, now: datetime) -> None:
    """A row can never be sent: it is kept as it is, out of the line; only a farewell, which
    belongs to nobody any more, is deleted."""
    _settle(connection, id, "given_up", now, reason=whole(reason), keep_text=True)


def put_off(connection: sqlite3.Connection, id: int, until: datetime, reason: str) -> None:
    """A row is to be tried again; those behind it wait with it."""
    connection.execute(
        "UPDATE outbox SET due = ?, reason = ?, attempts = attempts + 1"
        " WHERE id = ? AND state = 'waiting'",
        (stamp(until), whole(reason), id),
    )


def _settle(
    connection: sqlite3.Connection,
    id: int,
    state: str,
    now: datetime,
    *,
    keep_text: bool,
    receipt: str | None = None,
    reason: str | None = None,
) -> None:
    farewell = connection.execute(
        "DELETE FROM outbox WHERE id = ? AND conversation IS NULL", (id,)
    ).rowcount
    if farewell:
        owe_wipe(connection)
        return
    connection.execute(
        "UPDATE outbox SET state = ?, settled_at = ?, receipt = ?, attempts = attempts + 1,"
        " reason = coalesce(?, reason), say = iif(?, say, NULL), text = iif(?, text, '')"
        " WHERE id = ? AND state = 'waiting'",
        (state, stamp(now), receipt, reason, keep_text, keep_text, id),
    )


def _put_for_centre(
    connection: sqlite3.Connection,
    kind: OutboxKind,
    lead: Lead,
    centre: CentreId,
    now: datetime,
    *,
    text: str = "",
    edited: bool = False,
) -> None:
    connection.execute(
        "INSERT INTO outbox (kind, recipient, conversation, lead, centre, text, edited,"
        " created_at, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kind,
            f"centre:{centre}",
            lead.conversation,
            lead.id,
            centre,
            text,
            edited,
            stamp(now),
            stamp(now),
        ),
    )


def _outgoing(row: tuple[Any, ...]) -> Outgoing:
    id, kind, recipient, conversation, lead, centre, say, text, edited, attempts, due = row
    return Outgoing(
        id=id,
        kind=kind,
        recipient=recipient,
        conversation=ConversationId(conversation),
        lead=LeadId(lead) if lead else None,
        centre=CentreId(centre) if centre else None,
        say=codec.says().load(say) if say else None,
        text=text,
        edited=bool(edited),
        attempts=attempts,
        due=unstamp(due),
    )
