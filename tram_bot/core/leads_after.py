"""What becomes of a kept lead by the effects of a turn: the store's rule, and the dialogue's."""

from dataclasses import replace
from datetime import datetime

from tram_bot.core.effects import Effect, KeepLead, Relay, SubmitLead
from tram_bot.core.lead import COMPANY, Happening, Lead, completed

RELAYED, RELAYED_EDIT, RELAYED_DELETION = "relay", "relay_edited", "relay_deleted"
"""The lines of a lead's history for words of the company that were passed on, changed, and taken
back."""


def lead_after(known: Lead | None, effect: Effect, now: datetime) -> Lead | None:
    """The lead an effect leaves behind; `known` is what is kept of it so far."""
    match effect:
        case SubmitLead(lead=lead):
            return completed(known, lead) if known else lead
        case KeepLead(lead=lead):
            return lead
        case Relay() if known:
            return relayed(known, effect, now)
        case _:
            return known


def relayed(lead: Lead, relay: Relay, now: datetime) -> Lead:
    """The lead with a line for what the company wrote. What it takes back is forgotten here,
    too."""
    history = lead.history
    step = RELAYED_EDIT if relay.edited else RELAYED
    if relay.deleted:
        step = RELAYED_DELETION
        history = tuple(
            replace(line, detail="")
            if relay.message and line.message == relay.message and line.who_id == COMPANY.id
            else line
            for line in history
        )
    line = Happening(
        at=now,
        who=COMPANY.name,
        who_id=COMPANY.id,
        step=step,
        detail=relay.text or ", ".join(file.name for file in relay.files),
        message=relay.message,
    )
    return replace(lead, history=(*history, line))
