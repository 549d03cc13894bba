"""What is told to whoever looks after the content, and who asks for it by a day."""

from datetime import date
from pathlib import Path

import pytest

from tests.small_content import write_small_content
from tram_bot.content.loader import check
from tram_bot.content.review import reviewed

QUESTIONS = "intents/challenge/questionnaire.yaml"
POLAND = "facility_catalogue/facilities/poland/facilities.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2026, 5, 31), []),
        (date(2026, 6, 1), ["'example-synchrotron' (2024-05)"]),
        (date(2027, 1, 1), ["'example-corrosion-lab' (2024)", "'example-synchrotron' (2024-05)"]),
    ],
)
def test_what_was_looked_up_two_years_ago_is_to_be_looked_up_again(
    root: Path, today: date, old: list[str]
) -> None:
    problems = reviewed(root, today).problems

    assert [problem.file for problem in problems] == [POLAND][: len(old)]
    if old:
        (problem,) = problems
        assert problem.what.startswith(f"{len(old)} of 2 facilities here were looked up more than")
        assert problem.mend.endswith(", ".join(old))
        assert "2024" in (root / POLAND).read_text("utf-8").split("\n")[problem.line - 1]


def test_what_was_looked_up_in_time_to_come_is_a_slip(root: Path) -> None:
    path = root / POLAND
    path.write_text(path.read_text("utf-8").replace("2024-05", "2025-06", 1), "utf-8")

    (problem,) = reviewed(root, date(2025, 5, 31)).problems
    assert problem.what == "'example-synchrotron' was looked up in 2025-06, which is yet to come"
    assert problem.severity == "warning"
    assert "2025-06" in path.read_text("utf-8").split("\n")[problem.line - 1]
    assert not reviewed(root, date(2025, 6, 1)).problems


def test_who_wants_a_person_at_once_is_asked_for_consent_before_anything_personal(
    root: Path,
) -> None:
    path = root / QUESTIONS
    text = path.read_text("utf-8")
    path.write_text(text.replace("id: consent\n    essential: true", "id: consent"), "utf-8")
    (problem,) = check(root)

    assert problem.what == (
        "'contact' asks for personal data before consent of somebody who wants a person at once"
    )
    assert problem.mend == "mark the question for consent 'essential: true'"
    assert problem.why
