"""Commands: the same whether pressed, typed with a slash or said in plain words."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from tram_bot.core.asking import ask, ask_again, ask_next, leave_open, new_run
from tram_bot.core.content import BotCommand
from tram_bot.core.conversation import (
    Asking,
    Confirming,
    Conversation,
    Idle,
    LeadNote,
    Reviewing,
    Run,
    WithPerson,
)
from tram_bot.core.effects import Button, Card, GiveData, Relay, Say, Wish
from tram_bot.core.finding import FacilityMatch, Finding, Places
from tram_bot.core.languages import languages_offered
from tram_bot.core.later import Later
from tram_bot.core.left_runs import leave, take_up
from tram_bot.core.message import Choice
from tram_bot.core.my_data import overview
from tram_bot.core.present import (
    centre_name,
    checklist,
    facility_cards,
    files_listed,
    languages_called,
)
from tram_bot.core.questionnaire import live_answers
from tram_bot.core.resuming import go_on, menu, resumable
from tram_bot.core.scene import (
    CONFIRM,
    LANGUAGE,
    NO,
    RESUME,
    YES,
    Prompt,
    Scene,
    Turn,
    run_of,
)


def run_command(
    scene: Scene, command: BotCommand, argument: str = "", said: tuple[str, ...] = ()
) -> Turn:
    """Do it, whatever is open, and say how to go on."""
    match command:
        case BotCommand.HELP:
            return go_on(scene, *said, scene.phrase("help"), buttons=menu(scene, with_person=True))
        case BotCommand.START:
            return _start(scene, argument, *said)
        case BotCommand.BACK:
            return _back(scene, *said)
        case BotCommand.SKIP:
            return _on_question(scene, lambda a: _leave(scene, a, "skipped"), *said)
        case BotCommand.DONT_KNOW:
            return _on_question(scene, lambda a: _leave(scene, a, "unknown"), *said)
        case BotCommand.WHY:
            return _on_question(scene, lambda a: _why(scene, a), *said)
        case BotCommand.CANCEL:
            return _cancel(scene, *said)
        case BotCommand.RESTART:
            return _restart(scene, *said)
        case BotCommand.LANGUAGE:
            return _language(scene, argument, *said)
        case BotCommand.PERSON:
            return _person(scene, *said)
        case BotCommand.MY_DATA:
            forget = scene.intent_buttons(scene.content.commands("forget_me"))
            return go_on(scene, *said, *overview(scene), buttons=forget).also(GiveData())
        case BotCommand.FORGET_ME:
            return confirm(
                scene,
                Confirming(what="erase", turn=scene.turn),
                scene.phrase("confirm_erase"),
                *said,
            )
        case BotCommand.REVIEW:
            return _review(scene, *said)
        case BotCommand.BOT:
            return _bot(scene, *said)
    assert_never(command)


def confirm(scene: Scene, pending: Confirming, question: str, *said: str) -> Turn:
    """Ask whether this is really wanted; nothing happens before a yes."""
    there = scene.with_conversation(replace(scene.conversation, pending=pending))
    return there.reply(
        *said,
        prompt=Prompt(
            ask=question,
            buttons=(
                there.button(scene.phrase("button_yes"), CONFIRM, YES),
                there.button(scene.phrase("button_no"), CONFIRM, NO),
            ),
        ),
    )


def begin_again(scene: Scene) -> Turn:
    """Drop the answers of the open questionnaire, or else of the one that was left last, and ask
    from the start what is asked now."""
    run = run_of(scene.conversation.phase) or scene.conversation.aside
    idle = replace(scene.conversation, phase=Idle())
    there = scene.with_conversation(take_up(idle, run) if run else idle)
    again = run.questionnaire if run and scene.questionnaire(run) else _first(scene)
    if not run or not again:
        return there.reply(scene.phrase("restarted"), prompt=Prompt(buttons=menu(there)))
    return ask_next(there, new_run(there, again), scene.phrase("restarted"))


def set_language(scene: Scene, language: str, *said: str) -> Turn:
    """Speak that language from now on."""
    there = scene.with_conversation(
        replace(scene.conversation, language=language, language_chosen=True)
    )
    info = scene.content.phrasebook.languages.get(language)
    name = info.name if info else language
    return go_on(there, *said, there.phrase("language_set", language=name), buttons=menu(there))


def newest_open_lead(conversation: Conversation) -> LeadNote | None:
    """The latest lead that is not closed."""
    return next((note for note in reversed(conversation.leads) if note.open), None)


def _start(scene: Scene, argument: str, *said: str) -> Turn:
    """Greet, or go on. A link on a poster or a web page may say in which language, or which
    facility it tells of: `?start=pl`, `?start=petra-iii`. Anything else in it is left alone."""
    wanted = argument.lower()
    if wanted in scene.content.languages:
        scene = scene.with_conversation(
            replace(scene.conversation, language=wanted, language_chosen=True)
        )
    cards = _card_of(scene, wanted)
    if run_of(scene.conversation.phase):
        return _with_cards(go_on(scene, *said, scene.phrase("resumed")), cards)
    buttons = menu(scene)
    if left := resumable(scene):
        buttons = (button_to_resume(scene, left[-1]), *buttons)
    if cards:
        prompt = Prompt(ask=scene.phrase("greeting"), buttons=buttons)
        return scene.reply(*said, cards=cards, prompt=prompt)
    return go_on(scene, *said, scene.phrase("greeting"), buttons=buttons)


def _card_of(scene: Scene, facility: str) -> tuple[Card, ...]:
    """The card of a facility that can be used now; none for what is no such facility."""
    known = scene.content.catalogue.facilities.get(facility)
    if not known or not known.status.usable:
        return ()
    match = FacilityMatch(
        facility=facility,
        score=1.0,
        techniques=known.techniques or known.unconfirmed,
        because=(),
        confirmed=bool(known.techniques),
    )
    places = Later.known(Places(best=(match,)))
    return facility_cards(scene, Finding(places=places, sure=True))


def _with_cards(turn: Turn, cards: tuple[Card, ...]) -> Turn:
    effects = tuple(
        replace(effect, cards=(*cards, *effect.cards)) if isinstance(effect, Say) else effect
        for effect in turn.effects
    )
    return replace(turn, effects=effects)


def _back(scene: Scene, *said: str) -> Turn:
    phase = scene.conversation.phase
    if isinstance(phase, Asking) and phase.reopened:
        # One step back from an answer being changed is to leave it as it was.
        return ask_next(scene, phase.run, *said, scene.phrase("kept_as_is"))
    run = run_of(phase)
    if not run or not run.history:
        return go_on(scene, *said, scene.phrase("nothing_before"), buttons=menu(scene))
    *earlier, last = run.history
    before = replace(run, answers=last.answers, history=tuple(earlier))
    questionnaire = scene.questionnaire(run)
    question = questionnaire.question(last.question) if questionnaire else None
    if not question:
        return ask_next(scene, before, *said, scene.phrase("went_back"))
    return ask(scene, before, question, *said, scene.phrase("went_back"))


def _on_question(scene: Scene, then: Callable[[Asking], Turn], *said: str) -> Turn:
    match scene.conversation.phase:
        case Asking() as asking:
            return then(asking)
        case _:
            return go_on(scene, *said, scene.phrase("no_question_open"), buttons=menu(scene))


def _leave(scene: Scene, asking: Asking, why: str) -> Turn:
    questionnaire = scene.questionnaire(asking.run)
    question = questionnaire.question(asking.question) if questionnaire else None
    if not question:
        return ask_next(scene, asking.run)
    if not question.gaps(asking.run.answers):
        # It was re-opened to be changed: not to answer it takes nothing back.
        return ask_next(scene, asking.run, scene.phrase("kept_as_is"))
    return leave_open(scene, asking, question, why, scene.phrase(f"left_open_{why}"))


def _why(scene: Scene, asking: Asking) -> Turn:
    questionnaire = scene.questionnaire(asking.run)
    question = questionnaire.question(asking.question) if questionnaire else None
    words = scene.question_words(asking.run, question) if question else None
    return ask_again(scene, asking, words.why if words else "")


def _cancel(scene: Scene, *said: str) -> Turn:
    run = run_of(scene.conversation.phase)
    if not run:
        return go_on(scene, *said, scene.phrase("nothing_to_cancel"), buttons=menu(scene))
    idle = replace(scene.conversation, phase=Idle(), pending=None)
    there = scene.with_conversation(leave(idle, run))
    resume = button_to_resume(there, run)
    forget = there.intent_buttons(there.content.commands("forget_me", "person"))
    return there.reply(*said, scene.phrase("laid_aside"), prompt=Prompt(buttons=(resume, *forget)))


def resumed_by(run: Run) -> str:
    """The option of the button that takes up this run, of all that were left."""
    return str(run.first_turn)


def button_to_resume(scene: Scene, run: Run) -> Button:
    """The button that takes up this run."""
    return scene.button(scene.phrase("button_resume"), RESUME, resumed_by(run))


def _restart(scene: Scene, *said: str) -> Turn:
    if not run_of(scene.conversation.phase) and not scene.conversation.aside:
        return _start(scene, "", *said)
    return confirm(
        scene, Confirming(what="restart", turn=scene.turn), scene.phrase("confirm_restart"), *said
    )


def _language(scene: Scene, argument: str, *said: str) -> Turn:
    book = scene.content.phrasebook
    available = {code: info for code, info in book.languages.items() if code in book.phrases}
    called = [
        pair for each in available for pair in languages_called(book.say("language_names", each))
    ]
    choices = tuple(
        Choice(id=code, words=(info.name, code, *(name for of, name in called if of == code)))
        for code, info in book.languages.items()
    )
    chosen = scene.content.choose(argument, choices) if argument else None
    if chosen and chosen.ids[0] in available:
        return set_language(scene, chosen.ids[0], *said)
    names = ", ".join(info.name for info in available.values())
    if chosen:
        wanted = book.languages[chosen.ids[0]].name
        text = scene.phrase("language_not_yet", language=wanted, languages=names)
        return go_on(scene, *said, text, buttons=menu(scene))
    buttons = tuple(scene.button(info.name, LANGUAGE, code) for code, info in available.items())
    best = scene.understand(argument).best if argument else None
    # "Change the language" names none; "in Russian, please" names one that we do not speak.
    if argument and not (best and best.exact):
        said = (*said, scene.phrase("languages_spoken", languages=languages_offered(scene)))
        buttons += scene.intent_buttons(scene.content.commands("person"))
    return scene.reply(
        *said,
        prompt=Prompt(ask=scene.phrase("language_ask"), buttons=buttons),
    )


def _person(scene: Scene, *said: str) -> Turn:
    conversation = scene.conversation
    run = run_of(conversation.phase)
    if run:
        return ask_next(
            scene, replace(run, wants_person=True), *said, scene.phrase("person_wanted")
        )
    note = newest_open_lead(conversation)
    if note:
        centre = centre_name(scene.content, scene.language, note.centre)
        return scene.reply(
            *said,
            scene.phrase("person_told", reference=note.reference, centre=centre),
            effects=(Relay(lead=note.id, wish=Wish.PERSON),),
        )
    first = _first(scene)
    if left := resumable(scene):
        scene = scene.with_conversation(take_up(conversation, left[-1]))
        run = replace(left[-1], wants_person=True)
    elif first:
        run = new_run(scene, first, wants_person=True)
    else:
        return scene.reply(*said, scene.phrase("help"))
    return ask_next(scene, run, *said, scene.phrase("person_wanted"))


def _first(scene: Scene) -> str:
    """The questionnaire that a talk begins with, "" if the content has none."""
    starters = scene.content.starters()
    return scene.content.intents[starters[0]].questionnaire if starters else ""


def _review(scene: Scene, *said: str) -> Turn:
    run = run_of(scene.conversation.phase)
    questionnaire = scene.questionnaire(run) if run else None
    if not run or not questionnaire:
        return go_on(scene, *said, scene.phrase("nothing_to_review"), buttons=menu(scene))
    so_far = checklist(scene, run, live_answers(questionnaire, run.answers))
    text = scene.phrase("review_so_far") + "\n" + so_far if so_far else scene.phrase("review_empty")
    return go_on(scene, *said, text, files_listed(scene, run))


def _bot(scene: Scene, *said: str) -> Turn:
    match scene.conversation.phase:
        case WithPerson(resume=resume):
            return go_on(scene.in_phase(resume), *said, scene.phrase("bot_back"))
        case Idle() | Asking() | Reviewing():
            return go_on(scene, *said, scene.phrase("bot_here"), buttons=menu(scene))
