"""Ids that are none, such as `XPS`, where there is more to say of them than how they are written.

A file with one does not fit its shape, and nothing else in it is looked at. Whoever writes it as
they are told shall not be told next that there is no such thing, or that there is one already.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from tram_bot.content.document import Document, Path, Plain
from tram_bot.content.explain import meant_in
from tram_bot.content.hints import closest
from tram_bot.content.index import Index
from tram_bot.content.shapes import IS_NO_ID, Shape, is_id
from tram_bot.content.sources import Folder, Sources, Thing, things_in
from tram_bot.errors import Problem

_NAMED = MappingProxyType(
    {
        "techniques": "technique",
        "unconfirmed": "technique",
        "met_by": "technique",
        "not_met_by": "technique",
        "materials": "material",
        "by_material": "material",
        "sectors": "sector",
        "meets": "constraint",
        "not_for": "constraint",
        "offers": "intent",
        "questionnaire": "questionnaire",
        "escalates_to": "centre",
    }
)
"""What is named under a key, as a value, as items or as keys."""


def retold(problems: Iterable[Problem], sources: Sources, index: Index) -> Iterator[Problem]:
    """What was told of each file by itself; of such an id that what is told of it here."""
    better = {_place(each): each for each in _check(sources, index)}
    for each in problems:
        yield better.get(_place(each), each) if each.what.endswith(IS_NO_ID) else each


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _check(sources: Sources, index: Index) -> Iterator[Problem]:
    for folder in sources.folders():
        if folder.structure and not folder.structure.shape:
            document = folder.structure.document
            there = {id: str(spots[0]) for id, spots in index.known(folder.kind).items()}
            for thing in things_in(document, folder.section):
                yield from _made_twice(document, thing, f"the {folder.kind} ", there)
                yield from _named_in(document, thing.path, document.get(thing.path), index)
        for source in folder.words.values():
            if not source.shape:
                yield from _among(source.document, folder.section, "")
                yield from _of_nothing(source.document, folder)
    for questionnaire in sources.questionnaires:
        if questionnaire.structure and not questionnaire.structure.shape:
            document = questionnaire.structure.document
            yield from _among(document, questionnaire.section, "the question ")
    for by_language in sources.enquiries.values():
        for enquiries in by_language.values():
            if not enquiries.shape:
                yield from _named_in(enquiries.document, (), enquiries.document.value, index)


def _among(document: Document, section: str, named: str) -> Iterator[Problem]:
    """Ids that another thing of the same section has already."""
    things = list(things_in(document, section))
    there = {each.id: f"line {each.spot.place.line}" for each in things}
    for thing in things:
        yield from _made_twice(document, thing, named, there)


def _of_nothing(words: Document, folder: Folder[Shape, Shape]) -> Iterator[Problem]:
    """Words of a thing that is called otherwise."""
    known = folder.things()
    for thing in things_in(words, folder.section):
        meant = "" if is_id(thing.id) else closest(thing.id, known)
        if meant and meant_in(words, thing.id) not in known:
            what = f"words for the {folder.kind} '{thing.id}', which is not in this folder"
            yield words.problem(thing.spot.place, what, f"did you mean '{meant}'?")


def _made_twice(
    document: Document, thing: Thing, named: str, there: Mapping[str, str]
) -> Iterator[Problem]:
    meant = "" if is_id(thing.id) else meant_in(document, thing.id)
    if meant in there:
        what = f"{named}'{meant}', which '{thing.id}' would be, is there already, in {there[meant]}"
        yield document.problem(thing.spot.place, what, "rename or remove one of them")


def _named_in(document: Document, path: Path, value: Plain, index: Index) -> Iterator[Problem]:
    match value:
        case dict():
            for key, below in value.items():
                here = (*path, key)
                if key in _NAMED:
                    yield from _unknown(document, here, below, _NAMED[key], index)
                if key == "by_material" and isinstance(below, dict):
                    for material, weights in below.items():
                        at = (*here, material)
                        yield from _unknown(document, at, weights, "technique", index)
                elif isinstance(below, dict | tuple):
                    yield from _named_in(document, here, below, index)
        case tuple():
            for number, item in enumerate(value):
                yield from _named_in(document, (*path, number), item, index)
        case _:
            return


def _unknown(
    document: Document, path: Path, value: Plain, kind: str, index: Index
) -> Iterator[Problem]:
    ids: Mapping[Path, Plain] = {path: value}
    if isinstance(value, tuple):
        ids = {(*path, number): item for number, item in enumerate(value)}
    elif isinstance(value, dict):
        ids = {(*path, key): key for key in value}
    for here, id in ids.items():
        # Of several without their comma each may be one.
        if not isinstance(id, str) or all(map(is_id, id.split())):
            continue
        if not index.has(kind, meant_in(document, id)):
            yield from index.reference(document, here, kind, id, key=isinstance(value, dict))
