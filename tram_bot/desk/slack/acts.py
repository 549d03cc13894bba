"""What staff press and submit, as events of the lead's conversation.

Reading what Slack sends; nothing here talks to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tram_bot.core.events import (
    Decision,
    FromDesk,
    StaffAsked,
    StaffDecided,
    StaffErased,
    StaffExported,
    StaffStepped,
    StaffUnblocked,
)
from tram_bot.core.identifiers import CentreId, EventId
from tram_bot.core.lead import Lead, Outcome, Staff, Step, Verdict
from tram_bot.desk.slack import card, forms

Json = Mapping[str, Any]

STEPS: Mapping[str, Step] = {
    card.CLAIM: Step.CLAIM,
    card.RELEASE: Step.RELEASE,
    card.REOPEN: Step.REOPEN,
    card.HAND_BACK: Step.HAND_BACK,
}
"""What a button or a line of the menu does at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something with which lead, at whose desk, and when; `id` tells a redelivery."""

    id: EventId
    at: datetime
    lead: Lead
    by: Staff
    desk: CentreId

    @property
    def _common(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "conversation": self.lead.conversation,
            "at": self.at,
            "lead": self.lead.id,
            "by": self.by,
            "desk": self.desk,
        }

    def step(self, step: Step) -> FromDesk:
        """A step that needs no more words."""
        return StaffStepped(step=step, **self._common)

    def exported(self, *, confidential: bool) -> FromDesk:
        """They want the lead as files."""
        return StaffExported(confidential=confidential, **self._common)

    def unblocked(self) -> FromDesk:
        """They have its sender heard again."""
        return StaffUnblocked(**self._common)

    def decided(self, message: str, decision: str) -> FromDesk:
        """They decided on a reply that was held. Raises ValueError for no decision of ours."""
        return StaffDecided(message=message, decision=Decision(decision), **self._common)

    def submitted(self, form: str, values: Mapping[str, str]) -> FromDesk | None:
        """They filled in a form; None if it is none of ours. Raises ValueError for a choice that
        the form does not offer."""
        words = values.get(forms.WORDS, "")
        match form:
            case forms.ASK:
                question = values.get(forms.QUESTION, "")
                return StaffAsked(question="" if words else question, text=words, **self._common)
            case forms.PASS_ON:
                to = CentreId(values.get(forms.CENTRE, ""))
                return StaffStepped(step=Step.PASS_ON, centre=to, detail=words, **self._common)
            case forms.CLOSE:
                verdict = values.get(forms.VERDICT, "")
                return StaffStepped(
                    step=Step.CLOSE,
                    outcome=Outcome(values.get(forms.OUTCOME, "")),
                    verdict=Verdict(verdict) if verdict else None,
                    block=bool(values.get(forms.BLOCK)),
                    detail=words,
                    **self._common,
                )
            case forms.ERASE:
                return StaffErased(**self._common)
            case _:
                return None


def event_id(body: Json) -> EventId:
    """What tells one press from another: its trigger is given once. A form is handed in once,
    however often somebody tries whom our answer has not reached in time."""
    if body.get("type") == "view_submission":
        return EventId(f"slack:{body['view']['id']}")
    return EventId(f"slack:{body.get('trigger_id') or body.get('event_id')}")


def values_of(view: Json) -> dict[str, str]:
    """What was filled in, by field; what was left empty is left out."""
    values = {}
    for fields in view.get("state", {}).get("values", {}).values():
        for name, field in fields.items():
            ticked = field.get("selected_options") or ()
            chosen = field.get("selected_option") or next(iter(ticked), None)
            value = chosen["value"] if chosen else field.get("value")
            if value:
                values[str(name)] = str(value)
    return values
