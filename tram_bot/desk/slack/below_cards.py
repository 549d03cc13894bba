"""Hears what staff write below the cards, change there and delete."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tram_bot.core.events import FromDesk, StaffDeleted, StaffEdited, StaffWrote
from tram_bot.core.identifiers import CentreId, EventId, LeadId
from tram_bot.core.lead import Lead, Staff
from tram_bot.desk.slack.asides import Asides
from tram_bot.desk.slack.card import is_card
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.threads import InThread, read
from tram_bot.ports import Store, Take
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.calling import called
from tram_bot.slack.connection import Slack
from tram_bot.slack.timestamps import moment

_log = logging.getLogger(__name__)

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowCards:
    """The threads of all cards, also of those in a channel that a desk has left."""

    slack: Slack
    desks: Desks
    store: Store
    take: Take
    asides: Asides

    async def heard(self, event: Json, event_id: str, last: bool) -> bool:
        """Take in a message event of a centre's channel, or of a thread below one of its cards;
        whether it was one. `last`: Slack will not bring it again."""
        desk = self.desks.centre_of(str(event.get("channel", "")))
        found, above = read(event), None
        if found is None:
            return desk is not None
        try:
            above = await self._lead_above(found, at_desk=desk is not None)
            if above:
                await self._take_in(found, *above, EventId(f"slack:{event_id}"))
        except Exception:
            if not last:
                raise
            _log.error("not done: event=%s", event_id)
            # Where it is neither a desk's channel nor below a card, it was not for us.
            if desk or above:
                await self._aside(found, self.asides.phrase(desk, "desk_trouble"))
        return above is not None or desk is not None

    async def _take_in(self, found: InThread, lead: Lead, desk: CentreId, id: EventId) -> None:
        by = await self.desks.staff(found.user)
        names = {each: await self.desks.name_of(each) for each in found.called}
        await self.take(_event_of(found.spelled(names), lead, by, desk, id))
        channel = self.desks.channel_of(desk)
        if channel not in ("", found.channel) and found.did != "deleted":
            # What becomes of it is to be seen where they may not be looking.
            moved = self.asides.phrase(desk, "desk_moved", reference=lead.reference)
            await self._aside(found, moved, kit.rich(kit.channel(channel)))

    async def _aside(self, found: InThread, text: str, *below: Block) -> None:
        await self.asides.tell(found.channel, found.user, text, *below, thread=found.parent)

    async def _lead_above(self, found: InThread, *, at_desk: bool) -> tuple[Lead, CentreId] | None:
        """The lead below whose card the thread hangs, and at whose desk the card is. A card that
        has only just been posted, or was in a crash, is not known by its place yet, but tells
        itself what it is."""
        known = await self.store.lead_at(f"{found.channel}:{found.parent}")
        if known or not at_desk:
            return known
        me = await called(self.slack.client.auth_test()) if found.parent_user else {}
        if not me or found.parent_user != me.get("user_id"):
            return None
        page = await called(
            self.slack.client.conversations_replies(
                channel=found.channel, ts=found.parent, limit=1, include_all_metadata=True
            )
        )
        for message in page.get("messages", ())[:1]:
            if is_card(message):
                told = message["metadata"]["event_payload"]
                lead = await self.store.lead(LeadId(str(told.get("lead"))))
                return (lead, CentreId(str(told.get("centre")))) if lead else None
        return None


def _event_of(found: InThread, lead: Lead, by: Staff, desk: CentreId, id: EventId) -> FromDesk:
    common: dict[str, Any] = {
        "id": id,
        "conversation": lead.conversation,
        "at": moment(found.at),
        "lead": lead.id,
        "by": by,
        "desk": desk,
        "message": found.message,
    }
    match found.did:
        case "wrote":
            return StaffWrote(text=found.text, files=found.files, **common)
        case "edited":
            return StaffEdited(text=found.text, files=found.files, **common)
        case "deleted":
            return StaffDeleted(**common)
