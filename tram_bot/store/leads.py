"""Leads, their references, and the numbers those are counted by."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from tram_bot.core.effects import Relay
from tram_bot.core.identifiers import Country, LeadId
from tram_bot.core.lead import Happening, Lead, completed
from tram_bot.store import codec
from tram_bot.store.rows import stamp, whole

RELAYED = "relay"
"""The line of a lead's history for words of the company that were passed on."""

RELAYED_EDIT = "relay_edited"
"""The same, for a message that the company changed afterwards."""


class NextNumbers(Mapping[Country, int]):
    """The next free number of every country code: 1 where no lead was counted this year."""

    def __init__(self, used: Mapping[Country, int]) -> None:
        self._used = used

    def __getitem__(self, country: Country) -> int:
        return self._used.get(country, 0) + 1

    def __iter__(self) -> Iterator[Country]:
        return iter(self._used)

    def __len__(self) -> int:
        return len(self._used)


def next_numbers(connection: sqlite3.Connection, now: datetime) -> NextNumbers:
    """The next free numbers in the year of `now`."""
    rows = connection.execute(
        "SELECT country, used FROM counters WHERE year = ?", (now.year % 100,)
    )
    return NextNumbers(dict(rows.fetchall()))


def use_number(connection: sqlite3.Connection, reference: str) -> None:
    """Never give this reference's number again, whatever becomes of its lead.

    Raises ValueError for a reference that `core.lead.reference` does not make.
    """
    _, country, year, number = reference.split("-")
    connection.execute(
        "INSERT INTO counters (country, year, used) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET used = max(used, excluded.used)",
        (country, int(year), int(number)),
    )


def submit(connection: sqlite3.Connection, lead: Lead) -> Lead:
    """Keep a lead that was handed in; returns it as kept, completing an older one of its id."""
    existing = load(connection, lead.id)
    if existing:
        kept = completed(existing, lead)
    else:
        kept = lead
        use_number(connection, lead.reference)
    _save(connection, kept)
    return kept


def relay(connection: sqlite3.Connection, effect: Relay, now: datetime) -> Lead:
    """Note in the lead's history that the company wrote; returns the lead with it.

    Raises LookupError if there is no such lead.
    """
    lead = load(connection, effect.lead)
    if lead is None:
        raise LookupError(f"there is no lead {effect.lead} to relay to")
    line = Happening(
        at=now,
        who="company",
        step=RELAYED_EDIT if effect.edited else RELAYED,
        detail=effect.text,
    )
    noted = replace(lead, history=(*lead.history, line))
    _save(connection, noted)
    return noted


def load(connection: sqlite3.Connection, id: LeadId) -> Lead | None:
    """A lead by its id."""
    row = connection.execute("SELECT document FROM leads WHERE id = ?", (id,)).fetchone()
    return codec.leads().load(row[0]) if row else None


def load_by_reference(connection: sqlite3.Connection, reference: str) -> Lead | None:
    """A lead by its reference; case and surrounding blanks do not matter."""
    row = connection.execute(
        "SELECT document FROM leads WHERE reference = ?", (_key(reference),)
    ).fetchone()
    return codec.leads().load(row[0]) if row else None


def load_all(connection: sqlite3.Connection) -> list[Lead]:
    """Every lead, newest first."""
    rows = connection.execute("SELECT document FROM leads ORDER BY submitted_at DESC, rowid DESC")
    return [codec.leads().load(document) for (document,) in rows.fetchall()]


def _save(connection: sqlite3.Connection, lead: Lead) -> None:
    connection.execute(
        "INSERT INTO leads (id, reference, conversation, centre, country, state, outcome, partial,"
        " submitted_at, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET centre = excluded.centre, country = excluded.country,"
        " state = excluded.state, outcome = excluded.outcome, partial = excluded.partial,"
        " submitted_at = excluded.submitted_at, document = excluded.document",
        (
            lead.id,
            _key(lead.reference),
            lead.conversation,
            lead.centre,
            lead.country,
            lead.state,
            lead.outcome,
            lead.partial,
            stamp(lead.submitted_at),
            codec.leads().dump(lead),
        ),
    )


def _key(reference: str) -> str:
    return whole(reference).strip().upper()
