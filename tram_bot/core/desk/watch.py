"""What a turn of the company's means to the desks: reminders to set, and whether it is there."""

from collections.abc import Sequence
from dataclasses import replace

from tram_bot.core.desk import clock
from tram_bot.core.effects import Effect, KeepLead, Relay, SubmitLead
from tram_bot.core.events import CompanyGone
from tram_bot.core.lead import LeadState
from tram_bot.core.scene import Scene, Turn


def company_gone(scene: Scene, event: CompanyGone) -> Turn:
    """Nothing reaches the person any more: the people who have a lead of theirs are to know."""
    there = scene.with_conversation(replace(scene.conversation, unreachable=event.why))
    return there.turn_of(*reachable(scene, event.why))


def reachable(scene: Scene, why: str) -> tuple[Effect, ...]:
    """The open leads, on which it stands whether the company can be reached."""
    leads = scene.moment.leads.values()
    return tuple(
        KeepLead(lead=replace(lead, unreachable=why))
        for lead in leads
        if lead.state is not LeadState.CLOSED and lead.unreachable != why
    )


def watched(scene: Scene, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """What the clock of the desks makes of a lead that comes in and of words passed on to it."""
    watched: list[Effect] = []
    for effect in effects:
        match effect:
            case SubmitLead(lead=lead):
                watched.extend(clock.submitted(scene, lead))
            case Relay(lead=id, edited=False, deleted=False):
                lead_of_relay = scene.moment.leads.get(id)
                watched.extend(clock.written(scene, lead_of_relay) if lead_of_relay else ())
            case _:
                pass
    return tuple(watched)
