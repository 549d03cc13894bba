"""A company that nothing reached for a while, and then does something again."""

import pytest

from tests.test_growth import NEED, Talk
from tram_bot.core.content import Content
from tram_bot.core.events import StaffStepped, StaffWrote
from tram_bot.core.lead import Lead, LeadState, Outcome, Step
from tram_bot.core.scene import SEND


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


@pytest.fixture
def half(talk: Talk) -> Lead:
    """A request that was handed over half way."""
    talk.writes(NEED)
    talk.writes("yes")
    talk.lets_time_pass("abandoned")
    (half,) = talk.leads.values()
    return half


def test_what_it_sends_is_what_its_centre_keeps(talk: Talk, half: Lead) -> None:
    talk.fills_in()
    review = talk.conversation.turn
    talk.is_gone()
    assert talk.leads[half.id].unreachable
    talk.presses("_review", SEND, review)
    sent = talk.leads[half.id]
    assert (sent.partial, sent.company, sent.unreachable) == (False, "Example Coatings Oy", "")


def test_what_it_writes_to_a_person_stands_in_the_history(talk: Talk, half: Lead) -> None:
    talk.staff(StaffStepped, half, step=Step.CLAIM)
    talk.staff(StaffWrote, talk.leads[half.id], message="s1", text="Hello")
    talk.is_gone()
    talk.writes("we are here again")
    lead = talk.leads[half.id]
    assert (lead.history[-1].step, lead.history[-1].detail) == ("relay", "we are here again")
    assert lead.unreachable == ""


def test_a_request_that_was_closed_meanwhile_does_not_say_that_it_is_gone(
    talk: Talk, half: Lead
) -> None:
    talk.is_gone()
    talk.staff(StaffStepped, talk.leads[half.id], step=Step.CLOSE, outcome=Outcome.NO_FIT)
    talk.writes("we are here again")
    assert (talk.leads[half.id].state, talk.leads[half.id].unreachable) == (LeadState.CLOSED, "")


def test_a_request_that_was_closed_before_does_not_begin_to_say_so(talk: Talk, half: Lead) -> None:
    talk.staff(StaffStepped, half, step=Step.CLOSE, outcome=Outcome.NO_FIT)
    talk.is_gone()
    assert talk.leads[half.id].unreachable == ""
