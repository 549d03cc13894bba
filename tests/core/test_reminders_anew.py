"""After a clock that was ahead: no reminder waits for longer than one that is set now, and none
that was set rightly is put off."""

from datetime import datetime, timedelta

import pytest

from tests.values import HERE, NOW, conversation, later, lead
from tram_bot.core.content import Content
from tram_bot.core.conversation import Moment
from tram_bot.core.desk.clock import ESCALATE, SILENT, UNCLAIMED
from tram_bot.core.dialogue import ABANDONED, step
from tram_bot.core.effects import RemindAt
from tram_bot.core.events import Misdated
from tram_bot.core.identifiers import CentreId, EventId
from tram_bot.core.with_person import CENTRE_SILENCE

OF_LEAD = (f"{UNCLAIMED}:lead-1", f"{ESCALATE}:lead-1", f"{SILENT}:lead-1")


def set_anew(content: Content, timer: str, due: datetime) -> list[datetime]:
    """When the reminder falls due, if it is set anew."""
    event = Misdated(id=EventId("1"), conversation=HERE, at=NOW, turn=7, dues=((timer, due),))
    known = lead(centre=CentreId("fi"))
    moment = Moment(now=NOW, next_numbers={}, leads={known.id: known}, is_blocked=False)
    turn = step(content, conversation(), event, moment)
    assert all(isinstance(effect, RemindAt) for effect in turn.effects)
    return [effect.due for effect in turn.effects if isinstance(effect, RemindAt)]


@pytest.mark.parametrize("timer", [ABANDONED, CENTRE_SILENCE, *OF_LEAD])
def test_a_reminder_is_set_anew_that_waits_for_too_late_a_day(content: Content, timer: str) -> None:
    (due,) = set_anew(content, timer, later(days=400))
    assert later(hours=1) < due <= NOW + timedelta(days=7)
    assert set_anew(content, timer, due) == []
    assert set_anew(content, timer, later(minutes=5)) == []


def test_one_of_a_request_that_is_not_kept_has_nothing_to_wait_for(content: Content) -> None:
    assert set_anew(content, f"{UNCLAIMED}:gone", later(days=400)) == [NOW]
