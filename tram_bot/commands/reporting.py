"""`report`: a month on one page, for the steering group, and a week as the desk gets it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tram_bot import serving
from tram_bot.commands.languages import known_language
from tram_bot.commands.printing import emit
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.identifiers import Language
from tram_bot.core.lead_card import working_language
from tram_bot.database import Database
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.new_files import write_new
from tram_bot.ports import Store
from tram_bot.report import reading
from tram_bot.report.figures import Period, Sources, figures_of
from tram_bot.report.needed import check_extra
from tram_bot.report.tables import ENGLISH, Report, report_of
from tram_bot.store.doors import open_store

_HTML, _PDF, _PNG = ".html", ".pdf", ".png"


def report(
    root: Path,
    database: Database,
    first: date,
    now: datetime,
    *,
    learner: Learner,
    into: Path | None,
    language: Language | None,
) -> int:
    """Write the report of the month that begins on `first` into a new file. Raises SettingsError
    and ContentError."""
    file = into or Path(f"report-{first:%Y-%m}{_HTML}")
    made = _maker(file)
    content = serving.read_content(root, learner)
    names = language or ENGLISH
    known_language(content, names)
    time_zone = content.office(LEAD_DESK).time_zone
    _check_begun("--month", f"{first:%Y-%m}", first, now.astimezone(ZoneInfo(time_zone)))
    month = reading.month(first, time_zone, now)
    sources = asyncio.run(_read(database, month, reading.of_month))
    data = made(report_of(figures_of(content, names, month, sources), names))
    write_new(file, data)
    emit(f"{file} written")
    return 0


def report_week(
    root: Path,
    database: Database,
    monday: date,
    now: datetime,
    *,
    learner: Learner,
    into: Path | None,
    language: Language | None,
) -> int:
    """Write the picture of the week that begins on that Monday into a new file, and print the same
    in words: what the lead partner's desk gets. Raises SettingsError and ContentError."""
    named = f"{monday:%G-W%V}"
    file = into or Path(f"report-{named}{_PNG}")
    if file.suffix.lower() != _PNG:
        raise SettingsError(f"{file}: a week is drawn as {_PNG}; name the file so")
    check_extra("the report")
    from tram_bot.report.week import digest_of  # noqa: PLC0415 - it needs the extra

    content = serving.read_content(root, learner)
    names = language or working_language(content, LEAD_DESK)
    known_language(content, names)
    time_zone = content.office(LEAD_DESK).time_zone
    _check_begun("--week", named, monday, now.astimezone(ZoneInfo(time_zone)))
    week = reading.week(monday, time_zone, now)
    sources = asyncio.run(_read(database, week, reading.of_week))
    digest = digest_of(content, names, week, sources)
    write_new(file, digest.picture.data)
    emit(digest.text)
    emit(f"\n{file} written")
    return 0


def _maker(file: Path) -> Callable[[Report], bytes]:
    """What makes a file of that name. Its charts need an extra that most do without."""
    kind = file.suffix.lower()
    if kind not in (_HTML, _PDF):
        raise SettingsError(f"{file} is neither {_HTML} nor {_PDF}: name the file so")
    check_extra("the report")
    if kind == _PDF:
        from tram_bot.report.sheet import sheet_of  # noqa: PLC0415 - as it says

        return sheet_of
    from tram_bot.report.page import page_of  # noqa: PLC0415 - as above

    return page_of


def _check_begun(option: str, named: str, first: date, now: datetime) -> None:
    if first > now.date():
        raise SettingsError(f"{option}: {named} has yet to begin; name an earlier one")


async def _read(
    database: Database, period: Period, read: Callable[[Store, Period], Awaitable[Sources]]
) -> Sources:
    store = await open_store(database, read_only=True)
    try:
        return await read(store, period)
    finally:
        await store.close()
