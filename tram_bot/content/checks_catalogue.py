"""The catalogue: techniques, vocabulary and facilities that refer to one another."""

from collections.abc import Iterator, Sequence

from tram_bot.content.document import Document, Path
from tram_bot.content.index import Index
from tram_bot.content.shapes_catalogue import ConceptShape, FacilityShape, TechniqueShape
from tram_bot.content.sources import Sources
from tram_bot.core.catalogue import Status
from tram_bot.errors import Problem


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """References into nowhere, contradictions, and techniques and facilities without the other."""
    yield from _techniques(sources, index)
    yield from _vocabulary(sources, index)
    for folder in sources.facilities:
        for document, shape in folder.fitting():
            for number, facility in enumerate(shape.facilities):
                yield from _facility(document, ("facilities", number), facility, index)


def _techniques(sources: Sources, index: Index) -> Iterator[Problem]:
    offered = _offered(sources)
    for folder in sources.techniques:
        for document, shape in folder.fitting():
            for id, technique in shape.techniques.items():
                yield from _technique(document, ("techniques", id), technique, index)
                if offered is not None and id not in offered:
                    what = f"no facility offers the technique '{id}'"
                    mend = "add it to a facility, or retire it"
                    place = document.at_key(("techniques", id))
                    yield document.problem(place, what, mend, "warning")


def _technique(
    document: Document, path: Path, technique: TechniqueShape, index: Index
) -> Iterator[Problem]:
    yield from _all(document, (*path, "materials"), "material", technique.materials, index)
    if technique.panet_match and not technique.panet:
        place = document.at_key((*path, "panet_match"))
        mend = "add 'panet:' with the term's id, or remove the line"
        yield document.problem(place, "'panet_match' needs 'panet'", mend)


def _offered(sources: Sources) -> set[str] | None:
    """The techniques of all facilities, or None if some facilities could not be read."""
    offered: set[str] = set()
    for folder in sources.facilities:
        if not folder.structure or not folder.structure.shape:
            return None
        for facility in folder.structure.shape.facilities:
            offered.update(facility.techniques, facility.unconfirmed)
    return offered


def _vocabulary(sources: Sources, index: Index) -> Iterator[Problem]:
    for folder in sources.vocabulary:
        for document, shape in folder.fitting():
            for id, concept in shape.concepts.items():
                for technique in concept.techniques:
                    here: Path = ("concepts", id, "techniques", technique)
                    yield from index.reference(document, here, "technique", technique, key=True)
                if not concept.broader:
                    continue
                here = ("concepts", id, "broader")
                yield from index.reference(document, here, folder.kind, concept.broader)
                if _is_broader_than_itself(shape.concepts, id):
                    what = f"'{id}' is broader than itself by way of '{concept.broader}'"
                    mend = "let 'broader' lead to ever wider concepts"
                    yield document.problem(document.at(here), what, mend)


def _is_broader_than_itself(concepts: dict[str, ConceptShape], id: str) -> bool:
    seen: set[str] = set()
    here = concepts[id].broader
    while here in concepts and here not in seen:
        if here == id:
            return True
        seen.add(here)
        here = concepts[here].broader
    return False


def _facility(
    document: Document, path: Path, facility: FacilityShape, index: Index
) -> Iterator[Problem]:
    for key, kind, ids in (
        ("techniques", "technique", facility.techniques),
        ("unconfirmed", "technique", facility.unconfirmed),
        ("materials", "material", facility.materials),
        ("sectors", "sector", facility.sectors),
    ):
        yield from _all(document, (*path, key), kind, ids, index)
    for number, technique in enumerate(facility.unconfirmed):
        if technique in facility.techniques:
            what = f"'{technique}' is confirmed and unconfirmed at once"
            place = document.at((*path, "unconfirmed", number))
            yield document.problem(place, what, "remove it from one of the lists")
    for number, instrument in enumerate(facility.instruments):
        here = (*path, "instruments", number, "techniques")
        for position, technique in enumerate(instrument.techniques):
            if technique in facility.techniques or technique in facility.unconfirmed:
                continue
            unknown = list(index.reference(document, (*here, position), "technique", technique))
            yield from unknown
            if not unknown:
                what = f"'{technique}' is not among the techniques of '{facility.id}'"
                mend = "add it to 'techniques' or 'unconfirmed', or take it from the instrument"
                yield document.problem(document.at((*here, position)), what, mend)
    if not facility.techniques and not facility.unconfirmed:
        what = f"'{facility.id}' has no techniques, so it is never found"
        place = document.at_key((*path, "techniques"))
        yield document.problem(place, what, "add some, or remove the facility", "warning")
    if facility.opens and facility.status is not Status.UNDER_CONSTRUCTION:
        what = f"'opens' does not go with 'status: {facility.status}'"
        mend = f"write 'status: {Status.UNDER_CONSTRUCTION}', or remove the line"
        yield document.problem(document.at_key((*path, "opens")), what, mend, "warning")


def _all(
    document: Document, path: Path, kind: str, ids: Sequence[str], index: Index
) -> Iterator[Problem]:
    """References of a list, each known and each there once."""
    for number, id in enumerate(ids):
        here = (*path, number)
        if id in ids[:number]:
            yield document.problem(document.at(here), f"'{id}' stands here twice", "remove one")
        else:
            yield from index.reference(document, here, kind, id)
