"""Files of the company's: kept with the answers, passed on to the centre, or refused politely."""

from dataclasses import replace

from tram_bot.core.commands import newest_open_lead
from tram_bot.core.conversation import Asking, Reviewing
from tram_bot.core.effects import Relay
from tram_bot.core.events import Attachment, Text
from tram_bot.core.file_limits import refused_for_lead, refused_for_run, with_passed_on
from tram_bot.core.hearing import hear, hear_caption, with_note
from tram_bot.core.lead import File
from tram_bot.core.present import centre_name
from tram_bot.core.relaying import may_be_new, quoted, relays
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import Scene, Turn, run_of
from tram_bot.core.with_person import with_note as with_lead_note
from tram_bot.core.with_person import words_alone


def attach(scene: Scene, event: Attachment) -> Turn:
    """What a file comes to while no person has the conversation."""
    phase = scene.conversation.phase
    run = run_of(phase)
    file = event.file
    if refused := refused_for_run(scene, file, run):
        return _without_it(scene, event, refused)
    if not run or not isinstance(phase, Asking | Reviewing):
        return _file_for_centre(scene, event, file)
    there = scene.in_phase(replace(phase, run=replace(run, files=(*run.files, file))))
    said = scene.phrase("file_kept", name=event.name)
    if event.caption:
        words = _words_of(event)
        return with_note(hear_caption(replace(there, event=words), words), said)
    return go_on(there, said)


def _file_for_centre(scene: Scene, event: Attachment, file: File) -> Turn:
    """Nothing is open: a file belongs to the request that was sent, if there is one."""
    note = newest_open_lead(scene.conversation)
    if not note:
        return _file_with_a_need(scene, event, file)
    if refused := refused_for_lead(scene, file, note):
        return _without_it(scene, event, refused)
    centre = centre_name(scene.content, scene.language, note.centre)
    relay = Relay(lead=note.id, text=event.caption, message=event.message, files=(file,))
    # Words and a picture sent together belong together, unless they may begin something new.
    along = () if may_be_new(scene, scene.waiting) else scene.waiting
    told = (*quoted(along), scene.phrase("relayed", centre=centre)) if along else ()
    said = scene.phrase("file_passed_on", name=file.name, centre=centre, reference=note.reference)
    there = with_lead_note(scene, with_passed_on(note, file))
    turn = go_on(there, *told, said, buttons=menu(there))
    return turn.also(*relays(note.id, along), relay)


def _without_it(scene: Scene, event: Attachment, refused: str) -> Turn:
    """The file is refused; what was written with it goes where both would have gone."""
    if not event.caption:
        return go_on(scene, refused)
    note = newest_open_lead(scene.conversation)
    if note and not run_of(scene.conversation.phase):
        said, relay = words_alone(scene, event, note)
        return go_on(scene, refused, said, buttons=menu(scene)).also(relay)
    words = _words_of(event)
    turn = hear_caption(replace(scene, event=words), words, is_refused=True)
    return with_note(turn, refused)


def _file_with_a_need(scene: Scene, event: Attachment, file: File) -> Turn:
    """A picture with the problem below it: what is written with it may begin a questionnaire."""
    unasked = scene.phrase("file_unasked")
    if not event.caption:
        return go_on(scene, unasked, buttons=menu(scene))
    words = _words_of(event)
    turn = hear(replace(scene, event=words), words)
    phase = turn.conversation.phase
    if not isinstance(phase, Asking | Reviewing):
        return with_note(turn, unasked)
    run = replace(phase.run, files=(*phase.run.files, file))
    kept = replace(turn.conversation, phase=replace(phase, run=run))
    return with_note(replace(turn, conversation=kept), scene.phrase("file_kept", name=file.name))


def _words_of(event: Attachment) -> Text:
    """What was written with a file, as a message of its own."""
    return Text(
        id=event.id,
        conversation=event.conversation,
        at=event.at,
        text=event.caption,
        message=event.message,
    )
