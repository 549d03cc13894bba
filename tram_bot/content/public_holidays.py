"""Public holidays, as the `holidays` library knows them: https://holidays.readthedocs.io"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import holidays

_KINDS = ("public", "de_facto")
"""By law, and where nobody works all the same: on the eve of Midsummer in Sweden."""
_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType({"DK": ("optional",)})
"""What a country has by another name: Danish offices are closed by agreement, and by no law, on
Constitution Day, 24 and 31 December, and many on 1 May."""


def are_known(where: str) -> bool:
    """Whether there are holidays for a country (`PL`) or a region of one (`DE-HH`).

    >>> are_known("DE-HH"), are_known("DE-XX"), are_known("Poland")
    (True, False, False)
    """
    country, _, region = where.partition("-")
    regions = holidays.list_supported_countries().get(country)
    return regions is not None and (not region or region in regions)


def is_holiday(where: str, day: date) -> bool:
    """Whether that day is a public holiday there, or kept like one; never where no holidays are
    known.

    >>> is_holiday("PL", date(2026, 11, 11)), is_holiday("", date(2026, 11, 11))
    (True, False)
    """
    return day in _days(where, day.year)


@cache
def _days(where: str, year: int) -> frozenset[date]:
    if not where or not are_known(where):
        return frozenset()
    country, _, region = where.partition("-")
    kinds = holidays.country_holidays(country).supported_categories
    wanted = (*_KINDS, *_ALSO.get(country, ()))
    kept = tuple(kind for kind in wanted if kind in kinds)
    return frozenset(
        holidays.country_holidays(country, subdiv=region or None, years=year, categories=kept)
    )
