"""Intents: what they do, what they offer, and what they say."""

from collections.abc import Iterator

from tram_bot.content.checks_words import missing
from tram_bot.content.document import Document, Path
from tram_bot.content.hints import did_you_mean, one_of
from tram_bot.content.index import Index
from tram_bot.content.shapes_intents import IntentsFile, IntentShape, IntentWordsFile
from tram_bot.content.sources import Folder, Sources
from tram_bot.core.content import BotCommand, Does
from tram_bot.errors import Problem

_EXAMPLES_LEAST = 3
"""Examples of an intent in a language. Ours: fewer do not show what they have in common."""


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Keys that do not go with what an intent does, references into nowhere, missing words."""
    doers: dict[BotCommand, tuple[str, str]] = {}
    for topic in sources.topics:
        own = own_questionnaire(sources, topic.name)
        for document, shape in topic.fitting():
            for id, intent in shape.intents.items():
                path = ("intents", id)
                yield from _does(document, path, intent, own, index)
                yield from _offers(document, path, intent, index)
                yield from _done_once(document, path, command_of(id, intent), doers)
            yield from _words(topic, shape)
    yield from _undone(sources, doers)


def command_of(id: str, intent: IntentShape) -> BotCommand | None:
    """The command an intent does: the one it names, else the one of its own name."""
    if intent.does is not Does.COMMAND:
        return None
    if intent.command:
        return intent.command
    return BotCommand(id) if id in list(BotCommand) else None


def questionnaire_of(intent: IntentShape, own: str) -> str:
    """The questionnaire an intent starts: the one it names, else the one beside it."""
    return (intent.questionnaire or own) if intent.does is Does.QUESTIONNAIRE else ""


def own_questionnaire(sources: Sources, folder: str) -> str:
    """The id of the questionnaire that stands in a topic's folder, if one does."""
    for each in sources.questionnaires:
        for _, shape in each.fitting():
            if each.name == folder:
                return shape.id
    return ""


def _done_once(
    document: Document,
    path: Path,
    command: BotCommand | None,
    doers: dict[BotCommand, tuple[str, str]],
) -> Iterator[Problem]:
    if command is None:
        return
    other, file = doers.setdefault(command, (str(path[-1]), document.file))
    if (other, file) != (path[-1], document.file):
        what = f"the command '{command}' is done by '{other}' in {file} already"
        mend = "let one intent do it, with the examples of both"
        yield document.problem(document.at_key(path), what, mend)


def _does(
    document: Document, path: Path, intent: IntentShape, own: str, index: Index
) -> Iterator[Problem]:
    id = str(path[-1])
    if intent.does is Does.COMMAND and not command_of(id, intent):
        what = f"'{id}' does a command, and does not say which"
        mend = did_you_mean(id, BotCommand, f"add 'command:' with {one_of(BotCommand, 20)}")
        yield document.problem(document.at_key(path), what, mend)
    if intent.does is Does.QUESTIONNAIRE and not questionnaire_of(intent, own):
        what = f"'{id}' starts a questionnaire, and does not say which"
        yield document.problem(document.at_key(path), what, "add 'questionnaire:' with its id")
    if intent.questionnaire and intent.does is Does.QUESTIONNAIRE:
        here = (*path, "questionnaire")
        yield from index.reference(document, here, "questionnaire", intent.questionnaire)
    for key, given, goes_with in (
        ("command", intent.command, Does.COMMAND),
        ("questionnaire", intent.questionnaire, Does.QUESTIONNAIRE),
    ):
        if given and intent.does is not goes_with:
            what = f"'{key}' does not go with 'does: {intent.does}'"
            mend = f"write 'does: {goes_with}', or remove the line"
            yield document.problem(document.at_key((*path, key)), what, mend)


def _offers(document: Document, path: Path, intent: IntentShape, index: Index) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, offer in enumerate(intent.offers):
        here = (*path, "offers", number)
        if offer == path[-1]:
            what = f"'{offer}' offers itself"
            yield document.problem(document.at(here), what, "offer something else")
        elif offer in seen:
            yield document.problem(document.at(here), f"'{offer}' is offered twice", "remove one")
        else:
            yield from index.reference(document, here, "intent", offer)
        seen.add(offer)


def _words(
    topic: Folder[IntentsFile, IntentWordsFile], structure: IntentsFile
) -> Iterator[Problem]:
    for language, document, shape in topic.fitting_words():
        for id, words in shape.intents.items():
            intent = structure.intents.get(id)
            if not intent:
                continue
            path = ("intents", id)
            if words.slash and intent.does is not Does.COMMAND:
                what = f"'slash' does not go with 'does: {intent.does}'"
                mend = "remove it; only commands have slash words"
                yield document.problem(document.at_key((*path, "slash")), what, mend)
            # A command is known by its slash words as well.
            if not words.slash:
                yield from _few_examples(document, path, len(words.examples))
            if language != "en":
                continue
            if not words.examples and not words.slash:
                yield from missing(document, (*path, "examples"))
            if intent.does is Does.ANSWER:
                yield from missing(document, (*path, "reply"))


def _few_examples(document: Document, path: Path, count: int) -> Iterator[Problem]:
    if 0 < count < _EXAMPLES_LEAST:
        s = "" if count == 1 else "s"
        what = f"'{path[-1]}' has {count} example{s}, fewer than {_EXAMPLES_LEAST}"
        place = document.at_key((*path, "examples"))
        mend = "add other ways in which people say it"
        yield document.problem(place, what, mend, "warning").because(
            "who says it in other words is seldom understood"
        )


def _undone(sources: Sources, doers: dict[BotCommand, tuple[str, str]]) -> Iterator[Problem]:
    """Commands the code knows and no intent does; nobody could say them."""
    structures = [topic.structure for topic in sources.topics if topic.structure]
    if any(each.shape is None for each in structures) or sources.unreadable or not structures:
        return
    home = next((s for s in structures if s.found.folder_name == "commands"), structures[0])
    for command in BotCommand:
        if command not in doers:
            what = f"no intent does the command '{command}'"
            mend = f"add one with 'does: command' and 'command: {command}'"
            place = home.document.at_key(("intents",))
            yield home.document.problem(place, what, mend, "warning")
