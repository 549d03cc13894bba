"""Something we asked back: yes or no, answer or question.

Much of it cannot be undone, so only a plain reply settles it. What another one says besides waits
with what is to be passed on, or goes to the person who has the conversation.
"""

from dataclasses import replace

from tram_bot.core.answers import Part
from tram_bot.core.commands import begin_again, confirm, newest_open_lead
from tram_bot.core.conversation import (
    AnswerOrQuestion,
    Asking,
    Confirming,
    Pending,
    WithPerson,
)
from tram_bot.core.digression import do_intent, switch
from tram_bot.core.effects import Relay, Say, Wish
from tram_bot.core.events import Text
from tram_bot.core.forgetting import erase
from tram_bot.core.idle import begin_with
from tram_bot.core.limits import TEXT_KEPT
from tram_bot.core.listening import ask_which, take_as_answer
from tram_bot.core.message import Choice, ChoiceRead
from tram_bot.core.phrasebook import parts_of
from tram_bot.core.present import centre_name
from tram_bot.core.relaying import (
    as_much_as_fits,
    ask_to_relay,
    ask_to_remind,
    confirm_relay,
    may_be_new,
    quoted,
    relays,
    undecided,
)
from tram_bot.core.resuming import go_on, menu
from tram_bot.core.scene import AS_ANSWER, AS_QUESTION, NO, YES, Scene, Turn, run_of


def hear_pending(scene: Scene, pending: Pending, event: Text) -> Turn | None:
    """What a text says to what we asked back, or None if it is about something else."""
    if isinstance(pending, Confirming):
        chosen = scene.content.choose(event.text, _yes_or_no(scene))
        if not chosen:
            return None
        if chosen.only and (chosen.unmistakable or (chosen.whole and chosen.only == NO)):
            return resolve(scene, yes=chosen.only == YES)
        return _unsure(scene, pending, event, says_more=_says_more(chosen))
    chosen = scene.content.choose(event.text, _answer_or_question(scene))
    if not chosen:
        return None
    if chosen.only and (chosen.unmistakable or chosen.whole):
        return meant(scene, answer=chosen.only == AS_ANSWER)
    said = (pending.more, event.text if _says_more(chosen) else "")
    more = "\n".join(text for text in said if text)[:TEXT_KEPT]
    return ask_which(scene, replace(pending, turn=scene.turn, more=more))


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
    there = undecided(scene)
    if not isinstance(pending, Confirming):
        return go_on(there)
    if not yes:
        return _left_as_it_was(there, pending)
    match pending.what:
        case "erase":
            return erase(there)
        case "restart":
            return begin_again(there)
        case "switch":
            return switch(there, pending.to)
        case "remind" | "relay":
            return _tell_centre(there, pending)


def meant(scene: Scene, *, answer: bool) -> Turn:
    """Take the text we asked about as what it was meant for."""
    pending = scene.conversation.pending
    there = undecided(scene)
    phase = there.conversation.phase
    if not isinstance(pending, AnswerOrQuestion):
        return go_on(there)
    if answer and isinstance(phase, Asking):
        return take_as_answer(there, phase, pending.words, pending.message)
    intent = scene.content.intents.get(pending.intent)
    return do_intent(there, intent, pending.words) if intent else go_on(there)


def _says_more(chosen: ChoiceRead) -> bool:
    """Whether a reply has words besides those that choose."""
    return not (chosen.whole or chosen.placed)


def _asked_about(pending: Confirming) -> tuple[Part, ...]:
    """The company's messages to be passed on, or what an earlier version kept of one."""
    return pending.parts or (Part(message="", text=pending.to),)


def _left_as_it_was(scene: Scene, pending: Confirming) -> Turn:
    """After a no; what may be a new problem is one, then."""
    if pending.what == "relay" and may_be_new(scene, _asked_about(pending)):
        return begin_with(scene, _asked_about(pending))
    said = [scene.phrase("kept_as_is")]
    if pending.what == "remind" and pending.parts:
        said += [scene.phrase("not_passed_on"), *quoted(pending.parts)]
    is_with_person = isinstance(scene.conversation.phase, WithPerson)
    return go_on(scene, *said, buttons=() if is_with_person else menu(scene))


def _tell_centre(scene: Scene, pending: Confirming) -> Turn:
    note = newest_open_lead(scene.conversation)
    if not note:
        return go_on(scene, scene.phrase("expired"), buttons=menu(scene))
    centre = centre_name(scene.content, scene.language, note.centre)
    turn = go_on(scene, scene.phrase("relayed", centre=centre))
    if pending.what == "remind":
        wish = Relay(lead=note.id, wish=Wish.ANSWER)
        return turn.also(wish, *relays(note.id, pending.parts))
    return turn.also(*relays(note.id, _asked_about(pending)))


def _unsure(scene: Scene, pending: Confirming, event: Text, *, says_more: bool) -> Turn:
    """Ask again after a reply that is no plain yes or no. What it says besides waits with what is
    for the people who have the lead; one who has the conversation gets it at once."""
    phase, note = scene.conversation.phase, newest_open_lead(scene.conversation)
    part = Part(message=event.message, text=event.text)
    if says_more and pending.what == "relay" and note:
        there = replace(undecided(scene), waiting=_asked_about(pending))
        return ask_to_relay(there, note, part, scene.phrase("yes_or_no"))
    if says_more and pending.what == "remind":
        pending = replace(pending, parts=as_much_as_fits((*pending.parts, part)))
    turn = _confirm_again(scene, pending)
    if says_more and isinstance(phase, WithPerson):
        return turn.also(*relays(phase.lead, (part,)))
    return turn


def _confirm_again(scene: Scene, pending: Confirming) -> Turn:
    said = (scene.phrase("yes_or_no"), *quoted(pending.parts))
    match pending.what:
        case "erase":
            question = scene.phrase("confirm_erase")
        case "restart":
            question = scene.phrase("confirm_restart")
        case "switch":
            run = run_of(scene.conversation.phase)
            words = scene.questionnaire_words(run) if run else None
            question = scene.phrase("confirm_switch", title=words.title if words else "")
        case "remind":
            return ask_to_remind(scene, pending.parts, *said)
        case "relay":
            note = newest_open_lead(scene.conversation)
            question = confirm_relay(scene, note, _asked_about(pending)) if note else ""
    return confirm(scene, replace(pending, turn=scene.turn), question, *said)


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
