"""What every test may use."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import Server
from tram_bot import app
from tram_bot.core.content import Content

settings.register_profile("fuzz", derandomize=False, print_blob=True)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which holds the real content."""
    return ROOT


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content, with its search."""
    return app.build_content(ROOT)


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Server:
    """A PostgreSQL server, started where a test first asks for one."""
    return Server(testrun_uid)
