"""A questionnaire that is half filled is never lost, whatever comes between."""

from dataclasses import replace

import pytest

from tests.test_growth import NEED, Talk
from tram_bot.core.answers import Chose
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Reviewing, Run, WithPerson
from tram_bot.core.effects import Button
from tram_bot.core.events import StaffAsked, StaffStepped, StaffWrote
from tram_bot.core.lead import Lead, Step
from tram_bot.core.left_runs import left_runs
from tram_bot.core.limits import RUNS_LEFT
from tram_bot.core.scene import run_of

PAINT = "our paint peels off after one winter"
PIPES = "our steel pipes corrode after two years"


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


def open_run(talk: Talk) -> Run | None:
    """What is being filled in, also while a person has the conversation."""
    phase = talk.conversation.phase
    return run_of(phase.resume if isinstance(phase, WithPerson) else phase)


def problem_of(run: Run | None) -> str:
    return run.answers["problem"].raw if run else ""


def describes(talk: Talk, problem: str, *answers: str) -> None:
    """Describe a problem, which is a new one, and answer some of what is asked."""
    talk.writes(problem)
    if not isinstance(talk.conversation.phase, Asking):
        talk.writes("no")
    for text in answers:
        talk.writes(text)


def falls_silent(talk: Talk) -> Lead:
    """The lead that is handed over when a company leaves half way."""
    before = set(talk.leads)
    talk.lets_time_pass("abandoned")
    (new,) = set(talk.leads) - before
    return talk.leads[new]


def person_writes(talk: Talk, lead: Lead) -> None:
    talk.staff(StaffStepped, lead, step=Step.CLAIM)
    talk.staff(StaffWrote, talk.leads[lead.id], message=f"s{talk.count}", text="Hello")
    assert isinstance(talk.conversation.phase, WithPerson)


def button(talk: Talk, label: str) -> Button:
    return next(each for each in talk.conversation.offered if each.label == label)


def presses(talk: Talk, label: str) -> None:
    pressed = button(talk, label)
    talk.presses(pressed.scope, pressed.option, pressed.turn)


@pytest.fixture
def two(talk: Talk) -> Talk:
    """Where a second questionnaire may be filled in, which asks the same and starts otherwise."""
    other = replace(talk.content.intents["challenge"], id="other", questionnaire="other")
    talk.content = replace(
        talk.content,
        intents={**talk.content.intents, "other": other},
        questionnaires={
            **talk.content.questionnaires,
            "other": replace(talk.content.questionnaires["challenge"], id="other"),
        },
        questionnaire_words={
            **talk.content.questionnaire_words,
            "other": talk.content.questionnaire_words["challenge"],
        },
    )
    return talk


def test_to_switch_to_a_questionnaire_that_was_left_goes_on_with_it(two: Talk) -> None:
    describes(two, PAINT, "yes")
    two.presses("_intent", "other")
    two.writes("yes")
    describes(two, PIPES, "yes")
    for first, other in ((PAINT, PIPES), (PIPES, PAINT), (PAINT, PIPES)):
        run = open_run(two)
        assert run
        assert problem_of(run) == other
        there = "challenge" if run.questionnaire == "other" else "other"
        two.presses("_intent", there)
        two.writes("yes")
        assert problem_of(open_run(two)) == first
        assert problem_of(two.conversation.aside) == other


def test_what_was_left_can_be_taken_up_once_another_was_sent(talk: Talk) -> None:
    describes(talk, PAINT, "yes")
    talk.writes("/cancel")
    describes(talk, PIPES, "yes")
    talk.writes("/cancel")
    presses(talk, "Go on where I stopped")
    assert problem_of(open_run(talk)) == PIPES
    sent = talk.sends_what_is_open()
    assert sent.answers["problem"].raw == PIPES
    talk.writes("/start")
    presses(talk, "Go on where I stopped")
    assert problem_of(open_run(talk)) == PAINT
    assert talk.conversation.aside is None


def test_a_button_to_go_on_that_is_pressed_twice_goes_on_with_its_own(talk: Talk) -> None:
    for problem in (PAINT, PIPES):
        describes(talk, problem, "yes")
        talk.writes("/cancel")
    pipes = button(talk, "Go on where I stopped")
    for _ in range(2):
        talk.presses(pipes.scope, pipes.option, pipes.turn)
        assert problem_of(open_run(talk)) == PIPES
        assert problem_of(talk.conversation.aside) == PAINT


def test_a_button_to_go_on_with_what_was_sent_begins_nothing_else_but_offers_it(
    talk: Talk,
) -> None:
    for problem in (PAINT, PIPES):
        describes(talk, problem, "yes")
        talk.writes("/cancel")
    pipes = button(talk, "Go on where I stopped")
    talk.presses(pipes.scope, pipes.option, pipes.turn)
    talk.sends_what_is_open()
    talk.presses(pipes.scope, pipes.option, pipes.turn)
    assert open_run(talk) is None
    assert any("no longer works" in text for text in talk.says)
    presses(talk, "Go on where I stopped")
    assert problem_of(open_run(talk)) == PAINT


def test_a_button_of_when_one_was_left_goes_on_with_the_latest(talk: Talk) -> None:
    for problem in (PAINT, PIPES):
        describes(talk, problem, "yes")
        talk.writes("/cancel")
    talk.presses("_resume", "go_on")
    assert problem_of(open_run(talk)) == PIPES


def test_so_many_are_kept_and_none_that_says_nothing(talk: Talk) -> None:
    for n in range(RUNS_LEFT + 1):
        describes(talk, f"{PAINT} {n}", "yes")
        talk.writes("/cancel")
        talk.writes("/restart")
        presses(talk, "No")
    kept = [problem_of(run) for run in left_runs(talk.conversation)]
    assert kept == [f"{PAINT} {n}" for n in range(1, RUNS_LEFT + 1)]
    talk.writes("/restart")
    talk.writes("yes")
    talk.writes("/cancel")
    describes(talk, PIPES, "yes")
    talk.writes("/cancel")
    kept = [problem_of(run) for run in left_runs(talk.conversation)]
    assert kept == [*(f"{PAINT} {n}" for n in range(1, RUNS_LEFT)), PIPES]


def test_one_that_says_nothing_costs_none_that_was_left_and_can_be_gone_on_with(
    talk: Talk,
) -> None:
    filled = [f"{PAINT} {n}" for n in range(RUNS_LEFT)]
    for problem in filled:
        describes(talk, problem, "yes")
        talk.writes("/cancel")
    describes(talk, PIPES, "yes")
    talk.writes("/restart")
    talk.writes("yes")
    talk.writes("/cancel")
    presses(talk, "Go on where I stopped")
    run = open_run(talk)
    assert run
    assert not run.answers
    assert [problem_of(each) for each in left_runs(talk.conversation)] == filled


def test_nothing_is_kept_of_what_was_left_once_consent_is_refused(talk: Talk) -> None:
    for problem in (PAINT, PIPES):
        describes(talk, problem, "yes")
        talk.writes("/cancel")
    describes(talk, NEED, "no")
    assert any("I have kept nothing" in text for text in talk.says)
    assert left_runs(talk.conversation) == ()


def test_a_question_about_another_request_leaves_what_is_half_filled(talk: Talk) -> None:
    sent = talk.sends_a_lead(NEED)
    describes(talk, PAINT, "yes", "confidential")
    person_writes(talk, sent)
    half = open_run(talk)
    talk.staff(StaffAsked, talk.leads[sent.id], question="deadline")
    assert any("By when" in text for text in talk.says)
    assert open_run(talk) == half
    talk.writes("/bot")
    assert problem_of(open_run(talk)) == PAINT


def test_a_question_is_asked_in_words_while_somebody_talks_about_another_request(
    talk: Talk,
) -> None:
    first, second = talk.sends_a_lead(NEED), talk.sends_a_lead(f"{NEED} once more")
    person_writes(talk, first)
    talk.staff(StaffAsked, talk.leads[second.id], question="deadline")
    assert any("By when" in text for text in talk.says)
    assert isinstance(talk.conversation.phase, WithPerson)
    talk.writes("by May")
    assert talk.leads[second.id].history[-1].detail == "by May"


def test_a_question_about_a_half_filled_request_takes_its_newest_answers(talk: Talk) -> None:
    describes(talk, PAINT, "yes", "confidential")
    half = falls_silent(talk)
    talk.writes("nothing yet")
    person_writes(talk, half)
    talk.staff(StaffAsked, talk.leads[half.id], question="deadline")
    run = open_run(talk)
    assert run
    assert "tried" in run.answers
    assert isinstance(talk.conversation.phase, Asking)
    assert talk.conversation.phase.question == "deadline"
    talk.writes("no hurry")
    assert isinstance(talk.conversation.phase, Asking)
    assert talk.conversation.phase.question not in {"deadline", "tried"}


def test_a_question_about_a_request_that_was_left_takes_it_up_again(talk: Talk) -> None:
    describes(talk, PAINT, "yes", "confidential")
    half = falls_silent(talk)
    talk.writes("nothing yet")
    talk.writes("/cancel")
    talk.staff(StaffAsked, talk.leads[half.id], question="deadline")
    run = open_run(talk)
    assert run
    assert "tried" in run.answers
    assert talk.conversation.aside is None


def renamed(talk: Talk) -> None:
    """The admin has the same asked under another name: the first is no longer there."""
    content = talk.content
    start = replace(content.intents["challenge"], questionnaire="later")
    talk.content = replace(
        content,
        intents={**content.intents, "challenge": start},
        questionnaires={"later": replace(content.questionnaires["challenge"], id="later")},
        questionnaire_words={"later": content.questionnaire_words["challenge"]},
    )


def test_a_person_is_in_reach_when_the_questions_are_no_longer_in_use(talk: Talk) -> None:
    describes(talk, PAINT, "yes")
    renamed(talk)
    talk.writes("confidential")
    assert any("no longer in use" in text for text in talk.says)
    presses(talk, "Talk to a person")
    run = open_run(talk)
    assert run
    assert (run.questionnaire, run.wants_person) == ("later", True)
    assert problem_of(talk.conversation.aside) == PAINT
    sent = talk.sends_what_is_open()
    assert sent.wants_person
    assert problem_of(talk.conversation.aside) == PAINT


def test_starting_over_asks_what_is_in_use_now(talk: Talk) -> None:
    describes(talk, PIPES, "yes")
    talk.writes("/cancel")
    describes(talk, PAINT, "yes")
    renamed(talk)
    talk.writes("/restart")
    talk.writes("yes")
    run = open_run(talk)
    assert run
    assert (run.questionnaire, len(run.answers)) == ("later", 0)
    assert [problem_of(each) for each in left_runs(talk.conversation)] == [PIPES]


def test_what_is_no_longer_in_use_is_not_offered_and_disturbs_nothing(talk: Talk) -> None:
    describes(talk, PAINT, "yes")
    talk.writes("/cancel")
    (stale,) = [each for each in talk.conversation.offered if each.label == "Go on where I stopped"]
    renamed(talk)
    talk.writes("/start")
    assert "Go on where I stopped" not in [each.label for each in talk.conversation.offered]
    talk.presses(stale.scope, stale.option, stale.turn)
    assert any("no longer in use" in text for text in talk.says)
    assert "Talk to a person" in [each.label for each in talk.conversation.offered]
    describes(talk, PIPES, "yes")
    talk.presses(stale.scope, stale.option, stale.turn)
    assert problem_of(open_run(talk)) == PIPES
    assert problem_of(talk.conversation.aside) == PAINT


def test_answers_to_what_is_no_longer_in_use_are_told_to_who_asks_for_their_data(
    talk: Talk,
) -> None:
    describes(talk, PAINT, "yes")
    talk.writes("/cancel")
    renamed(talk)
    talk.writes("/mydata")
    (told,) = [text for text in talk.says if "What you left for later" in text]
    assert PAINT in told


@pytest.fixture
def left(talk: Talk) -> Button:
    """Where one questionnaire was left in the midst, to be gone on with by this button."""
    describes(talk, PAINT, "yes", "confidential")
    talk.writes("/cancel")
    return button(talk, "Go on where I stopped")


def presses_again(talk: Talk, pressed: Button) -> None:
    """Press what was shown some turns ago."""
    talk.presses(pressed.scope, pressed.option, pressed.turn)


def secrecy_of(run: Run | None) -> object:
    return run.answers["confidentiality"].value if run else None


def test_a_button_of_another_questionnaire_answers_nothing_in_what_was_taken_up(
    talk: Talk, left: Button
) -> None:
    describes(talk, PIPES, "yes")
    others = button(talk, "Not confidential")
    presses_again(talk, left)
    presses_again(talk, others)
    assert any("no longer works" in text for text in talk.says)
    assert problem_of(open_run(talk)) == PAINT
    assert secrecy_of(open_run(talk)) == Chose(options=("confidential",))


def test_consent_given_for_another_questionnaire_is_none_for_what_was_taken_up(talk: Talk) -> None:
    describes(talk, PAINT)
    talk.writes("/cancel")
    left = button(talk, "Go on where I stopped")
    describes(talk, PIPES)
    others = button(talk, "Yes, you may")
    presses_again(talk, left)
    presses_again(talk, others)
    run = open_run(talk)
    assert run
    assert problem_of(run) == PAINT
    assert (run.consent, "consent" in run.answers) == (None, False)
    presses(talk, "Yes, you may")
    run = open_run(talk)
    assert run
    assert run.consent


def test_to_send_another_questionnaire_does_not_send_what_was_taken_up(talk: Talk) -> None:
    describes(talk, NEED)
    talk.fills_in()
    assert isinstance(talk.conversation.phase, Reviewing)
    talk.writes("/cancel")
    left = button(talk, "Go on where I stopped")
    describes(talk, PIPES)
    talk.fills_in()
    others = button(talk, "Send it")
    presses_again(talk, left)
    presses_again(talk, others)
    assert any("no longer works" in text for text in talk.says)
    assert not talk.leads
    presses(talk, "Send it")
    (sent,) = talk.leads.values()
    assert sent.answers["problem"].raw == NEED
    presses_again(talk, others)
    assert any("no longer works" in text for text in talk.says)


def test_a_button_of_what_was_left_answers_nothing_in_what_a_centre_asks_about(talk: Talk) -> None:
    sent = talk.sends_a_lead(NEED)
    describes(talk, PIPES, "yes")
    others = button(talk, "Not confidential")
    talk.writes("/cancel")
    talk.staff(StaffAsked, talk.leads[sent.id], question="deadline")
    presses_again(talk, others)
    assert any("no longer works" in text for text in talk.says)
    assert problem_of(open_run(talk)) == NEED
    assert secrecy_of(open_run(talk)) == Chose(options=("confidential",))


def test_a_button_of_an_earlier_question_works_after_a_person_has_had_the_conversation(
    talk: Talk,
) -> None:
    sent = talk.sends_a_lead(NEED)
    describes(talk, PAINT, "yes")
    earlier = button(talk, "Not confidential")
    talk.writes("confidential")
    person_writes(talk, sent)
    talk.writes("/bot")
    presses_again(talk, earlier)
    assert secrecy_of(open_run(talk)) == Chose(options=("open",))
