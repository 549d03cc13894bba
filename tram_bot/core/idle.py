"""A text while nothing is open: a need, a question, or something to be understood together."""

from collections.abc import Sequence
from dataclasses import replace

from tram_bot.core.answers import Answer, Part, Provenance, Wrote
from tram_bot.core.asking import new_run, take_answers
from tram_bot.core.commands import newest_open_lead
from tram_bot.core.content import Does, Intent
from tram_bot.core.conversation import Asking, Idle, LeadNote
from tram_bot.core.digression import do_intent
from tram_bot.core.effects import Mishap
from tram_bot.core.events import Text
from tram_bot.core.languages import is_in_other_letters, languages_offered, spoken
from tram_bot.core.limits import MISSES_BEFORE_PERSON, REPEATS_ANSWERED
from tram_bot.core.message import Understood
from tram_bot.core.mishearing import misheard, refused, taken_for
from tram_bot.core.need import is_need, names_a_problem
from tram_bot.core.open_leads import no_more_now
from tram_bot.core.relaying import ask_to_relay
from tram_bot.core.resuming import menu
from tram_bot.core.scene import Prompt, Scene, Turn

_NEAR = 0.3
"""Confidence from which on an intent is worth offering; below it, it is noise."""
_NEAR_MOST = 3


def hear_idle(scene: Scene, idle: Idle, event: Text) -> Turn:
    """What a text comes to while nothing is open."""
    if scene.conversation.repeats >= REPEATS_ANSWERED:
        buttons = menu(scene, with_person=True)
        return scene.reply(scene.phrase("repeated"), prompt=Prompt(buttons=buttons))
    understood = scene.understand(event.text)
    note = newest_open_lead(scene.conversation)
    part = Part(message=event.message, text=event.text)
    if not understood.has_words:
        return _hear_wordless(scene, idle, note, part)
    hello = _hello(scene, understood)
    settled = scene.in_phase(Idle())
    if understood.exact and (exact := scene.content.intents.get(understood.exact)):
        return _do(settled, exact, event.text, hello)
    if is_in_other_letters(scene, event.text):
        languages = languages_offered(scene)
        return _missed(scene, idle, scene.phrase("languages_spoken", languages=languages))
    if is_need(scene, understood) and not _asks_us(scene, understood):
        if note:
            # It may as well belong to what was sent: a "no" makes it a new problem.
            return ask_to_relay(settled, note, part, *hello)
        return begin_with(settled, (part,), *hello)
    intent = scene.best_intent(understood)
    if intent and understood.sure and intent.does is Does.QUESTIONNAIRE and not note:
        language = spoken(scene, understood)
        if names_a_problem(understood, scene.content.find_concepts(event.text, language)):
            # The word that starts it is the problem itself: *cracks*.
            return begin_with(settled, (part,), *hello)
    if intent and understood.sure:
        return _do(settled, intent, event.text, hello)
    if note:
        return ask_to_relay(settled, note, part, *hello)
    return _near_or_missed(scene, idle, understood, hello)


def _hear_wordless(scene: Scene, idle: Idle, note: LeadNote | None, part: Part) -> Turn:
    """Signs say nothing; a number may be what somebody at the centre has asked for."""
    if note and any(sign.isdigit() for sign in part.text):
        return ask_to_relay(scene.in_phase(Idle()), note, part)
    return _missed(scene, idle, scene.phrase("no_words"))


def _asks_us(scene: Scene, understood: Understood) -> bool:
    """Whether a text asks something that we have an answer to."""
    if not (understood.is_question and understood.sure):
        return False
    intent = scene.best_intent(understood)
    return intent is not None and intent.does is not Does.QUESTIONNAIRE


def _do(scene: Scene, intent: Intent, text: str, hello: tuple[str, ...]) -> Turn:
    """Do what a text was taken for, and keep the one before if that was misunderstood."""
    kept = refused(scene, intent)
    if kept and is_need(scene, scene.understand(scene.conversation.last_text)):
        kept = ()
    turn = do_intent(scene, intent, text, *hello).also(*kept)
    return taken_for(scene, turn, intent.id)


def begin_with(scene: Scene, parts: Sequence[Part], *said: str) -> Turn:
    """Start the questionnaire with what these messages say as the answer to its first, free
    question."""
    for id in scene.content.starters():
        questionnaire = scene.content.questionnaires.get(scene.content.intents[id].questionnaire)
        paragraph = questionnaire.paragraph if questionnaire else None
        if not questionnaire or not paragraph:
            continue
        answer = _told(scene, parts)
        if refused := no_more_now(scene, *said):
            return refused
        run = new_run(scene, questionnaire.id)
        asking = Asking(run=run, question=paragraph.id, asked_at=scene.event.at)
        return take_answers(
            scene.in_phase(asking),
            asking,
            paragraph,
            {paragraph.slots[0].id: answer},
            *said,
            understood=scene.understand(answer.raw),
        )
    return scene.reply(*said, scene.phrase("help"), prompt=Prompt(buttons=menu(scene)))


def _told(scene: Scene, parts: Sequence[Part]) -> Answer:
    first, *others = parts
    answer = Answer(
        value=Wrote(text=first.text),
        raw=first.text,
        how=Provenance.TYPED,
        event=scene.event.id,
        at=scene.event.at,
        message=first.message,
    )
    for other in others:
        answer = answer.continued(other.message, other.text)
    return answer


def _near_or_missed(
    scene: Scene, idle: Idle, understood: Understood, hello: tuple[str, ...]
) -> Turn:
    hello = tuple(dict.fromkeys((*hello, *_not_yet(scene, understood))))
    near = [each.id for each in understood.intents[:_NEAR_MOST] if each.confidence >= _NEAR]
    text = understood.text
    if not near or idle.misses >= 1:
        kept = misheard(scene, text, Mishap.MISSED, near)
        return _missed(scene, idle, *hello).also(*kept)
    there = scene.in_phase(replace(idle, misses=idle.misses + 1))
    ids = dict.fromkeys((*near, *scene.content.starters()))
    turn = there.reply(
        *hello, scene.phrase("did_you_mean"), prompt=Prompt(buttons=there.intent_buttons(ids))
    )
    turn = turn.also(*misheard(scene, text, Mishap.OFFERED, near))
    return taken_for(scene, turn, *ids, offered=True)


def _missed(scene: Scene, idle: Idle, *said: str) -> Turn:
    misses = idle.misses + 1
    there = scene.in_phase(replace(idle, misses=misses))
    with_person = misses >= MISSES_BEFORE_PERSON
    text = scene.phrase("missed_again" if with_person else "missed")
    buttons = menu(there, with_person=with_person)
    return there.reply(*said, text, prompt=Prompt(buttons=buttons))


def _hello(scene: Scene, understood: Understood) -> tuple[str, ...]:
    """A word of welcome at the first message, and which languages there are."""
    if scene.conversation.greeted:
        return ()
    return (scene.phrase("welcome"), *_not_yet(scene, understood))


def _not_yet(scene: Scene, understood: Understood) -> tuple[str, ...]:
    """Which languages there are, for a message in one of the nine that has no words yet."""
    book = scene.content.phrasebook
    language = understood.language
    if not language or language in book.phrases or language not in book.languages:
        return ()
    names = ", ".join(book.languages[code].name for code in book.phrases)
    wanted = book.languages[language].name
    return (scene.phrase("language_not_yet", language=wanted, languages=names),)
