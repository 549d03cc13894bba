"""A small catalogue, and its template in a workbook and as CSV."""

from pathlib import Path

import pytest

from tests.sheets.office import Office
from tests.small_content import write_small_content


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    root = tmp_path / "content"
    root.mkdir()
    write_small_content(root)
    return Office(root=root, desk=tmp_path, capsys=capsys)


@pytest.fixture(params=[".xlsx", ".csv"])
def template(request: pytest.FixtureRequest, office: Office) -> Path:
    """The template of the small catalogue, in each kind of file."""
    return office.template(f"list{request.param}")
