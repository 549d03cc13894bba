"""What an intent does once it is understood, whatever else is open."""

from typing import assert_never

from tram_bot.core.asking import ask_next, new_run
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.commands import button_to_resume, confirm, resumed_by, run_command
from tram_bot.core.content import Does, Intent
from tram_bot.core.conversation import Asking, Confirming, Reviewing, Run
from tram_bot.core.effects import Button
from tram_bot.core.languages import languages_offered
from tram_bot.core.left_runs import leave, take_up
from tram_bot.core.message import Choice
from tram_bot.core.open_leads import no_more_now
from tram_bot.core.phrasebook import fill
from tram_bot.core.present import centre_name, country_name, listed
from tram_bot.core.resuming import go_on, menu, resumable
from tram_bot.core.scene import Scene, Turn, run_of

_LATEST = "go_on"
"""What buttons of earlier versions are for, when only one questionnaire was left."""


def do_intent(scene: Scene, intent: Intent, text: str = "", *said: str) -> Turn:
    """Do what the intent is for. `text` is the message it was understood from, if any."""
    match intent.does:
        case Does.ANSWER:
            return go_on(scene, *said, reply_of(scene, intent), buttons=_offers(scene, intent))
        case Does.COMMAND:
            if intent.command is None:
                return go_on(scene, *said)
            return run_command(scene, intent.command, text, said)
        case Does.EXPLAIN:
            return go_on(scene, *said, _explained(scene, text), buttons=menu(scene))
        case Does.QUESTIONNAIRE:
            return start(scene, intent.questionnaire, *said)
    assert_never(intent.does)


def reply_of(scene: Scene, intent: Intent) -> str:
    """What an answering intent says, its counts and lists filled from the catalogue."""
    words = intent.words.of(scene.language)
    if not words:
        return ""
    catalogue = scene.content.catalogue
    national = [c for c in catalogue.centres.values() if c.country]
    countries = [country_name(scene.content, scene.language, c.country or "") for c in national]
    usable = [f for f in catalogue.facilities.values() if f.status.usable]
    centres = [centre_name(scene.content, scene.language, c.id) for c in national]
    desk = centre_name(scene.content, scene.language, LEAD_DESK)
    return fill(
        words.reply,
        {
            "countries": listed(sorted(countries), scene.phrase("and")),
            "facility_count": str(len(usable)),
            "technique_count": str(len(catalogue.techniques)),
            "languages": languages_offered(scene),
            "centre_list": listed([*sorted(centres), desk], scene.phrase("and")),
        },
    )


def start(scene: Scene, questionnaire: str, *said: str) -> Turn:
    """Begin a questionnaire, or go on with the one that is open or was left."""
    open_run = run_of(scene.conversation.phase)
    if open_run and open_run.questionnaire == questionnaire:
        return go_on(scene, *said)
    if open_run:
        return _ask_to_switch(scene, open_run, questionnaire, *said)
    return switch(scene, questionnaire, *said)


def switch(scene: Scene, questionnaire: str, *said: str) -> Turn:
    """Begin a questionnaire, or go on with it if it was left; one that is open is left instead."""
    conversation = scene.conversation
    left = [run for run in resumable(scene) if run.questionnaire == questionnaire]
    if left:
        return _go_on_with(scene, left[-1], *said)
    if refused := no_more_now(scene, *said):
        return refused
    there = scene.with_conversation(leave(conversation, run_of(conversation.phase)))
    run = new_run(there, questionnaire)
    words = there.questionnaire_words(run)
    return ask_next(there, run, *said, words.opening if words else "")


def resume(scene: Scene, which: str) -> Turn:
    """Go on with the questionnaire that a button is for, its answers as they were; one that is open
    is left instead. Where that one is over, no other is taken up for it, but the one that was left
    last is offered."""
    left = resumable(scene)
    if meant := _meant_by(which, left):
        return _go_on_with(scene, meant)
    open_run = run_of(scene.conversation.phase)
    if open_run and which == resumed_by(open_run):
        return go_on(scene, scene.phrase("resumed"))
    if left:
        buttons = (button_to_resume(scene, left[-1]), *menu(scene))
        return go_on(scene, scene.phrase("expired"), buttons=buttons)
    if scene.conversation.aside:
        person = scene.intent_buttons(scene.content.commands("person"))
        return go_on(scene, scene.phrase("questionnaire_gone"), buttons=person)
    return go_on(scene, scene.phrase("nothing_to_resume"), buttons=menu(scene))


def _meant_by(which: str, left: tuple[Run, ...]) -> Run | None:
    """The questionnaire that was left and that a button to go on is for."""
    if which == _LATEST:
        return left[-1] if left else None
    return next((run for run in left if resumed_by(run) == which), None)


def _go_on_with(scene: Scene, run: Run, *said: str) -> Turn:
    others = take_up(scene.conversation, run)
    there = scene.with_conversation(leave(others, run_of(others.phase)))
    return ask_next(there, run, *said, scene.phrase("resumed"))


def _ask_to_switch(scene: Scene, run: Run, to: str, *said: str) -> Turn:
    words = scene.questionnaire_words(run)
    question = scene.phrase("confirm_switch", title=words.title if words else "")
    pending = Confirming(what="switch", turn=scene.turn, to=to)
    return confirm(scene, pending, question, *said)


def _offers(scene: Scene, intent: Intent) -> tuple[Button, ...]:
    if isinstance(scene.conversation.phase, Asking | Reviewing):
        return ()
    return scene.intent_buttons(intent.offers) or menu(scene)


def _explained(scene: Scene, text: str) -> str:
    techniques = scene.content.catalogue.techniques
    choices = tuple(
        Choice(id=id, words=(words.name, *words.aliases))
        for id, technique in techniques.items()
        if (words := technique.words.of(scene.language))
    )
    chosen = scene.content.choose(text, choices)
    words = techniques[chosen.ids[0]].words.of(scene.language) if chosen else None
    if not words:
        return scene.phrase("explain_unknown")
    return scene.phrase("explained", technique=words.name, tells=words.tells, cannot=words.cannot)
