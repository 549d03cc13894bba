"""Killed at any moment, the store has every turn that was acknowledged, and no half of one."""

# A test may wait for the disk.
# ruff: noqa: ASYNC240

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.dying import CONVERSATIONS, ROOT
from tests.values import HERE, NOW, later
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.store.sqlite import SqliteStore, open_sqlite


def dying(how: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.dying", how, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def acknowledged(lines: Iterable[str]) -> dict[str, int]:
    """The last turn of each conversation that its caller was told of."""
    # A kill may cut the last line in two.
    return {id: int(turn) for id, turn in (line.split() for line in lines if line.endswith("\n"))}


async def turns_kept(store: SqliteStore, path: Path) -> dict[ConversationId, int]:
    """The turn each conversation stands at, having checked that its rows say the same."""
    kept = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as rows:
        assert rows.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for number, id in enumerate(CONVERSATIONS, start=1):
            conversation = await store.conversation(id)
            turn = conversation.turn if conversation else 0
            lead = await store.lead(LeadId(f"lead-{number}"))
            relayed = [line.detail for line in lead.history[1:]] if lead else []
            assert relayed == [f"{n}" for n in range(1, turn + 1)]
            for query, expected in (
                ("SELECT count(*) FROM events WHERE conversation = ?", turn),
                ("SELECT count(*) FROM outbox WHERE conversation = ? AND kind = 'say'", turn),
                ("SELECT count(*) FROM outbox WHERE conversation = ? AND kind = 'relay'", turn),
                ("SELECT coalesce(max(set_at), 0) FROM timers WHERE conversation = ?", turn),
            ):
                assert rows.execute(query, (id,)).fetchone() == (expected,)
            kept[id] = turn
    return kept


async def test_killed_between_the_savepoints_of_a_commit(tmp_path: Path) -> None:
    path = tmp_path / "tram.sqlite3"
    with dying("in-a-commit", path) as process:
        out, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert acknowledged(out.splitlines(keepends=True)) == dict.fromkeys(CONVERSATIONS, 2)
    store = await open_sqlite(path)
    assert await turns_kept(store, path) == dict.fromkeys(CONVERSATIONS, 2)
    assert len(await store.due_timers(later(hours=2), 100)) == len(CONVERSATIONS)
    await store.close()


@pytest.mark.parametrize("lines", [1, 400])
async def test_killed_at_work(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "tram.sqlite3"
    with dying("busy", path) as process:
        assert process.stdout
        heard = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        heard.extend(process.stdout.readlines())
    assert process.returncode == -signal.SIGKILL
    promised = acknowledged(heard)
    store = await open_sqlite(path)
    kept = await turns_kept(store, path)
    assert promised
    assert all(kept[ConversationId(id)] >= turn for id, turn in promised.items())
    await store.close()


async def test_killed_before_erased_words_were_wiped(tmp_path: Path) -> None:
    path = tmp_path / "tram.sqlite3"
    with dying("after-erasing", path) as process:
        out, _ = process.communicate()
    assert (process.returncode, out) == (-signal.SIGKILL, "erased\n")
    assert any(b"MARKED" in file.read_bytes() for file in tmp_path.iterdir())
    store = await open_sqlite(path)
    assert not any(b"MARKED" in file.read_bytes() for file in tmp_path.iterdir())
    assert await store.conversation(HERE) is None
    assert await store.due(NOW, 10) == []
    await store.close()
