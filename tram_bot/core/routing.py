"""Which centre gets a lead, and which one a copy."""

from dataclasses import dataclass

from tram_bot.core.catalogue import LEAD_DESK, Catalogue
from tram_bot.core.finding import Finding
from tram_bot.core.identifiers import CentreId, Country


@dataclass(frozen=True, slots=True)
class Route:
    """Who has the lead, and who sees a copy of it."""

    centre: CentreId
    copies: tuple[CentreId, ...]


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
    centre = own or (abroad if country else None)
    centre_id = centre.id if centre else LEAD_DESK
    copies = (abroad.id,) if abroad and abroad.id != centre_id else ()
    return Route(centre_id, copies)
