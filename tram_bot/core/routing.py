"""Which centre gets a lead, and which one a copy."""

from dataclasses import dataclass
from enum import StrEnum

from tram_bot.core.catalogue import LEAD_DESK, Catalogue
from tram_bot.core.finding import Finding
from tram_bot.core.identifiers import CentreId, Country


class Rule(StrEnum):
    """Why a lead goes to a centre: it is that of the company's own country, or that of the best
    facility's country, or there is neither and it is the lead partner's desk."""

    OWN_COUNTRY = "own_country"
    BEST_FACILITY = "best_facility"
    LEAD_DESK = "lead_desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who has the lead, by which rule, and who sees a copy of it. `facility` is the best one, ""
    if none fitted well enough; `country` is what was known then of the company's."""

    centre: CentreId
    rule: Rule
    copies: tuple[CentreId, ...]
    facility: str
    country: Country | None = None


def route(catalogue: Catalogue, country: Country | None, finding: Finding) -> Route:
    """The company's own centre has the lead; a company outside the eight goes to the centre of
    the best facility's country; the lead partner's desk catches the rest. A centre in whose
    country the best facility stands gets a copy."""
    best = (
        catalogue.facilities.get(finding.facilities[0].facility)
        if finding.sure and finding.facilities
        else None
    )
    abroad = catalogue.centre_of(best.country) if best else None
    own = catalogue.centre_of(country)
    if own:
        centre, rule = own.id, Rule.OWN_COUNTRY
    elif abroad and country:
        centre, rule = abroad.id, Rule.BEST_FACILITY
    else:
        centre, rule = LEAD_DESK, Rule.LEAD_DESK
    return Route(
        centre=centre,
        rule=rule,
        copies=(abroad.id,) if abroad and abroad.id != centre else (),
        facility=best.id if best else "",
        country=country,
    )
