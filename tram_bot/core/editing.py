"""A message changed after it was sent changes the answer it gave."""

from dataclasses import replace

from tram_bot.core.answers import Answer, Chose, Provenance
from tram_bot.core.asking import answers_read, ask_next, corrected_throughout
from tram_bot.core.conversation import AnswerOrQuestion, Asking, LeadNote, Reviewing, Run
from tram_bot.core.effects import Relay
from tram_bot.core.events import Deleted, Edited, Text
from tram_bot.core.listening import hear_answer
from tram_bot.core.paragraph import inferred
from tram_bot.core.present import checklist
from tram_bot.core.questionnaire import SlotKind
from tram_bot.core.reading import DECLINE, read_question
from tram_bot.core.relaying import asks_about, changed_before_relay
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.review import show_review
from tram_bot.core.scene import Scene, Turn, run_of


def edit(scene: Scene, event: Edited) -> Turn:
    """What an edited message comes to: a corrected answer, or a word to the centre."""
    phase, pending = scene.conversation.phase, scene.conversation.pending
    asked_back = isinstance(pending, AnswerOrQuestion) and event.message == pending.message
    if asked_back and event.message and isinstance(phase, Asking):
        return _hear_anew(scene, phase, event)
    if asks_about(pending, event.message):
        return changed_before_relay(scene, event)
    run = run_of(phase)
    if run and _gave_answers(run, event.message):
        return _correct(scene, run, event)
    if scene.conversation.aside and _gave_answers(scene.conversation.aside, event.message):
        after, changed = _corrected(scene, scene.conversation.aside, event)
        there = scene.with_conversation(replace(scene.conversation, aside=after))
        return go_on(there, _echo(there, after, changed), buttons=menu(there))
    for note in reversed(scene.conversation.leads):
        if note.open and _gave_answers(note.run, event.message):
            return _tell_centre(scene, note, event)
    return go_on(scene, scene.phrase("edit_unknown"), buttons=menu(scene))


def _hear_anew(scene: Scene, asking: Asking, event: Edited) -> Turn:
    """We had asked how the message was meant; with its new wording that may be plain."""
    words = Text(
        id=event.id,
        conversation=event.conversation,
        at=event.at,
        text=event.text,
        message=event.message,
    )
    there = scene.with_conversation(replace(scene.conversation, pending=None))
    return hear_answer(replace(there, event=words), asking, words)


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
    return corrected_throughout(run, kept), changed


def _declines(answer: Answer) -> bool:
    return isinstance(answer.value, Chose) and DECLINE in answer.value.options


def _tell_centre(scene: Scene, note: LeadNote, event: Edited) -> Turn:
    said = scene.phrase("edit_passed_on", reference=note.reference)
    turn = go_on(scene, said, buttons=menu(scene))
    relay = Relay(lead=note.id, text=event.text, edited=True, message=event.message)
    return turn.also(relay)


def taken_back(scene: Scene, event: Deleted) -> Turn:
    """The person deleted a message: what it answered stays, and they are told how to mend that."""
    if asks_about(scene.conversation.pending, event.message):
        return changed_before_relay(scene, event)
    runs = (run_of(scene.conversation.phase), scene.conversation.aside)
    answered = any(
        event.message in answer.messages for run in runs if run for answer in run.answers.values()
    )
    return go_on(scene, scene.phrase("deleted_answer")) if answered else scene.turn_of()
