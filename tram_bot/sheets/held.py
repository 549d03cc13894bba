"""The facilities that there are, as their files hold them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tram_bot.content.document import Document
from tram_bot.content.files import CATALOGUE, INTENTS, find
from tram_bot.content.index import retired_in
from tram_bot.content.loader import check
from tram_bot.content.shapes_catalogue import COUNTRIES
from tram_bot.content.sources import Readings, Sources, read_all
from tram_bot.content.translated import ENGLISH
from tram_bot.content.yaml_edit import entries_of
from tram_bot.content.yaml_layout import FACILITIES, WORDS, Entry
from tram_bot.core.identifiers import Country, Language
from tram_bot.errors import ContentError, Problem

_FOLDER = f"{CATALOGUE}/facilities"
_NEEDED = (f"{INTENTS}/languages.yaml", f"{_FOLDER}/")
"""How the names of the files begin that have to be without errors."""
_TOPS = (INTENTS, CATALOGUE)
"""Folders that have to be there: elsewhere an empty list would seem to be all that there is. One
without facilities may be begun from such a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryHeld:
    """The facilities of one country: each by its id, and its words by language and id. `retired`
    are ids that were in use once."""

    code: Country
    folder: str
    facilities: Mapping[str, Entry]
    words: Mapping[Language, Mapping[str, Entry]]
    retired: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All of them.

    `languages` are those that words are written in; `ids` are what a facility may refer to: what it
    is called, its id and its English name. `problems` is everything that `check` tells of the
    content, and `readings` what its files came to.
    """

    root: Path
    countries: Mapping[Country, CountryHeld]
    languages: Sequence[Language]
    ids: Sequence[tuple[str, str, str]]
    problems: Sequence[Problem]
    readings: Readings

    def country_of(self, id: str) -> Country | None:
        """The country in which a facility stands; None if there is none of that id."""
        return next((code for code, each in self.countries.items() if id in each.facilities), None)

    def ids_of_facilities(self) -> list[str]:
        """Every id in use."""
        return [id for country in self.countries.values() for id in country.facilities]


def read_held(root: Path) -> Held:
    """What is held under `root`. Raises ContentError if a file that it stands in is wrong."""
    readings: Readings = {}
    problems = check(root, readings)
    errors = [
        each
        for each in problems
        if each.severity == "error" and (each.file.startswith(_NEEDED) or each.file in _TOPS)
    ]
    if errors:
        raise ContentError(errors)
    sources, _ = read_all(find(root)[0], readings=readings)
    listed = sources.languages
    languages = tuple(listed.shape.languages) if listed and listed.shape else (ENGLISH,)
    held = {code: _country(code, sources) for code in COUNTRIES}
    return Held(
        root=root,
        countries=held,
        languages=languages,
        ids=tuple(_ids(sources)),
        problems=problems,
        readings=readings,
    )


def _country(code: Country, sources: Sources) -> CountryHeld:
    name = f"{_FOLDER}/{COUNTRIES[code]}"
    folder = next((each for each in sources.facilities if each.name == name), None)
    if folder is None or folder.structure is None:
        return CountryHeld(code=code, folder=name, facilities={}, words={})
    document = folder.structure.document
    return CountryHeld(
        code=code,
        folder=name,
        facilities={id: entry for id, _, entry in entries_of(document, FACILITIES)},
        words={
            language: {id: entry for id, _, entry in entries_of(source.document, WORDS)}
            for language, source in folder.words.items()
        },
        retired=frozenset(retired_in(document)),
    )


def _ids(sources: Sources) -> Iterator[tuple[str, str, str]]:
    referred = ("material", "sector", "constraint")
    folders = [each for each in sources.vocabulary if each.kind in referred]
    for folder in (*sources.techniques, *folders):
        english = folder.words.get(ENGLISH)
        for id in folder.things():
            yield folder.kind, id, _name(english.document, folder.section, id) if english else ""


def _name(document: Document, section: str, id: str) -> str:
    name = document.get((section, id, "name")) or document.get((section, id, "label"))
    return str(name or "")
