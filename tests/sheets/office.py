"""What an admin does: exports, edits cells in a spreadsheet, imports, and reads what is said."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tram_bot import cli

FACILITIES = "facility_catalogue/facilities"
NEW_LAB: Mapping[str, Any] = {
    "id": "example-x-ray-lab",
    "country": "EE",
    "name": "Example X-ray Laboratory",
    "operator": "Example College",
    "city": "Tartu",
    "kind": "university-lab",
    "techniques": "powder-diffraction",
    "access": "commercial; collaborative",
    "status": "operating",
    "as_of": "2026-01",
    "sources": "https://example.org/lab",
}
"""A new facility, but for its words."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """A content, and a desk on which files lie."""

    root: Path
    desk: Path
    capsys: pytest.CaptureFixture[str]

    def type(self, *arguments: str) -> tuple[int, str, str]:
        """Type a command about the content; its exit code, and what it printed."""
        self.capsys.readouterr()
        code = cli.main([*arguments, "--content", str(self.root)])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def template(self, name: str, *arguments: str) -> Path:
        file = self.desk / name
        code, _, said = self.type("catalogue", "export", str(file), *arguments)
        assert code == 0, said
        return file

    def take(self, file: Path, *arguments: str) -> str:
        """Import a file; what was told."""
        code, told, said = self.type("catalogue", "import", str(file), *arguments)
        assert code == 0, said
        return told

    def refuse(self, file: Path, *arguments: str) -> str:
        """Import a file that is refused with nothing written; why."""
        before = self.content()
        code, told, said = self.type("catalogue", "import", str(file), *arguments)
        assert code == cli.WRONG_CONTENT, told
        assert self.content() == before
        return said

    def content(self) -> dict[str, bytes]:
        """Every file of the catalogue's facilities, hidden ones too."""
        folder = self.root / FACILITIES
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    def read(self, file: str) -> str:
        return (self.root / FACILITIES / file).read_text("utf-8")

    def held(self, id: str) -> dict[str, Any]:
        """What the file of Poland says of a facility."""
        facilities = yaml.safe_load(self.read("poland/facilities.yaml"))["facilities"]
        found: dict[str, Any] = next(each for each in facilities if each["id"] == id)
        return found


def edit(file: Path, id: str, cells: Mapping[str, Any]) -> None:
    """Type into the cells of a facility's row, and below the last row if there is none. A header
    such as `tells de` is that of a column, or of one on the sheet of the language."""
    if file.suffix == ".csv":
        _edit_csv(file, id, cells)
        return
    workbook = openpyxl.load_workbook(file)
    for header, value in cells.items():
        name, _, language = header.partition(" ")
        sheet = workbook[f"Words {language}" if language else "Facilities"]
        ids = [cell.value for cell in sheet["A"]]
        row = ids.index(id) + 1 if id in ids else len(ids) + 1
        if id not in ids:
            sheet.cell(row, 1).value = id
        headers = [cell.value for cell in sheet[1]]
        sheet.cell(row, headers.index(name) + 1).value = value
    workbook.save(file)


def _edit_csv(file: Path, id: str, cells: Mapping[str, Any]) -> None:
    header, *rows = rows_of(file)
    row = next((row for row in rows if row[0] == id), None)
    if row is None:
        row = [id, *[""] * (len(header) - 1)]
        rows.append(row)
    for name, value in cells.items():
        row[header.index(name)] = value
    write_csv(file, [header, *rows])


def rows_of(file: Path) -> list[list[str]]:
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def write_csv(
    file: Path, rows: Sequence[Sequence[str]], *, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    file.write_bytes(out.getvalue().encode(encoding))
    return file


def place(file: Path, id: str, header: str) -> str:
    """How the place of a cell is told."""
    name, _, language = header.partition(" ")
    if file.suffix == ".csv":
        row = [each[0] for each in rows_of(file)].index(id) + 1
        return f"{file.name}, row {row}, column '{header}'"
    sheet = f"Words {language}" if language else "Facilities"
    ids = [cell.value for cell in openpyxl.load_workbook(file)[sheet]["A"]]
    return f"{file.name}, sheet '{sheet}', row {ids.index(id) + 1}, column '{name}'"
