"""Every id there is, by kind: what a reference can point at."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from tram_bot.content.document import Document, Path, Spot
from tram_bot.content.files import VOCABULARIES, Found, Role
from tram_bot.content.hints import did_you_mean
from tram_bot.content.naming import Naming, naming
from tram_bot.content.shapes import Shape, is_id
from tram_bot.content.sources import Folder, Sources, is_in_doubt, things_in
from tram_bot.errors import Problem

_ROLES = {
    "intent": Role.INTENTS,
    "questionnaire": Role.QUESTIONNAIRE,
    "technique": Role.TECHNIQUES,
    "facility": Role.FACILITIES,
    "centre": Role.CENTRES,
    **dict.fromkeys(VOCABULARIES.values(), Role.CONCEPTS),
}
KINDS = tuple(_ROLES)
"""What things with an id are called: `intent`, `technique`, `material` and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The ids of one kind: where each is used, in order of the files, and where it is retired.

    They are not `complete` if a file that may hold more of them is missing or could not be read:
    that has been told already, and every reference to them would be told again.
    """

    used: dict[str, list[Spot]] = field(default_factory=dict)
    retired: dict[str, Spot] = field(default_factory=dict)
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All ids by kind, and by folder how they are named in the words. `nicknames` are other names
    of techniques in small letters."""

    ids: Mapping[str, Ids]
    namings: Mapping[str, tuple[str, Naming]]
    nicknames: Mapping[str, str]

    def naming(self, folder: str) -> Naming:
        """How the things of a folder are named in its words."""
        return self.namings[folder][1] if folder in self.namings else Naming()

    def known(self, kind: str) -> Mapping[str, list[Spot]]:
        """The ids of a kind, and where they stand."""
        return self.ids[kind].used

    def has(self, kind: str, id: str) -> bool:
        """Whether the id exists, or may exist in a file that could not be read."""
        ids = self.ids[kind]
        return id in ids.used or not ids.complete

    def is_used_twice(self, kind: str, id: str) -> bool:
        """Whether several things of a kind have that id."""
        return len(self.ids[kind].used.get(id, ())) > 1

    def _is_in_doubt(self, kind: str) -> bool:
        ids = self.ids[kind]
        if any(self.is_used_twice(kind, id) or not is_id(id) for id in ids.used):
            return True
        documents = {spot.document.file: spot for spots in ids.used.values() for spot in spots}
        return any(is_in_doubt(spot.document, str(spot.path[0])) for spot in documents.values())

    def _is_name(self, kind: str, id: str) -> bool:
        """Whether a thing has its words under that id: of that the words are told already."""
        return any(of == kind and names.is_name(id) for of, names in self.namings.values())

    def reference(
        self, document: Document, path: Path, kind: str, id: str, *, key: bool = False
    ) -> Iterator[Problem]:
        """A problem if nothing of this kind has the id. With `key` the id is the key itself."""
        if self.has(kind, id) or self._is_in_doubt(kind) or self._is_name(kind, id):
            return
        place = document.at_key(path) if key else document.at(path)
        if id in self.ids[kind].retired:
            what = f"the {kind} '{id}' is retired"
            yield document.problem(place, what, "refer to what took its place, or remove it")
            return
        known = filter(is_id, self.ids[kind].used)
        nickname = self.nicknames.get(_plain(id), "") if kind == "technique" else ""
        otherwise = "use an id that exists, or add it"
        mend = f"did you mean '{nickname}'?" if nickname else did_you_mean(id, known, otherwise)
        yield document.problem(place, f"unknown {kind} '{id}'", mend)


def index_of(sources: Sources) -> Index:
    """Every id in the sources, of files too that do not fit their shape."""
    ids = {kind: Ids(complete=_is_complete(sources, kind)) for kind in KINDS}
    for folder in sources.folders():
        if folder.structure:
            _add(ids[folder.kind], folder.structure.document, folder.section)
    for folder in sources.questionnaires:
        if folder.structure:
            document = folder.structure.document
            id = document.get(("id",))
            if isinstance(id, str):
                ids["questionnaire"].used.setdefault(id, []).append(Spot(document, ("id",)))
    namings = {
        folder.name: (folder.kind, _naming(folder, ids[folder.kind].used))
        for folder in sources.folders()
        if folder.structure
    }
    return Index(ids=ids, namings=namings, nicknames=_nicknames(sources))


def _naming(folder: Folder[Shape, Shape], elsewhere: Collection[str]) -> Naming:
    # An id that is none is told of by itself, and its words are not looked for.
    known = [id for id in folder.things() if is_id(id)]
    words = {
        language: [thing.id for thing in things_in(source.document, folder.section)]
        for language, source in folder.words.items()
    }
    return naming(known, words, elsewhere)


def _is_complete(sources: Sources, kind: str) -> bool:
    role = _ROLES[kind]
    if any(found.role is role and _may_hold(found, kind) for found in sources.unreadable):
        return False
    # There may well be no questionnaire; of everything else there is some.
    return role is Role.QUESTIONNAIRE or any(
        folder.kind == kind and folder.structure for folder in sources.folders()
    )


def _may_hold(found: Found, kind: str) -> bool:
    return found.role is not Role.CONCEPTS or VOCABULARIES[found.folder_name] == kind


def _add(ids: Ids, document: Document, section: str) -> None:
    for thing in things_in(document, section):
        ids.used.setdefault(thing.id, []).append(thing.spot)
    for id, spot in retired_in(document).items():
        ids.retired.setdefault(id, spot)


def retired_in(document: Document) -> dict[str, Spot]:
    """The ids a structure file lists as retired, and where."""
    listed = document.get(("retired",))
    items = enumerate(listed) if isinstance(listed, tuple) else ()
    return {id: Spot(document, ("retired", number)) for number, id in items if isinstance(id, str)}


def _nicknames(sources: Sources) -> dict[str, str]:
    names: dict[str, str] = {}
    for folder in sources.techniques:
        for _, _, shape in folder.fitting_words():
            for id, words in shape.techniques.items():
                names.update(dict.fromkeys(map(_plain, (words.name, *words.aliases)), id))
    return names


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("_", " ")
