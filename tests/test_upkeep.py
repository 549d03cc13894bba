"""Backups while the program runs, and sending again what could not be delivered."""

import asyncio
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.postgres import Server
from tests.values import HERE, NOW, conversation, deciding, later, lead, say, text
from tram_bot import cli
from tram_bot.core.effects import Mishap, Misheard, RemindAt, SubmitLead
from tram_bot.core.identifiers import ConversationId
from tram_bot.database import Database, DatabaseUrl
from tram_bot.store.doors import open_store
from tram_bot.store.sqlite import open_sqlite


@pytest.fixture
def database(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands look."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAM_BOT_CONTENT", str(root))
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(tmp_path / "tram.sqlite3"))
    return tmp_path / "tram.sqlite3"


async def run(*arguments: str) -> int:
    return await asyncio.to_thread(cli.main, list(arguments))


async def test_a_backup_is_made_while_turns_are_taken_and_holds_what_was_committed(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = await open_sqlite(database)
    for number in range(50):
        await store.take_turn(HERE, [text(f"{number}")], deciding(say("x")), NOW)
    busy = asyncio.gather(
        *(store.take_turn(HERE, [text(f"more {n}")], deciding(say("y")), NOW) for n in range(200))
    )
    assert await run("db", "backup", "copy.sqlite3") == 0
    await busy
    await store.close()
    assert "checked" in capsys.readouterr().out
    copy = await open_sqlite(tmp_path / "copy.sqlite3")
    kept = await copy.conversation(HERE)
    assert kept is not None
    assert 50 <= kept.turn <= 250
    await copy.close()


async def test_a_backup_overwrites_nothing_and_leaves_nothing_half_done(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run("db", "backup", "copy.sqlite3") == 2
    assert "holds no database yet" in capsys.readouterr().err
    assert not (tmp_path / "copy.sqlite3").exists()
    await (await open_sqlite(database)).close()
    (tmp_path / "copy.sqlite3").write_text("mine")
    assert await run("db", "backup", "copy.sqlite3") == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "copy.sqlite3").read_text() == "mine"
    assert await run("db", "backup", "nowhere/copy.sqlite3") == 2
    assert "does not exist" in capsys.readouterr().err


async def test_what_could_not_be_delivered_is_listed_and_sent_again(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = await open_sqlite(database)
    effects = (say("MARKED"), SubmitLead(lead=lead(copies=(), files=())))
    await store.take_turn(HERE, [text("1")], deciding(*effects), NOW)
    for row in await store.due(NOW, 10):
        await store.give_up(row.id, "Slack refuses it", NOW)
    await store.take_turn(HERE, [text("2")], deciding(say("later")), NOW)
    await store.close()

    assert await run("outbox", "list") == 0
    told = capsys.readouterr().out
    assert "show_lead BT-FI-26-0001 to centre:fi: Slack refuses it" in told
    assert "MARKED" not in told
    assert await run("outbox", "list", "--json") == 0
    ids = [each["id"] for each in json.loads(capsys.readouterr().out)]
    assert await run("outbox", "resend", str(ids[0])) == 0
    assert await run("outbox", "resend", str(ids[0])) == 2
    assert await run("outbox", "resend") == 0
    assert "1 will be sent again" in capsys.readouterr().out
    assert await run("outbox", "list") == 0
    assert "Everything could be delivered" in capsys.readouterr().out

    store = await open_sqlite(database)
    sent = []
    while rows := await store.due(NOW.replace(year=2100), 10):
        for row in rows:
            sent.append(row.kind)
            await store.delivered(row.id, "shown", NOW)
    assert sorted(sent) == ["say", "say", "show_lead", "tell_missed"]
    assert await store.conversation(HERE) != conversation()
    await store.close()


async def test_a_running_program_is_not_written_beside(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = await open_sqlite(database)
    assert await run("outbox", "resend") == 2
    assert "type '/tram resend' in the lead partner's channel" in capsys.readouterr().err
    await store.close()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)


# PostgreSQL


@pytest.fixture
def server(database: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> DatabaseUrl:
    """Where the commands look once the file is left behind."""
    url = postgres.new_database()
    monkeypatch.delenv("TRAM_BOT_DATABASE")
    monkeypatch.setenv("DATABASE_URL", url.url)
    return url


async def everything(where: Database) -> tuple[object, ...]:
    """What can be asked of a store."""
    store = await open_store(where)
    late = NOW.replace(year=2100)
    kept = (
        await store.conversation(HERE),
        list(await store.leads()),
        await store.due(late, 100),
        await store.due_timers(late, 100),
        await store.undelivered(),
        await store.outbox_size(),
        await store.inbox(),
    )
    await store.close()
    return kept


async def fill(where: Database) -> None:
    """A request with its reminder, something given up, something that was not understood, and an
    erased neighbour."""
    store = await open_store(where)
    effects = (say("ž\0"), SubmitLead(lead=lead()), RemindAt(timer="partial", due=later(days=1)))
    await store.take_turn(HERE, [text("1")], deciding(*effects), NOW)
    (said, *_) = [row for row in await store.due(NOW, 10) if row.kind == "say"]
    await store.give_up(said.id, "blocked", NOW)
    elsewhere = ConversationId("terminal:elsewhere")
    unheard = Misheard(text="hm ž", language="en", why=Mishap.OFFERED, guesses=("cost",))
    await store.take_turn(HERE, [text("hm")], deciding(unheard), NOW)
    effects_there = deciding(say("x"), unheard)
    await store.take_turn(elsewhere, [text("1", conversation=elsewhere)], effects_there, NOW)
    await store.forget(elsewhere, NOW)
    await store.close()


async def test_a_file_is_copied_into_postgres_and_backed_up_into_a_file_again(
    database: Path, server: DatabaseUrl, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(database)
    before = await everything(database)
    assert await run("db", "copy", "tram.sqlite3") == 0
    assert "leads: 1 rows, each the same in both" in capsys.readouterr().out
    assert await everything(server) == before
    assert await run("db", "backup", "copy.sqlite3") == 0
    assert [name for name in os.listdir(tmp_path) if "copy" in name] == ["copy.sqlite3"]  # noqa: PTH208 - not a Path in async code
    assert await everything(tmp_path / "copy.sqlite3") == before
    # The ids of erased rows are not given again, in whichever database.
    ids = set()
    for where in (database, server, tmp_path / "copy.sqlite3"):
        store = await open_store(where)
        new = Misheard(text="next", language="en", why=Mishap.MISSED)
        await store.take_turn(HERE, [text("2")], deciding(say("next"), new), NOW)
        (row,) = [row for row in await store.due(NOW, 10) if row.recipient == HERE]
        ids.add((row.id, (await store.inbox())[-1].id))
        await store.close()
    assert len(ids) == 1


async def test_what_cannot_be_copied_is_refused_and_nothing_is_changed(
    database: Path, server: DatabaseUrl, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run("db", "copy", "missing.sqlite3") == 2
    assert "there is no file missing.sqlite3" in capsys.readouterr().err
    await fill(database)
    store = await open_sqlite(database)
    assert await run("db", "copy", "tram.sqlite3") == 2
    assert "another tram-bot already works with" in capsys.readouterr().err
    await store.close()
    await fill(server)
    before = await everything(server)
    assert await run("db", "copy", "tram.sqlite3") == 2
    assert "holds conversations already: name an empty one" in capsys.readouterr().err
    assert await everything(server) == before


async def test_a_copy_needs_somewhere_to_go(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run("db", "copy", "tram.sqlite3") == 2
    assert "DATABASE_URL is not set" in capsys.readouterr().err
