"""How well the facilities that are named answer a need, in every language."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from evaluation.measures import mean
from evaluation.sets import LANGUAGES, NAMED, Need, needs
from tram_bot.core import finding
from tram_bot.core.identifiers import Language
from tram_bot.core.limits import FACILITIES_SHOWN
from tram_bot.matching.finder import Finder


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The share of needs for which the facility that is named first offers a technique that an
    adviser would name first, for which one of those named together does, and for which any in the
    catalogue does that can be used today; beside them the shares for the techniques."""

    language: Language | None
    needs: int
    first: float
    together: float
    any: float
    technique_first: float
    technique_together: float

    def figures(self) -> dict[str, object]:
        """As it is written down."""
        told = {
            key: round(value, 3) if isinstance(value, float) else value
            for key, value in asdict(self).items()
        }
        return told | {"language": self.language or "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Went:
    first: bool
    together: bool
    any: bool
    technique_first: bool
    technique_together: bool


def measured(finder: Finder, *, held_out: bool) -> list[Row]:
    """Every language, and all of them."""
    of_all: list[_Went] = []
    rows: list[Row] = []
    for language in LANGUAGES:
        went = [_went(finder, each) for each in needs(language, held_out=held_out)]
        of_all += went
        rows.append(_row(language, went))
    return [*rows, _row(None, of_all)]


def _went(finder: Finder, need: Need) -> _Went:
    wanted = {id for id, grade in need.techniques.items() if grade == NAMED}
    found = finder.find(finding.Need(text=need.text, language=need.language, country=need.country))
    facilities = [each.facility for each in found.facilities[:FACILITIES_SHOWN]]
    techniques = [each.technique for each in found.techniques[:FACILITIES_SHOWN]]
    return _Went(
        first=not wanted.isdisjoint(_offered(finder, facilities[:1])),
        together=not wanted.isdisjoint(_offered(finder, facilities)),
        any=not wanted.isdisjoint(finder.offered),
        technique_first=not wanted.isdisjoint(techniques[:1]),
        technique_together=not wanted.isdisjoint(techniques),
    )


def _offered(finder: Finder, facilities: Sequence[str]) -> set[str]:
    """What they offer, or likely do."""
    known = [finder.catalogue.facilities[each] for each in facilities]
    return {id for each in known for id in (*each.techniques, *each.unconfirmed)}


def _row(language: Language | None, went: Sequence[_Went]) -> Row:
    return Row(
        language=language,
        needs=len(went),
        first=mean([each.first for each in went]),
        together=mean([each.together for each in went]),
        any=mean([each.any for each in went]),
        technique_first=mean([each.technique_first for each in went]),
        technique_together=mean([each.technique_together for each in went]),
    )
