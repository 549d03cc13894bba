"""`check` tells the same problems to people, to programs and to GitHub."""

import json
import os
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
    lines = told(broken, capsys).splitlines()

    (line,) = [each for each in lines if each.startswith("intents/money/intents.yaml:")]
    assert "'100 %' is no value for 'does'" in line
    assert lines[-1].startswith("1 error, ")


@pytest.mark.parametrize("how", [("--json",), ("--format", "json")])
def test_it_is_told_to_a_program(
    broken: Path, capsys: pytest.CaptureFixture[str], how: tuple[str, ...]
) -> None:
    problems = json.loads(told(broken, capsys, *how))

    (problem,) = [each for each in problems if each["severity"] == "error"]
    assert problem["file"] == "intents/money/intents.yaml"
    assert problem["line"] > 1


def test_it_is_told_to_github(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(broken, capsys, "--format", "github").splitlines()

    (line,) = [each for each in lines if each.startswith("::error ")]
    place, _, said = line.removeprefix("::error ").partition("::")
    assert place.startswith("file=intents/money/intents.yaml,line=")
    assert ",col=" in place
    assert said.startswith("'100 %25' is no value for 'does'; ")


@pytest.mark.parametrize("how", [(), ("--json",), ("--format", "github")])
def test_a_name_that_is_not_utf_8_is_told_with_what_it_holds(
    broken: Path, capsys: pytest.CaptureFixture[str], how: tuple[str, ...]
) -> None:
    (broken / "intents" / os.fsdecode(b"caf\xe9.yaml")).touch()

    said = told(broken, capsys, *how)

    assert "intents/caf\\" in said
    assert "udce9.yaml" in said
    assert "this name is not UTF-8" in said


def test_a_folder_whose_name_is_not_utf_8_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    nowhere = tmp_path / os.fsdecode(b"caf\xe9")

    assert cli.main(["test", "--content", str(tmp_path), str(nowhere)]) != 0
    assert "udce9" in "".join(capsys.readouterr())


def test_why_it_matters_is_told_to_everybody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    path = tmp_path / "facility_catalogue/facilities/poland/facilities.yaml"
    path.write_text(path.read_text("utf-8").replace("[corrosion-testing]", "[]"), "utf-8")
    why = "companies are told of it, and nobody can do it for them"

    said = {}
    for form in ("text", "json", "github"):
        assert cli.main(["check", "--content", str(tmp_path), "--format", form]) == 0
        said[form] = capsys.readouterr().out

    assert f"the technique 'corrosion-testing' ({why}); add it to a facility" in said["text"]
    assert f"the technique 'corrosion-testing' ({why}); add it to a facility" in said["github"]
    assert why in [problem["why"] for problem in json.loads(said["json"])]
