"""The language of the talk: that of a person's first words, later another if they want it."""

from dataclasses import replace

from tram_bot.core.conversation import WithPerson
from tram_bot.core.effects import Say
from tram_bot.core.events import Event, Text
from tram_bot.core.identifiers import Language
from tram_bot.core.message import Noted, Understood
from tram_bot.core.scene import LANGUAGE, Scene, Turn

_WORDS_THAT_TELL = 3
"""Words of a message from which on its language is one the person goes on in: a greeting or a name
of a product is none."""
_SAID_BY_EVERYBODY: Language = "en"
"""*Hello* and *ok* are, whatever language comes after it."""


def spoken(scene: Scene, read: Understood | Noted) -> Language:
    """The language a text is searched in: its own, if there are words in that."""
    return _ours(scene, read) or scene.language


def answered_in_kind(scene: Scene, event: Event) -> Scene:
    """The scene, in the language of the first words the person writes: they tell it better than
    the platform does. Later the language stays what it is."""
    if not isinstance(event, Text) or isinstance(scene.conversation.phase, WithPerson):
        return scene
    said = _ours(scene, scene.note(event.text))
    if not said:
        return scene
    talk = scene.conversation
    tells = len(event.text.split()) >= _WORDS_THAT_TELL
    if not talk.language_chosen and (tells or said != _SAID_BY_EVERYBODY):
        talk = replace(talk, language=said, language_chosen=tells)
    if said == talk.language:
        talk = replace(talk, language_offered="")
    return scene.with_conversation(talk)


def with_offer(scene: Scene, turn: Turn, event: Event) -> Turn:
    """The turn with a button to go on in the language of this message, where that is another one;
    offered once, and not again before they have come back to ours."""
    if not isinstance(event, Text) or isinstance(turn.conversation.phase, WithPerson):
        return turn
    said = _ours(scene, scene.note(event.text))
    talk = turn.conversation
    says = [(at, effect) for at, effect in enumerate(turn.effects) if isinstance(effect, Say)]
    if not said or not says or said in (talk.language, talk.language_offered):
        return turn
    if len(event.text.split()) < _WORDS_THAT_TELL:
        return turn
    button = scene.button(scene.content.phrasebook.say("button_speak", said), LANGUAGE, said)
    effects = list(turn.effects)
    at, last = says[-1]
    effects[at] = replace(last, buttons=(*last.buttons, button))
    talk = replace(talk, language_offered=said, offered=(*talk.offered, button))
    return replace(turn, conversation=talk, effects=tuple(effects))


def _ours(scene: Scene, read: Understood | Noted) -> Language | None:
    """The language of a text, if there are words in it."""
    language = read.language
    return language if language in scene.content.phrasebook.phrases else None
