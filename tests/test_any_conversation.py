"""Whatever people do, in whatever order: no exception, no lost answer, always a way forward."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import seed, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.fuzz.effort import effort
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation, Moment, WithPerson
from tram_bot.core.dialogue import converse
from tram_bot.core.effects import (
    Button,
    Effect,
    Erase,
    KeepLead,
    Relay,
    Say,
    SubmitLead,
    one_reply,
)
from tram_bot.core.events import (
    Attachment,
    Command,
    Deleted,
    Edited,
    Event,
    OfNoUse,
    Pressed,
    StaffStepped,
    StaffWrote,
    Text,
    TimePassed,
    said,
)
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import File, Lead, Outcome, Staff, Step
from tram_bot.core.leads_after import lead_after
from tram_bot.core.left_runs import left_runs
from tram_bot.core.limits import RUNS_LEFT
from tram_bot.core.scene import held_run, run_of
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.understanding.folding import plain

ID = ConversationId("test:1")
STAFF = Staff(id="kasia", name="Kasia Example", centres=(CentreId("de"), CentreId("pl")))

TEXTS = st.sampled_from(
    [
        "hello", "yes", "no", "1", "2", "12", "skip", "back", "I don't know", "why do you ask?",
        "our paint peels off after one winter", "we are 12 people in Gdańsk and our coating rusts",
        "varnish on wood", "6 samples, nothing dangerous", "not confidential", "confidential",
        "we need an NDA first", "nothing yet", "Know the cause", "by the end of May", "no hurry",
        "Poland, 12 people", "Norway", "anna@example.org", "anna.example.org", "send", "cancel",
        "Anna Example, Example Coatings Oy, anna@example.org", "how much does it cost?",
        "what is XPS?", "sorry, we are 14 people", "talk to a person", "start over", "my data",
        "forget me", "which countries take part?", "", "🙂", "\x00", "asap", "yesterday",
        "3.3.2020", "I would like to order a pizza", "review", "change the deadline",
        "x" * 9000,
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    ["help", "start", "back", "skip", "dontknow", "why", "cancel", "restart", "language", "person",
     "mydata", "forgetme", "review", "bot", "nonsense"]
)  # fmt: skip


NOES = {"no", "n", "2", "nope", "decline", "not", "disagree", "rather not"}


class AnyConversation(RuleBasedStateMachine):
    """One company, one centre and one admin, all of them erratic."""

    whole: Content
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.content = self.whole
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.conversation = Conversation(id=ID, language="en")
        self.buttons: list[Button] = []
        self.messages = 0
        self.count = 0
        self.leads: dict[LeadId, Lead] = {}

    @initialize()
    def greet(self) -> None:
        self.take([Command(id=self.id(), conversation=ID, at=self.now, word="start")])

    @rule(texts=st.lists(TEXTS, min_size=1, max_size=3))
    def type(self, texts: list[str]) -> None:
        self.take([self.said(text) for text in texts])

    @rule(text=TEXTS)
    def type_late(self, text: str) -> None:
        late = replace(self.said(text), at=self.now - timedelta(seconds=30))
        self.take([late])

    @rule(text=st.text(max_size=60))
    def type_anything(self, text: str) -> None:
        self.take([self.said(text)])

    @rule(word=WORDS)
    def command(self, word: str) -> None:
        self.take([Command(id=self.id(), conversation=ID, at=self.now, word=word)])

    @rule(index=st.integers(0, 30))
    def press(self, index: int) -> None:
        if self.buttons:
            button = self.buttons[-1 - index % len(self.buttons)]
            self.take(
                [
                    Pressed(
                        id=self.id(),
                        conversation=ID,
                        at=self.now,
                        turn=button.turn,
                        scope=button.scope,
                        option=button.option,
                    )
                ]
            )

    @rule(text=TEXTS, back=st.integers(0, 5))
    def edit(self, text: str, back: int) -> None:
        message = f"m{max(self.messages - back, 1)}"
        event = Edited(id=self.id(), conversation=ID, at=self.now, text=text, message=message)
        self.take([event], may_lose=True)

    @rule()
    def send_file(self) -> None:
        event = Attachment(
            id=self.id(),
            conversation=ID,
            at=self.now,
            name="a.jpg",
            media_type="image/jpeg",
            size=5,
            handle="h",
            message=self.message(),
        )
        self.take([event])

    @rule(name=st.sampled_from(["a.jpg", "b.jpg"]), text=TEXTS, back=st.integers(0, 5))
    def put_another_file_in_its_place(self, name: str, text: str, back: int) -> None:
        message = f"m{max(self.messages - back, 1)}"
        file = File(name=name, media_type="image/jpeg", size=5, handle=name, message=message)
        event = Edited(
            id=self.id(), conversation=ID, at=self.now, text=text, message=message, file=file
        )
        self.take([event], may_lose=True)

    @rule(back=st.integers(0, 5))
    def delete(self, back: int) -> None:
        message = f"m{max(self.messages - back, 1)}"
        event = Deleted(id=self.id(), conversation=ID, at=self.now, message=message)
        self.take([event], may_be_silent=True)

    @rule()
    def send_what_is_of_no_use(self) -> None:
        self.take([OfNoUse(id=self.id(), conversation=ID, at=self.now)])

    @rule(timer=st.sampled_from(["abandoned", "centre_silence"]))
    def let_time_pass(self, timer: str) -> None:
        self.now += timedelta(hours=30)
        event = TimePassed(id=self.id(), conversation=ID, at=self.now, timer=timer, set_at=1)
        self.take([event], may_be_silent=True)

    @rule(step=st.sampled_from(list(Step)))
    def staff_acts(self, step: Step) -> None:
        for lead in list(self.leads)[-1:]:
            event = StaffStepped(
                id=self.id(),
                conversation=ID,
                at=self.now,
                lead=lead,
                by=STAFF,
                desk=CentreId("de"),
                step=step,
                centre=CentreId("de"),
                outcome=Outcome.NO_FIT,
            )
            self.take([event], may_be_silent=True)

    @rule()
    def staff_writes(self) -> None:
        for lead in list(self.leads)[-1:]:
            id = self.id()
            event = StaffWrote(
                id=id,
                conversation=ID,
                at=self.now,
                lead=lead,
                by=STAFF,
                desk=CentreId("de"),
                message=id,
                text="Hello",
            )
            self.take([event], may_be_silent=True)

    @rule(drop=st.sets(st.sampled_from(["tried", "sample", "deadline", "samples"])))
    def admin_edits(self, drop: set[str]) -> None:
        questionnaires = {
            id: replace(q, questions=tuple(each for each in q.questions if each.id not in drop))
            for id, q in self.whole.questionnaires.items()
        }
        self.content = replace(self.whole, questionnaires=questionnaires)

    def take(
        self, events: Sequence[Event], *, may_be_silent: bool = False, may_lose: bool = False
    ) -> None:
        type(self).steps += 1
        before = self.conversation
        moment = Moment(now=self.now, next_numbers={}, leads=self.leads)
        turn = converse(self.content, before, events, moment)
        effects = one_reply(turn.effects)
        self.conversation = saved_and_loaded(turn.conversation)
        assert self.conversation == turn.conversation
        self.now += timedelta(seconds=7)
        self.look_at(effects)
        silent = may_be_silent or isinstance(before.phase, WithPerson)
        assert silent or any(_text(each) for each in effects if isinstance(each, Say))
        if not may_lose:
            self.nothing_lost(before, events, effects)
        if turn.left:
            self.take(turn.left)

    def look_at(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            match effect:
                case Say(buttons=buttons):
                    self.buttons.extend(buttons)
                case SubmitLead(lead=Lead(id=id)) | KeepLead(lead=Lead(id=id)) | Relay(lead=id):
                    lead = lead_after(self.leads.get(id), effect, self.now)
                    assert lead
                    assert lead.consent.text_version
                    self.leads[id] = lead
                case Erase():
                    self.leads.clear()
                case _:
                    pass

    def nothing_lost(
        self, before: Conversation, events: Sequence[Event], effects: Sequence[Effect]
    ) -> None:
        """An answer disappears only by going back, starting over, or wanting it gone."""
        erased = any(isinstance(effect, Erase) for effect in effects)
        if erased or _wants_it_gone(events, before):
            return
        left = left_runs(self.conversation)
        runs = (held_run(self.conversation.phase), *left)
        for run in left_runs(before) if len(left) < RUNS_LEFT else ():
            assert not run.answers or any(each and each.id == run.id for each in runs)
        was = run_of(before.phase)
        if was is None:
            return
        kept = [run for run in runs if run and run.id == was.id]
        if not kept:
            assert any(note.run.id == was.id for note in self.conversation.leads)
            return
        went_back = len(kept[0].history) < len(was.history)
        assert went_back or set(was.answers) <= set(kept[0].answers)

    def said(self, text: str) -> Event:
        return said(id=self.id(), conversation=ID, at=self.now, text=text, message=self.message())

    def message(self) -> str:
        self.messages += 1
        return f"m{self.messages}"

    def id(self) -> EventId:
        self.count += 1
        return EventId(f"e{self.count}")


def _wants_it_gone(events: Sequence[Event], before: Conversation) -> bool:
    """Consent may have been declined, starting over, switching or erasing confirmed, or the
    problem described anew, which takes back what the old description said."""
    asked = isinstance(before.phase, Asking) and before.phase.question == "consent"
    declines = any(
        (isinstance(event, Pressed) and event.option == "decline")
        or (asked and isinstance(event, Text) and _says_no(plain(event.text)))
        for event in events
    )
    confirms = before.pending is not None or len(events) > 1
    phase = before.phase
    anew = isinstance(phase, Asking) and phase.reopened and phase.question == "problem"
    return declines or confirms or anew


def _says_no(said: str) -> bool:
    """A word of it is one, or all of it begins one."""
    return bool(NOES & set(said.split())) or any(no.startswith(said) for no in NOES if said)


def _text(say: Say) -> str:
    return "".join((*say.paragraphs, say.ask)).strip()


@pytest.mark.parametrize("part", range(4))
def test_any_conversation(part: int, content: Content) -> None:
    """Four parts of 5,000 steps and more, on all cores."""

    class Machine(AnyConversation):
        whole = content

    # In CI hypothesis repeats itself, so that a failure is the change's own; each part its own way.
    repeats = settings.default is not None and settings.default.derandomize
    run_state_machine_as_test(
        seed(part)(Machine) if repeats else Machine,
        settings=settings(effort(100, stateful_step_count=100), derandomize=repeats),
    )
    assert Machine.steps >= 5_000
