"""Office hours: calling to mind, calling in the next desk, back to the pool.

Every reminder is a timer of the lead's conversation. What fires while the office is closed, as
after a stop of the program, is put off to its next opening.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from tram_bot.core.catalogue import LEAD_DESK, Centre
from tram_bot.core.content import Content
from tram_bot.core.desk.work import say_at
from tram_bot.core.effects import CancelReminder, Effect, KeepLead, RemindAt, TellDesk
from tram_bot.core.events import DeskLost
from tram_bot.core.identifiers import CentreId, LeadId
from tram_bot.core.lead import (
    CLOCK,
    ESCALATED,
    Happening,
    Lead,
    LeadState,
    Refused,
    Role,
    Step,
    advance_lead,
    completed,
)
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import centre_name
from tram_bot.core.scene import Scene, Turn
from tram_bot.core.with_person import left_unanswered

UNCLAIMED, ESCALATE, SILENT = "unclaimed", "escalate", "silent"
"""The kinds of reminder a lead has; its id follows after a colon."""
ASKED = "ask"
"""The line of a lead's history for a question of the questionnaire that staff have asked."""

_AGAIN = 8
"""Office hours until a request is called to mind once more when everybody knows of it. Ours."""


def is_of_lead(timer: str) -> bool:
    """Whether a timer is one of a lead's, rather than of the dialogue."""
    return timer.partition(":")[0] in (UNCLAIMED, ESCALATE, SILENT) and ":" in timer


def free(scene: Scene, lead: Lead) -> tuple[Effect, ...]:
    """Nobody has the lead: somebody is to claim it within its centre's limit."""
    hours = _centre(scene.content, lead.centre).claim_within
    return (
        _remind(scene, UNCLAIMED, lead, at=lead.centre, since=scene.now, hours=hours),
        CancelReminder(timer=_timer(ESCALATE, lead.id)),
        CancelReminder(timer=_timer(SILENT, lead.id)),
    )


def claimed(scene: Scene, lead: Lead) -> tuple[Effect, ...]:
    """Somebody has the lead: now the company waits for their word."""
    return (
        CancelReminder(timer=_timer(UNCLAIMED, lead.id)),
        CancelReminder(timer=_timer(ESCALATE, lead.id)),
        _silence(scene, lead, scene.now),
    )


def settled(lead: Lead) -> tuple[Effect, ...]:
    """Nothing waits for anybody at the desk: the lead is closed, or it is the company's turn. One
    that nobody has still waits to be claimed, whoever has had a word to say in passing."""
    if lead.state is LeadState.NEW:
        return ()
    return tuple(
        CancelReminder(timer=_timer(each, lead.id)) for each in (UNCLAIMED, ESCALATE, SILENT)
    )


def written(scene: Scene, lead: Lead) -> tuple[Effect, ...]:
    """The company wrote or completed its answers: whoever has the lead is to answer, counted from
    the first of it that waits, so that writing twice wins nobody more time."""
    if lead.state not in (LeadState.CLAIMED, LeadState.IN_CONVERSATION):
        return ()
    since = scene.now
    for line in reversed(lead.history):
        if line.step in (Step.REPLY, ASKED):
            break
        if line.step in (Step.CLAIM, Step.REOPEN):
            since = line.at
            break
        if line.step.startswith("relay") or line.step == Step.COMPLETE:
            since = line.at
    return (_silence(scene, lead, since),)


def submitted(scene: Scene, lead: Lead) -> tuple[Effect, ...]:
    """A lead comes in, or one that is known is completed by what the company said since."""
    known = scene.moment.leads.get(lead.id)
    if known is None:
        return free(scene, lead)
    kept = completed(known, lead)
    told = _tell(scene, kept, kept.centre, "desk_completed", loud=False)
    anew = kept.state is LeadState.NEW and (
        known.state is LeadState.CLOSED or kept.centre != known.centre
    )
    return (told, *(free(scene, kept) if anew else written(scene, kept)))


def passed(scene: Scene, timer: str) -> Turn:
    """A lead's reminder fell due."""
    kind, _, id = timer.partition(":")
    lead = scene.moment.leads.get(LeadId(id))
    if lead is None:
        return scene.turn_of()
    waits = lead.state in (
        (LeadState.CLAIMED, LeadState.IN_CONVERSATION) if kind == SILENT else (LeadState.NEW,)
    )
    if not waits:
        return scene.turn_of()
    where = _reminded(scene.content, lead) if kind == UNCLAIMED else lead.centre
    office = scene.content.office(where)
    if not office.is_open(scene.now):
        return scene.turn_of(RemindAt(timer=timer, due=office.next_open(scene.now)))
    match kind:
        case "unclaimed":
            return _call_to_mind(scene, lead)
        case "escalate":
            return _escalate(scene, lead)
        case _:
            return _back_to_the_pool(scene, lead)


def desk_lost(scene: Scene, event: DeskLost) -> Turn:
    """A desk cannot be reached: the lead waits for it, and the next desk is called in, unless there
    is nothing left to do for anybody."""
    lead = scene.moment.leads.get(event.lead)
    if lead is None or lead.state is LeadState.CLOSED:
        return scene.turn_of()
    to = _next_desk(scene.content, event.centre)
    if to is None:
        return scene.turn_of()
    told = _tell(scene, lead, to, "desk_lost", about=event.centre, why=event.why)
    if lead.role_of(event.centre) in (Role.COPY, Role.FORMER):
        # It only stood there for information: whoever has it has lost nothing.
        return scene.turn_of(told)
    if to == lead.centre or to in lead.escalated:
        return scene.turn_of()
    after = _called_in(scene, lead, to, event.why)
    return scene.turn_of(KeepLead(lead=after), told)


def _call_to_mind(scene: Scene, lead: Lead) -> Turn:
    to, where = _next_desk(scene.content, lead.centre), _reminded(scene.content, lead)
    if to in (None, where):
        # Nobody else is left to call in: it is called to mind again, day after day.
        again = _remind(scene, UNCLAIMED, lead, at=where, since=scene.now, hours=_AGAIN)
        return scene.turn_of(_tell(scene, lead, where, "desk_unclaimed"), again)
    hours = _centre(scene.content, lead.centre).escalate_after
    later = _remind(scene, ESCALATE, lead, at=lead.centre, since=scene.now, hours=hours)
    return scene.turn_of(_tell(scene, lead, lead.centre, "desk_unclaimed"), later)


def _reminded(content: Content, lead: Lead) -> CentreId:
    """Who is to see that somebody claims it: its centre, or the desk that was called in for it."""
    to = _next_desk(content, lead.centre)
    return to if to in lead.escalated else lead.centre


def _escalate(scene: Scene, lead: Lead) -> Turn:
    to = _next_desk(scene.content, lead.centre)
    if to is None:
        return scene.turn_of()
    return scene.turn_of(
        KeepLead(lead=_called_in(scene, lead, to, "")),
        _tell(scene, lead, to, "desk_escalated_here", about=lead.centre),
        _tell(scene, lead, lead.centre, "desk_escalated", loud=False, about=to),
        _remind(scene, UNCLAIMED, lead, at=to, since=scene.now, hours=_AGAIN),
    )


def _back_to_the_pool(scene: Scene, lead: Lead) -> Turn:
    after = advance_lead(lead, Step.RELEASE, who=CLOCK, at=scene.now)
    if isinstance(after, Refused):
        return scene.turn_of()
    told = _tell(scene, lead, lead.centre, "desk_back_in_pool", staff=lead.owner_name)
    turn = left_unanswered(scene, lead.id)
    return turn.also(KeepLead(lead=after), told, *free(scene, after))


def _called_in(scene: Scene, lead: Lead, centre: CentreId, why: str) -> Lead:
    detail = f"{centre} {why}".strip()
    line = Happening(at=scene.now, who=CLOCK.name, who_id=CLOCK.id, step=ESCALATED, detail=detail)
    escalated = tuple(dict.fromkeys((*lead.escalated, centre)))
    return replace(lead, escalated=escalated, history=(*lead.history, line))


def _tell(
    scene: Scene,
    lead: Lead,
    centre: CentreId,
    key: str,
    *,
    loud: bool = True,
    about: CentreId | None = None,
    **values: str,
) -> TellDesk:
    name = centre_name(scene.content, working_language(scene.content, centre), about or centre)
    text = say_at(scene, centre, key, reference=lead.reference, centre=name, **values)
    return TellDesk(lead=lead.id, centre=centre, text=text, loud=loud)


def _silence(scene: Scene, lead: Lead, since: datetime) -> RemindAt:
    hours = _centre(scene.content, lead.centre).release_after
    return _remind(scene, SILENT, lead, at=lead.centre, since=since, hours=hours)


def _remind(
    scene: Scene, kind: str, lead: Lead, *, at: CentreId, since: datetime, hours: int
) -> RemindAt:
    due = scene.content.office(at).after(since, timedelta(hours=hours))
    return RemindAt(timer=_timer(kind, lead.id), due=due)


def _timer(kind: str, lead: LeadId) -> str:
    return f"{kind}:{lead}"


def _next_desk(content: Content, centre: CentreId) -> CentreId | None:
    known = content.catalogue.centres.get(centre)
    if known and known.escalates_to:
        return known.escalates_to
    return LEAD_DESK if centre != LEAD_DESK else None


def _centre(content: Content, centre: CentreId) -> Centre:
    return content.catalogue.centres.get(centre) or content.catalogue.centres[LEAD_DESK]
