"""Every thing has its words, and every word its thing."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tram_bot.content.document import Document, Path
from tram_bot.content.files import VOCABULARIES
from tram_bot.content.hints import closest, did_you_mean
from tram_bot.content.index import Index
from tram_bot.content.naming import Naming
from tram_bot.content.shapes import Shape, is_id
from tram_bot.content.sources import Folder, Sources, is_in_doubt, things_in
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
        names = index.naming(folder.name)
        yield from _renamed(folder, names)
        if folder.structure and not _has_id_in_doubt(folder, folder.structure.document, index):
            yield from _words_for_nothing(folder, names, folder.structure.document, index)
        if folder.structure and "en" in folder.words:
            english = folder.words["en"].document
            yield from _without_words(folder, names, folder.structure.document, english, index)


def _renamed(folder: Folder[Shape, Shape], names: Naming) -> Iterator[Problem]:
    things = folder.things()
    for id, (what, mend) in names.told(folder.kind).items():
        spot = things[id].spot
        yield spot.document.problem(spot.place, what, mend)


def _words_for_nothing(
    folder: Folder[Shape, Shape],
    names: Naming,
    structure: Document,
    index: Index,
) -> Iterator[Problem]:
    known = folder.things()
    for language, words in folder.words.items():
        for thing in things_in(words.document, folder.section):
            # What is no id is told of by itself.
            if thing.id in known or thing.id in names.renamed or not is_id(thing.id):
                continue
            elsewhere = index.known(folder.kind).get(thing.id)
            what = f"words for the {folder.kind} '{thing.id}', which is not in this folder"
            if elsewhere:
                mend = f"move them beside {elsewhere[0].document.file}"
            elif thing.id in index.ids[folder.kind].retired:
                mend = "remove them; it is retired"
            else:
                mend = f"add it to {structure.file}"
                meant = names.meant(language, thing.id)
                if meant:
                    mend = did_you_mean(thing.id, [meant], f"call them '{meant}', or {mend}")
            yield words.document.problem(thing.spot.place, what, mend)


def _has_id_in_doubt(folder: Folder[Shape, Shape], structure: Document, index: Index) -> bool:
    is_used_twice = any(index.is_used_twice(folder.kind, id) for id in folder.things())
    return is_used_twice or is_in_doubt(structure, folder.section)


def _without_words(
    folder: Folder[Shape, Shape],
    names: Naming,
    structure: Document,
    english: Document,
    index: Index,
) -> Iterator[Problem]:
    described = {thing.id: thing for thing in things_in(english, folder.section)}
    for id, thing in folder.things().items():
        if id not in described:
            is_used_twice = index.is_used_twice(folder.kind, id)
            is_misnamed = not is_id(id) or names.has_words("en", id)
            if is_used_twice or is_misnamed or is_in_doubt(english, folder.section):
                continue  # It, or its words, are to get another id first.
            what = f"the {folder.kind} '{id}' has no English words"
            yield structure.problem(thing.spot.place, what, f"add them to {english.file}")
            continue
        for name in _NEEDED[folder.kind]:
            yield from missing(english, (*described[id].path, name))


def missing(document: Document, path: Path) -> Iterator[Problem]:
    """A problem if the value at this path is not there, though its parent is. A key that is most
    like it is told of as one that is unknown."""
    parent = document.get(path[:-1])
    if isinstance(parent, dict) and path[-1] not in parent and not closest(str(path[-1]), parent):
        what = f"'{path[-1]}' of '{path[-2]}' is missing"
        place = document.at_key(path[:-1])
        yield document.problem(place, what, f"add a line '{path[-1]}: …'")
