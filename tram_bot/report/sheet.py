"""The report as a PDF of one A4 page, by matplotlib alone. Whoever has it read aloud takes the
page of HTML, which has real tables."""

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap

from matplotlib.axes import Axes

from tram_bot.report.charts import INK, ROW, SOFT, draw, paper, width_of
from tram_bot.report.lettering import cut, put
from tram_bot.report.tables import Report, Table

_WIDTH, _HEIGHT = 210.0, 297.0
_MARGIN, _BETWEEN = 12.0, 6.0
_CELL = 10.5
"""Millimetres of a column of numbers."""
_TITLE, _HEADING, _BODY, _SMALL = 15.0, 9.0, 7.5, 6.5
_NOTE_LETTERS = 150


def sheet_of(report: Report) -> bytes:
    """The page as a PDF."""
    buffer = BytesIO()
    with paper(_WIDTH, _HEIGHT, "sheet") as (figure, axes):
        _lay_out(axes, report)
        metadata = {"Title": report.title, "CreationDate": None}
        figure.savefig(buffer, format="pdf", metadata=metadata)
    return buffer.getvalue()


def _lay_out(axes: Axes, report: Report) -> None:
    y = _MARGIN
    put(axes, _MARGIN, y + 3, report.title, size=_TITLE, bold=True)
    put(axes, _WIDTH - _MARGIN, y + 3, report.period, size=_BODY, colour=SOFT, align="right")
    y += 8
    for line in report.lines:
        put(axes, _MARGIN, y + ROW / 2, line, size=_BODY)
        y += ROW
    width = (_WIDTH - 2 * _MARGIN - _BETWEEN) / 2
    ends = []
    for number, column in enumerate(report.columns):
        below = y
        for table in column:
            below = _table(axes, table, _MARGIN + number * (width + _BETWEEN), below, width)
        ends.append(below)
    y = _table(axes, report.across, _MARGIN, max(ends), _WIDTH - 2 * _MARGIN)
    _notes(axes, report.notes, y + 2)


def _table(axes: Axes, table: Table, left: float, top: float, width: float) -> float:
    """A table with its chart; returns where it ends."""
    y = top + 3
    axes.plot([left, left + width], [y, y], color=INK, linewidth=0.8)
    y += 2.8
    put(axes, left, y, table.title, size=_HEADING, bold=True)
    put(axes, left + width, y, table.note, size=_SMALL, colour=SOFT, align="right")
    y += 2.2
    if not table.rows:
        put(axes, left, y + ROW / 2, "None.", size=_BODY)
        return y + ROW
    chart = width_of(table)
    draw(axes, table, left + width - chart, y)
    lines = [tuple(table.head), *((row.label, *row.cells) for row in table.rows)]
    cells = left + width - chart - 2
    for at, (label, *numbers) in enumerate(lines):
        middle = y + (at + 0.5) * ROW
        colour = INK if at else SOFT
        first = cells - _CELL * len(numbers)
        put(axes, left, middle, cut(label, first - left, _SMALL), size=_SMALL, colour=colour)
        for place, number in enumerate(numbers, 1):
            x = first + _CELL * place
            put(axes, x, middle, number, size=_SMALL, colour=colour, align="right")
    return y + len(lines) * ROW


def _notes(axes: Axes, notes: Sequence[str], y: float) -> None:
    for note in notes:
        for line in wrap(note, _NOTE_LETTERS):
            put(axes, _MARGIN, y + 1.5, line, size=_SMALL, colour=SOFT)
            y += 3
