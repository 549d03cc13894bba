"""A file that cannot be used is refused in one sentence, and stays as it is."""

# A test may wait for the disk, and its chance is repeatable.
# ruff: noqa: ASYNC240, S311, ASYNC221

import os
import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.ordinary_user import as_ordinary_user
from tests.values import HERE, NOW, conversation, deciding, lead, say, text
from tram_bot.core.effects import SubmitLead
from tram_bot.errors import SettingsError
from tram_bot.store import migrations
from tram_bot.store.sqlite import SqliteStore, open_sqlite

ROOT = Path(__file__).parents[2]


async def refusal(path: Path, *, read_only: bool = False) -> str:
    """Why the file is refused; checks that this is one sentence that names it, and the file's
    bytes after it."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(SettingsError) as refused:
        await open_sqlite(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else None) == before
    sentence = str(refused.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    return sentence.replace(str(path), "FILE").replace(str(path.parent), "FOLDER")


async def filled(path: Path, turns: int = 3) -> None:
    """A database with some conversations and leads in it, closed."""
    store = await open_sqlite(path)
    for turn in range(turns):
        sent = SubmitLead(lead=lead(turn + 1))
        await store.take_turn(HERE, [text(f"{turn}")], deciding(say("a" * 900), sent), NOW)
    await store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path.resolve() / "tram bot?#%41.sqlite3"


async def test_a_new_file_is_made_and_found_again(path: Path) -> None:
    await filled(path)
    store = await open_sqlite(path)
    kept = await store.conversation(HERE)
    assert kept
    assert kept.turn == 3
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)


async def test_an_empty_file_is_as_good_as_none(path: Path) -> None:
    path.touch()
    await filled(path)


async def test_a_relative_path_and_a_link_lead_to_the_same_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = path.with_name("link.sqlite3")
    link.symlink_to(path)
    monkeypatch.chdir(path.parent)
    store = await open_sqlite(Path(link.name))
    with pytest.raises(SettingsError, match="another tram-bot already works with"):
        await open_sqlite(path)
    await store.close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"intents:\n  - greet\n" * 100,
        random.Random(1).randbytes(20_000),
        b"\0" * 4096,
        b"SQLite format 2\0" + b"\0" * 4096,
    ],
    ids=["a byte", "yaml", "noise", "zeros", "an old format"],
)
async def test_what_is_no_database(path: Path, content: bytes, read_only: bool) -> None:
    path.write_bytes(content)
    assert await refusal(path, read_only=read_only) == (
        "FILE is not a database: name another file; this one was left as it is"
    )
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("read_only", [False, True])
async def test_another_programs_database(path: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    assert await refusal(path, read_only=read_only) == (
        "FILE is another program's database: name another file; this one was left as it is"
    )
    assert list(path.parent.iterdir()) == [path]


async def test_a_database_cut_short(path: Path) -> None:
    await filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert (await refusal(path)).startswith("FILE is damaged: put a backup in its place")


async def test_a_database_with_noise_in_the_middle(path: Path) -> None:
    await filled(path, turns=20)
    content = bytearray(path.read_bytes())
    content[4096:-4096] = random.Random(1).randbytes(len(content) - 8192)
    path.write_bytes(content)
    assert (await refusal(path)).startswith("FILE is damaged: put a backup in its place")


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_newer_version(path: Path, read_only: bool) -> None:
    await filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    assert await refusal(path, read_only=read_only) == (
        f"FILE is of version {migrations.VERSION + 1} and this tram-bot knows "
        f"{migrations.VERSION} at most: start the newer tram-bot that wrote it"
    )


async def test_a_newer_version_that_was_killed_keeps_its_log(path: Path) -> None:
    """What is in the log only must be neither lost nor moved into the file."""
    await filled(path)
    writer = sqlite3.connect(path)
    writer.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    left = {name: Path(f"{path}{name}").read_bytes() for name in ("", "-wal")}
    writer.close()
    for name, content in left.items():
        Path(f"{path}{name}").write_bytes(content)
    assert "start the newer tram-bot" in await refusal(path)
    assert Path(f"{path}-wal").read_bytes() == left["-wal"]


async def test_a_folder(tmp_path: Path) -> None:
    assert await refusal(tmp_path.resolve()) == "FILE is a folder: name a file in it"


async def test_a_pipe(path: Path) -> None:
    os.mkfifo(path)
    assert await refusal(path) == "FILE is not a file: name another"
    assert stat.S_ISFIFO(path.stat().st_mode)


async def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "missing"
    with pytest.raises(SettingsError) as refused:
        await open_sqlite(folder / "tram.sqlite3")
    assert str(refused.value) == f"the folder {folder} does not exist: make it, or name another"
    assert not folder.exists()


async def test_a_read_only_file(public_folder: Path) -> None:
    path = public_folder / "tram.sqlite3"
    await filled(path)
    path.chmod(0o444)
    with as_ordinary_user():
        assert await refusal(path) == "FILE is read-only: let this user read and write it"


async def test_a_read_only_folder(public_folder: Path) -> None:
    path = public_folder / "tram.sqlite3"
    public_folder.chmod(0o555)
    with as_ordinary_user(), pytest.raises(SettingsError) as refused:
        await open_sqlite(path)
    assert str(refused.value) == (
        f"the folder {public_folder} is read-only: let this user write in it"
    )
    assert list(public_folder.iterdir()) == []


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_folder_out_of_reach(public_folder: Path, read_only: bool) -> None:
    path = public_folder / "tram.sqlite3"
    await filled(path)
    public_folder.chmod(0o000)
    with as_ordinary_user(), pytest.raises(SettingsError, match=r"let this user (write|read)"):
        await open_sqlite(path, read_only=read_only)


async def test_a_file_nobody_may_read(public_folder: Path) -> None:
    path = public_folder / "tram.sqlite3"
    await filled(path)
    path.chmod(0o000)
    with as_ordinary_user(), pytest.raises(SettingsError, match="let this user read and write"):
        await open_sqlite(path, read_only=True)


async def test_a_file_locked_by_another_program(path: Path) -> None:
    await filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await refusal(path) == (
            "FILE is locked by another program: close whatever else has it open"
        )
    await (await open_sqlite(path)).close()


async def test_a_second_writer_in_this_process(path: Path) -> None:
    store = await open_sqlite(path)
    assert await refusal(path) == (
        "another tram-bot already works with FILE: stop it, or name another file"
    )
    await works(store)
    await store.close()
    await (await open_sqlite(path)).close()


async def test_a_second_writer_in_another_process(path: Path) -> None:
    store = await open_sqlite(path)
    program = (
        "import asyncio, pathlib, sys; from tram_bot.store.sqlite import open_sqlite;"
        "asyncio.run(open_sqlite(pathlib.Path(sys.argv[1])))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert other.returncode == 1
    assert f"DatabaseInUse: another tram-bot already works with {path}" in other.stderr
    await works(store)
    await store.close()


async def works(store: SqliteStore) -> None:
    await store.take_turn(HERE, [text("works")], deciding(), NOW)
    kept = await store.conversation(HERE)
    assert kept
    assert kept.turn == 1


async def test_readers_read_beside_the_writer(path: Path) -> None:
    writer = await open_sqlite(path)
    readers = [await open_sqlite(path, read_only=True) for _ in range(2)]
    await writer.take_turn(HERE, [text("1")], lambda *_: (conversation(), ()), NOW)
    for reader in readers:
        assert await reader.conversation(HERE) == conversation()
        await reader.close()
    await writer.close()


async def test_a_reader_needs_no_writer_and_changes_nothing(path: Path) -> None:
    await filled(path)
    before = path.read_bytes()
    reader = await open_sqlite(path, read_only=True)
    assert await reader.conversation(HERE)
    with pytest.raises(RuntimeError, match="read only"):
        await reader.take_turn(HERE, [text("new")], deciding(), NOW)
    with pytest.raises(RuntimeError, match="read only"):
        await reader.forget(HERE, NOW)
    await reader.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("empty", [False, True])
async def test_a_reader_makes_no_file(path: Path, empty: bool) -> None:
    if empty:
        path.touch()
    assert await refusal(path, read_only=True) == (
        "FILE holds no database yet: start tram-bot once to make it"
    )
    assert path.exists() == empty


async def test_a_reader_does_not_upgrade(path: Path) -> None:
    await filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    assert await refusal(path, read_only=True) == (
        "FILE is of an older version: start tram-bot to upgrade it"
    )
