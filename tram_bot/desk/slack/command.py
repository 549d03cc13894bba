"""`/tram`: leads, one lead, a search of the facilities, numbers, who is blocked, help; and, for the
lead partner's desk, what could not be delivered and what need not be understood."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.finding import Need
from tram_bot.core.identifiers import EventId
from tram_bot.core.inbox import Group
from tram_bot.core.lead import Staff
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import country_name, technique_name
from tram_bot.desk.missed import spoken as spoken_missed
from tram_bot.desk.slack.blocked import blocked_lines, unblocked
from tram_bot.desk.slack.card import card_blocks
from tram_bot.desk.slack.home import desk_of, lines_of, month, sight_from, spoken, visible_to
from tram_bot.desk.slack.inbox import dismissed
from tram_bot.ports import Store, Take
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.escaping import as_typed, escaped

NAME = "/tram"

_LEADS, _FACILITIES = 15, 5
"""How many of each are listed. Ours."""
_LONGEST_ID = 18
"""Digits that a row's number can have."""


async def answer(
    content: Content,
    store: Store,
    take: Take,
    staff: Staff,
    text: str,
    *,
    id: EventId,
    now: datetime,
    look_again: Callable[[], None],
    group: Group,
) -> dict[str, Any]:
    """What the command answers; only whoever typed it sees that. `take` takes the turn of what it
    does, `id` tells a redelivery, `look_again` is called when something is to be sent, and
    `group` puts messages together that are alike. Raises SettingsError if the database cannot be
    used."""
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
            return _only(kit.section(_help(say, staff)))
        case "leads" | "lead" | "stats" | "blocked" | "unblock" if not staff.centres:
            return _only(kit.section(say("desk_not_staff")))
        case "leads":
            leads = await store.open_leads(staff.centres, most=_LEADS)
            lines = await asyncio.to_thread(lines_of, content, staff, leads)
            return _only(*(lines or [kit.section(say("home_none"))]))
        case "lead":
            lead = await store.lead_by_reference(argument)
            if lead is None or not visible_to(staff, lead):
                missing = say("slash_no_lead", reference=argument.strip())
                return _only(kit.section(missing))
            desk = desk_of(staff, lead)
            sight = sight_from(staff, lead, desk)
            return _only(*card_blocks(content, lead, desk, sight=sight))
        case "undelivered" | "resend" if LEAD_DESK not in staff.centres:
            return _only(kit.section(say("missed_not_yours")))
        case "undelivered":
            missed = await store.undelivered()
            text = spoken_missed(content, missed) if missed else say("missed_none")
            return _only(*kit.sections(text))
        case "resend":
            ids = argument.replace(",", " ").split()
            if not all(id.isdecimal() and len(id) <= _LONGEST_ID for id in ids):
                return _only(kit.section(say("missed_which", text=argument)))
            count = await store.send_again([int(id) for id in ids], now)
            look_again()
            if ids and not count:
                return _only(kit.section(say("missed_not_those")))
            return _only(kit.section(say("missed_sent_again", count=str(count))))
        case "dismiss" if LEAD_DESK not in staff.centres:
            return _only(kit.section(say("slash_dismiss_not_yours")))
        case "dismiss":
            said = await dismissed(content, store, group, language, numbers=argument, now=now)
            look_again()
            return _only(kit.section(said))
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
            return _only(kit.section(f"{unknown} {_help(say, staff)}"))


def _help(say: Callable[..., str], staff: Staff) -> str:
    own = [say("slash_help_lead_desk")] if LEAD_DESK in staff.centres else []
    return " ".join((say("slash_help"), *own))


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
            name = kit.link(facility.homepage, facility.name, bold=True)
            blocks.append(kit.rich(name, kit.words(f", {where}\n{techniques}")))
    return blocks or [kit.section(say("slash_found_none", language))]


def _only(*blocks: Block) -> dict[str, Any]:
    """An answer that nobody else sees."""
    shown = list(blocks)[: kit.MESSAGE_BLOCKS]
    text = next((said for block in shown if (said := kit.text_of(block))), "–")
    return {"response_type": "ephemeral", "text": escaped(text), "blocks": shown}
