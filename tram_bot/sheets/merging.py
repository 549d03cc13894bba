"""What a filled-in template makes of the facilities that there are."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tram_bot.content.document import Document, Place, Places, Plain
from tram_bot.content.explain import fitted
from tram_bot.content.hints import did_you_mean
from tram_bot.content.shapes import Shape
from tram_bot.content.shapes_catalogue import FacilityShape, FacilityWordsShape
from tram_bot.content.yaml_layout import Entry
from tram_bot.core.formulas import harmless
from tram_bot.core.identifiers import Country, Language
from tram_bot.errors import Problem
from tram_bot.sheets.cells import country_of, parsed, tidy
from tram_bot.sheets.columns import (
    COUNTRY,
    FREE_TEXTS,
    MAY_BE_EMPTY,
    REMOVE,
    Column,
    Kind,
    facility_columns,
    word_columns,
)
from tram_bot.sheets.filled_in import FilledIn, Given, Row
from tram_bot.sheets.held import CountryHeld, Held
from tram_bot.sheets.table import CellPlace, Trouble
from tram_bot.sheets.template import FACILITIES, WORDS, cell_of

_LETTERS_LOST = re.compile(r"https?://\S+|(\?[^\W\d_])")
"""What is left of a letter that an encoding lacks: a question mark right before the next one. In a
link it means something else."""
_ANY_COUNTRY = COUNTRY.choices[0]
"""Stands in for one that is not known, so that everything else can be checked."""
_STAND_INS: Mapping[Kind, Plain] = {
    Kind.TEXT: "…",
    Kind.LINKS: ("https://example.org",),
}
"""Stand in for what is missing, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a facility: it is new, or these of its keys are other ones."""

    id: str
    country: Country
    is_new: bool
    keys: Sequence[str]


@dataclass(slots=True, kw_only=True)
class Merged:
    """The facilities of each country and their words by language, whole, as they are wanted.

    `kept` counts the empty cells that leave something as it is, by column. Where `problems` tell of
    a cell, something else stands for it, so that all the others can be checked.
    """

    facilities: dict[Country, dict[str, Entry]]
    words: dict[Country, dict[Language, dict[str, Entry]]]
    changes: list[Change] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def merged(held: Held, filled: FilledIn) -> Merged:
    """What there is, with what the rows say of it."""
    out = Merged(
        facilities={code: dict(each.facilities) for code, each in held.countries.items()},
        words={
            code: {language: dict(words) for language, words in each.words.items()}
            for code, each in held.countries.items()
        },
    )
    merger = _Merger(held=held, out=out)
    for row in filled.rows.values():
        merger.take(row)
    return out


@dataclass(slots=True, kw_only=True)
class _Merger:
    """Takes one row after another."""

    held: Held
    out: Merged

    def take(self, row: Row) -> None:
        """Put what a row says in its place."""
        country = self._country(row)
        if country is None:
            return
        code = country.code
        is_new = row.id not in country.facilities
        before = country.facilities.get(row.id, {"id": row.id})
        entry = self._entry(row, country, facility_columns(), before, FacilityShape)
        keys = list(_differing(before, entry))
        for language in self.held.languages:
            known = country.words.get(language, {}).get(row.id, {})
            columns = word_columns(language, alone=False)
            words = self._entry(row, country, columns, known, FacilityWordsShape)
            if words == known:
                continue
            keys += (f"{key} {language}" for key in _differing(known, words))
            of_language = self.out.words[code].setdefault(language, {})
            if words:
                of_language[row.id] = words
            else:
                of_language.pop(row.id, None)
        self.out.facilities[code][row.id] = entry
        if keys or is_new:
            change = Change(id=row.id, country=code, is_new=is_new, keys=keys)
            self.out.changes.append(change)

    def _country(self, row: Row) -> CountryHeld | None:
        """Where a facility stands or shall stand; None, and told, if its id is none."""
        home = self.held.country_of(row.id)
        trouble = None if home else self._no_new_one(row)
        if trouble:
            self._tell(row.place, trouble)
            return None
        given = row.given.get(("", COUNTRY.key))
        code = given.text if given else None
        if isinstance(code, str):
            code = country_of(code)
        if given and isinstance(code, Trouble):
            self._tell(given.place, code)
        elif given and home and code != home:
            what = f"'{row.id}' stands in {home} so far"
            mend = f"write {home}; to move it, move its lines from one folder to the other"
            self._tell(given.place, Trouble(what, mend))
        elif not given and not home:
            self._tell_missing(row, COUNTRY)
        return self.held.countries[home or (code if isinstance(code, str) else _ANY_COUNTRY)]

    def _no_new_one(self, row: Row) -> Trouble | None:
        """Why an id cannot be that of a new facility."""
        if any(row.id in country.retired for country in self.held.countries.values()):
            return Trouble(f"the id '{row.id}' is retired", "give the facility another one")
        shape_problems = _misfits({"id": row.id}, FacilityShape, ("id",))
        if shape_problems:
            _, problem = shape_problems[0]
            known = self.held.ids_of_facilities()
            return Trouble(problem.what, did_you_mean(row.id, known, problem.mend))
        said = {key for key, given in row.given.items() if given.column.kind is not Kind.ID}
        if all(language for language, _ in (*said, *row.empty)):
            known = self.held.ids_of_facilities()
            mend = did_you_mean(row.id, known, f"add it to the sheet '{FACILITIES}'")
            return Trouble(f"there is no facility '{row.id}'", mend)
        return None

    def _entry(
        self,
        row: Row,
        country: CountryHeld,
        columns: Sequence[Column],
        before: Entry,
        shape: type[Shape],
    ) -> Entry:
        """What is said of a facility, or of it in one language, with what its cells say."""
        entry = dict(before)
        is_new = row.id not in country.facilities
        if is_new and shape is FacilityShape:
            entry[MAY_BE_EMPTY] = ()
        for column in columns:
            if column.kind in (Kind.ID, Kind.COUNTRY):
                continue
            given = row.given.get((column.language, column.key))
            held = cell_of(country, row.id, column)
            if given:
                self._apply(entry, given, held)
            elif column.needed and is_new:
                self._tell_missing(row, column)
            elif held and (column.language, column.key) in row.empty:
                self.out.kept[column.header] += 1
            if column.needed and is_new and column.key not in entry:
                entry[column.key] = _stand_in(column)
        for key, problem in _misfits(entry, shape, tuple(entry)):
            column = next(each for each in columns if each.key == key)
            given = row.given.get((column.language, key))
            place = given.place if given else row.place
            self._tell(place, Trouble(problem.what, problem.mend))
            _put(entry, key, before.get(key) or (_stand_in(column) if column.needed else None))
        return entry

    def _apply(self, entry: dict[str, Plain], given: Given, held: str) -> None:
        """Put what a cell says into an entry, in which it has said this so far."""
        column, text = given.column, given.text
        if isinstance(text, Trouble):
            self._tell(given.place, text)
            return
        # Who opens our CSV and saves it as a workbook keeps the marks that made it harmless.
        if text in (tidy(held), tidy(harmless(held))):
            return
        if text == REMOVE:
            if column.needed:
                what = f"'{column.header}' cannot be removed, as every facility has to have it"
                self._tell(given.place, Trouble(what, "write it, or leave the cell empty"))
            else:
                _put(entry, column.key, () if column.key == MAY_BE_EMPTY else None)
            return
        value = _letters_lost(text, held, column) or parsed(text, column)
        if value == ():
            value = Trouble("this list holds nothing", f"fill it in, or write {REMOVE}")
        if isinstance(value, Trouble):
            self._tell(given.place, value)
        elif value is not False:
            entry[column.key] = value
        elif entry.get(column.key):
            del entry[column.key]

    def _tell_missing(self, row: Row, column: Column) -> None:
        what = f"'{column.header}' is missing, and a new facility needs it"
        key = (column.language, column.key)
        if column.language and row.place.sheet and key not in row.empty:
            mend = f"fill in '{column.key}' on the sheet '{WORDS} {column.language}'"
        elif key in row.empty:
            mend = "fill it in"
        else:
            mend = "add the column, and fill it in"
        self._tell(row.place, Trouble(what, mend))

    def _tell(self, place: CellPlace, trouble: Trouble) -> None:
        self.out.problems.append(place.problem(trouble.what, trouble.mend))


def _misfits(entry: Entry, shape: type[Shape], keys: Sequence[str]) -> list[tuple[str, Problem]]:
    """The keys of an entry whose values do not fit, and why."""
    # What is missing is told of the first line, and by us already.
    at = {key: Place(line, 1) for line, key in enumerate(keys, start=2)}
    places = Places(values={(key,): place for key, place in at.items()})
    document = Document(file="", value=dict(entry), places=lambda: places)
    _, problems = fitted(document, shape)
    return [(keys[problem.line - 2], problem) for problem in problems if problem.line > 1]


def _letters_lost(text: str, held: str, column: Column) -> Trouble | None:
    if column.kind not in FREE_TEXTS:
        return None
    signs = (found for found in _LETTERS_LOST.finditer(text) if found[1])
    lost = next((found for found in signs if found[1] not in held), None)
    if not lost:
        return None
    around = text[max(0, lost.start() - 10) : lost.end() + 10]
    mend = (
        "type them again and save the file as .xlsx or 'CSV UTF-8'; put a blank after a question "
        "mark that is meant"
    )
    return Trouble(f"letters seem to be lost, as in '{around}'", mend)


def _stand_in(column: Column) -> Plain:
    match column.kind:
        case Kind.CHOICE:
            return column.choices[0]
        case Kind.CHOICES:
            return (column.choices[0],)
        case _:
            return _STAND_INS[column.kind]


def _put(entry: dict[str, Plain], key: str, value: Plain) -> None:
    if value is None:
        entry.pop(key, None)
    else:
        entry[key] = value


def _differing(before: Entry, after: Entry) -> Iterator[str]:
    return (key for key in {**before, **after} if before.get(key) != after.get(key))
