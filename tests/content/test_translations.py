"""What a translation lacks beside the English it was made from."""

import re
from pathlib import Path

import pytest

from tests.small_content import write_small_content
from tram_bot.content.loader import check
from tram_bot.errors import Problem

MONEY_DE = """\
language: de
intents:
  cost:
    label: Was es kostet
    examples: [was kostet das, ist das teuer, wie hoch ist der Preis]
    reply: Ich kenne {facility_count} Orte in {countries}.
  free_calls:
    label: Kostenlose Messungen
    examples: [gibt es Messungen umsonst, ist das gratis, wird gratis gemessen]
    reply: Die Ausschreibungen endeten 2019.
  explain:
    label: Eine Methode erklären
    examples: [was ist Tomographie, wie geht Beugung, erkläre Tomographie]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    edit(tmp_path, "intents/languages.yaml", "Deutsch, complete: false", "Deutsch, complete: true")
    english = (tmp_path / "intents/phrases/en.yaml").read_text("utf-8")
    for code in ("de", "da"):
        words = english.replace("language: en", f"language: {code}")
        (tmp_path / f"intents/phrases/{code}.yaml").write_text(words, "utf-8")
    return tmp_path


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def in_money(root: Path, german: str, english: tuple[str, str] = ("", "")) -> list[Problem]:
    """What is told of these German words, beside English ones with something replaced."""
    (root / "intents/money/de.yaml").write_text(german, encoding="utf-8")
    edit(root, "intents/money/en.yaml", *english)
    return [problem for problem in check(root) if problem.file.startswith("intents/money/")]


def line_of(root: Path, words: str) -> int:
    """Where that stands in the English words about money."""
    lines = (root / "intents/money/en.yaml").read_text(encoding="utf-8").splitlines()
    return 1 + lines.index(words)


def test_a_whole_translation_is_told_of_in_nothing(root: Path) -> None:
    assert in_money(root, MONEY_DE) == []


def test_a_text_that_a_complete_language_lacks(root: Path) -> None:
    label = "    label: Kostenlose Messungen\n"
    (problem,) = in_money(root, MONEY_DE.replace(label, ""))

    assert problem.severity == "warning"
    assert (problem.line, problem.column) == (line_of(root, "    label: Free measurements"), 5)
    assert problem.what == "'label' of 'free_calls' is still to be translated"
    assert problem.mend == "translate it in de.yaml beside intents/money/en.yaml"
    assert problem.why == "English stands there instead"


def test_an_intent_without_examples_is_not_understood(root: Path) -> None:
    (problem,) = in_money(
        root,
        MONEY_DE.replace(
            "    examples: [was kostet das, ist das teuer, wie hoch ist der Preis]\n", ""
        ),
    )

    assert problem.what == "'examples' of 'cost' is still to be translated"


def test_a_whole_thing_that_is_missing_is_told_once(root: Path) -> None:
    (problem,) = in_money(root, MONEY_DE.partition("  explain:")[0])

    assert problem.what == "'explain' of 'intents' is still to be translated"
    assert problem.line == line_of(root, "  explain:")


def test_what_several_languages_lack_is_told_once(root: Path) -> None:
    edit(root, "intents/languages.yaml", "Dansk, complete: false", "Dansk, complete: true")
    (root / "intents/money/da.yaml").write_text(
        MONEY_DE.partition("  free_calls:")[0].replace("language: de", "language: da"), "utf-8"
    )
    explain, free_calls = sorted(
        in_money(root, MONEY_DE.partition("  explain:")[0]), key=lambda each: each.what
    )

    assert explain.what == "'explain' of 'intents' is still to be translated"
    assert explain.mend == "translate it in de.yaml, da.yaml beside intents/money/en.yaml"
    assert free_calls.mend == "translate it in da.yaml beside intents/money/en.yaml"
    (languages,) = (each for each in check(root) if each.file == "intents/languages.yaml")
    assert languages.what == "not all words are there in 2 of 2 translations"
    assert re.match(r"translate the rest into de \(\d+ % are there: 6 of \d\d", languages.mend)
    assert re.search(r"\), da \(\d+ % are there: 3 of \d\d", languages.mend)


def test_nothing_is_missed_that_may_stand_in_a_file_that_cannot_be_read(root: Path) -> None:
    (problem,) = in_money(root, MONEY_DE + "\tcost:\n")

    assert problem.severity == "error"


def test_a_file_that_a_complete_language_lacks(root: Path) -> None:
    in_money(root, MONEY_DE)
    told = {problem.file: problem for problem in check(root)}

    assert told["intents/challenge/en.yaml"].what == "all of this file is still to be translated"
    assert told["intents/challenge/en.yaml"].mend == (
        "translate it in de.yaml beside intents/challenge/en.yaml"
    )
    assert "write 'complete: false'" in next(
        problem.mend for problem in check(root) if problem.file == "intents/languages.yaml"
    )


def test_what_an_incomplete_language_lacks_is_only_counted(root: Path) -> None:
    edit(root, "intents/languages.yaml", "Deutsch, complete: true", "Deutsch, complete: false")
    assert in_money(root, "language: de\nintents:\n  cost:\n    label: Was es kostet\n") == []
    (problem,) = check(root)

    assert problem.file == "intents/languages.yaml"
    assert "(0 % are there: 1 of " in problem.mend


def test_a_figure_that_has_changed_in_english_only(root: Path) -> None:
    (problem,) = in_money(root, MONEY_DE, ("ended in 2019.", "ended in 2021."))

    assert (problem.line, problem.column) == (10, 12)
    assert problem.what == "the English text says '2021', this one does not"
    assert problem.mend.startswith("compare it with intents/money/en.yaml:18")
    assert "may have changed since" in problem.why


@pytest.mark.parametrize("figure", ["45,000", "45000"])
@pytest.mark.parametrize("german", ["45.000", "45 000", "45\u00a0000", "45000"])
def test_thousands_are_parted_as_each_language_does(root: Path, figure: str, german: str) -> None:
    words = MONEY_DE.replace("endeten 2019", f"waren {german} Euro wert und endeten 2019")

    assert in_money(root, words, ("ended in 2019.", f"ended in 2019, at {figure} euros.")) == []


def test_a_link_that_the_translation_has_not(root: Path) -> None:
    english = ("ended in 2019.", "ended in 2019, see https://www.example.org/en/calls/.")
    (problem,) = in_money(root, MONEY_DE, english)

    assert problem.what == "the English text says 'example.org', this one does not"


def test_a_link_may_lead_to_a_page_in_the_other_language(root: Path) -> None:
    english = ("ended in 2019.", "ended in 2019, see https://www.example.org/en/calls-2/.")
    words = MONEY_DE.replace("2019.", "2019 (https://example.org/de/aufrufe).")

    assert in_money(root, words, english) == []
