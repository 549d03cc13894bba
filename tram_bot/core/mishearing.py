"""Messages that were not understood, kept for people to teach the bot.

As little as will do: none that answers a question or tells a need, none that is long, and of the
others no word that tells who wrote it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tram_bot.core.content import Intent
from tram_bot.core.conversation import TakenFor
from tram_bot.core.effects import Mishap, Misheard, Retract, Unhear
from tram_bot.core.events import Deleted, Edited, Event, Pressed, Text
from tram_bot.core.languages import spoken
from tram_bot.core.limits import MISHEARD_KEPT
from tram_bot.core.redaction import cues, is_telling, redacted
from tram_bot.core.scene import Scene, Turn

_SHORTLY = timedelta(hours=1)
"""What was said so shortly before or after a problem was told may be part of it. Ours."""


def misheard(scene: Scene, text: str, why: Mishap, guesses: Sequence[str]) -> tuple[Misheard, ...]:
    """What keeps the message that was not understood just now; nothing for one that is not to be
    kept."""
    return _kept(scene, text, why, guesses, _message_of(scene))


def taken_for(scene: Scene, turn: Turn, *intents: str, offered: bool = False) -> Turn:
    """The turn, which remembers what its text was taken for."""
    taken = TakenFor(turn=scene.turn, intents=intents, offered=offered, message=_message_of(scene))
    return replace(turn, conversation=replace(turn.conversation, taken_for=taken))


def chosen(scene: Scene, intent: Intent, event: Pressed) -> tuple[Misheard, ...]:
    """What keeps the message just before, where a press now says which of the meanings offered it
    has. If it was a problem, it is not kept."""
    taken = _just_before(scene, offered=True)
    if not taken or event.turn != taken.turn or intent.id not in taken.intents:
        return ()
    if intent.questionnaire:
        return ()
    said = scene.conversation.last_text
    return _kept(scene, said, Mishap.CHOSEN, (intent.id,), taken.message)


def refused(scene: Scene, intent: Intent) -> tuple[Misheard, ...]:
    """What keeps the message just before, where the company now says that it was taken for
    something else."""
    taken = _just_before(scene, offered=False)
    if not intent.corrects or not taken or intent.id in taken.intents:
        return ()
    said = scene.conversation.last_text
    return _kept(scene, said, Mishap.REFUSED, taken.intents, taken.message)


def not_of_a_need(scene: Scene) -> tuple[Unhear, ...]:
    """What keeps none of the messages shortly before a problem that is being told now; nothing at
    the first message there is."""
    if not scene.conversation.turn:
        return ()
    return (Unhear(since=scene.now - _SHORTLY),)


def retracted(event: Event) -> tuple[Retract, ...]:
    """What keeps a message no longer that the company has just changed or deleted."""
    match event:
        case Edited(message=message) | Deleted(message=message) if message:
            return (Retract(message=message),)
        case _:
            return ()


def _kept(
    scene: Scene, text: str, why: Mishap, guesses: Sequence[str], message: str
) -> tuple[Misheard, ...]:
    told_at = scene.conversation.told_at
    if len(text) > MISHEARD_KEPT or (told_at and scene.now - told_at <= _SHORTLY):
        return ()
    understood = scene.understand(text)
    language = spoken(scene, understood)
    said = redacted(understood, cues(scene.content, language))
    if not is_telling(said):
        return ()
    return (
        Misheard(text=said, language=language, why=why, guesses=tuple(guesses), message=message),
    )


def _message_of(scene: Scene) -> str:
    return scene.event.message if isinstance(scene.event, Text) else ""


def _just_before(scene: Scene, *, offered: bool) -> TakenFor | None:
    taken = scene.conversation.taken_for
    is_latest = taken is not None and taken.turn == scene.conversation.turn
    return taken if taken and is_latest and taken.offered is offered else None
