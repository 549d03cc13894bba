"""What editors are told of the content files is what `check` holds them to."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.small_content import write_small_content
from tram_bot import cli
from tram_bot.content.files import Found, find
from tram_bot.content.schemas import FOLDER, MODELINE, outdated, schemas, with_modeline
from tram_bot.content.yaml_source import read

SCHEMAS: Mapping[str, Any] = {name: json.loads(text) for name, text in schemas().items()}


def plain(value: object) -> object:
    match value:
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case tuple() | list():
            return [plain(each) for each in value]
        case _:
            return value


def complaints(found: Found, data: bytes) -> list[str]:
    document, problems = read(found.file, data)
    assert document
    assert not problems
    name = data.decode().partition("\n")[0].removeprefix(MODELINE).rpartition("/")[2]
    return [
        error.message for error in Draft7Validator(SCHEMAS[name]).iter_errors(plain(document.value))
    ]


def test_the_schemas_and_the_first_lines_are_up_to_date(root: Path) -> None:
    assert [path.relative_to(root) for path, _ in outdated(root)] == []


def test_every_file_is_as_its_schema_says(root: Path) -> None:
    files, _ = find(root)

    wrong = {each.file: complaints(each, each.path.read_bytes()) for each in files}

    assert len(wrong) > 400
    assert {file: told for file, told in wrong.items() if told} == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("intents/money/en.yaml", "label:", "lable:", "'lable' was unexpected"),
        ("intents/money/intents.yaml", "does: answer", "does: reply", "'reply' is not one of"),
        (
            "facility_catalogue/vocabulary/problems/concepts.yaml",
            "{x-ray-microtomography: 3",
            "{x-ray-microtomography: 4",
            "4 is not one of [3, 2, 1]",
        ),
        (
            "facility_catalogue/techniques/imaging/techniques.yaml",
            "effort: first-look",
            "effort: quick",
            "'quick' is not one of",
        ),
    ],
)
def test_an_editor_marks_what_check_refuses(
    root: Path, file: str, old: str, new: str, told: str
) -> None:
    (found,) = (each for each in find(root)[0] if each.file == file)
    text = found.path.read_text("utf-8")
    assert old in text

    assert any(told in each for each in complaints(found, text.replace(old, new, 1).encode()))


def test_every_key_is_explained() -> None:
    for name, schema in SCHEMAS.items():
        for shape in (schema, *schema["definitions"].values()):
            for key, about in shape.get("properties", {}).items():
                assert about.get("description"), (name, key)


def test_the_command_writes_what_is_missing_and_then_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    file = tmp_path / "intents" / "money" / "en.yaml"
    words = file.read_text("utf-8")
    given = ["--content", str(tmp_path)]

    assert cli.main(["schema", "--check", *given]) == 1
    assert "intents/money/en.yaml is out of date" in capsys.readouterr().out
    assert file.read_text("utf-8") == words

    assert cli.main(["schema", *given]) == 0
    assert file.read_text("utf-8") == f"{MODELINE}../../{FOLDER}/intent-words.json\n{words}"
    assert cli.main(["check", *given]) == 0

    capsys.readouterr()
    assert cli.main(["schema", "--check", *given]) == 0
    assert capsys.readouterr().out == "0 files to write\n"


def test_a_first_line_that_is_out_of_date_is_replaced_and_line_ends_stay(root: Path) -> None:
    (found,) = (each for each in find(root)[0] if each.file == "intents/languages.yaml")

    mended = with_modeline(found, f"{MODELINE}elsewhere.json\r\nlanguages:\r\n")

    assert mended == f"{MODELINE}../{FOLDER}/languages.json\r\nlanguages:\r\n"


def test_a_mark_of_the_encoding_stays_in_front(root: Path) -> None:
    (found,) = (each for each in find(root)[0] if each.file == "intents/languages.yaml")

    mended = with_modeline(found, "\ufefflanguages:\n")

    assert mended == f"\ufeff{MODELINE}../{FOLDER}/languages.json\nlanguages:\n"
