"""A file goes with its message: deleted it is nowhere any more, and another one takes its place."""

import pytest

from tests.test_passing_on import WAY, Talk
from tram_bot.core.content import Content
from tram_bot.core.conversation import Idle, Reviewing, Run, WithPerson
from tram_bot.core.effects import Relay, Say
from tram_bot.core.lead import File, Lead
from tram_bot.core.limits import FILE_BYTES
from tram_bot.core.scene import run_of

NEED = "our steel bolts corrode in salt spray, in Gdańsk in Poland"


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


def another(message: str, name: str = "b.png", *, size: int = 1000, mark: str = "") -> File:
    """What the message has in the place of its file."""
    return File(
        name=name,
        media_type="image/png",
        size=size,
        handle=f"h-{name}",
        message=message,
        mark=mark,
    )


def run(talk: Talk) -> Run:
    """The questionnaire that is being filled in."""
    found = run_of(talk.state.phase)
    assert found
    return found


def names(files: tuple[File, ...]) -> list[str]:
    return [file.name for file in files]


def comes_to_the_review(talk: Talk) -> None:
    """Answer all that is asked."""
    for text in WAY * 2:
        if isinstance(talk.state.phase, Reviewing):
            break
        talk.writes(text)
    assert isinstance(talk.state.phase, Reviewing)


def sends(talk: Talk) -> Lead:
    """Answer all that is asked, and send it."""
    comes_to_the_review(talk)
    talk.writes("send")
    assert isinstance(talk.state.phase, Idle)
    (lead,) = talk.leads.values()
    return lead


def passes_on_a_photo(talk: Talk) -> tuple[Lead, str]:
    """A photo for people who have a request already."""
    talk.writes(NEED)
    lead = sends(talk)
    return lead, talk.sends_photo("here it is")


def now(talk: Talk, lead: Lead) -> Lead:
    return talk.leads[lead.id]


@pytest.mark.parametrize("in_review", [True, False])
def test_a_file_whose_message_is_deleted_is_not_sent(talk: Talk, in_review: bool) -> None:
    talk.writes(NEED)
    deleted = talk.sends_photo(name="secret.png")
    talk.sends_photo(name="after.png")
    if in_review:
        comes_to_the_review(talk)
    talk.deletes(deleted)
    assert "I have taken the file secret.png out again" in talk.reply
    assert ("Files: after.png" in talk.reply) is in_review
    assert names(sends(talk).files) == ["after.png"]


def test_a_file_of_what_was_left_for_later_goes_too(talk: Talk) -> None:
    talk.writes(NEED)
    deleted = talk.sends_photo()
    talk.commands("cancel")
    talk.deletes(deleted)
    assert talk.state.aside
    assert talk.state.aside.files == ()


def test_of_a_message_with_words_and_a_file_the_words_stay_and_the_file_goes(talk: Talk) -> None:
    both = talk.sends_photo(NEED)
    assert names(run(talk).files) == ["a.png"]
    talk.deletes(both)
    assert run(talk).files == ()
    assert run(talk).answers["problem"].raw == NEED
    assert "I have taken the file a.png out again" in talk.reply
    assert "What it told me is still noted" in talk.reply


@pytest.mark.parametrize("with_person", [True, False])
def test_a_file_that_was_sent_with_a_request_is_taken_out_of_it(
    talk: Talk, with_person: bool
) -> None:
    talk.writes(NEED)
    deleted = talk.sends_photo()
    lead = sends(talk)
    if with_person:
        talk.staff_writes(lead, "Kasia")
        assert isinstance(talk.state.phase, WithPerson)
    talk.deletes(deleted)
    assert now(talk, lead).files == ()
    assert talk.state.leads[0].run.files == ()
    assert talk.deletions == [(lead.reference, deleted)]
    assert now(talk, lead).history[-1].step == "relay_deleted"
    assert ("that you deleted your message" in talk.reply) is not with_person


def test_another_file_takes_the_place_of_one_that_waits_to_be_sent(talk: Talk) -> None:
    talk.writes(NEED)
    photo = talk.sends_photo()
    talk.edits(photo, "", another(photo))
    assert "I have added the file b.png" in talk.reply
    assert "It had not answered" not in talk.reply
    assert names(sends(talk).files) == ["b.png"]


def test_the_same_file_under_another_handle_is_no_other(talk: Talk) -> None:
    talk.writes(NEED)
    photo = talk.sends_photo()
    talk.edits(photo, "", another(photo, "b.png", mark="u1"))
    talk.edits(photo, "", another(photo, "c.png", mark="u1"))
    assert names(run(talk).files) == ["b.png"]


def test_a_file_that_is_too_large_takes_no_place(talk: Talk) -> None:
    talk.writes(NEED)
    photo = talk.sends_photo()
    talk.edits(photo, "", another(photo, size=FILE_BYTES + 1))
    assert "I cannot take b.png" in talk.reply
    assert "I have taken the file a.png out again" in talk.reply
    assert run(talk).files == ()


def test_a_message_that_answered_may_get_a_file(talk: Talk) -> None:
    first = talk.writes(NEED)
    talk.edits(first, NEED, another(first))
    assert names(run(talk).files) == ["b.png"]


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_file_that_was_left_out_does_not_come_back_with_its_words(
    talk: Talk, is_sent: bool
) -> None:
    photo = talk.sends_photo(NEED)
    (left_out,) = run(talk).files
    comes_to_the_review(talk)
    (button,) = [b for b in talk.state.offered if b.label == "Leave out: a.png"]
    talk.presses(button)
    lead = sends(talk) if is_sent else None
    talk.edits(photo, f"{NEED}, since May", left_out)
    assert "I have added the file" not in talk.reply
    assert (now(talk, lead) if lead else run(talk)).files == ()


def test_another_file_takes_the_place_of_one_that_was_sent(talk: Talk) -> None:
    talk.writes(NEED)
    photo = talk.sends_photo()
    lead = sends(talk)
    talk.edits(photo, "", another(photo))
    assert names(now(talk, lead).files) == ["b.png"]
    assert "that you changed your message" in talk.reply


@pytest.mark.parametrize("with_person", [True, False])
def test_a_file_in_the_place_of_one_that_was_passed_on_is_passed_on(
    talk: Talk, with_person: bool
) -> None:
    lead, photo = passes_on_a_photo(talk)
    if with_person:
        talk.staff_writes(lead, "Kasia")
    talk.edits(photo, "here it is", another(photo))
    (relay,) = [each for each in talk.effects if isinstance(each, Relay)]
    assert relay.edited
    assert names(relay.files) == ["b.png"]
    said = "I have passed the file b.png on" in talk.reply
    assert said is not with_person
    talk.edits(photo, "here it is, from above", another(photo))
    (relay,) = [each for each in talk.effects if isinstance(each, Relay)]
    assert (relay.text, relay.files) == ("here it is, from above", ())


def test_a_person_is_not_disturbed_but_for_a_file_that_is_refused(talk: Talk) -> None:
    lead, photo = passes_on_a_photo(talk)
    talk.staff_writes(lead, "Kasia")
    talk.edits(photo, "here it is", another(photo))
    assert not any(isinstance(each, Say) for each in talk.effects)
    talk.edits(photo, "here it is", another(photo, "c.png", size=FILE_BYTES + 1))
    assert "I cannot take c.png" in talk.reply
    assert talk.changes == [(lead.reference, "here it is", photo)]
