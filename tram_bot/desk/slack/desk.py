"""Shows what the outbox holds at the centres' desks, whatever it is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import PurePath

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.confidentiality import is_held_back, is_open
from tram_bot.core.content import Content
from tram_bot.core.effects import Export, Relay, TellDesk, Whisper
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import File, Lead
from tram_bot.core.limits import STAFF_FILE_BYTES
from tram_bot.desk.missed import spoken
from tram_bot.desk.slack.cards import Cards, Duplicates, Moved
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.exports import exported
from tram_bot.desk.slack.pages import Pages
from tram_bot.desk.slack.posting import FILE, Posting, lines, place_of
from tram_bot.desk.slack.relays import Relays
from tram_bot.desk.slack.whispers import whisper
from tram_bot.desk.words import Words
from tram_bot.errors import DeskUnreachable, TryLater, Undeliverable
from tram_bot.outgoing import (
    Mark,
    Note,
    Outgoing,
    Payload,
    RefreshCard,
    Remove,
    RenewPage,
    ShareFile,
    ShowLead,
)
from tram_bot.ports import Digest, Undelivered
from tram_bot.slack.calling import CHANNEL_TROUBLE, GONE, SlackRefused, done
from tram_bot.slack.connection import Slack
from tram_bot.slack.files import fetch
from tram_bot.slack.pacing import Pacing

_log = logging.getLogger(__name__)

_SENT, _NOT_SENT = "white_check_mark", "warning"
"""The reactions that tell staff what left the house and what did not arrive."""


class SlackDesk:
    """The desks of all centres, each a channel."""

    def __init__(
        self,
        slack: Slack,
        desks: Desks,
        content: Callable[[], Content],
        pacing: Pacing,
        *,
        duplicates: Duplicates,
        moved: Moved,
        pages: Pages,
    ) -> None:
        """`duplicates` finds other leads of the company for a card at a desk; `moved` is told the
        place of one that had to be shown elsewhere."""
        self._slack = slack
        self._client = slack.client
        self._desks = desks
        self._content = content
        self._posting = Posting(slack, pacing)
        self._cards = Cards(self._posting, desks, content, duplicates, moved)
        self._relays = Relays(self._posting, content)
        self._pages = pages

    async def put(self, row: Outgoing, lead: Lead | None, files: Sequence[Payload]) -> str:
        """Show an item; the receipt is the places of what is shown, blanks between them."""
        centre = row.centre or LEAD_DESK
        try:
            receipt = await self._doing(self._put(row, lead, centre, files), centre, row.kind)
        except TryLater as later:
            later.begun = self._posting.has_begun(row.id)
            raise
        except Undeliverable:
            self._posting.ended(row.id)
            raise
        self._posting.ended(row.id)
        return receipt

    async def tell_missed(self, rows: Sequence[Undelivered]) -> str:
        """Say in the lead partner's channel what was given up."""
        return await self._doing(self._tell_missed(rows), LEAD_DESK, "missed")

    async def show_digest(self, digest: Digest) -> str:
        """Put the picture into the lead partner's channel, with all figures as a text beside it."""
        return await self._doing(self._show_digest(digest), LEAD_DESK, "digest")

    async def fetch(self, file: File) -> Payload:
        """The content of a file that staff sent."""
        return await fetch(self._slack, file, STAFF_FILE_BYTES)

    async def _doing(self, doing: Awaitable[str], centre: CentreId, kind: str) -> str:
        """Do it, and say what it means if Slack refuses."""
        try:
            return await doing
        except SlackRefused as refused:
            shown = refused.shown
            if refused.error in GONE:
                return shown
            if refused.error in CHANNEL_TROUBLE:
                _log.error("desk unreachable: centre=%s error=%s", centre, refused.error)
                raise DeskUnreachable(f"Slack says {refused.error}", shown=shown) from refused
            _log.error("desk refused: centre=%s kind=%s why=%s", centre, kind, refused)
            raise Undeliverable(f"Slack refuses it: {refused}", shown=shown) from refused

    async def _put(
        self, row: Outgoing, lead: Lead | None, centre: CentreId, files: Sequence[Payload]
    ) -> str:
        match row.item:
            case Remove(receipt=receipt, but_files=but_files):
                places = receipt.split()
                await self._remove(
                    [each for each in places if not (but_files and each.startswith(FILE))], centre
                )
                return ""
            case Note(text=text):
                return await self._posting.say(row.id, self._desks.require_channel(centre), text)
            case RenewPage(member=member):
                await self._pages.renew(member)
                return ""
            case Mark() as mark if lead:
                return await self._mark(row, mark, lead, centre)
            case ShowLead() if lead:
                return await self._cards.show(lead, centre, row.card)
            case RefreshCard() if lead:
                await self._cards.refresh_all(lead, centre, row.before.split())
                return ""
            case _ if lead is None:
                raise Undeliverable("the lead was deleted")
            case ShareFile() | Relay() | Export() if is_held_back(lead, centre):
                # It was on its way while the request went to another centre.
                return ""
            case _:
                return await self._in_thread(row, lead, centre, files)

    async def _in_thread(
        self, row: Outgoing, lead: Lead, centre: CentreId, files: Sequence[Payload]
    ) -> str:
        channel, thread = await self._cards.thread_of(lead, centre, row.card)
        match row.item:
            case ShareFile(file=file):
                return await self._relays.send_file(row, file, (channel, thread), files)
            case Relay() as relay:
                return await self._relays.send(row, relay, (channel, thread), files)
            case TellDesk(text=text, loud=loud):
                return await self._posting.say(row.id, channel, text, thread=thread, loud=loud)
            case Whisper() as whispered:
                return await whisper(self._slack, whispered, lead, centre, (channel, thread))
            case Export(confidential=confidential):
                made = await asyncio.to_thread(
                    exported, self._content(), lead, confidential=confidential
                )
                whole = confidential or is_open(lead.answers)
                key = "desk_exported" if whole else "desk_exported_without"
                words = self._say(centre, key, reference=lead.reference)
                return await self._posting.share(channel, thread, made, words)
            case _:
                raise AssertionError(f"{row.kind} is not for a desk")

    async def _mark(self, row: Outgoing, mark: Mark, lead: Lead, centre: CentreId) -> str:
        channel, ts = place_of(mark.message)
        if ts:
            name = _SENT if mark.reached else _NOT_SENT
            adding = self._client.reactions_add(channel=channel, timestamp=ts, name=name)
            await done(adding, "already_reacted", *CHANNEL_TROUBLE)
        if mark.reached or not row.card:
            return ""
        at, thread = await self._cards.thread_of(lead, centre, row.card)
        text = self._say(centre, "desk_not_delivered", why=mark.why, reference=lead.reference)
        return await self._posting.say(row.id, at, text, thread=thread)

    async def _tell_missed(self, rows: Sequence[Undelivered]) -> str:
        channel = self._desks.require_channel(LEAD_DESK)
        return await self._posting.post(channel, lines(spoken(self._content(), rows)))

    async def _show_digest(self, digest: Digest) -> str:
        channel, picture = self._desks.require_channel(LEAD_DESK), digest.picture
        # What a crash may have posted without our knowing is known by the name of its file.
        for message in await self._posting.messages(channel, since=digest.since.timestamp()):
            files = message.get("files") or ()
            if message.get("bot_id") and any(file.get("title") == picture.name for file in files):
                return " ".join(f"{FILE}{file['id']}" for file in files)
        text = Payload(
            name=PurePath(picture.name).with_suffix(".txt").name,
            media_type="text/plain",
            data=digest.text.encode(),
        )
        return await self._posting.share(channel, "", (picture, text), digest.headline)

    async def _remove(self, places: Sequence[str], centre: CentreId) -> None:
        refusal: SlackRefused | None = None
        for place in places:
            try:
                await self._posting.take_off(place)
            except SlackRefused as refused:
                if place_of(place)[0] == self._desks.channel_of(centre):
                    raise  # it waits until the channel is in reach again
                refusal = refused
        if refusal:
            # A channel of before the desk has moved: nobody may wait for that.
            raise Undeliverable(f"Slack refuses it: {refusal}")

    def _say(self, centre: CentreId, key: str, /, **values: str) -> str:
        return Words(self._content(), centre)(key, **values)
