"""A message changed or deleted after it was sent: the answer it gave changes, and those at a centre
who have read it are told. Nobody else is."""

from dataclasses import replace

from tram_bot.core.answers import Answer, Chose, Provenance
from tram_bot.core.asking import answers_read, ask_next, corrected_throughout
from tram_bot.core.conversation import (
    AnswerOrQuestion,
    Asking,
    Idle,
    LeadNote,
    Reviewing,
    Run,
    WithPerson,
)
from tram_bot.core.effects import Relay
from tram_bot.core.events import Deleted, Edited, Text
from tram_bot.core.hearing import with_note
from tram_bot.core.lead import COMPANY, File, Lead
from tram_bot.core.left_runs import left_anew, left_runs
from tram_bot.core.listening import hear_answer
from tram_bot.core.paragraph import inferred
from tram_bot.core.present import checklist
from tram_bot.core.questionnaire import SlotKind
from tram_bot.core.reading import DECLINE, read_question
from tram_bot.core.refiling import Refiled, refiled
from tram_bot.core.relaying import asks_about, changed_before_relay
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.review import show_review
from tram_bot.core.scene import Scene, Turn, run_of


def edit(scene: Scene, event: Edited) -> Turn:
    """What an edited message comes to: a corrected answer, or a word to the centre."""
    filed = refiled(scene, event)
    turn = _edit(filed, event)
    return with_note(turn, *filed.notes).also(*filed.effects)


def _edit(filed: Refiled, event: Edited) -> Turn:
    scene = filed.scene
    phase, pending = scene.conversation.phase, scene.conversation.pending
    if (
        isinstance(pending, AnswerOrQuestion)
        and isinstance(phase, Asking)
        and event.message
        and event.message == pending.message
    ):
        return _hear_anew(scene, phase, pending, event)
    if asks_about(pending, event.message):
        return changed_before_relay(scene, event)
    told = _told(scene, event.message) or filed.lead
    said = scene.phrase("edit_passed_on", reference=told.reference) if told else ""
    corrected = _correct_answers(scene, event)
    if not told and filed.notes:
        return corrected or _as_it_stands(scene)
    if not told:
        return corrected or go_on(scene, scene.phrase("edit_unknown"), buttons=menu(scene))
    turn = with_note(corrected, said) if corrected else go_on(scene, said, buttons=menu(scene))
    return turn.also(_change(told, event, filed.passed_on))


def edit_with_person(scene: Scene, event: Edited) -> Turn:
    """The same while a person has the conversation: what is laid by for then is corrected without a
    word, and of the rest each centre hears what it has read."""
    filed = refiled(scene, event)
    there, phase = filed.scene, filed.scene.conversation.phase
    if not isinstance(phase, WithPerson):
        return scene.turn_of()
    told = _told(there, event.message) or filed.lead
    if corrected := _correct_answers(there.in_phase(phase.resume), event):
        talk = corrected.conversation
        resume = talk.phase if isinstance(talk.phase, Idle | Asking | Reviewing) else phase.resume
        kept = replace(talk, phase=replace(phase, resume=resume))
        turn = Turn(conversation=kept)
    elif told or filed.notes:
        turn = there.turn_of()
    else:
        turn = there.reply(there.phrase("edit_unknown"))
    if filed.refused:
        turn = with_note(turn, filed.refused)
    changes = (_change(told, event, filed.passed_on),) if told else ()
    return turn.also(*filed.effects, *changes)


def _hear_anew(scene: Scene, asking: Asking, pending: AnswerOrQuestion, event: Edited) -> Turn:
    """We had asked how the message was meant; with its new wording that may be plain."""
    words = Text(
        id=event.id,
        conversation=event.conversation,
        at=event.at,
        text=replace(pending, text=event.text).words,
        message=event.message,
    )
    there = scene.with_conversation(replace(scene.conversation, pending=None))
    return hear_answer(replace(there, event=words), asking, words)


def _correct_answers(scene: Scene, event: Edited) -> Turn | None:
    """What becomes of answers the message gave that were not sent yet; None if it gave none."""
    run = run_of(scene.conversation.phase)
    if run and _gave_answers(run, event.message):
        return _correct(scene, run, event)
    for left in reversed(left_runs(scene.conversation)):
        if _gave_answers(left, event.message):
            after, changed = _corrected(scene, left, event)
            there = scene.with_conversation(left_anew(scene.conversation, after))
            return go_on(there, _echo(there, after, changed), buttons=menu(there))
    return None


def _told(scene: Scene, message: str) -> Lead | LeadNote | None:
    """The lead whose people have read the message: it was passed on to them, or gave an answer."""
    answered = (
        note
        for note in reversed(scene.conversation.leads)
        if note.open and _gave_answers(note.run, message)
    )
    return _passed_on(scene, message) or next(answered, None)


def _passed_on(scene: Scene, message: str) -> Lead | None:
    """The lead in whose history the message stands as one of the company's."""
    return next(
        (
            lead
            for lead in scene.moment.leads.values()
            if message
            and any(line.message == message and line.who_id == COMPANY.id for line in lead.history)
        ),
        None,
    )


def _change(told: Lead | LeadNote, event: Edited, new: File | None) -> Relay:
    files = (new,) if new else ()
    return Relay(lead=told.id, text=event.text, edited=True, message=event.message, files=files)


def _as_it_stands(scene: Scene) -> Turn:
    """What is open, once more; in the review all of it, as it is now."""
    phase = scene.conversation.phase
    if isinstance(phase, Reviewing):
        return show_review(scene, phase.run)
    return go_on(scene, buttons=menu(scene))


def _gave_answers(run: Run, message: str) -> bool:
    return any(message in answer.messages for answer in run.answers.values())


def _correct(scene: Scene, run: Run, event: Edited) -> Turn:
    after, changed = _corrected(scene, run, event)
    said = _echo(scene, after, changed)
    if isinstance(scene.conversation.phase, Reviewing) and changed:
        return show_review(scene, after, said)
    return ask_next(scene, after, said)


def _echo(scene: Scene, run: Run, changed: dict[str, Answer]) -> str:
    if not changed:
        return scene.phrase("edit_changes_nothing")
    return scene.phrase("corrected_intro") + "\n" + checklist(scene, run, changed)


def _corrected(scene: Scene, run: Run, event: Edited) -> tuple[Run, dict[str, Answer]]:
    """The run with every answer of that message read anew.

    What was inferred from the old wording and does not stand in the new one is taken back. What
    other messages answered or added stays.
    Consent is never changed by an edit: it is given or taken back in so many words.
    """
    questionnaire = scene.questionnaire(run)
    if not questionnaire:
        return run, {}
    given = {id: a for id, a in run.answers.items() if event.message in a.messages}
    guessed = {id for id, a in given.items() if a.how is Provenance.INFERRED}
    rest = {id: a for id, a in run.answers.items() if id not in given}
    understood = scene.understand(event.text)
    bare = replace(run, answers=rest)
    shared = {id: a for id, a in given.items() if a.parts}
    read: dict[str, Answer] = {}
    for id, answer in shared.items():
        if understood.has_words:
            read[id] = answer.rewritten(event.message, event.text)
    own = given.keys() - guessed - shared.keys()
    for question in questionnaire.questions:
        if any(slot.id in own for slot in question.slots):
            reading = read_question(scene, bare, question, understood)
            found = answers_read(scene, reading, raw=event.text, message=event.message)
            read.update({id: a for id, a in found.items() if id not in rest and id not in shared})
    for id, answer in inferred(scene, bare, understood, message=event.message).items():
        if id not in read and id not in rest:
            read[id] = answer
    kept = dict(rest)
    changed: dict[str, Answer] = {}
    for id in {**given, **read}:
        old, new = given.get(id), read.get(id)
        slot = questionnaire.slot(id)
        fixed = slot is not None and slot.kind is SlotKind.CONSENT
        if old and (fixed or new is None) and id not in guessed:
            kept[id] = old
        elif new and not _declines(new):
            kept[id] = old.corrected(new) if old else new
            if id in guessed:
                # Still a guess, so that the next edit may take it back.
                kept[id] = replace(kept[id], how=Provenance.INFERRED)
            if not old or old.value != new.value:
                changed[id] = kept[id]
    # As with any answer: should it be left again, that is passed on as well.
    is_news = kept != run.answers
    after = replace(run, reminded=run.reminded and not is_news)
    return corrected_throughout(after, kept), changed


def _declines(answer: Answer) -> bool:
    return isinstance(answer.value, Chose) and DECLINE in answer.value.options


def taken_back(scene: Scene, event: Deleted) -> Turn:
    """The person deleted a message: what it answered stays, and they are told how to mend that;
    its files go, and what was passed on of it is taken back."""
    filed = refiled(scene, event)
    turn = _taken_back(filed, event)
    return with_note(turn, *filed.notes).also(*filed.effects)


def _taken_back(filed: Refiled, event: Deleted) -> Turn:
    scene = filed.scene
    if asks_about(scene.conversation.pending, event.message):
        return changed_before_relay(scene, event)
    runs = (run_of(scene.conversation.phase), *left_runs(scene.conversation))
    if any(run and _gave_answers(run, event.message) for run in runs):
        return go_on(scene, scene.phrase("deleted_answer"))
    if lead := _passed_on(scene, event.message) or filed.lead:
        said = scene.phrase("deletion_passed_on", reference=lead.reference)
        return go_on(scene, said, buttons=menu(scene)).also(_deletion(lead, event))
    return _as_it_stands(scene) if filed.notes else scene.turn_of()


def taken_back_with_person(scene: Scene, event: Deleted) -> Turn:
    """The same while a person has the conversation: not a word, and each centre loses what it has
    read."""
    filed = refiled(scene, event)
    lead = _passed_on(scene, event.message) or filed.lead
    taken = (_deletion(lead, event),) if lead else ()
    return filed.scene.turn_of(*filed.effects, *taken)


def _deletion(lead: Lead, event: Deleted) -> Relay:
    return Relay(lead=lead.id, text="", deleted=True, message=event.message)
