"""Every mistake an admin can make is told with its place, what it is and how to mend it."""

from pathlib import Path

import pytest

from tests.content.case import MARK, MONEY_EN, POLAND, Case
from tests.content.cases_of_catalogue import CATALOGUE
from tests.content.cases_of_forms import FORMS
from tests.content.cases_of_habits import HABITS
from tests.content.cases_of_intents import INTENTS, QUESTIONNAIRES
from tests.content.cases_of_layout import LAYOUT
from tests.content.cases_of_lengths import LENGTHS
from tests.content.cases_of_shapes import SHAPES
from tests.content.cases_of_words import IDS, PLACES, WORDS
from tests.content.cases_of_yaml import YAML
from tests.small_content import small_content
from tram_bot.content.loader import check, load
from tram_bot.errors import ContentError, Problem

CASES = [
    *YAML,
    *LAYOUT,
    *SHAPES,
    *FORMS,
    *HABITS,
    *PLACES,
    *IDS,
    *WORDS,
    *LENGTHS,
    *INTENTS,
    *QUESTIONNAIRES,
    *CATALOGUE,
]


def write(root: Path, files: dict[str, str]) -> None:
    for file, text in files.items():
        target = root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def place_of_mark(text: str) -> tuple[int, int]:
    before = text.partition(MARK)[0]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_with_its_place(case: Case, tmp_path: Path) -> None:
    files = small_content()
    assert case.old.replace(MARK, "") in files[case.file]
    marked = files[case.file].replace(case.old.replace(MARK, ""), case.new, 1)
    write(tmp_path, {**files, case.file: marked.replace(MARK, "")})
    problems = check(tmp_path)
    line, column = place_of_mark(marked)
    here = [
        problem
        for problem in problems
        if (problem.file, problem.line, problem.column) == (case.file, line, column)
        and case.what in problem.what
    ]
    assert len(here) == 1, f"{case.file}:{line}:{column} is not told: {problems}"
    assert case.mend in here[0].mend
    assert here[0].severity == case.severity
    if case.alone:
        assert [problem for problem in problems if problem.severity == case.severity] == here
    refuses_or_loads(tmp_path, problems)


def test_no_comma_is_missed_where_none_belongs(tmp_path: Path) -> None:
    files = small_content()
    listed = "    materials:\n      - powder steel"
    there = files[POLAND].replace("    materials: [powder, steel]", listed, 1)
    write(tmp_path, {**files, POLAND: there})
    (problem,) = check(tmp_path)
    assert problem.what == "'powder steel' is no id"
    assert problem.mend.startswith("write 'powder-steel'")


@pytest.mark.parametrize(
    "text",
    [
        'a pipe of 5"',
        'a 5 1/2" pipe, and one of 6"',
        'is it "ready"',
        'sagen Sie „ja"',
        "that of our customers'",
        "it was 'ready.'",
        '"what does it cost?\\""',
        "'what does it cost?\"'",
    ],
)
def test_quotation_marks_that_belong_to_the_text(tmp_path: Path, text: str) -> None:
    files = small_content()
    there = files[MONEY_EN].replace("- is it expensive", f"- {text}", 1)
    write(tmp_path, {**files, MONEY_EN: there})
    assert check(tmp_path) == ()


def refuses_or_loads(root: Path, problems: tuple[Problem, ...]) -> None:
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if not errors:
        assert load(root).warnings == problems
        return
    with pytest.raises(ContentError) as refused:
        load(root)
    assert refused.value.problems == errors
