"""Phrases that list words are heard however their commas, blanks and capitals are written."""

from dataclasses import replace

from tests.test_growth import NEED, WAY, Talk
from tram_bot.core.answers import Wrote
from tram_bot.core.content import Content
from tram_bot.core.conversation import Reviewing
from tram_bot.core.scene import run_of


def talk(content: Content, **phrases: str) -> Talk:
    """A talk in which some phrases are others."""
    book = content.phrasebook
    other = {"en": {**book.phrases["en"], **phrases}}
    return Talk(replace(content, phrasebook=replace(book, phrases=other)))


def test_a_no_is_heard_that_stands_behind_a_comma_without_a_blank(content: Content) -> None:
    kept = content.phrasebook.say("kept_as_is", "en")
    for word in ("njet", "nixda"):
        here = talk(content, no_words_said="Nixda,Njet, ,")
        here.writes(NEED)
        here.writes("/forget")
        here.writes(word)

        assert any(kept in text for text in here.says)


def test_a_correction_is_heard_whose_word_is_written_with_a_capital(content: Content) -> None:
    here = talk(content, correction_cues="Hoppla,my bad")
    for text in (NEED, *WAY[:4]):
        here.writes(text)
    here.writes("hoppla, it is aluminium, not steel")

    assert any(content.phrasebook.say("corrected_intro", "en") in text for text in here.says)


def test_a_name_is_found_though_a_lead_in_is_empty(content: Content) -> None:
    here = talk(content, name_lead_ins="i am, , name")
    for text in (NEED, *WAY[:-1]):
        here.writes(text)
    here.writes("'Anna Example', Example Coatings Oy, anna@example.org")
    assert isinstance(here.conversation.phase, Reviewing)
    run = run_of(here.conversation.phase)

    assert run
    name = run.answers["name"].value
    assert isinstance(name, Wrote)
    assert "Anna Example" in name.text
