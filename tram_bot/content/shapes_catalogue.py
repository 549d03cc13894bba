"""The files under `facility_catalogue/`, as they must look."""

import re
from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from tram_bot.content.hints import one_of
from tram_bot.content.shapes import (
    AsOf,
    CountryCode,
    Id,
    Label,
    LanguageCode,
    Shape,
    Some,
    Term,
    Text,
    Typed,
    Url,
    misfit,
)
from tram_bot.core.catalogue import Demand, Effort, SampleFate, Status
from tram_bot.core.quantities import Measure, bound_of

COUNTRIES: Mapping[str, str] = MappingProxyType(
    {
        "DE": "germany",
        "DK": "denmark",
        "EE": "estonia",
        "FI": "finland",
        "LT": "lithuania",
        "LV": "latvia",
        "PL": "poland",
        "SE": "sweden",
    }
)
"""The eight countries and the folders of their facilities."""

VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "problems": "problem",
        "goals": "goal",
        "materials": "material",
        "sample_forms": "sample form",
        "sectors": "sector",
        "hazards": "hazard",
        "constraints": "constraint",
    }
)
"""The folders of the vocabulary, and what one concept of each is called."""

_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,20}")
_PANET = re.compile(r"PaNET\d{5}(?:\d{2})?")


def hours_of(text: str) -> tuple[tuple[time, time], ...]:
    """The periods of `09:00-12:00, 13:00-16:00`, each later than the one before. Raises
    ValueError for any other form.

    >>> hours_of("09:00-16:30")
    ((datetime.time(9, 0), datetime.time(16, 30)),)
    """
    periods = []
    latest = time.min
    for part in text.split(","):
        found = _HOURS.fullmatch(part.strip())
        if not found:
            raise ValueError(text)
        first_hour, first_minute, last_hour, last_minute = (int(each) for each in found.groups())
        opens, closes = time(first_hour, first_minute), time(last_hour, last_minute)
        if opens >= closes or opens < latest:
            raise ValueError(text)
        periods.append((opens, closes))
        latest = closes
    return tuple(periods)


def _hours(value: str) -> str:
    try:
        hours_of(value)
    except ValueError:
        what = f"'{value}' are no opening hours"
        mend = 'write them as "09:00-16:00" or "09:00-12:00, 13:00-16:00", the earlier first'
        raise misfit(what, mend) from None
    return value


def _weight(value: int) -> int:
    if value not in (1, 2, 3):
        raise misfit(f"the weight is {value}", "write 3 (first), 2 or 1 (also)")
    return value


def _working_days(value: int) -> int:
    if not 1 <= value <= 30:
        raise misfit(f"{value} working days", "write a number from 1 to 30")
    return value


def _office_hours(value: int) -> int:
    if not 1 <= value <= 200:
        raise misfit(f"{value} hours", "write a number of office hours from 1 to 200")
    return value


def _channel(value: str) -> str:
    if value and not _CHANNEL.fullmatch(value):
        what = f"'{value}' is no id of a Slack channel"
        raise misfit(what, "write it as C0123456789; Slack shows it below the channel's details")
    return value


def _panet(value: str) -> str:
    if not _PANET.fullmatch(value):
        raise misfit(f"'{value}' is no PaNET id", "write it as PaNET01188, or leave it out")
    return value


def _measured(value: str) -> str:
    try:
        bound_of(value)
    except ValueError:
        what = f"'{value}' is no limit of a quantity"
        mend = (
            f'write {one_of(Measure)} with a limit, as in "mass above 5 kg" or "detail below 1 µm"'
        )
        raise misfit(what, mend) from None
    return value


class CentreShape(Shape):
    """One centre of `centres.yaml`; the lead partner's desk has no country."""

    country: CountryCode | None = None
    host: Text = ""
    city: Text = ""
    time_zone: Text
    hours: Annotated[str, AfterValidator(_hours)]
    languages: Some[LanguageCode]
    holidays: str = ""
    answers_within: Annotated[int, AfterValidator(_working_days)]
    claim_within: Annotated[int, AfterValidator(_office_hours)] = 4
    escalate_after: Annotated[int, AfterValidator(_office_hours)] = 4
    release_after: Annotated[int, AfterValidator(_office_hours)] = 14
    escalates_to: Id | None = None
    slack_channel: Annotated[str, AfterValidator(_channel)] = ""
    source: Url = ""
    sources: tuple[Url, ...] = ()
    as_of: AsOf = ""


class CentresFile(Shape):
    """`facility_catalogue/centres.yaml`."""

    centres: dict[Id, CentreShape]
    retired: tuple[Id, ...] = ()


class CentreWordsShape(Shape):
    """One centre in one language."""

    name: Text = ""
    about: Text = ""


class CentreWordsFile(Shape):
    """`facility_catalogue/<language>.yaml`: the centres, and the names of countries."""

    language: LanguageCode
    centres: dict[Id, CentreWordsShape] = Field(default_factory=dict)
    countries: dict[CountryCode, Label] = Field(default_factory=dict)


class TechniqueShape(Shape):
    """One technique of `techniques.yaml`."""

    panet: Annotated[str, AfterValidator(_panet)] = ""
    panet_match: Literal["exact", "broader", ""] = ""
    sample: Annotated[SampleFate, Field(strict=False)]
    effort: Annotated[Effort, Field(strict=False)] = Effort.LABORATORY
    materials: tuple[Id, ...] = ()


class TechniquesFile(Shape):
    """`facility_catalogue/techniques/<family>/techniques.yaml`."""

    techniques: dict[Id, TechniqueShape]
    retired: tuple[Id, ...] = ()


class TechniqueWordsShape(Shape):
    """One technique in one language."""

    name: Label = ""
    aliases: tuple[Typed, ...] = ()
    tells: Text = ""
    cannot: Text = ""
    problems: tuple[Typed, ...] = ()


class TechniqueWordsFile(Shape):
    """`facility_catalogue/techniques/<family>/<language>.yaml`."""

    language: LanguageCode
    techniques: dict[Id, TechniqueWordsShape]


Weights = dict[Id, Annotated[int, AfterValidator(_weight)]]


class ConceptShape(Shape):
    """One concept of `concepts.yaml`; `demand` and what follows it are for constraints."""

    techniques: Weights = Field(default_factory=dict)
    broader: Id = ""
    by_material: dict[Id, Weights] = Field(default_factory=dict)
    demand: Annotated[Demand | None, Field(strict=False)] = None
    sample: Annotated[SampleFate | None, Field(strict=False)] = None
    met_by: tuple[Id, ...] = ()
    not_met_by: tuple[Id, ...] = ()
    measured: tuple[Annotated[str, AfterValidator(_measured)], ...] = ()
    materials: tuple[Id, ...] = ()


def _nothing_as_no_keys(value: object) -> object:
    return {} if value is None else value


class ConceptsFile(Shape):
    """`facility_catalogue/vocabulary/<kind>/concepts.yaml`. A concept may be its id alone."""

    concepts: dict[Id, Annotated[ConceptShape, BeforeValidator(_nothing_as_no_keys)]]
    retired: tuple[Id, ...] = ()


class ConceptWordsShape(Shape):
    """One concept in one language."""

    label: Label = ""
    terms: tuple[Term, ...] = ()


class ConceptWordsFile(Shape):
    """`facility_catalogue/vocabulary/<kind>/<language>.yaml`."""

    language: LanguageCode
    concepts: dict[Id, ConceptWordsShape]


FacilityKind = Literal[
    "synchrotron",
    "free-electron-laser",
    "neutron-source",
    "ion-beam",
    "university-lab",
    "research-institute",
    "commercial-lab",
    "network",
]


class InstrumentShape(Shape):
    """One instrument of a facility, and what it can do."""

    name: Text
    techniques: tuple[Id, ...]


class FacilityShape(Shape):
    """One facility of `facilities.yaml`."""

    id: Id
    name: Text
    operator: Text
    city: Text
    homepage: Url = ""
    kind: FacilityKind
    techniques: tuple[Id, ...]
    unconfirmed: tuple[Id, ...] = ()
    instruments: tuple[InstrumentShape, ...] = ()
    materials: tuple[Id, ...] = ()
    sectors: tuple[Id, ...] = ()
    meets: tuple[Id, ...] = ()
    not_for: tuple[Id, ...] = ()
    access: tuple[Literal["commercial", "collaborative", "peer-review", "unknown"], ...]
    mail_in: bool = False
    status: Annotated[Status, Field(strict=False)]
    opens: Text = ""
    as_of: AsOf = ""
    sources: tuple[Url, ...]


class FacilitiesFile(Shape):
    """`facility_catalogue/facilities/<country>/facilities.yaml`."""

    country: CountryCode
    facilities: tuple[FacilityShape, ...]
    retired: tuple[Id, ...] = ()


class FacilityWordsShape(Shape):
    """One facility in one language."""

    tells: Text = ""
    access: Text = ""
    note: Text = ""


class FacilityWordsFile(Shape):
    """`facility_catalogue/facilities/<country>/<language>.yaml`."""

    language: LanguageCode
    facilities: dict[Id, FacilityWordsShape]
