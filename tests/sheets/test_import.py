"""`catalogue import`: what was changed in the file is changed in the YAML, and nothing else."""

import shutil
from datetime import datetime
from difflib import ndiff
from pathlib import Path

import openpyxl
import pytest

from tests.sheets.office import FACILITIES, NEW_LAB, Office, edit
from tram_bot import cli
from tram_bot.content.loader import check, load
from tram_bot.errors import SettingsError
from tram_bot.sheets import csv_file
from tram_bot.sheets.held import read_held
from tram_bot.sheets.importing import taken, write

CORROSION = "example-corrosion-lab"
SYNCHROTRON = "example-synchrotron"


def changed_lines(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines that went and came, by file."""
    files = {
        file: ndiff(before.get(file, b"").decode().splitlines(), data.decode().splitlines())
        for file, data in after.items()
        if before.get(file) != data
    }
    return {file: [line for line in lines if line[0] in "+-"] for file, lines in files.items()}


@pytest.fixture(scope="module")
def whole(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real content."""
    folder = tmp_path_factory.mktemp("whole")
    for name in ("intents", "facility_catalogue"):
        shutil.copytree(root / name, folder / name)
    return folder


@pytest.mark.parametrize("name", ["all.xlsx", "all.csv"])
def test_the_real_catalogue_comes_back_without_a_byte_changed(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    office = Office(root=whole, desk=tmp_path, capsys=capsys)
    before = office.content()

    told = office.take(office.template(name))

    assert office.content() == before
    facilities = len(load(whole).catalogue.facilities)
    assert told == f"0 facilities new, 0 changed, {facilities} as they were\n"


def test_in_the_real_catalogue_only_what_was_changed_changes(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(root=whole, desk=tmp_path, capsys=capsys)
    before = office.content()
    file = office.template("all.xlsx", "--country", "EE")
    edit(file, "tftak", {"as_of": "2026-02", "note et": "Üks väike märkus."})

    told = office.take(file)

    assert "EE  tftak: as_of, note et\n" in told
    changed = changed_lines(before, office.content())
    assert {*changed} == {"estonia/facilities.yaml", "estonia/et.yaml"}
    assert changed["estonia/facilities.yaml"] == ["-     as_of: 2023", "+     as_of: 2026-02"]
    assert changed["estonia/et.yaml"][-2:] == ["+     note: >-", "+       Üks väike märkus."]


def test_of_many_warnings_the_first_of_each_file_are_told(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(root=whole, desk=tmp_path, capsys=capsys)
    file = office.template("all.xlsx", "--country", "EE")
    for number in range(12):
        lab = {**NEW_LAB, "id": f"example-lab-{number}", "tells en": "What a powder consists of."}
        edit(file, lab["id"], lab)

    told = office.take(file, "--into", str(tmp_path / "new"))

    assert told.count("is still to be translated") == 10
    where = "once these files are in the content"
    assert f"all.xlsx: 2 more warnings; 'tram-bot check' names them {where}\n" in told


def test_nothing_changed_is_nothing_written(office: Office, template: Path) -> None:
    before = office.content()

    assert office.take(template) == "0 facilities new, 0 changed, 3 as they were\n"
    assert office.content() == before


def test_a_changed_cell_changes_its_lines_only(office: Office, template: Path) -> None:
    before = office.content()
    cells = {
        "city": "Warszawa",
        "techniques": "x-ray-microtomography; powder-diffraction; corrosion-testing",
        "access en": "Companies pay, by the hour.",
    }
    edit(template, SYNCHROTRON, cells)

    told = office.take(template)

    assert "PL  example-synchrotron: city, techniques, access en\n" in told
    assert "facility_catalogue/facilities/poland/en.yaml written\n" in told
    assert told.endswith("0 facilities new, 1 changed, 2 as they were\n")
    assert changed_lines(before, office.content()) == {
        "poland/facilities.yaml": [
            "-     city: Kraków",
            "+     city: Warszawa",
            "-     techniques: [powder-diffraction, x-ray-microtomography]",
            "+     techniques: [x-ray-microtomography, powder-diffraction, corrosion-testing]",
        ],
        "poland/en.yaml": [
            "-     access: Companies pay for beamtime.",
            "+     access: >-",
            "+       Companies pay, by the hour.",
        ],
    }


def test_a_new_facility_stands_behind_the_others_in_the_layout_of_the_house(
    office: Office, template: Path
) -> None:
    edit(template, "example-x-ray-lab", {
        **NEW_LAB,
        "name": "Example: an X-ray laboratory",
        "instruments": "Tube 1: powder-diffraction; Tube 2: ",
        "materials": "powder, steel",
        "sources": "https://example.org/lab; https://example.org/more",
        "tells en": "What a powder consists of.",
        "tells et": "Millest pulber koosneb.",
    })  # fmt: skip

    told = office.take(template)

    assert "EE  example-x-ray-lab: new\n" in told
    written = office.read("estonia/facilities.yaml").partition("- https://tomography.example.org")
    assert (
        written[2]
        == """

  - id: example-x-ray-lab
    name: "Example: an X-ray laboratory"
    operator: Example College
    city: Tartu
    kind: university-lab
    techniques: [powder-diffraction]
    instruments:
      - name: Tube 1
        techniques: [powder-diffraction]
      - name: Tube 2
        techniques: []
    materials: [powder, steel]
    access: [commercial, collaborative]
    status: operating
    as_of: 2026-01
    sources:
      - https://example.org/lab
      - https://example.org/more
retired: []
"""
    )
    assert office.read("estonia/en.yaml").endswith(
        "  example-x-ray-lab:\n    tells: >-\n      What a powder consists of.\n"
    )
    assert office.read("estonia/et.yaml") == (
        "# yaml-language-server: $schema=../../../docs/schemas/facility-words.json\n"
        "language: et\nfacilities:\n  example-x-ray-lab:\n    tells: >-\n"
        "      Millest pulber koosneb.\n"
    )
    assert [each for each in check(office.root) if each.severity == "error"] == []
    assert "example-x-ray-lab" in load(office.root).catalogue.facilities


def test_the_first_facility_of_a_country_begins_its_folder(office: Office, template: Path) -> None:
    cells = {**NEW_LAB, "country": "Denmark", "tells en": "What a powder consists of."}
    edit(template, "example-x-ray-lab", cells)

    office.take(template)

    assert office.read("denmark/facilities.yaml").startswith(
        "# yaml-language-server: $schema=../../../docs/schemas/facilities.json\n"
        "country: DK\nfacilities:\n  - id: example-x-ray-lab\n"
    )
    assert load(office.root).catalogue.facilities["example-x-ray-lab"].country == "DK"


def test_facilities_that_are_not_in_the_file_stay(office: Office, template: Path) -> None:
    before = office.content()
    file = office.template(f"estonia{template.suffix}", "--country", "EE")
    edit(file, "example-tomography", {"status": "closed"})

    office.take(file)

    after = office.content()
    assert {file for file in after if after[file] != before[file]} == {"estonia/facilities.yaml"}


def test_an_empty_cell_leaves_and_a_hyphen_removes(office: Office, template: Path) -> None:
    edit(template, SYNCHROTRON, {"homepage": "", "materials": "", "sectors": "-", "mail_in": "no"})
    edit(template, CORROSION, {"note en": "-", "techniques": "-"})

    told = office.take(template)

    assert "empty cells left as it is what the catalogue has: homepage (1), materials (1)" in told
    poland = load(office.root).catalogue.facilities
    assert poland[SYNCHROTRON].homepage == "https://synchrotron.example.org"
    assert poland[SYNCHROTRON].materials == ("powder", "steel")
    assert poland[SYNCHROTRON].sectors == ()
    assert not office.held(SYNCHROTRON).get("mail_in")
    assert poland[CORROSION].techniques == ()
    words = poland[CORROSION].words.of("en")
    assert words is not None
    assert words.note == ""
    assert "'example-corrosion-lab' has no techniques" in told, "a new warning is told"
    assert "(warning)" in told


def test_remarks_and_line_ends_of_a_file_stay(office: Office, template: Path) -> None:
    path = office.root / FACILITIES / "poland/facilities.yaml"
    text = path.read_text("utf-8")
    text = text.replace(
        "    city: Kraków\n", "    # where the ring is\n    city: Kraków  # south\n"
    )
    text = text.replace("  - id: example-corr", "  # in the north\n  - id: example-corr")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    edit(
        template, SYNCHROTRON, {"as_of": "2026-01", "opens": "", "unconfirmed": "corrosion-testing"}
    )

    office.take(template)

    wanted = text.replace("as_of: 2024-05", "as_of: 2026-01").replace(
        "    instruments:", "    unconfirmed: [corrosion-testing]\n    instruments:"
    )
    assert path.read_bytes() == b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode()


def test_what_a_spreadsheet_makes_of_cells_is_understood(office: Office) -> None:
    file = office.template("list.xlsx")
    edit(file, SYNCHROTRON, {"as_of": datetime(2026, 1, 15), "name": 4711, "mail_in": True})  # noqa: DTZ001
    edit(file, CORROSION, {"as_of": 2025.0, "status": "Operating ", "city": " Gdańsk\u00a0\u200b"})
    edit(file, "example-tomography", {"opens": "", "unconfirmed": "X-ray-microtomography; "})

    told = office.take(file)

    assert "PL  example-synchrotron: name, as_of\n" in told
    assert "PL  example-corrosion-lab: status, as_of\n" in told
    assert "example-tomography" not in told
    poland = load(office.root).catalogue.facilities
    assert (poland[SYNCHROTRON].name, poland[CORROSION].status) == ("4711", "operating")
    assert "    as_of: 2026-01\n" in office.read("poland/facilities.yaml")
    assert "    as_of: 2025\n" in office.read("poland/facilities.yaml")


def test_a_line_break_in_a_text_stays_one(office: Office, template: Path) -> None:
    long = "What happens in a storm, when it rains and the wind comes from the sea " * 3
    edit(template, CORROSION, {"note en": f"First, this.\n{long}"})

    office.take(template)

    words = load(office.root).catalogue.facilities[CORROSION].words.of("en")
    assert words is not None
    assert words.note == f"First, this.\n{long.strip()}"
    assert max(map(len, office.read("poland/en.yaml").splitlines())) <= 120
    again = office.template(f"again{template.suffix}")
    assert office.take(again) == "0 facilities new, 0 changed, 3 as they were\n"


def test_semicolons_and_quotation_marks_in_a_list_come_back(office: Office, template: Path) -> None:
    edit(template, SYNCHROTRON, {
        "instruments": '"Ring; ""north"": end: powder-diffraction"; P2: x-ray-microtomography',
        "sources": '"https://example.org/a;b"; https://example.org/c',
    })  # fmt: skip

    office.take(template)

    held = office.held(SYNCHROTRON)
    ring = {"name": 'Ring; "north": end', "techniques": ["powder-diffraction"]}
    assert held["instruments"][0] == ring
    assert held["sources"] == ["https://example.org/a;b", "https://example.org/c"]
    again = office.template(f"again{template.suffix}")
    assert office.take(again) == "0 facilities new, 0 changed, 3 as they were\n"


def test_only_the_words_of_one_language_may_be_in_a_workbook(office: Office) -> None:
    file = office.template("list.xlsx")
    edit(file, CORROSION, {"tells pl": "Jak długo wytrzymuje powłoka."})
    workbook = openpyxl.load_workbook(file)
    for sheet in workbook.worksheets:
        if sheet.title != "Words pl":
            workbook.remove(sheet)
    workbook.save(file)

    office.take(file)

    assert "Jak długo wytrzymuje powłoka." in office.read("poland/pl.yaml")


def test_sheets_of_ones_own_are_named_and_not_read(office: Office) -> None:
    file = office.template("list.xlsx")
    workbook = openpyxl.load_workbook(file)
    workbook.create_sheet("My notes")["A1"].value = "id"
    workbook.save(file)

    assert "sheets that were not read: My notes\n" in office.take(file)


def test_into_another_folder_only_what_changes_is_written(office: Office, template: Path) -> None:
    before = office.content()
    edit(template, CORROSION, {"status": "closed"})
    target = office.desk / "changed"

    told = office.take(template, "--into", str(target))

    assert office.content() == before
    (written,) = (path for path in target.rglob("*") if path.is_file())
    assert written == target / FACILITIES / "poland/facilities.yaml"
    assert f"{written} written\n" in told
    assert "status: closed" in written.read_text("utf-8")
    code, _, said = office.type("catalogue", "import", str(template), "--into", str(target))
    assert code == cli.WRONG_SETTINGS
    assert "is no empty folder: name a new one" in said


def test_an_empty_catalogue_is_begun_from_a_template(office: Office, template: Path) -> None:
    template.unlink()
    shutil.rmtree(office.root / FACILITIES)
    file = office.template(template.name)
    for id in ("example-x-ray-lab", "example-second-lab"):
        techniques = "powder-diffraction; x-ray-microtomography; corrosion-testing"
        cells = {**NEW_LAB, "id": id, "techniques": techniques, "tells en": "What it is."}
        edit(file, id, cells)

    office.take(file)

    facilities = office.read("estonia/facilities.yaml")
    assert "org/lab\n\n  - id: example-second-lab\n" in facilities
    assert list(load(office.root).catalogue.facilities) == [
        "example-x-ray-lab", "example-second-lab",
    ]  # fmt: skip


def test_a_question_mark_in_a_link_is_no_lost_letter(office: Office, template: Path) -> None:
    note = "Prices: https://example.org/prices?lang=en today."
    edit(template, CORROSION, {"note en": note})

    office.take(template)

    words = load(office.root).catalogue.facilities[CORROSION].words.of("en")
    assert words is not None
    assert words.note == note


def test_a_facility_without_words_in_a_language_stays_one(office: Office, template: Path) -> None:
    path = office.root / FACILITIES / "poland/de.yaml"
    path.write_text(f"language: de\nfacilities:\n  {CORROSION}: {{}}\n")
    before = office.content()

    assert office.take(template) == "0 facilities new, 0 changed, 3 as they were\n"
    assert office.content() == before


def test_what_was_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    file = office.template("list.csv")
    edit(file, CORROSION, {"status": "closed", "tells de": "Wie lange eine Schicht hält."})
    held = read_held(office.root)
    outcome = taken(held, [csv_file.of_bytes(file.name, file.read_bytes(), None, {})])
    path = office.root / FACILITIES / "poland/facilities.yaml"
    path.write_text(path.read_text("utf-8").replace("Gdańsk", "Sopot"), "utf-8")
    before = office.content()

    with pytest.raises(SettingsError, match="changed meanwhile, and is left as it is now"):
        write(held, outcome.files, None)

    assert office.content() == before
