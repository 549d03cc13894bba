"""A file says of itself what its place says: language, topic, country."""

from collections.abc import Iterator

from babel import localedata
from babel.languages import get_official_languages

from tram_bot.content.document import Document
from tram_bot.content.hints import did_you_mean
from tram_bot.content.index import Index
from tram_bot.content.shapes_catalogue import COUNTRIES
from tram_bot.content.sources import Sources
from tram_bot.errors import Problem

_ENGLISH = "en"


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Files that contradict their names, and languages nobody has listed."""
    del index
    yield from _languages(sources)
    yield from _words(sources)
    for topic in sources.topics:
        if topic.structure:
            yield from _same(topic.structure.document, "topic", topic.name.rpartition("/")[2])
    for folder in sources.facilities:
        if not folder.structure:
            continue
        document = folder.structure.document
        name = folder.name.rpartition("/")[2]
        code = next((code for code, known in COUNTRIES.items() if known == name), None)
        if code:
            yield from _same(document, "country", code)
        else:
            what = f"'{name}' is no folder of one of the eight countries"
            folders = COUNTRIES.values()
            mend = did_you_mean(name, folders, f"the folders are {', '.join(folders)}")
            yield document.problem(document.at(("country",)), what, mend)


def _languages(sources: Sources) -> Iterator[Problem]:
    source = sources.languages
    if not source or not source.shape:
        return
    document, languages = source.document, source.shape.languages
    for code, language in languages.items():
        if not localedata.exists(code):
            yield _no_language(document, code)
        if language.falls_back_to not in languages:
            place = document.at(("languages", code, "falls_back_to"))
            what = f"unknown language '{language.falls_back_to}'"
            yield document.problem(place, what, f"fall back to '{_ENGLISH}', or add the language")
    english = languages.get(_ENGLISH)
    if not english:
        place = document.at_key(("languages",))
        what = "English is missing, and everything falls back to it"
        yield document.problem(place, what, f"add a line for '{_ENGLISH}'")
    elif not english.offered:
        place = document.at(("languages", _ENGLISH, "offered"))
        yield document.problem(place, "English is not offered, and has to be", "remove this")
    elif not english.complete:
        place = document.at(("languages", _ENGLISH, "complete"))
        mend = "write 'complete: true'"
        yield document.problem(place, "English is not complete, and has to be", mend)


def _no_language(document: Document, code: str) -> Problem:
    """A code that nobody else goes by; most often it is that of a country."""
    spoken_there = get_official_languages(code.upper())
    mend = "look it up in ISO 639-1, where Polish is 'pl'"
    if spoken_there:
        mend = f"did you mean '{spoken_there[0]}'?"
    place = document.at_key(("languages", code))
    what = f"'{code}' is the code of no language"
    return document.problem(place, what, mend, "warning").because(
        "who speaks it is known by another code, and it has no names of countries"
    )


def _words(sources: Sources) -> Iterator[Problem]:
    source = sources.languages
    known = source.shape.languages if source and source.shape else None
    for language, words in sources.of_language():
        document = words.document
        yield from _same(document, "language", language)
        if known is not None and language not in known:
            what = f"the language '{language}' is not listed in intents/languages.yaml"
            mend = did_you_mean(language, known, "add it there, or remove this file")
            yield document.problem(document.at(("language",)), what, mend)


def _same(document: Document, key: str, wanted: str) -> Iterator[Problem]:
    given = document.get((key,))
    if isinstance(given, str) and given != wanted:
        what = f"the {key} is '{given}', but by its place it is '{wanted}'"
        mend = f"write '{key}: {wanted}', or move the file"
        yield document.problem(document.at((key,)), what, mend)
