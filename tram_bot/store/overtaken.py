"""What was given up of a message that is changed or taken back since. Sent again it would bring
back older words: so it goes, and what changes it takes its place. Nor does it go on standing at a
desk that its request has left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tram_bot.core.effects import Amend, Relay, Say
from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.core.lead import File
from tram_bot.outgoing import kind_of_type
from tram_bot.store import codec
from tram_bot.store.rows import whole
from tram_bot.store.sql import Connection

OF_A_MESSAGE = tuple(kind_of_type(each) for each in (Say, Amend, Relay))
"""The kinds of rows that bring a message to the other side, or change what they have of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row of the outbox that tells of a message, and for which desk, if for any; `shown` is
    whether something of it stands there."""

    id: int
    item: Say | Amend | Relay
    centre: CentreId | None
    shown: bool

    @property
    def is_change(self) -> bool:
        """Whether it changes or takes back what was sent before it."""
        return isinstance(self.item, Amend) or (
            isinstance(self.item, Relay) and _changes(self.item)
        )

    @property
    def has_words(self) -> bool:
        """Whether it is more than files."""
        return not isinstance(self.item, Relay) or bool(self.item.text)

    @property
    def files(self) -> tuple[File, ...]:
        """What goes with it."""
        return () if isinstance(self.item, Amend) else self.item.files


def amended(
    connection: Connection, conversation: ConversationId, amend: Amend
) -> Amend | Say | None:
    """What is to be sent for a change of the staff's words: of those that the company has never
    seen the new ones, as if they were the first, or nothing."""
    parts = _parts(connection, conversation, amend.staff_message, "given_up")
    _forget(connection, parts)
    unseen = [part for part in parts if not part.is_change]
    if not unseen:
        return amend
    return replace(amend.say, files=unseen[-1].files) if amend.say else None


def relayed(connection: Connection, conversation: ConversationId, relay: Relay) -> Sequence[Relay]:
    """What is to be passed on of what the company has written, changed or taken back. A file that
    was sent without words is in the way of no others, but of one in its place."""
    if not _changes(relay):
        return (relay,)
    given_up = _parts(connection, conversation, relay.message, "given_up")
    parts = [p for p in given_up if relay.deleted or relay.files or p.has_words]
    _forget(connection, parts)
    if relay.deleted:
        return (relay,)
    files = relay.files or tuple(file for part in parts for file in part.files)
    if any(not part.is_change and not part.shown for part in parts):
        return (replace(relay, edited=False, files=files),)
    if relay.files or not files:
        return (relay,)
    # What was to stand below the words at the desk does not stand there yet.
    return (relay, replace(relay, edited=False, text="", files=files))


def left_elsewhere(
    connection: Connection, centre: CentreId, relay: Relay
) -> Sequence[tuple[CentreId, str]]:
    """Where something stands of a message that is changed or taken back at other desks than this
    one, each with its receipt: it is to be taken off there, and forgotten here if all of it is."""
    if not _changes(relay) or not relay.message:
        return ()
    rows = connection.execute(
        "SELECT id, centre, receipt FROM outbox WHERE ref = ? AND lead = ? AND centre != ?"
        " AND kind = ? AND state = 'delivered' AND coalesce(receipt, '') != '' ORDER BY id",
        (whole(relay.message), relay.lead, centre, kind_of_type(Relay)),
    ).fetchall()
    forget = "UPDATE outbox SET receipt = NULL WHERE id = ?"
    if relay.takes_back or relay.files:
        connection.executemany(forget, [(id,) for id, _, _ in rows])
    return [(CentreId(before), receipt) for _, before, receipt in rows]


def waiting_changes(
    connection: Connection, conversation: ConversationId, message: str
) -> Sequence[Part]:
    """The changes of a message that wait, the oldest first, taken out of their line."""
    waiting = _parts(connection, conversation, message, "waiting")
    changes = [part for part in waiting if part.is_change]
    _delete(connection, changes)
    return changes


def _changes(relay: Relay) -> bool:
    return relay.edited or relay.deleted


def _parts(
    connection: Connection, conversation: ConversationId, message: str, state: str
) -> Sequence[Part]:
    if not message:
        return ()
    rows = connection.execute(
        "SELECT id, kind, document, centre, coalesce(receipt, '') FROM outbox"
        " WHERE ref = ? AND conversation = ? AND state = ? AND kind IN (?, ?, ?) ORDER BY id",
        (whole(message), conversation, state, *OF_A_MESSAGE),
    ).fetchall()
    return [
        Part(
            id=id,
            item=codec.item(kind).load(document),
            centre=CentreId(centre) if centre else None,
            shown=bool(receipt),
        )
        for id, kind, document, centre, receipt in rows
    ]


def _forget(connection: Connection, parts: Sequence[Part]) -> None:
    """Have them never sent again. What stands of one at a desk is changed or taken off there like
    anything that was delivered."""
    _delete(connection, [part for part in parts if not part.shown])
    connection.executemany(
        "UPDATE outbox SET state = 'delivered', document = NULL WHERE id = ?",
        [(part.id,) for part in parts if part.shown],
    )


def _delete(connection: Connection, parts: Sequence[Part]) -> None:
    connection.executemany("DELETE FROM outbox WHERE id = ?", [(part.id,) for part in parts])
