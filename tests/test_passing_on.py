"""What a company writes once a request of its was sent: who gets to read it, and what becomes of it
later."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Confirming, Conversation, Idle, Moment, WithPerson
from tram_bot.core.dialogue import converse
from tram_bot.core.effects import (
    Button,
    Effect,
    Erase,
    KeepLead,
    Relay,
    RemindAt,
    Say,
    SubmitLead,
    one_reply,
)
from tram_bot.core.events import (
    Attachment,
    Command,
    Decision,
    Deleted,
    Edited,
    Event,
    Pressed,
    StaffDecided,
    StaffStepped,
    StaffWrote,
    Text,
    TimePassed,
    said,
)
from tram_bot.core.identifiers import ConversationId, EventId, LeadId
from tram_bot.core.lead import File, Lead, Outcome, Staff, Step
from tram_bot.core.leads_after import lead_after
from tram_bot.core.limits import FREE_TEXT_KEPT
from tram_bot.core.scene import run_of
from tram_bot.transcripts.saving import saved_and_loaded

HERE = ConversationId("test:1")
ZINC = "zzz the bath was renewed in october"
DRAWING = "and the qqq drawing is 4711"
WAY = (
    "yes", "confidential", "nothing yet", "know the cause", "6 samples, nothing dangerous",
    "no hurry", "12 people", "Anna Example, Example Coatings Oy, anna@example.org",
)  # fmt: skip


@dataclass
class Talk:
    """A company's conversation and its requests, kept as the store keeps them."""

    content: Content
    state: Conversation = field(default_factory=lambda: Conversation(id=HERE, language="en"))
    leads: dict[LeadId, Lead] = field(default_factory=dict)
    now: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)
    count: int = 0
    messages: int = 0
    effects: Sequence[Effect] = ()

    def happens(self, *events: Event) -> None:
        """All of it before one reply."""
        numbers = {code: 1 + len(self.leads) for code in ("PL", "DE", "XX")}
        self.now += timedelta(minutes=1)
        moment = Moment(now=self.now, next_numbers=numbers, leads=dict(self.leads))
        turn = converse(self.content, self.state, events, moment)
        self.state = saved_and_loaded(turn.conversation)
        self.effects = one_reply(turn.effects)
        for effect in self.effects:
            self._keep(effect)

    def writes(self, *texts: str) -> str:
        """Returns the platform's id of the last of them."""
        self.happens(*[self.text(each) for each in texts])
        return f"m{self.messages}"

    def text(self, text: str) -> Event:
        return said(text=text, message=self._message(), **self._common())

    def photo(self, caption: str = "", name: str = "a.png") -> Event:
        more: dict[str, Any] = {"media_type": "image/png", "size": 1000, "handle": f"h-{name}"}
        message = self._message()
        return Attachment(name=name, caption=caption, message=message, **more, **self._common())

    def sends_photo(self, caption: str = "", name: str = "a.png") -> str:
        self.happens(self.photo(caption, name))
        return f"m{self.messages}"

    def edit(self, message: str, text: str, file: File | None = None) -> Event:
        return Edited(text=text, message=message, file=file, **self._common())

    def edits(self, message: str, text: str, file: File | None = None) -> None:
        self.happens(self.edit(message, text, file))

    def deletes(self, message: str) -> None:
        self.happens(Deleted(message=message, **self._common()))

    def presses(self, button: Button) -> None:
        where: dict[str, Any] = {"scope": button.scope, "option": button.option}
        self.happens(Pressed(turn=button.turn, **where, **self._common()))

    def elapsed(self, timer: str) -> Event:
        return TimePassed(timer=timer, set_at=self.state.turn, **self._common())

    def commands(self, word: str) -> None:
        self.happens(Command(word=word, **self._common()))

    def staff_writes(self, lead: Lead, name: str, text: str = "hello") -> None:
        """Whoever it is claims the request, if nobody has, and writes to the company."""
        if self.leads[lead.id].owner != name:
            self.staff_takes(lead, Step.CLAIM, name)
        by = self._staff(lead, name)
        common = self._common()
        desk = self.leads[lead.id].centre
        wrote = StaffWrote(
            lead=lead.id, by=by, desk=desk, message=common["id"], text=text, **common
        )
        self.happens(wrote)

    def staff_writes_once(self, lead: Lead, name: str, text: str) -> None:
        """Somebody who has not claimed the request says something in passing."""
        by, desk = self._staff(lead, name), self.leads[lead.id].centre
        common = self._common()
        message = common["id"]
        wrote = StaffWrote(lead=lead.id, by=by, desk=desk, message=message, text=text, **common)
        once = StaffDecided(
            lead=lead.id,
            by=by,
            desk=desk,
            message=message,
            decision=Decision.SEND_ONCE,
            **self._common(),
        )
        self.happens(wrote)
        self.happens(once)

    def staff_takes(self, lead: Lead, step: Step, name: str) -> None:
        desk = self.leads[lead.id].centre
        outcome = Outcome.ADVICE_GIVEN if step is Step.CLOSE else None
        by = self._staff(lead, name)
        stepped = StaffStepped(
            lead=lead.id, by=by, desk=desk, step=step, outcome=outcome, **self._common()
        )
        self.happens(stepped)

    def sends_a_request(self, need: str) -> Lead:
        """Describe a problem, answer everything and send it."""
        before = set(self.leads)
        self.writes(need)
        if not isinstance(self.state.phase, Asking):
            self.writes("no")
        for text in WAY * 2:
            if not isinstance(self.state.phase, Asking):
                break
            self.writes(text)
        self.writes("send")
        (new,) = set(self.leads) - before
        return self.leads[new]

    @property
    def relayed(self) -> list[tuple[str, str]]:
        """What was passed on by the latest turn, words or a wish, and whose request it is for."""
        return [
            (self.leads[each.lead].reference, each.wish or each.text)
            for each in self.effects
            if isinstance(each, Relay) and not each.edited and not each.deleted
        ]

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Whose request, the new words, and of which message."""
        return [
            (self.leads[each.lead].reference, each.text, each.message)
            for each in self.effects
            if isinstance(each, Relay) and each.edited
        ]

    @property
    def deletions(self) -> list[tuple[str, str]]:
        """Whose request, and which message was taken back."""
        return [
            (self.leads[each.lead].reference, each.message)
            for each in self.effects
            if isinstance(each, Relay) and each.deleted
        ]

    @property
    def reply(self) -> str:
        says = [each for each in self.effects if isinstance(each, Say)]
        return "\n".join(part for say in says for part in (*say.paragraphs, say.ask))

    @property
    def buttons(self) -> list[str]:
        return [each.label for each in self.state.offered]

    def _message(self) -> str:
        self.messages += 1
        return f"m{self.messages}"

    def _common(self) -> dict[str, Any]:
        self.count += 1
        return {"id": EventId(f"e{self.count}"), "conversation": HERE, "at": self.now}

    def _staff(self, lead: Lead, name: str) -> Staff:
        return Staff(id=name, name=name, centres=(self.leads[lead.id].centre,))

    def _keep(self, effect: Effect) -> None:
        match effect:
            case SubmitLead(lead=Lead(id=id)) | KeepLead(lead=Lead(id=id)) | Relay(lead=id):
                lead = lead_after(self.leads.get(id), effect, self.now)
                assert lead
                self.leads[id] = lead
            case Erase():
                self.leads.clear()
            case _:
                pass


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


@pytest.fixture
def polish(talk: Talk) -> Lead:
    """A request that was sent, and nothing open since."""
    lead = talk.sends_a_request("our steel bolts corrode in salt spray, in Gdańsk in Poland")
    assert (lead.centre, talk.state.phase) == ("pl", Idle())
    return lead


@pytest.fixture
def german(talk: Talk, polish: Lead) -> Lead:
    """A second request, at another centre."""
    lead = talk.sends_a_request("our paint peels off wood in Hamburg in Germany")
    assert (lead.centre, talk.state.phase) == ("de", Idle())
    return lead


def passed_on(lead: Lead, *texts: str) -> list[tuple[str, str]]:
    return [(lead.reference, text) for text in texts]


def test_a_second_message_is_passed_on_with_the_first(talk: Talk, polish: Lead) -> None:
    talk.writes(ZINC)
    talk.writes(DRAWING)
    assert ZINC in talk.reply
    assert DRAWING in talk.reply
    assert "Shall I pass this on" in talk.reply
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC, DRAWING)


def test_all_of_a_burst_is_passed_on(talk: Talk, polish: Lead) -> None:
    talk.writes(ZINC, DRAWING, "it is xxx blue")
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC, DRAWING, "it is xxx blue")


def test_the_same_message_again_is_passed_on_once(talk: Talk, polish: Lead) -> None:
    talk.writes(ZINC)
    talk.writes(ZINC)
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_text_goes_with_the_photo_that_follows_it(
    talk: Talk, polish: Lead, at_once: bool
) -> None:
    if at_once:
        talk.happens(talk.text(ZINC), talk.photo("here it is"))
    else:
        talk.writes(ZINC)
        talk.sends_photo("here it is")
    assert talk.relayed == passed_on(polish, ZINC, "here it is")
    assert ZINC in talk.reply
    assert talk.state.pending is None


def test_a_text_that_may_be_a_new_problem_waits_beside_the_photo(talk: Talk, polish: Lead) -> None:
    talk.writes("we also have a second batch with cracks in the coating")
    talk.sends_photo()
    assert talk.relayed == passed_on(polish, "")
    assert "second batch" in talk.reply
    talk.writes("no")
    run = run_of(talk.state.phase)
    assert run
    assert "second batch" in run.answers["problem"].raw


def test_two_texts_that_are_a_new_problem_begin_it_together(talk: Talk, polish: Lead) -> None:
    talk.writes("we also have a second batch with cracks in the coating")
    late = talk.writes(DRAWING)
    talk.writes("no")
    run = run_of(talk.state.phase)
    assert run
    assert "second batch" in run.answers["problem"].raw
    assert DRAWING in run.answers["problem"].raw
    talk.edits(late, "and the qqq drawing is 4712")
    run = run_of(talk.state.phase)
    assert run
    assert "4712" in run.answers["problem"].raw


def test_a_question_in_between_is_answered_and_the_text_still_asked_about(
    talk: Talk, polish: Lead
) -> None:
    talk.writes(ZINC)
    talk.writes("how much does it cost?")
    assert ZINC in talk.reply
    assert "Shall I pass this on" in talk.reply
    assert talk.buttons[:2] == ["Yes", "No"]
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC)


def test_what_a_command_or_staff_say_in_between_leaves_the_text_asked_about(
    talk: Talk, polish: Lead
) -> None:
    talk.writes(ZINC)
    talk.commands("help")
    assert ZINC in talk.reply
    talk.staff_takes(polish, Step.CLAIM, "Kasia")
    assert "Kasia" in talk.reply
    assert ZINC in talk.reply
    talk.deletes("m1")
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC)


def test_what_can_no_longer_be_asked_about_is_said_to_have_reached_nobody(
    talk: Talk, polish: Lead
) -> None:
    talk.writes(ZINC)
    talk.staff_writes(polish, "Kasia", "good morning")
    assert "has not been passed on" in talk.reply
    assert ZINC in talk.reply
    assert talk.relayed == []
    talk.commands("bot")
    talk.writes(ZINC)
    talk.staff_takes(polish, Step.CLOSE, "Kasia")
    assert "has not been passed on" in talk.reply
    assert ZINC in talk.reply


def test_a_yes_to_what_somebody_asks_in_passing_is_for_them(talk: Talk, polish: Lead) -> None:
    talk.writes(ZINC)
    talk.staff_writes_once(polish, "Kasia", "Have you a second sample?")
    assert "has not been passed on" in talk.reply
    talk.writes("yes")
    assert talk.relayed == []
    assert "Shall I pass this on" in talk.reply
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, "yes")


def test_a_questionnaire_begun_in_between_says_so_too(talk: Talk, polish: Lead) -> None:
    talk.writes(ZINC)
    talk.writes("describe your problem")
    assert isinstance(talk.state.phase, Asking), talk.reply
    assert "has not been passed on" in talk.reply
    assert ZINC in talk.reply


def test_what_is_asked_about_can_be_changed(talk: Talk, polish: Lead) -> None:
    first = talk.writes(ZINC)
    talk.writes(DRAWING)
    talk.edits(first, "zzz the bath was renewed in november")
    assert "november" in talk.reply
    assert "october" not in talk.reply
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, "zzz the bath was renewed in november", DRAWING)


def test_what_is_asked_about_can_be_taken_back(talk: Talk, polish: Lead) -> None:
    first = talk.writes(ZINC)
    second = talk.writes(DRAWING)
    talk.deletes(first)
    assert ZINC not in talk.reply
    assert "Shall I pass this on" in talk.reply
    talk.deletes(second)
    assert "everything stays as it was" in talk.reply
    assert talk.state.pending is None


def test_what_waits_to_be_passed_on_stops_growing_and_that_is_said(
    talk: Talk, polish: Lead
) -> None:
    for number in range(10):
        talk.writes(f"zzz {number} " + "qqq xxx " * 200)
    assert "as much as I can" in talk.reply
    talk.edits(f"m{talk.messages - 9}", "zzz " + "qqq xxx " * 400)
    pending = talk.state.pending
    assert isinstance(pending, Confirming)
    assert sum(len(part.text) for part in pending.parts) <= FREE_TEXT_KEPT


def test_a_text_an_earlier_version_asked_about_is_passed_on(talk: Talk, polish: Lead) -> None:
    old = Confirming(what="relay", turn=talk.state.turn, to=ZINC)
    talk.state = saved_and_loaded(replace(talk.state, pending=old))
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC)


@pytest.mark.parametrize("ends", ["bot", Step.HAND_BACK, Step.CLOSE])
def test_what_was_told_a_person_is_changed_and_taken_back_at_the_centre_afterwards(
    talk: Talk, polish: Lead, ends: str | Step
) -> None:
    talk.staff_writes(polish, "Kasia")
    thick = talk.writes("it is 8 mm thick")
    if isinstance(ends, Step):
        talk.staff_takes(polish, ends, "Kasia")
    else:
        talk.commands(ends)
    talk.edits(thick, "it is 8 micrometres thick")
    assert talk.changes == [(polish.reference, "it is 8 micrometres thick", thick)]
    assert "you changed your message" in talk.reply
    talk.deletes(thick)
    assert talk.deletions == [(polish.reference, thick)]
    assert "you deleted your message" in talk.reply


def test_what_was_passed_on_after_a_yes_is_changed_and_taken_back_at_the_centre(
    talk: Talk, polish: Lead
) -> None:
    zinc, drawing = talk.writes(ZINC), talk.writes(DRAWING)
    talk.writes("yes")
    talk.edits(drawing, "and the qqq drawing is 4712")
    assert talk.changes == [(polish.reference, "and the qqq drawing is 4712", drawing)]
    talk.deletes(zinc)
    assert talk.deletions == [(polish.reference, zinc)]


def test_the_words_with_a_photo_are_changed_at_the_centre(talk: Talk, polish: Lead) -> None:
    photo = talk.sends_photo("this is the bath")
    talk.edits(photo, "this is the other bath")
    assert talk.changes == [(polish.reference, "this is the other bath", photo)]


def test_a_text_that_was_a_new_problem_after_all_is_corrected_in_it(
    talk: Talk, polish: Lead
) -> None:
    told = talk.writes("we also have a second batch with cracks in the coating")
    talk.writes("no")
    talk.edits(told, "we also have a third batch with cracks in the coating")
    run = run_of(talk.state.phase)
    assert run
    assert "third batch" in run.answers["problem"].raw


def test_an_edit_reaches_those_who_read_the_message_and_nobody_else(
    talk: Talk, polish: Lead, german: Lead
) -> None:
    talk.staff_writes(polish, "Kasia")
    told_kasia = talk.writes("it is 8 mm thick")
    talk.commands("bot")
    talk.staff_writes(german, "Hans")
    told_hans = talk.writes("the wood is oak")
    talk.edits(told_kasia, "it is 8 micrometres thick")
    assert talk.changes == [(polish.reference, "it is 8 micrometres thick", told_kasia)]
    assert talk.reply == ""
    talk.edits(told_hans, "the wood is beech")
    assert talk.changes == [(german.reference, "the wood is beech", told_hans)]
    talk.deletes(told_kasia)
    assert talk.deletions == [(polish.reference, told_kasia)]
    assert talk.reply == ""


def test_an_answer_of_one_request_is_changed_with_those_who_have_that(
    talk: Talk, polish: Lead, german: Lead
) -> None:
    described = polish.answers["problem"].message
    talk.staff_writes(german, "Hans")
    talk.edits(described, "our steel nuts corrode in salt spray, in Gdańsk in Poland")
    ((reference, text, message),) = talk.changes
    assert (reference, message) == (polish.reference, described)
    assert "nuts" in text


def test_nobody_at_a_centre_reads_what_has_no_consent_yet(talk: Talk, polish: Lead) -> None:
    talk.writes("our paint peels off wood after one winter")
    talk.writes("no")
    described = f"m{talk.messages - 1}"
    run = run_of(talk.state.phase)
    assert run
    assert run.answers["problem"].message == described
    talk.staff_writes(polish, "Kasia")
    talk.edits(described, "our secret varnish peels off wood after one winter")
    assert (talk.changes, talk.relayed, talk.reply) == ([], [], "")
    talk.deletes(described)
    assert (talk.deletions, talk.relayed, talk.reply) == ([], [], "")
    talk.commands("bot")
    run = run_of(talk.state.phase)
    assert run
    assert "secret varnish" in run.answers["problem"].raw


def test_what_was_laid_aside_is_corrected_while_a_person_has_the_conversation(
    talk: Talk, polish: Lead
) -> None:
    talk.writes("our paint peels off wood after one winter")
    talk.writes("no")
    described = f"m{talk.messages - 1}"
    talk.writes("cancel")
    talk.staff_writes(polish, "Kasia")
    talk.edits(described, "our secret varnish peels off wood after one winter")
    assert (talk.changes, talk.reply) == ([], "")
    assert talk.state.aside
    assert "secret varnish" in talk.state.aside.answers["problem"].raw
    assert isinstance(talk.state.phase, WithPerson)


def test_a_message_that_nobody_at_the_centre_read_stays_unread(talk: Talk, polish: Lead) -> None:
    asked = talk.writes("how much does it cost?")
    talk.staff_writes(polish, "Kasia")
    talk.edits(asked, "how much does it cost a week?")
    assert talk.changes == []
    assert "nothing changes" in talk.reply
    talk.deletes(asked)
    assert (talk.deletions, talk.reply) == ([], "")


def test_who_asks_for_a_person_asks_and_writes_nothing(talk: Talk, polish: Lead) -> None:
    talk.staff_takes(polish, Step.CLAIM, "Kasia")
    talk.commands("person")
    line = talk.leads[polish.id].history[-1]
    assert (line.step, line.who, line.detail) == ("relay_person_asked_for", "company", "")
    assert f"silent:{polish.id}" in [e.timer for e in talk.effects if isinstance(e, RemindAt)]


def test_a_reminder_that_is_half_agreed_to_is_asked_about_again(talk: Talk, polish: Lead) -> None:
    talk.staff_writes(polish, "Kasia")
    talk.happens(talk.elapsed("centre_silence"))
    assert "Shall I remind the centre" in talk.reply
    talk.writes("yes, they should answer us")
    assert "Shall I remind the centre" in talk.reply
    assert talk.leads[polish.id].history[-1].step == "reply"
    talk.writes("yes")
    told = [line.step for line in talk.leads[polish.id].history[-2:]]
    assert told == ["relay_still_waiting", "relay"]


def test_an_edit_in_the_same_breath_finds_its_message(talk: Talk, polish: Lead) -> None:
    talk.staff_writes(polish, "Kasia")
    first = talk.text("it is 8 mm thick")
    assert isinstance(first, Text)
    talk.happens(first, talk.edit(first.message, "it is 8 micrometres thick"))
    assert talk.changes == [(polish.reference, "it is 8 micrometres thick", first.message)]


@pytest.mark.parametrize("number", ["+48 22 123 45 67", "250", "12.5 / 3"])
def test_a_number_alone_can_be_passed_on(talk: Talk, polish: Lead, number: str) -> None:
    talk.writes(number)
    assert "Shall I pass this on" in talk.reply
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, number)


def test_a_number_alone_is_no_question_of_ours_without_a_request(talk: Talk) -> None:
    talk.writes("hello")
    talk.writes("+48 22 123 45 67")
    assert "I can only work with words" in talk.reply


def test_a_number_typed_for_a_button_presses_it_still(talk: Talk, polish: Lead) -> None:
    talk.commands("help")
    talk.writes("1")
    assert isinstance(talk.state.phase, Asking)


@pytest.mark.parametrize("signs", ["🙂", "?!", "..."])
def test_signs_alone_are_not_passed_on(talk: Talk, polish: Lead, signs: str) -> None:
    talk.writes(signs)
    assert "I can only work with words" in talk.reply


def hands_over_half(talk: Talk, *, is_left: bool = False) -> tuple[str, Lead]:
    """Half a request is handed over, and left for later or still open; the message that describes
    its problem, and the lead."""
    described = talk.writes("our steel bolts corrode in salt spray, in Gdańsk in Poland")
    talk.writes("yes")
    talk.happens(talk.elapsed("abandoned"))
    (half,) = talk.leads.values()
    if is_left:
        talk.commands("cancel")
    return described, half


def test_what_was_handed_over_half_way_is_corrected_here_and_there(talk: Talk) -> None:
    described, half = hands_over_half(talk)
    talk.staff_writes(half, "Kasia")
    talk.edits(described, "our steel nuts corrode in salt spray, in Gdańsk in Poland")
    assert [(reference, message) for reference, _, message in talk.changes] == [
        (half.reference, described)
    ]
    talk.commands("bot")
    run = run_of(talk.state.phase)
    assert run
    assert "nuts" in run.answers["problem"].raw


@pytest.mark.parametrize("is_left", [True, False], ids=["left", "open"])
def test_those_who_have_half_a_request_are_told_of_a_change_to_it(
    talk: Talk, is_left: bool
) -> None:
    described, half = hands_over_half(talk, is_left=is_left)
    talk.edits(described, "our steel nuts corrode in salt spray, in Gdańsk in Poland")
    assert [(reference, message) for reference, _, message in talk.changes] == [
        (half.reference, described)
    ]
    assert f"the people who have {half.reference}" in talk.reply
    assert "nuts" in talk.reply
    run = talk.state.aside if is_left else run_of(talk.state.phase)
    assert run
    assert "nuts" in run.answers["problem"].raw


def test_of_what_was_not_handed_over_nobody_is_told(talk: Talk, polish: Lead) -> None:
    described = talk.writes("our paint peels off wood in Hamburg in Germany")
    talk.writes("no")
    talk.edits(described, "our paint peels off wood in Kiel in Germany")
    assert not talk.changes


@pytest.mark.parametrize("is_left", [True, False], ids=["left", "open"])
def test_an_answer_changed_while_a_person_talks_is_handed_over_when_it_is_left_again(
    talk: Talk, is_left: bool
) -> None:
    described, half = hands_over_half(talk, is_left=is_left)
    talk.staff_writes(half, "Kasia")
    talk.edits(described, "our steel nuts corrode in salt spray, in Gdańsk in Poland")
    talk.staff_takes(half, Step.HAND_BACK, "Kasia")
    if is_left:
        talk.commands("start")
        talk.writes("Go on where I stopped")
    assert "abandoned" in [each.timer for each in talk.effects if isinstance(each, RemindAt)]
    talk.happens(talk.elapsed("abandoned"))
    assert "nuts" in talk.leads[half.id].answers["problem"].raw
