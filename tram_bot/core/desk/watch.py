"""What a turn of the company's means to the desks: reminders to set, and whether it is there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tram_bot.core.desk import clock
from tram_bot.core.effects import Effect, KeepLead, Relay, SubmitLead
from tram_bot.core.events import CompanyGone
from tram_bot.core.lead import Lead, LeadState
from tram_bot.core.scene import Scene, Turn


def company_gone(scene: Scene, event: CompanyGone) -> Turn:
    """Nothing reaches the person any more: the people who have a lead of theirs are to know."""
    there = scene.with_conversation(replace(scene.conversation, unreachable=event.why))
    return there.turn_of(*reachable(scene.moment.leads.values(), event.why))


def reachable(leads: Iterable[Lead], why: str) -> tuple[Effect, ...]:
    """These leads with why nothing reaches their company any more, "" if something does again: a
    closed one does not begin to say so, but it ceases to."""
    return tuple(
        KeepLead(lead=replace(lead, unreachable=why))
        for lead in leads
        if lead.unreachable != why and not (why and lead.state is LeadState.CLOSED)
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
