"""What every test may use."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.english import english_only
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
def english_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real content that offers English only."""
    return english_only(ROOT, tmp_path_factory.mktemp("english"))


@pytest.fixture(scope="session")
def content(english_root: Path) -> Content:
    """The real content with its search, in English."""
    return app.build_content(english_root)


@pytest.fixture(scope="session")
def nine() -> Content:
    """The real content in all nine languages; each is learnt when it is first spoken."""
    return app.read_content(ROOT)


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Server:
    """A PostgreSQL server, started where a test first asks for one."""
    return Server(testrun_uid)
