"""Whatever staff and a company do, in whatever order: nothing leaves the house by accident."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import seed, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.fuzz.effort import effort
from tram_bot.core.content import Content
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.desk.thread import is_note
from tram_bot.core.dialogue import converse
from tram_bot.core.effects import Amend, Effect, Erase, KeepLead, Relay, RemindAt, Say, SubmitLead
from tram_bot.core.events import (
    CompanyGone,
    Decision,
    Deleted,
    DeskLost,
    Event,
    StaffAsked,
    StaffDecided,
    StaffDeleted,
    StaffEdited,
    StaffErased,
    StaffExported,
    StaffStepped,
    StaffWrote,
    TimePassed,
    said,
)
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import CLOCK, Lead, LeadState, Outcome, Role, Staff, Step
from tram_bot.core.leads_after import lead_after
from tram_bot.transcripts.saving import saved_and_loaded

ID = ConversationId("test:1")
PL, DE, DESK = CentreId("pl"), CentreId("de"), CentreId("lead-desk")
KASIA = Staff(id="kasia", name="Kasia Kowalska", first_name="Kasia", centres=(PL,))
MAREK = Staff(id="marek", name="Marek Nowak", first_name="Marek", centres=(PL,))
JONAS = Staff(id="jonas", name="Jonas Muster", first_name="Jonas", centres=(DE,))
PARTNER = Staff(id="partner", name="Dörte Beispiel", first_name="Dörte", centres=(DESK,))
STRANGER = Staff(id="stranger", name="Nobody Here", first_name="Nobody")
PEOPLE = st.sampled_from([KASIA, KASIA, MAREK, JONAS, PARTNER, STRANGER])
DESKS = st.sampled_from([PL, PL, DE, DESK])
OPENING = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May",
    "yes", "confidential", "nothing yet", "6 coated screws, nothing dangerous",
    "Anna Example, Example Coatings Oy, anna@example.org", "send",
)  # fmt: skip
TOKEN = re.compile(r"word\d+")


class AnyDesk(RuleBasedStateMachine):
    """A company whose request is sent, and everybody who could do something with it."""

    content: Content
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.conversation = Conversation(id=ID, language="en")
        self.leads: dict[LeadId, Lead] = {}
        self.timers: dict[str, datetime] = {}
        self.count = 0
        self.written: dict[str, tuple[Staff, str]] = {}
        self.allowed: set[str] = set()
        """The words of staff that the company may have heard."""

    @initialize()
    def send_a_request(self) -> None:
        for text in OPENING:
            self.take([self.company(text)])
        assert self.leads

    @rule(text=st.sampled_from([*OPENING, "hello", "no", "/bot", "/cancel", "any news?", "/back"]))
    def company_writes(self, text: str) -> None:
        self.take([self.company(text)])

    @rule(by=PEOPLE, desk=DESKS, step=st.sampled_from(list(Step)))
    def step(self, by: Staff, desk: CentreId, step: Step) -> None:
        for lead in self.one():
            self.take([StaffStepped(
                id=self.id(), conversation=ID, at=self.now, lead=lead.id, by=by, desk=desk,
                step=step, centre=DE, outcome=Outcome.NO_FIT,
            )])  # fmt: skip

    @rule(by=PEOPLE, desk=DESKS, note=st.booleans())
    def write(self, by: Staff, desk: CentreId, note: bool) -> None:
        for lead in self.one():
            id = self.id()
            text = f"{'note: ' if note else ''}word{self.count}"
            self.written[id] = (by, text)
            if not note and self.may_speak(lead, by, desk):
                self.allowed.add(f"word{self.count}")
            self.take([StaffWrote(
                id=id, conversation=ID, at=self.now, lead=lead.id, by=by, desk=desk, message=id,
                text=text,
            )])  # fmt: skip

    @rule(by=PEOPLE, desk=DESKS, back=st.integers(0, 4), note=st.booleans())
    def edit(self, by: Staff, desk: CentreId, back: int, note: bool) -> None:
        for lead, message in self.a_message(back):
            writer, before = self.written[message]
            id = self.id()
            text = f"{'note: ' if note else ''}word{self.count}"
            heard = TOKEN.findall(before)[0] in self.allowed
            if heard and not note and writer == by:
                self.allowed.add(f"word{self.count}")
            if writer != by:
                return  # Slack lets nobody edit another's message
            self.written[message] = (writer, text)
            self.take([StaffEdited(
                id=id, conversation=ID, at=self.now, lead=lead.id, by=by, desk=desk,
                message=message, text=text,
            )])  # fmt: skip

    @rule(desk=DESKS, back=st.integers(0, 4))
    def delete(self, desk: CentreId, back: int) -> None:
        for lead, message in self.a_message(back):
            writer, _ = self.written[message]
            self.take([StaffDeleted(
                id=self.id(), conversation=ID, at=self.now, lead=lead.id, by=writer, desk=desk,
                message=message,
            )])  # fmt: skip

    @rule(by=PEOPLE, desk=DESKS, back=st.integers(0, 4), decision=st.sampled_from(list(Decision)))
    def decide(self, by: Staff, desk: CentreId, back: int, decision: Decision) -> None:
        for lead, message in self.a_message(back):
            held = next((each for each in lead.held if each.message == message), None)
            if held and held.by.id == by.id and decision is not Decision.KEEP_AS_NOTE:
                self.allowed.update(TOKEN.findall(held.text))
            self.take([StaffDecided(
                id=self.id(), conversation=ID, at=self.now, lead=lead.id, by=by, desk=desk,
                message=message, decision=decision,
            )])  # fmt: skip

    @rule(by=PEOPLE, desk=DESKS, question=st.sampled_from(["", "deadline", "samples", "gone"]))
    def ask(self, by: Staff, desk: CentreId, question: str) -> None:
        for lead in self.one():
            id = self.id()
            words = "" if question else f"word{self.count}"
            if words:
                self.allowed.add(words)  # it is asked on purpose
            self.take([StaffAsked(
                id=id, conversation=ID, at=self.now, lead=lead.id, by=by, desk=desk,
                question=question, text=words,
            )])  # fmt: skip

    @rule(by=PEOPLE, desk=DESKS)
    def export(self, by: Staff, desk: CentreId) -> None:
        for lead in self.one():
            self.take([StaffExported(
                id=self.id(), conversation=ID, at=self.now, lead=lead.id, by=by, desk=desk,
            )])  # fmt: skip

    @rule()
    def erase(self) -> None:
        for lead in self.one():
            self.take([StaffErased(
                id=self.id(), conversation=ID, at=self.now, lead=lead.id, by=STRANGER, desk=PL,
            )])  # fmt: skip

    @rule()
    def lose_the_company(self) -> None:
        self.take([CompanyGone(id=self.id(), conversation=ID, at=self.now, why="blocked")])

    @rule(centre=DESKS)
    def lose_a_desk(self, centre: CentreId) -> None:
        for lead in self.one():
            self.take([DeskLost(
                id=self.id(), conversation=ID, at=self.now, lead=lead.id, centre=centre, why="gone",
            )])  # fmt: skip

    @rule(back=st.integers(0, 9))
    def company_deletes(self, back: int) -> None:
        message = f"e{max(self.count - back, 1)}"
        self.take([Deleted(id=self.id(), conversation=ID, at=self.now, message=message)])

    @rule(hours=st.integers(1, 60))
    def let_time_pass(self, hours: int) -> None:
        until = self.now + timedelta(hours=hours)
        for _ in range(20):
            due = [(when, timer) for timer, when in self.timers.items() if when <= until]
            if not due:
                break
            when, timer = min(due)
            del self.timers[timer]
            self.now = max(self.now, when)
            closed = {lead.id for lead in self.leads.values() if lead.state is LeadState.CLOSED}
            self.take([TimePassed(
                id=self.id(), conversation=ID, at=self.now, timer=timer, set_at=1,
            )])  # fmt: skip
            now_closed = {x.id for x in self.leads.values() if x.state is LeadState.CLOSED}
            assert now_closed == closed, "a request was closed by the clock"
        self.now = max(self.now, until)

    # The oracle

    def may_speak(self, lead: Lead, by: Staff, desk: CentreId) -> bool:
        """Whether what they write goes to the company at once."""
        claimed = lead.state in (LeadState.CLAIMED, LeadState.IN_CONVERSATION)
        sits = {lead.centre, *lead.escalated, DESK} & set(by.centres)
        looks_on = lead.role_of(desk) in (Role.COPY, Role.FORMER)
        return claimed and lead.owner == by.id and bool(sits) and not looks_on

    def take(self, events: Sequence[Event]) -> None:
        type(self).steps += 1
        before = dict(self.leads)
        moment = Moment(now=self.now, next_numbers={}, leads=self.leads)
        turn = converse(self.content, self.conversation, events, moment)
        self.conversation = saved_and_loaded(turn.conversation)
        assert self.conversation == turn.conversation
        self.now += timedelta(seconds=7)
        for effect in turn.effects:
            self.look_at(effect)
        self.outsiders_changed_nothing(events, before)

    def look_at(self, effect: Effect) -> None:
        match effect:
            case Say() | Amend(say=Say()):
                say = effect if isinstance(effect, Say) else effect.say
                assert say
                heard = set(TOKEN.findall(" ".join((*say.paragraphs, say.ask))))
                assert heard <= self.allowed, f"the company heard {heard - self.allowed}"
                assert not any(is_note(p.partition(": ")[2]) for p in say.paragraphs)
            case SubmitLead(lead=Lead(id=id)) | KeepLead(lead=Lead(id=id)) | Relay(lead=id):
                lead = lead_after(self.leads.get(id), effect, self.now)
                assert lead
                self.leads[id] = lead
                assert self.conversation.id == lead.conversation
            case RemindAt(timer=timer, due=due):
                self.timers[timer] = due
            case Erase():
                raise AssertionError("nobody who may has erased it")
            case _:
                pass

    def outsiders_changed_nothing(
        self, events: Sequence[Event], before: dict[LeadId, Lead]
    ) -> None:
        (event,) = events
        by = getattr(event, "by", None)
        if by != STRANGER:
            return
        for id, lead in self.leads.items():
            was = before[id]
            added = lead.history[len(was.history) :]
            assert replace(lead, history=was.history) == was
            assert [line.step for line in added] in ([], ["refused"])

    def one(self) -> list[Lead]:
        return list(self.leads.values())[-1:]

    def a_message(self, back: int) -> list[tuple[Lead, str]]:
        if not self.leads or not self.written:
            return []
        messages = list(self.written)
        return [(self.one()[0], messages[-1 - back % len(messages)])]

    def company(self, text: str) -> Event:
        id = self.id()
        return said(id=id, conversation=ID, at=self.now, text=text, message=id)

    def id(self) -> EventId:
        self.count += 1
        return EventId(f"e{self.count}")

    def teardown(self) -> None:
        for lead in self.leads.values():
            closers = [line.who_id for line in lead.history if line.step == Step.CLOSE]
            assert CLOCK.id not in closers


@pytest.mark.parametrize("part", range(2))
def test_any_desk(part: int, content: Content) -> None:
    """Two parts of some thousand steps, on all cores."""

    class Machine(AnyDesk):
        pass

    Machine.content = content
    repeats = settings.default is not None and settings.default.derandomize
    run_state_machine_as_test(
        seed(part)(Machine) if repeats else Machine,
        settings=settings(effort(100, stateful_step_count=50), derandomize=repeats),
    )
    assert Machine.steps >= 2_500
