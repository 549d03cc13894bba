"""All files, read: each as a document and as its shape, folder by folder."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tram_bot.content.controls import steering
from tram_bot.content.document import Document, Path, Spot
from tram_bot.content.explain import fitted
from tram_bot.content.files import VOCABULARIES, Found, cannot_be_read
from tram_bot.content.kept_values import Values
from tram_bot.content.roles import ROLES
from tram_bot.content.shapes import Shape, is_id
from tram_bot.content.shapes_catalogue import (
    CentresFile,
    CentreWordsFile,
    ConceptsFile,
    ConceptWordsFile,
    EnquiriesFile,
    FacilitiesFile,
    FacilityWordsFile,
    TechniquesFile,
    TechniqueWordsFile,
)
from tram_bot.content.shapes_intents import (
    IntentsFile,
    IntentWordsFile,
    LanguagesFile,
    PhrasesFile,
    QuestionnaireFile,
)
from tram_bot.content.yaml_source import read, read_before
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem

S_co = TypeVar("S_co", bound=Shape, covariant=True)
W_co = TypeVar("W_co", bound=Shape, covariant=True)
S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something with an id: the path to what is said of it, and where the id itself stands."""

    id: str
    path: Path
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Generic[S_co]):
    """One file, read. There is no shape if the document does not fit it."""

    found: Found
    document: Document
    shape: S_co | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Generic[S_co, W_co]):
    """A structure file and its words by language.

    `kind` is what one of its things is called, `section` the key under which they stand in
    structure and words alike. There is no structure if its file is missing or no YAML.
    """

    kind: str
    section: str
    name: str
    structure: Source[S_co] | None
    words: Mapping[Language, Source[W_co]]

    def things(self) -> dict[str, Thing]:
        """The structure's things by id, of files too that do not fit their shape."""
        if not self.structure:
            return {}
        return {each.id: each for each in things_in(self.structure.document, self.section)}

    def fitting(self) -> Iterator[tuple[Document, S_co]]:
        """The structure as document and shape: one pair, or none if it does not fit."""
        if self.structure and self.structure.shape:
            yield self.structure.document, self.structure.shape

    def fitting_words(self) -> Iterator[tuple[Language, Document, W_co]]:
        """The words of each language as document and shape, where they fit."""
        for language, source in self.words.items():
            if source.shape:
                yield language, source.document, source.shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything that was read; enquiries by their folder. `unreadable` are the files that are no
    YAML: what seems to be missing may stand in them. `digest` changes with every byte."""

    languages: Source[LanguagesFile] | None
    phrases: Mapping[Language, Source[PhrasesFile]]
    topics: Sequence[Folder[IntentsFile, IntentWordsFile]]
    questionnaires: Sequence[Folder[QuestionnaireFile, IntentWordsFile]]
    centres: Sequence[Folder[CentresFile, CentreWordsFile]]
    techniques: Sequence[Folder[TechniquesFile, TechniqueWordsFile]]
    vocabulary: Sequence[Folder[ConceptsFile, ConceptWordsFile]]
    facilities: Sequence[Folder[FacilitiesFile, FacilityWordsFile]]
    enquiries: Mapping[str, Mapping[Language, Source[EnquiriesFile]]]
    unreadable: Sequence[Found]
    digest: str

    def folders(self) -> Iterator[Folder[Shape, Shape]]:
        """The folders whose words stand under the section of their structure."""
        yield from self.topics
        yield from self.centres
        yield from self.techniques
        yield from self.vocabulary
        yield from self.facilities

    def of_language(self) -> Iterator[tuple[Language, Source[Shape]]]:
        """Every file of words, with the language its name stands for."""
        yield from self.phrases.items()
        for folder in self.folders():
            yield from folder.words.items()
        for enquiries in self.enquiries.values():
            yield from enquiries.items()

    def fitting_enquiries(self) -> Iterator[tuple[Language, Document, EnquiriesFile]]:
        """The files of enquiries as document and shape, where they fit."""
        for by_language in self.enquiries.values():
            for language, source in by_language.items():
                if source.shape:
                    yield language, source.document, source.shape


def things_in(document: Document, section: str) -> Iterator[Thing]:
    """Each thing of a section, whatever else is wrong with the file. Its id is its key, or stands
    under `id` if it is the item of a list."""
    match document.get((section,)):
        case dict() as things:
            for id in things:
                path: Path = (section, id)
                yield Thing(id=id, path=path, spot=Spot(document, path, is_key=True))
        case tuple() as things:
            for number, thing in enumerate(things):
                path = (section, number)
                id_or_none = thing.get("id") if isinstance(thing, dict) else None
                if isinstance(id_or_none, str):
                    yield Thing(id=id_or_none, path=path, spot=Spot(document, (*path, "id")))
        case _:
            return


def is_in_doubt(document: Document, section: str) -> bool:
    """Whether a thing of a section was probably meant to have another id than it has: it has none,
    or one that is none or stands there twice, as in a copy whose id was never changed. What is said
    of that other id elsewhere is no mistake then."""
    ids = [thing.id for thing in things_in(document, section)]
    listed = document.get((section,))
    are_without = isinstance(listed, tuple) and len(ids) < len(listed)
    if are_without or len(set(ids)) < len(ids) or not all(map(is_id, ids)):
        return True
    places = document.places()
    # What stands under a key for the second time has no key of its own.
    return any(
        path[:1] == (section,) and path not in places.keys and _is_of_id(path)
        for path in places.values
    )


def _is_of_id(path: Path) -> bool:
    match path:
        case (_, str()):
            return True
        case (_, int(), str() as key):
            return key.startswith("id")
        case _:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a file of these bytes comes to. There is no document if it is no YAML."""

    digest: bytes
    document: Document | None
    shape: Shape | None
    problems: tuple[Problem, ...]


Readings = dict[str, _Read]
"""What files came to when they were last read, by file: one that has not changed since need not
be read again."""


def values_of(readings: Readings) -> Values:
    """The values of the files with which nothing was wrong."""
    return {
        file: (read.digest, read.document.value)
        for file, read in readings.items()
        if read.document and not read.problems
    }


def read_all(
    found: Sequence[Found],
    *,
    offered_only: bool = False,
    readings: Readings | None = None,
    values: Values | None = None,
    files: Mapping[str, bytes] | None = None,
) -> tuple[Sources, tuple[Problem, ...]]:
    """Every file as its shape, and everything wrong with any file by itself; with `offered_only`
    without the words in languages that are not offered yet. `readings` are used where they hold,
    and replaced by those of today; where only `values` hold, the file need not be parsed. What is
    among the `files` was read from the disk already."""
    known = {} if readings is None else readings
    reader = _Reader(found=found, known=dict(known), values=values or {}, files=files or {})
    languages = next(iter(reader.by_folder(LanguagesFile).values()), None)
    if offered_only:
        reader.found = _offered(found, languages)
    intent_words = reader.words(IntentWordsFile)
    phrases = reader.words(PhrasesFile)
    sources = Sources(
        languages=languages,
        phrases=next(iter(phrases.values()), {}),
        topics=_folders("intent", "intents", reader.by_folder(IntentsFile), intent_words),
        questionnaires=_questionnaires(reader.by_folder(QuestionnaireFile), intent_words),
        centres=_folders(
            "centre",
            "centres",
            reader.by_folder(CentresFile),
            reader.words(CentreWordsFile),
        ),
        techniques=_folders(
            "technique",
            "techniques",
            reader.by_folder(TechniquesFile),
            reader.words(TechniqueWordsFile),
        ),
        vocabulary=_folders(
            "",
            "concepts",
            reader.by_folder(ConceptsFile),
            reader.words(ConceptWordsFile),
        ),
        facilities=_folders(
            "facility",
            "facilities",
            reader.by_folder(FacilitiesFile),
            reader.words(FacilityWordsFile),
        ),
        enquiries=reader.words(EnquiriesFile),
        unreadable=tuple(reader.unreadable),
        digest=reader.digest(),
    )
    known.clear()
    known.update(reader.read)
    return sources, tuple(reader.problems)


def _offered(found: Sequence[Found], read: Source[LanguagesFile] | None) -> Sequence[Found]:
    languages = read.shape.languages if read and read.shape else {}
    # Without English nothing is left to say that it is not offered, which is an error.
    silent = {code for code, each in languages.items() if not each.offered} - {"en"}
    return [each for each in found if each.language not in silent]


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the files of one shape after another and gathers what is wrong with them."""

    found: Sequence[Found]
    known: Readings
    values: Values
    files: Mapping[str, bytes]
    read: Readings = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Found] = field(default_factory=list)

    def by_folder(self, shape: type[S]) -> dict[str, Source[S]]:
        """The structure files of a shape by their folder."""
        return {source.found.folder: source for source in self._read(shape)}

    def words(self, shape: type[S]) -> dict[str, dict[Language, Source[S]]]:
        """The words files of a shape by folder and language."""
        words: dict[str, dict[Language, Source[S]]] = {}
        for source in self._read(shape):
            words.setdefault(source.found.folder, {})[source.found.language] = source
        return words

    def digest(self) -> str:
        """Twelve hexadecimal digits that name this very content."""
        whole = hashlib.sha256()
        for file in sorted(self.read):
            whole.update(os.fsencode(file) + b"\0" + self.read[file].digest)
        return whole.hexdigest()[:12]

    def _read(self, shape: type[S]) -> Iterator[Source[S]]:
        for found in self.found:
            if found.role is ROLES[shape]:
                source = self._source(found, shape)
                if source:
                    yield source

    def _source(self, found: Found, shape: type[S]) -> Source[S] | None:
        data = self.files.get(found.file)
        try:
            data = found.path.read_bytes() if data is None else data
        except OSError as error:
            self.problems.append(cannot_be_read(found.file, "file", error))
            self.unreadable.append(found)
            return None
        read = self._of_bytes(found.file, data, shape)
        self.read[found.file] = read
        self.problems.extend(read.problems)
        if not read.document or not isinstance(read.document.value, dict):
            self.unreadable.append(found)
            return None
        value = read.shape if isinstance(read.shape, shape) else None
        return Source(found=found, document=read.document, shape=value)

    def _of_bytes(self, file: str, data: bytes, shape: type[Shape]) -> _Read:
        digest = hashlib.sha256(data).digest()
        known = self.known.get(file)
        if known and known.digest == digest:
            return known
        document, problems = self._parsed(file, data, digest)
        value, misfits = fitted(document, shape) if document else (None, ())
        unseen = tuple(steering(document)) if document else ()
        # What YAML makes of a text that is wrong already need not fit.
        there = {(each.line, each.column) for each in problems if each.severity == "error"}
        misfits = tuple(each for each in misfits if (each.line, each.column) not in there)
        return _Read(
            digest=digest,
            document=document,
            shape=value,
            problems=(*problems, *unseen, *misfits),
        )

    def _parsed(
        self, file: str, data: bytes, digest: bytes
    ) -> tuple[Document | None, tuple[Problem, ...]]:
        of_digest, value = self.values.get(file, (None, None))
        return (read_before(file, data, value), ()) if of_digest == digest else read(file, data)


def _folders(
    kind: str,
    section: str,
    structures: Mapping[str, Source[S_co]],
    words: Mapping[str, Mapping[Language, Source[W_co]]],
) -> tuple[Folder[S_co, W_co], ...]:
    return tuple(
        Folder(
            kind=kind or VOCABULARIES[folder.rpartition("/")[2]],
            section=section,
            name=folder,
            structure=structures.get(folder),
            words=words.get(folder, {}),
        )
        for folder in sorted({*structures, *words})
    )


def _questionnaires(
    structures: Mapping[str, Source[QuestionnaireFile]],
    words: Mapping[str, Mapping[Language, Source[IntentWordsFile]]],
) -> tuple[Folder[QuestionnaireFile, IntentWordsFile], ...]:
    return tuple(
        Folder(
            kind="questionnaire",
            section="questions",
            name=folder,
            structure=structure,
            words=words.get(folder, {}),
        )
        for folder, structure in structures.items()
    )
