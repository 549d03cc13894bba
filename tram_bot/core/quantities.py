"""Lengths, masses, volumes and shares in a text: a number and its unit."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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


_UNITS: Mapping[str, tuple[Dimension, float]] = MappingProxyType(
    {
        "pm": (Dimension.LENGTH, 1e-12),
        "å": (Dimension.LENGTH, 1e-10),
        "ångström": (Dimension.LENGTH, 1e-10),
        "angstrom": (Dimension.LENGTH, 1e-10),
        "nm": (Dimension.LENGTH, 1e-9),
        "nanom": (Dimension.LENGTH, 1e-9),
        "µm": (Dimension.LENGTH, 1e-6),
        "um": (Dimension.LENGTH, 1e-6),
        "my": (Dimension.LENGTH, 1e-6),
        "mikron": (Dimension.LENGTH, 1e-6),
        "micron": (Dimension.LENGTH, 1e-6),
        "mikrom": (Dimension.LENGTH, 1e-6),
        "microm": (Dimension.LENGTH, 1e-6),
        "mm": (Dimension.LENGTH, 1e-3),
        "millim": (Dimension.LENGTH, 1e-3),
        "milim": (Dimension.LENGTH, 1e-3),
        "cm": (Dimension.LENGTH, 1e-2),
        "centim": (Dimension.LENGTH, 1e-2),
        "zentim": (Dimension.LENGTH, 1e-2),
        "sentim": (Dimension.LENGTH, 1e-2),
        "senttim": (Dimension.LENGTH, 1e-2),
        "centym": (Dimension.LENGTH, 1e-2),
        "m": (Dimension.LENGTH, 1.0),
        "meter": (Dimension.LENGTH, 1.0),
        "metr": (Dimension.LENGTH, 1.0),
        "meetr": (Dimension.LENGTH, 1.0),
        "µg": (Dimension.MASS, 1e-9),
        "ug": (Dimension.MASS, 1e-9),
        "mikrogra": (Dimension.MASS, 1e-9),
        "microgra": (Dimension.MASS, 1e-9),
        "mg": (Dimension.MASS, 1e-6),
        "milligra": (Dimension.MASS, 1e-6),
        "miligra": (Dimension.MASS, 1e-6),
        "g": (Dimension.MASS, 1e-3),
        "gram": (Dimension.MASS, 1e-3),
        "kg": (Dimension.MASS, 1.0),
        "kilo": (Dimension.MASS, 1.0),
        "kilogra": (Dimension.MASS, 1.0),
        "t": (Dimension.MASS, 1e3),
        "ton": (Dimension.MASS, 1e3),
        "tons": (Dimension.MASS, 1e3),
        "tonn": (Dimension.MASS, 1e3),
        "tona": (Dimension.MASS, 1e3),
        "tonos": (Dimension.MASS, 1e3),
        "tonu": (Dimension.MASS, 1e3),
        "tonų": (Dimension.MASS, 1e3),
        "tony": (Dimension.MASS, 1e3),
        "µl": (Dimension.VOLUME, 1e-6),
        "ul": (Dimension.VOLUME, 1e-6),
        "mikroli": (Dimension.VOLUME, 1e-6),
        "microli": (Dimension.VOLUME, 1e-6),
        "ml": (Dimension.VOLUME, 1e-3),
        "millili": (Dimension.VOLUME, 1e-3),
        "milili": (Dimension.VOLUME, 1e-3),
        "l": (Dimension.VOLUME, 1.0),
        "liter": (Dimension.VOLUME, 1.0),
        "litre": (Dimension.VOLUME, 1.0),
        "litr": (Dimension.VOLUME, 1.0),
        "ppb": (Dimension.SHARE, 1e-9),
        "ppm": (Dimension.SHARE, 1e-6),
        "mg/kg": (Dimension.SHARE, 1e-6),
        "µg/kg": (Dimension.SHARE, 1e-9),
        "mg/l": (Dimension.SHARE, 1e-6),
        "µg/l": (Dimension.SHARE, 1e-9),
        "%": (Dimension.SHARE, 1e-2),
    }
)
"""Units by how they are written, or how their names begin in one of the nine languages."""

_STEM_LETTERS = 3
"""Letters from which on a unit is the beginning of a word: *mikromet|rów*."""
_SYMBOLS = frozenset({"ton", "tons", "ppb", "ppm", "mg/l", "µg/l", "mg/kg", "µg/kg"})
"""Units of that length which are written just so."""
_OTHER_UNITS = frozenset({"M", "G", "T", "Nm", "NM"})
"""What is no metre, gram, tonne or nanometre: moles in a litre, giga, tesla, newton metres."""

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,6})?"
_WRITTEN = sorted(
    (
        re.escape(unit)
        + (
            ""
            if unit == "%"
            else r"\b"
            if len(unit) < _STEM_LETTERS or unit in _SYMBOLS
            else r"\w*"
        )
        for unit in _UNITS
    ),
    key=len,
    reverse=True,
)
_TO = r"[ \u00a0]?(?:-|–|\.\.|…|x|×|to|bis|till|til|do|kuni|iki|līdz)[ \u00a0]?"
_QUANTITY = re.compile(
    rf"(?<![\w.,])(?:(?P<low>{_NUMBER}){_TO})?"
    rf"(?P<high>{_NUMBER})[- \u00a0\u202f]?(?P<unit>{'|'.join(_WRITTEN)})",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*(?:/|\b(?:per|pro|i|na|uz|ühes)\b)?\s*(?:lit|kilo|kg\b|l\b|m[³3]|cm)", re.IGNORECASE
)
"""*2 mg per litre* is no mass."""
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
    # Two signs look like a micro sign, and only one of them is a letter mu.
    for match in _QUANTITY.finditer(text.replace("μ", "µ")):
        if match["unit"] in _OTHER_UNITS:
            continue
        dimension, factor = _unit(match["unit"])
        if dimension is Dimension.MASS and _PER.match(text, match.end()):
            continue
        high = _value(match["high"]) * factor
        low = _value(match["low"]) * factor if match["low"] else high
        yield Quantity(
            dimension=dimension,
            low=min(low, high),
            high=max(low, high),
            start=match.start(),
            end=match.end(),
        )


def _unit(written: str) -> tuple[Dimension, float]:
    unit = written.lower()
    if unit in _UNITS:
        return _UNITS[unit]
    return next(_UNITS[unit[:end]] for end in range(len(unit), 0, -1) if unit[:end] in _UNITS)


def _value(number: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", number).replace(",", "."))
