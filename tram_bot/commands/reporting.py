"""`report`: the month on one page, for the steering group."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

from tram_bot import serving
from tram_bot.commands.languages import known_language
from tram_bot.commands.printing import emit
from tram_bot.commands.writing import write_new
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.core.limits import PARTIAL_AFTER_HOURS
from tram_bot.database import Database
from tram_bot.errors import SettingsError
from tram_bot.report.figures import Month, Sources, figures_of
from tram_bot.report.tables import Report, report_of
from tram_bot.store.doors import open_store

_HTML, _PDF = ".html", ".pdf"
_SILENT = timedelta(hours=PARTIAL_AFTER_HOURS)


def report(
    root: Path,
    database: Database,
    first: date,
    now: datetime,
    *,
    into: Path | None,
    language: Language,
) -> int:
    """Write the report of the month that begins on `first` into a new file. Raises SettingsError
    and ContentError."""
    file = into or Path(f"report-{first:%Y-%m}{_HTML}")
    made = _maker(file)
    content = serving.read_content(root)
    known_language(content, language)
    month = _month(content, first, now)
    sources = asyncio.run(_sources(database, month))
    data = made(report_of(figures_of(content, language, month, sources), language))
    write_new(file, data)
    emit(f"{file} written")
    return 0


def _maker(file: Path) -> Callable[[Report], bytes]:
    """What makes a file of that name. Its charts need an extra that most do without."""
    kind = file.suffix.lower()
    if kind not in (_HTML, _PDF):
        raise SettingsError(f"{file} is neither {_HTML} nor {_PDF}: name the file so")
    if find_spec("matplotlib") is None:
        raise SettingsError(
            'the report needs an extra that is not installed; run: pip install "tram-bot[report]"'
        )
    if kind == _PDF:
        from tram_bot.report.sheet import sheet_of  # noqa: PLC0415 - as it says

        return sheet_of
    from tram_bot.report.page import page_of  # noqa: PLC0415 - as above

    return page_of


def _month(content: Content, first: date, now: datetime) -> Month:
    """The month by the clock of the lead partner's desk."""
    zone = ZoneInfo(content.office(LEAD_DESK).time_zone)
    begins = datetime(first.year, first.month, 1, tzinfo=zone)
    if begins > now:
        raise SettingsError(f"--month: {first:%Y-%m} has yet to begin; name an earlier one")
    ends = (begins + timedelta(days=32)).replace(day=1)
    return Month(first=first, begins=begins.astimezone(UTC), ends=ends.astimezone(UTC), now=now)


async def _sources(database: Database, month: Month) -> Sources:
    store = await open_store(database, read_only=True)
    try:
        return Sources(
            leads=tuple(await store.leads()),
            left=await store.left_talks(month.begins, min(month.ends, month.now - _SILENT)),
            inbox=[each for each in await store.inbox() if month.has(each.at)],
            erasures=await store.erasures(),
        )
    finally:
        await store.close()
