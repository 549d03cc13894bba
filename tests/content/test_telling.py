"""`check` tells the same problems to people, to programs and to GitHub."""

import json
from pathlib import Path

import pytest

from tests.small_content import write_small_content
from tram_bot import cli


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Content with one error, in whose words stand what GitHub would take for its own."""
    write_small_content(tmp_path)
    file = tmp_path / "intents" / "money" / "intents.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("does: answer", 'does: "100 %"', 1), "utf-8")
    return tmp_path


def told(broken: Path, capsys: pytest.CaptureFixture[str], *how: str) -> str:
    assert cli.main(["check", "--content", str(broken), *how]) == 1
    return capsys.readouterr().out


def test_it_is_told_to_a_person(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line, *_ = told(broken, capsys).splitlines()

    assert line.startswith("intents/money/intents.yaml:")
    assert "'100 %' is no value for 'does'" in line


@pytest.mark.parametrize("how", [("--json",), ("--format", "json")])
def test_it_is_told_to_a_program(
    broken: Path, capsys: pytest.CaptureFixture[str], how: tuple[str, ...]
) -> None:
    problem, *_ = json.loads(told(broken, capsys, *how))

    assert problem["file"] == "intents/money/intents.yaml"
    assert problem["severity"] == "error"
    assert problem["line"] > 1


def test_it_is_told_to_github(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line, *_ = told(broken, capsys, "--format", "github").splitlines()

    place, _, said = line.removeprefix("::error ").partition("::")
    assert place.startswith("file=intents/money/intents.yaml,line=")
    assert ",col=" in place
    assert said.startswith("'100 %25' is no value for 'does'; ")
