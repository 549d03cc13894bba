"""Claim, give back, pass on, close, open again, export, erase: what the buttons do."""

from dataclasses import replace

from tram_bot.core.blocking import UNBLOCKED, block, lifted, unblock
from tram_bot.core.confidentiality import is_held_back
from tram_bot.core.desk import clock, thread
from tram_bot.core.desk.work import Work
from tram_bot.core.effects import Export, KeepLead
from tram_bot.core.events import (
    FromDesk,
    StaffAsked,
    StaffDecided,
    StaffDeleted,
    StaffEdited,
    StaffErased,
    StaffExported,
    StaffStepped,
    StaffUnblocked,
    StaffWrote,
)
from tram_bot.core.forgetting import erase
from tram_bot.core.lead import LeadState, Outcome, Refused, Step
from tram_bot.core.lead_card import working_language
from tram_bot.core.open_leads import called_to_mind
from tram_bot.core.present import centre_name
from tram_bot.core.scene import Scene, Turn
from tram_bot.core.with_person import lead_changed

EXPORTED, EXPORTED_ALL = "export", "export_all"
"""The lines of a lead's history for a copy that left for somebody's own files: without what was
told in confidence, and with it."""


def at_desk(scene: Scene, event: FromDesk) -> Turn:
    """What something done at a centre's desk comes to."""
    in_thread = isinstance(event, StaffWrote | StaffEdited | StaffDeleted | StaffDecided)
    lead = scene.moment.leads.get(event.lead)
    if lead is None:
        # It was erased while they looked at it; its card goes by itself.
        return scene.turn_of()
    work = Work(scene=scene, lead=lead, by=event.by, desk=event.desk)
    if isinstance(event, StaffDeleted) and thread.is_with_company(lead, event.message):
        # Whoever wrote it may take it back, wherever they sit by now.
        return thread.deleted(work, event)
    if work.is_onlooker and in_thread:
        return thread.beside(work, event)
    if not work.may:
        return work.refused(_called(event), in_thread=in_thread)
    work = replace(work, scene=called_to_mind(scene, lead))
    match event:
        case StaffStepped():
            return _step(work, event)
        case StaffWrote():
            return thread.wrote(work, event)
        case StaffEdited():
            return thread.edited(work, event)
        case StaffDeleted():
            return thread.deleted(work, event)
        case StaffDecided():
            return thread.decided(work, event)
        case StaffAsked():
            return thread.asked(work, event)
        case StaffExported():
            return _export(work, confidential=event.confidential)
        case StaffErased():
            return _erase(work)
        case StaffUnblocked():
            return unblock(work)


def _export(work: Work, *, confidential: bool) -> Turn:
    # Where it may not be seen on the card it does not go as a file, either.
    if is_held_back(work.lead, work.desk):
        return work.refused(EXPORTED, in_thread=False)
    return work.scene.turn_of(
        KeepLead(lead=work.noted(EXPORTED_ALL if confidential else EXPORTED), show=False),
        Export(lead=work.lead.id, centre=work.desk, confidential=confidential),
    )


def _called(event: FromDesk) -> str:
    match event:
        case StaffStepped(step=step):
            return step.value
        case StaffAsked():
            return "ask"
        case StaffExported():
            return EXPORTED
        case StaffErased():
            return "erase"
        case StaffUnblocked():
            return UNBLOCKED
        case StaffWrote() | StaffEdited() | StaffDeleted() | StaffDecided():
            return "write"


def _step(work: Work, event: StaffStepped) -> Turn:
    match event.step:
        case Step.CLAIM:
            return _claim(work)
        case Step.RELEASE:
            return _release(work)
        case Step.PASS_ON:
            return _pass_on(work, event)
        case Step.CLOSE:
            return _close(work, event)
        case Step.REOPEN:
            return _reopen(work)
        case Step.HAND_BACK:
            return _hand_back(work)
        case Step.REPLY | Step.COMPLETE:
            return work.only("desk_cannot")


def _claim(work: Work) -> Turn:
    after = work.advanced(Step.CLAIM)
    if isinstance(after, Refused):
        return _as_it_stands(work)
    turn = lead_changed(work.scene, after.id, Step.CLAIM, staff=work.by.signs_as)
    return turn.also(KeepLead(lead=after), *clock.claimed(work.scene, after))


def _as_it_stands(work: Work) -> Turn:
    """Somebody was quicker, or has it already."""
    if work.is_theirs:
        return work.only("desk_yours_already", reference=work.lead.reference)
    if work.lead.state is LeadState.CLOSED:
        return work.only("desk_closed_already", reference=work.lead.reference)
    return work.only(
        "desk_claimed_already", reference=work.lead.reference, staff=work.lead.owner_name
    )


def _release(work: Work) -> Turn:
    after = work.advanced(Step.RELEASE)
    if isinstance(after, Refused):
        return _nothing_to_undo(work)
    turn = lead_changed(work.scene, after.id, Step.RELEASE, staff=work.by.signs_as)
    told = work.tell(after.centre, "desk_released", staff=work.by.name)
    return turn.also(KeepLead(lead=after), told, *clock.free(work.scene, after))


def _nothing_to_undo(work: Work) -> Turn:
    if work.lead.state is LeadState.NEW:
        return work.only("desk_not_claimed", reference=work.lead.reference)
    return work.only("desk_closed_already", reference=work.lead.reference)


def _pass_on(work: Work, event: StaffStepped) -> Turn:
    to = event.centre
    if to is None or to not in work.scene.content.catalogue.centres:
        return work.only("desk_no_such_centre")
    if to == work.lead.centre:
        return work.only("desk_there_already", centre=work.named(to))
    after = work.advanced(Step.PASS_ON, detail=event.detail, centre=to)
    if isinstance(after, Refused):
        return _as_it_stands(work)
    after = replace(after, held=())
    turn = lead_changed(work.scene, after.id, Step.PASS_ON, staff=work.by.signs_as, centre=to)
    theirs = working_language(work.scene.content, to)
    sender = centre_name(work.scene.content, theirs, work.lead.centre)
    key = "desk_passed_on" if event.detail else "desk_passed_on_without_reason"
    told = work.tell(to, key, staff=work.by.name, centre=sender, reason=event.detail)
    return turn.also(KeepLead(lead=after), told, *clock.free(work.scene, after))


def _close(work: Work, event: StaffStepped) -> Turn:
    after = work.advanced(Step.CLOSE, detail=event.detail, outcome=event.outcome)
    if isinstance(after, Refused):
        return _as_it_stands(work)
    after = replace(after, verdict=event.verdict)
    if event.block and event.outcome is Outcome.SPAM:
        return block(work, after).also(*clock.settled(after))
    turn = lead_changed(work.scene, after.id, Step.CLOSE, staff=work.by.signs_as)
    return turn.also(KeepLead(lead=after), *clock.settled(after))


def _reopen(work: Work) -> Turn:
    after = work.advanced(Step.REOPEN)
    if isinstance(after, Refused):
        return work.only("desk_open_already", reference=work.lead.reference)
    turn = lead_changed(work.scene, after.id, Step.REOPEN, staff=work.by.signs_as)
    heard = lifted(work.scene, but=after.id)
    return turn.also(KeepLead(lead=after), *heard, *clock.claimed(work.scene, after))


def _hand_back(work: Work) -> Turn:
    after = work.advanced(Step.HAND_BACK)
    if isinstance(after, Refused):
        return work.only("desk_not_talking", reference=work.lead.reference)
    turn = lead_changed(work.scene, after.id, Step.HAND_BACK, staff=work.by.signs_as)
    return turn.also(KeepLead(lead=after))


def _erase(work: Work) -> Turn:
    """The company is told what was deleted, and by whom, in its own language."""
    scene = work.scene
    centre = centre_name(scene.content, scene.language, work.lead.centre)
    said = scene.phrase("erased_by_centre", centre=centre)
    return erase(scene, said)
