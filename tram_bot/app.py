"""The one place where parts are built and wired, started and stopped."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tram_bot.core import data_file
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import ConversationId, Language
from tram_bot.core.keeping import Keeping
from tram_bot.core.kept import Kept
from tram_bot.core.lead_card import working_language
from tram_bot.core.limits import Allowance
from tram_bot.core.weekly import Weekly
from tram_bot.database import Database
from tram_bot.delivery import Delivery
from tram_bot.gate import Gate
from tram_bot.matching.duplicates import alike
from tram_bot.metrics import Metrics
from tram_bot.outgoing import Payload
from tram_bot.ports import Channel, Clock, Digest, LeadDesk, Store
from tram_bot.report import reading
from tram_bot.report.figures import Period, Sources
from tram_bot.report.needed import check_extra
from tram_bot.retention import Retention
from tram_bot.settings import WEEKLY_DIGEST
from tram_bot.store.doors import open_store
from tram_bot.turns import Observe, Turns
from tram_bot.weekly import WeeklyDigest


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The running parts that an edge talks to."""

    store: Store
    turns: Turns
    gate: Gate
    delivery: Delivery
    retention: Retention
    weekly: WeeklyDigest | None


@asynccontextmanager
async def running(
    *,
    content: Callable[[], Content],
    database: Database,
    clock: Clock,
    channels: Mapping[str, Channel],
    desk: Callable[[Callable[[], Content], Store], LeadDesk],
    language: Language = "en",
    metrics: Metrics | None = None,
    observe: Observe | None = None,
    allowed: Allowance | None = None,
    keeping: Keeping | None = None,
    weekly_digest: Weekly | None = None,
) -> AsyncIterator[App]:
    """The parts, wired; closed in the end. `content` gives the picture of the moment, `observe` is
    told of every turn in place of `metrics`, `allowed` is what people may send, `keeping` how long
    what is kept, `weekly_digest` when the lead partner's desk gets its figures. Raises
    SettingsError if the database cannot be used, or the figures not be drawn."""
    if weekly_digest:
        check_extra(WEEKLY_DIGEST)
    counted = metrics or Metrics()
    store = await open_store(database, alike=alike)
    woken = asyncio.Event()
    turns = Turns(
        store=store,
        clock=clock,
        content=content,
        committed=woken.set,
        language=language,
        observe=observe or counted.turn,
        dropped=counted.event_dropped,
    )

    async def is_known(conversation: ConversationId) -> bool:
        return await store.conversation(conversation) is not None

    gate = Gate(
        turns.take,
        is_known=is_known,
        allowed=allowed or Allowance(),
        dropped=counted.event_dropped,
    )
    delivery = Delivery(
        store=store,
        clock=clock,
        channels=channels,
        desk=desk(content, store),
        take=turns.take,
        woken=woken,
        data_file=lambda kept: _data_file(content(), kept, clock),
        digest=partial(_digest, content, store, clock) if weekly_digest else None,
        observe=counted.delivery,
    )
    retention = Retention(store=store, clock=clock, take=turns.take, keeping=keeping or Keeping())
    weekly = None
    if weekly_digest:
        weekly = WeeklyDigest(
            store=store, clock=clock, content=content, weekly=weekly_digest, committed=woken.set
        )
    try:
        yield App(
            store=store,
            turns=turns,
            gate=gate,
            delivery=delivery,
            retention=retention,
            weekly=weekly,
        )
    finally:
        await store.close()


def _data_file(content: Content, kept: Kept, clock: Clock) -> tuple[str, Payload]:
    """Everything that is kept about a company, and the words it is handed over with."""
    language = kept.conversation.language
    text = data_file.document(content, kept, clock.now())
    name = content.phrasebook.say("data_file_name", language)
    # With a mark of its encoding: there are viewers that guess.
    data = text.encode("utf-8-sig", "replace")
    file = Payload(name=f"{name}.txt", media_type="text/plain", data=data)
    return content.phrasebook.say("data_given", language), file


async def _digest(
    content: Callable[[], Content], store: Store, clock: Clock, since: datetime, until: datetime
) -> Digest:
    """The figures of that week as they stand now."""
    today = content()
    time_zone = today.office(LEAD_DESK).time_zone
    week = reading.week_between(since, until, time_zone, clock.now())
    sources = await reading.of_week(store, week)
    # It takes a second or two to draw, and people want to be answered meanwhile.
    return await asyncio.to_thread(_drawn, today, week, sources)


def _drawn(content: Content, week: Period, sources: Sources) -> Digest:
    from tram_bot.report.week import digest_of  # noqa: PLC0415 - it needs the extra

    return digest_of(content, working_language(content, LEAD_DESK), week, sources)
