"""What the catalogue knows, as values: techniques, concepts, facilities and national centres."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Generic, TypeVar

from tram_bot.core.identifiers import CentreId, Country, Language
from tram_bot.core.quantities import Bound

W = TypeVar("W")

CONSTRAINTS = "constraints"
"""The kind of the concepts that are constraints."""
PROBLEMS = "problems"
HAZARDS = "hazards"
ABOUT = (PROBLEMS, "goals")
"""The kinds of the concepts that say what a need is about."""
LEAD_DESK = CentreId("lead-desk")
"""The lead partner's desk: catches every lead that no national centre takes."""


@dataclass(frozen=True, slots=True)
class Words(Generic[W]):
    """The same thing's words by language, with the one rule for a language that lacks them."""

    by_language: Mapping[Language, W]
    falls_back_to: Language = "en"

    def of(self, language: Language) -> W | None:
        """The words in that language, else in the fallback language, else None."""
        return self.by_language.get(language, self.by_language.get(self.falls_back_to))


class SampleFate(StrEnum):
    """What happens to a sample: it comes back unchanged, loses a piece, or is used up."""

    KEPT = "kept"
    PREPARED = "prepared"
    USED_UP = "used-up"


class Effort(StrEnum):
    """What a measurement takes: a first look within days at most laboratories, an ordinary
    laboratory method, or a special one that needs a rare instrument, beam time or an expert."""

    FIRST_LOOK = "first-look"
    LABORATORY = "laboratory"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True, kw_only=True)
class TechniqueWords:
    """A technique in one language; `problems` are everyday phrases it answers."""

    name: str
    aliases: tuple[str, ...]
    tells: str
    cannot: str
    problems: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique:
    """A way of measuring."""

    id: str
    sample: SampleFate
    effort: Effort
    materials: tuple[str, ...]
    words: Words[TechniqueWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptWords:
    """A concept in one language; a term that ends in `*` is the beginning of a word."""

    label: str
    terms: Sequence[str]


class Demand(StrEnum):
    """What a constraint does to those that do not meet it: leaves them out, or holds them back."""

    STRICT = "strict"
    LENIENT = "lenient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What a constraint asks for. A technique meets it that does `sample` to a sample, or stands
    in `met_by`, or does not stand in `not_met_by`, whichever is given; if none is, it is for the
    facility to meet. `measured` are the quantities that bring it with them, if the need is about
    one of `materials` or there are none."""

    demand: Demand
    sample: SampleFate | None
    met_by: frozenset[str]
    not_met_by: frozenset[str]
    measured: tuple[Bound, ...]
    materials: tuple[str, ...]

    @property
    def is_for_facility(self) -> bool:
        """Whether it is the house that has to meet it, whatever the technique."""
        return not (self.sample or self.met_by or self.not_met_by)

    def is_met_by(self, technique: Technique) -> bool:
        """Whether it can be met with a technique."""
        if self.sample:
            return technique.sample is self.sample
        if self.met_by:
            return technique.id in self.met_by
        return technique.id not in self.not_met_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A problem, goal, material, sample form, sector, hazard or constraint.

    `techniques` are the ones an adviser would think of, weighted 1 (also) to 3 (first);
    `by_material` are those for one material, where it is the material that decides.
    """

    id: str
    kind: str
    techniques: Mapping[str, int]
    broader: str
    by_material: Mapping[str, Mapping[str, int]]
    constraint: Constraint | None
    words: Words[ConceptWords]


class Status(StrEnum):
    """Whether a facility can be used now."""

    OPERATING = "operating"
    LIMITED = "limited"
    UNDER_CONSTRUCTION = "under-construction"
    CLOSED = "closed"

    @property
    def usable(self) -> bool:
        """Whether it may be offered to a company as usable today."""
        return self in (Status.OPERATING, Status.LIMITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityWords:
    """A facility in one language: what it tells a company, how one gets in, what to know."""

    tells: str
    access: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A place that measures. `unconfirmed` techniques are likely there but not sourced; `meets`
    are constraints that the house meets, `not_for` those that it cannot meet whatever the
    technique."""

    id: str
    name: str
    operator: str
    country: Country
    city: str
    homepage: str
    kind: str
    techniques: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    materials: tuple[str, ...]
    sectors: tuple[str, ...]
    meets: tuple[str, ...]
    not_for: tuple[str, ...]
    access: tuple[str, ...]
    status: Status
    sources: tuple[str, ...]
    words: Words[FacilityWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreWords:
    """A centre in one language."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """A national centre, or the lead partner's desk (no country).

    `periods` are local times, Monday to Friday; `holidays` names the country, or the region of
    it, whose public holidays are kept: `PL`, `DE-HH`. `answers_within` is in working days;
    `claim_within`, `escalate_after` and `release_after` are hours of office time: until a request
    nobody has claimed is called to mind, until it is then taken to `escalates_to`, and until one
    that was claimed and left unanswered is free again. `slack_channel` is the id of the channel
    where its staff see requests, "" if the environment names it.
    """

    id: CentreId
    country: Country | None
    host: str
    city: str
    time_zone: str
    periods: tuple[tuple[time, time], ...]
    holidays: str
    languages: tuple[Language, ...]
    answers_within: int
    claim_within: int
    escalate_after: int
    release_after: int
    slack_channel: str
    escalates_to: CentreId | None
    words: Words[CentreWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """What a company once wanted to know, and the techniques that answer it: weighted 1 (also) to
    3 (first)."""

    need: str
    techniques: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything under `facility_catalogue/`."""

    techniques: Mapping[str, Technique]
    concepts: Mapping[tuple[str, str], Concept]
    """Concepts by (kind, id)."""
    facilities: Mapping[str, Facility]
    centres: Mapping[CentreId, Centre]
    countries: Words[Mapping[Country, str]]
    world: Mapping[Language, Mapping[Country, str]] = field(default_factory=dict)
    """What all countries are called by language, for those that the content has no name for."""
    enquiries: Mapping[Language, tuple[Enquiry, ...]] = field(default_factory=dict)
    """Solved enquiries by the language they are written in."""

    def centre_of(self, country: Country | None) -> Centre | None:
        """The national centre of a country, or None outside the eight."""
        return next((c for c in self.centres.values() if country and c.country == country), None)

    def concepts_of(self, kind: str) -> Iterable[Concept]:
        """The concepts of one kind, in the order of the file."""
        return (concept for concept in self.concepts.values() if concept.kind == kind)
