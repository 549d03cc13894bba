"""The pages show what the program says today, and name commands and settings that there are."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from docs import make

PAGES = sorted(make.PAGES.glob("*.md"))


@pytest.fixture(scope="module")
def remade() -> Mapping[Path, str]:
    """Each page as it would be made now."""
    return dict(make.made())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_is_what_the_program_says(page: Path, remade: Mapping[Path, str]) -> None:
    assert page.read_text(encoding="utf-8") == remade[page]


def test_every_kind_of_reader_has_a_page_that_shows_the_program() -> None:
    showing = {
        page.stem
        for page in PAGES
        if re.search(r"<!-- (?:chat|run|after|set)\b|\]\(pictures/", page.read_text("utf-8"))
    }
    assert showing >= {"company", "centre", "admin", "operator"}
