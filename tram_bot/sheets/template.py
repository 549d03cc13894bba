"""What is held, laid out for somebody to look at and fill in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tram_bot.content.translated import ENGLISH
from tram_bot.core.identifiers import Country
from tram_bot.sheets.cells import written
from tram_bot.sheets.columns import REMOVE, Column, facility_columns, word_columns
from tram_bot.sheets.held import CountryHeld, Held

FACILITIES = "Facilities"
"""The sheet of what is the same in every language."""
WORDS = "Words"
"""How the name of a sheet of words begins; the language follows."""
GUIDE, IDS = "How to fill this in", "Ids"
"""Sheets that are read by people only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet to fill in: a row for each facility below its header."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """A sheet to read, with the width of each column in characters."""

    name: str
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


def pages(held: Held, country: Country | None) -> tuple[Page, ...]:
    """A page of facilities, of one country or of all, and one of their words for each language."""
    columns = facility_columns()
    id = columns[0]
    listed = [
        (f"{WORDS} {language}", (id, *word_columns(language, alone=True)))
        for language in held.languages
    ]
    return tuple(
        Page(name=name, columns=of, rows=list(_rows(held, country, of)))
        for name, of in ((FACILITIES, columns), *listed)
    )


def one_page(held: Held, country: Country | None) -> Page:
    """The same on one page."""
    words = [each for code in held.languages for each in word_columns(code, alone=False)]
    columns = (*facility_columns(), *words)
    return Page(name=FACILITIES, columns=columns, rows=list(_rows(held, country, columns)))


def _rows(held: Held, country: Country | None, columns: Sequence[Column]) -> Iterator[list[str]]:
    for each in held.countries.values():
        if country in (None, each.code):
            for id in each.facilities:
                yield [cell_of(each, id, column) for column in columns]


def cell_of(country: CountryHeld, id: str, column: Column) -> str:
    """What stands in a column for a facility of that country; empty if nothing does."""
    if column.language:
        entry = country.words.get(column.language, {}).get(id, {})
    else:
        entry = {"country": country.code, **country.facilities.get(id, {})}
    return written(entry.get(column.key), column)


def leaflets(held: Held) -> tuple[Leaflet, ...]:
    """How the pages are filled in, and the ids that may be used."""
    return _guide(), Leaflet(
        name=IDS,
        widths=(16, 36, 60),
        rows=[("kind", "id", "name in English"), *held.ids],
    )


def _guide() -> Leaflet:
    steps = (
        f"One row of the sheet '{FACILITIES}' is one facility. The sheets '{WORDS} ...' hold what "
        "companies read, one language each; the id in the first column says of which facility.",
        "Change what is wrong, add rows for what is missing, save, and type: tram-bot catalogue "
        "import and the name of this file.",
        "A row that you leave out stays in the catalogue as it is, and so does what stands where "
        f"you leave a cell empty. To remove something, write {REMOVE} into its cell.",
        "The first row of each sheet names the columns: leave it as it is. Point at a name to see "
        "what belongs there. A new facility needs the coloured ones.",
        "Nothing is taken over while anything is wrong: you are told by sheet, row and column.",
    )
    explained = [
        (f"{sheet}: {each.header}", "needed" if each.needed else "", each.about, each.how)
        for sheet, columns in (
            (FACILITIES, facility_columns()),
            (f"{WORDS} {ENGLISH}", word_columns(ENGLISH, alone=True)),
        )
        for each in columns
    ]
    return Leaflet(
        name=GUIDE,
        widths=(110, 10, 50, 80),
        rows=[
            (GUIDE,),
            *((step,) for step in steps),
            ("",),
            ("Column", "", "What it says", "How to write it"),
            *explained,
        ],
    )
