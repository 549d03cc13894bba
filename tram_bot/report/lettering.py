"""Words on paper, placed and measured in millimetres."""

from functools import cache

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from tram_bot.report.charts import FAMILY, INK

_MM_OF_POINT = 25.4 / 72


def put(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    bold: bool = False,
    colour: str = INK,
    align: str = "left",
) -> None:
    """Words in one line, `y` being its middle; `size` in points."""
    weight = "bold" if bold else "normal"
    axes.text(x, y, words, fontsize=size, fontweight=weight, color=colour, ha=align, va="center")


def cut(
    words: str, width: float, size: float, *, bold: bool = False, ends: str | None = None
) -> str:
    """The words, their end left out if they are wider than so many millimetres; blanks, or the
    characters of `ends`, do not stand before the ellipsis."""
    left = words
    while len(left) > 1 and width_of(left, size, bold=bold) > width:
        left = f"{left.removesuffix('…')[:-1].rstrip(ends)}…"
    return left


@cache
def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How many millimetres wide the words are."""
    letters = FontProperties(family=FAMILY, weight="bold" if bold else "normal")
    extents = TextPath((0, 0), words, size=size, prop=letters).get_extents()
    return float(extents.width) * _MM_OF_POINT
