"""What stands in the outbox: who is next in each line, and what is known of its rows."""

import json
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tram_bot.core.effects import Relay
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.errors import SettingsError
from tram_bot.outgoing import LONGEST_WAIT, Outgoing, RefreshCard
from tram_bot.ports import Undelivered
from tram_bot.store import codec
from tram_bot.store.rows import stamp, unstamp, whole
from tram_bot.store.sql import Connection

_log = logging.getLogger(__name__)


def desk_of(centre: CentreId) -> str:
    """The recipient that stands for a centre's desk."""
    return f"centre:{centre}"


DUE = "(due <= ? OR due > ? OR (attempts = 0 AND due = created_at))"
"""Whether a row may be sent, given `due_at`. A clock that has gone back must keep nothing waiting:
what was never put off is due anyhow, and so is what seems put off for longer than anything is."""


def due_at(now: datetime) -> tuple[str, str]:
    """The parameters of `DUE`."""
    return stamp(now), stamp(now + LONGEST_WAIT)


_READABLE = "id NOT IN (SELECT value FROM json_each(?))"


def load_due(
    connection: Connection,
    now: datetime,
    limit: int,
    unreadable: set[int],
    besides: Collection[int],
) -> Sequence[Outgoing]:
    """The rows that may be sent now: the first in line of each recipient, oldest first; without
    those `besides`, and those that were found `unreadable`, where new ones are put down."""
    while True:
        rows = connection.execute(
            f"SELECT {OUTGOING} FROM first_in_line AS mine WHERE {DUE}"  # noqa: S608 - ours
            f" AND {_READABLE} ORDER BY id LIMIT ?",
            (*due_at(now), json.dumps([*unreadable, *besides]), limit),
        ).fetchall()
        readable = outgoing(connection, rows, unreadable)
        if readable or not rows:
            return readable


_CARD = (
    "(SELECT receipt FROM outbox AS other WHERE other.lead = mine.lead"
    " AND other.centre = mine.centre AND other.kind = 'show_lead'"
    " AND other.state = 'delivered' ORDER BY other.id DESC LIMIT 1)"
)
_BEFORE = (
    "(SELECT receipt FROM outbox AS other WHERE mine.kind = 'amend'"
    " AND other.conversation = mine.conversation AND other.recipient = mine.recipient"
    " AND mine.ref != '' AND other.ref = mine.ref"
    " AND other.kind IN ('say', 'amend') AND other.state = 'delivered'"
    " AND coalesce(other.receipt, '') != '' ORDER BY other.id DESC LIMIT 1)"
)
OUTGOING = (
    "id, kind, recipient, coalesce(conversation, recipient), lead, centre, document, attempts,"
    f" {_CARD}, {_BEFORE}, receipt"
)
"""The columns that `outgoing` reads, of rows that a statement calls `mine`."""


def not_shown(connection: Connection, centre: CentreId) -> Sequence[Outgoing]:
    """The leads that wait to be shown to a centre, the oldest first."""
    rows = connection.execute(
        f"SELECT {OUTGOING} FROM outbox AS mine WHERE recipient = ? AND state = 'waiting'"  # noqa: S608 - ours
        " AND kind = 'show_lead' ORDER BY id",
        (desk_of(centre),),
    )
    return outgoing(connection, rows.fetchall(), set())


def card_at(connection: Connection, lead: LeadId, centre: CentreId) -> str:
    """The receipt of the lead's card at a centre's desk, "" if none was delivered."""
    row = connection.execute(
        "SELECT receipt FROM outbox WHERE lead = ? AND centre = ? AND kind = 'show_lead'"
        " AND state = 'delivered' ORDER BY id DESC LIMIT 1",
        (lead, centre),
    ).fetchone()
    return str(row[0] or "") if row else ""


def find_card(connection: Connection, receipt: str) -> tuple[LeadId, CentreId] | None:
    """Which lead's card was delivered under a receipt, and at whose desk."""
    row = connection.execute(
        "SELECT lead, centre FROM outbox WHERE receipt = ? AND kind = 'show_lead'"
        " AND lead IS NOT NULL ORDER BY id DESC LIMIT 1",
        (receipt,),
    ).fetchone()
    return (LeadId(row[0]), CentreId(row[1])) if row else None


def first_due(connection: Connection, unreadable: set[int]) -> datetime | None:
    """When the next row may be sent. What is never sent must not have delivery look again."""
    (due,) = connection.execute(
        f"SELECT min(due) FROM first_in_line WHERE {_READABLE}",  # noqa: S608 - ours
        (json.dumps(list(unreadable)),),
    ).fetchone()
    return unstamp(due) if due else None


def undelivered(connection: Connection) -> Sequence[Undelivered]:
    """What was given up, oldest first."""
    rows = connection.execute(
        "SELECT outbox.id, kind, recipient, outbox.centre, coalesce(reference, (SELECT reference"
        " FROM leads AS own WHERE own.conversation = outbox.conversation"
        " ORDER BY submitted_at DESC, id DESC LIMIT 1), ''), created_at, settled_at,"
        " coalesce(reason, '') FROM outbox LEFT JOIN leads ON leads.id = outbox.lead"
        " WHERE outbox.state = 'given_up' ORDER BY outbox.id"
    )
    return [
        Undelivered(
            id=id,
            kind=kind,
            recipient=recipient,
            centre=CentreId(centre) if centre else None,
            reference=reference,
            since=unstamp(created_at),
            given_up=unstamp(settled_at),
            reason=reason,
        )
        for id, kind, recipient, centre, reference, created_at, settled_at, reason in rows
    ]


def size(connection: Connection) -> Mapping[str, int]:
    """How many rows there are by state."""
    counted = connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
    return {"waiting": 0, "delivered": 0, "given_up": 0, **dict(counted)}


def outgoing(
    connection: Connection, rows: Iterable[tuple[Any, ...]], unreadable: set[int]
) -> list[Outgoing]:
    """Rows of the outbox out of their columns, in the order of `OUTGOING`. One that a newer
    program wrote, or that is damaged, is put down as `unreadable` and left as it is, for a program
    that can read it: its own line waits, and no other."""
    readable = []
    for row in rows:
        try:
            readable.append(_outgoing(row))
        except Exception as error:
            id, kind, *_ = row
            # What any other error says of itself may be somebody's words.
            is_ours = isinstance(error, SettingsError | codec.UnreadableError)
            reason = error if is_ours else type(error).__name__
            _log.error("row unreadable: row=%d kind=%s reason=%s", id, kind, reason)
            unreadable.add(id)
    return [_with_all_before(connection, row) for row in readable]


def _with_all_before(connection: Connection, row: Outgoing) -> Outgoing:
    """A change of the company's message knows every place where something of it stands: one with
    several files was passed on in several rows. So does a refreshing of cards: a desk that has
    moved has one in each channel."""
    match row.item:
        case Relay() as relay if relay.message and (relay.edited or relay.deleted):
            sought = (whole(relay.message), row.conversation, row.recipient)
            receipts = connection.execute(_PASSED_ON, sought).fetchall()
        case RefreshCard():
            receipts = connection.execute(_CARDS, (row.lead, row.centre)).fetchall()
        case _:
            return row
    places = dict.fromkeys(place for (receipt,) in receipts for place in receipt.split(" "))
    return replace(row, before=" ".join(places))


_PASSED_ON = (
    "SELECT receipt FROM outbox WHERE ref = ? AND conversation = ? AND recipient = ?"
    " AND kind = 'relay' AND state = 'delivered' AND coalesce(receipt, '') != '' ORDER BY id"
)
_CARDS = (
    "SELECT receipt FROM outbox WHERE lead = ? AND centre = ? AND kind = 'show_lead'"
    " AND state = 'delivered' AND coalesce(receipt, '') != '' ORDER BY id"
)


def _outgoing(row: tuple[Any, ...]) -> Outgoing:
    id, kind, recipient, conversation, lead, centre, document, attempts, *places = row
    card, before, shown = places
    return Outgoing(
        id=id,
        recipient=recipient,
        conversation=ConversationId(conversation),
        lead=LeadId(lead) if lead else None,
        centre=CentreId(centre) if centre else None,
        item=codec.item(kind).load(document),
        attempts=attempts,
        card=card or "",
        before=before or "",
        shown=shown or "",
    )
