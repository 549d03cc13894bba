"""A catalogue grown to any number of facilities, each like a real one and unlike its neighbours."""

from dataclasses import replace
from random import Random

from tram_bot.core.catalogue import Catalogue, Facility

_LOST, _GAINED = 0.2, 2
"""What part of its techniques a grown facility lacks that the real one has, and how many others it
has instead, at most."""


def grown(catalogue: Catalogue, size: int, seed: int) -> Catalogue:
    """The catalogue with facilities added up to `size`; the real ones are all in it. The same seed
    grows the same catalogue.

    A grown facility takes the access, status, materials and sectors of a real one and most of its
    techniques, has one or two from elsewhere, and stands in the country and city of yet another:
    so techniques, countries and the rest are as common among many as they are among the real ones.
    """
    random = Random(seed)  # noqa: S311 - the same catalogue each time
    real = list(catalogue.facilities.values())
    facilities = dict(catalogue.facilities)
    for number in range(len(real), size):
        each = _grown(random, real, number)
        facilities[each.id] = each
    return replace(catalogue, facilities=facilities)


def _grown(random: Random, real: list[Facility], number: int) -> Facility:
    like, home, other = random.choice(real), random.choice(real), random.choice(real)
    kept = [id for id in like.techniques if random.random() >= _LOST]
    gained = random.sample(other.techniques, min(_GAINED, len(other.techniques)))
    techniques = tuple(dict.fromkeys((*kept, *gained))) or like.techniques
    return replace(
        like,
        id=f"{like.id}-{number}",
        name=f"{like.name} {home.city} {number}",
        operator=home.operator,
        country=home.country,
        city=home.city,
        techniques=techniques,
        unconfirmed=tuple(id for id in like.unconfirmed if id not in techniques),
    )
