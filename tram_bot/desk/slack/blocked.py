"""`/tram blocked` and `/tram unblock`: whom staff have blocked, and hearing them again."""

from dataclasses import replace
from datetime import datetime

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.events import StaffUnblocked
from tram_bot.core.identifiers import EventId, Language
from tram_bot.core.lead import Staff
from tram_bot.core.lead_history import spoken_moment
from tram_bot.core.present import centre_name
from tram_bot.desk.slack.home import desk_of
from tram_bot.desk.slack.paging import pages
from tram_bot.ports import BlockedSender, Store, Take
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block

_SHOWN = 30
"""Blocked senders that are listed, the latest. Ours: each is a line."""


async def blocked_lines(
    content: Content, store: Store, staff: Staff, language: Language
) -> list[Block]:
    """The blocked senders whom they may hear again, a line each."""
    found = [each for each in await store.blocked() if _may(staff, each)]
    theirs = {each.reference for each in found}
    # Whoever another centre has blocked writes nothing about what is open at theirs, either.
    async for page in pages(store.leads):
        for lead in page:
            if lead.blocked and lead.centre in staff.centres:
                block = await store.block_of(lead.conversation)
                if block and block.reference not in theirs:
                    found.append(replace(block, reference=lead.reference))
    if not found:
        return [kit.section(content.phrasebook.say("slash_blocked_none", language))]
    return [kit.section(_line(content, language, each)) for each in found[:_SHOWN]]


async def unblocked(
    content: Content,
    store: Store,
    take: Take,
    staff: Staff,
    language: Language,
    *,
    reference: str,
    id: EventId,
    now: datetime,
) -> str:
    """Hear the sender of that lead again; returns what is said to that. `id` tells a
    redelivery."""
    wanted = reference.strip().upper()
    lead = await store.lead_by_reference(wanted)
    if lead:
        block = await store.block_of(lead.conversation)
    else:  # what was blocked for it outlives the lead
        block = next((each for each in await store.blocked() if each.reference == wanted), None)
    has_it = lead is not None and lead.centre in staff.centres
    if block is None or not (_may(staff, block) or has_it):
        return content.phrasebook.say("desk_not_blocked", language, reference=wanted)
    if lead and not has_it:
        # It is for others to decide about, but what the sender was blocked for is theirs.
        lead = await store.lead_by_reference(block.reference)
    if lead:
        await take(
            StaffUnblocked(
                id=id,
                conversation=lead.conversation,
                at=now,
                lead=lead.id,
                by=staff,
                desk=desk_of(staff, lead),
            )
        )
    else:
        await store.unblock(block.reference)
    return content.phrasebook.say("slash_unblocked", language, reference=wanted)


def _may(staff: Staff, blocked: BlockedSender) -> bool:
    """Whether they may decide about it: at the centre that blocked, or the lead partner's desk."""
    return LEAD_DESK in staff.centres or blocked.centre in staff.centres


def _line(content: Content, language: Language, blocked: BlockedSender) -> str:
    zone = content.office(blocked.centre).time_zone
    date, _ = spoken_moment(content, language, blocked.since, zone)
    return content.phrasebook.say(
        "slash_blocked",
        language,
        reference=blocked.reference,
        centre=centre_name(content, language, blocked.centre),
        staff=blocked.staff,
        date=date,
    )
