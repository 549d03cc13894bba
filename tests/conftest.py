"""What every test may use."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import tests.cheaply  # noqa: F401 - before anything that loads numpy
from tests.english import english_only
from tests.learning_together import learn_together
from tests.postgres import Server
from tests.small_content import write_small_content
from tram_bot import serving
from tram_bot.compiled import FileMemory
from tram_bot.core.content import Content
from tram_bot.learning.learner import Learner
from tram_bot.settings import CONTENT, DATABASE, LEARNT

settings.register_profile("fuzz", derandomize=False, print_blob=True)

ROOT = Path(__file__).resolve().parent.parent


def pytest_xdist_auto_num_workers() -> int:
    """A process more than there are cores: a third of its time each waits, for other programs and
    for time to pass."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which holds the real content."""
    return ROOT


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A folder with the small content, which a test edits."""
    folder = tmp_path / "content"
    write_small_content(folder)
    return folder


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user reaches, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@pytest.fixture(scope="session")
def english_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real content that offers English only."""
    return english_only(ROOT, tmp_path_factory.mktemp("english"))


@pytest.fixture(scope="session", autouse=True)
def learnt(pytestconfig: pytest.Config) -> Iterator[Path]:
    """Where what was learnt is kept from one run to the next, the programs that tests start
    included; it is found by what it was learnt from, so that it cannot be out of date."""
    folder = pytestconfig.cache.mkdir("learnt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LEARNT, str(folder))
        yield folder


@pytest.fixture(scope="session")
def content(english_root: Path, learnt: Path) -> Content:
    """The real content with its search, in English."""
    learner = Learner(memory=FileMemory(learnt))
    learn_together(ROOT, learner, learnt, only="en")
    return serving.build_content(english_root, learner)


@pytest.fixture(scope="session")
def nine(learnt: Path) -> Content:
    """The real content in all nine languages, all of them learnt: a text may be in another than the
    talk, and no test waits so long for an answer."""
    learner = Learner(memory=FileMemory(learnt))
    learn_together(ROOT, learner, learnt)
    return serving.read_content(ROOT, learner)


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Server:
    """A PostgreSQL server, started where a test first asks for one."""
    return Server(testrun_uid)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands look: the small content, and a database that is still empty."""
    write_small_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(CONTENT, str(tmp_path))
    monkeypatch.setenv(DATABASE, str(tmp_path / "tram.sqlite3"))
    return tmp_path / "tram.sqlite3"
