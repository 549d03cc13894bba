"""What is written with a file is heard like any other words, whatever becomes of the file."""

import pytest

from tests.test_growth import NEED, Talk
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Idle, Reviewing, WithPerson
from tram_bot.core.events import StaffStepped, StaffWrote
from tram_bot.core.lead import Step
from tram_bot.core.limits import FILE_BYTES, FILES_PASSED_ON, TEXT_KEPT
from tram_bot.core.scene import SEND, run_of

SEAM = "it only happens along the weld seam"
TOO_LARGE = "A file may have at most 20 MB"


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


def said(talk: Talk) -> str:
    return "\n".join(talk.says)


def test_words_with_a_file_that_is_too_large_answer_the_question_that_is_open(talk: Talk) -> None:
    talk.writes(NEED)
    for text in ("yes", "confidential"):
        talk.writes(text)
    assert isinstance(talk.conversation.phase, Asking)
    asked = talk.conversation.phase.question
    talk.sends_file(FILE_BYTES + 1, "we changed the cleaning bath, no difference")

    run = run_of(talk.conversation.phase)
    assert run
    assert not run.files
    assert "cleaning bath" in repr(run.answers)
    assert isinstance(talk.conversation.phase, Asking)
    assert talk.conversation.phase.question != asked
    assert TOO_LARGE in said(talk)


def test_a_problem_with_a_file_that_is_too_large_begins_the_questions(talk: Talk) -> None:
    talk.sends_file(FILE_BYTES + 1, NEED)

    run = run_of(talk.conversation.phase)
    assert run
    assert run.answers["problem"].raw == NEED
    assert TOO_LARGE in said(talk)


def test_words_with_a_file_that_is_too_large_are_kept_in_the_review(talk: Talk) -> None:
    talk.writes(NEED)
    talk.fills_in()
    talk.sends_file(FILE_BYTES + 1, SEAM)

    run = run_of(talk.conversation.phase)
    assert run
    assert isinstance(talk.conversation.phase, Reviewing)
    assert SEAM in run.answers["problem"].raw
    assert TOO_LARGE in said(talk)


def test_the_review_names_the_files_that_would_be_sent(talk: Talk) -> None:
    talk.writes(NEED)
    talk.sends_file()
    run = run_of(talk.conversation.phase)
    assert run
    names = f"Files: {run.files[0].name}"
    talk.writes("/review")
    assert names in said(talk)
    talk.fills_in()
    assert isinstance(talk.conversation.phase, Reviewing)
    assert names in said(talk)


def test_a_file_can_be_left_out_in_the_review(talk: Talk) -> None:
    talk.writes(NEED)
    talk.sends_file(1000)
    talk.sends_file(2000)
    talk.fills_in()
    before = talk.conversation.turn
    first, _ = [b for b in talk.conversation.offered if b.label.startswith("Leave out: xxx")]
    talk.presses(first.scope, first.option)
    assert "out again" in said(talk)
    assert "Shall I send" in said(talk)
    talk.presses(first.scope, first.option, turn=before)
    assert "no longer works" in said(talk)
    talk.presses("_review", SEND)

    (lead,) = talk.leads.values()
    assert [file.size for file in lead.files] == [2000]


def test_without_a_file_the_review_speaks_of_none(talk: Talk) -> None:
    talk.writes(NEED)
    talk.fills_in()
    assert isinstance(talk.conversation.phase, Reviewing)
    assert "Files" not in said(talk)


@pytest.mark.parametrize("caption", ["1", "2", "#1", "OK", "yes", "the first", "photo 1"])
def test_words_with_a_photo_in_the_review_press_no_button(talk: Talk, caption: str) -> None:
    talk.writes(NEED)
    talk.fills_in()
    talk.sends_file(1000, caption)

    run = run_of(talk.conversation.phase)
    assert run
    assert isinstance(talk.conversation.phase, Reviewing)
    assert len(run.files) == 1
    assert not talk.leads
    assert "Shall I send" in said(talk)


@pytest.mark.parametrize("caption", ["1", "send", "Send it", "send it please", "OK"])
def test_nothing_is_sent_by_the_words_with_a_file_that_is_refused(talk: Talk, caption: str) -> None:
    talk.writes(NEED)
    talk.fills_in()
    before = run_of(talk.conversation.phase)
    talk.sends_file(FILE_BYTES + 1, caption)

    assert not talk.leads
    assert run_of(talk.conversation.phase) == before
    assert TOO_LARGE in said(talk)
    assert "Shall I send" in said(talk)


@pytest.mark.parametrize("caption", ["send", "Send it", "send it!"])
def test_a_photo_with_which_it_is_said_to_send_is_sent(talk: Talk, caption: str) -> None:
    talk.writes(NEED)
    talk.fills_in()
    talk.sends_file(1000, caption)

    (lead,) = talk.leads.values()
    assert len(lead.files) == 1


@pytest.mark.parametrize("with_person", [True, False])
@pytest.mark.parametrize("is_large", [True, False], ids=["too large", "one too many"])
def test_words_with_a_file_that_is_refused_are_passed_on_without_it(
    talk: Talk, with_person: bool, is_large: bool
) -> None:
    lead = talk.sends_a_lead()
    if with_person:
        talk.staff(StaffStepped, lead, step=Step.CLAIM)
        talk.staff(StaffWrote, talk.leads[lead.id], message="s1", text="Where does it peel?")
    for _ in range(0 if is_large else FILES_PASSED_ON):
        talk.sends_file()
    talk.sends_file(FILE_BYTES + 1 if is_large else 1000, SEAM)

    assert isinstance(talk.conversation.phase, WithPerson if with_person else Idle)
    assert talk.leads[lead.id].history[-1].detail == SEAM
    assert "I cannot take" in said(talk)
    assert "what you wrote with it, without the file" in said(talk)


def test_a_file_that_is_refused_and_says_nothing_is_not_passed_on(talk: Talk) -> None:
    lead = talk.sends_a_lead()
    talk.staff(StaffStepped, lead, step=Step.CLAIM)
    talk.staff(StaffWrote, talk.leads[lead.id], message="s1", text="Where does it peel?")
    before = talk.leads[lead.id].history
    talk.sends_file(FILE_BYTES + 1)

    assert talk.leads[lead.id].history == before
    assert TOO_LARGE in said(talk)
    assert "without the file" not in said(talk)


def test_words_with_a_file_that_are_cut_are_told_to_be(talk: Talk) -> None:
    talk.sends_file(1000, f"{NEED}. {'word ' * TEXT_KEPT}")
    assert "I kept the first 4000 characters" in said(talk)


def test_the_first_words_with_a_file_decide_the_language(nine: Content) -> None:
    talk = Talk(nine)
    talk.sends_file(1000, "lakier proszkowy po jednej zimie łuszczy się z ocynkowanej stali")
    assert talk.conversation.language == "pl"
    assert "Plik dodany" in said(talk)


def test_words_with_a_file_in_another_language_are_offered_it(nine: Content) -> None:
    talk = Talk(nine)
    talk.writes("hello, our powder coating peels off galvanised steel after one winter")
    talk.sends_file(1000, "lakier proszkowy po jednej zimie łuszczy się z ocynkowanej stali")
    assert talk.conversation.language == "en"
    assert "Dalej po polsku" in [button.label for button in talk.conversation.offered]
