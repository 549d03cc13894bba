"""The language of the talk: that of a person's first words, later another if they want it."""

from dataclasses import replace
from unicodedata import name

from tram_bot.core.conversation import Conversation, WithPerson
from tram_bot.core.effects import Say
from tram_bot.core.events import Event, written_in
from tram_bot.core.identifiers import Language
from tram_bot.core.message import Noted, Understood
from tram_bot.core.present import listed
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
    text = written_in(event)
    if not text or isinstance(scene.conversation.phase, WithPerson):
        return scene
    talk = scene.conversation
    noted = scene.note(text)
    said = _ours(scene, noted) or _greeted_in(talk, noted)
    if not said:
        return scene
    tells = len(text.split()) >= _WORDS_THAT_TELL
    if not talk.language_chosen and (tells or said != _SAID_BY_EVERYBODY):
        talk = replace(talk, language=said, language_chosen=tells)
    if said == talk.language:
        talk = replace(talk, language_offered="")
    return scene.with_conversation(talk)


def _greeted_in(talk: Conversation, noted: Noted) -> Language | None:
    """The language of words that are said in several, *hej* or *sveiki*: the likeliest, unless the
    talk is in one of them or in one that was chosen."""
    known = {talk.language, _SAID_BY_EVERYBODY} & set(noted.said_in)
    return noted.said_in[0] if noted.said_in and not (talk.language_chosen or known) else None


def with_offer(scene: Scene, turn: Turn, event: Event) -> Turn:
    """The turn with a button to go on in the language of this message, where that is another one;
    offered once, and not again before they have come back to ours."""
    text = written_in(event)
    if not text or isinstance(turn.conversation.phase, WithPerson):
        return turn
    said = _ours(scene, scene.note(text))
    talk = turn.conversation
    says = [(at, effect) for at, effect in enumerate(turn.effects) if isinstance(effect, Say)]
    if not said or not says or said in (talk.language, talk.language_offered):
        return turn
    if len(text.split()) < _WORDS_THAT_TELL:
        return turn
    button = scene.button(scene.content.phrasebook.say("button_speak", said), LANGUAGE, said)
    effects = list(turn.effects)
    at, last = says[-1]
    effects[at] = replace(last, buttons=(*last.buttons, button))
    talk = replace(talk, language_offered=said)
    return replace(turn, conversation=talk, effects=tuple(effects))


def languages_offered(scene: Scene) -> str:
    """The languages there are, each by its own name."""
    book = scene.content.phrasebook
    names = [info.name for code, info in book.languages.items() if code in book.phrases]
    return listed(names, scene.phrase("and"))


def is_in_other_letters(scene: Scene, text: str) -> bool:
    """Whether a text is written in other letters than any of our languages is."""
    letters = alphabets(text)
    return bool(letters) and letters.isdisjoint(alphabets(languages_offered(scene)))


def alphabets(text: str) -> frozenset[str]:
    """What the letters of a text belong to.

    >>> sorted(alphabets("можно по-русски?")), sorted(alphabets("α phase in steel"))
    (['CYRILLIC'], ['GREEK', 'LATIN'])
    """
    return frozenset(name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())


def _ours(scene: Scene, read: Understood | Noted) -> Language | None:
    """The language of a text, if there are words in it."""
    language = read.language
    return language if language in scene.content.phrasebook.phrases else None
