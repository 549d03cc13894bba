"""`leads list`, `leads show` and `leads export`: reading, never writing."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tram_bot import serving
from tram_bot.commands.printing import emit, emit_json
from tram_bot.content.hints import closest
from tram_bot.core.confidentiality import Sight, exported
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import lead_card
from tram_bot.core.lead_export import overview, table, whole_lead
from tram_bot.database import Database
from tram_bot.desk.terminal import laid_out_card
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.ports import Store
from tram_bot.store.doors import open_store
from tram_bot.text_layout import Paper

T = TypeVar("T")


def leads_list(root: Path, database: Database, *, as_json: bool) -> int:
    """Print a line for each lead, newest first."""
    del root  # a list needs no words
    leads = asyncio.run(_all(database))
    if as_json:
        emit_json([overview(lead) for lead in leads])
        return 0
    for lead in leads:
        country = lead.country or "--"
        partial = "partial" if lead.partial else ""
        emit(
            f"{lead.reference}  {lead.submitted_at:%Y-%m-%d %H:%M}  {country}  "
            f"{lead.centre:<10} {lead.state:<16} {partial}".rstrip()
        )
    return 0


def leads_show(
    root: Path,
    database: Database,
    reference: str,
    *,
    learner: Learner,
    as_json: bool,
    confidential: bool,
) -> int:
    """Print everything about one lead: its card and its history; what was told in confidence only
    if that is wanted."""

    lead = lead_called(database, reference)
    content = serving.read_content(root, learner)
    if as_json:
        emit_json(whole_lead(content, lead, confidential=confidential))
        return 0
    sight = exported(lead, confidential=confidential)
    card = lead_card(content, lead, lead.centre, sight)
    emit(laid_out_card(content, card, lead.centre, Paper(width=100)))
    for happening in lead.history:
        words = happening.detail if sight is Sight.ALL else ""
        detail = f": {words}" if words else ""
        emit(f"{happening.at:%Y-%m-%d %H:%M}  {happening.who}  {happening.step}{detail}")
    return 0


def leads_export(
    root: Path, database: Database, format: str, *, learner: Learner, confidential: bool
) -> int:
    """Print all leads as one table, or as JSON; what was told in confidence only if that is
    wanted."""
    content = serving.read_content(root, learner)
    leads = asyncio.run(_all(database))
    if format == "json":
        emit_json([whole_lead(content, lead, confidential=confidential) for lead in leads])
        return 0
    sys.stdout.write(table(content, leads, confidential=confidential))
    return 0


def lead_called(database: Database, reference: str) -> Lead:
    """The lead of that reference. Raises SettingsError if there is none."""

    async def one(store: Store) -> tuple[Lead | None, Sequence[Lead]]:
        lead = await store.lead_by_reference(reference)
        return lead, () if lead else tuple(await store.leads())

    lead, others = asyncio.run(_reading(database, one))
    if lead is None:
        best = closest(reference, (each.reference for each in others))
        mend = f"did you mean {best}?" if best else "'tram-bot leads list' names them all"
        raise SettingsError(f"there is no lead {reference}; {mend}")
    return lead


async def _all(database: Database) -> tuple[Lead, ...]:
    async def every(store: Store) -> tuple[Lead, ...]:
        return tuple(await store.leads())

    return await _reading(database, every)


async def _reading(database: Database, read: Callable[[Store], Awaitable[T]]) -> T:
    store = await open_store(database, read_only=True)
    try:
        return await read(store)
    finally:
        await store.close()
