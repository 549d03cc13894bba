"""What is kept for too long: found here, and deleted a little at a time."""

from collections.abc import Sequence
from datetime import datetime

from tram_bot.core.effects import Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.keeping import Keeping
from tram_bot.outgoing import kind_of_type
from tram_bot.ports import OldTalk
from tram_bot.store.home_pages import renew
from tram_bot.store.rows import stamp
from tram_bot.store.sql import Connection
from tram_bot.store.wiping import owe_wipe

_LEAD = "SELECT 1 FROM leads WHERE leads.conversation = talk.id"
_OUTLIVED = f"""
  SELECT id, turn FROM conversations AS talk WHERE heard_at < ? AND (
    (heard_at < ? AND NOT EXISTS ({_LEAD}))
    OR (heard_at < ? AND EXISTS ({_LEAD}) AND NOT EXISTS ({_LEAD} AND leads.state != 'closed'))
    OR (heard_at < ? AND EXISTS ({_LEAD} AND leads.state != 'closed')))
  ORDER BY heard_at, id LIMIT ?
"""  # noqa: S608 - ours

_EVENTS = (
    "DELETE FROM events WHERE (conversation, id) IN"
    " (SELECT conversation, id FROM events WHERE at < ? ORDER BY at LIMIT ?)"
)
# What stands at a desk is found by its row, so that it can be changed and taken off: that goes
# with its conversation. A file's row tells that the desk has it.
_SETTLED = (
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE settled_at < ?"
    " AND (state = 'given_up' OR (state = 'delivered' AND kind != 'share_file'))"
    " AND (centre IS NULL OR coalesce(receipt, '') = '') ORDER BY settled_at LIMIT ?)"
)
_SHOWN_IN_PART = (
    "UPDATE outbox SET state = 'delivered', document = NULL WHERE id IN (SELECT id FROM outbox"
    " WHERE settled_at < ? AND state = 'given_up' AND centre IS NOT NULL"
    " AND coalesce(receipt, '') != '' ORDER BY settled_at LIMIT ?)"
)
"""What was given up half way will not be sent any more; the half that stands at a desk is found by
its row like all else."""
_FAREWELLS = (
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting'"
    " AND conversation IS NULL AND kind = ? AND created_at < ? ORDER BY id LIMIT ?)"
)
"""To somebody of whom nothing else is kept, on a platform that is no longer used."""
_BLOCKS = """
  DELETE FROM blocks
  WHERE sender IN (SELECT sender FROM blocks WHERE at < ? ORDER BY at LIMIT ?)
"""
_MISHEARD = (
    "DELETE FROM misheard WHERE id IN (SELECT id FROM misheard WHERE at < ? ORDER BY at LIMIT ?)"
)


def outlived(
    connection: Connection, now: datetime, keeping: Keeping, limit: int
) -> Sequence[OldTalk]:
    """Conversations in which nobody has done anything for as long as they may be kept."""
    spans = (keeping.talks, keeping.closed, keeping.open_leads)
    rows = connection.execute(
        _OUTLIVED, (stamp(now - min(spans)), *(stamp(now - span) for span in spans), limit)
    )
    return [
        OldTalk(conversation=ConversationId(conversation), turn=turn)
        for conversation, turn in rows.fetchall()
    ]


def prune(connection: Connection, now: datetime, keeping: Keeping, limit: int) -> int:
    """Delete some of the rows that serve no more; returns how many there were."""
    settled = stamp(now - keeping.deliveries)
    pruned = (
        connection.execute(_EVENTS, (stamp(now - keeping.events), limit)),
        connection.execute(_SETTLED, (settled, limit)),
        connection.execute(_SHOWN_IN_PART, (settled, limit)),
        connection.execute(_FAREWELLS, (kind_of_type(Say), settled, limit)),
        # With the requests of its time: then nobody knows any more what it was for.
        connection.execute(_BLOCKS, (stamp(now - keeping.closed), limit)),
    )
    misheard = connection.execute(_MISHEARD, (stamp(now - keeping.misheard), limit)).rowcount
    if misheard:
        renew(connection, now)
    count = misheard + sum(each.rowcount for each in pruned)
    if count:
        owe_wipe(connection, at_once=False)
    return count
