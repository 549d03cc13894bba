"""Something we asked back: yes or no, answer or question."""

from dataclasses import replace

from tram_bot.core.answers import Part
from tram_bot.core.commands import begin_again, confirm, newest_open_lead
from tram_bot.core.conversation import (
    AnswerOrQuestion,
    Asking,
    Confirming,
    Conversation,
    Pending,
    WithPerson,
)
from tram_bot.core.digression import do_intent, switch
from tram_bot.core.effects import Say
from tram_bot.core.forgetting import erase
from tram_bot.core.idle import begin_with
from tram_bot.core.listening import take_as_answer
from tram_bot.core.message import Choice
from tram_bot.core.phrasebook import parts_of
from tram_bot.core.present import centre_name
from tram_bot.core.relaying import confirm_relay, may_be_new, relays
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import AS_ANSWER, AS_QUESTION, NO, YES, Scene, Turn, run_of


def hear_pending(scene: Scene, pending: Pending, text: str) -> Turn | None:
    """What a text says to what we asked back, or None if it is about something else."""
    if isinstance(pending, Confirming):
        chosen = scene.content.choose(text, _yes_or_no(scene))
        if not chosen:
            return None
        # Much of this cannot be undone, so a yes made out of a sentence is none.
        if chosen.only == NO or (chosen.only == YES and chosen.unmistakable):
            return resolve(scene, yes=chosen.only == YES)
        return _confirm_again(scene, pending)
    chosen = scene.content.choose(text, _answer_or_question(scene))
    return meant(scene, answer=chosen.only == AS_ANSWER) if chosen and chosen.only else None


def said_meanwhile(scene: Scene) -> tuple[str, ...]:
    """What is said to a text that waited to be told answer from question, when something else
    came instead: it is taken for the question, so that it is not lost."""
    if not isinstance(scene.conversation.pending, AnswerOrQuestion):
        return ()
    effects = meant(scene, answer=False).effects
    return tuple(p for each in effects if isinstance(each, Say) for p in each.paragraphs)


def resolve(scene: Scene, *, yes: bool) -> Turn:
    """Do what was to be confirmed, or leave everything as it was."""
    pending = scene.conversation.pending
    there = _without_pending(scene)
    if not isinstance(pending, Confirming):
        return go_on(there)
    if not yes and pending.what == "relay" and may_be_new(there, _asked_about(pending)):
        return begin_with(there, _asked_about(pending))
    if not yes:
        is_with_person = isinstance(there.conversation.phase, WithPerson)
        buttons = () if is_with_person else menu(there)
        return go_on(there, scene.phrase("kept_as_is"), buttons=buttons)
    match pending.what:
        case "erase":
            return erase(there)
        case "restart":
            return begin_again(there)
        case "switch":
            return switch(there, pending.to)
        case "relay":
            return _relay(there, _asked_about(pending))


def meant(scene: Scene, *, answer: bool) -> Turn:
    """Take the text we asked about as what it was meant for."""
    pending = scene.conversation.pending
    there = _without_pending(scene)
    phase = there.conversation.phase
    if not isinstance(pending, AnswerOrQuestion):
        return go_on(there)
    if answer and isinstance(phase, Asking):
        return take_as_answer(there, phase, pending.text, pending.message)
    intent = scene.content.intents.get(pending.intent)
    return do_intent(there, intent, pending.text) if intent else go_on(there)


def _asked_about(pending: Confirming) -> tuple[Part, ...]:
    """The company's messages to be passed on, or the bot's own words, which no message has."""
    return pending.parts or (Part(message="", text=pending.to),)


def _relay(scene: Scene, parts: tuple[Part, ...]) -> Turn:
    note = newest_open_lead(scene.conversation)
    if not note:
        return go_on(scene, scene.phrase("expired"), buttons=menu(scene))
    centre = centre_name(scene.content, scene.language, note.centre)
    turn = go_on(scene, scene.phrase("relayed", centre=centre))
    return turn.also(*relays(note.id, parts))


def _confirm_again(scene: Scene, pending: Confirming) -> Turn:
    match pending.what:
        case "erase":
            question = scene.phrase("confirm_erase")
        case "restart":
            question = scene.phrase("confirm_restart")
        case "switch":
            run = run_of(scene.conversation.phase)
            words = scene.questionnaire_words(run) if run else None
            question = scene.phrase("confirm_switch", title=words.title if words else "")
        case "relay":
            note = newest_open_lead(scene.conversation)
            question = confirm_relay(scene, note, _asked_about(pending)) if note else ""
    again = replace(pending, turn=scene.turn)
    return confirm(scene, again, question, scene.phrase("yes_or_no"))


def _yes_or_no(scene: Scene) -> tuple[Choice, ...]:
    return (
        _choice(scene, YES, "button_yes", "yes_words"),
        _choice(scene, NO, "button_no", "no_words_said"),
    )


def _answer_or_question(scene: Scene) -> tuple[Choice, ...]:
    return (
        _choice(scene, AS_ANSWER, "button_answer", "answer_words"),
        _choice(scene, AS_QUESTION, "button_question", "question_words"),
    )


def _choice(scene: Scene, id: str, label: str, words: str) -> Choice:
    return Choice(id=id, words=(scene.phrase(label), *parts_of(scene.phrase(words))))


def _without_pending(scene: Scene) -> Scene:
    conversation: Conversation = replace(scene.conversation, pending=None)
    return scene.with_conversation(conversation)
