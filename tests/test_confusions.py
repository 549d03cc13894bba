"""`check --deep` tells which examples would be taken for another intent, and which two intents
cannot be kept apart."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.small_content import write_small_content
from tram_bot import cli

EN = "intents/money/en.yaml"
OPENINGS = ("tell me", "please say", "I want to know", "could you tell us", "quickly", "hello")
SAID = {
    "cost": ("what the price is", "how much we pay", "which fee there is", "how expensive it gets"),
    "free_calls": ("when the next call opens", "whether calls go on", "the deadline of a call"),
    "explain": ("how tomography works", "what diffraction shows", "the method of spectroscopy"),
}

FREE = "      - tell me when the next call opens\n"
"""The line of an example of `free_calls`."""
ASTRAY = "tell me please how much we pay and which fee there is"
"""What sounds like `cost`, with whatever intent it stands."""


def examples() -> dict[str, list[str]]:
    """Intents that nobody could confuse, each said in many ways."""
    return {
        intent: [" ".join(words) for words in product(OPENINGS, said)]
        for intent, said in SAID.items()
    }


def write(root: Path, examples: dict[str, list[str]]) -> None:
    """The small content with these examples for its intents about money."""
    write_small_content(root)
    lines = ["language: en", "intents:"]
    for intent, texts in examples.items():
        lines += [f"  {intent}:", f"    label: {intent}", "    examples:"]
        lines += [f"      - {text}" for text in texts]
        lines += ["    reply: Yes."] if intent != "explain" else []
    (root / EN).write_text("\n".join([*lines, ""]), encoding="utf-8")


def told(
    root: Path, capsys: pytest.CaptureFixture[str], *how: str
) -> dict[str, list[dict[str, Any]]]:
    assert cli.main(["check", "--deep", "--json", "--content", str(root), *how]) == 0
    told: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out)
    return told


def place_of(root: Path, text: str) -> int:
    return (root / EN).read_text("utf-8").split("\n").index(f"      - {text}") + 1


def test_where_nobody_could_err_no_example_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, examples())
    found = told(tmp_path, capsys)

    assert [each for each in found["problems"] if "sounds like" in each["what"]] == []
    (english,) = found["examples"]
    assert english["language"] == "en"


def test_an_example_that_stands_with_the_wrong_intent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = examples()
    said["free_calls"].append(ASTRAY)
    write(tmp_path, said)
    problems = told(tmp_path, capsys)["problems"]

    (problem,) = [each for each in problems if "sounds like" in each["what"]]
    assert problem["what"] == f"'{ASTRAY}' of 'free_calls' sounds like 'cost'"
    assert (problem["file"], problem["line"]) == (EN, place_of(tmp_path, ASTRAY))
    assert problem["severity"] == "warning"
    assert "sure" in problem["why"]
    assert "move it to 'cost' if it means that" in problem["mend"]


def test_two_intents_that_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = examples()
    prices = enumerate(said["cost"])
    # Every way to say it stands with both in turn, as does every opening.
    by_turns = [(text, sum(divmod(number, len(SAID["cost"]))) % 2) for number, text in prices]
    said["cost"] = [text for text, turn in by_turns if turn]
    said["free_calls"] = [text for text, turn in by_turns if not turn]
    write(tmp_path, said)
    problems = told(tmp_path, capsys)["problems"]

    (problem,) = [each for each in problems if "hard to tell apart" in each["what"]]
    assert problem["what"].startswith("'cost' and 'free_calls' are hard to tell apart: ")
    assert problem["mend"].count(f"{EN}:") == 6
    assert problem["line"] == 3


def test_one_language_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, examples())
    german = (tmp_path / EN).read_text("utf-8").replace("language: en", "language: de")
    (tmp_path / EN).with_name("de.yaml").write_text(german, "utf-8")

    both = told(tmp_path, capsys)["examples"]
    assert {each["language"] for each in both} == {"de", "en"}
    (one,) = told(tmp_path, capsys, "--language", "de")["examples"]
    assert one["language"] == "de"


def test_what_is_asked_of_it_in_vain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_small_content(tmp_path)
    here = ["--content", str(tmp_path)]

    assert cli.main(["check", "--language", "en", *here]) == 2
    assert "--language goes with --deep" in capsys.readouterr().err
    assert cli.main(["check", "--deep", "--language", "xx", *here]) == 2
    assert "'xx' is none of en" in capsys.readouterr().err


def test_content_with_an_error_is_not_learnt_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(tmp_path)
    (tmp_path / EN).write_text("language: en\nintents: {}\n", "utf-8")

    assert cli.main(["check", "--deep", "--content", str(tmp_path)]) == 1
    assert "the examples were not tried: mend the errors first" in capsys.readouterr().out


def test_how_a_language_fares_is_told_to_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, examples())

    assert cli.main(["check", "--deep", "--content", str(tmp_path)]) == 0
    *_, fares, last = capsys.readouterr().out.splitlines()
    assert fares.startswith("en: had each of its ")
    assert "would be understood" in fares
    assert last.startswith("0 errors, ")
