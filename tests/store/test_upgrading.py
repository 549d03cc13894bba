"""A database of an earlier shape, with everything in it, goes on as if it had been of this one.

The first shape is written here, as nobody has kept one; `documents/version-2.sql` is a database as
a program of the second shape left it behind, and was never changed since.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.values import HERE, NOW, conversation, deciding, later, lead, say, text
from tram_bot.core.effects import Relay, Say
from tram_bot.core.identifiers import CentreId, LeadId
from tram_bot.core.keeping import Keeping
from tram_bot.outgoing import ShowLead
from tram_bot.store import codec
from tram_bot.store.migrations import MIGRATIONS, migrate, version_of
from tram_bot.store.rows import stamp
from tram_bot.store.sqlite import open_sqlite

OLD_LEAD = lead(owner="Kari")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that the first shape of the program has left behind."""
    path = tmp_path / "tram.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, MIGRATIONS[:1])
        database = Database(connection, recursive_triggers=False, execute_plugins=False)
        at = stamp(NOW)
        talk = conversation(turn=1)
        database.table("conversations").insert(
            {"id": HERE, "turn": 1, "document": codec.conversations().dump(talk), "saved_at": at}
        )
        database.table("events").insert({"conversation": HERE, "id": "seen", "at": at})
        database.table("leads").insert(
            {
                "id": OLD_LEAD.id, "reference": OLD_LEAD.reference, "conversation": HERE,
                "centre": OLD_LEAD.centre, "country": "FI", "state": "new", "outcome": None,
                "partial": 0, "submitted_at": at, "document": _as_it_was(),
            }
        )  # fmt: skip
        database.table("timers").insert(
            {"conversation": HERE, "timer": "abandoned", "set_at": 1, "due": at}
        )
        reply = codec.item("say").dump(say("kept"))
        for kind, state, recipient, document, words in (
            ("say", "delivered", HERE, None, ""),
            ("say", "waiting", HERE, reply, ""),
            ("lead", "waiting", "centre:fi", None, ""),
            ("lead_copy", "given_up", "centre:no", None, ""),
            ("relay", "waiting", "centre:fi", None, "We have more samples"),
            ("say", "waiting", "terminal:gone", reply, ""),
        ):
            of_lead = kind != "say"
            database.table("outbox").insert(
                {
                    "kind": kind, "state": state, "recipient": recipient,
                    "conversation": None if recipient == "terminal:gone" else HERE,
                    "lead": OLD_LEAD.id if of_lead else None,
                    "centre": recipient.partition(":")[2] if of_lead else None,
                    "say": document, "text": words, "edited": 0, "created_at": at, "due": at,
                }
            )  # fmt: skip
        connection.execute("DELETE FROM outbox WHERE recipient = 'terminal:gone'")
    return path


def _as_it_was() -> str:
    """The lead as a document of the first shape: without what leads have come to have since."""
    document = json.loads(codec.leads().dump(OLD_LEAD))
    for name in (
        "owner_name", "verdict", "escalated", "former", "held", "unreachable", "company",
        "email_domain",
    ):  # fmt: skip
        del document[name]
    for line in document["history"]:
        del line["who_id"], line["message"]
    return json.dumps(document)


async def test_nothing_is_lost_and_what_waited_is_sent(path: Path) -> None:
    store = await open_sqlite(path)
    assert await store.conversation(HERE) == conversation(turn=1)
    assert await store.lead(OLD_LEAD.id) == OLD_LEAD
    assert [each.id for each in await store.leads_of("Kari")] == [OLD_LEAD.id]
    assert (await store.take_turn(HERE, [text("seen")], deciding(), NOW)).fresh == ()
    (timer,) = await store.due_timers(NOW, 10)
    assert timer.timer == "abandoned"
    sent = []
    while rows := await store.due(NOW, 10):
        for row in rows:
            sent.append((row.recipient, row.item))
            await store.delivered(row.id, f"receipt {row.id}", later(seconds=1))
    assert sent == [
        (HERE, say("kept")),
        ("centre:fi", ShowLead()),
        ("centre:fi", Relay(lead=LeadId("lead-1"), text="We have more samples")),
    ]
    assert (await store.outbox_size())["given_up"] == 1
    await store.take_turn(HERE, [text("2")], deciding(Say(ask="new")), NOW)
    (row,) = await store.due(NOW, 10)
    assert row.id > 6, "the id of an erased row came again"
    await store.close()


def test_it_is_upgraded_once_and_whole(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path)
        assert version_of(connection, path) == len(MIGRATIONS)
        migrate(connection, path)
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert "outbox_before" not in names


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A file that the second shape of the program has left behind."""
    path = tmp_path / "tram.sqlite3"
    kept = Path(__file__).parent / "documents" / "version-2.sql"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(kept.read_text(encoding="utf-8"))
    return path


async def test_nothing_is_lost_of_the_second_shape(second: Path) -> None:
    store = await open_sqlite(second)
    kept = await store.conversation(HERE)
    assert kept is not None
    assert (kept.turn, kept.language) == (2, "en")
    (only,) = await store.leads()
    assert only.reference == "BT-FI-26-0001"
    assert only.answers == lead().answers
    assert [line.step for line in only.history] == ["submit", "relay"]
    assert [each.id for each in await store.leads_of("U0KARI")] == ["lead-1"]
    assert await store.card(LeadId("lead-1"), CentreId("fi")) == "C0FI 1.1"
    assert (await store.take_turn(HERE, [text("seen")], deciding(), NOW)).fresh == ()
    (missed,) = await store.undelivered()
    assert (missed.kind, missed.centre, missed.reason) == ("show_lead", "no", "the channel is gone")
    (timer,) = await store.due_timers(later(days=1), 10)
    assert timer.timer == "partial"
    sent = []
    while rows := await store.due(NOW, 10):
        for row in rows:
            sent.append((row.recipient, row.kind))
            await store.delivered(row.id, f"receipt {row.id}", later(seconds=1))
    assert sorted(sent) == [
        ("centre:fi", "relay"),
        ("centre:fi", "share_file"),
        ("centre:no", "share_file"),
        (HERE, "say"),
    ]
    await store.take_turn(HERE, [text("2")], deciding(Say(ask="new")), NOW)
    (row,) = await store.due(NOW, 10)
    assert row.id > 8, "the id of an erased row came again"
    # What it knows of since then begins with what there is.
    assert await store.erasures() == []
    assert await store.blocked() == []
    keeping = Keeping()
    late = later(days=keeping.open_leads.days + 1)
    assert [old.conversation for old in await store.outlived(late, keeping, 10)] == [HERE]
    await store.close()
