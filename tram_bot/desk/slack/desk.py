"""Shows what the outbox holds at the centres' desks: cards, threads, whispers, marks."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any, TypeVar

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.confidentiality import is_held_back, is_open
from tram_bot.core.content import Content
from tram_bot.core.effects import Export, Relay, TellDesk, Whisper
from tram_bot.core.file_kinds import suspicious
from tram_bot.core.identifiers import CentreId, LeadId
from tram_bot.core.lead import File, Lead
from tram_bot.core.lead_export import table, whole_lead
from tram_bot.desk.missed import spoken
from tram_bot.desk.slack.card import (
    LEAD_EVENT,
    Duplicate,
    card_blocks,
    fallback,
    handle_of,
    plain_card,
)
from tram_bot.desk.slack.desks import Desks, user_of
from tram_bot.desk.slack.pages import Pages
from tram_bot.desk.slack.posting import ASIDE, FILE, Posting, lines, place_of
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
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.calling import CHANNEL_TROUBLE, GONE, NO_PREVIEWS, SlackRefused, called, done
from tram_bot.slack.connection import Slack
from tram_bot.slack.escaping import escaped
from tram_bot.slack.files import fetch, share
from tram_bot.slack.pacing import Pacing

_log = logging.getLogger(__name__)

HELD = "held"
"""The block of the buttons below a reply that was held; the decision is each one's action id."""

_SENT, _NOT_SENT = "white_check_mark", "warning"
"""The reactions that tell staff what left the house and what did not arrive."""
_CLOCKS_APART = 60
"""Seconds by which Slack's clock may be behind ours. Ours."""
_BAD_BLOCKS = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long")

_Put = TypeVar("_Put")

Duplicates = Callable[[Lead, CentreId], Awaitable[Sequence[Duplicate]]]


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
        pages: Pages,
    ) -> None:
        """`duplicates` finds other leads of the company for a card at a desk."""
        self._slack = slack
        self._client = slack.client
        self._desks = desks
        self._content = content
        self._posting = Posting(slack.client, pacing)
        self._duplicates = duplicates
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
        said = self._posting.post(self._channel(LEAD_DESK), lines(spoken(self._content(), rows)))
        return await self._doing(said, LEAD_DESK, "missed")

    async def show_digest(self, digest: Digest) -> str:
        """Put the picture into the lead partner's channel, with all figures as a text beside it."""
        return await self._doing(self._show_digest(digest), LEAD_DESK, "digest")

    async def fetch(self, file: File) -> Payload:
        """The content of a file that staff sent."""
        return await fetch(self._slack, file)

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
            case Remove(receipt=receipt):
                await self._remove(receipt, centre)
                return ""
            case Note(text=text):
                return await self._posting.say(row.id, self._channel(centre), text)
            case RenewPage(member=member):
                await self._pages.renew(member)
                return ""
            case Mark() as mark if lead:
                return await self._mark(row, mark, lead, centre)
            case ShowLead() if lead:
                return await self._show(lead, centre, row.card)
            case RefreshCard() if lead:
                await self._refresh_all(lead, centre, row.before.split())
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
        channel, thread = await self._thread_of(lead, centre, row.card)
        match row.item:
            case ShareFile(file=file):
                if not files:
                    text = self._say(centre, "file_relayed", name=file.name)
                    return await self._posting.say(row.id, channel, text, thread=thread)
                careful = "\n".join(self._warnings(centre, files))
                return await self._share(channel, thread, files, careful)
            case Relay() as relay:
                return await self._relay(row, relay, (channel, thread), files)
            case TellDesk(text=text, loud=loud):
                return await self._posting.say(row.id, channel, text, thread=thread, loud=loud)
            case Whisper() as whisper:
                return await self._whisper(whisper, lead, centre, channel, thread)
            case Export(confidential=confidential):
                exported = await asyncio.to_thread(
                    _exported, self._content(), lead, confidential=confidential
                )
                whole = confidential or is_open(lead.answers)
                key = "desk_exported" if whole else "desk_exported_without"
                words = self._say(centre, key, reference=lead.reference)
                return await self._share(channel, thread, exported, words)
            case _:
                raise AssertionError(f"{row.kind} is not for a desk")

    # Cards

    async def _show(self, lead: Lead, centre: CentreId, receipt: str) -> str:
        return await self._as_card(lead, centre, partial(self._show_as, lead, centre, receipt))

    async def _refresh_all(self, lead: Lead, centre: CentreId, places: Sequence[str]) -> None:
        """Change the lead's cards at these places, and the one that was shown for its thread to
        hang below where the desk has moved since: no row tells of its place."""
        for place in places:
            await self._refresh(lead, centre, place)
        channel = self._desks.channel_of(centre)
        if not places or not channel or any(place_of(each)[0] == channel for each in places):
            return
        if ts := await self._find_card(lead, centre, channel):
            await self._refresh(lead, centre, f"{channel}:{ts}")

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

    async def _find_card(self, lead: Lead, centre: CentreId, channel: str) -> str:
        """The time of the lead's card in a channel, if it stands there: it tells itself what it
        is."""
        since = lead.submitted_at.timestamp() - _CLOCKS_APART
        return await self._posting.find(channel, _told_by_card(lead, centre), since=since)

    async def _show_as(
        self, lead: Lead, centre: CentreId, receipt: str, card: dict[str, Any]
    ) -> str:
        channel = self._channel(centre)
        at, ts = place_of(receipt) if receipt else ("", "")
        if at == channel and await self._posting.changed(channel, ts, card):
            return receipt
        # A crash may have posted it without our knowing.
        ts = await self._find_card(lead, centre, channel)
        if ts and await self._posting.changed(channel, ts, card):
            return f"{channel}:{ts}"
        return await self._posting.post(channel, card)

    # Threads

    async def _thread_of(self, lead: Lead, centre: CentreId, card: str) -> tuple[str, str]:
        """Where the lead's thread hangs: below its card, which has to be shown first where the desk
        has moved since. Without a card at this desk, in the channel by itself."""
        channel = self._channel(centre)
        if not card:
            return channel, ""
        at, ts = place_of(card)
        return (at, ts) if at == channel else place_of(await self._show(lead, centre, card))

    async def _relay(
        self,
        row: Outgoing,
        relay: Relay,
        place: tuple[str, str],
        files: Sequence[Payload],
    ) -> str:
        (channel, thread), centre = place, row.centre or LEAD_DESK
        text = self._say(centre, "desk_company_says", text=relay.text)
        if relay.deleted:
            text = self._say(centre, "desk_relay_deleted")
        elif relay.edited:
            text = self._say(centre, "desk_relay_edited", text=text)
        if row.before and (relay.edited or relay.deleted):
            return await self._relay_anew(row, (channel, thread), text, gone=relay.deleted)
        if relay.deleted:
            return ""
        lacking = {file.name for file in relay.files} - {file.name for file in files}
        names = [self._say(centre, "file_relayed", name=name) for name in sorted(lacking)]
        names.extend(self._warnings(centre, files))
        said = {"": text if relay.text else "", ASIDE: "\n".join(names)}
        shown = row.shown
        try:
            for part, words in said.items():
                if words and not _stands(shown, part, channel):
                    there = await self._posting.say(
                        row.id, channel, words, thread=thread, part=part
                    )
                    shown = f"{there} {shown}".strip()
            alone = not any(said.values())
            below = await self._share(channel, thread, files, text.strip() if alone else "")
        except (TryLater, SlackRefused) as trouble:
            trouble.shown = shown
            raise
        return f"{shown} {below}".strip()

    async def _relay_anew(
        self, row: Outgoing, place: tuple[str, str], text: str, *, gone: bool
    ) -> str:
        """Change what was passed on of a message that the company has changed or taken back: its
        words where they stand, or at the end of the thread if they stand nowhere any more. What
        stands beside them stays, but of one that was taken back nothing else does."""
        channel, thread = place
        # A message of another channel, of before the desk has moved, is out of our hands.
        here = (f"{channel}:", f"{ASIDE}{channel}:", FILE)
        places = [each for each in row.before.split() if each.startswith(here)]
        beside = [each for each in places if each.startswith((ASIDE, FILE))]
        messages = [each for each in places if each not in beside]
        if gone:
            await self._take_off(beside)
        there = await self._first_changed(messages, text)
        if not there:
            there = await self._posting.say(row.id, channel, text, thread=thread)
        if not gone:
            return " ".join((there, *beside))
        await self._take_off(each for each in messages if each != there)
        return there

    async def _take_off(self, places: Iterable[str]) -> None:
        for each in places:
            await self._posting.take_off(each)

    async def _first_changed(self, places: Sequence[str], text: str) -> str:
        """The first of these places where there still was a message, which is now changed; "" if
        there was none."""
        for each in places:
            channel, ts = place_of(each)
            if await self._posting.changed(channel, ts, lines(text)):
                return each
        return ""

    async def _whisper(
        self, whisper: Whisper, lead: Lead, centre: CentreId, channel: str, thread: str
    ) -> str:
        blocks = kit.sections(whisper.text)
        if whisper.choices:
            value = f"{handle_of(lead, centre)}|{whisper.choices.message}"
            buttons = [
                kit.button(label, decision, value) for decision, label in whisper.choices.labels
            ]
            blocks.extend(kit.actions(buttons, HELD))
        said: dict[str, Any] = {"text": escaped(whisper.text), "blocks": blocks}
        user = user_of(whisper.to)
        try:
            await called(
                self._client.chat_postEphemeral(
                    channel=channel,
                    user=user,
                    thread_ts=(thread or None) if whisper.in_thread else None,
                    **said,
                )
            )
        except SlackRefused as refused:
            if refused.error != "user_not_in_channel":
                raise
            # They did it from the app's page: there is no place of their own but a direct message.
            opened = await called(self._client.conversations_open(users=user))
            there = opened["channel"]["id"]
            answer = await called(
                self._client.chat_postMessage(channel=there, **NO_PREVIEWS, **said)
            )
            return f"{there}:{answer['ts']}"
        return ""

    async def _mark(self, row: Outgoing, mark: Mark, lead: Lead, centre: CentreId) -> str:
        channel, ts = place_of(mark.message)
        if ts:
            name = _SENT if mark.reached else _NOT_SENT
            adding = self._client.reactions_add(channel=channel, timestamp=ts, name=name)
            await done(adding, "already_reacted", *CHANNEL_TROUBLE)
        if mark.reached or not row.card:
            return ""
        at, thread = await self._thread_of(lead, centre, row.card)
        text = self._say(centre, "desk_not_delivered", why=mark.why, reference=lead.reference)
        return await self._posting.say(row.id, at, text, thread=thread)

    async def _show_digest(self, digest: Digest) -> str:
        channel, picture = self._channel(LEAD_DESK), digest.picture
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
        return await self._share(channel, "", (picture, text), digest.headline)

    # Small things

    async def _share(
        self, channel: str, thread: str, files: Sequence[Payload], words: str = ""
    ) -> str:
        ids = await share(self._slack, channel, thread, files, escaped(words))
        return " ".join(f"{FILE}{id}" for id in ids)

    async def _remove(self, receipt: str, centre: CentreId) -> None:
        refusal: SlackRefused | None = None
        for place in receipt.split():
            try:
                await self._posting.take_off(place)
            except SlackRefused as refused:
                if place_of(place)[0] == self._desks.channel_of(centre):
                    raise  # it waits until the channel is in reach again
                refusal = refused
        if refusal:
            # A channel of before the desk has moved: nobody may wait for that.
            raise Undeliverable(f"Slack refuses it: {refusal}")

    def _warnings(self, centre: CentreId, files: Sequence[Payload]) -> Sequence[str]:
        """What staff are to know before they open what a company has sent."""
        return [
            self._say(
                centre,
                "desk_file_suspicious",
                name=file.name,
                kind=self._say(centre, f"kind_{kind}"),
            )
            for file in files
            if (kind := suspicious(file.name, file.data))
        ]

    def _channel(self, centre: CentreId) -> str:
        channel = self._desks.channel_of(centre)
        if not channel:
            raise DeskUnreachable("no Slack channel is set for it")
        return channel

    def _say(self, centre: CentreId, key: str, /, **values: str) -> str:
        return Words(self._content(), centre)(key, **values)


def _stands(receipt: str, part: str, channel: str) -> bool:
    """Whether that part of something stands in a channel."""
    return any(place.startswith(f"{part}{channel}:") for place in receipt.split())


def _told_by_card(lead: Lead, centre: CentreId) -> dict[str, Any]:
    """The metadata by which a card is known."""
    return {"event_type": LEAD_EVENT, "event_payload": {"lead": lead.id, "centre": centre}}


def lead_of_handle(value: str) -> tuple[LeadId, CentreId]:
    """What a button of a card carries."""
    id, _, centre = value.partition("@")
    return LeadId(id), CentreId(centre)


def _exported(content: Content, lead: Lead, *, confidential: bool) -> tuple[Payload, ...]:
    fields = whole_lead(content, lead, confidential=confidential)
    whole = json.dumps(fields, ensure_ascii=False, indent=2, default=str)
    return (
        Payload(
            name=f"{lead.reference}.csv",
            media_type="text/csv",
            data=table(content, [lead], confidential=confidential).encode("utf-8-sig"),
        ),
        Payload(name=f"{lead.reference}.json", media_type="application/json", data=whole.encode()),
    )
