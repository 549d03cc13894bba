"""Conversations and the ids of the events that were taken."""

from collections.abc import Iterable
from datetime import datetime

from tram_bot.core.conversation import Conversation
from tram_bot.core.events import Event
from tram_bot.core.identifiers import ConversationId, EventId
from tram_bot.store import codec
from tram_bot.store.rows import stamp
from tram_bot.store.sql import Connection


def load(connection: Connection, id: ConversationId) -> Conversation | None:
    """The conversation as it was saved last."""
    row = connection.execute("SELECT document FROM conversations WHERE id = ?", (id,)).fetchone()
    return codec.conversations().load(row[0]) if row else None


def save(
    connection: Connection,
    before: Conversation | None,
    after: Conversation,
    now: datetime,
    *,
    heard: bool,
) -> None:
    """Put `after` in the place of `before`, whose `turn` is the lock version. `heard`: a person
    has done something, from which it is counted how long this is kept.

    Raises RuntimeError if something else stands there.
    """
    document = codec.conversations().dump(after)
    if before is None:
        saved = connection.execute(
            "INSERT INTO conversations (id, turn, document, saved_at, heard_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (after.id, after.turn, document, stamp(now), stamp(now)),
        )
    else:
        saved = connection.execute(
            "UPDATE conversations SET turn = ?, document = ?, saved_at = ?,"
            " heard_at = CASE WHEN ? THEN ? ELSE heard_at END WHERE id = ? AND turn = ?",
            (after.turn, document, stamp(now), heard, stamp(now), after.id, before.turn),
        )
    if saved.rowcount != 1:
        raise RuntimeError(f"conversation {after.id} was changed by another turn meanwhile")


def unrecord(connection: Connection, conversation: ConversationId, events: Iterable[Event]) -> None:
    """Forget that these events came: nothing was done with them."""
    connection.executemany(
        "DELETE FROM events WHERE conversation = ? AND id = ?",
        [(conversation, event.id) for event in events],
    )


def record_events(
    connection: Connection, conversation: ConversationId, events: Iterable[Event]
) -> tuple[Event, ...]:
    """Record the events' ids; returns the events that were not seen before, in their order."""
    return tuple(each for each in events if record(connection, conversation, each.id, each.at))


def record(connection: Connection, whose: str, id: EventId, at: datetime) -> bool:
    """Record that something has happened; whether it was not known before."""
    return bool(
        connection.execute(
            "INSERT INTO events (conversation, id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (whose, id, stamp(at)),
        ).rowcount
    )
