"""The report as a page of HTML that needs nothing else, and prints on one sheet of A4."""

from collections.abc import Iterator
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tram_bot.report.charts import ROW, as_svg
from tram_bot.report.tables import ENGLISH, Report, Table


def page_of(report: Report) -> bytes:
    """The page, in UTF-8."""
    templates = Environment(
        loader=PackageLoader("tram_bot.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    numbers = count(1)
    page = templates.get_template("report.html").render(
        report=report, chart=lambda table: _chart(table, numbers), row=ROW, english=ENGLISH
    )
    return page.encode()


def _chart(table: Table, numbers: Iterator[int]) -> Markup:
    return Markup(as_svg(table, f"chart-{next(numbers)}"))  # noqa: S704 - of our own making
