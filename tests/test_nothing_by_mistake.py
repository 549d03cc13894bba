"""What cannot be undone happens only when it was said in so many words."""

from datetime import datetime

import pytest

from tram_bot.core.content import Content
from tram_bot.transcripts.replay import replay
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import BEGINS, Line, Script

NEED = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May"
)
CONTACT = "Anna Example, Example Coatings Oy, anna@example.org"
TO_CONTACT = (
    {"company": NEED},
    {"company": "yes"},
    {"company": "confidential"},
    {"company": "nothing yet"},
    {"company": "6 coated screws, nothing dangerous"},
    {"question": "contact"},
)
TO_REVIEW = (*TO_CONTACT, {"company": CONTACT}, {"phase": "reviewing"})


def play(content: Content, *lines: object) -> None:
    """Fails at the first line that is not as it says."""
    made = tuple(
        Line(does=does, value=value, line=number)
        for number, line in enumerate(lines)
        if isinstance(line, dict)
        for does, value in line.items()
    )
    begins = datetime.fromisoformat(BEGINS)
    script = Script(file="here", name="", begins=begins, lines=made)
    failure = replay(content, script, saved_and_loaded)
    assert failure is None, str(failure)


@pytest.mark.parametrize("reply", ["yes", "Yes please", "sure, go ahead", "ok, yes, delete it"])
def test_a_plain_yes_erases(content: Content, reply: str) -> None:
    play(content, {"company": NEED}, {"company": "/forgetme"}, {"company": reply}, {"erased": True})


@pytest.mark.parametrize(
    "reply",
    ["of course not", "do it later", "it peels off, sure", "yes, but first tell me what XPS is"],
)
def test_a_yes_in_passing_does_not_erase(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": "/forgetme"},
        {"company": reply},
        {"bot": ('"yes" or "no"', "Shall I delete everything", "[Yes]")},
        {"answers": {"problem": "zinc flake"}},
        {"company": "yes"},
        {"erased": True},
    )


@pytest.mark.parametrize("reply", ["yes please", "sure, go ahead", "I agree", "Yes, you may", "1"])
def test_a_plain_yes_agrees(content: Content, reply: str) -> None:
    play(content, {"company": NEED}, {"company": reply}, {"answers": {"consent": "agree"}})


@pytest.mark.parametrize(
    "reply",
    [
        "of course not",
        "yes, but not to the centre",
        "I agree only if it stays in Poland",
        "sure?",
        "maybe yes",
    ],
)
def test_a_yes_in_passing_does_not_agree(content: Content, reply: str) -> None:
    play(
        content,
        {"company": NEED},
        {"company": reply},
        {"question": "consent"},
        {"answers": {"consent": "not answered"}},
    )


@pytest.mark.parametrize("reply", ["send", "yes please", "ok, send it", "sure, go ahead", "1"])
def test_a_plain_yes_sends(content: Content, reply: str) -> None:
    play(content, *TO_REVIEW, {"company": reply}, {"lead": {"centre": "pl"}})


@pytest.mark.parametrize(
    "reply", ["is it correct?", "is it ok", "yes but the deadline is wrong", "send?", "not ok"]
)
def test_a_yes_in_passing_does_not_send(content: Content, reply: str) -> None:
    play(content, *TO_REVIEW, {"company": reply}, {"lead": "none"}, {"phase": "reviewing"})


@pytest.mark.parametrize("reply", ["ok", "yes", "looks good", "1", "send it"])
def test_what_was_written_before_the_review_does_not_send(content: Content, reply: str) -> None:
    play(content, *TO_CONTACT, {"company": (CONTACT, reply)}, {"lead": "none"})
    play(
        content,
        *TO_REVIEW,
        {"late": reply},
        {"lead": "none"},
        {"bot": "Shall I send"},
        {"company": reply},
        {"lead": {"centre": "pl"}},
    )


@pytest.mark.parametrize(
    "reply",
    [
        "sure, it is on wood",
        "of course we tried a new primer",
        "it is fine with us if you answer later",
    ],
)
def test_a_yes_in_passing_before_consent_was_asked_does_not_agree(
    content: Content, reply: str
) -> None:
    play(
        content,
        {"company": ("our paint peels off after one winter", reply)},
        {"question": "consent"},
        {"answers": {"consent": "not answered", "problem": reply}},
    )
