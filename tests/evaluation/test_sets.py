"""The sets of the evaluation fit the content, and are split for good."""

import pytest

from evaluation.sets import LANGUAGES, is_held_out, messages, needs, no_needs
from tram_bot.core.content import Content

HALVES = (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_is_asked_for_in_every_language(language: str, nine: Content) -> None:
    asked = {each.intent for half in HALVES for each in messages(language, held_out=half)}
    assert asked - {None} <= set(nine.intents)
    assert None in asked
    assert len(asked) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_technique_that_a_need_wants_is_in_the_catalogue(
    language: str, nine: Content
) -> None:
    wanted = {id for half in HALVES for each in needs(language, held_out=half)
              for id in each.techniques}  # fmt: skip
    assert wanted <= set(nine.catalogue.techniques)
    assert all(no_needs(language, held_out=half) for half in HALVES)


def test_there_are_as_many_as_the_results_claim() -> None:
    both = [(language, half) for language in LANGUAGES for half in HALVES]
    assert sum(len(needs(each, held_out=half)) for each, half in both) >= 300
    assert sum(len(messages(each, held_out=half)) for each, half in both) >= 900


def test_no_item_is_in_both_halves() -> None:
    for language in LANGUAGES:
        tuned, held = ({each.text for each in messages(language, held_out=half)} for half in HALVES)
        assert not tuned & held
        tuned, held = ({each.id for each in needs(language, held_out=half)} for half in HALVES)
        assert not tuned & held


def test_the_split_never_changes() -> None:
    assert [is_held_out(each) for each in ("pl-01", "pl-02", "pl-03", "pl-04")] == [
        True, True, False, True,
    ]  # fmt: skip


def test_nothing_of_the_sets_is_what_the_bot_learns_from(nine: Content) -> None:
    learnt = {
        example.lower()
        for intent in nine.intents.values()
        for words in intent.words.by_language.values()
        for example in words.examples
    }
    held = {each.text.lower() for lang in LANGUAGES for each in messages(lang, held_out=True)}
    assert len(held & learnt) <= len(held) // 20
