"""A company is known again: the cards of its requests name one another, and no longer one that is
erased."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.outgoing import RefreshCard
from tram_bot.ports import Alike, LeadSign
from tram_bot.store import leads, outbox, reports
from tram_bot.store.sql import Connection

_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 100
"""Requests of one company, the newest, whose cards are refreshed. Ours: a server has room for so
many locks only, and a card names a few of the newest."""

Hold = Callable[[Sequence[ConversationId]], None]
"""Has nothing else happen to these conversations before the transaction's end. May raise what has
the transaction begun anew."""


def nobody(*_: object) -> Sequence[LeadSign]:
    """No lead is like another."""
    return ()


def nothing_held(*_: object) -> None:
    """Nothing need be held where one transaction follows another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What an erasure does to other requests of the same company, in this store."""

    alike: Alike = nobody
    hold: Hold = nothing_held

    def refresh(self, connection: Connection, conversation: ConversationId, now: datetime) -> None:
        """Have those cards say where they stand what is so once this conversation is erased."""
        found = {
            sign.id: sign.conversation
            for lead in leads.LeadsOf(connection, conversation).values()
            for sign in self.alike(lead, reports.companies(connection, lead, _EVER))[:_MOST]
            if sign.conversation != conversation
        }
        self.hold(tuple(found.values()))
        for id, theirs in found.items():
            for (centre,) in connection.execute(_CARDS, (id,)).fetchall():
                outbox.put_for_desk(
                    connection, theirs, id, CentreId(centre), item=RefreshCard(), now=now
                )


_CARDS = (
    "SELECT DISTINCT centre FROM outbox"
    " WHERE lead = ? AND kind = 'show_lead' AND state != 'given_up' ORDER BY centre"
)
