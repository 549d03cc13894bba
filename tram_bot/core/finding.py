"""A need, and what was found for it: the words between the dialogue and the search."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tram_bot.core.identifiers import Country, Language
from tram_bot.core.later import Later

FOCUS_KINDS = ("goals", "problems", "materials")
"""Kinds of concepts that are asked about to tell two techniques apart; a material only if none is
known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundConcept:
    """A concept recognised in a text. `words` are the company's own; `strength` is 0 to 1."""

    kind: str
    id: str
    words: str
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a company needs: its words, what it answered in so many words, and where it is.

    `answered` are (kind, concept id) pairs from structured answers; they outweigh free text.
    """

    text: str
    language: Language
    answered: tuple[tuple[str, str], ...] = ()
    country: Country | None = None
    named_facilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something was found: a concept (kind, id) or a technique's own name, and the words
    of the company that led there."""

    words: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TechniqueMatch:
    """A technique that may answer the need; `score` is 0 to 1, comparable within one finding.
    `offered` is False when no facility that can be used today offers it."""

    technique: str
    score: float
    because: tuple[Reason, ...]
    offered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A technique that would have fitted, and the constraint it cannot be used under."""

    technique: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityMatch:
    """A facility that offers matching techniques. `confirmed` is False when its best technique
    there is likely rather than sourced."""

    facility: str
    score: float
    techniques: tuple[str, ...]
    because: tuple[Reason, ...]
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The facilities for a need, best first, and the best in the company's own country, if any."""

    best: tuple[FacilityMatch, ...] = ()
    at_home: FacilityMatch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of the search.

    `sure` is False when nothing fits well enough to be offered (a person will look). `focus` holds,
    when the best two techniques are too close to tell apart, the concepts (kind, id) that would
    separate them. `left_out` are techniques that would be among the best, were it not for a
    constraint. `places` are looked for when they are first asked for: few turns show any.
    """

    concepts: tuple[FoundConcept, ...] = ()
    techniques: tuple[TechniqueMatch, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    places: Later[Places] = field(default_factory=lambda: Later(Places))
    unrecognised: tuple[str, ...] = ()
    sure: bool = False
    focus: tuple[tuple[str, str], ...] = ()

    @property
    def facilities(self) -> tuple[FacilityMatch, ...]:
        """The facilities that offer matching techniques, best first."""
        return self.places().best

    @property
    def at_home(self) -> FacilityMatch | None:
        """The best facility in the company's own country, if any."""
        return self.places().at_home


Find = Callable[[Need], Finding]
FindConcepts = Callable[[str, Language], tuple[FoundConcept, ...]]
