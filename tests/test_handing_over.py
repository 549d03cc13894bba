"""What a lead becomes when it is completed, and what is kept of the consent behind it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests import values as example
from tram_bot.core.content import Content, QuestionnaireWords
from tram_bot.core.conversation import Asking, Conversation, Moment
from tram_bot.core.dialogue import converse, step
from tram_bot.core.effects import Button, Say, SubmitLead
from tram_bot.core.events import Event, Pressed, TimePassed, said
from tram_bot.core.identifiers import CentreId, ConversationId, EventId
from tram_bot.core.lead import Lead, LeadState, Outcome, Staff, Step, advance_lead, completed
from tram_bot.core.routing import Route, Rule

TALK = ConversationId("test:1")
GERMANY, LATVIA, POLAND = CentreId("de"), CentreId("lv"), CentreId("pl")
TO_POLAND = Route(centre=POLAND, rule=Rule.BEST_FACILITY, copies=(), facility="example-lab")
TO_LATVIA = Route(
    centre=LATVIA, rule=Rule.OWN_COUNTRY, copies=(GERMANY,), facility="example-reactor"
)
HALF = example.lead(partial=True, centre=POLAND, copies=(), route=TO_POLAND)
WHOLE = example.lead(centre=LATVIA, copies=(GERMANY,), route=TO_LATVIA)


def after(lead: Lead, step: Step, **more: object) -> Lead:
    kept = advance_lead(lead, step, who=Staff(id="kari", name="Kari"), at=example.NOW, **more)  # type: ignore[arg-type]
    assert isinstance(kept, Lead)
    return kept


def test_a_lead_nobody_has_taken_up_goes_where_the_later_answers_send_it() -> None:
    assert completed(HALF, WHOLE).centre == LATVIA
    assert completed(HALF, WHOLE).copies == (GERMANY,)


def test_a_lead_somebody_has_taken_up_stays_where_it_is() -> None:
    claimed = after(HALF, Step.CLAIM)
    assert completed(claimed, WHOLE).centre == POLAND
    assert completed(after(claimed, Step.RELEASE), WHOLE).centre == POLAND
    assert completed(after(HALF, Step.PASS_ON, centre=GERMANY), WHOLE).centre == GERMANY


def test_how_a_lead_was_routed_is_known_wherever_it_is_now() -> None:
    assert completed(HALF, WHOLE).route == TO_LATVIA
    assert completed(after(HALF, Step.CLAIM), WHOLE).route == TO_POLAND
    passed_on = after(HALF, Step.PASS_ON, centre=GERMANY)
    assert (passed_on.route, passed_on.history[-1].centre) == (TO_POLAND, GERMANY)


def test_a_closed_lead_is_new_again_for_its_centre_when_it_is_completed() -> None:
    closed = after(after(HALF, Step.CLAIM), Step.CLOSE, outcome=Outcome.NO_FIT)
    again = completed(closed, WHOLE)
    assert (again.state, again.owner, again.outcome) == (LeadState.NEW, "", None)
    assert again.centre == POLAND
    assert [line.step for line in again.history[-2:]] == [Step.CLOSE, Step.COMPLETE]


def test_a_completed_lead_came_in_when_it_came_in_first() -> None:
    later = replace(WHOLE, submitted_at=example.later(days=1))
    kept = completed(HALF, later)
    assert kept.submitted_at == example.NOW
    assert (kept.history[-1].step, kept.history[-1].at) == (Step.COMPLETE, example.later(days=1))


def test_consent_is_to_the_wording_that_was_agreed_to(content: Content) -> None:
    conversation = Conversation(id=TALK, language="en")
    now = example.NOW
    for number, text in enumerate(("our paint peels off after one winter", "yes")):
        event = said(id=EventId(f"e{number}"), conversation=TALK, at=now, text=text, message="")
        conversation = step(
            content, conversation, event, Moment(now=now, next_numbers={})
        ).conversation
        now += timedelta(minutes=1)
    agreed = now - timedelta(minutes=1)
    now += timedelta(days=1)
    passed = TimePassed(id=EventId("t"), conversation=TALK, at=now, timer="abandoned", set_at=2)
    turn = step(_reworded(content), conversation, passed, Moment(now=now, next_numbers={}))
    (lead,) = (effect.lead for effect in turn.effects if isinstance(effect, SubmitLead))
    assert (lead.consent.text_version, lead.consent.at) == ("2026-11", agreed)


def test_two_requests_that_are_sent_in_one_breath_get_numbers_of_their_own(
    content: Content,
) -> None:
    conversation, now, shown = Conversation(id=TALK, language="en"), example.NOW, list[Button]()
    count = 0

    def take(*events: str | Button) -> Sequence[Lead]:
        nonlocal conversation, now, count
        now += timedelta(minutes=1)
        made: list[Event] = []
        for each in events:
            count += 1
            id = EventId(f"e{count}")
            if isinstance(each, Button):
                which = {"turn": each.turn, "scope": each.scope, "option": each.option}
                made.append(Pressed(id=id, conversation=TALK, at=now, **which))  # type: ignore[arg-type]
            else:
                made.append(said(id=id, conversation=TALK, at=now, text=each, message=""))
        turn = converse(content, conversation, made, Moment(now=now, next_numbers={}))
        conversation = turn.conversation
        for effect in turn.effects:
            shown.extend(effect.buttons if isinstance(effect, Say) else ())
        return [effect.lead for effect in turn.effects if isinstance(effect, SubmitLead)]

    def fill_in(problem: str) -> None:
        take(problem)
        take("yes")
        while isinstance(conversation.phase, Asking):
            is_last = conversation.phase.question == "contact"
            take("Anna Example, Example Coatings Oy, anna@example.org" if is_last else "skip")

    fill_in("our paint peels off after one winter")
    take("cancel")
    fill_in("our steel pipes corrode after two years")
    send = next(each for each in reversed(shown) if each.label == "Send it")
    go_on = next(each for each in shown if each.label == "Go on where I stopped")
    references = [lead.reference for lead in take(send, go_on, "send")]
    assert references == ["BT-XX-26-0001", "BT-XX-26-0002"]


def _reworded(content: Content) -> Content:
    """The content after the admin has changed what companies consent to."""

    def later(words: QuestionnaireWords) -> QuestionnaireWords:
        return replace(words, consent_version="2027-01")

    return replace(
        content,
        questionnaire_words={
            id: replace(words, by_language={k: later(v) for k, v in words.by_language.items()})
            for id, words in content.questionnaire_words.items()
        },
    )
