"""Where a lead stands and what has happened to it, in words for staff."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.core.lead import CLOCK, COMPANY, Happening, Lead, LeadState
from tram_bot.core.present import shortened, spoken_date
from tram_bot.core.staff_phrase_keys import STAFF_KEYS


def state_line(content: Content, language: Language, lead: Lead, zone: str) -> str:
    """Who has the lead and since when, by the clock of that time zone."""
    say = content.phrasebook.say
    since = _began(lead)
    date, time = spoken_moment(content, language, since.at if since else lead.submitted_at, zone)
    match lead.state:
        case LeadState.NEW:
            return say("card_state_new", language)
        case LeadState.CLAIMED:
            return say("card_state_claimed", language, staff=lead.owner_name, date=date, time=time)
        case LeadState.IN_CONVERSATION:
            return say("card_state_in_conversation", language, staff=lead.owner_name)
        case LeadState.CLOSED:
            outcome = say(f"outcome_{lead.outcome}", language) if lead.outcome else ""
            closed = say(
                "card_state_closed",
                language,
                staff=_who(content, language, since) if since else "",
                date=date,
                time=time,
                outcome=outcome,
            )
            if not lead.verdict:
                return closed
            verdict = say(f"verdict_{lead.verdict}", language)
            return f"{closed}. {say('card_closed_verdict', language, verdict=verdict)}"


def history_lines(
    content: Content, language: Language, lead: Lead, zone: str, *, with_words: bool = True
) -> tuple[str, ...]:
    """Everything that happened, the newest last, by the clock of that time zone; what people wrote
    only `with_words`."""
    lines = lead.history if with_words else (replace(each, detail="") for each in lead.history)
    return tuple(_line(content, language, each, zone) for each in lines)


def spoken_moment(
    content: Content, language: Language, moment: datetime, zone: str
) -> tuple[str, str]:
    """A day and a time of day, by the clock of that time zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return spoken_date(content, language, local.date()), f"{local:%H:%M}"


def _line(content: Content, language: Language, line: Happening, zone: str) -> str:
    say = content.phrasebook.say
    date, time = spoken_moment(content, language, line.at, zone)
    # A step that a later version wrote is shown by its name.
    step = say(f"step_{line.step}", language) if f"step_{line.step}" in STAFF_KEYS else line.step
    who = _who(content, language, line)
    if not line.detail:
        return say("card_history_line", language, date=date, time=time, who=who, step=step)
    detail = shortened(line.detail)
    return say(
        "card_history_detail", language, date=date, time=time, who=who, step=step, detail=detail
    )


def _who(content: Content, language: Language, line: Happening) -> str:
    known = {COMPANY.id: "who_company", CLOCK.id: "who_clock"}.get(line.who_id or line.who)
    return content.phrasebook.say(known, language) if known else line.who


def _began(lead: Lead) -> Happening | None:
    """The line with which the state began that the lead is in; None for one that tells of none."""
    steps = {
        LeadState.CLAIMED: ("claim", "reopen", "hand_back"),
        LeadState.CLOSED: ("close",),
    }.get(lead.state, ())
    for line in reversed(lead.history):
        if line.step in steps:
            return line
    return None
