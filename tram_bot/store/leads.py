"""Leads, their references, and the numbers those are counted by."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from tram_bot.core.effects import KeepLead, Relay, SubmitLead
from tram_bot.core.identifiers import CentreId, ConversationId, Country, LeadId
from tram_bot.core.lead import Lead
from tram_bot.core.leads_after import lead_after, relayed
from tram_bot.ports import EVERY
from tram_bot.store import codec
from tram_bot.store.rows import stamp, whole
from tram_bot.store.sql import Connection


class NextNumbers(Mapping[Country, int]):
    """The next free number of every country code in the year of `now`: 1 where no lead was
    counted. A number that was looked at belongs to the running transaction until its end."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._year = now.year % 100

    def __getitem__(self, country: Country) -> int:
        # An update that changes nothing: it holds the row, so that nobody else is told the same.
        (used,) = self._connection.execute(
            "INSERT INTO counters (country, year, used) VALUES (?, ?, 0)"
            " ON CONFLICT (country, year) DO UPDATE SET used = counters.used RETURNING used",
            (country, self._year),
        ).fetchone()
        return int(used) + 1

    def __iter__(self) -> Iterator[Country]:
        rows = self._connection.execute(
            "SELECT country FROM counters WHERE year = ? ORDER BY country", (self._year,)
        )
        return iter([country for (country,) in rows.fetchall()])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def use_number(connection: Connection, reference: str) -> None:
    """Never give this reference's number again, whatever becomes of its lead.

    Raises ValueError for a reference that `core.lead.reference` does not make.
    """
    _, country, year, number = reference.split("-")
    connection.execute(
        "INSERT INTO counters (country, year, used) VALUES (?, ?, ?)"
        " ON CONFLICT (country, year) DO UPDATE SET used = excluded.used"
        " WHERE counters.used < excluded.used",
        (country, int(year), int(number)),
    )


def keep(connection: Connection, effect: SubmitLead | KeepLead) -> Lead:
    """Keep a lead as an effect leaves it; returns it as kept."""
    existing = load(connection, effect.lead.id)
    kept = lead_after(existing, effect, effect.lead.submitted_at)
    if kept is None:
        raise AssertionError("a lead that is handed in or changed is kept")
    if existing is None:
        use_number(connection, kept.reference)
    _save(connection, kept)
    return kept


def relay(connection: Connection, effect: Relay, now: datetime) -> Lead:
    """Note in the lead's history that the company wrote; returns the lead with it.

    Raises LookupError if there is no such lead.
    """
    lead = load(connection, effect.lead)
    if lead is None:
        raise LookupError(f"there is no lead {effect.lead} to relay to")
    noted = relayed(lead, effect, now)
    _save(connection, noted)
    return noted


class LeadsOf(Mapping[LeadId, Lead]):
    """The leads of one conversation, read when they are asked for: most turns need none."""

    def __init__(self, connection: Connection, conversation: ConversationId) -> None:
        self._connection = connection
        self._conversation = conversation

    @cached_property
    def _leads(self) -> Mapping[LeadId, Lead]:
        rows = self._connection.execute(
            "SELECT document FROM leads WHERE conversation = ? ORDER BY rowid",
            (self._conversation,),
        )
        leads = [codec.leads().load(document) for (document,) in rows.fetchall()]
        return {lead.id: lead for lead in leads}

    def __getitem__(self, id: LeadId) -> Lead:
        return self._leads[id]

    def __iter__(self) -> Iterator[LeadId]:
        return iter(self._leads)

    def __len__(self) -> int:
        return len(self._leads)


def load(connection: Connection, id: LeadId) -> Lead | None:
    """A lead by its id."""
    row = connection.execute("SELECT document FROM leads WHERE id = ?", (id,)).fetchone()
    return codec.leads().load(row[0]) if row else None


def load_by_reference(connection: Connection, reference: str) -> Lead | None:
    """A lead by its reference; case and surrounding blanks do not matter."""
    row = connection.execute(
        "SELECT document FROM leads WHERE reference = ?", (_key(reference),)
    ).fetchone()
    return codec.leads().load(row[0]) if row else None


def load_all(connection: Connection, skip: int = 0, most: int = EVERY) -> list[Lead]:
    """Leads, newest first: so many at most of those after the first `skip`."""
    return _documents(connection, "TRUE", newest=True, skip=skip, most=most)


def load_open(connection: Connection, centres: Sequence[CentreId], most: int = EVERY) -> list[Lead]:
    """The leads of these centres that are not closed, the oldest first, so many at most."""
    where = f"state != 'closed' AND centre IN ({', '.join('?' * len(centres))})"
    return _documents(connection, where, *centres, most=most)


def load_of_owner(
    connection: Connection, owner: str, skip: int = 0, most: int = EVERY
) -> list[Lead]:
    """The open leads that somebody has claimed, the oldest first: so many at most of those after
    the first `skip`."""
    return _documents(connection, "state != 'closed' AND owner = ?", owner, skip=skip, most=most)


def _documents(
    connection: Connection,
    where: str,
    *values: str,
    newest: bool = False,
    skip: int = 0,
    most: int = EVERY,
) -> list[Lead]:
    order = "submitted_at DESC, rowid DESC" if newest else "submitted_at, rowid"
    # What is not asked for is put in order without its document, which is most of it.
    rows = connection.execute(
        "SELECT document FROM leads WHERE rowid IN"  # noqa: S608 - ours
        f" (SELECT rowid FROM leads WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?)"
        f" ORDER BY {order}",
        (*values, most, skip),
    )
    return [codec.leads().load(document) for (document,) in rows.fetchall()]


def _save(connection: Connection, lead: Lead) -> None:
    columns = {
        "id": lead.id,
        "reference": _key(lead.reference),
        "conversation": lead.conversation,
        "centre": lead.centre,
        "country": lead.country,
        "state": lead.state,
        "outcome": lead.outcome,
        "partial": int(lead.partial),
        "owner": lead.owner,
        "company": whole(lead.company),
        "email_domain": whole(lead.email_domain),
        "submitted_at": stamp(lead.submitted_at),
        "document": codec.leads().dump(lead),
    }
    fixed = ("id", "reference", "conversation")
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in fixed)
    connection.execute(
        f"INSERT INTO leads ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of ours
        f" ON CONFLICT (id) DO UPDATE SET {changes}",
        tuple(columns.values()),
    )


def _key(reference: str) -> str:
    return whole(reference).strip().upper()
