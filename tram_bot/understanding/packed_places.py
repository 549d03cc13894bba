"""Places by name, packed into arrays that may lie in a file.

A message names a handful of the twenty thousand. As objects all of them would take 10 MB in every
process, whether anybody names one or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tram_bot.core.identifiers import Country
from tram_bot.learning.memory import Arrays

_FIRST_WORDS = 1 << 17
"""Cells that the first words of names fall into: so many that most other words fall beside them."""


class Need(IntEnum):
    """What a text must do for a name in it to be taken for the place."""

    NAMED = 0
    """Just have it, in any case of letters."""
    CLEAR = 1
    """Write it with a capital, or put it after *in*, or say nothing else."""
    LOCATED = 2
    """Write it with a capital and after *in*, or say nothing else."""
    UNMISTAKABLE = 3
    """Write it with a capital and after *in*."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A country (no city) or one of its cities; the weightier one is meant more often."""

    country: Country
    city: str
    weight: float
    need: Need


class PackedPlaces:
    """Spots by folded name, and names by their stem, in the order in which they were packed."""

    def __init__(self, arrays: Arrays) -> None:
        """`arrays` are what `packed` has made."""
        self._names = _Texts(arrays, "names")
        self._stems = _Texts(arrays, "stems")
        self._stem_names = arrays["stem_names"].data
        self._longest = arrays["longest"].data
        self._begins = arrays["begins"].data
        self._countries = _Texts(arrays, "countries")
        self._cities = _Texts(arrays, "cities")
        self._spots = tuple(arrays[each].data for each in _OF_A_SPOT)

    def number(self, name: str) -> int | None:
        """The how manieth a name is; None if it is no place's."""
        return self._names.number(name)

    def name(self, number: int) -> str:
        """The name of that number."""
        return self._names.text(number)

    def spots(self, number: int) -> tuple[Spot, ...]:
        """The spots of the name of that number."""
        first, end = self._begins[number], self._begins[number + 1]
        return tuple(self._spot(at) for at in range(first, end))

    def of_stem(self, stem: str) -> int | None:
        """The number of the name that has this stem."""
        number = self._stems.number(stem)
        return None if number is None else int(self._stem_names[number])

    def longest(self, word: str) -> int:
        """Words of the longest name that begins with this one, or of a longer one: what a name
        does not fit is looked up in vain, no more. 0 if none begins with it."""
        return int(self._longest[_cell(word)])

    def _spot(self, at: int) -> Spot:
        country, city, weight, need = (each[at] for each in self._spots)
        return Spot(self._countries.text(country), self._cities.text(city), weight, Need(need))


def packed(spots: Mapping[str, Sequence[Spot]], stems: Mapping[str, str]) -> Arrays:
    """Spots by name, and for each stem one of the names."""
    names = list(spots)
    numbers = {name: number for number, name in enumerate(names)}
    every = [spot for each in spots.values() for spot in each]
    countries = list(dict.fromkeys(spot.country for spot in every))
    cities = list(dict.fromkeys(spot.city for spot in every))
    country_numbers = {country: number for number, country in enumerate(countries)}
    city_numbers = {city: number for number, city in enumerate(cities)}
    return {
        **_packed_texts("names", names),
        **_packed_texts("stems", list(stems)),
        **_packed_texts("countries", countries),
        **_packed_texts("cities", cities),
        "stem_names": np.array([numbers[name] for name in stems.values()], np.uint32),
        "longest": _longest(names),
        "begins": _sums([len(each) for each in spots.values()]),
        "country": np.array([country_numbers[spot.country] for spot in every], np.uint16),
        "city": np.array([city_numbers[spot.city] for spot in every], np.uint32),
        "weight": np.array([spot.weight for spot in every], np.float64),
        "need": np.array([spot.need for spot in every], np.uint8),
    }


_OF_A_SPOT = ("country", "city", "weight", "need")


class _Texts:
    """Different texts, each with its number: a hash table whose cells lie one behind the other."""

    def __init__(self, arrays: Arrays, of: str) -> None:
        self._bytes = arrays[f"{of}_bytes"].data
        self._ends = arrays[f"{of}_ends"].data
        self._cells = arrays[f"{of}_cells"].data
        self._numbers = arrays[f"{of}_numbers"].data
        self._mask = len(self._cells) - 2

    def number(self, text: str) -> int | None:
        """The number of a text; None if it is none of them."""
        # A message may hold half of a character.
        wanted = text.encode(errors="surrogatepass")
        cell = crc32(wanted) & self._mask
        for at in range(self._cells[cell], self._cells[cell + 1]):
            number = self._numbers[at]
            if self._bytes[self._ends[number] : self._ends[number + 1]] == wanted:
                return int(number)
        return None

    def text(self, number: int) -> str:
        """The text of a number."""
        return str(self._bytes[self._ends[number] : self._ends[number + 1]], "utf-8")


def _packed_texts(of: str, texts: Sequence[str]) -> Arrays:
    encoded = [text.encode() for text in texts]
    # A power of two, so that the last bits of a hash name a cell; half of them are empty.
    cells = 1 << (2 * len(texts)).bit_length()
    cell = np.array([crc32(each) for each in encoded], np.uint32) & np.uint32(cells - 1)
    numbers = np.argsort(cell, kind="stable")
    return {
        f"{of}_bytes": np.frombuffer(b"".join(encoded), np.uint8),
        f"{of}_ends": _sums([len(each) for each in encoded]),
        f"{of}_cells": np.searchsorted(cell[numbers], np.arange(cells + 1)).astype(np.uint32),
        f"{of}_numbers": numbers.astype(np.uint32),
    }


def _longest(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    longest = np.zeros(_FIRST_WORDS, np.uint8)
    for name in names:
        first, *more = name.split(" ")
        cell = _cell(first)
        longest[cell] = max(longest[cell], 1 + len(more))
    return longest


def _cell(word: str) -> int:
    return crc32(word.encode(errors="surrogatepass")) & (_FIRST_WORDS - 1)


def _sums(lengths: Sequence[int]) -> npt.NDArray[np.uint32]:
    return np.cumsum([0, *lengths], dtype=np.uint32)
