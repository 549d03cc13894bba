"""Senders who are blocked.

A block has to outlive what is kept of its sender, or `/forgetme` would lift it. So it holds as
little as will do: who blocked them, when and for which lead, no word of theirs, and instead of the
id of their chat a hash of it, keyed with a random key of this database. By the hash an event's
sender is known again, while the row names nobody to whoever sees it in a report, a listing or a
copied table. Whoever has the whole database has the key, too, and could try every chat there is:
this keeps names out of sight, it does not keep secrets.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from tram_bot.core.effects import Block
from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.ports import BlockedSender
from tram_bot.store.rows import stamp, unstamp, whole
from tram_bot.store.sql import Connection

_KEY = "blocks"


def put(connection: Connection, conversation: ConversationId, effect: Block, now: datetime) -> None:
    """Block the sender of a conversation; who blocked them first, stays."""
    connection.execute(
        "INSERT INTO keys (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (_KEY, secrets.token_hex(32)),
    )
    connection.execute(
        "INSERT INTO blocks (sender, reference, centre, staff, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (
            _hash(connection, conversation),
            effect.reference,
            effect.centre,
            whole(effect.staff),
            stamp(now),
        ),
    )


def lift(connection: Connection, conversation: ConversationId) -> None:
    """Hear the sender of a conversation again."""
    connection.execute("DELETE FROM blocks WHERE sender = ?", (_hash(connection, conversation),))


def lift_by_reference(connection: Connection, reference: str) -> bool:
    """Hear the sender again who was blocked for that lead; whether there was one."""
    return bool(connection.execute("DELETE FROM blocks WHERE reference = ?", (reference,)).rowcount)


def is_blocked(connection: Connection, conversation: ConversationId) -> bool:
    """Whether the sender of a conversation is blocked."""
    return load(connection, conversation) is not None


def load(connection: Connection, conversation: ConversationId) -> BlockedSender | None:
    """The block on the sender of a conversation, if there is one."""
    hashed = _hash(connection, conversation)
    found = connection.execute(f"{_SELECT} WHERE sender = ?", (hashed,)) if hashed else None
    row = found.fetchone() if found else None
    return _block(row) if row else None


def load_all(connection: Connection) -> Sequence[BlockedSender]:
    """Everybody who is blocked, the latest first."""
    rows = connection.execute(f"{_SELECT} ORDER BY at DESC, reference")
    return [_block(row) for row in rows.fetchall()]


_SELECT = "SELECT reference, centre, staff, at FROM blocks"


def _block(row: tuple[str, ...]) -> BlockedSender:
    reference, centre, staff, at = row
    return BlockedSender(
        reference=reference, centre=CentreId(centre), staff=staff, since=unstamp(at)
    )


def _hash(connection: Connection, conversation: ConversationId) -> str:
    """What a sender is known again by; "" while nobody was ever blocked."""
    row = connection.execute("SELECT value FROM keys WHERE name = ?", (_KEY,)).fetchone()
    if row is None:
        return ""
    return hmac.new(bytes.fromhex(row[0]), conversation.encode(), hashlib.sha256).hexdigest()
