"""Senders whom staff have blocked: one last line to them, and nothing of theirs is heard any more.

Only the right to be forgotten stays: the command for it is obeyed, and once. The block itself
outlives that, else it would be the way around it.
"""

from dataclasses import replace

from tram_bot.core.content import BotCommand
from tram_bot.core.conversation import Idle
from tram_bot.core.desk import clock
from tram_bot.core.desk.work import Work
from tram_bot.core.effects import Block, CancelReminder, Effect, KeepLead, Unblock
from tram_bot.core.events import Command, CompanyGone, Event, FromCompany, HeldBack, TimePassed
from tram_bot.core.forgetting import erase
from tram_bot.core.identifiers import LeadId
from tram_bot.core.lead import Lead, LeadState
from tram_bot.core.left_runs import leave
from tram_bot.core.present import centre_name
from tram_bot.core.scene import Scene, Turn, held_run
from tram_bot.core.with_person import CENTRE_SILENCE, note_of, with_note

BLOCKED, UNBLOCKED = "block", "unblock"
"""The lines of a lead's history for a sender who was blocked, and heard again."""


def unheard(scene: Scene, event: Event) -> Turn | None:
    """What becomes of an event while its sender is blocked; None if it is heard all the same:
    what staff do, and what time means to them.

    The turn that is none leaves the conversation as it was, uncounted.
    """
    match event:
        case Command(word=word) if _wants_to_be_forgotten(scene, word):
            # There is nothing to lose any more, so nothing to ask back.
            return erase(scene)
        case TimePassed(timer=timer) if clock.is_of_lead(timer):
            return None
        case TimePassed() | HeldBack() | CompanyGone():
            return scene.turn_of()
        case _ if isinstance(event, FromCompany):
            return scene.turn_of()
        case _:
            return None


def block(work: Work, closed: Lead) -> Turn:
    """Close the lead as `closed`, and hear no more of its sender, in whatever else they have
    open. They get one last line."""
    scene = work.scene
    note = note_of(scene, closed.id)
    there = with_note(scene, replace(note, open=False, settled=True)) if note else scene
    conversation = there.conversation
    run = held_run(conversation.phase)
    quiet = leave(replace(conversation, phase=Idle(), pending=None), run)
    centre = centre_name(scene.content, scene.language, closed.centre)
    said = scene.phrase("blocked", reference=closed.reference, centre=centre)
    kept = replace(work.with_lead(closed).noted(BLOCKED), blocked=True)
    return there.with_conversation(quiet).reply(
        said,
        effects=(
            KeepLead(lead=kept),
            *_marked(scene, blocked=True, but=closed.id),
            Block(reference=closed.reference, centre=closed.centre, staff=work.by.name),
            CancelReminder(timer=CENTRE_SILENCE),
        ),
    )


def lifted(scene: Scene, but: LeadId | None = None) -> tuple[Effect, ...]:
    """Hear the sender again, if they are blocked; `but` is a lead that is kept otherwise."""
    if not scene.moment.is_blocked:
        return ()
    return (Unblock(), *_marked(scene, blocked=False, but=but))


def unblock(work: Work) -> Turn:
    """Somebody has the sender heard again; the lead stays closed."""
    effects = lifted(work.scene, but=work.lead.id)
    if not effects:
        return work.only("desk_not_blocked", reference=work.lead.reference)
    kept = replace(work.noted(UNBLOCKED), blocked=False)
    return work.scene.turn_of(KeepLead(lead=kept), *effects)


def _marked(scene: Scene, *, blocked: bool, but: LeadId | None) -> tuple[Effect, ...]:
    """Every other lead of theirs that is shown it: the open ones, when a block begins."""
    return tuple(
        KeepLead(lead=replace(lead, blocked=blocked))
        for lead in scene.moment.leads.values()
        if lead.id != but
        and lead.blocked is not blocked
        and (not blocked or lead.state is not LeadState.CLOSED)
    )


def _wants_to_be_forgotten(scene: Scene, word: str) -> bool:
    known = scene.content.command_word(word)
    is_kept = scene.conversation.turn > 0
    return is_kept and known is not None and known[0].command is BotCommand.FORGET_ME
