"""What is wrong in a filled-in template is told by its place, and nothing is written."""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from tests.sheets.office import NEW_LAB, Office, edit, place
from tram_bot import cli
from tram_bot.sheets.template import FACILITIES

SYNCHROTRON = "example-synchrotron"
CORROSION = "example-corrosion-lab"
WORDS = {"tells en": "What a powder consists of."}


@pytest.mark.parametrize(
    ("header", "typed", "told"),
    [
        ("techniques", "powder-diffraction; xrd-powder",
         "unknown technique 'xrd-powder'; did you mean 'powder-diffraction'?"),
        ("techniques", "powder-diffraction; corrosion-testing; corrosion-testing",
         "'corrosion-testing' stands here twice; remove one"),
        ("unconfirmed", "powder-diffraction",
         "'powder-diffraction' is confirmed and unconfirmed at once; remove it from one"),
        ("instruments", "Beamline 1", "'Beamline 1' does not say what is done with the instrument"),
        ("instruments", "Beamline 1: corrosion-testing", "'corrosion-testing' is not among the"),
        ("instruments", '"Ring; 1": powder-diffraction', "quotation marks stand in the midst"),
        ("materials", "stel", "unknown material 'stel'; did you mean 'steel'?"),
        ("materials", ";", "this list holds nothing; fill it in, or write -"),
        ("sectors", "two words", "'two words' is no id; write 'two-words'"),
        ("meets", "accredited", "unknown constraint 'accredited'"),
        ("access", "comercial", "'comercial' is no value for 'access'; did you mean 'commercial'?"),
        ("status", "operational", "'operational' is no value for 'status'"),
        ("kind", "-", "'kind' cannot be removed, as every facility has to have it"),
        ("mail_in", "perhaps", "'perhaps' is neither yes nor no; write yes or no"),
        ("homepage", "www.example.org", "'www.example.org' is no web address; write 'https://www.example.org'"),
        ("as_of", "Jan-26", "the spreadsheet has made 'Jan-26' of this month; format the"),
        ("opens", "2030", "'opens' does not go with 'status: operating'"),
        ("city", "?ód?", "letters seem to be lost, as in '?ód?'; type them again"),
        ("sources", "https://example.org/\u202ea", "a character that is no letter (U+202E) stands"),
        ("note de", "Stra\ufffde", "a character that is no letter (U+FFFD) stands here; type the"),
        ("country", "DE", "'example-synchrotron' stands in PL so far; write PL"),
        ("country", "Norway", "'Norway' is none of the eight countries; write one of 'DE', 'DK'"),
        ("tells en", "{oops", "'{' is no placeholder; write {name} in small letters, or leave"),
        ("note de", "x" * 3001, "the text has 3,001 characters, more than 3,000; shorten it"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told(
    office: Office, template: Path, header: str, typed: str, told: str
) -> None:
    edit(template, SYNCHROTRON, {header: typed})

    if header == "opens":
        assert f"{place(template, SYNCHROTRON, header)}: {told}" in office.take(template)
    else:
        (said,) = office.refuse(template).splitlines()
        assert said.startswith(f"{place(template, SYNCHROTRON, header)}: {told}")


@pytest.mark.parametrize(
    ("header", "typed", "told"),
    [
        ("name", "=A1", "this is a formula; copy the cell, and paste its value alone over it"),
        ("name", "#REF!", "this is what a formula left that could not be computed"),
        ("city", datetime(2026, 1, 1), "the spreadsheet has made a date of this; format"),  # noqa: DTZ001
        ("city", time(9, 30), "the spreadsheet has made a time of this; format the column"),
        ("city", True, "the spreadsheet has made the truth value TRUE of this"),
        ("status", 1.5, "'1.5' is no value for 'status'"),
    ],
)
def test_what_a_spreadsheet_made_of_a_cell_is_told(
    office: Office, header: str, typed: object, told: str
) -> None:
    file = office.template("list.xlsx")
    edit(file, CORROSION, {header: typed})

    (said,) = office.refuse(file).splitlines()

    assert said.startswith(f"{place(file, CORROSION, header)}: {told}")


def test_a_cell_that_is_merged_with_another_is_told(office: Office) -> None:
    file = office.template("list.xlsx")
    workbook = openpyxl.load_workbook(file)
    sheet = workbook[FACILITIES]
    names = [cell.value for cell in sheet[1]]
    column = names.index("operator") + 1
    sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    # An empty one says nothing.
    sheet.merge_cells(
        start_row=2, end_row=9, start_column=len(names) + 2, end_column=len(names) + 3
    )
    workbook.save(file)

    (said,) = office.refuse(file).splitlines()

    where = f"list.xlsx, sheet '{FACILITIES}', row 3, column 'operator'"
    what = "this cell is merged with the one above or beside it"
    assert said == f"{where}: {what}; split them, and fill in each"


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_rows(
    office: Office, template: Path
) -> None:
    edit(template, CORROSION, {"techniques": "xrd-powder", "status": "half"})
    edit(template, SYNCHROTRON, {"materials": "irn; stel", "tells en": "{oops"})
    edit(template, "example-x-ray-lab", {**NEW_LAB, "city": "", "techniques": "no-such"})

    said = office.refuse(template).splitlines()

    new = place(template, "example-x-ray-lab", "id")
    in_order = [
        f"{place(template, SYNCHROTRON, 'materials')}: unknown material 'irn'",
        f"{place(template, SYNCHROTRON, 'materials')}: unknown material 'stel'",
        f"{place(template, CORROSION, 'techniques')}: unknown technique 'xrd-powder'",
        f"{place(template, CORROSION, 'status')}: 'half' is no value for 'status'",
        f"{new}: 'city' is missing, and a new facility needs it; fill it in",
        f"{new}: 'tells en' is missing, and a new facility needs it; fill",
        f"{place(template, 'example-x-ray-lab', 'techniques')}: unknown technique 'no-such'",
    ]
    of_words = f"{place(template, SYNCHROTRON, 'tells en')}: '{{' is no placeholder"
    (line,) = (each for each in said if each.startswith(of_words))
    said.remove(line)
    assert [each[: len(start)] for each, start in zip(said, in_order, strict=True)] == in_order


@pytest.mark.parametrize(
    ("id", "cells", "told"),
    [
        ("Example Lab", {}, "'example lab' is no id"),
        ("example-corosion-lab", {**WORDS}, "there is no facility 'example-corosion-lab'; did you "
         "mean 'example-corrosion-lab'?"),
        ("old-lab", {**NEW_LAB, **WORDS}, "the id 'old-lab' is retired; give the facility another"),
        ("example-x-ray-lab", {**NEW_LAB, **WORDS, "country": ""},
         "'country' is missing, and a new facility needs it; fill it in"),
    ],
)  # fmt: skip
def test_an_id_that_cannot_be_is_told(
    office: Office, id: str, cells: Mapping[str, Any], told: str
) -> None:
    path = office.root / "facility_catalogue/facilities/estonia/facilities.yaml"
    path.write_text(path.read_text("utf-8").replace("retired: []", "retired: [old-lab]"))
    file = office.template("list.xlsx")
    edit(file, id, {"id": id, **cells} if "name" in cells else cells or {"name": "Example Lab"})

    said = office.refuse(file).splitlines()

    assert any(told in line for line in said), said


def test_a_new_facility_of_no_country_is_checked_all_the_same(
    office: Office, template: Path
) -> None:
    cells = {**NEW_LAB, **WORDS, "country": "Norway", "techniques": "xrd-powder"}
    edit(template, "example-x-ray-lab", cells)

    said = office.refuse(template).splitlines()

    assert len(said) == 2
    assert "'Norway' is none of the eight countries" in said[0]
    assert "unknown technique 'xrd-powder'" in said[1]


def test_rows_without_an_id_and_ids_that_stand_twice_are_told(
    office: Office, template: Path
) -> None:
    edit(template, "", {"city": "Tartu"})
    edit(template, " Example-Synchrotron", {"city": "Tartu"})

    said = office.refuse(template)

    where = "list.xlsx, sheet 'Facilities'" if template.suffix == ".xlsx" else "list.csv"
    assert f"{where}, row 5, column 'id': the id is missing; give each facility one" in said
    assert (
        f"{where}, row 6, column 'id': the id 'example-synchrotron' stands in row 3 already; make"
        in said
    )


def test_columns_that_are_missing_unknown_or_there_twice_are_told(office: Office) -> None:
    file = office.template("list.xlsx")
    workbook = openpyxl.load_workbook(file)
    sheet = workbook["Facilities"]
    headers = [cell.value for cell in sheet[1]]
    sheet.cell(1, headers.index("techniques") + 1).value = "techniqes"
    sheet.cell(1, headers.index("sources") + 1).value = "City"
    sheet.cell(4, len(headers) + 2).value = "seen in May"
    workbook["Words en"]["A1"].value = "number"
    workbook["Words de"].title = "Words xx"
    workbook.save(file)

    said = office.refuse(file)

    assert (
        "row 1, column 'techniqes': unknown column 'techniqes'; did you mean 'techniques'?" in said
    )
    assert "row 1, column 'City': the column 'City' stands here a second time; keep one" in said
    assert "row 4: cell 22 of this row holds something, and its column has no name" in said
    assert "sheet 'Words en', row 1, column 'number': unknown column 'number'" in said
    assert "sheet 'Words en', row 1: there is no column 'id'; give the first row" in said
    assert "sheet 'Words xx': the language 'xx' is not listed in intents/languages.yaml" in said


def test_a_missing_column_leaves_what_there_is_and_a_new_facility_needs_it(office: Office) -> None:
    file = office.template("list.xlsx")
    workbook = openpyxl.load_workbook(file)
    sheet = workbook["Facilities"]
    sheet.delete_cols([cell.value for cell in sheet[1]].index("operator") + 1)
    workbook.save(file)
    assert office.take(file).endswith("0 facilities new, 0 changed, 3 as they were\n")

    cells = {key: value for key, value in {**NEW_LAB, **WORDS}.items() if key != "operator"}
    edit(file, "example-x-ray-lab", cells)

    (said,) = office.refuse(file).splitlines()
    assert "'operator' is missing, and a new facility needs it; add the column, and fill" in said


def test_a_new_facility_needs_english_words(office: Office, template: Path) -> None:
    edit(template, "example-x-ray-lab", {**NEW_LAB, "tells et": "Millest pulber koosneb."})

    (said,) = office.refuse(template).splitlines()

    assert said.startswith(f"{place(template, 'example-x-ray-lab', 'id')}: 'tells en' is missing")


def test_an_empty_table_is_told(office: Office) -> None:
    csv = office.desk / "list.csv"
    csv.write_text("\n\n")
    xlsx = office.desk / "list.xlsx"
    workbook = openpyxl.Workbook()
    workbook.create_sheet("One")
    workbook.create_sheet("Two")
    workbook.save(xlsx)

    assert office.refuse(csv).startswith("list.csv: there is nothing in this table; begin with a")
    assert "there is no sheet 'Facilities'; name the sheet of the facil" in office.refuse(xlsx)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("list.xlsx", b"id;country\n", "list.xlsx is no Excel workbook: save the table as .xlsx"),
        ("list.xlsx", b"PK\x05\x06" + bytes(18), "list.xlsx cannot be read as an Excel workbook"),
        (
            "list.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is protected by a password or of an ol",
        ),
        ("list.csv", b"PK\x03\x04\x00\x00\x00", "list.csv is no CSV file: save the table as .xlsx"),
        ("list.ods", b"", "list.ods is neither .xlsx nor .csv"),
        ("list.csv", None, "list.csv: No such file or directory"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_told(
    office: Office, name: str, data: bytes | None, told: str
) -> None:
    file = office.desk / name
    if data is not None:
        file.write_bytes(data)

    code, _, said = office.type("catalogue", "import", str(file))

    assert code == cli.WRONG_SETTINGS
    assert told in said


def test_facilities_whose_files_are_wrong_are_mended_first(office: Office, template: Path) -> None:
    path = office.root / "facility_catalogue/facilities/poland/en.yaml"
    path.write_text(path.read_text("utf-8") + "  example-corrosion-lab:\n    tells: Twice.\n")

    assert office.refuse(template).startswith("facility_catalogue/facilities/poland/en.yaml:")


def test_errors_elsewhere_in_the_content_are_told_with_their_place(
    office: Office, template: Path
) -> None:
    path = office.root / "facility_catalogue/techniques/surfaces/techniques.yaml"
    path.write_text(path.read_text("utf-8").replace("sample: kept", "sample: keep", 1))
    edit(template, CORROSION, {"status": "closed"})

    (said,) = office.refuse(template).splitlines()
    assert said.startswith("facility_catalogue/techniques/surfaces/techniques.yaml:3:")


def test_what_cannot_be_written_is_told_and_nothing_is_begun(
    office: Office, template: Path
) -> None:
    edit(template, CORROSION, {"status": "closed", "tells en": "How long it holds."})
    before = office.content()
    target = office.desk / "file"
    target.write_text("in the way")

    for into, told in ((target / "x", "cannot write"), (office.desk / ("x" * 300), "cannot read")):
        code, _, said = office.type("catalogue", "import", str(template), "--into", str(into))

        assert code == cli.WRONG_SETTINGS
        assert told in said
        assert office.content() == before


CELL = '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def with_rows(file: Path, rows: str) -> Path:
    """A workbook with more rows on its first sheet, written as no spreadsheet would."""
    with ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            end = b"</sheetData>" if name == "xl/worksheets/sheet1.xml" else b"\0"
            packed.writestr(name, data.replace(end, rows.encode() + end))
    return file


def test_a_workbook_of_too_many_cells_is_told(office: Office) -> None:
    rows = "".join(f'<row r="{each}"><c r="XFD{each}"/></row>' for each in range(5, 200))
    file = with_rows(office.template("list.xlsx"), rows)

    code, _, said = office.type("catalogue", "import", str(file))

    assert code == cli.WRONG_SETTINGS
    assert "sheet 'Facilities': more than 2,000,000 cells are in use; delete the empty" in said


def test_a_workbook_that_unpacks_to_too_much_is_told(office: Office) -> None:
    file = office.template("list.xlsx")
    with ZipFile(file, "a", ZIP_DEFLATED) as packed, packed.open("xl/media/1.png", "w") as part:
        for _ in range(201):
            part.write(bytes(1_000_000))

    code, _, said = office.type("catalogue", "import", str(file))

    assert code == cli.WRONG_SETTINGS
    assert "bytes when it is unpacked, more than 200,000,000: remove what is no list" in said


def test_a_row_that_no_sheet_has_is_not_waited_for(office: Office) -> None:
    cell = CELL.format(at="A99999999999", text="example")
    file = with_rows(office.template("list.xlsx"), f'<row r="99999999999">{cell}</row>')

    assert office.take(file) == "0 facilities new, 0 changed, 3 as they were\n"


def test_a_file_that_cannot_be_changed_by_line_is_told(office: Office) -> None:
    path = office.root / "facility_catalogue/facilities/poland/en.yaml"
    kept = "access: |+\n      Companies pay.\n\n"
    path.write_text(path.read_text("utf-8").replace("access: Companies pay for beamtime.", kept))
    file = office.template("list.csv")
    edit(file, SYNCHROTRON, {"note en": "Ask first."})

    (said,) = office.refuse(file).splitlines()

    assert said.startswith("facility_catalogue/facilities/poland/en.yaml:3:3: 'example-synchrotron")
    assert "cannot be changed line by line; write its texts below '>-'" in said
