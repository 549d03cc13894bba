"""`/tram`: leads, one lead, a search of the facilities, numbers, who is blocked, help."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tram_bot.core.content import Content
from tram_bot.core.finding import Need
from tram_bot.core.identifiers import EventId
from tram_bot.core.lead import Lead, Staff
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import country_name, technique_name
from tram_bot.desk.slack.blocked import blocked_lines, unblocked
from tram_bot.desk.slack.card import OPEN, card_blocks, handle_of
from tram_bot.desk.slack.home import desk_of, line_of, month, spoken, visible_to
from tram_bot.ports import Store, Take
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.escaping import as_typed, escaped

NAME = "/tram"

_LEADS, _FACILITIES = 15, 5
"""How many of each are listed. Ours."""


async def answer(
    content: Content,
    store: Store,
    take: Take,
    staff: Staff,
    text: str,
    *,
    id: EventId,
    now: datetime,
) -> dict[str, Any]:
    """What the command answers; only whoever typed it sees that. `take` takes the turn of what it
    does, and `id` tells a redelivery."""
    word, _, argument = as_typed(text).strip().partition(" ")
    centre = staff.centres[0] if staff.centres else None
    language = working_language(content, centre) if centre else "en"

    def say(key: str, /, **values: str) -> str:
        return content.phrasebook.say(key, language, **values)

    match word.lower():
        case "find":
            found = await asyncio.to_thread(_found, content, language, argument.strip())
            return _only(*found)
        case "" | "help":
            return _only(kit.section(say("slash_help")))
        case "leads" | "lead" | "stats" | "blocked" | "unblock" if not staff.centres:
            return _only(kit.section(say("desk_not_staff")))
        case "leads":
            leads = await store.open_leads(staff.centres)
            lines = await asyncio.to_thread(_with_buttons, content, staff, leads[:_LEADS])
            return _only(*(lines or [kit.section(say("home_none"))]))
        case "lead":
            lead = await store.lead_by_reference(argument)
            if lead is None or not visible_to(staff, lead):
                missing = say("slash_no_lead", reference=argument.strip())
                return _only(kit.section(missing))
            return _only(*card_blocks(content, lead, desk_of(staff, lead)))
        case "blocked":
            return _only(*await blocked_lines(content, store, staff, language))
        case "unblock":
            said = await unblocked(
                content, store, take, staff, language, reference=argument, id=id, now=now
            )
            return _only(kit.section(said))
        case "stats":
            numbers = await month(content, store, staff, now)
            lines = [kit.section(line) for each in numbers for line in spoken(content, each)]
            return _only(kit.header(say("home_month")), *lines)
        case _:
            unknown = say("slash_unknown", text=word)
            return _only(kit.section(f"{unknown} {say('slash_help')}"))


def _with_buttons(content: Content, staff: Staff, leads: Sequence[Lead]) -> list[Block]:
    return [_with_button(content, staff, lead) for lead in leads]


def _with_button(content: Content, staff: Staff, lead: Lead) -> Block:
    centre = desk_of(staff, lead)
    label = content.phrasebook.say("desk_button_open", working_language(content, centre))
    block = kit.section(line_of(content, staff, lead))
    block["accessory"] = kit.button(label, OPEN, handle_of(lead, centre))
    return block


def _found(content: Content, language: str, words: str) -> list[Block]:
    """The facilities that fit some words, as a company's need would find them."""
    say = content.phrasebook.say
    if not words:
        return [kit.section(say("slash_find_what", language))]
    finding = content.find(Need(text=words, language=language))
    blocks = []
    for match in finding.facilities[:_FACILITIES] if finding.sure else ():
        facility = content.catalogue.facilities.get(match.facility)
        if facility:
            techniques = ", ".join(technique_name(content, language, t) for t in match.techniques)
            where = f"{facility.city}, {country_name(content, language, facility.country)}"
            title = f"*<{facility.homepage}|{escaped(facility.name)}>*, {escaped(where)}"
            blocks.append(kit.marked(f"{title}\n{escaped(techniques)}"))
    return blocks or [kit.section(say("slash_found_none", language))]


def _only(*blocks: Block) -> dict[str, Any]:
    """An answer that nobody else sees."""
    shown = list(blocks)[: kit.MESSAGE_BLOCKS]
    words = [b["text"]["text"] for b in shown if "text" in b]
    text = words[0] if words else "–"
    return {"response_type": "ephemeral", "text": escaped(text), "blocks": shown}
