"""Who gets a lead: from the company's country to its centre, and to whom it goes from there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from tram_bot.core.catalogue import LEAD_DESK, Centre
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId, Country, Language
from tram_bot.core.present import centre_name, country_name, language_name, listed
from tram_bot.drawings.lines import lines_of
from tram_bot.drawings.svg import ENGLISH, PAPER, SHADE, Drawing, Line, height_of, spaced

_WIDTH, _MARGIN = 900.0, 24.0
_COUNTRY_AT, _COUNTRY = _MARGIN, 180.0
_CENTRE_AT, _CENTRE = 262.0, 340.0
_TARGET_AT, _TARGET = 690.0, 186.0
_LANE = 24.0
"""Between the lines that lead to where a lead is taken, and before the first of them."""
_GAP, _PADDING = 12.0, 8.0
_TITLE, _BODY, _SMALL = 20.0, 12.0, 10.5
_THICK, _THIN = 2.6, 1.1

_ABROAD = "Another country"
_ABROAD_WITHOUT = "Another country, and no facility fits well enough"
_UNTOLD = "No country told"
_BEST = "The centre of the country in which the best facility stands"
_COPY = (
    "A copy goes to the centre of the country in which the best facility stands, if that is "
    "another one than has the lead."
)
_UNREACHABLE = (
    "A centre whose channel is out of reach loses nothing: its leads wait, and the lead partner's "
    "desk is told."
)


def routing_drawing(content: Content, language: Language) -> bytes:
    """Who gets a lead, as an SVG document, the names in a language."""
    return _Routing(content, language).drawn()


class _Routing:
    """Draws the countries beside their centres, and those beside where unclaimed leads are taken;
    `_y` is how far down it has come."""

    def __init__(self, content: Content, language: Language) -> None:
        self._content = content
        self._language = language
        self._national = [each for each in content.catalogue.centres.values() if each.country]
        self._drawing = Drawing("Who gets a lead", self._told())
        self._y = _MARGIN

    def drawn(self) -> bytes:
        """The whole picture."""
        title = Line(text="Who gets a lead", size=_TITLE, bold=True)
        self._y = self._drawing.text(_MARGIN, self._y, [title]) + 10
        for x, words in (
            (_COUNTRY_AT, "The company's country"),
            (_CENTRE_AT, "has its leads here,"),
            (_TARGET_AT, "and if nobody claims one, here."),
        ):
            self._drawing.text(x, self._y, [Line(text=words, soft=True)])
        self._y += 24
        self._targets({centre.id: self._row(centre) for centre in self._national})
        self._elsewhere()
        for note in (_COPY, _UNREACHABLE):
            lines = lines_of(note, _WIDTH - 2 * _MARGIN, _BODY)
            self._y = self._drawing.text(
                _MARGIN, self._y, spaced(Line(text=line) for line in lines)
            )
        return self._drawing.rendered(_WIDTH, self._y + _MARGIN)

    def _row(self, centre: Centre) -> float:
        """A country and its centre; returns how far down the middle of them is."""
        country = self._names(self._country(centre.country), _COUNTRY)
        about = self._about(centre, _CENTRE)
        height = height_of(about) + 2 * _PADDING
        middle = self._y + height / 2
        self._frame(_COUNTRY_AT, _COUNTRY, middle, country)
        self._drawing.line([(_COUNTRY_AT + _COUNTRY, middle), (_CENTRE_AT, middle)])
        self._frame(_CENTRE_AT, _CENTRE, middle, about, stroke=2)
        self._y += height + _GAP
        return middle

    def _about(self, centre: Centre, width: float) -> list[Line]:
        """A centre: its name, and what there is to know about it."""
        room = width - 2 * _PADDING
        facts = chain.from_iterable(lines_of(each, room, _SMALL) for each in self._facts(centre))
        return [
            *self._names(self._centre(centre.id), width, bold=True),
            *(Line(text=fact, size=_SMALL, soft=True) for fact in facts),
        ]

    def _facts(self, centre: Centre) -> Iterator[str]:
        if centre.host:
            yield ", ".join(each for each in (centre.host, centre.city) if each)
        hours = ", ".join(f"{first:%H:%M}-{last:%H:%M}" for first, last in centre.periods)
        spoken = (language_name(self._content, ENGLISH, each) for each in centre.languages)
        yield f"{hours} {centre.time_zone}; {', '.join(spoken)}"
        if centre.country:
            facilities = self._content.catalogue.facilities.values()
            number = sum(each.country == centre.country for each in facilities)
            yield f"{number} {'facility' if number == 1 else 'facilities'} in the country"

    def _targets(self, middles: Mapping[CentreId, float]) -> None:
        """Where leads are taken that nobody claims: a box for each such desk, beside the centres
        they are taken from."""
        sources: dict[CentreId, list[Centre]] = {}
        for centre in self._national:
            if centre.escalates_to:
                sources.setdefault(centre.escalates_to, []).append(centre)
        above = 0.0
        for number, (target, centres) in enumerate(sources.items(), 1):
            rows = [middles[centre.id] for centre in centres]
            lane = _TARGET_AT - _LANE * number / len(sources)
            for row in rows:
                self._drawing.line([(_CENTRE_AT + _CENTRE, row), (lane, row)], arrow=False)
            box = self._target(target, centres)
            half = height_of(box) / 2 + _PADDING
            middle = max((rows[0] + rows[-1]) / 2, above + half + _GAP)
            ends = (min(*rows, middle), max(*rows, middle))
            self._drawing.line([(lane, end) for end in ends], arrow=False)
            self._drawing.line([(lane, middle), (_TARGET_AT, middle)])
            self._frame(_TARGET_AT, _TARGET, middle, box, stroke=_THICK, fill=SHADE)
            above = middle + half

    def _target(self, target: CentreId, centres: Sequence[Centre]) -> list[Line]:
        spans = sorted({each.claim_within + each.escalate_after for each in centres})
        when = f"after {listed(map(str, spans), 'or')} office hours in which nobody claims a lead"
        lines = lines_of(when, _TARGET - 2 * _PADDING, _BODY)
        return [
            *self._about(self._content.catalogue.centres[target], _TARGET),
            *spaced(Line(text=line) for line in lines),
        ]

    def _elsewhere(self) -> None:
        """The companies of other countries, and those that tell none."""
        desk = self._names(self._centre(LEAD_DESK), _CENTRE)
        best = [Line(text=line) for line in lines_of(_BEST, _CENTRE - 2 * _PADDING, _BODY)]
        self._y += _GAP
        for country, taker in ((_ABROAD, best), (_ABROAD_WITHOUT, desk), (_UNTOLD, desk)):
            told = lines_of(country, _COUNTRY - 2 * _PADDING, _BODY)
            lines = [Line(text=line) for line in told]
            height = max(height_of(lines), height_of(taker)) + 2 * _PADDING
            middle = self._y + height / 2
            self._frame(_COUNTRY_AT, _COUNTRY, middle, lines)
            self._drawing.line([(_COUNTRY_AT + _COUNTRY, middle), (_CENTRE_AT, middle)])
            self._frame(_CENTRE_AT, _CENTRE, middle, taker, fill=SHADE if taker is desk else PAPER)
            self._y += height + _GAP

    def _frame(
        self,
        x: float,
        width: float,
        middle: float,
        lines: Sequence[Line],
        *,
        stroke: float = _THIN,
        fill: str = PAPER,
    ) -> None:
        """A frame around lines of text; `middle` is how far down its middle is."""
        height = height_of(lines) + 2 * _PADDING
        top = middle - height / 2
        self._drawing.box(x, top, width, height, stroke=stroke, fill=fill)
        self._drawing.text(x + _PADDING, top + _PADDING, lines)

    def _names(self, name: str, width: float, *, bold: bool = False) -> list[Line]:
        return [
            Line(text=line, bold=bold, language=self._language)
            for line in lines_of(name, width - 2 * _PADDING, _BODY)
        ]

    def _centre(self, id: CentreId) -> str:
        return centre_name(self._content, self._language, id)

    def _country(self, code: Country | None) -> str:
        return country_name(self._content, self._language, code) if code else ""

    def _told(self) -> str:
        """What the picture shows, for those who do not see it."""
        said = []
        for centre in self._national:
            said.append(f"{self._country(centre.country)}: {self._centre(centre.id)}.")
            if centre.escalates_to:
                said.append(f"If nobody claims a lead, {self._centre(centre.escalates_to)}.")
        desk = self._centre(LEAD_DESK)
        ways = (f"{_ABROAD}: {_BEST}.", f"{_ABROAD_WITHOUT}: {desk}.", f"{_UNTOLD}: {desk}.")
        return " ".join((*said, *ways, _COPY, _UNREACHABLE))
