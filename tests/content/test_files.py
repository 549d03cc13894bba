"""Files and folders that are missing, misnamed or not what they seem, and how far words are."""

import os
import re
from pathlib import Path

import pytest

from tests.small_content import small_content, write_small_content
from tram_bot.content.files import BYTES_MOST
from tram_bot.content.loader import check, load
from tram_bot.core.phrase_keys import KEYS
from tram_bot.errors import ContentError

MONEY_EN = "intents/money/en.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


def told(root: Path) -> list[str]:
    """Every problem as the admin reads it, warnings marked."""
    return [
        f"{'(warning) ' if problem.severity == 'warning' else ''}{problem}"
        for problem in check(root)
    ]


def test_a_root_that_does_not_exist(tmp_path: Path) -> None:
    problems = check(tmp_path / "nowhere")
    assert [problem.file for problem in problems] == ["facility_catalogue", "intents"]
    assert problems[0].what == "the folder 'facility_catalogue' is missing"
    assert "the folder that holds" in problems[0].mend


def test_one_folder_is_missing(tmp_path: Path) -> None:
    for file, text in small_content().items():
        if file.startswith("intents/"):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
    assert [problem.what for problem in check(tmp_path)] == [
        "the folder 'facility_catalogue' is missing"
    ]


def test_an_empty_root(tmp_path: Path) -> None:
    (tmp_path / "intents").mkdir()
    (tmp_path / "facility_catalogue").mkdir()
    with pytest.raises(ContentError):
        load(tmp_path)


@pytest.mark.parametrize(
    "file",
    [
        "intents/languages.yaml",
        "intents/phrases/en.yaml",
        "intents/money/intents.yaml",
        MONEY_EN,
        "intents/challenge/intents.yaml",
        "facility_catalogue/centres.yaml",
        "facility_catalogue/en.yaml",
        "facility_catalogue/techniques/diffraction/techniques.yaml",
        "facility_catalogue/techniques/diffraction/en.yaml",
        "facility_catalogue/vocabulary/materials/concepts.yaml",
        "facility_catalogue/vocabulary/hazards/en.yaml",
        "facility_catalogue/facilities/poland/facilities.yaml",
        "facility_catalogue/facilities/poland/en.yaml",
    ],
)
def test_a_file_is_missing(root: Path, file: str) -> None:
    (root / file).unlink()
    errors = [problem for problem in check(root) if problem.severity == "error"]
    assert file in {problem.file for problem in errors if "missing" in problem.what}


def test_a_missing_vocabulary_is_told_once_and_not_at_every_use(root: Path) -> None:
    (root / "facility_catalogue/vocabulary/materials/concepts.yaml").unlink()
    assert [problem.what for problem in check(root)] == ["this file is missing"]


def test_a_broken_file_is_told_once_and_not_at_every_use(root: Path) -> None:
    path = root / "facility_catalogue/techniques/surfaces/techniques.yaml"
    path.write_text("techniques: [", encoding="utf-8")
    assert len(check(root)) == 1


def test_a_file_that_does_not_fit_still_tells_its_ids(root: Path) -> None:
    path = root / "facility_catalogue/techniques/surfaces/techniques.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("used-up", "eaten"), encoding="utf-8")
    assert [problem.what for problem in check(root)] == ["'eaten' is no value for 'sample'"]


def test_no_facilities_at_all(root: Path) -> None:
    for country in ("poland", "estonia"):
        for file in (root / "facility_catalogue/facilities" / country).iterdir():
            file.unlink()
    errors = [problem for problem in check(root) if problem.severity == "error"]
    assert [str(problem) for problem in errors] == [
        "facility_catalogue/facilities:1:1: there is nothing in this folder; "
        "write a country, such as facilities/poland"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a remark\n", "---\n"])
def test_an_empty_file(root: Path, text: str) -> None:
    (root / MONEY_EN).write_text(text, encoding="utf-8")
    assert told(root) == [f"{MONEY_EN}:1:1: the file is empty; fill it, or remove it"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "words\n", "7\n"])
def test_a_file_without_keys(root: Path, text: str) -> None:
    (root / MONEY_EN).write_text(text, encoding="utf-8")
    (problem,) = check(root)
    assert (problem.file, problem.line, problem.column) == (MONEY_EN, 1, 1)
    assert "'the file' holds keys" in problem.what


@pytest.mark.parametrize(
    ("name", "what", "mend"),
    [
        ("intents/money/intent.yaml", "'intent.yaml' is no name of a content file", "intents.yaml"),
        (
            "intents/money/EN.yaml",
            "'EN.yaml' is no name of a content file",
            "did you mean 'en.yaml'",
        ),
        ("intents/money/german.yaml", "'german.yaml' is no name", "call it one of 'intents.yaml'"),
        ("intents/money/de.yml", "'de.yml' is no name of a content file", "did you mean 'de.yaml'"),
        (
            "intents/money/en - Copy.yaml",
            "seems to be a copy of 'en.yaml', and is not",
            "remove it",
        ),
        ("intents/money/en (1).yaml", "seems to be a copy of 'en.yaml', and is not", "remove it"),
        ("intents/money/Copy of intents.yaml", "a copy of 'intents.yaml', and is not", "remove it"),
        ("intents/phrases/intents.yaml", "'intents.yaml' is no name", "'en.yaml'"),
        ("intents/phrases.yaml", "'phrases.yaml' is no name", "'languages.yaml'"),
        (
            "facility_catalogue/vocabulary/material/concepts.yaml",
            "'material' is no kind of vocabulary",
            "did you mean 'materials'?",
        ),
        ("facility_catalogue/techniques/en.yaml", "no content file stands in this folder", "move"),
        ("facility_catalogue/facilities/facilities.yaml", "no content file stands", "move it"),
    ],
)
def test_an_unexpected_name(root: Path, name: str, what: str, mend: str) -> None:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("language: en\n", encoding="utf-8")
    (problem,) = check(root)
    assert (problem.file, problem.line, problem.severity) == (name, 1, "error")
    assert what in problem.what
    assert mend in problem.mend


def test_files_of_other_kinds(root: Path) -> None:
    (root / "intents/.DS_Store").write_bytes(b"\0")
    (root / "intents/money/en.yaml~").write_text("an editor's copy", encoding="utf-8")
    assert check(root) == ()
    (root / "intents/money/notes.txt").write_text("a note", encoding="utf-8")
    assert told(root) == [
        "(warning) intents/money/notes.txt:1:1: nobody reads this file; "
        "move it out of the content, or begin its name with a dot"
    ]
    load(root)


def test_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "de.yaml").write_text("language: de\n", encoding="utf-8")
    (root / "intents/money/de.yaml").symlink_to(elsewhere / "de.yaml")
    (root / "intents/loop").symlink_to(root / "intents", target_is_directory=True)
    assert [(problem.file, problem.what) for problem in check(root)] == [
        ("intents/loop", "this is a link to somewhere else"),
        ("intents/money/de.yaml", "this is a link to somewhere else"),
    ]


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "intents/money/de.yaml")
    assert told(root) == ["intents/money/de.yaml:1:1: this is no ordinary file; remove it"]


def test_a_huge_file_is_not_read(root: Path) -> None:
    with (root / "intents/money/de.yaml").open("wb") as file:
        file.truncate(BYTES_MOST + 1)
    (problem,) = check(root)
    assert "the file has 524,289 bytes" in problem.what


def test_a_folder_without_end(root: Path) -> None:
    deep = root / "intents" / "/".join(["deeper"] * 12)
    deep.mkdir(parents=True)
    (problem,) = check(root)
    assert "no folder stands this deep" in problem.what


def test_an_unknown_language(root: Path) -> None:
    (root / "intents/money/ge.yaml").write_text("language: ge\n", encoding="utf-8")
    assert told(root) == [
        "intents/money/ge.yaml:1:11: the language 'ge' is not listed in intents/languages.yaml; "
        "add it there, or remove this file"
    ]


def test_a_folder_of_no_country(root: Path) -> None:
    folder = root / "facility_catalogue/facilities/poland"
    folder.rename(folder.with_name("polnad"))
    (problem,) = check(root)
    assert problem.what == "'polnad' is no folder of one of the eight countries"
    assert problem.mend == "did you mean 'poland'?"
    assert (problem.line, problem.column) == (1, 10)


def test_a_missing_english_phrase(root: Path) -> None:
    key = next(key for key, names in KEYS.items() if len(names) > 1)
    path = root / "intents/phrases/en.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"  {key}: ")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (problem,) = check(root)
    assert (problem.line, problem.column) == (2, 1)
    assert problem.what == f"the phrase '{key}' is missing"
    assert all(f"{{{name}}}" in problem.mend for name in KEYS[key])


def test_eleven_months(root: Path) -> None:
    path = root / "intents/phrases/en.yaml"
    text = path.read_text(encoding="utf-8")
    assert "January, " in text
    path.write_text(text.replace("January, ", ""), encoding="utf-8")
    (problem,) = check(root)
    assert problem.what == "'months' has 11 names, not 12"


def test_the_id_of_a_focus_makes_up_for_its_long_options(root: Path) -> None:
    """A button's payload holds the slot, and `problems:` before the concept."""
    long = "c" * 32
    folder = root / "facility_catalogue/vocabulary/problems"
    for name, key in (("concepts.yaml", "    broader: damage"), ("en.yaml", "    label: long")):
        text = (folder / name).read_text(encoding="utf-8")
        start, _, rest = text.partition("concepts:\n")
        text = f"{start}concepts:\n  {long}:\n{key}\n{rest}"
        (folder / name).write_text(text, encoding="utf-8")
    assert check(root) == ()
    for file in ("questionnaire.yaml", "en.yaml"):
        path = root / "intents/challenge" / file
        text = path.read_text(encoding="utf-8")
        text = text.replace("- id: focus\n        kind", "- id: which-is-closest\n        kind")
        text = text.replace("        focus:\n", "        which-is-closest:\n")
        path.write_text(text, encoding="utf-8")
    assert [problem.what for problem in check(root)] == [
        "the id 'which-is-closest' of a focus has 16 characters, more than 15"
    ]


@pytest.mark.parametrize("name", ["en.yml", "EN.yaml"])
def test_what_is_there_by_a_name_like_its_own_is_not_missed(root: Path, name: str) -> None:
    (root / MONEY_EN).rename((root / MONEY_EN).with_name(name))

    (problem,) = (each for each in check(root) if each.severity == "error")

    assert problem.mend == "did you mean 'en.yaml'?"


def test_how_many_phrases_are_translated(root: Path) -> None:
    key = next(key for key, names in KEYS.items() if names)
    (root / "intents/phrases/de.yaml").write_text(
        f"language: de\nphrases:\n  {key}: ohne Platzhalter\n", encoding="utf-8"
    )
    warnings = check(root)
    assert {warning.severity for warning in warnings} == {"warning"}
    whats = [warning.what for warning in warnings]
    assert f"{100 // len(KEYS)} % of the phrases in 'de' are there" in whats
    for name in KEYS[key]:
        assert f"the English text has '{{{name}}}', this one has not" in whats
    assert load(root).warnings == warnings


def test_a_language_that_loses_its_phrases_does_not_fall_silent_unnoticed(root: Path) -> None:
    english = (root / "intents/phrases/en.yaml").read_text("utf-8")
    phrases = root / "intents/phrases/de.yaml"
    phrases.write_text(english.replace("language: en", "language: de"), "utf-8")
    languages = root / "intents/languages.yaml"
    text = languages.read_text("utf-8")
    languages.write_text(text.replace("Deutsch, complete: false", "Deutsch, complete: true"))
    assert not [each for each in check(root) if each.severity == "error"]

    phrases.unlink()

    (problem,) = check(root)
    assert problem.severity == "error"
    assert (problem.file, problem.line) == ("intents/languages.yaml", 3)
    languages.write_text(
        text.replace("Deutsch, complete: false", "Deutsch, complete: true, offered: false")
    )
    assert check(root) == ()


def test_how_many_words_are_translated(root: Path) -> None:
    (root / MONEY_EN).with_name("de.yaml").write_text(
        "language: de\nintents:\n  cost:\n    label: Was es kostet\n", encoding="utf-8"
    )
    silent, warning = sorted(check(root), key=lambda each: each.what)
    assert silent.what == "'de' is not spoken, as intents/phrases/de.yaml is missing"
    assert silent.severity == "warning"
    assert (silent.file, silent.line) == ("intents/languages.yaml", 3)
    assert (warning.file, warning.line) == ("intents/languages.yaml", 3)
    assert re.search(
        r"translate the rest into de \(0 % are there: 1 of \d\d in intents, 0 of \d\d in "
        r"questionnaire, 0 of 10 in centres.*\); English stands in until then$",
        warning.mend,
    )
    assert warning.what == "not all words are there in 1 of 1 translations"


def test_two_languages_may_sound_alike_with_a_warning(root: Path) -> None:
    (root / MONEY_EN).with_name("da.yaml").write_text(
        "language: da\nintents:\n  free_calls:\n    examples:\n      - what is the price\n",
        encoding="utf-8",
    )
    assert "(warning) intents/money/en.yaml:7:9: 'what is the price' is an example" in "\n".join(
        told(root)
    )
    load(root)


def test_problems_stand_in_the_order_of_files_and_lines(root: Path) -> None:
    for file, text in small_content().items():
        (root / file).write_text(text.replace("en", "xx"), encoding="utf-8")
    problems = check(root)
    places = [(problem.file, problem.line, problem.column) for problem in problems]
    assert len(places) > 30
    assert places == sorted(places)
    assert len(set(problems)) == len(problems)
