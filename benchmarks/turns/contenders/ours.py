"""tram-bot as it runs: the gate, the turns, the store and the delivery, wired by `app.running`."""

import asyncio
import io
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path

from benchmarks.turns.contenders.ours_form import write_form
from benchmarks.turns.contenders.ours_platform import NAME, Platform, platform
from benchmarks.turns.form import MESSAGES
from benchmarks.turns.workload import Talk
from tests.english import english_only
from tram_bot import app
from tram_bot.clock import SystemClock
from tram_bot.commands import learner_of
from tram_bot.core.events import Event, said
from tram_bot.core.identifiers import ConversationId, EventId
from tram_bot.core.limits import Allowance
from tram_bot.database import Database, DatabaseUrl
from tram_bot.desk.terminal import TerminalDesk
from tram_bot.serving import build_content
from tram_bot.settings import read_settings
from tram_bot.text_layout import Paper

REAL = "real"
"""Asks for the repository's own content, in English, in place of the small form."""

_ROOT = Path(__file__).resolve().parents[3]
_LEARNT = {"TRAM_BOT_LEARNT": str(_ROOT / ".bench" / "learnt")}
"""What was learnt is kept from one run to the next, as between two starts of an operator's."""
_NO_LIMIT = 10**9


@asynccontextmanager
async def opened(where: Path, option: str) -> AsyncIterator[Talk]:
    """The running program; `option` is the address of a PostgreSQL database, `REAL`, or ""."""
    database = DatabaseUrl(option) if "://" in option else _file(where)
    async with (
        platform(where) as screens,
        _running(where, database, screens, real=option == REAL) as running,
    ):
        # What was committed before a crash is sent before anything else comes in.
        await running.delivery.flush()
        sending = asyncio.create_task(running.delivery.run())

        async def talk(conversation: str, number: int, text: str) -> str:
            await running.gate.take(_message(conversation, number, text))
            return await screens.shown(conversation, after=0 if option == REAL else number)

        try:
            yield talk
        finally:
            running.delivery.stop()
            await sending


async def bytes_of_a_turn(where: Path) -> int:
    """How many bytes of values one turn leaves in the database, on average over the form."""
    written = 0
    database = _file(where)
    async with (
        platform(where) as screens,
        _running(where, database, screens, real=False) as running,
    ):
        with closing(sqlite3.connect(database)) as reader:
            for number, text in enumerate(MESSAGES, start=1):
                message = _message(f"{where.name}0", number, text)
                await running.gate.take(message)
                (size,) = reader.execute(_WRITTEN).fetchone()
                written += size + len(message.conversation) + len(message.id)
                await running.delivery.flush()
    return written // len(MESSAGES)


_WRITTEN = (
    "SELECT (SELECT sum(length(CAST(document AS BLOB))) FROM conversations)"
    " + (SELECT sum(length(CAST(document AS BLOB))) FROM outbox WHERE state = 'waiting')"
)


def _running(
    where: Path, database: Database, screens: Platform, *, real: bool
) -> AbstractAsyncContextManager[app.App]:
    content = build_content(_content(where, real=real), learner_of(read_settings(_LEARNT)))
    return app.running(
        content=lambda: content,
        database=database,
        clock=SystemClock(),
        channels={NAME: screens},
        desk=lambda served, _: TerminalDesk(io.StringIO(), Paper(width=80), served),
        allowed=Allowance(burst=_NO_LIMIT, newcomers=_NO_LIMIT, waiting=_NO_LIMIT),
    )


def _message(conversation: str, number: int, text: str) -> Event:
    id = ConversationId(f"{NAME}:{conversation}")
    return said(
        id=EventId(f"{id}:{number}"),
        conversation=id,
        at=SystemClock().now(),
        text=text,
        message=str(number),
    )


def _file(where: Path) -> Path:
    return where / "tram.sqlite3"


def _content(where: Path, *, real: bool) -> Path:
    folder = where / "content"
    if not folder.exists():
        folder.mkdir()
        if real:
            english_only(_ROOT, folder)
        else:
            write_form(folder)
    return folder
