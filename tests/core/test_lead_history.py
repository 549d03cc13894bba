"""Where a lead stands, in words for staff."""

from tests import values as example
from tram_bot.core.content import Content
from tram_bot.core.lead import COMPANY, Happening, Lead, LeadState, Outcome, Staff, Step
from tram_bot.core.lead import advance_lead as advanced
from tram_bot.core.lead_history import state_line

KASIA = Staff(id="kasia", name="Kasia Kowalska")


def closed_and_then(step: str, who: Staff) -> Lead:
    """A lead that Kasia has closed, and one line after that."""
    lead = example.lead(state=LeadState.CLAIMED, history=())
    closed = advanced(lead, Step.CLOSE, who=KASIA, at=example.NOW, outcome=Outcome.NO_FIT)
    assert isinstance(closed, Lead)
    line = Happening(at=example.later(days=1), who=who.name, who_id=who.id, step=step)
    return example.lead(
        state=LeadState.CLOSED, outcome=Outcome.NO_FIT, history=(*closed.history, line)
    )


def test_who_closed_it_is_named_whoever_came_after(content: Content) -> None:
    for step, who in (("relay", COMPANY), ("export", Staff(id="marek", name="Marek Nowak"))):
        line = state_line(content, "en", closed_and_then(step, who), "Europe/Warsaw")
        assert line.startswith("Closed by Kasia Kowalska")
