"""The catalogue: techniques, vocabulary and facilities that refer to one another."""

from collections.abc import Iterable, Iterator, Sequence

from tram_bot.content.document import Document, Path
from tram_bot.content.files import VOCABULARIES
from tram_bot.content.hints import one_of
from tram_bot.content.index import Index
from tram_bot.content.shapes_catalogue import (
    ConceptShape,
    FacilityShape,
    TechniqueShape,
)
from tram_bot.content.sources import Sources
from tram_bot.core.catalogue import Demand, Status
from tram_bot.errors import Problem

_DECIDES = ("sample", "met_by", "not_met_by")
"""Keys that say which techniques meet a constraint."""
_OF_CONSTRAINTS = ("demand", *_DECIDES, "measured", "materials")
"""Keys that only a constraint has a use for."""


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
        # What is offered under a name that its words have, too, is told of already.
        in_doubt = index.naming(folder.name).in_doubt
        for document, shape in folder.fitting():
            for id, technique in shape.techniques.items():
                yield from _technique(document, ("techniques", id), technique, index)
                if offered is not None and id not in offered | in_doubt:
                    what = f"no facility offers the technique '{id}'"
                    mend = "add it to a facility, or retire it"
                    place = document.at_key(("techniques", id))
                    yield document.problem(place, what, mend, "warning").because(
                        "companies are told of it, and nobody can do it for them"
                    )


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
                path: Path = ("concepts", id)
                yield from _weights(document, (*path, "techniques"), concept.techniques, index)
                for material, weights in concept.by_material.items():
                    here: Path = (*path, "by_material", material)
                    yield from index.reference(document, here, "material", material, key=True)
                    yield from _weights(document, here, weights, index)
                for key, referred, ids in (
                    ("met_by", "technique", concept.met_by),
                    ("not_met_by", "technique", concept.not_met_by),
                    ("materials", "material", concept.materials),
                ):
                    yield from _all(document, (*path, key), referred, ids, index)
                yield from _of_its_kind(document, path, folder.kind, concept)
                if not concept.broader:
                    continue
                here = (*path, "broader")
                yield from index.reference(document, here, folder.kind, concept.broader)
                if _is_broader_than_itself(shape.concepts, id):
                    what = f"'{id}' is broader than itself by way of '{concept.broader}'"
                    mend = "let 'broader' lead to ever wider concepts"
                    yield document.problem(document.at(here), what, mend)


def _weights(
    document: Document, path: Path, weights: Iterable[str], index: Index
) -> Iterator[Problem]:
    for technique in weights:
        yield from index.reference(document, (*path, technique), "technique", technique, key=True)


def _of_its_kind(
    document: Document, path: Path, kind: str, concept: ConceptShape
) -> Iterator[Problem]:
    """Keys that say nothing for this kind of concept, and a constraint that asks for nothing."""
    is_constraint = kind == VOCABULARIES["constraints"]
    if is_constraint and not concept.demand:
        what = f"the constraint '{path[-1]}' does not say what it does"
        mend = f"add 'demand:' with {one_of(Demand)}: whether what does not meet it is left out"
        yield document.problem(document.at_key(path), what, mend)
    deciding = [key for key in _DECIDES if key in concept.model_fields_set]
    for key in deciding[1:]:
        what = f"'{key}' says a second time which techniques meet '{path[-1]}'"
        mend = f"remove it, or '{deciding[0]}'"
        yield document.problem(document.at_key((*path, key)), what, mend)
    others = ("by_material",) if is_constraint else _OF_CONSTRAINTS
    for key in sorted(concept.model_fields_set.intersection(others)):
        what = f"'{key}' says nothing for a {kind}"
        place = document.at_key((*path, key))
        yield document.problem(place, what, "remove the line")


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
        ("meets", "constraint", facility.meets),
        ("not_for", "constraint", facility.not_for),
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
