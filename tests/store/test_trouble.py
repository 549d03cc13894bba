"""The disk fills up, another program takes the lock, the file is damaged: the caller is told in
one sentence, nothing is half saved, and the store goes on once that is mended."""

# A test may wait for the disk.
# ruff: noqa: ASYNC240

import asyncio
import logging
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.values import HERE, NOW, deciding, lead, say, text
from tram_bot.core.effects import Relay, SubmitLead
from tram_bot.core.identifiers import LeadId
from tram_bot.errors import SettingsError
from tram_bot.store.faults import explaining
from tram_bot.store.sqlite import SqliteStore, open_sqlite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path.resolve() / "tram.sqlite3"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    store = await open_sqlite(path)
    await store.take_turn(HERE, [text("1")], deciding(say("kept")), NOW)
    yield store
    await store.close()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The system refuses to let any file grow beyond that, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk(path: Path, store: SqliteStore) -> None:
    large = deciding(say("x" * 2_000_000))
    with files_no_larger_than(1_000_000):
        turns = [store.take_turn(HERE, [text(f"{n}")], large, NOW) for n in range(2, 6)]
        for refused in await asyncio.gather(*turns, return_exceptions=True):
            assert isinstance(refused, SettingsError)
            assert str(refused).startswith(f"{path} cannot be read or written")
        kept = await store.conversation(HERE)
        assert kept
        assert kept.turn == 1
    done = await store.take_turn(HERE, [text("2")], large, NOW)
    assert done.fresh == ("2",)
    assert done.conversation
    assert done.conversation.turn == 2


async def test_it_is_not_ready_while_nothing_more_fits_on_the_disk(store: SqliteStore) -> None:
    with files_no_larger_than(1_000), pytest.raises(SettingsError):
        await store.ready()
    await store.ready()


def test_a_full_disk_is_called_that() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        full = pytest.raises(SettingsError, match=r"^tram\.sqlite3 cannot grow, the disk is full")
        with full, explaining(Path("tram.sqlite3")):
            connection.execute("CREATE TABLE t (c)")


def test_a_mistake_of_ours_is_not_called_the_operators() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        explaining(Path("tram.sqlite3")),
    ):
        connection.execute("SELECT * FROM nonsense")


async def test_another_program_takes_the_lock(path: Path, store: SqliteStore) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SettingsError) as refused:
            await store.take_turn(HERE, [text("2")], deciding(), NOW)
        assert str(refused.value) == (
            f"{path} is locked by another program: close whatever else has it open"
        )
        assert await store.conversation(HERE)
    assert (await store.take_turn(HERE, [text("2")], deciding(), NOW)).fresh == ("2",)


async def test_damage_is_told_when_it_is_met(path: Path) -> None:
    store = await open_sqlite(path)
    sent = deciding(say("x" * 50_000), SubmitLead(lead=lead()))
    await store.take_turn(HERE, [text("1")], sent, NOW)
    await store.close()
    reader = await open_sqlite(path, read_only=True)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="is damaged: put a backup in its place"):
        await reader.leads()
    await reader.close()


async def test_no_word_is_logged_or_put_in_an_error(
    path: Path, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    marked = deciding(
        say("MARKED"),
        SubmitLead(lead=lead(unrecognised=("MARKED",))),
        Relay(lead=LeadId("lead-1"), text="MARKED"),
        last_text="MARKED",
    )
    twice = deciding(SubmitLead(lead=lead(1, id=LeadId("other"), unrecognised=("MARKED",))))
    with files_no_larger_than(1), pytest.raises(SettingsError) as refused:
        await store.take_turn(HERE, [text("2", "MARKED")], marked, NOW)
    await store.take_turn(HERE, [text("2", "MARKED")], marked, NOW)
    with pytest.raises(sqlite3.IntegrityError) as doubled:
        await store.take_turn(HERE, [text("3", "MARKED")], twice, NOW)
    await store.forget(HERE, NOW)
    assert caplog.records
    assert "MARKED" not in f"{caplog.text}{refused.value}{doubled.value}"


def test_what_nobody_foresaw_is_told_by_its_code() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.set_progress_handler(lambda: 1, 1)
        told = pytest.raises(SettingsError, match=r"^tram\.sqlite3 refuses it \(SQLite's code 9\)")
        with told, explaining(Path("tram.sqlite3")):
            connection.execute("CREATE TABLE t (c)")
