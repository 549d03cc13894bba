"""When something is offered, and when one question would tell the best two apart."""

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.core.finding import Need
from tram_bot.matching.finder import build

FINDER = build(catalogue())


def sure(text: str, *answered: tuple[str, str]) -> bool:
    return FINDER.find(Need(text=text, language="en", answered=answered)).sure


@pytest.mark.parametrize(
    "text",
    [
        "our steel screws rust at sea",
        "paint flakes off",
        "the label peels off the glass",
        "cracks in the steel, can you look inside without cutting?",
        "do you have XRD",
        "XPS",
        "salt spray test",
    ],
)
def test_a_need_with_grounds_is_offered_something(text: str) -> None:
    assert sure(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "🙂",
        "hello",
        "hello, how are you today?",
        "I would like to order two pizzas",
        "what is the weather tomorrow",
        "help",
        "problem",
        "rust",
        "steel",
        "metal",
        "we have a problem with our product",
        "can you help our company",
        "we have no cracks and no rust",
        "my cousin plays the bagpipes inside the municipal theatre every second Thursday",
    ],
)
def test_small_talk_and_single_words_are_offered_nothing(text: str) -> None:
    assert not sure(text)


def test_an_answered_problem_is_ground_enough() -> None:
    assert sure("", ("problems", "corrosion"))
    assert not sure("", ("materials", "glass"))
    assert not sure("", ("sectors", "automotive"))


def test_an_answer_makes_a_single_word_a_need() -> None:
    assert not sure("rust")
    assert sure("rust", ("materials", "steel"))


def focus(text: str, *answered: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return FINDER.find(Need(text=text, language="en", answered=answered)).focus


def test_two_techniques_too_close_to_tell_apart_bring_up_what_would_separate_them() -> None:
    separating = focus("there are fractures")

    assert set(separating) == {("goals", "inside"), ("goals", "grain")}


def test_the_answer_to_the_focus_separates_them() -> None:
    need = Need(text="there are fractures", language="en", answered=(("goals", "grain"),))
    found = FINDER.find(need)

    assert found.techniques[0].technique == "metallography"
    assert found.focus == ()


def test_a_clear_winner_needs_no_focus() -> None:
    assert focus("our screws rust at sea") == ()
    assert focus("") == ()
