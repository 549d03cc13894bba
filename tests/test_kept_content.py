"""Content that was read is kept for the next start, and never believed when it may be another's."""

import asyncio
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.small_content import write_small_content
from tram_bot import cli, serving
from tram_bot.compiled import FileMemory
from tram_bot.content import kept, kept_values
from tram_bot.content.loader import load
from tram_bot.core.content import Content
from tram_bot.errors import ContentError, Problem
from tram_bot.learning.learner import Learner
from tram_bot.settings import LEARNT

MONEY = "intents/money/en.yaml"
LONGEST_WAIT = 20.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    root.mkdir()
    write_small_content(root)
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def start(root: Path, folder: Path) -> Content:
    return serving.read_content(root, Learner(memory=FileMemory(folder)))


def reply(content: Content) -> str:
    return content.intents["free_calls"].words.by_language["en"].reply


def save(root: Path, old: str, new: str) -> None:
    text = (root / MONEY).read_text("utf-8")
    assert old in text
    (root / MONEY).write_text(text.replace(old, new), "utf-8")


def errors_of(read: Callable[[], object]) -> Sequence[Problem]:
    """What stands in the way of it."""
    try:
        read()
    except ContentError as error:
        return error.problems
    return ()


def the_file(folder: Path) -> Path:
    held = kept.held(folder.parent / "content")
    assert held
    return folder / f"{held.key}.read"


def the_values(folder: Path) -> Path:
    return folder / f"{kept_values.key()}.read"


def put_other_values_in_their_place(folder: Path) -> None:
    """What is kept of the files tells of 1999 from now on, so that it shows who serves it."""
    told = the_values(folder).read_bytes()
    assert b"ended in 2019" in told
    the_values(folder).write_bytes(told.replace(b"ended in 2019", b"ended in 1999"))


def edit_another(root: Path) -> None:
    """A remark in another file than the one the reply stands in."""
    path = root / "intents/languages.yaml"
    path.write_text("# a remark\n" + path.read_text("utf-8"), "utf-8")


def put_another_in_its_place(root: Path, folder: Path) -> None:
    """What is kept of the content tells of 1999 from now on, so that it shows who serves it."""
    save(root, "ended in 2019", "ended in 1999")
    other = kept.written(load(root))
    save(root, "ended in 1999", "ended in 2019")
    the_file(folder).write_bytes(other)


def test_the_next_start_serves_the_same_and_writes_nothing(root: Path, folder: Path) -> None:
    first = start(root, folder)
    written = the_file(folder).stat().st_ino

    second = start(root, folder)

    assert second.version == first.version
    assert second.phrasebook == first.phrasebook
    assert second.intents == first.intents
    assert second.questionnaires == first.questionnaires
    assert second.questionnaire_words == first.questionnaire_words
    assert second.catalogue == first.catalogue
    assert list(second.intents) == list(first.intents)
    assert the_file(folder).stat().st_ino == written


def test_what_is_kept_is_what_is_served(root: Path, folder: Path) -> None:
    start(root, folder)
    put_another_in_its_place(root, folder)

    assert "1999" in reply(start(root, folder))


def test_what_is_saved_is_read(root: Path, folder: Path) -> None:
    start(root, folder)
    save(root, "ended in 2019", "ended long ago")

    assert "long ago" in reply(start(root, folder))


def test_an_error_is_told_with_its_place_and_is_not_kept(root: Path, folder: Path) -> None:
    start(root, folder)
    save(root, "reply:", "replay:")

    for _ in range(2):
        with pytest.raises(ContentError) as error:
            start(root, folder)
        assert error.value.problems[0].file == MONEY
        assert "replay" in str(error.value)


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_others_may_write_is_not_believed(root: Path, folder: Path, kind: str) -> None:
    start(root, folder)
    put_another_in_its_place(root, folder)
    (the_file(folder) if kind == "file" else folder).chmod(0o777)

    assert "2019" in reply(start(root, folder))


@pytest.mark.parametrize("left", [0, 1, 40, -1])
def test_what_is_damaged_is_read_anew_and_mended(root: Path, folder: Path, left: int) -> None:
    start(root, folder)
    whole = the_file(folder).read_bytes()
    the_file(folder).write_bytes(whole[:left])

    assert "2019" in reply(start(root, folder))
    assert the_file(folder).read_bytes() == whole


class Hostile:
    """Makes a folder where it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._folder),)


def test_nothing_but_values_of_content_is_made(tmp_path: Path) -> None:
    trap = tmp_path / "trap"

    assert kept.read(pickle.dumps(Hostile(trap))) is None
    assert not trap.exists()
    assert kept.read(pickle.dumps(("end", load))) is None


@pytest.fixture
def another_release(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Has another release of a library be there from now on."""

    def release(library: str) -> None:
        monkeypatch.setattr(kept, "version", lambda of: "9" if of == library else version(of))
        kept.code.cache_clear()

    yield release
    monkeypatch.undo()
    kept.code.cache_clear()


@pytest.mark.parametrize("library", ["babel", "holidays", "pydantic", "PyYAML", "tzdata"])
def test_what_was_read_with_another_library_is_not_believed(
    root: Path, folder: Path, another_release: Callable[[str], None], library: str
) -> None:
    start(root, folder)
    put_another_in_its_place(root, folder)

    another_release(library)

    assert "2019" in reply(start(root, folder))


async def test_what_is_saved_meanwhile_is_served_and_then_kept(root: Path, folder: Path) -> None:
    content = serving.Edited(root, Learner(memory=FileMemory(folder)))
    save(root, "ended in 2019", "ended long ago")
    was_kept: list[bool] = []
    is_served = asyncio.Event()

    async def changed() -> None:
        if "long ago" in reply(content()) and not is_served.is_set():
            was_kept.append(the_file(folder).exists())
            is_served.set()

    following = asyncio.create_task(content.follow(changed))
    await asyncio.wait_for(is_served.wait(), LONGEST_WAIT)
    content.stop()
    await asyncio.wait_for(following, LONGEST_WAIT)

    assert was_kept == [False]
    assert the_file(folder).exists()


def test_a_file_that_was_not_edited_is_not_parsed(root: Path, folder: Path) -> None:
    start(root, folder)
    put_other_values_in_their_place(folder)
    save(root, "free_calls:", "# a remark\n  free_calls:")
    assert "2019" in reply(start(root, folder))

    save(root, "# a remark\n  free_calls:", "free_calls:")
    edit_another(root)

    assert "1999" in reply(start(root, folder))


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_no_value_that_others_may_write_is_believed(root: Path, folder: Path, kind: str) -> None:
    start(root, folder)
    put_other_values_in_their_place(folder)
    (the_values(folder) if kind == "file" else folder).chmod(0o777)
    edit_another(root)

    assert "2019" in reply(start(root, folder))


@pytest.mark.parametrize("left", [0, 1, 40, -1])
def test_damaged_values_are_read_anew_and_mended(root: Path, folder: Path, left: int) -> None:
    start(root, folder)
    whole = the_values(folder).read_bytes()
    the_values(folder).write_bytes(whole[:left])
    edit_another(root)

    assert "2019" in reply(start(root, folder))
    assert set(kept_values.read(the_values(folder).read_bytes())) == set(kept_values.read(whole))


def test_no_value_makes_anything(tmp_path: Path) -> None:
    trap = tmp_path / "trap"

    assert kept_values.read(pickle.dumps(Hostile(trap))) == {}
    assert not trap.exists()


def test_errors_in_and_among_files_that_are_not_parsed_stand_where_they_do(
    root: Path, folder: Path
) -> None:
    start(root, folder)

    def told_alike() -> int:
        """How much is wrong, which is the same whether all files are parsed or only one."""
        parsed = errors_of(lambda: load(root))
        assert errors_of(lambda: start(root, folder)) == parsed
        return len(parsed)

    for path in sorted(root.rglob("*.yaml")):
        before = path.read_text("utf-8")
        path.write_text(before + "surprise: true\n", "utf-8")
        assert told_alike()
        path.unlink()
        told_alike()
        path.write_text(before, "utf-8")


def test_a_link_in_the_folders_is_told_of_at_every_start(root: Path, folder: Path) -> None:
    start(root, folder)
    (root / "intents/elsewhere.yaml").symlink_to(root / MONEY)

    for _ in range(2):
        with pytest.raises(ContentError, match="link to somewhere else"):
            start(root, folder)


def test_a_command_that_searches_nothing_takes_what_was_kept(
    root: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LEARNT, str(folder))
    asked = ["draw", "--content", str(root), "--into", str(tmp_path / "drawn")]
    assert cli.main(asked) == 0
    question = root / "intents" / "challenge" / "en.yaml"
    words = question.read_text("utf-8")
    question.write_text(words.replace("By when", "Until when"), "utf-8")
    other = kept.written(load(root))
    question.write_text(words, "utf-8")
    the_file(folder).write_bytes(other)

    assert cli.main(asked) == 0

    pictures = "".join(each.read_text("utf-8") for each in (tmp_path / "drawn").glob("*.svg"))
    assert "Until when" in pictures
