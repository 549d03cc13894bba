"""A workbook as .xlsx. The only file that imports openpyxl."""

import io
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tram_bot.errors import SettingsError
from tram_bot.sheets.columns import Column, Kind
from tram_bot.sheets.table import Raw, Sheet, Trouble
from tram_bot.sheets.template import Leaflet, Page

CELL_MOST = 32_767
"""Characters that a cell takes.
https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3"""
_ROWS_MOST = 1_048_576
"""Rows that a sheet has, by the same source."""
_CELLS_MOST = 2_000_000
"""Cells of a sheet that is imported, empty ones before the last of a row too. Ours, as is the next:
a hundred times what the catalogue takes."""
_UNPACKED_MOST = 200_000_000
"""Bytes of what is packed in a workbook that is imported."""

_SPARE_ROWS = 500
"""Rows below the last facility that drop-down lists reach. Ours."""
_TEXT = "@"
"""The format of a cell that a spreadsheet takes as it was typed: no date, no number, no formula."""
_WIDTHS = {Kind.TEXT: 36, Kind.IDS: 36, Kind.INSTRUMENTS: 48, Kind.LINK: 36, Kind.LINKS: 48}
_WIDTH = 16
_WORDS_WIDTH = 72
_PROTECTED = b"\xd0\xcf\x11\xe0"
"""How an older or an encrypted workbook begins: [MS-CFB] 2.2."""
_BOLD = Font(bold=True)
_NEEDED = PatternFill("solid", fgColor="FFE699")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMULA = Trouble("this is a formula", "copy the cell, and paste its value alone over it")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_PART_OF_MERGED = Trouble(
    "this cell is merged with the one above or beside it", "split them, and fill in each"
)
_FAILED = Trouble("this is what a formula left that could not be computed", "type what is meant")


def to_bytes(pages: Sequence[Page], leaflets: Sequence[Leaflet]) -> bytes:
    """A workbook of these. Raises SettingsError if a cell cannot take something."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for page in pages:
        sheet: Worksheet = workbook.create_sheet(page.name)
        _fill(sheet, [[column.header for column in page.columns], *page.rows])
        for number, column in enumerate(page.columns, start=1):
            _explain(sheet, number, column, len(page.rows))
        # Below the header, and to the right of the id.
        sheet.freeze_panes = "B2"
    for leaflet in leaflets:
        sheet = workbook.create_sheet(leaflet.name)
        _fill(sheet, leaflet.rows)
        for number, width in enumerate(leaflet.widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        for at, text in enumerate(row, start=1):
            if len(text) > CELL_MOST:
                what = f"row {number} of '{sheet.title}' holds {len(text):,} characters in one cell"
                raise SettingsError(f"{what}, more than {CELL_MOST:,}: export as .csv")
            cell = sheet.cell(number, at)
            if text:
                # A character that no cell takes is none that content may hold.
                cell.value = text
                # Whatever it begins with, it is no formula.
                cell.data_type = "s"
            cell.number_format = _TEXT
            cell.alignment = _WRAPPED
            if number == 1:
                cell.font = _BOLD


def _explain(sheet: Worksheet, number: int, column: Column, rows: int) -> None:
    header = sheet.cell(1, number)
    needed = "\n\nNeeded." if column.needed else ""
    header.comment = Comment(f"{column.about}\n\n{column.how}{needed}", "tram-bot", 180, 320)
    if column.needed:
        header.fill = _NEEDED
    letter = get_column_letter(number)
    width = _WORDS_WIDTH if column.language else _WIDTHS.get(column.kind, _WIDTH)
    sheet.column_dimensions[letter].width = width
    # So that what is typed below the last row stays a text, too.
    sheet.column_dimensions[letter].number_format = _TEXT
    if column.choices:
        listed = DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
        listed.errorTitle = column.header
        listed.error = column.how
        # A drop-down list gives one value: several are typed.
        listed.showErrorMessage = column.kind is not Kind.CHOICES
        listed.add(f"{letter}2:{letter}{rows + 1 + _SPARE_ROWS}")
        sheet.add_data_validation(listed)


def of_bytes(file: str, data: bytes) -> tuple[Sheet, ...]:
    """The tables in a workbook of that name. Raises SettingsError if it is none, or too large."""
    if data.startswith(_PROTECTED):
        raise SettingsError(
            f"{file} is protected by a password or of an older kind: save it as an Excel workbook "
            "(.xlsx) without one"
        )
    try:
        with warnings.catch_warnings():
            # About what we do not read: drop-down lists, styles, pictures.
            warnings.simplefilter("ignore")
            _check_size(file, data)
            workbook = load_workbook(io.BytesIO(data), read_only=True)
            sheets = [
                Sheet(
                    file=file, name=each.title, rows=_split(list(_rows(file, each)), _merged(each))
                )
                for each in workbook.worksheets
            ]
    except SettingsError:
        raise
    except BadZipFile:
        raise SettingsError(
            f"{file} is no Excel workbook: save the table as .xlsx, or name it .csv if it is one"
        ) from None
    except Exception as error:  # whatever a parser may raise
        raise SettingsError(
            f"{file} cannot be read as an Excel workbook ({type(error).__name__}: {error}); open "
            "it and save it again as .xlsx, or as 'CSV UTF-8'"
        ) from error
    if not sheets:
        raise SettingsError(f"{file} holds no table: begin with 'tram-bot catalogue export FILE'")
    return tuple(sheets)


def _check_size(file: str, data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > _UNPACKED_MOST:
        what = f"{file} has {size:,} bytes when it is unpacked, more than {_UNPACKED_MOST:,}"
        raise SettingsError(f"{what}: remove what is no list of facilities")


def _rows(file: str, sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[Raw]]]:
    """The rows that hold something."""
    # What a workbook says of its own size may be wrong.
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(islice(sheet.rows, _ROWS_MOST), start=1):
        cells += len(row)
        if cells > _CELLS_MOST:
            what = f"{file}, sheet '{sheet.title}': more than {_CELLS_MOST:,} cells are in use"
            mend = "delete the empty rows below the list and the empty columns beside it"
            raise SettingsError(f"{what}; {mend}")
        if any(cell.value is not None for cell in row):
            yield number, [_raw(cell.value, cell.data_type) for cell in row]


def _merged(sheet: ReadOnlyWorksheet) -> list[CellRange]:
    """The ranges of merged cells, which a workbook that is only read has no other way to tell."""
    with sheet._get_source() as source:  # type: ignore[attr-defined]  # noqa: SLF001
        return [CellRange(found[1].decode()) for found in _MERGED.finditer(source.read())]


def _split(
    rows: list[tuple[int, list[Raw]]], merged: Sequence[CellRange]
) -> list[tuple[int, list[Raw]]]:
    """The rows, in which what is merged with a cell that holds something says so: it may be meant
    for each of them."""
    numbers = [number for number, _ in rows]
    for each in merged:
        top, left = each.min_row, each.min_col
        first, last = bisect_left(numbers, top), bisect_right(numbers, each.max_row)
        holds = first < last and numbers[first] == top and _at(rows[first][1], left) is not None
        for number, cells in rows[first:last] if holds else ():
            for column in range(left, min(each.max_col, len(cells)) + 1):
                if (number, column) != (top, left):
                    cells[column - 1] = _PART_OF_MERGED
    return rows


def _at(cells: Sequence[Raw], column: int) -> Raw:
    return cells[column - 1] if column <= len(cells) else None


def _raw(value: object, kind: str) -> Raw:
    match value:
        case _ if kind == "f":
            return _FORMULA
        case _ if kind == "e":
            return _FAILED
        case time() | timedelta():
            mend = "format the column as text, and type it again"
            return Trouble("the spreadsheet has made a time of this", mend)
        case None | str() | int() | float() | date():
            return value
        case _:
            return str(value)
