"""Links that cannot lead where they should, wherever they stand."""

from collections.abc import Iterator

from tram_bot.content.document import Document, Path, Plain
from tram_bot.content.index import Index
from tram_bot.content.links import dead_by_form, host_of, links_in, misspelt_links_in
from tram_bot.content.sources import Sources
from tram_bot.errors import Problem

_LINKS = ("homepage", "source")
_LISTS = ("sources",)


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Links of bad form in texts, and those of facilities, centres and intents."""
    del index
    for _, words in sources.of_language():
        if words.document.may_say("//", ":/", "http"):
            yield from _in_texts(words.document, words.document.value, ())
    for folder in (*sources.topics, *sources.centres, *sources.facilities):
        if folder.structure:
            yield from _in_structure(folder.structure.document, folder.section)


def _in_texts(document: Document, value: Plain, path: Path) -> Iterator[Problem]:
    """What people type stands in lists, and is not looked at."""
    match value:
        case str():
            for link in dict.fromkeys(links_in(value)):
                dead = tuple(_dead(document, path, link))
                yield from dead
                # Where an address stands by itself, its shape tells of that.
                if not dead and "." not in (host := host_of(link)):
                    what = f"the link '{link}' leads to '{host}', which nobody outside knows"
                    yield _told(document, path, link, what, "use the public address")
            for link, meant in misspelt_links_in(value):
                what = f"the link '{link}' does not begin as links do"
                yield _told(document, path, link, what, f"write '{meant}'")
        case dict():
            for key, below in value.items():
                yield from _in_texts(document, below, (*path, key))
        case _:
            return


def _in_structure(document: Document, section: str) -> Iterator[Problem]:
    things = document.get((section,))
    keyed = things.items() if isinstance(things, dict) else enumerate(_list(things))
    for key, thing in keyed:
        path: Path = (section, key)
        if not isinstance(thing, dict):
            continue
        for name in _LINKS:
            link = thing.get(name)
            if isinstance(link, str) and link:
                yield from _dead(document, (*path, name), link)
        for name in _LISTS:
            links = _list(thing.get(name))
            for number, link in enumerate(links):
                here: Path = (*path, name, number)
                if link in links[:number]:
                    place = document.at(here)
                    yield document.problem(
                        place, f"'{link}' stands here twice", "remove one", "warning"
                    )
                elif isinstance(link, str) and link:
                    yield from _dead(document, here, link)


def _list(value: Plain) -> tuple[Plain, ...]:
    return value if isinstance(value, tuple) else ()


def _dead(document: Document, path: Path, link: str) -> Iterator[Problem]:
    trouble = dead_by_form(link)
    if trouble:
        what, mend = trouble
        yield _told(document, path, link, f"the link '{link}' {what}", mend)


def _told(document: Document, path: Path, link: str, what: str, mend: str) -> Problem:
    place = document.at_words(path, link)
    return document.problem(place, what, mend, "warning").because(
        "whoever follows it finds nothing"
    )
