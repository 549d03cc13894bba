"""A filled-in template: which column is which, and which cells are about which facility."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tram_bot.content.hints import did_you_mean
from tram_bot.core.identifiers import Language
from tram_bot.core.present import shortened
from tram_bot.sheets.cells import as_text, parsed, tidy
from tram_bot.sheets.columns import Column, Kind, facility_columns, word_columns
from tram_bot.sheets.table import CellPlace, CellProblem, Raw, Sheet, Trouble
from tram_bot.sheets.template import FACILITIES, GUIDE, IDS, WORDS

Key = tuple[Language, str]
"""A key of a facility's words in a language; the language is empty for what is no words."""

_NAME_SHOWN = 60
"""Characters of a column's name in what is told of it. Ours."""
_OF_WORDS = re.compile(rf"{WORDS.lower()} (\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A cell that says something. `text` is what it holds, or why that cannot be used."""

    place: CellPlace
    column: Column
    text: str | Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Everything that is said of one facility, on all sheets. `place` is where its id stands
    first; `empty` are the columns in which its cells hold nothing."""

    id: str
    place: CellPlace
    given: dict[Key, Given] = field(default_factory=dict)
    empty: dict[Key, Column] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class FilledIn:
    """What a file says: each facility by its id, what is wrong so far, and the names of sheets that
    were not read."""

    rows: dict[str, Row] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def filled_in(sheets: Sequence[Sheet], languages: Sequence[Language]) -> FilledIn:
    """What the sheets say, as far as their columns and ids can be told. `languages` are those that
    words can be in."""
    id, *others = facility_columns()
    gatherer = _Gatherer()
    names = {sheet.name: tidy(sheet.name).lower() for sheet in sheets}
    main = _main(names)
    for sheet in sheets:
        words = _OF_WORDS.fullmatch(names[sheet.name])
        if sheet.name == main:
            in_languages = [each for code in languages for each in word_columns(code, alone=False)]
            gatherer.read(sheet, [id, *others, *in_languages])
        elif words and words[1] in languages:
            gatherer.read(sheet, [id, *word_columns(words[1], alone=True)])
        elif words:
            known = [f"{WORDS} {code}" for code in languages]
            mend = did_you_mean(sheet.name, known, "add it there, or remove the sheet")
            what = f"the language '{words[1]}' is not listed in intents/languages.yaml"
            gatherer.out.problems.append(_place(sheet, 0).problem(what, mend))
        elif sheet.name not in (GUIDE, IDS):
            gatherer.out.unread.append(sheet.name)
    if main is None and not gatherer.out.rows and not gatherer.out.problems:
        what = f"there is no sheet '{FACILITIES}'"
        mend = "name the sheet of the facilities so, as the template does"
        gatherer.out.problems.append(_place(sheets[0], 0).problem(what, mend))
    return gatherer.out


def _main(names: Mapping[str, str]) -> str | None:
    """The sheet of the facilities: the one of that name, or the only one of a name that says
    nothing."""
    ours = (GUIDE.lower(), IDS.lower())
    others = [
        name
        for name, plain in names.items()
        if plain not in ours and not _OF_WORDS.fullmatch(plain)
    ]
    named = next((name for name in others if names[name] == FACILITIES.lower()), None)
    return named if named is not None or len(others) != 1 else others[0]


@dataclass(slots=True, kw_only=True)
class _Gatherer:
    """Reads one sheet after another."""

    out: FilledIn = field(default_factory=FilledIn)

    def read(self, sheet: Sheet, known: Sequence[Column]) -> None:
        """Add what a sheet says in these columns."""
        rows = [(number, row) for number, row in sheet.rows if any(map(_holds, row))]
        if not rows:
            what = "there is nothing in this table"
            self._tell(
                _place(sheet, 0), what, "begin with a template: tram-bot catalogue export FILE"
            )
            return
        (number, header), *below = rows
        columns = self._columns(sheet, number, header, known)
        if Kind.ID not in {column.kind for column in columns.values()}:
            what = f"there is no column '{known[0].header}'"
            mend = "give the first row the names of the columns, as the template has them"
            self._tell(_place(sheet, number), what, mend)
            return
        self._tell_unnamed(sheet, header, below)
        seen: dict[str, int] = {}
        for number, cells in below:
            self._row(sheet, number, cells, columns, seen)

    def _tell_unnamed(
        self, sheet: Sheet, header: Sequence[Raw], below: Sequence[tuple[int, Sequence[Raw]]]
    ) -> None:
        """What stands below no header, the first of each column."""
        told: set[int] = set()
        for number, cells in below:
            for at, raw in enumerate(cells):
                if _holds(raw) and not _holds(_at(header, at)) and at not in told:
                    told.add(at)
                    what = f"cell {at + 1} of this row holds something, and its column has no name"
                    self._tell(
                        _place(sheet, number, at), what, "name it in the first row, or empty it"
                    )

    def _columns(
        self, sheet: Sheet, number: int, header: Sequence[Raw], known: Sequence[Column]
    ) -> dict[int, Column]:
        """What the columns are, by their position."""
        by_name = {_plain(column.header): column for column in known}
        columns: dict[int, Column] = {}
        for at, raw in enumerate(header):
            if isinstance(raw, Trouble):
                self._tell(_place(sheet, number, at), raw.what, raw.mend)
            name = tidy(str(raw)) if _holds(raw) and not isinstance(raw, Trouble) else ""
            column = by_name.get(_plain(name))
            # Of a table whose cells are not parted the first row is one long name.
            name = shortened(name, _NAME_SHOWN)
            if column and column in columns.values():
                what = f"the column '{name}' stands here a second time"
                self._tell(_place(sheet, number, at, name), what, "keep one of them")
            elif column:
                columns[at] = column
            elif name:
                mend = did_you_mean(name, [each.header for each in known], "remove the column")
                self._tell(_place(sheet, number, at, name), f"unknown column '{name}'", mend)
        return columns

    def _row(
        self,
        sheet: Sheet,
        number: int,
        cells: Sequence[Raw],
        columns: Mapping[int, Column],
        seen: dict[str, int],
    ) -> None:
        texts = {at: as_text(_at(cells, at), column) for at, column in columns.items()}
        at, column = next((at, each) for at, each in columns.items() if each.kind is Kind.ID)
        here = _place(sheet, number, at, column.header)
        text = texts[at]
        id = parsed(text, column) if isinstance(text, str) else text
        match id:
            case Trouble(what=what, mend=mend):
                self._tell(here, what, mend)
            case "":
                what = "the id is missing"
                mend = "give each facility one, such as example-lab, or empty the row"
                self._tell(here, what, mend)
            case str() if id in seen:
                what = f"the id '{id}' stands in row {seen[id]} already"
                mend = "make one row of the two, or give this one another id"
                self._tell(here, what, mend)
            case str():
                seen[id] = number
                row = self.out.rows.setdefault(id, Row(id=id, place=here))
                self._give(row, sheet, number, {columns[at]: (at, texts[at]) for at in columns})

    def _give(
        self,
        row: Row,
        sheet: Sheet,
        number: int,
        texts: Mapping[Column, tuple[int, str | Trouble]],
    ) -> None:
        for column, (at, text) in texts.items():
            key = (column.language, column.key)
            place = _place(sheet, number, at, column.header)
            if text == "":
                row.empty[key] = column
            elif key in row.given and column.kind is not Kind.ID:
                there = row.given[key].place
                what = f"this stands on the sheet '{there.sheet}' already, in row {there.row}"
                self._tell(place, what, "keep one of them")
            else:
                row.given.setdefault(key, Given(place=place, column=column, text=text))

    def _tell(self, place: CellPlace, what: str, mend: str) -> None:
        self.out.problems.append(place.problem(what, mend))


def _place(sheet: Sheet, row: int, at: int = 0, header: str = "") -> CellPlace:
    return CellPlace(file=sheet.file, sheet=sheet.name, row=row, column=at + 1, header=header)


def _at(cells: Sequence[Raw], at: int) -> Raw:
    return cells[at] if at < len(cells) else None


def _holds(raw: Raw) -> bool:
    return bool(tidy(raw)) if isinstance(raw, str) else raw is not None


def _plain(name: str) -> str:
    return name.replace("_", " ").lower()
