"""The app's page: my leads, my centre's open leads by age, search, this month's numbers; for the
lead partner's people, what was not understood."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.confidentiality import Sight, sight_of
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.inbox import Group
from tram_bot.core.lead import Lead, Staff
from tram_bot.core.lead_card import lead_card, working_language
from tram_bot.core.lead_history import spoken_moment
from tram_bot.core.present import centre_name, shortened
from tram_bot.desk.slack.card import OPEN, handle_of
from tram_bot.desk.slack.inbox import inbox_blocks
from tram_bot.desk.slack.paging import pages
from tram_bot.ports import LeadTally, Store
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block

SEARCH = "home_search"
"""The action id of the field to search in."""

_SHOWN = 15
"""Leads of one list. Ours: nobody reads so far."""
_OF_INBOX = 12
"""Blocks of what was not understood, at most."""
_PROBLEM = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A centre's numbers of this month."""

    centre: CentreId
    tally: LeadTally


def visible_to(staff: Staff, lead: Lead) -> bool:
    """Whether they may see a lead: it stands on a desk of theirs, or they sit at the lead
    partner's."""
    return LEAD_DESK in staff.centres or any(each in staff.centres for each in lead.desks)


def may_look_from(staff: Staff, lead: Lead, desk: CentreId) -> bool:
    """Whether they may see a lead as it is shown at that desk."""
    return desk in lead.desks and (desk in staff.centres or LEAD_DESK in staff.centres)


def desk_of(staff: Staff, lead: Lead) -> CentreId:
    """At which desk they look at a lead: one of theirs, else its own, as the lead partner may."""
    here = (each for each in lead.desks if each in staff.centres)
    return next(here, lead.centre)


def sight_from(staff: Staff, lead: Lead, desk: CentreId) -> Sight:
    """How much of a lead they may see as they look at it from a desk, be it one of theirs or, as
    the lead partner may, another's."""
    return sight_of(lead, desk) if desk in staff.centres else sight_of(lead, *staff.centres)


async def home(
    content: Content, store: Store, staff: Staff, now: datetime, *, group: Group, words: str = ""
) -> Block:
    """The page of somebody on Slack; with `words`, what is found for them stands on top. `group`
    puts messages together that are alike."""
    if not staff.centres:
        text = content.phrasebook.say("home_for_companies", "en")
        return {"type": "home", "blocks": [kit.section(text)]}
    language = working_language(content, staff.centres[0])

    def say(key: str, /, **values: str) -> str:
        return content.phrasebook.say(key, language, **values)

    most = _most(len(staff.centres))
    search = kit.field(SEARCH, most=100, initial=words)
    search["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    asked = kit.asked(
        say("home_search"), search, block_id=SEARCH, hint=say("home_search_hint"), optional=True
    )
    blocks: list[Block] = [asked | {"dispatch_action": True}]
    if words:
        count, found = await _found(content, store, staff, words, most)
        blocks.append(kit.header(say("home_found", count=str(count))))
        blocks.extend(await _list(content, staff, found, say("home_none")))
    blocks.append(kit.header(say("home_mine")))
    blocks.extend(await _list(content, staff, await _mine(store, staff, most), say("home_none")))
    for centre in staff.centres:
        name = centre_name(content, language, centre)
        blocks.append(kit.header(say("home_open", centre=name)))
        leads = await store.open_leads([centre], most=most)
        blocks.extend(await _list(content, staff, leads, say("home_none")))
    blocks.append(kit.header(say("home_month")))
    numbers = await month(content, store, staff, now)
    blocks.extend(kit.section("\n".join(spoken(content, each))) for each in numbers)
    if LEAD_DESK in staff.centres:
        blocks.extend(await inbox_blocks(content, store, group, language))
    return {"type": "home", "blocks": blocks[: kit.VIEW_BLOCKS]}


def _most(centres: int) -> int:
    """Leads of each list, so that the page has room for those of all centres and the numbers."""
    lists = centres + 2  # what was found, and their own
    beside = 1 + lists + 1 + centres + _OF_INBOX
    return max(1, min(_SHOWN, (kit.VIEW_BLOCKS - beside) // lists))


async def _mine(store: Store, staff: Staff, most: int) -> Sequence[Lead]:
    """The first of the leads they have claimed. Who has changed centres claims no longer what they
    left behind."""
    mine: list[Lead] = []
    async for page in pages(partial(store.leads_of, staff.id)):
        mine += [lead for lead in page if visible_to(staff, lead)]
        if len(mine) >= most:
            break
    return mine[:most]


async def _found(
    content: Content, store: Store, staff: Staff, words: str, most: int
) -> tuple[int, Sequence[Lead]]:
    """How many leads they may see have all these words in their number, company or problem, and
    the newest of them."""
    wanted = words.casefold().split()

    def fits(lead: Lead) -> bool:
        if not visible_to(staff, lead):
            return False
        desk = desk_of(staff, lead)
        card = lead_card(content, lead, desk, sight_from(staff, lead, desk))
        text = " ".join((card.reference, *card.company, card.problem)).casefold()
        return all(word in text for word in wanted)

    count = 0
    newest: list[Lead] = []
    async for page in pages(store.leads):
        # Among thousands that takes seconds, in which everybody else is to be answered.
        fitting = await asyncio.to_thread(list, filter(fits, page))
        count += len(fitting)
        newest += fitting[: most - len(newest)]
    return count, newest


async def month(content: Content, store: Store, staff: Staff, now: datetime) -> Sequence[Numbers]:
    """This month's numbers of their centres, each month beginning by the centre's own clock."""
    found = []
    for centre in staff.centres:
        zone = ZoneInfo(content.office(centre).time_zone)
        first = now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        found.append(Numbers(centre=centre, tally=await store.tally([centre], first)))
    return found


def spoken(content: Content, numbers: Numbers) -> tuple[str, ...]:
    """A centre's numbers in words."""
    language = working_language(content, numbers.centre)
    say = content.phrasebook.say
    tally = numbers.tally
    line = say(
        "home_stats",
        language,
        centre=centre_name(content, language, numbers.centre),
        came=str(tally.came),
        claimed=str(tally.claimed),
        closed=str(sum(count for _, count in tally.outcomes)),
    )
    named = ", ".join(f"{say(f'outcome_{name}', language)} {n}" for name, n in tally.outcomes)
    outcomes = say("home_stats_outcomes", language, outcomes=named) if named else ""
    erased = say("home_stats_erased", language, count=str(tally.erased)) if tally.erased else ""
    return tuple(each for each in (line, outcomes, erased) if each)


def _line_of(content: Content, staff: Staff, lead: Lead) -> str:
    """A lead in two lines: what it is and where it stands, and its problem's beginning."""
    centre = desk_of(staff, lead)
    language = working_language(content, centre)
    card = lead_card(content, lead, centre, sight_from(staff, lead, centre))
    say = content.phrasebook.say
    date, time = spoken_moment(
        content, language, lead.submitted_at, content.office(centre).time_zone
    )
    first = say(
        "home_line",
        language,
        reference=card.reference,
        country=", ".join(card.company[:2]),
        state=card.state,
    )
    waits = say("home_waits", language, date=date, time=time)
    return f"{first}; {waits}\n{shortened(card.problem, _PROBLEM)}"


async def _list(content: Content, staff: Staff, leads: Sequence[Lead], none: str) -> list[Block]:
    if not leads:
        return [kit.context(none)]
    return await asyncio.to_thread(lines_of, content, staff, leads)


def lines_of(content: Content, staff: Staff, leads: Sequence[Lead]) -> list[Block]:
    """Leads, each with a button that opens everything about it."""
    blocks = []
    for lead in leads:
        centre = desk_of(staff, lead)
        language = working_language(content, centre)
        label = content.phrasebook.say("desk_button_open", language)
        block = kit.section(_line_of(content, staff, lead))
        block["accessory"] = kit.button(label, OPEN, handle_of(lead, centre))
        blocks.append(block)
    return blocks
