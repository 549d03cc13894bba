"""The tables, in the order in which they came to be.

A migration is a function; its number is its place in `MIGRATIONS`, counted from 1, and the
file's `user_version` says how many it has had. One that was released is never changed again.
"""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tram_bot.errors import SettingsError

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"TRAM", "big")
"""Stands in the file's header, so that no other program's database is taken for ours."""

Migration = Callable[["Database"], None]


def _first_tables(database: "Database") -> None:
    database.table("conversations").create(
        {"id": str, "turn": int, "document": str, "saved_at": str},
        pk="id",
        not_null={"turn", "document", "saved_at"},
        strict=True,
    )
    # No reference to `conversations`: the ids are recorded before the first turn saves one.
    database.table("events").create(
        {"conversation": str, "id": str, "at": str},
        pk=("conversation", "id"),
        not_null={"at"},
        strict=True,
    )
    # The columns beside `document` are for reports and for looking a lead up.
    leads = database.table("leads").create(
        {
            "id": str,
            "reference": str,
            "conversation": str,
            "centre": str,
            "country": str,
            "state": str,
            "outcome": str,
            "partial": int,
            "submitted_at": str,
            "document": str,
        },
        pk="id",
        not_null={"reference", "conversation", "centre", "state", "submitted_at", "document"},
        foreign_keys=[("conversation", "conversations", "id")],
        strict=True,
    )
    leads.create_index(["reference"], unique=True)
    leads.create_index(["conversation"])
    leads.create_index(["submitted_at"])
    database.table("counters").create(
        {"country": str, "year": int, "used": int},
        pk=("country", "year"),
        not_null={"used"},
        strict=True,
    )
    database.table("timers").create(
        {"conversation": str, "timer": str, "set_at": int, "due": str},
        pk=("conversation", "timer"),
        not_null={"set_at", "due"},
        foreign_keys=[("conversation", "conversations", "id")],
        strict=True,
    ).create_index(["due"])
    database.table("chores").create({"name": str}, pk="name", strict=True)
    # AUTOINCREMENT: the id of an erased row never comes to mean another one. A `say` without a
    # conversation is what is still to be told to somebody who was erased.
    database.execute(
        """
        CREATE TABLE outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          kind TEXT NOT NULL CHECK (kind IN ('say', 'lead', 'lead_copy', 'relay')),
          state TEXT NOT NULL DEFAULT 'waiting'
            CHECK (state IN ('waiting', 'delivered', 'given_up')),
          recipient TEXT NOT NULL,
          conversation TEXT REFERENCES conversations (id),
          lead TEXT REFERENCES leads (id),
          centre TEXT,
          say TEXT,
          text TEXT NOT NULL DEFAULT '',
          edited INTEGER NOT NULL DEFAULT 0,
          attempts INTEGER NOT NULL DEFAULT 0,
          created_at TEXT NOT NULL,
          due TEXT NOT NULL,
          settled_at TEXT,
          receipt TEXT,
          reason TEXT
        ) STRICT
        """
    )
    database.execute(
        "CREATE INDEX outbox_waiting ON outbox (recipient, id) WHERE state = 'waiting'"
    )
    # Per recipient only the oldest message may leave: the rest of its line waits behind it.
    database.create_view(
        "first_in_line",
        "SELECT * FROM outbox WHERE id IN"
        " (SELECT min(id) FROM outbox WHERE state = 'waiting' GROUP BY recipient)",
    )
    database.table("outbox").create_index(["conversation"])
    database.table("outbox").create_index(["lead"])


def _desks(database: "Database") -> None:
    """Whatever goes to a desk is one document in the outbox, and leads tell who has them and
    what their company is known by."""
    for column in ("owner", "company", "email_domain"):
        database.execute(f"ALTER TABLE leads ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    database.execute("UPDATE leads SET owner = coalesce(json_extract(document, '$.owner'), '')")
    database.execute("CREATE INDEX leads_owner ON leads (owner) WHERE owner != ''")
    database.execute("CREATE INDEX leads_domain ON leads (email_domain) WHERE email_domain != ''")
    database.execute("CREATE INDEX leads_open ON leads (centre) WHERE state != 'closed'")
    database.execute("DROP VIEW first_in_line")
    database.execute("ALTER TABLE outbox RENAME TO outbox_before")
    for index in ("outbox_waiting", "idx_outbox_conversation", "idx_outbox_lead"):
        database.execute(f"DROP INDEX {index}")
    database.execute(
        """
        CREATE TABLE outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          kind TEXT NOT NULL,
          state TEXT NOT NULL DEFAULT 'waiting'
            CHECK (state IN ('waiting', 'delivered', 'given_up')),
          recipient TEXT NOT NULL,
          conversation TEXT REFERENCES conversations (id),
          lead TEXT REFERENCES leads (id),
          centre TEXT,
          document TEXT,
          ref TEXT NOT NULL DEFAULT '',
          attempts INTEGER NOT NULL DEFAULT 0,
          created_at TEXT NOT NULL,
          due TEXT NOT NULL,
          settled_at TEXT,
          receipt TEXT,
          reason TEXT
        ) STRICT
        """
    )
    database.execute(
        """
        INSERT INTO outbox (id, kind, state, recipient, conversation, lead, centre, document,
          attempts, created_at, due, settled_at, receipt, reason)
        SELECT id,
          CASE kind WHEN 'say' THEN 'say' WHEN 'relay' THEN 'relay' ELSE 'show_lead' END,
          state, recipient, conversation, lead, centre,
          CASE kind
            WHEN 'say' THEN say
            WHEN 'relay' THEN json_object('schema', 1, 'lead', lead, 'text', text,
              'edited', json(iif(edited, 'true', 'false')))
            ELSE '{"schema":1}'
          END,
          attempts, created_at, due, settled_at, receipt, reason
        FROM outbox_before
        """
    )
    database.execute("UPDATE outbox SET document = NULL WHERE state = 'delivered'")
    # An id that was given once, and erased since, does not come again.
    database.execute("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    database.execute("UPDATE sqlite_sequence SET name = 'outbox' WHERE name = 'outbox_before'")
    database.execute("DROP TABLE outbox_before")
    database.execute(
        "CREATE INDEX outbox_waiting ON outbox (recipient, id) WHERE state = 'waiting'"
    )
    database.execute("CREATE INDEX outbox_conversation ON outbox (conversation)")
    database.execute("CREATE INDEX outbox_lead ON outbox (lead, centre, kind)")
    database.execute("CREATE INDEX outbox_receipt ON outbox (receipt) WHERE kind = 'show_lead'")
    database.execute("CREATE INDEX outbox_ref ON outbox (ref) WHERE ref != ''")
    # Per recipient only the oldest message may leave: the rest of its line waits behind it.
    database.create_view(
        "first_in_line",
        "SELECT * FROM outbox WHERE id IN"
        " (SELECT min(id) FROM outbox WHERE state = 'waiting' GROUP BY recipient)",
    )


def _blocks(database: "Database") -> None:
    """Senders whom staff have blocked, and the key by which they are hashed."""
    database.execute(
        """
        CREATE TABLE blocks (
          sender TEXT PRIMARY KEY NOT NULL,
          reference TEXT NOT NULL,
          centre TEXT NOT NULL,
          staff TEXT NOT NULL,
          at TEXT NOT NULL
        ) STRICT
        """
    )
    database.execute(
        "CREATE TABLE keys (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT"
    )


def _keeping(database: "Database") -> None:
    """How long is kept what, and how much was erased."""
    # When a person did something last, rather than a timer.
    database.execute("ALTER TABLE conversations ADD COLUMN heard_at TEXT NOT NULL DEFAULT ''")
    database.execute("UPDATE conversations SET heard_at = saved_at")
    database.execute("CREATE INDEX conversations_heard ON conversations (heard_at)")
    database.execute("CREATE INDEX events_at ON events (at)")
    database.execute(
        "CREATE INDEX outbox_settled ON outbox (settled_at) WHERE settled_at IS NOT NULL"
    )
    # Nothing in it is of anybody: a month as 2026-11, '' for a talk that led to no request.
    database.table("erased").create(
        {"month": str, "centre": str, "country": str, "why": str, "number": int},
        pk=("month", "centre", "country", "why"),
        not_null={"number"},
        strict=True,
    )


def _misheard(database: "Database") -> None:
    """Messages that were not understood, for people to teach the bot."""
    # AUTOINCREMENT: a number that somebody has read in a list never comes to mean another message.
    database.execute(
        """
        CREATE TABLE misheard (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          conversation TEXT NOT NULL REFERENCES conversations (id),
          language TEXT NOT NULL,
          text TEXT NOT NULL,
          why TEXT NOT NULL,
          guesses TEXT NOT NULL,
          message TEXT NOT NULL,
          at TEXT NOT NULL
        ) STRICT
        """
    )
    database.execute("CREATE UNIQUE INDEX misheard_text ON misheard (conversation, text)")
    database.execute("CREATE INDEX misheard_at ON misheard (at)")


def _pages(database: "Database") -> None:
    """Whose page at the desks was shown."""
    database.execute("CREATE TABLE pages (member TEXT PRIMARY KEY NOT NULL) STRICT")


MIGRATIONS: tuple[Migration, ...] = (_first_tables, _desks, _blocks, _keeping, _misheard, _pages)

VERSION = len(MIGRATIONS)
"""The version this program reads and writes."""


def migrate(
    connection: sqlite3.Connection, path: Path, steps: Sequence[Migration] = MIGRATIONS
) -> None:
    """Take the steps a database has not taken yet, all of them or none.

    Raises SettingsError for another program's database or a newer version.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        taken = version_of(connection, path, newest=len(steps))
        if taken < len(steps):
            # Most starts find the tables as they are to be, and need nothing of what makes them.
            from sqlite_utils import Database  # noqa: PLC0415

            database = Database(connection, recursive_triggers=False, execute_plugins=False)
            for step in steps[taken:]:
                step(database)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection, path: Path, newest: int = VERSION) -> int:
    """How many migrations a database has had; 0 for an empty one.

    Raises SettingsError for another program's database or a version above `newest`.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or version or tables):
        raise SettingsError(
            f"{path} is another program's database: name another file; this one was left as it is"
        )
    if version > newest:
        raise SettingsError(
            f"{path} is of version {version} and this tram-bot knows {newest} at most: "
            "start the newer tram-bot that wrote it"
        )
    return int(version)
