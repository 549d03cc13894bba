"""Whatever one sender does, and however often: what is kept of it does not grow without bound."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tram_bot.core.answers import Wrote
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation, Moment, Reviewing, WithPerson
from tram_bot.core.dialogue import step
from tram_bot.core.effects import Effect, KeepLead, Relay, Say, SubmitLead
from tram_bot.core.events import (
    Attachment,
    CompanyGone,
    Edited,
    Event,
    Pressed,
    StaffAsked,
    StaffExported,
    StaffStepped,
    StaffWrote,
    TimePassed,
    said,
)
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import Lead, Outcome, Staff, Step
from tram_bot.core.leads_after import lead_after
from tram_bot.core.limits import (
    FILES_KEPT,
    FILES_PASSED_ON,
    FREE_TEXT_KEPT,
    HISTORY_LINES,
    LEADS_OPEN,
    LEADS_REMEMBERED,
)
from tram_bot.core.scene import SEND, run_of
from tram_bot.store import codec

HERE = ConversationId("test:1")
KASIA = Staff(id="kasia", name="Kasia Example", centres=(CentreId("lead-desk"), CentreId("pl")))
NEED = "our steel bolts corrode in salt spray, we are 12 people in Poland"
LONG = f"{NEED}. " + "the coating blisters on zinc and the salt spray makes it worse. " * 80
WAY = (
    "yes", "confidential", "nothing yet", "know the cause", "6 samples, nothing dangerous",
    "no hurry", "Poland, 12 people", "Anna Example, Example Coatings Oy, anna@example.org",
)  # fmt: skip
CONVERSATION_MOST = 500_000
"""Characters of a saved conversation, in the worst case: more than anybody needs, and what a turn
still reads and writes in some thousandths of a second."""
LEAD_MOST = 300_000


@dataclass
class Talk:
    """One sender's conversation and leads, kept as the store keeps them."""

    content: Content
    conversation: Conversation = field(default_factory=lambda: Conversation(id=HERE, language="en"))
    leads: dict[LeadId, Lead] = field(default_factory=dict)
    now: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)
    count: int = 0
    says: list[str] = field(default_factory=list)

    def does(self, event: Event) -> None:
        numbers = {code: 1 + len(self.leads) for code in ("PL", "XX", "DE")}
        moment = Moment(now=self.now, next_numbers=numbers, leads=dict(self.leads))
        turn = step(self.content, self.conversation, event, moment)
        self.conversation = turn.conversation
        self.says = [p for e in turn.effects if isinstance(e, Say) for p in (*e.paragraphs, e.ask)]
        self._keep(turn.effects)

    def _keep(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            match effect:
                case SubmitLead(lead=Lead(id=id)) | KeepLead(lead=Lead(id=id)) | Relay(lead=id):
                    lead = lead_after(self.leads.get(id), effect, self.now)
                    if lead:
                        self.leads[id] = lead
                case _:
                    pass

    def _common(self, **late: float) -> dict[str, Any]:
        self.count += 1
        self.now += timedelta(seconds=1)
        at = self.now - timedelta(milliseconds=1) - timedelta(**late)
        return {"id": EventId(f"e{self.count}"), "conversation": HERE, "at": at}

    def writes(self, text: str, **late: float) -> None:
        self.does(said(text=text, message=f"m{self.count}", **self._common(**late)))

    def edits(self, message: int, text: str) -> None:
        self.does(Edited(text=text, message=f"m{message}", **self._common()))

    def sends_file(self, size: int = 1000, caption: str = "") -> None:
        name = f"{'x' * 300}.png"
        more: dict[str, Any] = {
            "name": name,
            "media_type": "image/png",
            "size": size,
            "handle": "h" * 60,
            "caption": caption,
            "message": f"m{self.count}",
        }
        self.does(Attachment(**more, **self._common()))

    def presses(self, scope: str, option: str, turn: int | None = None) -> None:
        at = self.conversation.turn if turn is None else turn
        self.does(Pressed(turn=at, scope=scope, option=option, **self._common()))

    def is_gone(self) -> None:
        """Nothing reaches the company any more."""
        self.does(CompanyGone(why="the bot was blocked", **self._common()))

    def lets_time_pass(self, timer: str) -> None:
        self.does(TimePassed(timer=timer, set_at=1, **self._common()))

    def staff(self, kind: type[Any], lead: Lead, **more: Any) -> None:
        self.does(kind(lead=lead.id, by=KASIA, desk=lead.centre, **more, **self._common()))

    def sends_a_lead(self, need: str = NEED) -> Lead:
        """Describe a problem, answer everything and send it."""
        self.writes(need)
        if not isinstance(self.conversation.phase, Asking):
            self.writes("no")
        return self.sends_what_is_open()

    def fills_in(self) -> None:
        """Answer everything that is asked."""
        for text in WAY * 2:
            if isinstance(self.conversation.phase, Reviewing):
                break
            self.writes(text)

    def sends_what_is_open(self) -> Lead:
        """Answer everything that is asked and send it."""
        before = set(self.leads)
        self.fills_in()
        self.presses("_review", SEND)
        (new,) = set(self.leads) - before
        return self.leads[new]

    @property
    def size(self) -> int:
        return len(codec.conversations().dump(self.conversation))


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


def test_a_description_sent_in_thousands_of_messages_stops_growing_and_says_so(
    talk: Talk,
) -> None:
    talk.writes(NEED)
    for _ in range(60):
        talk.writes(LONG, hours=1)
    told = any("as much as I can" in text for text in talk.says)
    size = talk.size
    for n in range(2000):
        talk.writes(f"and {n % 50}", hours=1)
    run = run_of(talk.conversation.phase)

    assert told
    assert run
    problem = next(iter(run.answers.values()))
    assert isinstance(problem.value, Wrote)
    assert len(problem.value.text) <= FREE_TEXT_KEPT
    assert talk.size < size + 20_000
    assert talk.size < CONVERSATION_MOST


def test_edits_of_a_description_in_many_messages_do_not_make_it_grow(talk: Talk) -> None:
    talk.writes(NEED)
    for n in range(200):
        talk.writes(f"and {n % 50}", hours=1)
    for n in range(210):
        talk.edits(n, LONG)

    assert talk.size < 100_000


def _doings(talk: Talk, chance: random.Random) -> Iterator[None]:
    """One thing after another that somebody may do, each as large as it can be."""
    texts = (NEED, LONG, *WAY, "no", "yes", "/back", "/skip", "/cancel", "/review", "send", LONG)
    while True:
        match chance.randrange(12):
            case 0 | 1 | 2 | 3 | 4:
                talk.writes(chance.choice(texts))
            case 5 | 6:
                talk.writes(chance.choice(texts), hours=1)
            case 7:
                talk.edits(chance.randrange(talk.count + 1), chance.choice(texts))
            case 8:
                talk.sends_file(chance.choice((1000, 19_000_000, 21_000_000)))
            case 9 if talk.conversation.offered:
                button = chance.choice(talk.conversation.offered)
                talk.presses(button.scope, button.option, button.turn)
            case 10:
                talk.presses("_review", SEND)
            case 11 if talk.leads and chance.random() < 0.3:
                lead = chance.choice(list(talk.leads.values()))
                steps = (Step.CLAIM, Step.HAND_BACK, Step.CLOSE, Step.REOPEN)
                talk.staff(StaffStepped, lead, step=chance.choice(steps), outcome=Outcome.NO_FIT)
            case _:
                talk.writes("/restart")
        yield


@pytest.mark.parametrize("seed", range(2))
def test_thousands_of_events_of_one_sender_keep_the_conversation_small(
    talk: Talk, seed: int
) -> None:
    doings = _doings(talk, random.Random(seed))  # noqa: S311 - to try things out
    largest = 0
    for _ in range(1500):
        next(doings)
        largest = max(largest, talk.size)
    notes = talk.conversation.leads

    assert largest < CONVERSATION_MOST
    assert len(notes) <= LEADS_REMEMBERED
    assert max((len(codec.leads().dump(lead)) for lead in talk.leads.values()), default=0) < (
        LEAD_MOST
    )


def test_somebody_with_many_open_requests_is_told_and_may_begin_once_one_is_closed(
    talk: Talk,
) -> None:
    leads = [talk.sends_a_lead(f"{NEED} {n}") for n in range(LEADS_OPEN)]
    talk.writes(f"{NEED} once more")
    talk.writes("no")
    refused = list(talk.says)
    talk.staff(StaffStepped, leads[0], step=Step.CLOSE, outcome=Outcome.NO_FIT)
    talk.sends_a_lead(f"{NEED} at last")

    assert any(f"You have {LEADS_OPEN} open requests" in text for text in refused)
    assert len(talk.leads) == LEADS_OPEN + 1


def opened_again(talk: Talk) -> Lead:
    """A request that staff have opened again after its conversation had forgotten it among many."""
    first = talk.sends_a_lead(NEED)
    talk.staff(StaffStepped, first, step=Step.CLOSE, outcome=Outcome.NO_FIT)
    for n in range(LEADS_REMEMBERED + 1):
        lead = talk.sends_a_lead(f"{NEED} {n}")
        talk.staff(StaffStepped, lead, step=Step.CLOSE, outcome=Outcome.NO_FIT)
    assert first.id not in [note.id for note in talk.conversation.leads]
    talk.staff(StaffStepped, talk.leads[first.id], step=Step.REOPEN)
    return talk.leads[first.id]


def test_a_request_that_is_no_longer_remembered_can_be_opened_again_and_answered(
    talk: Talk,
) -> None:
    first = opened_again(talk)
    assert any("has opened your request" in text for text in talk.says)
    talk.staff(StaffWrote, talk.leads[first.id], text="We can measure it on Monday", message="s1")
    assert any("We can measure it on Monday" in text for text in talk.says)
    assert [note.open for note in talk.conversation.leads if note.id == first.id] == [True]


def test_what_is_asked_about_a_request_that_was_forgotten_completes_that_request(
    talk: Talk,
) -> None:
    first = opened_again(talk)
    talk.staff(StaffAsked, first, question="deadline")
    before = set(talk.leads)
    talk.writes("by 1 June 2027")
    talk.presses("_review", SEND)
    assert set(talk.leads) == before
    assert any(first.reference in text for text in talk.says)
    assert talk.leads[first.id].answers["deadline"].raw == "by 1 June 2027"


def test_only_the_oldest_closed_requests_are_no_longer_remembered(talk: Talk) -> None:
    kept_open = talk.sends_a_lead(NEED)
    for n in range(LEADS_REMEMBERED + 3):
        lead = talk.sends_a_lead(f"{NEED} {n}")
        talk.staff(StaffStepped, lead, step=Step.CLOSE, outcome=Outcome.NO_FIT)
    notes = [note.id for note in talk.conversation.leads]

    assert len(notes) == LEADS_REMEMBERED
    assert kept_open.id in notes
    assert lead.id in notes
    assert len(talk.leads) == LEADS_REMEMBERED + 4


def test_the_history_of_a_request_keeps_what_staff_did_and_counts_what_is_left_out(
    talk: Talk,
) -> None:
    lead = talk.sends_a_lead()
    talk.staff(StaffStepped, lead, step=Step.CLAIM)
    talk.staff(StaffWrote, talk.leads[lead.id], message="s1", text="Hello")
    assert isinstance(talk.conversation.phase, WithPerson)
    for n in range(HISTORY_LINES * 2):
        talk.writes(f"and {n}")
    talk.staff(StaffExported, talk.leads[lead.id])
    history = talk.leads[lead.id].history
    told = [line for line in history if line.step == "left_out"]
    written = [line.detail for line in history if line.step == "relay"]

    assert [line.step for line in history if line.who_id == KASIA.id] == [
        "claim", "reply", "export",
    ]  # fmt: skip
    assert written[-1] == f"and {HISTORY_LINES * 2 - 1}"
    assert len(told) == 1
    assert int(told[0].detail) + len(written) == HISTORY_LINES * 2 + 1, "the submission, too"


def test_long_words_are_left_out_of_a_history_sooner(talk: Talk) -> None:
    lead = talk.sends_a_lead()
    talk.staff(StaffStepped, lead, step=Step.CLAIM)
    talk.staff(StaffWrote, talk.leads[lead.id], message="s1", text="Hello")
    for n in range(150):
        talk.writes(f"{n} {LONG}")

    assert len(codec.leads().dump(talk.leads[lead.id])) < LEAD_MOST


def test_files_are_kept_up_to_a_number_and_a_size_and_the_rest_is_refused_politely(
    talk: Talk,
) -> None:
    talk.writes(NEED)
    talk.sends_file(20_000_001)
    assert any("at most 20 MB" in text for text in talk.says)
    for _ in range(6):
        talk.sends_file(19_000_000)
    assert any("100 MB of them together" in text for text in talk.says)
    for _ in range(10):
        talk.sends_file(1000)
    assert any(f"there can be {FILES_KEPT} files" in text for text in talk.says)
    run = run_of(talk.conversation.phase)
    assert run
    assert len(run.files) == FILES_KEPT
    assert sum(file.size for file in run.files) <= 100_000_000


@pytest.mark.parametrize("with_person", [True, False])
def test_files_for_a_request_that_was_sent_are_limited_as_well(
    talk: Talk, with_person: bool
) -> None:
    lead = talk.sends_a_lead()
    if with_person:
        talk.staff(StaffStepped, lead, step=Step.CLAIM)
        talk.staff(StaffWrote, talk.leads[lead.id], message="s1", text="Hello")
    for _ in range(FILES_PASSED_ON):
        talk.sends_file()
        assert not any("I cannot take" in text for text in talk.says)
    talk.sends_file()

    assert any(f"there can be {FILES_PASSED_ON} files" in text for text in talk.says)
    relayed = [line for line in talk.leads[lead.id].history if ".png" in line.detail]
    assert len(relayed) == FILES_PASSED_ON


def test_an_answer_changed_again_and_again_does_not_fill_what_back_remembers(
    talk: Talk,
) -> None:
    talk.writes(NEED)
    for _ in range(3):
        talk.writes(LONG, hours=1)
    for text in WAY[:3]:
        talk.writes(text)
    for n in range(40):
        talk.presses("_review", "tried", turn=talk.conversation.turn)
        talk.writes(f"{n} {LONG}")
    run = run_of(talk.conversation.phase)

    assert talk.size < CONVERSATION_MOST
    assert run
    assert len(run.history) >= 3


def test_what_was_answered_stays_in_reach_of_back_however_long_it_is(talk: Talk) -> None:
    talk.writes(LONG)
    for text in WAY[:3]:
        talk.writes(text)
    before = run_of(talk.conversation.phase)
    talk.writes("/back")
    after = run_of(talk.conversation.phase)

    assert before
    assert after
    assert len(after.answers) < len(before.answers)
    assert replace(after, history=()) != replace(before, history=())
