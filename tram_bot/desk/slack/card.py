"""The lead as blocks: short in the channel, everything in a modal.

People's words stand where nothing is markup; only the line for notifications has to be escaped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tram_bot.core.confidentiality import Sight, is_open
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId, LeadId
from tram_bot.core.lead import Lead, LeadState, Role
from tram_bot.core.lead_card import FacilityLine, LeadCard, lead_card
from tram_bot.core.present import shortened
from tram_bot.desk.words import Words
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block
from tram_bot.slack.escaping import escaped

_PROBLEM, _WHY, _LINES = 700, 300, 40
"""Characters of the problem and of a reason on the card, lines of history in the modal. Ours."""

CLAIM, RELEASE, ASK, PASS_ON, CLOSE, REOPEN, MORE = (
    "lead_claim", "lead_release", "lead_ask", "lead_pass_on", "lead_close", "lead_reopen",
    "lead_more",
)  # fmt: skip
"""The action ids of a card."""
EVERYTHING, EXPORT, ERASE, HAND_BACK = "everything", "export", "erase", "hand_back"
EXPORT_ALL = "export_all"
"""What the menu of a card holds."""
LEAD_EVENT = "tram_lead"
"""The kind of metadata by which a card is known: https://docs.slack.dev/messaging/message-metadata"""
OPEN = "lead_open"
"""The action id of a button that opens everything about a lead, from wherever it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Another lead of perhaps the same company; `link` leads to its card. Of one that does not
    stand on this desk, only the reference and the date are told."""

    reference: str
    company: str
    date: str
    link: str = ""


def is_card(message: Mapping[str, Any]) -> bool:
    """Whether a message of a channel is a lead's card; lines below it have metadata as well."""
    return (message.get("metadata") or {}).get("event_type") == LEAD_EVENT


def handle_of(lead: Lead, centre: CentreId) -> str:
    """What a button of a card carries: the lead, and at whose desk the card stands."""
    return f"{lead.id}@{centre}"


def lead_of_handle(handle: str) -> tuple[LeadId, CentreId]:
    """The lead, and at whose desk the card stands, of what a button of it carries."""
    id, _, centre = handle.partition("@")
    return LeadId(id), CentreId(centre)


def fallback(content: Content, lead: Lead, centre: CentreId) -> str:
    """The card in one line, for notifications and screen readers."""
    card = lead_card(content, lead, centre)
    return escaped(": ".join((card.reference, ", ".join(card.company), card.state)))


def card_blocks(
    content: Content,
    lead: Lead,
    centre: CentreId,
    duplicates: Sequence[Duplicate] = (),
    sight: Sight | None = None,
) -> list[Block]:
    """The card as it stands in the channel, or as somebody may see it."""
    card = lead_card(content, lead, centre, sight)
    say = Words(content, centre)
    role = lead.role_of(centre)
    blocks = [kit.header(", ".join((card.reference, *card.company[:2])))]
    blocks.append(kit.context(card.state, *card.notices))
    if card.problem:
        blocks.append(kit.section(shortened(card.problem, _PROBLEM)))
    blocks.append(kit.context(say("card_written_in", language=card.written_in)))
    blocks.append(_facts(card, say))
    blocks.extend(_facilities(card, say))
    if duplicates:
        blocks.append(_duplicates(duplicates, say))
    elements = _buttons(lead, centre, role, say)
    blocks.extend(kit.actions(elements, "lead"))
    return blocks


def plain_card(content: Content, lead: Lead, centre: CentreId) -> list[Block]:
    """The least a card can be: what it is, and what can be done with it."""
    words = Words(content, centre)
    buttons = _buttons(lead, centre, lead.role_of(centre), words)
    return [kit.header(lead.reference), *kit.actions(buttons, "lead")]


def everything(content: Content, lead: Lead, centre: CentreId, sight: Sight | None = None) -> Block:
    """All there is about a lead and they may see, as a modal."""
    card = lead_card(content, lead, centre, sight)
    say = Words(content, centre)
    blocks = [kit.header(", ".join((card.reference, *card.company[:2])))]
    blocks.append(kit.context(card.state, *card.notices))
    if card.problem:
        blocks.append(kit.header(say("card_problem")))
        blocks.extend(kit.sections(card.problem))
    blocks.append(kit.context(say("card_written_in", language=card.written_in)))
    blocks.append(kit.header(say("card_answers")))
    hidden = say("card_confidential")
    for line in card.answers:
        how = ", ".join((line.how, hidden)) if line.confidential else line.how
        blocks.extend(kit.sections(f"{line.label}: {line.value}"))
        blocks.append(kit.context(how or "–"))
    blocks.extend(_named(say("card_open"), ", ".join(card.open_questions)))
    blocks.extend(_facilities(card, say))
    blocks.extend(_named(say("card_techniques"), ", ".join(card.techniques)))
    blocks.extend(_named(say("card_unrecognised"), ", ".join(card.unrecognised)))
    blocks.extend(_named(say("card_files"), ", ".join(card.files)))
    blocks.append(kit.context(card.consent))
    blocks.append(kit.header(say("card_history")))
    room = kit.VIEW_BLOCKS - len(blocks)
    blocks.extend(kit.section(line) for line in card.history[-min(_LINES, max(room, 1)) :])
    return kit.modal(say("desk_details_title"), blocks, close=say("desk_button_cancel"))


def _facts(card: LeadCard, say: Words) -> Block:
    facts = [
        (say("card_from"), ", ".join(card.company)),
        (say("card_urgency"), card.urgency),
        (say("card_confidentiality"), card.confidentiality),
        (card.completeness, ", ".join(card.open_questions) or "✓"),
    ]
    fields = [
        kit.plain(f"{label}\n{shortened(value, 400)}", 2000) for label, value in facts if value
    ]
    return {"type": "section", "fields": fields}


def _facilities(card: LeadCard, say: Words) -> list[Block]:
    if not card.facilities:
        return [kit.section(say("card_none_found"))]
    return [
        kit.context(say("card_facilities")),
        *(_facility(line, say) for line in card.facilities),
    ]


def _facility(line: FacilityLine, say: Words) -> Block:
    why = say("facility_why", why=shortened(line.why, _WHY)) if line.why else ""
    rest = (f"\n{part}" for part in (line.techniques, why) if part)
    where = f", {line.where}" if line.where else ""
    name = kit.link(line.homepage, line.name, bold=True)
    return kit.rich(name, kit.words("".join((where, *rest))))


def _duplicates(duplicates: Sequence[Duplicate], say: Words) -> Block:
    pieces = [kit.words(f"{say('card_duplicates')}: ")]
    for number, each in enumerate(duplicates):
        key = "card_duplicate" if each.company else "card_duplicate_elsewhere"
        text = say(key, reference=each.reference, company=each.company, date=each.date)
        pieces.extend([*([kit.words(", ")] if number else []), kit.link(each.link, text)])
    return kit.rich(*pieces)


def _named(title: str, value: str) -> list[Block]:
    return [kit.header(title), *kit.sections(value)] if value else []


def _buttons(lead: Lead, centre: CentreId, role: Role, say: Words) -> list[Block]:
    value = handle_of(lead, centre)
    whole = kit.button(say("desk_button_details"), OPEN, value)
    if role in (Role.COPY, Role.FORMER):
        return [whole]
    menu = [
        kit.option(say("desk_button_details"), f"{EVERYTHING}|{value}"),
        kit.option(say("desk_button_export"), f"{EXPORT}|{value}"),
        kit.option(say("desk_button_erase"), f"{ERASE}|{value}"),
    ]
    if not is_open(lead.answers):
        menu.insert(2, kit.option(say("desk_button_export_all"), f"{EXPORT_ALL}|{value}"))
    if lead.state is LeadState.IN_CONVERSATION:
        menu.insert(0, kit.option(say("desk_button_hand_back"), f"{HAND_BACK}|{value}"))
    more = kit.overflow(MORE, menu)
    if lead.state is LeadState.CLOSED:
        return [kit.button(say("desk_button_reopen"), REOPEN, value), more]
    first = (
        kit.button(say("desk_button_claim"), CLAIM, value, style="primary")
        if lead.state is LeadState.NEW
        else kit.button(say("desk_button_unclaim"), RELEASE, value)
    )
    return [
        first,
        kit.button(say("desk_button_ask"), ASK, value),
        kit.button(say("desk_button_pass_on"), PASS_ON, value),
        kit.button(say("desk_button_close"), CLOSE, value),
        more,
    ]
