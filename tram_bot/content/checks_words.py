"""Every thing has its words, and every word its thing."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tram_bot.content.document import Document, Path
from tram_bot.content.files import VOCABULARIES
from tram_bot.content.hints import did_you_mean
from tram_bot.content.index import Index
from tram_bot.content.shapes import Shape, is_id
from tram_bot.content.sources import Folder, Sources, Thing, is_in_doubt, things_in
from tram_bot.errors import Problem

_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "intent": ("label",),
        "technique": ("name", "tells", "cannot"),
        "facility": ("tells",),
        "centre": ("name",),
        **dict.fromkeys(VOCABULARIES.values(), ("label",)),
    }
)
"""What the English words of each kind must have; other languages fall back to them."""


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Words for nothing, and things without English words."""
    for folder in sources.folders():
        known = folder.things()
        for words in folder.words.values():
            yield from _words_for_nothing(folder, known, words.document, index)
        if folder.structure and "en" in folder.words:
            english = folder.words["en"].document
            yield from _without_words(folder, folder.structure.document, english, index)


def _words_for_nothing(
    folder: Folder[Shape, Shape], known: Mapping[str, Thing], words: Document, index: Index
) -> Iterator[Problem]:
    things = list(things_in(words, folder.section))
    if not folder.structure or all(thing.id in known for thing in things):
        return
    if _has_id_in_doubt(folder, folder.structure.document, index):
        return
    # What has its words already was not meant.
    wordless = set(filter(is_id, known)).difference(thing.id for thing in things)
    for thing in things:
        if thing.id in known:
            continue
        elsewhere = index.known(folder.kind).get(thing.id)
        what = f"words for the {folder.kind} '{thing.id}', which is not in this folder"
        if elsewhere:
            mend = f"move them beside {elsewhere[0].document.file}"
        else:
            otherwise = f"add it to {folder.structure.document.file}"
            mend = did_you_mean(thing.id, wordless, otherwise)
        yield words.problem(thing.spot.place, what, mend)


def _has_id_in_doubt(folder: Folder[Shape, Shape], structure: Document, index: Index) -> bool:
    is_used_twice = any(index.is_used_twice(folder.kind, id) for id in folder.things())
    return is_used_twice or is_in_doubt(structure, folder.section)


def _without_words(
    folder: Folder[Shape, Shape], structure: Document, english: Document, index: Index
) -> Iterator[Problem]:
    described = {thing.id: thing for thing in things_in(english, folder.section)}
    for id, thing in folder.things().items():
        if id not in described:
            is_used_twice = index.is_used_twice(folder.kind, id)
            if is_used_twice or not is_id(id) or is_in_doubt(english, folder.section):
                continue  # It, or its words, are to get another id first.
            what = f"the {folder.kind} '{id}' has no English words"
            yield structure.problem(thing.spot.place, what, f"add them to {english.file}")
            continue
        for name in _NEEDED[folder.kind]:
            yield from missing(english, (*described[id].path, name))


def missing(document: Document, path: Path) -> Iterator[Problem]:
    """A problem if the value at this path is not there, though its parent is."""
    parent = document.get(path[:-1])
    if isinstance(parent, dict) and path[-1] not in parent:
        what = f"'{path[-1]}' of '{path[-2]}' is missing"
        place = document.at_key(path[:-1])
        yield document.problem(place, what, f"add a line '{path[-1]}: …'")
