"""The numbers as tables with a chart beside each: what either form of the report shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_date, format_datetime

from tram_bot.core.identifiers import Language
from tram_bot.core.limits import PARTIAL_AFTER_HOURS
from tram_bot.report.figures import FEWEST, CentreFigures, Count, Figures, Period, shown

_DAYS_FROM = timedelta(hours=48)
"""From here on a span is told in days. Ours."""
ENGLISH: Language = "en"
"""What the report is in; names may be in another language."""
_ENGLISH = "en_GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table: what it is of, and its cells."""

    label: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table and what its chart shows row by row: `bars`, or how long companies waited.
    `language` is that of the labels."""

    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Row]
    language: Language
    bars: Sequence[Count] = ()
    waits: Sequence[CentreFigures] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole page: two columns of tables, and one across both. `lines` say at the top what
    matters most, `notes` at the bottom what was counted how."""

    title: str
    period: str
    lines: Sequence[str]
    columns: Sequence[Sequence[Table]]
    across: Table
    notes: Sequence[str]


def report_of(figures: Figures, language: Language) -> Report:
    """The page of a month; `language` is that of the names in its figures."""
    return Report(
        title=f"tram-bot in {format_date(figures.period.first, 'MMMM yyyy', _ENGLISH)}",
        period=_period(figures.period),
        lines=_lines(figures),
        columns=(
            (
                _counted("Requests by centre", "centre", _requests(figures), language),
                _counted("By country", "country", figures.countries, language),
                _counted(
                    "By technique",
                    "technique",
                    figures.techniques,
                    language,
                    note="the likeliest that was found",
                ),
                _counted(
                    "Not understood",
                    "language",
                    figures.misheard,
                    language,
                    note="messages that nobody has dealt with yet",
                ),
            ),
            (
                _waited(figures, language),
                _counted("By sector", "sector", figures.sectors, language),
                _counted(
                    "Outcomes", "outcome", figures.outcomes, language, note="as they stand now"
                ),
                _counted(
                    "The facility that was found",
                    "verdict",
                    figures.verdicts,
                    language,
                    note="what the centre said on closing",
                ),
            ),
        ),
        across=_left(figures, language),
        notes=_notes(figures),
    )


def spoken(span: timedelta) -> str:
    """A span as people say it.

    >>> spoken(timedelta(minutes=20)), spoken(timedelta(hours=5)), spoken(timedelta(hours=60))
    ('20 min', '5 h', '2.5 d')
    """
    if span < timedelta(hours=1):
        return f"{span / timedelta(minutes=1):.0f} min"
    if span < _DAYS_FROM:
        return f"{span / timedelta(hours=1):.0f} h"
    return f"{round(span / timedelta(days=1), 1):g} d"


def _requests(figures: Figures) -> Sequence[Count]:
    return [each.requests for each in figures.centres]


def _counted(
    title: str, of: str, counts: Sequence[Count], language: Language, *, note: str = ""
) -> Table:
    rows = [Row(label=each.label, cells=(each.shown,)) for each in counts]
    head = (of, "number")
    return Table(title=title, note=note, head=head, rows=rows, bars=counts, language=language)


def _waited(figures: Figures, language: Language) -> Table:
    centres = (*figures.centres, figures.all_centres)
    return Table(
        title="Time to the first answer",
        note="nights and weekends included",
        head=("centre", "waiting", "half", "9 of 10"),
        rows=[_wait(each) for each in centres],
        waits=centres,
        language=language,
    )


def _left(figures: Figures, language: Language) -> Table:
    rows = [
        Row(
            label=each.total.label,
            cells=(
                *(shown(each.by_language.get(code, 0)) for code in figures.languages),
                each.total.shown,
            ),
        )
        for each in figures.left
    ]
    return Table(
        title="Where companies leave the questionnaire",
        note=f"what was asked when they fell silent, for {PARTIAL_AFTER_HOURS} hours or more",
        head=("question", *figures.languages, "all"),
        rows=rows,
        bars=[each.total for each in figures.left],
        language=language,
    )


def _wait(centre: CentreFigures) -> Row:
    spans = (centre.median, centre.ninetieth)
    return Row(
        label=centre.requests.label,
        cells=(centre.waiting.shown, *(spoken(span) if span else "–" for span in spans)),
    )


def _period(month: Period) -> str:
    if month.is_over:
        return "the whole month"
    return f"until {format_datetime(month.now, 'd MMMM, HH:mm', locale=_ENGLISH)} UTC"


def _lines(figures: Figures) -> Sequence[str]:
    everybody = figures.all_centres
    requests = _number(str(figures.requests), "request")
    lines = [f"{requests} came in, {shown(figures.partial)} of them unfinished."]
    if everybody.median and everybody.ninetieth:
        lines.append(
            f"Half of those answered had an answer within {spoken(everybody.median)}, nine of ten "
            f"within {spoken(everybody.ninetieth)}."
        )
    lines.append(f"Still waiting for an answer: {_number(everybody.waiting.shown, 'request')}.")
    return lines


def _number(number: str, what: str) -> str:
    return f"{number} {what}{'' if number == '1' else 's'}"


def _notes(figures: Figures) -> Sequence[str]:
    erased = _number(shown(figures.erased), "request")
    return (
        f"<{FEWEST}: one or two, so few that somebody could tell who they are; 4–5: a sum with "
        f"such a number in it; –: fewer than {FEWEST} were answered. A dot is half of the answers, "
        "a stroke nine of ten. Spam is counted among the outcomes only.",
        f"Deleted in this month (by UTC), whenever they had come in: {erased}. What is deleted is "
        "not counted above; nor is who did not consent, of whom nothing is kept.",
    )
