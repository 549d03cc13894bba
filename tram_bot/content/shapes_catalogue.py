"""The files under `facility_catalogue/`, as they must look."""

import re
from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

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
        bound = bound_of(value)
    except ValueError:
        what = f"'{value}' is no limit of a quantity"
        mend = (
            f'write {one_of(Measure)} with a limit, as in "mass above 5 kg" or "detail below 1 µm"'
        )
        raise misfit(what, mend) from None
    if bound.above >= bound.below:
        raise misfit(f"nothing is '{value}'", "write the smaller limit after 'above'")
    return value


class CentreShape(Shape):
    """One centre of `centres.yaml`; the lead partner's desk has no country."""

    country: CountryCode | None = None
    """The country whose companies it serves; none for the lead partner's desk."""
    host: Text = ""
    """Who runs it, where a public source says so."""
    city: Text = ""
    """Where."""
    time_zone: Text
    """As in Europe/Warsaw."""
    hours: Annotated[str, AfterValidator(_hours)]
    """Local office hours, Monday to Friday: "09:00-12:00, 13:00-16:00"."""
    languages: Some[LanguageCode]
    """In which it can answer, its own first."""
    holidays: str = ""
    """Whose public holidays it keeps, if not its country's: DE-HH."""
    answers_within: Annotated[int, AfterValidator(_working_days)]
    """Working days in which companies are told to expect an answer."""
    claim_within: Annotated[int, AfterValidator(_office_hours)] = 4
    """Office hours until a request nobody claimed is called to mind."""
    escalate_after: Annotated[int, AfterValidator(_office_hours)] = 4
    """Office hours after that until it is taken to escalates_to."""
    release_after: Annotated[int, AfterValidator(_office_hours)] = 14
    """Office hours until a claimed request that nobody answers is free again."""
    escalates_to: Id | None = None
    """The centre that is told then."""
    slack_channel: Annotated[str, AfterValidator(_channel)] = ""
    """The id of its Slack channel, if the environment does not name it."""
    source: Url = ""
    """Where the host is named."""
    sources: tuple[Url, ...] = ()
    """Where else."""
    as_of: AsOf = ""
    """When that was looked up: YYYY or YYYY-MM."""


class CentresFile(Shape):
    """`facility_catalogue/centres.yaml`."""

    centres: dict[Id, CentreShape]
    """By their id."""
    retired: tuple[Id, ...] = ()
    """Ids that were in use once."""


class CentreWordsShape(Shape):
    """One centre in one language."""

    name: Text = ""
    """What companies read."""
    about: Text = ""
    """Who it is, in a sentence."""


class CentreWordsFile(Shape):
    """`facility_catalogue/<language>.yaml`: the centres, and the names of countries."""

    language: LanguageCode
    """The file's own name without .yaml."""
    centres: dict[Id, CentreWordsShape] = Field(default_factory=dict)
    """By their id."""
    countries: dict[CountryCode, Label] = Field(default_factory=dict)
    """Names of countries by their code, where another is wanted than the usual one."""


class TechniqueShape(Shape):
    """One technique of `techniques.yaml`."""

    panet: Annotated[str, AfterValidator(_panet)] = ""
    """Its term in the PaNET ontology, as PaNET01188."""
    panet_match: Literal["exact", "broader", ""] = ""
    """Whether that term means the same or more."""
    sample: Annotated[SampleFate, Field(strict=False)]
    """What happens to the sample."""
    effort: Annotated[Effort, Field(strict=False)] = Effort.LABORATORY
    """Its place on the ladder: what it takes to have it done."""
    materials: tuple[Id, ...] = ()
    """What it suits especially."""


class TechniquesFile(Shape):
    """`facility_catalogue/techniques/<family>/techniques.yaml`."""

    techniques: dict[Id, TechniqueShape]
    """By their id."""
    retired: tuple[Id, ...] = ()
    """Ids that were in use once."""


class TechniqueWordsShape(Shape):
    """One technique in one language."""

    name: Label = ""
    """What it is called."""
    aliases: tuple[Typed, ...] = ()
    """What else, abbreviations included: a text that has one names the technique."""
    tells: Text = ""
    """What a company learns from it, as a sentence without a subject."""
    cannot: Text = ""
    """What it does not show."""
    problems: tuple[Typed, ...] = ()
    """What companies write when it is what they need, in their own words: 14 and more."""


class TechniqueWordsFile(Shape):
    """`facility_catalogue/techniques/<family>/<language>.yaml`."""

    language: LanguageCode
    """The file's own name without .yaml."""
    techniques: dict[Id, TechniqueWordsShape]
    """By their id."""


Weights = dict[Id, Annotated[int, AfterValidator(_weight), WithJsonSchema({"enum": [3, 2, 1]})]]


class ConceptShape(Shape):
    """One concept of `concepts.yaml`; `demand` and what follows it are for constraints."""

    techniques: Weights = Field(default_factory=dict)
    """What an adviser would think of: 3 first, 2, 1 also."""
    broader: Id = ""
    """The wider concept that this is a case of."""
    by_material: dict[Id, Weights] = Field(default_factory=dict)
    """The same for one material, where it is the material that decides."""
    demand: Annotated[Demand | None, Field(strict=False)] = None
    """Whether what does not meet it is left out or held back."""
    sample: Annotated[SampleFate | None, Field(strict=False)] = None
    """It is met by what does this to a sample."""
    met_by: tuple[Id, ...] = ()
    """The techniques that meet it; no other one does."""
    not_met_by: tuple[Id, ...] = ()
    """The techniques that do not meet it; every other one does."""
    measured: tuple[Annotated[str, AfterValidator(_measured)], ...] = ()
    """Quantities that bring it along: "mass above 20 kg", "detail below 1 µm"."""
    materials: tuple[Id, ...] = ()
    """Those quantities count with these materials only."""


def _nothing_as_no_keys(value: object) -> object:
    return {} if value is None else value


class ConceptsFile(Shape):
    """`facility_catalogue/vocabulary/<kind>/concepts.yaml`. A concept may be its id alone."""

    concepts: dict[Id, Annotated[ConceptShape, BeforeValidator(_nothing_as_no_keys)]]
    """By their id."""
    retired: tuple[Id, ...] = ()
    """Ids that were in use once."""


class ConceptWordsShape(Shape):
    """One concept in one language."""

    label: Label = ""
    """What its button and a reason say."""
    terms: tuple[Term, ...] = ()
    """Words that mean it, in small letters; a star at the end of one stands for any ending."""


class ConceptWordsFile(Shape):
    """`facility_catalogue/vocabulary/<kind>/<language>.yaml`."""

    language: LanguageCode
    """The file's own name without .yaml."""
    concepts: dict[Id, ConceptWordsShape]
    """By their id."""


class EnquiryShape(Shape):
    """One enquiry that an adviser has answered."""

    need: Text
    """What the company wrote, in its own words and without its name."""
    techniques: Weights
    """What answers it: 3 first, 2, 1 also; all that an adviser would name."""


class EnquiriesFile(Shape):
    """`facility_catalogue/enquiries/<field>/<language>.yaml`: what matching learns from beside what
    is written about each technique."""

    language: LanguageCode
    """The file's own name without .yaml."""
    enquiries: tuple[EnquiryShape, ...]
    """Each with the techniques that answer it."""


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
    """What it is called there."""
    techniques: tuple[Id, ...]
    """What is done with it."""


class FacilityShape(Shape):
    """One facility of `facilities.yaml`."""

    id: Id
    """Its name everywhere else; never changed."""
    name: Text
    """As it calls itself."""
    operator: Text
    """Who runs it."""
    city: Text
    """Where it stands."""
    homepage: Url = ""
    """Where a company reads on."""
    kind: FacilityKind
    """What kind of place it is."""
    techniques: tuple[Id, ...]
    """What it offers by a source."""
    unconfirmed: tuple[Id, ...] = ()
    """What it most likely offers."""
    instruments: tuple[InstrumentShape, ...] = ()
    """What it is known for."""
    materials: tuple[Id, ...] = ()
    """What it knows best."""
    sectors: tuple[Id, ...] = ()
    """Whom it works for."""
    meets: tuple[Id, ...] = ()
    """Constraints that it meets as a house, such as accredited."""
    not_for: tuple[Id, ...] = ()
    """Constraints that it cannot meet, whatever the technique."""
    access: tuple[Literal["commercial", "collaborative", "peer-review", "unknown"], ...]
    """How a company gets in."""
    mail_in: bool = False
    """Whether samples can be sent."""
    status: Annotated[Status, Field(strict=False)]
    """Whether it can be used now."""
    opens: Text = ""
    """When, if it is being built."""
    as_of: AsOf = ""
    """When all this was looked up: YYYY or YYYY-MM."""
    sources: tuple[Url, ...]
    """Where."""


class FacilitiesFile(Shape):
    """`facility_catalogue/facilities/<country>/facilities.yaml`."""

    country: CountryCode
    """The country of the folder."""
    facilities: tuple[FacilityShape, ...]
    """Each beginning with its id."""
    retired: tuple[Id, ...] = ()
    """Ids that were in use once."""


class FacilityWordsShape(Shape):
    """One facility in one language."""

    tells: Text = ""
    """What a company learns there."""
    access: Text = ""
    """How it gets in."""
    note: Text = ""
    """What it should know before."""


class FacilityWordsFile(Shape):
    """`facility_catalogue/facilities/<country>/<language>.yaml`."""

    language: LanguageCode
    """The file's own name without .yaml."""
    facilities: dict[Id, FacilityWordsShape]
    """By their id."""
