"""CSV as spreadsheets save it: other separators, other letters."""

import codecs
from pathlib import Path

import openpyxl
import pytest

from tests.sheets.office import NEW_LAB, Office, edit, rows_of, write_csv
from tram_bot import cli
from tram_bot.content.loader import load

CORROSION = "example-corrosion-lab"


def only(office: Office, country: str) -> Path:
    """The template of one country, and in English."""
    file = office.template("list.csv", "--country", country)
    header, *rows = rows_of(file)
    keep = [at for at, name in enumerate(header) if " " not in name or name.endswith(" en")]
    return write_csv(file, [[row[at] for at in keep] for row in (header, *rows)])


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), ("\t", "utf-16"), (";", "utf-8"), (",", "utf-8-sig")],
)
def test_any_separator_and_unicode_is_understood(
    office: Office, delimiter: str, encoding: str
) -> None:
    file = office.template("list.csv")
    edit(file, CORROSION, {"city": "Łódź"})
    write_csv(file, rows_of(file), delimiter=delimiter, encoding=encoding)

    assert "PL  example-corrosion-lab: city\n" in office.take(file)
    assert load(office.root).catalogue.facilities[CORROSION].city == "Łódź"


def test_a_first_line_that_names_the_separator_is_understood(office: Office) -> None:
    file = office.template("list.csv")
    write_csv(file, rows_of(file), delimiter="|")
    file.write_bytes(b"sep=|\r\n" + file.read_bytes().removeprefix(codecs.BOM_UTF8))

    assert office.take(file) == "0 facilities new, 0 changed, 3 as they were\n"


@pytest.mark.parametrize(
    ("country", "encoding", "city"),
    [
        ("PL", "windows-1250", "Łódź"),
        ("EE", "windows-1257", "Kärdla, Võru ja Šiauliai"),
        ("DK", "windows-1252", "Sønderborg og Ærø"),
    ],
)
def test_what_a_windows_saves_is_read_in_the_letters_of_its_country(
    office: Office, country: str, encoding: str, city: str
) -> None:
    file = only(office, country)
    cells = {**NEW_LAB, "country": country, "city": city, "tells en": "What it is."}
    edit(file, "example-x-ray-lab", cells)
    write_csv(file, rows_of(file), encoding=encoding)

    told = office.take(file)

    assert f"list.csv is not UTF-8 and was read as {encoding}; if letters are wrong" in told
    assert load(office.root).catalogue.facilities["example-x-ray-lab"].city == city


def test_letters_that_may_be_two_things_are_asked_about(office: Office) -> None:
    file = only(office, "PL")
    cells = {**NEW_LAB, "city": "Võru", "tells en": "What it is."}
    edit(file, "example-x-ray-lab", cells)
    write_csv(file, rows_of(file), encoding="windows-1257")

    code, _, said = office.type("catalogue", "import", str(file))
    told = office.take(file, "--encoding", "windows-1257")

    assert code == cli.WRONG_SETTINGS
    assert "its letters are not clear, as in line 4, which holds" in said
    assert "save it again as 'CSV UTF-8', or name its encoding, as in --encoding" in said
    assert "EE  example-x-ray-lab: new\n" in told
    assert load(office.root).catalogue.facilities["example-x-ray-lab"].city == "Võru"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("klingon", "there is no 'klingon'"),
        ("undefined", "there is no 'undefined'"),
        ("ascii", "is not ascii; save it again as 'CSV UTF-8'"),
    ],
)
def test_an_encoding_that_is_none_of_the_file_is_told(
    office: Office, encoding: str, told: str
) -> None:
    file = office.template("list.csv")

    code, _, said = office.type("catalogue", "import", str(file), "--encoding", encoding)

    assert code == cli.WRONG_SETTINGS
    assert told in said


def test_a_formula_is_refused(office: Office) -> None:
    file = office.template("list.csv")
    edit(file, CORROSION, {"city": '=HYPERLINK("https://example.org")'})

    assert "row 4, column 'city': this is a formula; copy the cell" in office.refuse(file)


def test_a_text_that_begins_like_a_formula_comes_back(office: Office) -> None:
    file = office.template("list.csv")
    edit(file, CORROSION, {"note en": "'-20 °C to +80 °C; -40 °C on demand"})

    office.take(file)

    words = load(office.root).catalogue.facilities[CORROSION].words.of("en")
    assert words is not None
    assert words.note == "-20 °C to +80 °C; -40 °C on demand"
    again = office.template("again.csv")
    assert office.take(again) == "0 facilities new, 0 changed, 3 as they were\n"


def test_a_csv_that_was_saved_as_a_workbook_changes_nothing(office: Office) -> None:
    file = office.template("list.csv")
    edit(file, CORROSION, {"note en": "'-20 °C to +80 °C; -40 °C on demand"})
    office.take(file)
    workbook = openpyxl.Workbook()
    sheet = workbook["Sheet"]
    sheet.title = "Facilities"
    for row in rows_of(office.template("again.csv")):
        sheet.append(row)
    workbook.save(office.desk / "again.xlsx")

    told = office.take(office.desk / "again.xlsx")

    assert told == "0 facilities new, 0 changed, 3 as they were\n"


def test_the_mark_of_unicode_is_no_letter_of_the_first_name(office: Office) -> None:
    file = office.template("list.csv")
    file.write_bytes(file.read_bytes().replace(b"id;", b'"id";', 1))

    told = office.take(file, "--encoding", "utf-8")

    assert told == "0 facilities new, 0 changed, 3 as they were\n"


def test_empty_rows_above_the_names_say_nothing_of_the_separator(office: Office) -> None:
    file = office.template("list.csv")
    write_csv(file, [[""] * 3, [], *rows_of(file)], delimiter=",")

    assert office.take(file) == "0 facilities new, 0 changed, 3 as they were\n"


def test_a_quotation_mark_that_is_left_open_swallows_no_rows(office: Office) -> None:
    file = office.template("list.csv")
    text = file.read_text("utf-8").replace("Example Corrosion Laboratory", '"Example')
    file.write_text(text, "utf-8")
    before = office.content()

    code, _, said = office.type("catalogue", "import", str(file))

    assert code == cli.WRONG_SETTINGS
    assert "list.csv, row 4, cannot be read as CSV" in said
    assert "close each quotation mark, or save the table as .xlsx or 'CSV UTF-8'" in said
    assert office.content() == before


def test_a_table_whose_cells_are_not_parted_is_told_in_short(office: Office) -> None:
    file = office.template("list.csv")
    file.write_bytes(b"sep=|\n" + file.read_bytes())

    unknown, no_id = office.refuse(file).splitlines()

    assert "unknown column 'id;country;name;" in unknown
    assert len(unknown) < 400
    assert "there is no column 'id'" in no_id
