"""What becomes of a kept lead by the effects of a turn: the store's rule, and the dialogue's."""

from dataclasses import replace
from datetime import datetime

from tram_bot.core.effects import Effect, KeepLead, Relay, SubmitLead
from tram_bot.core.lead import CLOCK, COMPANY, REFUSED, Happening, Lead, completed
from tram_bot.core.limits import HISTORY_LINES, HISTORY_WORDS

RELAYED, RELAYED_EDIT, RELAYED_DELETION = "relay", "relay_edited", "relay_deleted"
"""The lines of a lead's history for words of the company that were passed on, changed, and taken
back; the first, with the wish behind it, for one that the bot has told for it."""

LEFT_OUT = "left_out"
"""The line that stands for older ones; its detail is their number."""


def lead_after(known: Lead | None, effect: Effect, now: datetime) -> Lead | None:
    """The lead an effect leaves behind; `known` is what is kept of it so far."""
    match effect:
        case SubmitLead(lead=lead):
            return _bounded(completed(known, lead)) if known else lead
        case KeepLead(lead=lead):
            return _bounded(lead)
        case Relay() if known:
            return relayed(known, effect, now)
        case _:
            return known


def relayed(lead: Lead, relay: Relay, now: datetime) -> Lead:
    """The lead with a line for what the company wrote. What it takes back is forgotten here,
    too."""
    history = lead.history
    step = RELAYED_EDIT if relay.edited else RELAYED
    if relay.wish:
        step = f"{RELAYED}_{relay.wish}"
    if relay.deleted:
        step = RELAYED_DELETION
        history = tuple(
            replace(line, detail="", files=())
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
        files=tuple(file.sign for file in relay.files),
    )
    return _bounded(replace(lead, history=(*history, line)))


def _bounded(lead: Lead) -> Lead:
    """The lead without the oldest lines that its company, or people who may not, have caused,
    where they are too many or too long. Those were delivered when they came. What staff did stays,
    and one line tells how many are left out.
    """
    room, words = HISTORY_LINES, HISTORY_WORDS
    left_out: list[Happening] = []
    kept: list[Happening] = []
    for line in reversed(lead.history):
        if line.step == LEFT_OUT or not _is_theirs(line):
            kept.append(line)
            continue
        room, words = room - 1, words - len(line.detail)
        (kept if room >= 0 and words >= 0 else left_out).append(line)
    if not left_out:
        return lead
    kept.reverse()
    before = sum(int(line.detail) for line in kept if line.step == LEFT_OUT)
    told = Happening(
        at=left_out[-1].at,
        who=CLOCK.name,
        who_id=CLOCK.id,
        step=LEFT_OUT,
        detail=str(before + len(left_out)),
    )
    rest = (line for line in kept if line.step != LEFT_OUT)
    return replace(lead, history=(told, *rest))


def _is_theirs(line: Happening) -> bool:
    return line.step == REFUSED or line.who_id == COMPANY.id
