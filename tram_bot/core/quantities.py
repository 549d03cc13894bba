"""Lengths, masses, volumes and shares in a text: a number and its unit."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """What a quantity is a quantity of; in metres, kilograms, litres, or as a part of the whole."""

    LENGTH = "length"
    MASS = "mass"
    VOLUME = "volume"
    SHARE = "share"


class Measure(StrEnum):
    """What of a need is measured: a detail that must be seen, the thing itself, or an amount."""

    DETAIL = "detail"
    SIZE = "size"
    MASS = "mass"
    VOLUME = "volume"
    SHARE = "share"

    @property
    def dimension(self) -> Dimension:
        """A detail and a size are both lengths."""
        is_length = self in (Measure.DETAIL, Measure.SIZE)
        return Dimension.LENGTH if is_length else Dimension(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as written from `start` to `end`; `low` and `high` differ if it is a range."""

    dimension: Dimension
    low: float
    high: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Quantities of one measure from `above` on and `below` a limit, in the dimension's unit."""

    measure: Measure
    above: float
    below: float

    def holds(self, quantity: Quantity) -> bool:
        """Whether all of a quantity lies between."""
        return self.above <= quantity.low and quantity.high < self.below


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit, `written` so or in `words` of any case; `in_thousands` if *1,200* of it are rather
    twelve hundred than one and a fifth."""

    dimension: Dimension
    factor: float
    written: str
    words: str = ""
    in_thousands: bool = False


_METRE = r"me{1,2}t(?:er|re|r)(?!i[ckqs])\w{0,5}"
_GRAM = r"gram(?!ma)\w{0,5}"
_LITRE = r"lit(?:er|re|r)(?!atu)\w{0,5}"
_UNITS = (
    # Shares stand first: they begin like masses.
    _Unit(Dimension.SHARE, 1e-9, r"ppb|[µu]g ?/ ?(?:kg|l|L)"),
    _Unit(Dimension.SHARE, 1e-6, r"ppm|mg ?/ ?(?:kg|l|L)"),
    _Unit(Dimension.SHARE, 1e-2, r"%"),
    _Unit(Dimension.LENGTH, 1e-10, r"Å", r"ångstr[öo]m\w{0,3}"),
    _Unit(Dimension.LENGTH, 1e-9, r"nm", rf"nano{_METRE}", in_thousands=True),
    _Unit(
        Dimension.LENGTH,
        1e-6,
        r"µm|um",
        rf"mi[kc]ro{_METRE}|mi[kc]rons?|mikron\w{{0,3}}",
        in_thousands=True,
    ),
    _Unit(Dimension.LENGTH, 1e-3, r"mm|MM", rf"mill?i{_METRE}"),
    _Unit(Dimension.LENGTH, 1e-2, r"cm|CM", rf"(?:[cz]enti|sentt?i|centy){_METRE}"),
    _Unit(Dimension.LENGTH, 1.0, rf"m|{_METRE}|Metern?"),
    _Unit(Dimension.MASS, 1e-9, r"[µu]g", rf"mi[kc]ro{_GRAM}"),
    _Unit(Dimension.MASS, 1e-6, r"mg", rf"mill?i{_GRAM}"),
    _Unit(Dimension.MASS, 1.0, r"kg|KG|Kg", rf"kilo{_GRAM}|kilo[sant]?", in_thousands=True),
    _Unit(Dimension.MASS, 1e-3, rf"g|{_GRAM}|Gramm", in_thousands=True),
    # Danish hours are a t as well: *48 t i ovnen*.
    _Unit(
        Dimension.MASS,
        1e3,
        r"t(?! i\b| ved\b)|tons?|tonnes?|tonn\w{0,3}|ton[yęaąu]|tonos|tonų|Tonnen?",
    ),
    _Unit(Dimension.VOLUME, 1e-6, r"[µu]l(?!\.)", rf"mi[kc]ro{_LITRE}"),
    _Unit(Dimension.VOLUME, 1e-3, r"ml|ML", rf"mill?i{_LITRE}"),
    _Unit(Dimension.VOLUME, 1.0, rf"l|L|{_LITRE}|Litern?"),
)
"""Units as they are written in the nine languages. A symbol is another one in capitals; a long word
is not. Of the short ones only German nouns begin with one: *Ton* is clay, *Metrohm* a name."""

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,2}(?!\d)|\d{1,9}(?:[.,]\d{1,6})?"
_TO = r"[ \u00a0]?(?:-|–|\.\.|…|x|×|to|bis|till|til|do|kuni|iki|līdz)[ \u00a0]?"
_UNIT = "|".join(
    f"(?P<u{at}>{unit.written}{unit.words and f'|(?i:{unit.words})'})"
    for at, unit in enumerate(_UNITS)
)
_QUANTITY = re.compile(
    rf"(?:(?<![\w.,^/-])|(?<=[Øø⌀]))(?:(?P<low>{_NUMBER}){_TO}(?:(?:{_NUMBER}){_TO})?)?"
    rf"(?P<high>{_NUMBER})[- \u00a0\u202f]?(?:{_UNIT})(?![\w/³²^])(?! ?/)",
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_PER_WORD = r"(?:per|pro|je|i|w|na|uz|par|viename|ühes|en|på)"
_PER = re.compile(
    rf"\s*(?:{_PER_WORD}?\s*(?:lit(?:er|re|r)\w*|kilo\w*|kg|dose|dos)\b"
    rf"|{_PER_WORD}\s+[gl]\b(?!-)|[gl]\s?(?:\^?[{{(]?[-−–]\s?1[)}}]?|⁻¹)(?!\w))",
    re.IGNORECASE,
)
"""*2 mg per litre* is no mass, *a 25 kg L-profile* has one."""
_YEARS = range(1900, 2101)
"""*2021 m.* is a year in Lithuanian."""
_BOUND = re.compile(
    r"(?P<measure>[a-z]+)(?: above (?P<above>\d\S* ?\S+))?(?: below (?P<below>\d\S* ?\S+))?"
)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities in a text, in order.

    >>> [(each.low, each.high) for each in read_quantities("5-10 mm, about 0,5 kg")]
    [(0.005, 0.01), (0.5, 0.5)]
    """
    return tuple(_found(text))


def bound_of(text: str) -> Bound:
    """The bound that a line of content describes. Raises ValueError for any other form.

    >>> bound_of("mass above 5 kg below 2 t")
    Bound(measure=<Measure.MASS: 'mass'>, above=5.0, below=2000.0)
    """
    said = _BOUND.fullmatch(text)
    if not said or said["measure"] not in list(Measure):
        raise ValueError(f"no bound: {text}")
    measure = Measure(said["measure"])
    above, below = (_limit(measure, said[side]) for side in ("above", "below"))
    if above is None and below is None:
        raise ValueError(f"no bound: {text}")
    return Bound(
        measure=measure,
        above=0.0 if above is None else above,
        below=math.inf if below is None else below,
    )


def _limit(measure: Measure, written: str | None) -> float | None:
    if not written:
        return None
    limit = next(_found(written), None)
    is_whole = limit is not None and limit.end - limit.start == len(written)
    if limit is None or not is_whole or limit.dimension is not measure.dimension:
        raise ValueError(f"no bound: {written}")
    return limit.high


def _found(text: str) -> Iterator[Quantity]:
    # Two signs look like a micro sign, and in capitals a third.
    for match in _QUANTITY.finditer(text.replace("μ", "µ").replace("Μ", "µ")):
        unit = next(unit for at, unit in enumerate(_UNITS) if match[f"u{at}"])
        high = _value(match["high"], unit)
        low = _value(match["low"], unit) if match["low"] else high
        is_year = match["high"].isdecimal() and int(match["high"]) in _YEARS
        is_ratio = unit.dimension in (Dimension.MASS, Dimension.VOLUME) and _PER.match(
            text, match.end()
        )
        if not high or is_ratio or (is_year and text[match.end() - 1 : match.end() + 1] == "m."):
            continue
        yield Quantity(
            dimension=unit.dimension,
            low=min(low, high),
            high=max(low, high),
            start=match.start(),
            end=match.end(),
        )


def _value(number: str, unit: _Unit) -> float:
    plain = re.sub(r"[ \u00a0\u202f]", "", number)
    if unit.in_thousands and _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "").replace(".", "")
    return float(plain.replace(",", ".")) * unit.factor
