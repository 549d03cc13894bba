"""An SVG document: text as text, in black, white and grey, with words for who does not see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from tram_bot.core.identifiers import Language

PAPER, SHADE = "#ffffff", "#ececec"
INK, SOFT = "#1a1a1a", "#555555"
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_SVG = "http://www.w3.org/2000/svg"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LEADING = 1.3
"""Height of a line, in font sizes."""
_DASHED = "5 4"
ENGLISH: Language = "en"
"""What the pictures themselves are in; the content's own words may be in another language."""

ElementTree.register_namespace("", _SVG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text, with so much room left above it."""

    text: str
    size: float = 12.0
    bold: bool = False
    soft: bool = False
    above: float = 0.0
    language: Language = ENGLISH

    @property
    def height(self) -> float:
        """What it takes up from top to bottom."""
        return self.above + self.size * _LEADING


def height_of(lines: Iterable[Line]) -> float:
    """What lines below one another take up from top to bottom."""
    return sum(line.height for line in lines)


def spaced(lines: Iterable[Line], room: float = 6.0) -> list[Line]:
    """The lines, with room above the first."""
    return [line if at else replace(line, above=room) for at, line in enumerate(lines)]


class Drawing:
    """Shapes and text on white paper, in units that are pixels on a screen."""

    def __init__(self, title: str, description: str) -> None:
        """What it shows, in a line and in some sentences, for those who do not see it."""
        self._root = ElementTree.Element(
            _tag("svg"),
            {
                "role": "graphics-document",
                "aria-labelledby": "title",
                "aria-describedby": "description",
                "font-family": _FONT,
                _LANGUAGE: ENGLISH,
            },
        )
        for name, id, words in (
            ("title", "title", title),
            ("desc", "description", description),
        ):
            ElementTree.SubElement(self._root, _tag(name), {"id": id}).text = words
        self._define_arrow()
        self._paper = self._add("rect", x=0, y=0, fill=PAPER)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = PAPER,
        stroke: float = 1.2,
        dashed: bool = False,
        round: float = 6,
    ) -> None:
        """A frame; `stroke` is the width of its line."""
        shape = self._add("rect", x=x, y=y, width=width, height=height, rx=round, fill=fill)
        _outline(shape, stroke, dashed=dashed)

    def text(self, x: float, y: float, lines: Iterable[Line]) -> float:
        """Lines below one another, the first one's top at `y`; returns where the last one ends."""
        for line in lines:
            # The baseline of a line stands about one font size below its top.
            text = self._add("text", x=x, y=y + line.above + line.size)
            text.text = line.text
            text.set("font-size", _number(line.size))
            text.set("fill", SOFT if line.soft else INK)
            if line.bold:
                text.set("font-weight", "bold")
            if line.language != ENGLISH:
                text.set(_LANGUAGE, line.language)
            y += line.height
        return y

    def line(
        self, points: Sequence[tuple[float, float]], *, arrow: bool = True, dashed: bool = False
    ) -> None:
        """A line through these points, with an arrowhead at its end."""
        path = self._add(
            "polyline",
            points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points),
            fill="none",
        )
        _outline(path, 1.4, dashed=dashed)
        if arrow:
            path.set("marker-end", "url(#arrow)")

    def rendered(self, width: float, height: float) -> bytes:
        """The document, with paper of that size."""
        for shape in (self._root, self._paper):
            shape.set("width", _number(width))
            shape.set("height", _number(height))
        self._root.set("viewBox", f"0 0 {_number(width)} {_number(height)}")
        ElementTree.indent(self._root)
        rendered: bytes = ElementTree.tostring(self._root, encoding="utf-8", xml_declaration=True)
        return rendered + b"\n"

    def _define_arrow(self) -> None:
        marker = ElementTree.SubElement(
            ElementTree.SubElement(self._root, _tag("defs")),
            _tag("marker"),
            {
                "id": "arrow",
                "viewBox": "0 0 10 10",
                "refX": "9",
                "refY": "5",
                "markerWidth": "7",
                "markerHeight": "7",
                "orient": "auto",
            },
        )
        ElementTree.SubElement(marker, _tag("path"), {"d": "M0,0 L10,5 L0,10 z", "fill": INK})

    def _add(self, name: str, **attributes: float | str) -> ElementTree.Element:
        written = {
            key: value if isinstance(value, str) else _number(value)
            for key, value in attributes.items()
        }
        return ElementTree.SubElement(self._root, _tag(name), written)


def _outline(shape: ElementTree.Element, width: float, *, dashed: bool) -> None:
    shape.set("stroke", INK)
    shape.set("stroke-width", _number(width))
    if dashed:
        shape.set("stroke-dasharray", _DASHED)


def _tag(name: str) -> str:
    return f"{{{_SVG}}}{name}"


def _number(value: float) -> str:
    """A length as it is written, in hundredths at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
