"""`leads list`, `leads show` and `leads export`: reading, never writing."""

import asyncio
import csv
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from tram_bot import app
from tram_bot.commands.printing import emit, emit_json
from tram_bot.core.content import Content
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import lead_card
from tram_bot.desk.terminal import laid_out_card
from tram_bot.errors import SettingsError
from tram_bot.ports import Store
from tram_bot.store.sqlite import open_sqlite
from tram_bot.text_layout import Paper

T = TypeVar("T")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def leads_list(root: Path, database: Path, *, as_json: bool) -> int:
    """Print a line for each lead, newest first."""
    del root  # a list needs no words
    leads = asyncio.run(_all(database))
    if as_json:
        emit_json([_row(lead) for lead in leads])
        return 0
    for lead in leads:
        country = lead.country or "--"
        partial = "partial" if lead.partial else ""
        emit(
            f"{lead.reference}  {lead.submitted_at:%Y-%m-%d %H:%M}  {country}  "
            f"{lead.centre:<10} {lead.state:<16} {partial}".rstrip()
        )
    return 0


def leads_show(root: Path, database: Path, reference: str, *, as_json: bool) -> int:
    """Print everything about one lead: its card and its history."""

    async def one(store: Store) -> Lead | None:
        return await store.lead_by_reference(reference)

    lead = asyncio.run(_reading(database, one))
    if lead is None:
        raise SettingsError(f"there is no lead {reference}; 'tram-bot leads list' names them all")
    content = app.build_content(root)
    if as_json:
        emit_json(_whole(content, lead))
        return 0
    card = lead_card(content, lead, lead.centre)
    emit(laid_out_card(content, card, lead.centre, Paper(width=100)))
    for happening in lead.history:
        detail = f": {happening.detail}" if happening.detail else ""
        emit(f"{happening.at:%Y-%m-%d %H:%M}  {happening.who}  {happening.step}{detail}")
    return 0


def leads_export(root: Path, database: Path, format: str) -> int:
    """Print all leads as one table, or as JSON."""
    content = app.build_content(root)
    leads = asyncio.run(_all(database))
    if format == "json":
        emit_json([_whole(content, lead) for lead in leads])
        return 0
    rows = [_flat(content, lead) for lead in leads]
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(_COLUMNS)
    writer = csv.DictWriter(sys.stdout, names, restval="")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return 0


def harmless(value: str) -> str:
    """The text as a spreadsheet shows it, never computes it.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


_COLUMNS = (
    "reference",
    "submitted_at",
    "state",
    "centre",
    "country",
    "language",
    "partial",
    "owner",
    "outcome",
)


def _row(lead: Lead) -> dict[str, str | bool | None]:
    return {
        "reference": lead.reference,
        "submitted_at": lead.submitted_at.isoformat(),
        "state": lead.state.value,
        "centre": lead.centre,
        "country": lead.country,
        "language": lead.language,
        "partial": lead.partial,
        "owner": lead.owner,
        "outcome": lead.outcome.value if lead.outcome else None,
    }


def _flat(content: Content, lead: Lead) -> dict[str, str]:
    card = lead_card(content, lead, lead.centre)
    row = {name: "" if value is None else str(value) for name, value in _row(lead).items()}
    row["problem"] = card.problem
    row.update({line.label: line.value for line in card.answers})
    row["facilities"] = "; ".join(line.name for line in card.facilities)
    row["open"] = "; ".join(card.open_questions)
    return row


def _whole(content: Content, lead: Lead) -> dict[str, object]:
    card = lead_card(content, lead, lead.centre)
    return {
        **_row(lead),
        "copies": list(lead.copies),
        "wants_person": lead.wants_person,
        "problem": card.problem,
        "answers": [
            {"label": line.label, "value": line.value, "how": line.how} for line in card.answers
        ],
        "techniques": [
            {"id": each.technique, "score": round(each.score, 4)} for each in lead.techniques
        ],
        "facilities": [
            {
                "id": each.facility,
                "score": round(each.score, 4),
                "techniques": list(each.techniques),
                "words": [reason.words for reason in each.because],
            }
            for each in lead.facilities
        ],
        "unrecognised": list(lead.unrecognised),
        "open_questions": list(card.open_questions),
        "consent": {
            "text_version": lead.consent.text_version,
            "language": lead.consent.language,
            "at": lead.consent.at.isoformat(),
        },
        "files": [file.name for file in lead.files],
        "history": [
            {"at": each.at.isoformat(), "who": each.who, "step": each.step, "detail": each.detail}
            for each in lead.history
        ],
    }


async def _all(database: Path) -> tuple[Lead, ...]:
    async def every(store: Store) -> tuple[Lead, ...]:
        return tuple(await store.leads())

    return await _reading(database, every)


async def _reading(database: Path, read: Callable[[Store], Awaitable[T]]) -> T:
    store = await open_sqlite(database, read_only=True)
    try:
        return await read(store)
    finally:
        await store.close()
