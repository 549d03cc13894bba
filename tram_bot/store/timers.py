"""Reminders: one row per conversation and timer, with its due time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tram_bot.core.effects import RemindAt
from tram_bot.core.events import Event, TimePassed
from tram_bot.core.identifiers import ConversationId
from tram_bot.ports import DueTimer
from tram_bot.store.rows import stamp, unstamp
from tram_bot.store.sql import Connection


def set_timer(
    connection: Connection, conversation: ConversationId, effect: RemindAt, turn: int
) -> None:
    """Set a timer at that turn, anew if it was set before."""
    connection.execute(
        "INSERT INTO timers (conversation, timer, set_at, due) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (conversation, timer)"
        " DO UPDATE SET set_at = excluded.set_at, due = excluded.due",
        (conversation, effect.timer, turn, stamp(effect.due)),
    )


def cancel(connection: Connection, conversation: ConversationId, timer: str) -> None:
    """Forget a timer, if it is set."""
    connection.execute(
        "DELETE FROM timers WHERE conversation = ? AND timer = ?", (conversation, timer)
    )


def without_stale(
    connection: Connection, conversation: ConversationId, events: Iterable[Event]
) -> tuple[Event, ...]:
    """The events but for reminders that were cancelled or set anew since they fell due."""
    events = tuple(events)
    if not any(isinstance(event, TimePassed) for event in events):
        return events
    rows = connection.execute(
        "SELECT timer, set_at FROM timers WHERE conversation = ?", (conversation,)
    )
    still_set = set(rows.fetchall())
    return tuple(
        event
        for event in events
        if not isinstance(event, TimePassed) or (event.timer, event.set_at) in still_set
    )


def remove_passed(
    connection: Connection, conversation: ConversationId, events: Iterable[Event]
) -> None:
    """Remove the timers whose passing is among the events, unless they were set anew since."""
    for event in events:
        if isinstance(event, TimePassed):
            connection.execute(
                "DELETE FROM timers WHERE conversation = ? AND timer = ? AND set_at = ?",
                (conversation, event.timer, event.set_at),
            )


def load_due(connection: Connection, now: datetime, limit: int) -> Sequence[DueTimer]:
    """The timers that fell due, the longest overdue first."""
    rows = connection.execute(
        "SELECT conversation, timer, set_at FROM timers WHERE due <= ?"
        " ORDER BY due, conversation, timer LIMIT ?",
        (stamp(now), limit),
    )
    return [
        DueTimer(conversation=ConversationId(conversation), timer=timer, set_at=set_at)
        for conversation, timer, set_at in rows.fetchall()
    ]


def first_due(connection: Connection) -> datetime | None:
    """When the next timer falls due."""
    (due,) = connection.execute("SELECT min(due) FROM timers").fetchone()
    return unstamp(due) if due else None
