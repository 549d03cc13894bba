"""The card of a lead at a desk: shown, changed where it stands, and found again."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from tram_bot.core.confidentiality import is_held_back
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.desk.slack.card import LEAD_EVENT, Duplicate, card_blocks, fallback, plain_card
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.posting import Posting, place_of
from tram_bot.slack.blocks import Block
from tram_bot.slack.calling import CHANNEL_TROUBLE, SlackRefused

_log = logging.getLogger(__name__)

_CLOCKS_APART = 60
"""Seconds by which Slack's clock may be behind ours. Ours."""
_BAD_BLOCKS = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long")

_Put = TypeVar("_Put")

Duplicates = Callable[[Lead, CentreId], Awaitable[Sequence[Duplicate]]]
Moved = Callable[[Lead, CentreId, str], Awaitable[None]]


class Cards:
    """The cards of all leads at all desks."""

    def __init__(
        self,
        posting: Posting,
        desks: Desks,
        content: Callable[[], Content],
        duplicates: Duplicates,
        moved: Moved,
    ) -> None:
        """`duplicates` finds other leads of the company for a card at a desk; `moved` is told the
        place of one that had to be shown elsewhere."""
        self._posting = posting
        self._desks = desks
        self._content = content
        self._duplicates = duplicates
        self._moved = moved

    async def show(self, lead: Lead, centre: CentreId, receipt: str) -> str:
        """Show the card, or change it where it stands by its receipt; returns its place. Raises
        DeskUnreachable, SlackRefused and TryLater."""
        return await self._as_card(lead, centre, partial(self._show_as, lead, centre, receipt))

    async def refresh_all(self, lead: Lead, centre: CentreId, places: Sequence[str]) -> None:
        """Change the lead's cards at these places. Raises SlackRefused and TryLater."""
        for place in places:
            await self._refresh(lead, centre, place)

    async def thread_of(self, lead: Lead, centre: CentreId, card: str) -> tuple[str, str]:
        """Where the lead's thread hangs: below its card, which has to be shown first where the desk
        has moved since. Without a card at this desk, in the channel by itself. Raises
        DeskUnreachable, SlackRefused, TryLater, and SettingsError if the store cannot be used."""
        channel = self._desks.require_channel(centre)
        if not card:
            return channel, ""
        at, ts = place_of(card)
        if at == channel:
            return at, ts
        place = await self.show(lead, centre, card)
        await self._moved(lead, centre, place)
        return place_of(place)

    async def _refresh(self, lead: Lead, centre: CentreId, place: str) -> None:
        """Change the card that stands at this place, in whichever channel that is, if it can still
        be changed. It waits for today's channel to be in reach again, for no other."""
        channel, ts = place_of(place)
        try:
            await self._as_card(lead, centre, partial(self._posting.changed, channel, ts))
        except SlackRefused as refused:
            if refused.error in CHANNEL_TROUBLE and channel == self._desks.channel_of(centre):
                raise
            _log.warning("card left as it is: lead=%s why=%s", lead.id, refused)

    async def _as_card(
        self, lead: Lead, centre: CentreId, put: Callable[[dict[str, Any]], Awaitable[_Put]]
    ) -> _Put:
        """Put the lead's card somewhere."""
        content = self._content()
        # A company that is not named on the card is not named by other requests of its either.
        found = () if is_held_back(lead, centre) else await self._duplicates(lead, centre)
        try:
            return await put(self._card(lead, centre, card_blocks(content, lead, centre, found)))
        except SlackRefused as refused:
            if refused.error not in _BAD_BLOCKS:
                raise
            # A plain card is better than none: whoever presses its button sees the rest.
            _log.error("card refused: lead=%s why=%s", lead.id, refused)
            return await put(self._card(lead, centre, plain_card(content, lead, centre)))

    def _card(self, lead: Lead, centre: CentreId, blocks: list[Block]) -> dict[str, Any]:
        text = fallback(self._content(), lead, centre)
        return {"text": text, "blocks": blocks, "metadata": _told_by_card(lead, centre)}

    async def _show_as(
        self, lead: Lead, centre: CentreId, receipt: str, card: dict[str, Any]
    ) -> str:
        channel = self._desks.require_channel(centre)
        at, ts = place_of(receipt) if receipt else ("", "")
        if at == channel and await self._posting.changed(channel, ts, card):
            return receipt
        # A crash may have posted it without our knowing; it tells itself what it is.
        since = lead.submitted_at.timestamp() - _CLOCKS_APART
        ts = await self._posting.find(channel, _told_by_card(lead, centre), since=since)
        if ts and await self._posting.changed(channel, ts, card):
            return f"{channel}:{ts}"
        return await self._posting.post(channel, card)


def _told_by_card(lead: Lead, centre: CentreId) -> dict[str, Any]:
    """The metadata by which a card is known."""
    return {"event_type": LEAD_EVENT, "event_payload": {"lead": lead.id, "centre": centre}}
