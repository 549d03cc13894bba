"""What a text of the company's comes to, by what is open."""

from dataclasses import replace

from tram_bot.core.besides import problem_continued
from tram_bot.core.conversation import Asking, Idle, Reviewing, Run, WithPerson
from tram_bot.core.correcting import correct_in_review
from tram_bot.core.digression import do_intent
from tram_bot.core.effects import Button, Say
from tram_bot.core.events import Pressed, Text
from tram_bot.core.handover import send
from tram_bot.core.idle import hear_idle
from tram_bot.core.limits import MISSES_BEFORE_PERSON, WORDS_OF_A_COMMAND
from tram_bot.core.listening import hear_answer
from tram_bot.core.message import Choice, ChoiceRead, Understood
from tram_bot.core.need import is_need
from tram_bot.core.pending import hear_pending, said_meanwhile
from tram_bot.core.phrasebook import parts_of
from tram_bot.core.pressing import press
from tram_bot.core.questionnaire import SlotKind
from tram_bot.core.relaying import asked_again, passed_on_to_nobody, undecided
from tram_bot.core.resuming import menu
from tram_bot.core.review import ask_review_again, show_review
from tram_bot.core.scene import CONFIRM, LEAVE_OUT, MEANT, REVIEW, SEND, Scene, Turn


def hear(scene: Scene, event: Text) -> Turn:
    """What a text comes to, whatever is open but for a person."""
    pending = scene.conversation.pending
    if pending:
        answered = hear_pending(scene, pending, event)
        if answered:
            return answered
        return overtaken(scene, hear(undecided(scene), event))
    button = None if _is_late(scene) else _typed_button(scene, event.text)
    if button:
        pressed = Pressed(
            id=event.id,
            conversation=event.conversation,
            at=event.at,
            turn=button.turn,
            scope=button.scope,
            option=button.option,
        )
        return press(replace(scene, event=pressed), pressed)
    match scene.conversation.phase:
        case Idle() as idle:
            return hear_idle(scene, idle, event)
        case Asking() as asking:
            return hear_answer(scene, asking, event)
        case Reviewing() as reviewing:
            return _hear_review(scene, reviewing, event)
        case WithPerson():
            return scene.turn_of()


def hear_caption(scene: Scene, event: Text, *, is_refused: bool = False) -> Turn:
    """What a text comes to that was written with a file. In the review, where nothing is asked that
    it could answer, it mostly tells what is to be seen, which is more of the problem."""
    phase = scene.conversation.phase
    if not isinstance(phase, Reviewing):
        return hear(scene, event)
    understood = scene.understand(event.text)
    if _tells(scene, understood) and not correct_in_review(scene, phase, understood, event.message):
        return _more_in_review(scene, phase, event) or hear(scene, event)
    if _agrees(scene, event.text) and (is_refused or not _says_to_send(scene, event.text)):
        return ask_review_again(scene, phase)
    if _is_place(scene, phase, event.text):
        return _more_in_review(scene, phase, event) or ask_review_again(scene, phase)
    turn = hear(scene, event)
    after = turn.conversation.phase
    is_missed = isinstance(after, Reviewing) and after.misses > phase.misses
    return (_more_in_review(scene, phase, event) if is_missed else None) or turn


def _agrees(scene: Scene, text: str) -> bool:
    """Whether a text would do for *Send* if no file came with it."""
    chosen = _read_send(scene, text, scene.phrase("button_send"), *_send_words(scene))
    return chosen is not None and chosen.unmistakable and not chosen.placed


def _says_to_send(scene: Scene, text: str) -> bool:
    """Whether a text names what *Send* does. With a file, *OK* may well be said of what it shows,
    and what was sent cannot be taken back."""
    chosen = _read_send(scene, text, scene.phrase("button_send"), *_send_words(scene)[:1])
    return chosen is not None and chosen.exact and chosen.unmistakable


def _is_place(scene: Scene, reviewing: Reviewing, text: str) -> bool:
    """Whether a text is but the place of a button or an answer: with files it is their number."""
    offered = tuple(
        Choice(id=str(index), words=(button.label,))
        for index, button in enumerate(scene.conversation.offered)
    )
    every = (offered, _answer_labels(scene, reviewing.run))
    read = (scene.content.choose(text, choices) for choices in every if choices)
    return any(chosen and chosen.placed for chosen in read)


def _tells(scene: Scene, understood: Understood) -> bool:
    """Whether a text is long, or names a problem, and so is hardly said to the bot."""
    is_long = len(understood.text.split()) > WORDS_OF_A_COMMAND
    return not understood.exact and (is_long or is_need(scene, understood))


def _more_in_review(scene: Scene, reviewing: Reviewing, event: Text) -> Turn | None:
    """The review with a text added to the problem; None if it is nothing to be added."""
    understood = scene.understand(event.text)
    run, said = problem_continued(scene, reviewing.run, understood, event.message)
    return show_review(scene, run, *said) if understood.has_words and said else None


def _typed_button(scene: Scene, text: str) -> Button | None:
    """The button of the latest reply that a number or its label, typed, stands for.

    Choices of an open question are read by that question, which knows more words for them; what
    we asked back is settled before, or over. Where a number is asked for, none presses a button.
    """
    offered = tuple(
        button
        for button in scene.conversation.offered
        if button.scope.startswith("_") and button.scope not in (CONFIRM, MEANT)
    )
    if not offered or (_wants_number(scene) and scene.note(text).entities.numbers):
        return None
    all_offered = scene.conversation.offered
    choices = tuple(
        Choice(id=str(index), words=(button.label,)) for index, button in enumerate(all_offered)
    )
    chosen = scene.content.choose(text, choices)
    if not chosen or not chosen.only:
        return None
    button = all_offered[int(chosen.only)]
    free = isinstance(scene.conversation.phase, Asking)
    if button not in offered or (free and not chosen.exact):
        return None
    is_final = (button.scope, button.option) == (REVIEW, SEND) or button.scope == LEAVE_OUT
    if is_final and not chosen.unmistakable:
        return None
    return button


def _wants_number(scene: Scene) -> bool:
    phase = scene.conversation.phase
    if not isinstance(phase, Asking):
        return False
    questionnaire = scene.questionnaire(phase.run)
    question = questionnaire.question(phase.question) if questionnaire else None
    return question is not None and any(slot.kind is SlotKind.COUNT for slot in question.slots)


def _is_late(scene: Scene) -> bool:
    """Whether it was sent before what is open now was shown."""
    phase = scene.conversation.phase
    return isinstance(phase, Asking | Reviewing) and scene.is_before(phase.asked_at)


def _hear_review(scene: Scene, reviewing: Reviewing, event: Text) -> Turn:
    understood = scene.understand(event.text)
    sends = _read_send(scene, event.text, *_send_words(scene))
    if sends and sends.unmistakable:
        # What was written before the review was shown cannot agree to it.
        if _is_late(scene):
            return ask_review_again(scene, reviewing)
        return send(scene, reviewing.run)
    if understood.exact and (exact := scene.content.intents.get(understood.exact)):
        return do_intent(scene, exact, event.text)
    if not understood.is_question:
        corrected = correct_in_review(scene, reviewing, understood, event.message)
        if corrected:
            return corrected
    intent = scene.best_intent(understood)
    if intent and understood.sure:
        return do_intent(scene, intent, event.text)
    chosen = scene.content.choose(event.text, _answer_labels(scene, reviewing.run))
    if chosen:
        pressed = Pressed(
            id=event.id,
            conversation=event.conversation,
            at=event.at,
            turn=scene.turn,
            scope=REVIEW,
            option=chosen.ids[0],
        )
        return press(replace(scene, event=pressed), pressed)
    misses = reviewing.misses + 1
    said = scene.phrase("review_missed")
    helps = menu(scene, with_person=True) if misses >= MISSES_BEFORE_PERSON else ()
    return ask_review_again(scene, reviewing, said, misses=misses, buttons=helps)


def _read_send(scene: Scene, text: str, *words: str) -> ChoiceRead | None:
    """How a text says one of these words for *Send*."""
    return scene.content.choose(text, (Choice(id=SEND, words=words),))


def _send_words(scene: Scene) -> tuple[str, ...]:
    return parts_of(scene.phrase("send_words"))


def _answer_labels(scene: Scene, run: Run) -> tuple[Choice, ...]:
    words = scene.questionnaire_words(run)
    return tuple(
        Choice(id=id, words=tuple(slot.label for slot in question.slots.values()))
        for id, question in (words.questions.items() if words else ())
    )


def overtaken(scene: Scene, turn: Turn) -> Turn:
    """The turn that something else came to than an answer to what we had asked back, with what
    becomes of the text we asked about: it is not lost."""
    after = asked_again(scene, turn)
    return with_note(after, *said_meanwhile(scene), *passed_on_to_nobody(scene, after))


def with_note(turn: Turn, *notes: str) -> Turn:
    """The turn with more paragraphs, said first; never in the words of a person."""
    if notes and not any(isinstance(e, Say) and not e.staff_message for e in turn.effects):
        return turn.also(Say(paragraphs=notes))
    effects = tuple(
        replace(effect, paragraphs=(*notes, *effect.paragraphs))
        if isinstance(effect, Say) and not effect.staff_message
        else effect
        for effect in turn.effects
    )
    return replace(turn, effects=effects)
