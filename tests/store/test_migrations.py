"""A database is brought up to date step by step, wholly or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from tram_bot.errors import SettingsError
from tram_bot.store.migrations import MIGRATIONS, VERSION, migrate, version_of


def _add_tag(database: Database) -> None:
    database.table("leads").add_column("tag", str)


def _fill_tag(database: Database) -> None:
    database.execute("UPDATE leads SET tag = 'old'")


def _fail(database: Database) -> None:
    raise ZeroDivisionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tram.sqlite3"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def columns(connection: sqlite3.Connection) -> set[str]:
    return {row[1] for row in connection.execute("PRAGMA table_info(leads)")}


def test_each_step_is_taken_once(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path)
    assert version_of(connection, path) == VERSION == len(MIGRATIONS)
    migrate(connection, path)
    connection.execute("INSERT INTO conversations VALUES ('c', 1, '{}', '', '')")
    connection.execute(
        "INSERT INTO leads (id, reference, conversation, centre, state, submitted_at, document)"
        " VALUES ('l', 'R', 'c', 'fi', 'new', '', '{}')"
    )
    steps = (*MIGRATIONS, _add_tag, _fill_tag)
    migrate(connection, path, steps)
    migrate(connection, path, steps)
    assert version_of(connection, path, newest=len(steps)) == len(steps)
    assert connection.execute("SELECT id, tag FROM leads").fetchall() == [("l", "old")]


def test_a_step_that_fails_undoes_those_before_it(
    connection: sqlite3.Connection, path: Path
) -> None:
    migrate(connection, path)
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        migrate(connection, path, (*MIGRATIONS, _add_tag, _fail))
    assert "tag" not in columns(connection)
    assert version_of(connection, path) == VERSION
    assert path.read_bytes() == before
    migrate(connection, path, (*MIGRATIONS, _add_tag))
    assert "tag" in columns(connection)


def test_an_older_program_refuses_it(connection: sqlite3.Connection, path: Path) -> None:
    migrate(connection, path, (*MIGRATIONS, _add_tag))
    with pytest.raises(SettingsError, match="start the newer tram-bot"):
        migrate(connection, path)
    assert not connection.in_transaction


@pytest.mark.parametrize("pragma", ["application_id", "user_version"])
def test_an_empty_database_with_another_programs_mark_is_left_alone(
    connection: sqlite3.Connection, path: Path, pragma: str
) -> None:
    connection.execute(f"PRAGMA {pragma} = 1")
    with pytest.raises(SettingsError, match="another program's database"):
        migrate(connection, path)
