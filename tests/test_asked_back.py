"""Only a plain reply settles what we asked back, and what another says besides is not lost."""

import pytest

from tests.test_passing_on import ZINC, Talk, passed_on
from tram_bot.core.content import Content
from tram_bot.core.conversation import WithPerson
from tram_bot.core.effects import Wish
from tram_bot.core.lead import Lead
from tram_bot.core.message import Choice
from tram_bot.core.scene import run_of
from tram_bot.core.with_person import CENTRE_SILENCE


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)


@pytest.fixture
def polish(talk: Talk) -> Lead:
    """A request that was sent, and nothing open since."""
    return talk.sends_a_request("our steel bolts corrode in salt spray, in Gdańsk in Poland")


def test_a_no_that_says_more_begins_the_new_problem_with_all_of_it(
    talk: Talk, polish: Lead
) -> None:
    talk.writes("we also have a second batch with cracks in the coating")
    talk.writes("No, it is new: our steel pipes corrode")
    assert "steel pipes corrode" in talk.reply
    assert "Shall I pass this on" in talk.reply
    talk.writes("no")
    run = run_of(talk.state.phase)
    assert run
    assert "second batch" in run.answers["problem"].raw
    assert "steel pipes corrode" in run.answers["problem"].raw


@pytest.mark.parametrize("more", ["Yes, and it is 8 mm thick", "no, and it is 8 mm thick"])
def test_a_yes_or_no_that_says_more_is_passed_on_after_a_plain_yes(
    talk: Talk, polish: Lead, more: str
) -> None:
    talk.writes(ZINC)
    talk.writes(more)
    assert talk.relayed == []
    for words in (ZINC, more, '"yes" or "no"', "Shall I pass this on"):
        assert words in talk.reply
    talk.writes("yes")
    assert talk.relayed == passed_on(polish, ZINC, more)


@pytest.mark.parametrize("no", ["No, it is a new problem.", "no, a new problem", "no"])
def test_a_plain_no_adds_nothing_to_the_new_problem(talk: Talk, polish: Lead, no: str) -> None:
    batch = "we also have a second batch with cracks in the coating"
    talk.writes(batch)
    talk.writes(no)
    run = run_of(talk.state.phase)
    assert run
    assert run.answers["problem"].raw == batch


def test_what_a_person_is_told_beside_an_erasure_reaches_them(talk: Talk, polish: Lead) -> None:
    talk.staff_writes(polish, "Kasia", "How many can you send?")
    for words in ("yes, we can send 6 tomorrow", "no, only 6"):
        talk.commands("forgetme")
        talk.writes(words)
        assert talk.relayed == passed_on(polish, words)
        assert "cannot be undone" in talk.reply
        talk.writes("no")
        assert "everything stays as it was" in talk.reply
        assert talk.relayed == []
    assert isinstance(talk.state.phase, WithPerson)


@pytest.fixture
def silent(talk: Talk, polish: Lead) -> Lead:
    """A request of which whoever talked with the company has fallen silent."""
    talk.staff_writes(polish, "Kasia")
    talk.happens(talk.elapsed(CENTRE_SILENCE))
    assert "Shall I remind the centre?" in talk.reply
    return polish


def test_a_reminder_is_asked_about_again_in_its_own_words(talk: Talk, silent: Lead) -> None:
    talk.writes("yes?")
    assert '"yes" or "no"' in talk.reply
    assert "Shall I remind the centre?" in talk.reply
    assert "pass this on" not in talk.reply
    talk.writes("yes, please remind them")
    assert talk.relayed == passed_on(silent, Wish.ANSWER)


@pytest.mark.parametrize("says", ["yes", "no"])
def test_what_is_said_beside_a_reminder_goes_with_it_or_is_said_to_have_reached_nobody(
    talk: Talk, silent: Lead, says: str
) -> None:
    more = "yes, and it is 8 mm thick"
    talk.writes(more)
    assert talk.relayed == []
    assert more in talk.reply
    assert "Shall I remind the centre?" in talk.reply
    talk.writes(says)
    assert talk.relayed == (passed_on(silent, Wish.ANSWER, more) if says == "yes" else [])
    assert ("has not been passed on" in talk.reply) is (says == "no")


@pytest.mark.parametrize("deletes", [True, False])
def test_a_reminder_outlasts_a_change_of_what_was_said_beside_it(
    talk: Talk, silent: Lead, deletes: bool
) -> None:
    said = talk.writes("yes please, and it is 8 mm thick")
    if deletes:
        talk.deletes(said)
    else:
        talk.edits(said, "and it is 9 mm thick")
    assert "Shall I remind the centre?" in talk.reply
    talk.writes("yes")
    rest = [] if deletes else ["and it is 9 mm thick"]
    assert talk.relayed == passed_on(silent, Wish.ANSWER, *rest)


@pytest.mark.parametrize("language", ["en", "de", "da", "sv", "fi", "et", "lv", "lt", "pl"])
@pytest.mark.parametrize(
    "keys", [("yes_words", "no_words_said"), ("answer_words", "question_words")]
)
def test_every_listed_way_to_say_it_is_plain_in_every_language(
    nine: Content, language: str, keys: tuple[str, str]
) -> None:
    say = nine.phrasebook.say
    words = {key: tuple(say(key, language).split(", ")) for key in keys}
    choices = tuple(Choice(id=key, words=each) for key, each in words.items())
    for key, each in words.items():
        for way in each:
            read = nine.choose(way, choices)
            assert read, way
            assert (read.only, read.unmistakable) == (key, True), way
