"""`catalogue export`: what there is, in a file that explains itself."""

from pathlib import Path

import openpyxl
import pytest

from tests.sheets.office import Office, rows_of
from tram_bot import cli
from tram_bot.content.shapes_catalogue import FacilityShape, FacilityWordsShape

SYNCHROTRON = "example-synchrotron"


def test_a_workbook_has_a_row_for_each_facility_and_a_sheet_for_each_language(
    office: Office,
) -> None:
    workbook = openpyxl.load_workbook(office.template("list.xlsx"))

    facilities = workbook["Facilities"]
    headers = [cell.value for cell in facilities[1]]
    row = dict(zip(headers, [cell.value for cell in facilities[3]], strict=True))
    assert {*headers} == {"country", *FacilityShape.model_fields}
    assert [cell.value for cell in facilities["A"]] == [
        "id", "example-tomography", SYNCHROTRON, "example-corrosion-lab",
    ]  # fmt: skip
    assert row["country"] == "PL"
    assert row["techniques"] == "powder-diffraction; x-ray-microtomography"
    assert row["instruments"] == "Beamline 1: powder-diffraction"
    assert (row["mail_in"], row["as_of"], row["opens"]) == ("yes", "2024-05", None)
    english = workbook["Words en"]
    assert [cell.value for cell in english[1]] == ["id", *FacilityWordsShape.model_fields]
    assert english["B3"].value == "What a powder consists of and what a part looks like inside."
    assert [cell.value for cell in workbook["Words de"][3]] == [SYNCHROTRON, None, None, None]


def test_a_workbook_explains_itself(office: Office) -> None:
    workbook = openpyxl.load_workbook(office.template("list.xlsx"))

    for sheet in (workbook["Facilities"], workbook["Words pl"]):
        assert sheet.freeze_panes == "B2"
        for cell in sheet[1]:
            assert cell.comment, cell.value
            assert len(cell.comment.text) > 20
    facilities = workbook["Facilities"]
    offered = {
        facilities[f"{str(each.sqref)[0]}1"].value: each.formula1
        for each in facilities.data_validations.dataValidation
    }
    assert {*offered} == {"country", "kind", "access", "mail_in", "status"}
    assert offered["status"] == '"operating,limited,under-construction,closed"'
    guide = [str(cell.value) for row in workbook["How to fill this in"] for cell in row]
    assert any("tram-bot catalogue import" in line for line in guide)
    assert {f"Facilities: {key}" for key in FacilityShape.model_fields} <= {*guide}
    ids = [tuple(cell.value for cell in row) for row in workbook["Ids"]]
    assert ("technique", "powder-diffraction", "X-ray powder diffraction") in ids
    assert ("material", "steel", "steel") in ids


def test_csv_has_the_words_in_further_columns_and_opens_with_its_letters(office: Office) -> None:
    file = office.template("list.csv")

    assert file.read_bytes().startswith(b"\xef\xbb\xbfid;country;")
    header, *rows = rows_of(file)
    row = dict(zip(header, rows[1], strict=True))
    assert row["city"] == "Kraków"
    assert row["access en"] == "Companies pay for beamtime."
    assert row["access pl"] == ""
    assert row["access"] == "commercial; peer-review"


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_one_country_alone_is_exported(office: Office, name: str) -> None:
    file = office.template(name, "--country", "ee")

    assert office.take(file).splitlines() == ["0 facilities new, 0 changed, 1 as they were"]


def test_without_facilities_the_template_is_empty(office: Office) -> None:
    workbook = openpyxl.load_workbook(office.template("list.xlsx", "--country", "DK"))

    assert workbook["Facilities"].max_row == 1
    assert workbook["Words en"]["B1"].value == "tells"


def test_nothing_in_a_file_is_a_formula(office: Office) -> None:
    path = office.root / "facility_catalogue/facilities/estonia/facilities.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("name: Example Tomo", 'name: "=1+1"\n    operator: "+1;=2"\n#'))
    path.write_text(path.read_text("utf-8").replace("    operator: Example College\n", ""))

    workbook = openpyxl.load_workbook(office.template("list.xlsx"))
    header, row, *_ = rows_of(office.template("list.csv"))

    name = workbook["Facilities"]["C2"]
    assert (name.value, name.data_type, name.number_format) == ("=1+1", "s", "@")
    assert row[header.index("name")] == "'=1+1"
    assert row[header.index("operator")] == "'+1;'=2"
    for file in ("list.xlsx", "list.csv"):
        told = office.take(office.desk / file)
        assert told == "0 facilities new, 0 changed, 3 as they were\n"


@pytest.mark.parametrize("missing", [("intents", "facility_catalogue"), ("facility_catalogue",)])
def test_where_there_is_no_content_nothing_is_exported(
    office: Office, missing: tuple[str, ...]
) -> None:
    for folder in missing:
        (office.root / folder).rename(office.root / f"{folder}-elsewhere")
    file = office.desk / "list.xlsx"

    code, _, said = office.type("catalogue", "export", str(file))

    assert code == cli.WRONG_CONTENT
    assert "the folder 'facility_catalogue' is missing" in said
    assert not file.exists()


def test_a_file_that_is_there_is_left_as_it_is(office: Office) -> None:
    file = office.desk / "list.xlsx"
    file.write_text("my own list")

    code, _, said = office.type("catalogue", "export", str(file))

    assert code == cli.WRONG_SETTINGS
    assert "list.xlsx exists already: name a new file" in said
    assert file.read_text() == "my own list"


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("list.xls", (), "is neither .xlsx nor .csv"),
        ("list.xlsx", ("--country", "NO"), "there are no facilities of NO; write one of 'DE'"),
        ("nowhere/list.xlsx", (), "No such file or directory"),
    ],
)
def test_what_cannot_be_exported_is_told(
    office: Office, name: str, arguments: tuple[str, ...], told: str
) -> None:
    code, _, said = office.type("catalogue", "export", str(office.desk / name), *arguments)

    assert code == cli.WRONG_SETTINGS
    assert told in said


def test_facilities_whose_files_are_wrong_are_not_exported(office: Office) -> None:
    path = office.root / "facility_catalogue/facilities/poland/facilities.yaml"
    path.write_text(path.read_text("utf-8").replace("status: limited", "status: half"))

    code, _, said = office.type("catalogue", "export", str(office.desk / "list.xlsx"))

    assert code == cli.WRONG_CONTENT
    assert "facility_catalogue/facilities/poland/facilities.yaml:" in said
    assert not (office.desk / "list.xlsx").exists()


def test_no_name_of_a_file_matters(office: Office) -> None:
    assert Path(office.template("Liste Übersicht.XLSX")).is_file()


def test_a_character_that_no_workbook_takes_is_told(office: Office) -> None:
    path = office.root / "facility_catalogue/facilities/estonia/facilities.yaml"
    path.write_text(path.read_text("utf-8").replace("city: Tartu", 'city: "Ta\\brtu"'))

    code, _, said = office.type("catalogue", "export", str(office.desk / "list.xlsx"))

    assert code == cli.WRONG_CONTENT
    assert "facility_catalogue/facilities/estonia/facilities.yaml:" in said
    assert "the control character U+0008 is written here; delete the escape" in said
