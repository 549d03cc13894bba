"""The outbox: rows written in the turn's own transaction, and settled once they were sent. How they
are read is in `lines.py`."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.confidentiality import is_held_back
from tram_bot.core.effects import Amend, Relay, Say
from tram_bot.core.identifiers import CentreId, ConversationId, LeadId
from tram_bot.core.lead import Lead
from tram_bot.outgoing import (
    Item,
    Mark,
    Note,
    Remove,
    RenewPage,
    ShareFile,
    ShowDigest,
    ShowLead,
    TellMissed,
    kind_of,
    kind_of_type,
)
from tram_bot.store import codec, leads, overtaken
from tram_bot.store.lines import desk_of
from tram_bot.store.missed import owe_word
from tram_bot.store.rows import stamp, whole
from tram_bot.store.sql import Connection
from tram_bot.store.wiping import owe_wipe


def put_say(connection: Connection, conversation: ConversationId, say: Say, now: datetime) -> None:
    """A reply to the company, or words of the staff."""
    _put(connection, conversation, conversation, say, now, ref=say.staff_message)


def put_amend(
    connection: Connection, conversation: ConversationId, amend: Amend, now: datetime
) -> None:
    """A change of what the company was shown of the staff's words, or was to be shown."""
    match overtaken.amended(connection, conversation, amend):
        case Amend():
            _put(connection, conversation, conversation, amend, now, ref=amend.staff_message)
        case Say() as say:
            put_say(connection, conversation, say, now)
        case None:
            pass


def put_for_company(
    connection: Connection, conversation: ConversationId, item: Item, now: datetime
) -> None:
    """Something else for the company."""
    _put(connection, conversation, conversation, item, now)


def put_farewell(
    connection: Connection, conversation: ConversationId, say: Say, now: datetime
) -> None:
    """A reply to somebody of whom nothing is kept; the row goes once it is delivered."""
    _put(connection, conversation, None, say, now)


def put_lead(connection: Connection, lead: Lead, now: datetime) -> None:
    """A lead, or its new state, to every desk that has it, with the files not shown there yet and
    without those that it has no more."""
    has = {whole(file.handle) for file in lead.files}
    for centre in lead.desks:
        put_for_desk(connection, lead.conversation, lead.id, centre, item=ShowLead(), now=now)
        shared = {ref for (ref,) in connection.execute(_SHARED, (lead.id, centre)).fetchall()}
        for ref in shared - has:
            _take_back(connection, lead, centre, ref, now)
        if is_held_back(lead, centre):
            connection.execute(_NOT_SHARED_ANY_MORE, (lead.id, centre))
            continue
        for file in lead.files:
            if file.handle not in shared:
                item = ShareFile(file=file)
                put_for_desk(
                    connection,
                    lead.conversation,
                    lead.id,
                    centre,
                    item=item,
                    now=now,
                    ref=file.handle,
                )
    _follow(connection, lead, now)


def _take_back(
    connection: Connection, lead: Lead, centre: CentreId, ref: str, now: datetime
) -> None:
    """Have a file of a lead be shown at a desk no more."""
    rows = connection.execute(_NOT_SENT_ANY_MORE, (lead.id, centre, ref)).fetchall()
    for (receipt,) in rows:
        if receipt:
            _put_removal(connection, centre, receipt, now)


def _follow(connection: Connection, lead: Lead, now: datetime) -> None:
    """Have the company's words that still wait for a desk go to the one that has the lead now. A
    part of them that stands at the desk before is found there by what comes later."""
    waiting = connection.execute(_LEFT_BEHIND, (lead.id, lead.centre)).fetchall()
    for _, document, ref, *part, shown in sorted(waiting):
        if shown:
            connection.execute(_INSERT_SHOWN, (*part, stamp(now), stamp(now), shown))
        item = codec.item(kind_of_type(Relay)).load(document)
        put_for_desk(
            connection, lead.conversation, lead.id, lead.centre, item=item, now=now, ref=ref
        )
        _take_off_elsewhere(connection, lead.centre, item, now)


_LEFT_BEHIND = (
    "DELETE FROM outbox WHERE lead = ? AND kind = 'relay' AND state = 'waiting' AND centre != ?"
    " RETURNING id, document, ref,"
    " kind, recipient, conversation, lead, centre, ref, created_at, coalesce(receipt, '')"
)
_NOT_SHARED_ANY_MORE = (
    "DELETE FROM outbox WHERE lead = ? AND centre = ? AND kind = 'share_file' AND state = 'waiting'"
)
_SHARED = "SELECT ref FROM outbox WHERE lead = ? AND centre = ? AND kind = 'share_file'"
_NOT_SENT_ANY_MORE = (
    "DELETE FROM outbox WHERE lead = ? AND centre = ? AND kind = 'share_file' AND ref = ?"
    " RETURNING coalesce(receipt, '')"
)


def put_for_desk(
    connection: Connection,
    conversation: ConversationId,
    lead: LeadId,
    centre: CentreId,
    *,
    item: Item,
    now: datetime,
    ref: str = "",
) -> None:
    """Something for a centre's desk. `ref` is what a later row finds this one by."""
    _put(connection, desk_of(centre), conversation, item, now, lead=lead, centre=centre, ref=ref)


def put_relay(
    connection: Connection,
    conversation: ConversationId,
    centre: CentreId,
    relay: Relay,
    now: datetime,
) -> None:
    """The company's words and files for the centre's desk that has its lead, or a change of what
    was passed on there, or was to be."""
    for item in overtaken.relayed(connection, conversation, relay):
        put_for_desk(
            connection, conversation, relay.lead, centre, item=item, now=now, ref=relay.message
        )
    _take_off_elsewhere(connection, centre, relay, now)


def _take_off_elsewhere(
    connection: Connection, centre: CentreId, relay: Relay, now: datetime
) -> None:
    """Take what was passed on of a message that is changed or taken back off every desk but this
    one, where the request has been before: it stays true there no longer, and the new words are for
    those who have it now. Its files stay where they are if only its words are other ones."""
    but_files = not (relay.takes_back or relay.files)
    for before, receipt in overtaken.left_elsewhere(connection, centre, relay):
        _put_removal(connection, before, receipt, now, but_files=but_files)


def take_out(connection: Connection, conversation: ConversationId, now: datetime) -> None:
    """Delete every row of a conversation, and have everything that was posted about its leads
    taken off the desks: what a thread holds before its card."""
    rows = connection.execute(
        # By recipient, too: an earlier farewell that still waits belongs to no conversation.
        "DELETE FROM outbox WHERE conversation = ? OR (state = 'waiting' AND recipient = ?)"
        " RETURNING id, centre, coalesce(receipt, '')",
        (conversation, conversation),
    ).fetchall()
    latest = {(centre, receipt): id for id, centre, receipt in sorted(rows)}
    for (centre, receipt), _ in sorted(latest.items(), key=itemgetter(1), reverse=True):
        if centre and receipt:
            _put_removal(connection, centre, receipt, now)


def card_moved(
    connection: Connection, lead: Lead, centre: CentreId, receipt: str, now: datetime
) -> None:
    """The lead's card at a desk stands under another receipt than that of its last row."""
    if leads.load(connection, lead.id) is None:
        _put_removal(connection, centre, whole(receipt), now)
        return
    kind, desk, at = kind_of_type(ShowLead), desk_of(centre), stamp(now)
    connection.execute(
        _INSERT_SHOWN,
        (kind, desk, lead.conversation, lead.id, centre, "", at, at, at, whole(receipt)),
    )


def _put_removal(
    connection: Connection,
    centre: CentreId,
    receipt: str,
    now: datetime,
    *,
    but_files: bool = False,
) -> None:
    # In a line of its own: a desk may be lost for good while what was posted there still stands.
    recipient = f"{desk_of(centre)}:removals"
    item = Remove(receipt=receipt, but_files=but_files)
    _put(connection, recipient, None, item, now, centre=centre)


def put_note(connection: Connection, centre: CentreId, text: str, now: datetime) -> None:
    """A line at a desk that belongs to no lead any more."""
    _put(connection, desk_of(centre), None, Note(text=text), now, centre=centre)


def put_renewal(connection: Connection, member: str, now: datetime) -> None:
    """The page of a member of staff, once more. In a line of its own: nobody's page waits for
    another's. One that waits already may be on its way, made of what is only now erased; of two
    the second is not made yet."""
    recipient = f"page:{member}"
    waiting = connection.execute(
        "SELECT 1 FROM outbox WHERE recipient = ? AND state = 'waiting'", (recipient,)
    ).fetchall()
    if len(waiting) < _PAGES_WAITING:
        _put(connection, recipient, None, RenewPage(member=member), now, centre=LEAD_DESK)


_PAGES_WAITING = 2


def put_digest(connection: Connection, item: ShowDigest, now: datetime) -> None:
    """A week's figures for the lead partner's desk, in a line of its own: what staff wait for
    does not wait for a picture."""
    _put(connection, DIGEST, None, item, now, centre=LEAD_DESK)


DIGEST = "digest"
"""The recipient of the weeks' figures."""


def send_again(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    """Put rows that were given up back at the end of their lines, as new rows: what was sent to
    the same recipient since then has not waited for them. Where something of one stands already
    goes on with it: there it is not shown a second time."""
    chosen = f" AND id IN ({', '.join('?' * len(ids))})" if ids else ""
    rows = connection.execute(
        # Deleted first: of two programs that are asked for the same row one only gets it.
        f"DELETE FROM outbox WHERE state = 'given_up'{chosen}"  # noqa: S608 - ours
        " RETURNING id, kind, recipient, conversation, lead, centre, document, ref, created_at,"
        " receipt",
        tuple(ids),
    ).fetchall()
    for _, *row, shown in sorted(rows, key=itemgetter(0)):
        connection.execute(_INSERT, (*row, stamp(now), shown))
    return len(rows)


def delivered(
    connection: Connection,
    id: int,
    receipt: str,
    now: datetime,
    *,
    shown_at: CentreId | None = None,
) -> None:
    """A row was sent: its text is no longer needed. A second report of it changes nothing. What was
    shown at a desk while its row was erased is taken off it again.

    Words of the staff that have reached the company are marked at their desk.
    """
    _settle(connection, id, "delivered", now, receipt=whole(receipt) or None)
    if shown_at and receipt and not _is_known(connection, id):
        _put_removal(connection, shown_at, whole(receipt), now)


def _is_known(connection: Connection, id: int) -> bool:
    return connection.execute("SELECT 1 FROM outbox WHERE id = ?", (id,)).fetchone() is not None


def give_up(
    connection: Connection,
    id: int,
    reason: str,
    now: datetime,
    *,
    shown: str = "",
    shown_at: CentreId | None = None,
) -> None:
    """A row can never be sent: it is kept as it is, out of the line; only a farewell, which
    belongs to nobody any more, and a word of what was given up are deleted. Words of the staff
    are marked as not arrived, and the lead partner's desk is told. What of it was shown at a desk
    is taken off as in `put_off`."""
    owe_word(connection, id, now)
    _settle(connection, id, "given_up", now, receipt=whole(shown) or None, reason=whole(reason))
    if shown_at and shown and not _is_known(connection, id):
        _put_removal(connection, shown_at, whole(shown), now)


def put_off(
    connection: Connection,
    id: int,
    until: datetime,
    reason: str,
    *,
    failed: bool = True,
    shown: str = "",
    shown_at: CentreId | None = None,
) -> None:
    """A row is to be tried again; those behind it wait with it. What of it was shown at a desk is
    taken off when it is erased, or at once if it was."""
    connection.execute(
        "UPDATE outbox SET due = ?, reason = ?, attempts = attempts + ?,"
        " receipt = coalesce(?, receipt) WHERE id = ? AND state = 'waiting'",
        (stamp(until), whole(reason), int(failed), whole(shown) or None, id),
    )
    if shown_at and shown and not _is_known(connection, id):
        _put_removal(connection, shown_at, whole(shown), until)


def _settle(
    connection: Connection,
    id: int,
    state: str,
    now: datetime,
    *,
    receipt: str | None = None,
    reason: str | None = None,
) -> None:
    """A row that waits has come to its end; any other is left as it is. One statement settles what
    most rows are: this is done for every message that is sent."""
    settled = connection.execute(
        "UPDATE outbox SET state = ?, settled_at = ?, receipt = coalesce(?, receipt),"
        " attempts = attempts + 1,"
        " reason = coalesce(?, reason), document = CASE WHEN ? THEN document END"
        " WHERE id = ? AND state = 'waiting' RETURNING kind, conversation, ref",
        (state, stamp(now), receipt, reason, reason is not None, id),
    ).fetchone()
    if settled is None:
        return
    kind, conversation, ref = settled
    if conversation is None:
        _settle_of_nobody(connection, id, kind, state)
        return
    if ref and (kind == kind_of_type(Say) or (kind == kind_of_type(Amend) and reason is not None)):
        _mark(connection, conversation, ref, now, why=reason)
    if ref and kind in overtaken.OF_A_MESSAGE and reason is not None:
        _put_changes_anew(connection, ConversationId(conversation), ref, now)


def _put_changes_anew(
    connection: Connection, conversation: ConversationId, message: str, now: datetime
) -> None:
    """What waits behind a part of a message that was given up is to change that one, too."""
    for change in overtaken.waiting_changes(connection, conversation, message):
        match change.item:
            case Amend() as amend:
                put_amend(connection, conversation, amend, now)
            case Relay() as relay if change.centre:
                put_relay(connection, conversation, change.centre, relay, now)


def _settle_of_nobody(connection: Connection, id: int, kind: str, state: str) -> None:
    """A row that belongs to no conversation goes; but what could not be taken off a desk, or said
    there, is kept for somebody to see to it."""
    if state != "delivered" and kind not in (kind_of_type(Say), kind_of_type(TellMissed)):
        return
    connection.execute("DELETE FROM outbox WHERE id = ?", (id,))
    # A farewell names whom it was for; what is left to be said at desks names nobody.
    if kind == kind_of_type(Say):
        owe_wipe(connection)


def _mark(
    connection: Connection, conversation: str, message: str, now: datetime, *, why: str | None
) -> None:
    """Show at the desk what became of words of the staff's; nothing for any other message."""
    for (document,) in connection.execute(
        "SELECT document FROM leads WHERE conversation = ?", (conversation,)
    ).fetchall():
        lead = codec.leads().load(document)
        if any(line.message == message for line in lead.history):
            item = Mark(message=message, reached=why is None, why=why or "")
            put_for_desk(connection, lead.conversation, lead.id, lead.centre, item=item, now=now)


def _put(
    connection: Connection,
    recipient: str,
    conversation: ConversationId | None,
    item: Item,
    now: datetime,
    *,
    lead: LeadId | None = None,
    centre: CentreId | None = None,
    ref: str = "",
) -> None:
    connection.execute(
        _INSERT,
        (
            kind_of(item),
            recipient,
            conversation,
            lead,
            centre,
            codec.item(kind_of(item)).dump(item),
            whole(ref),
            stamp(now),
            stamp(now),
            None,
        ),
    )


_INSERT = (
    "INSERT INTO outbox (kind, recipient, conversation, lead, centre, document, ref,"
    " created_at, due, receipt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_SHOWN = (
    "INSERT INTO outbox (kind, recipient, conversation, lead, centre, ref, created_at, due,"
    " settled_at, receipt, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'delivered')"
)
"""A part that stands at a desk already, so that it is found there by what comes later."""
