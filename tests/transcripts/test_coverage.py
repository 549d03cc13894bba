"""`tram-bot test --coverage`: what of the content no conversation test touches."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.transcripts.conftest import Write
from tram_bot import cli

HELLO = "talk:\n  - company: hello\n  - bot: welcome\n"
REQUEST = """\
talk:
  - company: our zinc coating on steel parts peels after one winter
  - question: consent
  - company: "yes"
  - press: We need a signed NDA first
"""
SENT = (
    REQUEST
    + """\
  - company: no hurry
  - company: Poland, 12 people
  - company: Anna Example, Example Coatings Oy, anna@example.org
  - press: button_send
  - lead: {centre: pl}
"""
)

POLISH_MONEY = """\
language: pl
intents:
  cost:
    label: Ile to kosztuje
    examples: [ile to kosztuje, jaka jest cena, czy to drogie]
    reply: Centrum podaje cenę. Znam {facility_count} ośrodki w {countries}.
  free_calls:
    label: Darmowe pomiary
    examples: [czy są darmowe pomiary]
    reply: Darmowe nabory skończyły się.
"""
POLISH_PHRASES = "language: pl\nphrases:\n  and: i\n  missed: Nie wiem\n"
POLISH = "language: pl\ntalk:\n  - company: ile to kosztuje?\n  - bot: Centrum podaje cenę\n"


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert cli.main(["test", "--coverage", *arguments]) == code
    return capsys.readouterr().out


def untouched(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, set[str]]:
    """The ids that nothing touches, by kind."""
    shares = json.loads(told(capsys, "--json", *arguments))["coverage"]
    return {each["kind"]: {piece["id"] for piece in each["untouched"]} for each in shares}


def test_what_is_untouched_is_named_by_file_and_line_with_a_share_of_each_kind(
    folder: Path, talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("hello", HELLO)

    lines = told(capsys).splitlines()

    assert lines[0] == "intents: 0 of 18 (0 %)"
    assert "choices: 0 of 4 (0 %)" in lines
    assert lines[-1] == "1 conversations, 0 failed"
    listed = [line.split(": ") for line in lines if line.startswith("  ")]
    assert len(listed) > 200
    for place, id in listed:
        file, number = place.strip().split(":")
        line = (folder / file).read_text("utf-8").splitlines()[int(number) - 1]
        assert id.split("/")[-1] in line


def test_what_a_conversation_does_is_touched(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("hello", HELLO)
    talk("request", REQUEST)
    talk("others", "talk:\n  - company: what is the price?\n  - press: Free measurements\n")
    talk("command", "talk:\n  - company: /my_data\n  - company: help please\n")

    left = untouched(capsys)

    for kind, ids in {
        "intents": {"cost", "free_calls", "my_data", "help"},
        "questions": {"challenge/consent", "challenge/confidentiality", "challenge/deadline"},
        "choices": {"challenge/confidentiality/nda_first"},
        "phrases": {"welcome", "help", "my_data_none", "data_title"},
    }.items():
        assert not ids & left[kind], kind
    assert {"challenge", "explain", "forget_me"} <= left["intents"], "a need is no request to begin"
    assert "challenge/samples" in left["questions"]
    assert "challenge/confidentiality/open" in left["choices"]
    assert "repeated" in left["phrases"]
    assert not any(id.startswith("card_") for id in left["phrases"]), "staff alone see those"


def test_what_is_passed_to_a_person_is_no_intent(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("priced", SENT + "  - company: what is the price\n")
    talk(
        "passed_on", SENT + "  - centre: Hello\n  - company: what is the price\n  - silent: true\n"
    )

    assert "cost" not in untouched(capsys, "tests/conversations/priced.yaml")["intents"]
    assert "cost" in untouched(capsys, "tests/conversations/passed_on.yaml")["intents"]


def test_only_the_texts_of_a_language_that_were_shown_in_it_count(
    folder: Path, talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "intents" / "money" / "pl.yaml").write_text(POLISH_MONEY, "utf-8")
    (folder / "intents" / "phrases" / "pl.yaml").write_text(POLISH_PHRASES, "utf-8")
    talk("polish", POLISH)

    said = told(capsys, "--language", "pl")
    left = untouched(capsys, "--language", "pl")
    english = untouched(capsys, "--language", "en")

    assert "  intents/money/pl.yaml:10: free_calls/reply: Darmowe nabory skończyły się." in said
    assert "en.yaml" not in said
    assert left["intents"] == {"cost/label", "free_calls/reply"}, "its label is on a button"
    assert left["phrases"] == {"missed"}
    assert {"cost/reply", "free_calls/label"} <= english["intents"], "it was said in Polish"


def test_a_text_is_shown_as_a_button_a_line_or_a_question(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("request", REQUEST + "  - company: /why\n  - company: xyzzy\n  - company: /review\n")

    left = untouched(capsys, "--language", "en")

    assert left["choices"] == {"challenge/hazards/radioactive/reply"}
    assert not left["questions"] & {
        "challenge/consent/ask",
        "challenge/deadline/why",
        "challenge/deadline/example",
        "challenge/material/label",
    }
    assert left["questions"] >= {
        "challenge/title",
        "challenge/consent/why",
        "challenge/consent/example",
        "challenge/problem/again",
        "challenge/samples/ask",
    }


def test_a_test_that_fails_is_told_and_counts_to_its_end(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("wrong", "talk:\n  - company: hello\n  - bot: no such words\n  - company: /my_data\n")

    found: Any = json.loads(told(capsys, "--json", code=1))

    assert found["tests"][0]["failure"]["line"] == 3
    (intents,) = (each for each in found["coverage"] if each["kind"] == "intents")
    assert "my_data" not in [each["id"] for each in intents["untouched"]]
    assert (intents["touched"], intents["count"], intents["percent"]) == (1, 18, 5)


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["--language", "en"], "--language goes with --coverage"),
        (
            ["--coverage", "--language", "xx"],
            "--language: there are no words in 'xx'; name one of en",
        ),
    ],
)
def test_a_language_that_fits_nothing_is_refused(
    talk: Write, capsys: pytest.CaptureFixture[str], arguments: list[str], mend: str
) -> None:
    talk("hello", HELLO)

    assert cli.main(["test", *arguments]) == cli.WRONG_SETTINGS
    assert mend in capsys.readouterr().err
