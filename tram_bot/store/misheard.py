"""Messages that were not understood, kept until a person has dealt with them or their time is over.

One that the same conversation brings again is kept once, as it was met last.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from tram_bot.core.effects import Mishap, Misheard
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.inbox import InboxMessage
from tram_bot.store import home_pages
from tram_bot.store.rows import stamp, unstamp, whole
from tram_bot.store.sql import Connection
from tram_bot.store.wiping import owe_wipe


def put(
    connection: Connection, conversation: ConversationId, effect: Misheard, now: datetime
) -> None:
    """Keep a message."""
    connection.execute(
        "INSERT INTO misheard (conversation, language, text, why, guesses, message, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, text) DO UPDATE SET"
        " language = excluded.language, why = excluded.why, guesses = excluded.guesses,"
        " message = excluded.message, at = excluded.at",
        (
            conversation,
            effect.language,
            whole(effect.text),
            effect.why,
            json.dumps(effect.guesses),
            effect.message,
            stamp(now),
        ),
    )


def unhear(
    connection: Connection, conversation: ConversationId, since: datetime, now: datetime
) -> None:
    """Keep none of a conversation's messages since then."""
    gone = connection.execute(
        "DELETE FROM misheard WHERE conversation = ? AND at >= ?", (conversation, stamp(since))
    )
    _erased(connection, gone.rowcount, now)


def retract(
    connection: Connection, conversation: ConversationId, message: str, now: datetime
) -> None:
    """Keep a message no longer, by the id that its platform gave it."""
    gone = connection.execute(
        "DELETE FROM misheard WHERE conversation = ? AND message = ?", (conversation, message)
    )
    _erased(connection, gone.rowcount, now)


def load_all(connection: Connection) -> Sequence[InboxMessage]:
    """Every message, the oldest id first."""
    return _messages(connection.execute(f"{_SELECT} ORDER BY id").fetchall())


def load_of(connection: Connection, conversation: ConversationId) -> Sequence[InboxMessage]:
    """The messages of a conversation, the oldest id first."""
    rows = connection.execute(f"{_SELECT} WHERE conversation = ? ORDER BY id", (conversation,))
    return _messages(rows.fetchall())


def dismiss(connection: Connection, ids: Iterable[int], now: datetime) -> int:
    """Keep these messages no longer; returns how many there were."""
    gone = [connection.execute("DELETE FROM misheard WHERE id = ?", (id,)).rowcount for id in ids]
    _erased(connection, sum(gone), now)
    return sum(gone)


def _erased(connection: Connection, count: int, now: datetime) -> None:
    """So many messages have gone: they leave the disk, and the pages that may show them."""
    if count:
        home_pages.renew(connection, now)
        owe_wipe(connection, at_once=False)


_SELECT = "SELECT id, conversation, language, text, why, guesses, at FROM misheard"


def _messages(rows: Iterable[tuple[int, str, str, str, str, str, str]]) -> list[InboxMessage]:
    return [
        InboxMessage(
            id=id,
            conversation=ConversationId(conversation),
            language=language,
            text=text,
            why=Mishap(why),
            guesses=tuple(json.loads(guesses)),
            at=unstamp(at),
        )
        for id, conversation, language, text, why, guesses, at in rows
    ]
