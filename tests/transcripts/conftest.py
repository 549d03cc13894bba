"""A small content with conversation tests of its own, where the commands look for them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_content import write_small_content

Write = Callable[[str, str], Path]
"""Writes a conversation test, given its name and what stands in it."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of the content."""
    write_small_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAM_BOT_CONTENT", str(tmp_path))
    return tmp_path


@pytest.fixture
def talk(folder: Path) -> Write:
    """Writes a conversation test of the content."""
    tests = folder / "tests" / "conversations"
    tests.mkdir(parents=True)

    def write(name: str, text: str) -> Path:
        path = tests / f"{name}.yaml"
        path.write_bytes(text.encode())
        return path

    return write
