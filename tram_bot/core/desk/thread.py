"""What staff write in the lead's thread, and whether it leaves the house.

Nothing leaves by accident. What whoever claimed the lead writes goes to the company; what anybody
else writes, or what is written while nobody has it, is held until they decide; what begins with
`note:` always stays.
"""

import re
from dataclasses import replace

from tram_bot.core.asking import ask
from tram_bot.core.blocking import lifted
from tram_bot.core.conversation import WithPerson
from tram_bot.core.desk import clock
from tram_bot.core.desk.work import Work
from tram_bot.core.effects import Amend, Choices, KeepLead
from tram_bot.core.events import (
    Decision,
    FromDesk,
    StaffAsked,
    StaffDecided,
    StaffDeleted,
    StaffEdited,
    StaffWrote,
)
from tram_bot.core.lead import File, Happening, Held, Lead, LeadState, Refused, Step
from tram_bot.core.left_runs import left_runs, take_up
from tram_bot.core.present import centre_name, shortened
from tram_bot.core.scene import Turn, held_run
from tram_bot.core.with_person import note_of, staff_replies, with_note, words_of_staff

NOTE = "note"
"""The line of a lead's history for what stayed in the house."""
REPLY_EDITED, REPLY_DELETED = "reply_edited", "reply_deleted"
"""The lines for a reply that was changed or taken back."""

_NOTE = re.compile(r"[\s*_~`>•-]*note[\s*_~`]*:", re.IGNORECASE)
"""Also in bold or italics, as a quotation or in a list, which Slack's signs stand for."""
_LABELS = {
    Decision.CLAIM_AND_SEND: "desk_button_claim_and_send",
    Decision.SEND_ONCE: "desk_button_send_once",
    Decision.KEEP_AS_NOTE: "desk_button_keep_as_note",
}


def is_note(text: str) -> bool:
    """Whether a text is marked to stay in the house.

    >>> is_note("Note: she sounds stressed"), is_note("*Note:* he does, too")
    (True, True)
    >>> is_note("please note: two samples")
    False
    """
    return _NOTE.match(text) is not None


def is_with_company(lead: Lead, message: str) -> bool:
    """Whether a message of the staff's went to the company, and was not taken back since."""
    line = _line(lead, message)
    return line is not None and line.step != NOTE


def beside(work: Work, event: FromDesk) -> Turn:
    """Something written where the lead stands only for information: it stays there."""
    match event:
        case StaffWrote(text=text) if not is_note(text):
            pass
        case StaffEdited(message=message) if is_with_company(work.lead, message):
            pass
        case StaffDecided():
            pass  # the lead went elsewhere while what they wrote was held
        case _:
            return work.scene.turn_of()
    name = work.named(work.lead.centre)
    return work.only("desk_elsewhere", in_thread=True, reference=work.lead.reference, centre=name)


def wrote(work: Work, event: StaffWrote) -> Turn:
    """A message in the thread: sent, held or kept as a note. One that was changed or deleted before
    it came, as Slack brings again what we could not take, stays what it was made."""
    if changed := _held(work.lead, event.message):
        return _keep_held(work, replace(changed, files=event.files))
    if _is_known(work.lead, event.message):
        return work.scene.turn_of()
    if not event.text and not event.files:
        # A message of somebody else's that was forwarded, say.
        return work.only("desk_nothing_to_send", in_thread=True)
    if is_note(event.text):
        return _keep_as_note(work, event.text, event.message)
    if work.is_theirs:
        return _send(work, event.text, event.message, event.files)
    held = Held(
        message=event.message,
        by=work.by,
        text=event.text,
        at=work.scene.now,
        files=event.files,
    )
    return _hold(work, held)


def edited(work: Work, event: StaffEdited) -> Turn:
    """A message was changed: what the company saw of it changes, too."""
    lead = work.lead
    held = _held(lead, event.message)
    if held:
        if is_note(event.text):
            others = work.with_lead(_without_held(lead, event.message))
            return _keep_as_note(others, event.text, event.message)
        return _keep_held(work, replace(held, text=event.text))
    line = _line(lead, event.message)
    if line is None and _is_known(lead, event.message):
        return work.scene.turn_of()
    if line is None or line.step == NOTE:
        return _marked_anew(work, event)
    if is_note(event.text):
        taken_back = _forgotten(work.noted(REPLY_DELETED, message=event.message), event.message)
        kept = work.with_lead(taken_back)
        return kept.scene.turn_of(
            KeepLead(lead=kept.noted(NOTE, event.text, event.message), show=False),
            Amend(staff_message=event.message, say=None),
        )
    after = work.noted(REPLY_EDITED, event.text, event.message)
    said = words_of_staff(work.scene, lead.id, work.by, text=event.text, message=event.message)
    return work.scene.turn_of(
        KeepLead(lead=after, show=False), Amend(staff_message=event.message, say=said)
    )


def deleted(work: Work, event: StaffDeleted) -> Turn:
    """A message was deleted: what the company saw of it is taken back, if that is still allowed."""
    lead = work.lead
    if _held(lead, event.message):
        kept = KeepLead(lead=_without_held(lead, event.message), show=False)
        return work.scene.turn_of(kept)
    line = _line(lead, event.message)
    if line is None:
        is_known = _is_known(lead, event.message)
        gone = KeepLead(lead=work.noted(REPLY_DELETED, message=event.message), show=False)
        return work.scene.turn_of(*(() if is_known else (gone,)))
    after = _forgotten(lead, event.message)
    if line.step == NOTE:
        return work.scene.turn_of(KeepLead(lead=after, show=False))
    after = work.with_lead(after).noted(REPLY_DELETED, message=event.message)
    return work.scene.turn_of(
        KeepLead(lead=after, show=False), Amend(staff_message=event.message, say=None)
    )


def decided(work: Work, event: StaffDecided) -> Turn:
    """Somebody decided on a reply of theirs that was held."""
    held = _held(work.lead, event.message)
    if held is None:
        return work.only("desk_decided_already", in_thread=True)
    if held.by.id != work.by.id:
        return work.only("desk_not_your_words", in_thread=True, staff=held.by.name)
    work = work.with_lead(_without_held(work.lead, event.message))
    match event.decision:
        case Decision.KEEP_AS_NOTE:
            return _keep_as_note(work, held.text, held.message)
        case Decision.SEND_ONCE:
            return _send(work, held.text, held.message, held.files, once=True)
        case Decision.CLAIM_AND_SEND:
            return _send(_claimed(work), held.text, held.message, held.files, show=True)


def asked(work: Work, event: StaffAsked) -> Turn:
    """A question to the company: asked on purpose, so whoever asks has the lead from then on,
    unless somebody else has it."""
    if work.lead.state is LeadState.CLOSED:
        return work.only("desk_closed_already", reference=work.lead.reference)
    taken = work.lead.state is not LeadState.NEW and not work.is_theirs
    there = work if taken or work.is_theirs else _claimed(work)
    by_form = _ask_by_form(there, event.question) if event.question else None
    if by_form:
        return by_form
    text = event.text or _question_text(there, event.question)
    if not text:
        return work.only("desk_question_gone")
    turn = _send(there, text, event.id, (), once=taken, show=True)
    return turn.also(there.tell(there.desk, "desk_asked", staff=work.by.name, text=text))


def _send(
    work: Work,
    text: str,
    message: str,
    files: tuple[File, ...],
    *,
    once: bool = False,
    show: bool = False,
) -> Turn:
    after = work.advanced(Step.REPLY, detail=text or _names(files), message=message)
    if isinstance(after, Refused):
        return work.only("desk_cannot", in_thread=True)
    said = words_of_staff(work.scene, after.id, work.by, text=text, message=message, files=files)
    turn = staff_replies(work.scene, after.id, work.by, said, takes_over=not once)
    moved = show or after.state is not work.lead.state or after.blocked
    kept = KeepLead(lead=replace(after, blocked=False), show=moved)
    # To write to somebody is to want an answer.
    return turn.also(kept, *lifted(work.scene, but=after.id), *clock.settled(after))


def _claimed(work: Work) -> Work:
    """The same work, the lead being theirs: taken over from whoever has it, or open again."""
    steps = {
        LeadState.NEW: (Step.CLAIM,),
        LeadState.CLOSED: (Step.REOPEN,),
        LeadState.CLAIMED: (Step.RELEASE, Step.CLAIM),
        LeadState.IN_CONVERSATION: (Step.RELEASE, Step.CLAIM),
    }[work.lead.state]
    for step in steps if not work.is_theirs else ():
        after = work.advanced(step)
        if not isinstance(after, Refused):
            work = work.with_lead(after)
    return work


def _hold(work: Work, held: Held) -> Turn:
    match work.lead.state:
        case LeadState.NEW:
            why = work.say("desk_held_unclaimed")
        case LeadState.CLOSED:
            why = work.say("desk_held_closed")
        case LeadState.CLAIMED | LeadState.IN_CONVERSATION:
            why = work.say("desk_held_claimed", staff=work.lead.owner_name)
    choices = Choices(
        message=held.message,
        labels=tuple((decision.value, work.say(key)) for decision, key in _LABELS.items()),
    )
    question = work.say("desk_held", text=shortened(held.text or _names(held.files)), why=why)
    return _keep_held(work, held).also(work.whisper(question, in_thread=True, choices=choices))


def _keep_held(work: Work, held: Held) -> Turn:
    others = _without_held(work.lead, held.message)
    lead = replace(others, held=(*others.held, held))
    return work.scene.turn_of(KeepLead(lead=lead, show=False))


def _keep_as_note(work: Work, text: str, message: str) -> Turn:
    return work.scene.turn_of(KeepLead(lead=work.noted(NOTE, text, message), show=False))


def _marked_anew(work: Work, event: StaffEdited) -> Turn:
    """A note stays one while it is marked as one; without the mark it is held, and so is what we
    know nothing of: it may have been written for other eyes."""
    without = _forgotten(work.lead, event.message, wholly=True)
    if is_note(event.text):
        return _keep_as_note(work.with_lead(without), event.text, event.message)
    held = Held(
        message=event.message,
        by=work.by,
        text=event.text,
        at=work.scene.now,
        files=event.files,
    )
    return _hold(work.with_lead(without), held)


def _ask_by_form(work: Work, question_id: str) -> Turn | None:
    """The questionnaire asks it, with its buttons and examples, and the answer completes the
    lead. None if that cannot be: the content has lost it, another one is being filled in, or
    somebody who has another request is talking with the company."""
    note = note_of(work.scene, work.lead.id)
    questionnaire = work.scene.questionnaire(note.run) if note else None
    question = questionnaire.question(question_id) if questionnaire else None
    phase = work.scene.conversation.phase
    open_run = held_run(phase)
    if not note or not question or (open_run and open_run.id != note.run.id):
        return None
    if isinstance(phase, WithPerson) and phase.lead != work.lead.id:
        return None
    left = (each for each in left_runs(work.scene.conversation) if each.id == note.run.id)
    half_filled = open_run or next(left, None)
    run = half_filled or note.run
    there = with_note(work.scene, replace(note, settled=True))
    there = there.with_conversation(take_up(there.conversation, run))
    centre = centre_name(there.content, there.language, work.lead.centre)
    intro = there.phrase(
        "staff_asks", staff=work.by.signs_as, centre=centre, reference=work.lead.reference
    )
    turn = ask(there, run, question, intro, reopened=not half_filled)
    words = there.question_words(note.run, question)
    text = words.ask if words else question_id
    return turn.also(
        KeepLead(lead=replace(work.noted(clock.ASKED, text), blocked=False)),
        *lifted(work.scene, but=work.lead.id),
        *clock.settled(work.lead),
        work.tell(work.desk, "desk_asked", staff=work.by.name, text=text),
    )


def _question_text(work: Work, question_id: str) -> str:
    note = note_of(work.scene, work.lead.id)
    questionnaire = work.scene.questionnaire(note.run) if note else None
    question = questionnaire.question(question_id) if questionnaire else None
    words = work.scene.question_words(note.run, question) if note and question else None
    return words.ask if words else ""


def _held(lead: Lead, message: str) -> Held | None:
    return next((each for each in lead.held if each.message == message), None)


def _without_held(lead: Lead, message: str) -> Lead:
    return replace(lead, held=tuple(each for each in lead.held if each.message != message))


def _line(lead: Lead, message: str) -> Happening | None:
    """The line that tells what became of a message, if it was not taken back since."""
    lines = [each for each in lead.history if each.message == message]
    if not lines or lines[-1].step == REPLY_DELETED:
        return None
    return lines[-1]


def _is_known(lead: Lead, message: str) -> bool:
    return any(line.message == message for line in lead.history)


def _forgotten(lead: Lead, message: str, *, wholly: bool = False) -> Lead:
    """The lead without the words of a message; `wholly`, without a trace of it."""
    if wholly:
        lines = tuple(line for line in lead.history if line.message != message)
    else:
        lines = tuple(
            replace(line, detail="") if line.message == message else line for line in lead.history
        )
    return replace(lead, history=lines)


def _names(files: tuple[File, ...]) -> str:
    return ", ".join(file.name for file in files)
