"""After something was said: back to whatever was open, in the same reply."""

from tram_bot.core.asking import ask_again
from tram_bot.core.conversation import Asking, Reviewing, Run
from tram_bot.core.effects import Button
from tram_bot.core.left_runs import left_runs
from tram_bot.core.review import ask_review_again
from tram_bot.core.scene import Prompt, Scene, Turn


def menu(scene: Scene, *, with_person: bool = False) -> tuple[Button, ...]:
    """What the bot can do, as buttons: the offers of the help intent, as the admin set them."""
    help_ids = scene.content.commands("help")
    offers = scene.content.intents[help_ids[0]].offers if help_ids else ()
    person = scene.content.commands("person") if with_person else ()
    return scene.intent_buttons(dict.fromkeys((*scene.content.starters(), *offers, *person)))


def go_on(scene: Scene, *said: str, buttons: tuple[Button, ...] = ()) -> Turn:
    """Say this, then ask the open question again; without one, show the buttons."""
    match scene.conversation.phase:
        case Asking() as asking:
            return ask_again(scene, asking, *said)
        case Reviewing() as reviewing:
            return ask_review_again(scene, reviewing, *said)
        case _:
            return scene.reply(*said, prompt=Prompt(buttons=buttons))


def resumable(scene: Scene) -> tuple[Run, ...]:
    """The questionnaires that were left and can be taken up, the latest last: those that the
    content still has."""
    return tuple(run for run in left_runs(scene.conversation) if scene.questionnaire(run))
