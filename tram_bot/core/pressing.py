"""Buttons pressed, fresh or stale: each finds its question, or is told kindly that it expired."""

from dataclasses import replace

from tram_bot.core.answers import Answer, Chose
from tram_bot.core.asking import (
    answer_chosen,
    ask,
    ask_next,
    corrected_throughout,
    replies,
    take_answers,
    with_consent,
)
from tram_bot.core.commands import set_language
from tram_bot.core.conversation import Asking, Reviewing, Run
from tram_bot.core.digression import do_intent, resume
from tram_bot.core.events import Pressed
from tram_bot.core.handover import send
from tram_bot.core.mishearing import chosen
from tram_bot.core.need import focus_offered, is_moot
from tram_bot.core.pending import meant, resolve
from tram_bot.core.present import checklist
from tram_bot.core.questionnaire import Question, Slot, SlotKind, applicable
from tram_bot.core.reading import DECLINE, choices_of
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.review import show_review
from tram_bot.core.scene import (
    AS_ANSWER,
    CONFIRM,
    INTENT,
    LANGUAGE,
    LEAVE_OUT,
    MEANT,
    RESUME,
    REVIEW,
    SEND,
    YES,
    Scene,
    Turn,
    run_of,
)


def press(scene: Scene, event: Pressed) -> Turn:
    """What a button comes to, whenever it was pressed."""
    scope = event.scope
    if scope == INTENT:
        intent = scene.content.intents.get(event.option)
        if not intent:
            return expired(scene)
        return do_intent(scene, intent).also(*chosen(scene, intent, event))
    if scope == REVIEW:
        return _press_review(scene, event)
    if scope == LEAVE_OUT:
        return _leave_out(scene, event)
    if scope in (CONFIRM, MEANT):
        return _press_pending(scene, event)
    if scope == LANGUAGE:
        known = event.option in scene.content.phrasebook.phrases
        return set_language(scene, event.option) if known else expired(scene)
    if scope == RESUME:
        return resume(scene, event.option)
    return _press_option(scene, event)


def expired(scene: Scene) -> Turn:
    """The button belongs to something that is over; what is open now is asked again."""
    return go_on(scene, scene.phrase("expired"), buttons=menu(scene))


def _press_review(scene: Scene, event: Pressed) -> Turn:
    phase = scene.conversation.phase
    run = run_of(phase)
    if not run or not run.has_shown(event.turn):
        return _already_sent(scene, event)
    if event.option == SEND:
        if isinstance(phase, Reviewing):
            return send(scene, run)
        return go_on(scene, scene.phrase("not_ready"))
    questionnaire = scene.questionnaire(run)
    question = questionnaire.question(event.option) if questionnaire else None
    if not questionnaire or not question or question not in applicable(questionnaire, run.answers):
        return expired(scene)
    if is_moot(scene, run, question):
        return expired(scene)
    return ask(scene, run, question, reopened=True)


def _leave_out(scene: Scene, event: Pressed) -> Turn:
    phase = scene.conversation.phase
    pressed = (event.turn, event.scope, event.option)
    offered = ((each.turn, each.scope, each.option) for each in scene.conversation.offered)
    # Since an older review was shown others may have come to these places.
    if not isinstance(phase, Reviewing) or pressed not in offered:
        return expired(scene)
    files = list(phase.run.files)
    gone = files.pop(int(event.option))
    left_out = (*phase.run.left_out, gone.sign)
    run = replace(phase.run, files=tuple(files), left_out=left_out)
    return show_review(scene, run, scene.phrase("file_dropped", name=gone.name))


def _already_sent(scene: Scene, event: Pressed) -> Turn:
    leads = scene.conversation.leads
    if leads and event.option == SEND and leads[-1].run.has_shown(event.turn):
        text = scene.phrase("already_sent", reference=leads[-1].reference)
        return go_on(scene, text, buttons=menu(scene))
    return expired(scene)


def _press_pending(scene: Scene, event: Pressed) -> Turn:
    pending = scene.conversation.pending
    if pending is None or pending.turn != event.turn:
        return expired(scene)
    if event.scope == MEANT:
        return meant(scene, answer=event.option == AS_ANSWER)
    return resolve(scene, yes=event.option == YES)


def _press_option(scene: Scene, event: Pressed) -> Turn:
    phase = scene.conversation.phase
    run = run_of(phase)
    questionnaire = scene.questionnaire(run) if run else None
    question = questionnaire.question_of_slot(event.scope) if questionnaire else None
    slot = questionnaire.slot(event.scope) if questionnaire else None
    if not run or not question or not slot or not run.has_shown(event.turn):
        return expired(scene)
    focus = focus_offered(scene, run) if slot.kind is SlotKind.FOCUS else ()
    choice = next((c for c in choices_of(scene, run, slot, focus) if c.id == event.option), None)
    if not choice:
        return expired(scene)
    answer = answer_chosen(scene, Chose(options=(event.option,)), choice.words[0])
    known = run.answers.get(slot.id)
    if isinstance(phase, Asking) and phase.question == question.id:
        if known and known.value == answer.value and not phase.reopened:
            return go_on(scene, scene.phrase("already_noted"))
        return take_answers(scene, phase, question, {slot.id: answer})
    return _change_earlier(scene, run, question, slot, answer)


def _change_earlier(scene: Scene, run: Run, question: Question, slot: Slot, answer: Answer) -> Turn:
    """A button of an earlier question changes that answer; then on with what is open."""
    known = run.answers.get(slot.id)
    if known and known.value == answer.value:
        return go_on(scene, scene.phrase("already_noted"))
    if slot.kind is SlotKind.CONSENT and DECLINE in getattr(answer.value, "options", ()):
        asking = Asking(run=run, question=question.id, asked_at=scene.now)
        return take_answers(scene.in_phase(asking), asking, question, {slot.id: answer})
    changed = {slot.id: known.corrected(answer) if known else answer}
    after = corrected_throughout(run, {**run.answers, **changed})
    after = with_consent(scene, after, question, changed)
    said = scene.phrase("corrected_intro") + "\n" + checklist(scene, after, changed)
    return ask_next(scene, after, said, *replies(scene, after, question, changed))
