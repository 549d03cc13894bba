"""A week's figures as one picture, legible where a chat shows it small, in grey, and to eyes that
tell no colours apart: what matters is told by length, hatching and figures, never by colour alone.

Everything is placed in millimetres, as in `charts`, and in larger letters than on paper.
"""

from collections.abc import Sequence
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from tram_bot.report.charts import BAR, FAINT, HATCH, INK, SOFT, TICKS, paper
from tram_bot.report.digest import Bars, Centres, Leaving, WeekSheet, span
from tram_bot.report.figures import FEWEST, CentreFigures, Count
from tram_bot.report.lettering import cut, put, width_of

_DOTS_PER_INCH = 200
_WIDTH = 180.0
_MARGIN, _BETWEEN = 9.0, 10.0
_INSIDE = _WIDTH - 2 * _MARGIN
_HALF = (_INSIDE - _BETWEEN) / 2
_ROW = 5.6
_THICK = 3.4
"""Millimetres of a bar."""
_GAP = 1.6
"""Millimetres between a bar and what stands beside it."""
_TITLE, _HEADING, _BODY, _SMALL = 17.0, 11.0, 10.0, 9.0
_ABOVE, _HEADED = 5.0, 7.0
"""Millimetres before a heading, and from its line to the first row."""
_LABEL_MOST, _CENTRE_MOST = 49.0, 60.0
"""Millimetres of the longest label, and of a centre's; one that is longer loses its end."""
_LEAVING_LABEL = 74.0
_NUMBER = 9.0
"""Millimetres that the longest number beside a bar takes."""
_CELL = 10.5
_SHADE = (0.11, 0.36)
"""How dark the least and the most of a cell are: what stands in it stays legible in grey."""


def picture_of(sheet: WeekSheet) -> bytes:
    """The picture, as PNG."""
    buffer = BytesIO()
    with paper(_WIDTH, _height(sheet), "week") as (figure, axes):
        _lay_out(axes, sheet)
        figure.savefig(
            buffer, format="png", dpi=_DOTS_PER_INCH, facecolor="white", metadata={"Software": None}
        )
    return buffer.getvalue()


def _height(sheet: WeekSheet) -> float:
    tables = [len(sheet.centres.rows) + 1, len(sheet.leaving.rows) + 1 if sheet.leaving.rows else 1]
    tables.extend(max(_lines_of(left), _lines_of(right)) for left, right in sheet.pairs)
    head = 10 + _ROW * len(sheet.lines)
    return 2 * _MARGIN + head + sum(_ABOVE + _HEADED + _ROW * each for each in tables) + 3 + _ROW


def _lines_of(bars: Bars) -> int:
    return max(len(bars.counts), 1)


def _lay_out(axes: Axes, sheet: WeekSheet) -> None:
    y = _MARGIN
    size = _fitting(sheet.title, _TITLE, bold=True)
    put(axes, _MARGIN, y + 3.5, sheet.title, size=size, bold=True)
    y += 10
    for line in sheet.lines:
        put(axes, _MARGIN, y + _ROW / 2, line, size=_BODY)
        y += _ROW
    y = _draw_centres(axes, sheet, y)
    columns = tuple(zip(*sheet.pairs, strict=True))
    labels = [_label([c.label for bars in column for c in bars.counts]) for column in columns]
    for pair in sheet.pairs:
        below = [
            _draw_bars(
                axes,
                bars,
                _MARGIN + at * (_HALF + _BETWEEN),
                y,
                label=labels[at],
                none=sheet.none,
            )
            for at, bars in enumerate(pair)
        ]
        y = max(below)
    y = _draw_leaving(axes, sheet.leaving, sheet.none, y)
    put(axes, _MARGIN, y + 3 + _ROW / 2, sheet.key, size=_fitting(sheet.key, _SMALL), colour=SOFT)


def _heading(axes: Axes, title: str, left: float, top: float, width: float) -> float:
    """A line with a heading below it; returns where the rows begin."""
    y = top + _ABOVE
    axes.plot([left, left + width], [y, y], color=INK, linewidth=1)
    put(axes, left, y + 3.6, _cut(title, width, _HEADING, bold=True), size=_HEADING, bold=True)
    return y + _HEADED


def _label(labels: Sequence[str], most: float = _LABEL_MOST) -> float:
    """Millimetres for these labels and the gap behind them."""
    longest = max((width_of(each, _SMALL) for each in labels), default=0)
    return min(longest, most) + 1.5 * _GAP


def _draw_bars(
    axes: Axes, bars: Bars, left: float, top: float, *, label: float, none: str
) -> float:
    y = _heading(axes, bars.title, left, top, _HALF)
    if not bars.counts:
        put(axes, left, y + _ROW / 2, none, size=_SMALL, colour=SOFT)
        return y + _ROW
    unit = _unit(bars.counts, _HALF - label - _NUMBER)
    for count in bars.counts:
        put(axes, left, y + _ROW / 2, _cut(count.label, label - _GAP), size=_SMALL)
        _draw_bar(axes, count, left + label, y + _ROW / 2, unit)
        y += _ROW
    return y


def _unit(counts: Sequence[Count], width: float) -> float:
    """Millimetres of a bar for one company."""
    most = max((each.number for each in counts if not each.rest), default=0)
    return width / max(most, FEWEST)


def _draw_bar(axes: Axes, count: Count, left: float, y: float, unit: float) -> None:
    """A bar with its number behind it: hatched and always as long for a number that is not given,
    and none for many kinds together, which would look like one, and the greatest."""
    length = 0.0 if count.rest else (FEWEST - 1 if count.is_few else count.number) * unit
    if length:
        axes.barh(
            y,
            length,
            left=left,
            height=_THICK,
            color="white" if count.is_few else BAR,
            edgecolor=BAR,
            hatch=HATCH if count.is_few else None,
            linewidth=0.7,
        )
    colour = INK if count.number else SOFT
    put(axes, left + length + (_GAP if length else 0), y, count.shown, size=_SMALL, colour=colour)


def _draw_centres(axes: Axes, sheet: WeekSheet, top: float) -> float:
    table = sheet.centres
    y = _heading(axes, table.title, _MARGIN, top, _INSIDE)
    label, waits = _label([row.label for row in table.rows], _CENTRE_MOST), 34.0
    bars = _MARGIN + label
    ends = _ends(table, _MARGIN + _INSIDE - waits - 2 * _GAP)
    unit = _unit(
        [each.requests for each in table.figures],
        ends[0] - _width_of_column(table, 1) - bars - _NUMBER,
    )
    put(axes, bars, y + _ROW / 2, table.head[0], size=_SMALL, colour=SOFT)
    for head, x in zip(table.head[1:], ends, strict=True):
        put(axes, x, y + _ROW / 2, head, size=_SMALL, colour=SOFT, align="right")
    _draw_waits(axes, sheet, _MARGIN + _INSIDE - waits, y, waits)
    for row, each in zip(table.rows, table.figures, strict=True):
        y += _ROW
        middle = y + _ROW / 2
        put(axes, _MARGIN, middle, _cut(row.label, label - _GAP), size=_SMALL)
        _draw_bar(axes, each.requests, bars, middle, unit)
        for cell, x in zip(row.cells[1:], ends, strict=True):
            colour = SOFT if cell in ("0", "–") else INK
            put(axes, x, middle, cell, size=_SMALL, colour=colour, align="right")
    return y + _ROW


def _ends(table: Centres, last: float) -> list[float]:
    """Where the columns of numbers end that stand behind the bars, the last one there."""
    widths = [_width_of_column(table, place) for place in range(1, len(table.head))]
    return [last - sum(widths[place + 1 :]) for place in range(len(widths))]


def _width_of_column(table: Centres, place: int) -> float:
    cells = [table.head[place], *(row.cells[place] for row in table.rows)]
    return max(width_of(cell, _SMALL) for cell in cells) + 3 * _GAP


def _draw_waits(axes: Axes, sheet: WeekSheet, left: float, top: float, width: float) -> None:
    """A dot where half have their answer, a stroke where nine of ten have, and a line for one
    round length of time."""
    centres: Sequence[CentreFigures] = sheet.centres.figures
    longest = max((each.ninetieth for each in centres if each.ninetieth), default=None)
    if not longest:
        return
    left, width = left + 2, width - 4
    unit = width / longest.total_seconds()
    bottom = top + (len(centres) + 1) * _ROW
    axes.plot([left, left], [top + _ROW, bottom], color=FAINT, linewidth=0.8)
    for tick in [tick for tick in TICKS if tick <= longest][-1:]:
        x = left + tick.total_seconds() * unit
        axes.plot([x, x], [top + _ROW, bottom], color=FAINT, linewidth=0.8)
        words = span(sheet.language, tick)
        put(axes, x, top + _ROW / 2, words, size=_SMALL, colour=SOFT, align="center")
    for at, each in enumerate(centres, 1):
        y = top + (at + 0.5) * _ROW
        if each.median and each.ninetieth:
            half, most = (
                left + long.total_seconds() * unit for long in (each.median, each.ninetieth)
            )
            axes.plot([half, most], [y, y], color=BAR, linewidth=1.4)
            axes.plot([most, most], [y - 1.6, y + 1.6], color=BAR, linewidth=2.2)
            axes.plot([half], [y], color=BAR, marker="o", markersize=6)


def _draw_leaving(axes: Axes, table: Leaving, none: str, top: float) -> float:
    y = _heading(axes, table.title, _MARGIN, top, _INSIDE)
    if not table.rows:
        put(axes, _MARGIN, y + _ROW / 2, none, size=_SMALL, colour=SOFT)
        return y + _ROW
    first = _MARGIN + _INSIDE - _CELL * len(table.head)
    for place, head in enumerate(table.head):
        x = first + (place + 0.5) * _CELL
        put(axes, x, y + _ROW / 2, head, size=_SMALL, colour=SOFT, align="center")
    most = max(each.total.number for each in table.figures)
    for row, each in zip(table.rows, table.figures, strict=True):
        y += _ROW
        label = _cut(row.label, min(_LEAVING_LABEL, first - _MARGIN) - _GAP)
        put(axes, _MARGIN, y + _ROW / 2, label, size=_SMALL)
        numbers = [*(each.by_language.get(code, 0) for code in table.head[:-1]), each.total.number]
        for place, (cell, number) in enumerate(zip(row.cells, numbers, strict=True)):
            _shade(axes, first + place * _CELL, y, number, most)
            x, colour = first + (place + 0.5) * _CELL, INK if number else SOFT
            is_total = place == len(numbers) - 1
            put(
                axes,
                x,
                y + _ROW / 2,
                cell,
                size=_SMALL,
                colour=colour,
                align="center",
                bold=is_total,
            )
    return y + _ROW


def _shade(axes: Axes, left: float, top: float, number: int, most: int) -> None:
    """The darker, the more; as dark for one as for two, of which the number is not given."""
    if not number:
        return
    light, dark = _SHADE
    share = 0.0 if most <= FEWEST else (max(number, FEWEST) - FEWEST) / (most - FEWEST)
    cell = Rectangle(
        (left + 0.3, top + 0.3),
        _CELL - 0.6,
        _ROW - 0.6,
        facecolor=BAR,
        alpha=light + (dark - light) * share,
        linewidth=0,
    )
    axes.add_patch(cell)


def _fitting(words: str, size: float, *, bold: bool = False) -> float:
    """The size, or the smaller one in which the words stand in one line."""
    return min(size, 0.97 * size * _INSIDE / width_of(words, size, bold=bold))


def _cut(words: str, width: float, size: float = _SMALL, *, bold: bool = False) -> str:
    return cut(words, width, size, bold=bold, ends=" ,")
