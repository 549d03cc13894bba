"""The list of attacks names tests that exist, modules that exist, and leaves out no attack."""

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PAGE = (_ROOT / "docs" / "attacks.md").read_text(encoding="utf-8")
_TESTS = re.findall(r"\| `([\w/]+\.py)::(\w+)` \|$", _PAGE, re.MULTILINE)
_ROWS = [line for line in _PAGE.splitlines() if line.startswith("| ") and "---" not in line]


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize(("file", "test"), _TESTS)
def test_every_test_it_names_exists(file: str, test: str) -> None:
    assert test.startswith("test_")
    assert test in functions(_ROOT / "tests" / file)


def test_every_row_names_one() -> None:
    headings = [row for row in _ROWS if row == "| attack | defence | test |"]
    assert len(_TESTS) == len(_ROWS) - len(headings)
    assert len(_TESTS) >= 40


def test_every_module_it_names_exists() -> None:
    for row in _ROWS:
        for name in re.findall(r"`([a-z_]+(?:/[a-z_]+)+|text_layout|log_lines|store)`", row):
            path = _ROOT / "tram_bot" / name
            assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_every_attack_there_is_stands_in_it() -> None:
    named = {test for _, test in _TESTS}
    there = set[str]()
    for path in (_ROOT / "tests" / "attacks").rglob("test_*.py"):
        if path != Path(__file__):
            there |= {name for name in functions(path) if name.startswith("test_")}
    assert there - named - BESIDE == set()


BESIDE = {
    "test_what_is_signed_and_cannot_be_read_is_a_bad_request",
    "test_a_number_that_is_none_is_a_bad_request",
    "test_the_lead_partner_may_name_any_desk_and_one_there_is_not_is_none",
    "test_what_is_for_programs_is_untouched",
    "test_the_program_writes_its_log_that_way",
    "test_what_a_file_is_by_its_first_bytes",
}
"""What belongs to an attack that stands in the list by another test of it."""


def test_the_readme_leads_to_it() -> None:
    assert "docs/attacks.md" in (_ROOT / "README.md").read_text(encoding="utf-8")
