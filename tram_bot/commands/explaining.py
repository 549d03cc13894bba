"""`explain`: why a lead went where it went, told from what is kept with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import chain
from pathlib import Path

from tram_bot import serving
from tram_bot.commands.leads import lead_called
from tram_bot.commands.printing import emit, emit_json
from tram_bot.core.confidentiality import Sight, exported
from tram_bot.core.content import Content
from tram_bot.core.finding import FacilityMatch, Finding, Places, Reason, TechniqueMatch
from tram_bot.core.identifiers import CentreId
from tram_bot.core.later import Later
from tram_bot.core.lead import Happening, Lead, LeadState, Role
from tram_bot.core.present import (
    because,
    centre_name,
    concept_label,
    country_name,
    technique_name,
)
from tram_bot.core.routing import Route, Rule, route
from tram_bot.core.staff_phrase_keys import STAFF_KEYS
from tram_bot.database import Database
from tram_bot.learning.learner import Learner

_LANGUAGE = "en"
"""The terminal speaks English."""


def explain(
    root: Path,
    database: Database,
    reference: str,
    *,
    learner: Learner,
    as_json: bool,
    confidential: bool,
) -> int:
    """Print why a lead is where it is, what its need was recognised as, and what has happened to
    it; what was told in confidence only if that is wanted. Raises SettingsError for a reference
    there is not."""
    lead = lead_called(database, reference)
    whole = exported(lead, confidential=confidential) is Sight.ALL
    content = serving.read_content(root, learner)
    explanation = _Explanation(content=content, lead=lead, whole=whole)
    if as_json:
        emit_json(explanation.as_data())
        return 0
    for line in explanation.lines():
        # Nobody's words make a line of their own.
        emit(" ".join(line.split("\n")))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Explanation:
    """One lead, explained. The content gives today's names for what is kept by its id; `whole`:
    with the company's words."""

    content: Content
    lead: Lead
    whole: bool

    def lines(self) -> Iterator[str]:
        """The explanation to be read."""
        lead = self.lead
        outcome = (
            f" ({lead.outcome.value})" if lead.state is LeadState.CLOSED and lead.outcome else ""
        )
        yield f"{lead.reference}  {lead.state.value}{outcome}, at {self._centre(lead.centre)}"
        yield "why it went there"
        way = self._route()
        if not lead.route:
            yield "  This was not kept with it yet when it was sent. By today's centres:"
        yield f"  {self._centre(way.centre)}: {self._why(way)}"
        yield "who sees it"
        for centre in lead.desks:
            yield f"  {self._centre(centre)}: {self._role(centre, way)}"
        yield from self._need()
        yield "history (UTC)"
        yield from (f"  {self._happening(line)}" for line in lead.history)

    def as_data(self) -> dict[str, object]:
        """The explanation for a program to read."""
        lead, way = self.lead, self._route()
        return {
            "reference": lead.reference,
            "state": lead.state.value,
            "outcome": lead.outcome.value if lead.outcome else None,
            "centre": lead.centre,
            "country": lead.country,
            "route": {
                "centre": way.centre,
                "rule": way.rule.value,
                "why": self._why(way),
                "facility": way.facility or None,
                "copies": list(way.copies),
                "kept": lead.route is not None,
            },
            "desks": [
                {"centre": each, "role": lead.role_of(each).value, "why": self._role(each, way)}
                for each in lead.desks
            ],
            "concepts": [
                {"kind": each.kind, "id": each.id, "words": each.words} for each in self._concepts()
            ],
            "techniques": [
                {
                    "id": each.technique,
                    "score": round(each.score, 4),
                    "offered": each.offered,
                    "why": self._because(each),
                }
                for each in lead.techniques
            ],
            "facilities": [self._facility(each) for each in lead.facilities],
            "at_home": self._facility(lead.at_home) if lead.at_home else None,
            "unrecognised": list(lead.unrecognised) if self.whole else [],
            "left_out": not self.whole,
            "history": [
                {
                    "at": each.at.isoformat(),
                    "who": each.who,
                    "step": each.step,
                    "centre": each.centre,
                    "detail": each.detail if self.whole else "",
                }
                for each in lead.history
            ],
        }

    def _route(self) -> Route:
        """How it was routed; of a lead from before that was kept, how it would be today."""
        facilities = self.lead.facilities
        places = Later.known(Places(best=facilities))
        found = Finding(places=places, sure=bool(facilities))
        return self.lead.route or route(self.content.catalogue, self.lead.country, found)

    def _why(self, way: Route) -> str:
        country = self._country(way)
        match way.rule:
            case Rule.OWN_COUNTRY:
                return f"the company is in {country}, and its own national centre comes first"
            case Rule.BEST_FACILITY:
                return (
                    f"the company is in {country}, which has no national centre, so it is the "
                    f"country of the best facility that counts: {self._place(way.facility)}"
                )
            case Rule.LEAD_DESK if not way.country:
                return "the company's country is not known, so it is the lead partner's"
            case Rule.LEAD_DESK:
                lacks = (
                    f"nor has that of the best facility, {self._place(way.facility)}"
                    if way.facility
                    else "and no facility fitted well enough"
                )
                return f"{country} has no national centre, {lacks}, so it is the lead partner's"

    def _role(self, centre: CentreId, way: Route) -> str:
        match self.lead.role_of(centre):
            case Role.OWNER:
                return "has it"
            case Role.COPY:
                place = f", {self._place(way.facility)}" if centre in way.copies else ""
                return f"has a copy, as the best facility{place}, stands in its country"
            case Role.ESCALATED:
                return f"was called in, as {self._trouble(centre)}"
            case Role.FORMER:
                return "had it before"

    def _trouble(self, centre: CentreId) -> str:
        why = self.lead.why_called_in(centre)
        return f"another desk could not be reached: {why}" if why else "nobody took it up in time"

    def _need(self) -> Iterator[str]:
        lead = self.lead
        yield "what the need was recognised as"
        if not self.whole:
            yield "  Concepts, reasons and words are left out: they were told in confidence."
            yield "  With --confidential they are shown."
        for each in self._concepts():
            label = concept_label(self.content, _LANGUAGE, each.kind, each.id)
            yield f"  {label} ({each.kind}/{each.id}): {each.words}".rstrip(": ")
        yield "techniques"
        for technique in lead.techniques:
            name = technique_name(self.content, _LANGUAGE, technique.technique)
            why = self._because(technique)
            none = "" if technique.offered else ", offered by no facility"
            yield f"  {technique.score:.2f}  {name} ({technique.technique}){none}: {why}".rstrip(
                ": "
            )
        yield "facilities"
        for match in lead.facilities:
            line = f"  {match.score:.2f}  {self._place(match.facility)}: {self._because(match)}"
            yield line.rstrip(": ")
        if not lead.facilities:
            yield "  none fitted well enough"
        if lead.at_home:
            yield f"best at home  {self._place(lead.at_home.facility)}"
        if self.whole:
            yield f"not recognised  {', '.join(lead.unrecognised) or 'nothing'}"

    def _concepts(self) -> tuple[Reason, ...]:
        """What the company's words were taken for, as far as anything was found by it."""
        lead = self.lead
        reasons = chain(
            *(match.because for match in lead.techniques),
            *(match.because for match in lead.facilities),
        )
        concepts = (each for each in reasons if each.kind not in ("", "technique"))
        return tuple(dict.fromkeys(concepts)) if self.whole else ()

    def _because(self, match: TechniqueMatch | FacilityMatch) -> str:
        return because(self.content, _LANGUAGE, match.because) if self.whole else ""

    def _facility(self, match: FacilityMatch) -> dict[str, object]:
        return {
            "id": match.facility,
            "score": round(match.score, 4),
            "techniques": list(match.techniques),
            "confirmed": match.confirmed,
            "why": self._because(match),
        }

    def _happening(self, line: Happening) -> str:
        key = f"step_{line.step}"
        # A step that a later version wrote is shown by its name.
        step = self.content.phrasebook.say(key, _LANGUAGE) if key in STAFF_KEYS else line.step
        to = f" to {self._centre(line.centre)}" if line.centre else ""
        detail = f": {line.detail}" if line.detail and self.whole else ""
        return f"{line.at.astimezone(UTC):%Y-%m-%d %H:%M}  {line.who}: {step}{to}{detail}"

    def _country(self, way: Route) -> str:
        country = way.country or ""
        return f"{country_name(self.content, _LANGUAGE, country)} ({country})"

    def _centre(self, centre: CentreId) -> str:
        return f"{centre_name(self.content, _LANGUAGE, centre)} ({centre})"

    def _place(self, facility: str) -> str:
        known = self.content.catalogue.facilities.get(facility)
        if not known:
            return facility
        where = country_name(self.content, _LANGUAGE, known.country)
        return f"{known.name} ({facility}) in {known.city}, {where}"
