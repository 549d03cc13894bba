"""While a person at a centre has the conversation, and how the bot leaves and comes back."""

from dataclasses import replace
from datetime import timedelta

from tram_bot.core.commands import newest_open_lead, run_command
from tram_bot.core.content import BotCommand
from tram_bot.core.conversation import Idle, LeadNote, Phase, WithPerson
from tram_bot.core.effects import CancelReminder, Relay, RemindAt, Say
from tram_bot.core.events import Attachment, Command, Pressed, Text
from tram_bot.core.file_limits import refused_for_lead, with_passed_on
from tram_bot.core.identifiers import CentreId, LeadId
from tram_bot.core.lead import File, Staff, Step
from tram_bot.core.limits import STAFF_SILENCE_HOURS
from tram_bot.core.present import centre_name
from tram_bot.core.relaying import ask_to_remind
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import CONFIRM, INTENT, Scene, Turn

CENTRE_SILENCE = "centre_silence"
"""The reminder that brings the bot back when the centre stays silent."""

_HEARD = (BotCommand.BOT, BotCommand.FORGET_ME, BotCommand.MY_DATA)
"""What is obeyed even now: the way back, and the rights to one's own data."""


def pass_to_person(scene: Scene, phase: WithPerson, event: Text | Command | Attachment) -> Turn:
    """What the company sends goes to the person; the bot says nothing."""
    match event:
        case Text(text=text, message=message):
            return scene.turn_of(Relay(lead=phase.lead, text=text, message=message))
        case Attachment(caption=caption, message=message):
            note = note_of(scene, phase.lead)
            if refused := refused_for_lead(scene, event.file, note):
                if not (note and caption):
                    return scene.reply(refused)
                said, relay = words_alone(scene, event, note)
                return scene.reply(refused, said, effects=(relay,))
            there = with_note(scene, with_passed_on(note, event.file)) if note else scene
            return there.turn_of(
                Relay(lead=phase.lead, text=caption, message=message, files=(event.file,))
            )
        case Command(argument=argument, message=message):
            if command := _obeyed(scene, event):
                turn = run_command(scene, command, argument)
                is_over = not isinstance(turn.conversation.phase, WithPerson)
                return turn.also(CancelReminder(timer=CENTRE_SILENCE)) if is_over else turn
            text = event.text or f"/{event.word} {argument}".strip()
            return scene.turn_of(Relay(lead=phase.lead, text=text, message=message))


def _obeyed(scene: Scene, event: Command) -> BotCommand | None:
    """The command that is obeyed even now. A mere word that could be one is an answer to the
    person, but for the one that we tell people to come back with."""
    known = scene.content.command_word(event.word)
    command = known[0].command if known else None
    if command not in _HEARD or (event.bare and command is not BotCommand.BOT):
        return None
    return command


def words_alone(scene: Scene, event: Attachment, note: LeadNote) -> tuple[str, Relay]:
    """What was written with a file that is refused, to be passed on without it, and the words that
    say so."""
    centre = centre_name(scene.content, scene.language, note.centre)
    relay = Relay(lead=note.id, text=event.caption, message=event.message)
    return scene.phrase("words_passed_on", centre=centre), relay


def is_obeyed(scene: Scene, event: Pressed) -> bool:
    """Whether a button is one of those that count even while a person has the conversation."""
    if event.scope == INTENT:
        intent = scene.content.intents.get(event.option)
        return intent is not None and intent.command in _HEARD
    return event.scope == CONFIRM


def keep_quiet(scene: Scene, phase: WithPerson) -> Turn:
    """A button of the bot's own: the person keeps the conversation, and the way back is told."""
    return scene.reply(scene.phrase("with_person", staff=phase.staff))


def staff_replies(
    scene: Scene, lead: LeadId, staff: Staff, said: Say, *, takes_over: bool = True
) -> Turn:
    """A person writes: theirs is the conversation now, and the bot falls silent; unless they only
    had a word to say in passing."""
    note = note_of(scene, lead)
    if not note:
        return scene.turn_of()
    there = with_note(scene, replace(note, open=True, settled=True)) if takes_over else scene
    if not takes_over:
        return there.turn_of(said)
    conversation = there.conversation
    before = conversation.phase
    is_new = not isinstance(before, WithPerson) or before.staff != staff.signs_as
    phase = WithPerson(
        lead=lead,
        staff=staff.signs_as,
        resume=before.resume if isinstance(before, WithPerson) else before,
    )
    there = there.with_conversation(replace(conversation, phase=phase, pending=None))
    names = {"staff": staff.signs_as, "reference": note.reference}
    here = there.phrase("staff_here", **names) if is_new else ""
    paragraphs = tuple(part for part in (*said.paragraphs, here) if part)
    return there.turn_of(replace(said, paragraphs=paragraphs), _silence(scene))


def words_of_staff(
    scene: Scene,
    lead: LeadId,
    staff: Staff,
    *,
    text: str,
    message: str,
    files: tuple[File, ...] = (),
) -> Say:
    """What somebody at a centre wrote, as the company reads it: signed with name and centre."""
    note = note_of(scene, lead)
    centre = centre_name(scene.content, scene.language, note.centre) if note else ""
    key = "staff_says" if text else "staff_sends"
    said = scene.phrase(key, staff=staff.signs_as, centre=centre, text=text)
    return Say(paragraphs=(said,), files=files, staff_message=message)


def lead_changed(
    scene: Scene, lead: LeadId, step: Step, *, staff: str = "", centre: CentreId | None = None
) -> Turn:
    """A step was taken with the lead: the company hears what concerns it, and no more."""
    note = note_of(scene, lead)
    if not note:
        return scene.turn_of()
    name = centre_name(scene.content, scene.language, centre or note.centre)
    names = {"reference": note.reference, "staff": staff, "centre": name}
    talking = _who_talks(scene, lead)
    match step:
        case Step.CLAIM:
            there = with_note(scene, replace(note, settled=True))
            return _tell(there, there.phrase("lead_claimed", **names))
        case Step.PASS_ON:
            moved = replace(note, centre=centre or note.centre, settled=True)
            there = with_note(scene, moved)
            return _come_back(there, note, there.phrase("lead_passed_on", **names))
        case Step.HAND_BACK | Step.RELEASE if talking:
            # Whoever presses the button may be a colleague, of whom the company has not heard.
            finished = scene.phrase("lead_handed_back", **(names | {"staff": talking}))
            return _come_back(scene, note, finished)
        case Step.HAND_BACK:
            return _come_back(scene, note, scene.phrase("lead_handed_back", **names))
        case Step.CLOSE:
            there = with_note(scene, replace(note, open=False, settled=True))
            return _come_back(there, note, there.phrase("lead_closed", **names))
        case Step.REOPEN:
            there = with_note(scene, replace(note, open=True))
            return _tell(there, there.phrase("lead_reopened", **names))
        case _:
            return scene.turn_of()


def left_unanswered(scene: Scene, lead: LeadId) -> Turn:
    """A lead goes back to the pool, as whoever has it does not answer: the company hears so if
    they were talking."""
    if not _who_talks(scene, lead):
        return scene.turn_of()
    return centre_silent(scene).also(CancelReminder(timer=CENTRE_SILENCE))


def _who_talks(scene: Scene, lead: LeadId) -> str:
    """The name of who talks with the company about a lead, as the company knows it; "" if nobody
    does."""
    phase = scene.conversation.phase
    return phase.staff if isinstance(phase, WithPerson) and phase.lead == lead else ""


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
    return ask_to_remind(there, (), text)


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


def note_of(scene: Scene, lead: LeadId) -> LeadNote | None:
    """What the conversation knows of its lead."""
    return next((note for note in scene.conversation.leads if note.id == lead), None)


def with_note(scene: Scene, note: LeadNote) -> Scene:
    """The scene in which that is known of the lead."""
    leads = tuple(note if each.id == note.id else each for each in scene.conversation.leads)
    return scene.with_conversation(replace(scene.conversation, leads=leads))
