"""A text -> the concepts it speaks of and does not deny."""

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.matching.finder import build

FINDER = build(catalogue())


def found(text: str, language: str = "en") -> dict[str, str]:
    """The concepts in a text with the company's words for them."""
    return {each.id: each.words for each in FINDER.find_concepts(text, language)}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("our steel screws rust", {"steel": "steel", "corrosion": "rust"}),
        ("CORROSION!!", {"corrosion": "CORROSION"}),
        ("look inside it without cutting", {"inside": "inside"}),
        ("a car", {"automotive": "car"}),
        ("a carton", {}),
        ("a scarf", {}),
        ("", {}),
        ("🙂🙂🙂", {}),
    ],
)
def test_terms_are_words_beginnings_and_phrases(text: str, concepts: dict[str, str]) -> None:
    assert found(text) == concepts


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("corosion on the hull", "corrosion"),
        ("the laquer is off", "paint"),
        ("fractuers in the part", "cracks"),
        ("softning of the seal", "softening"),
    ],
)
def test_a_slip_in_a_longer_word_is_forgiven(text: str, concept: str) -> None:
    (only,) = FINDER.find_concepts(text, "en")

    assert only.id == concept
    assert 0.8 < only.strength < 1


@pytest.mark.parametrize("text", ["correct", "stock", "crates", "pains", "irony"])
def test_a_word_that_merely_looks_alike_is_no_slip(text: str) -> None:
    assert found(text) == {}


def test_the_longest_term_of_a_kind_wins() -> None:
    assert found("red rust on stainless steel") == {
        "corrosion": "red rust",
        "stainless-steel": "stainless steel",
    }


def test_a_word_inside_a_phrase_of_another_kind_counts_less() -> None:
    strengths = {c.id: c.strength for c in FINDER.find_concepts("the glass transition", "en")}

    assert strengths == {"softening": 1.0, "glass": 0.5}


def test_the_surest_concept_comes_first() -> None:
    first, *_ = FINDER.find_concepts("glass transition of our rubber, steel as well", "en")

    assert first.strength == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "there are no cracks",
        "it is not cracked",
        "without any visible crack",
        "it isn't cracked",
        "never a crack",
        "it is crack-free",
        "we see no cracks, and it was never fractured",
    ],
)
def test_what_is_denied_is_not_found(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("the paint does not stick", "peeling"),
        ("the paint doesn't stick", "peeling"),
        ("it should not rust", "corrosion"),
        ("not only cracks", "cracks"),
        ("no idea why it cracks", "cracks"),
        ("no problem before, cracks now", "cracks"),
        ("not the first time that we see those cracks", "cracks"),
        ("no cracks in the first lot but cracks in the second", "cracks"),
        ("free cracks", "cracks"),
    ],
)
def test_a_denial_of_something_else_takes_nothing_back(text: str, concept: str) -> None:
    assert concept in found(text)


def test_another_language_is_heard_with_english_beside_it() -> None:
    assert found("Der Lack rostet nicht, aber steel", "de") == {
        "paint": "Lack",
        "steel": "steel",
    } | {"corrosion": "rostet"}


def test_a_compound_is_looked_into_where_compounds_are_written() -> None:
    assert found("Rohrkorrosion am Kessel", "de") == {"corrosion": "Rohrkorrosion"}
    assert found("Rohrkorrosion am Kessel", "en") == {}
    assert found("Lackkorrosion", "de") == {"paint": "Lackkorrosion", "corrosion": "Lackkorrosion"}


def test_a_denial_is_heard_in_the_language_of_the_text() -> None:
    assert found("Lack ohne Korrosion", "de") == {"paint": "Lack"}


def test_a_language_without_words_is_heard_in_english() -> None:
    assert found("rust", "lv") == found("rust", "xx") == {"corrosion": "rust"}
