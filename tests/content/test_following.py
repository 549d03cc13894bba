"""A slip in an id is told once, where it is, and not again by all that goes by the right one."""

from datetime import date
from pathlib import Path

import pytest

from tests.content.case import (
    CENTRES,
    CHALLENGE_EN,
    DIFFRACTION,
    MONEY,
    MONEY_EN,
    POLAND,
    PROBLEMS,
    QUESTIONS,
    SURFACES,
)
from tests.small_content import write_small_content
from tram_bot.content.loader import check, load
from tram_bot.content.review import reviewed
from tram_bot.errors import ContentError, Problem

TODAY = date(2026, 11, 29)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small content, in three languages that say the same."""
    write_small_content(tmp_path)
    for english in sorted(tmp_path.rglob("en.yaml")):
        if english.parent.name == "phrases":
            continue
        for language in ("de", "pl"):
            text = english.read_text("utf-8").replace("language: en", f"language: {language}")
            english.with_name(f"{language}.yaml").write_text(text, "utf-8")
    assert not errors(root=tmp_path)
    return tmp_path


def errors(root: Path) -> list[Problem]:
    return [each for each in check(root) if each.severity == "error"]


def replaced(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def line_of(root: Path, file: str, words: str) -> int:
    lines = (root / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize(
    ("file", "old", "new", "what", "meant"),
    [
        (CENTRES, "  pl:\n", "  px:\n", "the centre 'px'", "pl"),
        (CENTRES, "  lead-desk:\n", "  leaddesk:\n", "the centre 'leaddesk'", "lead-desk"),
        (MONEY, "  cost:\n", "  costs:\n", "the intent 'costs'", "cost"),
        (POLAND, "id: example-synchrotron", "id: synchrotron", "'synchrotron'", "example-synchr"),
        (
            DIFFRACTION,
            "  powder-diffraction:\n",
            "  powder_diffraction:\n",
            "the technique 'powder_diffraction'",
            "powder-diffraction",
        ),
        (PROBLEMS, "  damage:\n", "  damages:\n", "the problem 'damages'", "damage"),
        (QUESTIONS, "  - id: deadline\n", "  - id: by_when\n", "question 'by_when'", "deadline"),
        (QUESTIONS, "      - id: confidentiality\n", "      - id: secrecy\n", "slot", "confid"),
        (QUESTIONS, "[open, nda_first]\n", "[open, nda]\n", "the option 'nda'", "nda_first"),
    ],
)
def test_what_is_renamed_where_it_is_made(
    root: Path, file: str, old: str, new: str, what: str, meant: str
) -> None:
    replaced(root, file, old, new)

    (problem,) = errors(root)

    assert (problem.file, problem.line) == (file, line_of(root, file, new.strip()))
    assert what in problem.what
    assert "has no words, and 3 languages have words for" in problem.what
    assert f"did you mean '{meant}" in problem.mend
    assert "missing in" not in "".join(each.what for each in check(root))


@pytest.mark.parametrize(
    ("file", "old", "new", "mend"),
    [
        (MONEY_EN, "  cost:\n", "  costs:\n", "did you mean 'cost'?"),
        (MONEY_EN, "  cost:\n", "  fees:\n", "call them 'cost', or add it to"),
        (CHALLENGE_EN, "            nda_first:\n", "            nda:\n", "did you mean 'nda_first"),
        (CHALLENGE_EN, "    deadline:\n", "    by_when:\n", "call them 'deadline', or add it to"),
    ],
)
def test_what_is_renamed_in_one_language(
    root: Path, file: str, old: str, new: str, mend: str
) -> None:
    replaced(root, file, old, new)

    (problem,) = errors(root)

    assert (problem.file, problem.line) == (file, line_of(root, file, new.strip()))
    assert problem.mend.startswith(mend)
    assert "missing in" not in "".join(each.what for each in check(root))


def test_what_is_renamed_where_it_is_made_and_in_english_is_told_at_the_other_words(
    root: Path,
) -> None:
    replaced(root, MONEY, "  cost:\n", "  costs:\n")
    replaced(root, MONEY, "[cost]", "[costs]")
    replaced(root, MONEY_EN, "  cost:\n", "  costs:\n")

    german, polish = errors(root)

    assert [german.file, polish.file] == ["intents/money/de.yaml", "intents/money/pl.yaml"]
    assert german.mend == polish.mend == "did you mean 'costs'?"


def test_words_of_something_retired_are_to_go_with_it(root: Path) -> None:
    text = (root / SURFACES).read_text("utf-8")
    gone = text.index("  corrosion-testing:")
    kept = "retired: [corrosion-testing, old-microscope]\n"
    (root / SURFACES).write_text(text[:gone] + kept, "utf-8")

    words = [each for each in errors(root) if each.file.endswith("surfaces/en.yaml")]

    assert [each.mend for each in words] == ["remove them; it is retired"]


def test_what_is_wrong_in_many_places_is_told_once(root: Path) -> None:
    for number in range(1, 6):
        line = f"  - {{need: Wanted for part {number}, techniques: {{hardness: 3}}}}\n"
        with (root / "facility_catalogue/enquiries/metals/en.yaml").open("a") as file:
            file.write(line)
    everywhere = errors(root)
    assert len(everywhere) == 5

    with pytest.raises(ContentError) as refused:
        load(root)
    (problem,) = refused.value.problems
    at = everywhere[1]

    assert (problem.file, problem.line) == (everywhere[0].file, everywhere[0].line)
    assert problem.what.startswith("unknown technique 'hardness' (so it is in 4 more places: ")
    assert f" {at.file}:{at.line}, " in problem.what
    assert reviewed(root, TODAY).errors == 1


def test_what_is_wrong_in_a_few_places_is_told_at_each(root: Path) -> None:
    replaced(root, MONEY, "cost]", "chalenge]")
    replaced(root, MONEY, "[challenge,", "[chalenge,")

    with pytest.raises(ContentError) as refused:
        load(root)

    assert [each.what for each in refused.value.problems] == ["unknown intent 'chalenge'"] * 2
