"""While a person at a centre has the conversation, and how the bot leaves and comes back."""

from dataclasses import replace
from datetime import timedelta

from tram_bot.core.commands import confirm, newest_open_lead, run_command
from tram_bot.core.content import BotCommand
from tram_bot.core.conversation import Confirming, Idle, LeadNote, Phase, WithPerson
from tram_bot.core.effects import CancelReminder, Relay, RemindAt
from tram_bot.core.events import (
    Attachment,
    Command,
    Edited,
    LeadChanged,
    Pressed,
    StaffReply,
    Text,
)
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Step
from tram_bot.core.limits import STAFF_SILENCE_HOURS
from tram_bot.core.present import centre_name
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import CONFIRM, INTENT, Scene, Turn

CENTRE_SILENCE = "centre_silence"
"""The reminder that brings the bot back when the centre stays silent."""

_HEARD = (BotCommand.BOT, BotCommand.FORGET_ME, BotCommand.MY_DATA)
"""What is obeyed even now: the way back, and the rights to one's own data."""


def pass_to_person(
    scene: Scene, phase: WithPerson, event: Text | Edited | Command | Attachment
) -> Turn:
    """What the company sends goes to the person; the bot says nothing."""
    match event:
        case Text(text=text):
            return scene.turn_of(Relay(lead=phase.lead, text=text))
        case Edited(text=text):
            return scene.turn_of(Relay(lead=phase.lead, text=text, edited=True))
        case Attachment(name=name, caption=caption):
            file = scene.phrase("file_relayed", name=name)
            text = "\n".join(part for part in (file, caption) if part)
            return scene.turn_of(Relay(lead=phase.lead, text=text))
        case Command(word=word, argument=argument):
            known = scene.content.command_word(word)
            command = known[0].command if known else None
            if command in _HEARD and command is not None:
                turn = run_command(scene, command, argument)
                is_over = not isinstance(turn.conversation.phase, WithPerson)
                return turn.also(CancelReminder(timer=CENTRE_SILENCE)) if is_over else turn
            return scene.turn_of(Relay(lead=phase.lead, text=f"/{word} {argument}".strip()))


def is_obeyed(scene: Scene, event: Pressed) -> bool:
    """Whether a button is one of those that count even while a person has the conversation."""
    if event.scope == INTENT:
        intent = scene.content.intents.get(event.option)
        return intent is not None and intent.command in _HEARD
    return event.scope == CONFIRM


def keep_quiet(scene: Scene, phase: WithPerson) -> Turn:
    """A button of the bot's own: the person keeps the conversation, and the way back is told."""
    return scene.reply(scene.phrase("with_person", staff=phase.staff))


def staff_replies(scene: Scene, event: StaffReply) -> Turn:
    """A person writes: theirs is the conversation now, and the bot falls silent."""
    note = _note(scene, event.lead)
    if not note:
        return scene.turn_of()
    conversation = scene.conversation
    before = conversation.phase
    taking_over = not isinstance(before, WithPerson) or before.staff != event.staff
    phase = WithPerson(
        lead=event.lead,
        staff=event.staff,
        resume=before.resume if isinstance(before, WithPerson) else before,
    )
    there = scene.with_conversation(replace(conversation, phase=phase, pending=None))
    centre = centre_name(scene.content, scene.language, note.centre)
    names = {"staff": event.staff, "centre": centre, "reference": note.reference}
    return there.reply(
        scene.phrase("staff_says", text=event.text, **names),
        scene.phrase("staff_here", **names) if taking_over else "",
        effects=(_silence(scene),),
    )


def lead_changed(scene: Scene, event: LeadChanged) -> Turn:
    """Something happened to the lead: the company hears what concerns it."""
    note = _note(scene, event.lead)
    if not note:
        return scene.turn_of()
    centre = centre_name(scene.content, scene.language, note.centre)
    names = {"reference": note.reference, "staff": event.staff, "centre": centre}
    match event.change:
        case Step.CLAIM:
            there = _with_note(scene, replace(note, settled=True))
            return _tell(there, there.phrase("lead_claimed", **names))
        case Step.PASS_ON:
            to = CentreId(event.centre)
            names["centre"] = centre_name(scene.content, scene.language, to)
            there = _with_note(scene, replace(note, centre=to, settled=True))
            return _come_back(there, note, there.phrase("lead_passed_on", **names))
        case Step.HAND_BACK:
            return _come_back(scene, note, scene.phrase("lead_handed_back", **names))
        case Step.CLOSE | Step.WITHDRAW:
            there = _with_note(scene, replace(note, open=False, settled=True))
            return _come_back(there, note, there.phrase("lead_closed", **names))
        case Step.REOPEN:
            there = _with_note(scene, replace(note, open=True))
            return _tell(there, there.phrase("lead_reopened", **names))
        case _:
            return scene.turn_of()


def centre_silent(scene: Scene) -> Turn:
    """The centre has not written for long: the bot is there again, and says so by name."""
    phase = scene.conversation.phase
    if not isinstance(phase, WithPerson):
        return scene.turn_of()
    there = scene.in_phase(phase.resume)
    text = scene.phrase("centre_silent", staff=phase.staff)
    note = newest_open_lead(scene.conversation)
    if not note or note.id != phase.lead:
        return go_on(there, text, buttons=menu(there, with_person=True))
    pending = Confirming(what="relay", turn=scene.turn, to=scene.phrase("still_waiting"))
    return confirm(there, pending, scene.phrase("confirm_remind"), text)


def _come_back(scene: Scene, note: LeadNote, said: str) -> Turn:
    phase = scene.conversation.phase
    if isinstance(phase, WithPerson) and phase.lead == note.id:
        there = scene.in_phase(phase.resume)
        turn = go_on(there, said, there.phrase("bot_back"), buttons=menu(there))
        return turn.also(CancelReminder(timer=CENTRE_SILENCE))
    return _tell(scene, said)


def _tell(scene: Scene, said: str) -> Turn:
    """News, without disturbing what is open more than needed."""
    phase: Phase = scene.conversation.phase
    if isinstance(phase, WithPerson):
        return scene.reply(said)
    return go_on(scene, said, buttons=menu(scene) if isinstance(phase, Idle) else ())


def _silence(scene: Scene) -> RemindAt:
    return RemindAt(timer=CENTRE_SILENCE, due=scene.now + timedelta(hours=STAFF_SILENCE_HOURS))


def _note(scene: Scene, lead: str) -> LeadNote | None:
    return next((note for note in scene.conversation.leads if note.id == lead), None)


def _with_note(scene: Scene, note: LeadNote) -> Scene:
    leads = tuple(note if each.id == note.id else each for each in scene.conversation.leads)
    return scene.with_conversation(replace(scene.conversation, leads=leads))
