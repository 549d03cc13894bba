"""A week's figures for the lead partner's desk, in the language its staff work in: what stands in
the picture, and the same in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from babel.units import format_unit

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.core.lead_history import spoken_moment
from tram_bot.core.present import spoken_date
from tram_bot.report.figures import CentreFigures, Count, Figures, LeftAt, shown
from tram_bot.report.tables import Row

_DAYS_FROM = timedelta(hours=48)
"""From here on a span is told in days. Ours."""
_NONE = "–"

Say = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """How many there are of each kind."""

    title: str
    counts: Sequence[Count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Centres:
    """What came to each centre and how soon it was answered. The first cell of a row belongs to
    the bar of its requests, the others are how many wait and how long half and nine of ten did."""

    title: str
    head: Sequence[str]
    rows: Sequence[Row]
    figures: Sequence[CentreFigures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Where companies leave the questionnaire; a cell for each language, and one for all."""

    title: str
    head: Sequence[str]
    rows: Sequence[Row]
    figures: Sequence[LeftAt]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheet:
    """All that stands in the picture. `pairs` stand side by side."""

    title: str
    lines: Sequence[str]
    centres: Centres
    pairs: Sequence[tuple[Bars, Bars]]
    leaving: Leaving
    none: str
    key: str
    language: Language


def sheet_of_week(content: Content, language: Language, figures: Figures) -> WeekSheet:
    """The week of these figures, whose names are in that language. One that is not over ends
    now, as its title says."""

    def say(key: str, /, **values: str) -> str:
        return content.phrasebook.say(key, language, **values)

    first = figures.period.first
    last = spoken_date(content, language, first + timedelta(days=6))
    if not figures.period.is_over:
        zone = content.office(LEAD_DESK).time_zone
        last = ", ".join(spoken_moment(content, language, figures.period.now, zone))
    return WeekSheet(
        title=say("digest_title", first=spoken_date(content, language, first), last=last),
        lines=tuple(_lines(say, language, figures)),
        centres=_centres(say, language, figures),
        pairs=(
            (
                Bars(title=say("digest_countries"), counts=figures.countries),
                Bars(title=say("digest_sectors"), counts=figures.sectors),
            ),
            (
                Bars(title=say("digest_techniques"), counts=figures.techniques),
                Bars(title=say("digest_verdicts"), counts=figures.verdicts),
            ),
            (
                Bars(title=say("digest_misheard"), counts=figures.misheard),
                Bars(title=say("digest_outcomes"), counts=figures.outcomes),
            ),
        ),
        leaving=_leaving(say, figures),
        none=say("digest_none"),
        key=say("digest_key"),
        language=language,
    )


def in_words(sheet: WeekSheet) -> str:
    """The whole sheet as lines of text, for whoever does not see the picture."""
    return "\n".join(_words(sheet))


def span(language: Language, long: timedelta) -> str:
    """A length of time as people say it.

    >>> span("en", timedelta(minutes=20)), span("en", timedelta(hours=5))
    ('20 min', '5 hr')
    >>> span("de", timedelta(hours=60))
    '2,5 Tg.'
    """
    if long < timedelta(hours=1):
        number, unit = round(long / timedelta(minutes=1)), "duration-minute"
    elif long < _DAYS_FROM:
        number, unit = round(long / timedelta(hours=1)), "duration-hour"
    else:
        return format_unit(
            round(long / timedelta(days=1), 1), "duration-day", "short", locale=language
        )
    return format_unit(number, unit, "short", locale=language)


def _lines(say: Say, language: Language, figures: Figures) -> Iterator[str]:
    yield say("digest_requests", count=str(figures.requests), partial=shown(figures.partial))
    everybody = figures.all_centres
    if everybody.median and everybody.ninetieth:
        yield say(
            "digest_answers",
            median=span(language, everybody.median),
            ninetieth=span(language, everybody.ninetieth),
        )
    yield say("digest_waiting", count=everybody.waiting.shown)


def _centres(say: Say, language: Language, figures: Figures) -> Centres:
    heads = ("requests", "waiting", "half", "most")
    return Centres(
        title=say("digest_centres"),
        head=tuple(say(f"digest_head_{each}") for each in heads),
        rows=[
            Row(
                label=each.requests.label,
                cells=(
                    each.requests.shown,
                    each.waiting.shown,
                    *(
                        span(language, long) if long else _NONE
                        for long in (each.median, each.ninetieth)
                    ),
                ),
            )
            for each in figures.centres
        ],
        figures=figures.centres,
    )


def _leaving(say: Say, figures: Figures) -> Leaving:
    return Leaving(
        title=say("digest_left"),
        head=(*figures.languages, say("digest_head_all")),
        rows=[
            Row(
                label=each.total.label,
                cells=(
                    *(shown(each.by_language.get(code, 0)) for code in figures.languages),
                    each.total.shown,
                ),
            )
            for each in figures.left
        ],
        figures=figures.left,
    )


def _words(sheet: WeekSheet) -> Iterator[str]:
    yield sheet.title
    yield from sheet.lines
    for table in (sheet.centres, sheet.leaving):
        yield from ("", table.title)
        for row in table.rows:
            cells = ", ".join(
                f"{head} {cell}" for head, cell in zip(table.head, row.cells, strict=True)
            )
            yield f"{row.label}: {cells}"
        if not table.rows:
            yield sheet.none
    for bars in (each for pair in sheet.pairs for each in pair):
        yield from ("", bars.title)
        yield from (f"{count.label}: {count.shown}" for count in bars.counts)
        if not bars.counts:
            yield sheet.none
