"""The charts, drawn with matplotlib, which is the optional extra `report`.

They are drawn in millimetres, in rows that stand level with those of the table beside them. What is
dark or hatched, long or short, is told from one another without any colour.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tram_bot.report.figures import FEWEST, CentreFigures, Count
from tram_bot.report.tables import Table, spoken

ROW = 4.2
"""Millimetres from one row to the next; the head of a table is a row, too."""
INK, SOFT, FAINT = "#1a1a1a", "#555555", "#d0d0d0"
BAR = "#2b5c8a"
_WIDE, _NARROW = 20.0, 16.0
FAMILY = "DejaVu Sans"
"""Letters that matplotlib brings along, in all nine languages."""
HATCH = "//////"
_MM_OF_INCH = 25.4
_POINTS = 6.5
_THICK = 2.6
"""Millimetres of a bar."""
_EDGE = 1.5
"""Millimetres to either side of what is placed on an axis."""
TICKS = tuple(timedelta(hours=hours) for hours in (1, 2, 4, 8, 12, 24, 48, 96, 168, 336, 672))
"""Round spans, one of which is marked beside a wait."""
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)


@contextmanager
def paper(width: float, height: float, salt: str) -> Iterator[tuple[Figure, Axes]]:
    """White paper of so many millimetres, on which things are placed in millimetres from its upper
    left corner. `salt` tells the ids in one picture from those in another."""
    with rc_context(
        {
            "font.family": FAMILY,
            "font.size": _POINTS,
            "hatch.linewidth": 0.6,
            "pdf.fonttype": 42,  # the letters themselves go into the file, and can be searched for
            "svg.fonttype": "none",
            "svg.hashsalt": salt,
            "text.parse_math": False,
        }
    ):
        figure = Figure(figsize=(width / _MM_OF_INCH, height / _MM_OF_INCH))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.set_autoscale_on(False)
        yield figure, axes


def draw(axes: Axes, table: Table, left: float, top: float) -> None:
    """A table's chart; its rows begin one below `top`, which is level with the table's head."""
    width = width_of(table)
    _draw_bars(axes, table.bars, left, top, width)
    _draw_waits(axes, table.waits, left, top, width)


def width_of(table: Table) -> float:
    """How many millimetres its chart takes: less beside several columns of numbers."""
    return _NARROW if table.waits else _WIDE


def as_svg(table: Table, salt: str) -> str:
    """A table's chart as an SVG element for a page."""
    width = width_of(table)
    height = ROW * (len(table.rows) + 1)
    buffer = BytesIO()
    with paper(width, height, salt) as (figure, axes):
        draw(axes, table, 0, 0)
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    root = ElementTree.fromstring(buffer.getvalue())  # noqa: S314 - matplotlib's own
    _slim(root)
    root.set("aria-hidden", "true")  # the table beside it says the same
    root.set("width", f"{width}mm")
    root.set("height", f"{height:.2f}mm")
    return ElementTree.tostring(root, encoding="unicode")


def _draw_bars(axes: Axes, counts: Sequence[Count], left: float, top: float, width: float) -> None:
    most = max((each.number for each in counts if not each.rest), default=0)
    unit = width / max(most, FEWEST)
    for at, each in enumerate(counts, 1):
        length = (FEWEST - 1 if each.is_few else each.number) * unit
        # Of many kinds together a bar would say that they are one, and the greatest.
        if length and not each.rest:
            axes.barh(
                top + (at + 0.5) * ROW,
                length,
                left=left,
                height=_THICK,
                color="white" if each.is_few else BAR,
                edgecolor=BAR,
                hatch=HATCH if each.is_few else None,
                linewidth=0.5,
            )


def _draw_waits(
    axes: Axes, centres: Sequence[CentreFigures], left: float, top: float, width: float
) -> None:
    """A dot where half have their answer, a stroke where nine of ten have, and a line for one
    round span."""
    longest = max((each.ninetieth for each in centres if each.ninetieth), default=None)
    if not longest:
        return
    left += _EDGE
    unit = (width - 2 * _EDGE) / longest.total_seconds()
    bottom = top + (len(centres) + 1) * ROW
    for tick in [tick for tick in TICKS if tick <= longest][-1:]:
        x = left + tick.total_seconds() * unit
        axes.plot([x, x], [top + ROW, bottom], color=FAINT, linewidth=0.6)
        axes.text(x, top + 0.5 * ROW, spoken(tick), ha="center", va="center", color=SOFT)
    for at, each in enumerate(centres, 1):
        y = top + (at + 0.5) * ROW
        if each.median and each.ninetieth:
            half, most = (
                left + span.total_seconds() * unit for span in (each.median, each.ninetieth)
            )
            axes.plot([half, most], [y, y], color=BAR, linewidth=1)
            axes.plot([most, most], [y - 1.2, y + 1.2], color=BAR, linewidth=1.6)
            axes.plot([half], [y], color=BAR, marker="o", markersize=4)


def _slim(root: ElementTree.Element) -> None:
    """Leave out what would meddle with the page the picture stands in: styles for everything, and
    ids that nothing refers to, which several pictures have in common."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    for group in root.iter(f"{{{_SVG}}}g"):
        group.attrib.pop("id", None)
