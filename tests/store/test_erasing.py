"""What was erased is gone from the disk, byte for byte, and what was kept is not."""

# Chance is repeatable here.
# ruff: noqa: S311

import asyncio
import random
import sqlite3
from contextlib import closing
from itertools import repeat
from pathlib import Path

import pytest

from tests.values import HERE, NOW, deciding, lead, say, text
from tram_bot.core.effects import Erase, Relay, SubmitLead
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.store.sqlite import SqliteStore, open_sqlite


def on_disk(folder: Path, word: str) -> bool:
    """Whether a word stands in any file of the folder: the database, its log, its lock."""
    return any(word.encode() in file.read_bytes() for file in folder.iterdir())


async def chat(store: SqliteStore, number: int, turn: int, size: int) -> None:
    """A turn of one conversation, whose words all hold its mark."""
    id = ConversationId(f"telegram:{number}:MARK{number:04}")
    words = f"MARK{number:04} " * size
    name = LeadId(f"lead-MARK{number:04}")
    effects = (
        say(words),
        SubmitLead(lead=lead(number + 1, id=name, conversation=id, unrecognised=(words,))),
        Relay(lead=name, text=words),
    )
    event = text(f"MARK{number:04} {turn}", conversation=id)
    await store.take_turn(id, [event], deciding(*effects, last_text=words), NOW)


_STATUS = Path("/proc/self/status")


def memory_from_now_on() -> int:
    """Bytes of this process; what was the most of it is counted anew, where the system can."""
    if not _STATUS.exists():
        return 0
    Path("/proc/self/clear_refs").write_text("5")
    return most_memory()


def most_memory() -> int:
    """Bytes that this process had at the most since then; 0 where nobody can tell."""
    lines = _STATUS.read_text().splitlines() if _STATUS.exists() else ()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


async def test_no_byte_is_left_of_whom_was_erased(tmp_path: Path) -> None:
    """Enough to-and-fro that pages of the tree are split and merged, which leaves stale copies
    of what is erased later."""
    rng = random.Random(4)
    store = await open_sqlite(tmp_path / "tram.sqlite3")
    for turn in range(8):
        numbers = rng.sample(range(100), 100)
        sizes = rng.choices([1, 3, 20, 60, 400], k=100)
        await asyncio.gather(*map(chat, repeat(store), numbers, repeat(turn), sizes))
        sent = rng.sample(list(await store.due(NOW, 1000)), 60)
        await asyncio.gather(*(store.delivered(row.id, "shown", NOW) for row in sent))
    erased = rng.sample(range(100), 30)
    for number in erased:
        assert on_disk(tmp_path, f"MARK{number:04}")
        await store.forget(ConversationId(f"telegram:{number}:MARK{number:04}"), NOW)
    await store.close()
    left = {number for number in range(100) if on_disk(tmp_path, f"MARK{number:04}")}
    assert left == set(range(100)) - set(erased)


async def test_the_last_word_is_wiped_once_it_is_delivered(tmp_path: Path) -> None:
    store = await open_sqlite(tmp_path / "tram.sqlite3")
    id = ConversationId("telegram:MARKED")
    farewell = deciding(Erase(), say("Goodbye"))
    await store.take_turn(id, [text("1", conversation=id)], farewell, NOW)
    assert on_disk(tmp_path, "MARKED")
    (row,) = await store.due(NOW, 10)
    await store.delivered(row.id, "telegram:MARKED", NOW)
    await store.close()
    assert not on_disk(tmp_path, "MARKED")
    assert not on_disk(tmp_path, "Goodbye")


async def test_what_is_forgotten_leaves_a_large_file_without_a_rebuild(tmp_path: Path) -> None:
    path = tmp_path / "tram.sqlite3"
    store = await open_sqlite(path)
    for number in range(5):
        await chat(store, number, 1, 100_000)
    await store.wipe()
    size = path.stat().st_size
    assert size > 16_000_000
    await store.forget(ConversationId("telegram:3:MARK0003"), NOW)
    assert not on_disk(tmp_path, "MARK0003")
    assert path.stat().st_size == size, "it was rebuilt while turns wait"
    assert on_disk(tmp_path, "MARK0004")
    before = memory_from_now_on()
    await store.wipe()
    assert path.stat().st_size < size
    assert most_memory() - before < path.stat().st_size / 2, "all of it was in memory"
    await store.close()


async def test_a_delivered_text_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "tram.sqlite3"
    store = await open_sqlite(path)
    effects = (say("MARKED"), SubmitLead(lead=lead()), Relay(lead=LeadId("lead-1"), text="x"))
    await store.take_turn(HERE, [text("1")], deciding(*effects), NOW)
    while rows := await store.due(NOW, 10):
        for row in rows:
            await store.delivered(row.id, f"receipt {row.kind}", NOW)
    await store.close()
    assert not on_disk(tmp_path, "MARKED")
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute(
            "SELECT kind, state, receipt, settled_at, attempts, document FROM outbox ORDER BY id"
        ).fetchall()
    at = "2026-03-02T09:00:00.000000+00:00"
    kinds = ("say", "show_lead", "share_file", "show_lead", "relay")
    assert kept == [(kind, "delivered", f"receipt {kind}", at, 1, None) for kind in kinds]


async def test_what_a_reader_holds_up_is_wiped_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "tram.sqlite3"
    store = await open_sqlite(path)
    await store.take_turn(HERE, [text("1")], deciding(say("MARKED")), NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM outbox").fetchall()
        await store.forget(HERE, NOW)
        assert on_disk(tmp_path, "MARKED")
        assert await store.conversation(HERE) is None
        # The next turns do not wait for the reader, too.
        await store.take_turn(HERE, [text("2")], deciding(), NOW)
    assert [record.message for record in caplog.records] == [
        "erased words are still on the disk: reason=another program reads the file"
    ]
    await store.close()
    assert not on_disk(tmp_path, "MARKED")
