"""Intents are learnt from examples, with a confidence that knows when it does not know."""

import numpy as np
import pytest

from tram_bot.learning.wording import Wording
from tram_bot.understanding.calibration import fit
from tram_bot.understanding.intents import IntentModel

EXAMPLES = {
    "cost": [
        "how much does it cost",
        "what is the price",
        "is it expensive",
        "what do we have to pay",
        "price list please",
        "cost of a measurement",
    ],
    "time": [
        "how long does it take",
        "when do we get the results",
        "how many weeks until there is an answer",
        "how fast are you",
        "duration of a measurement",
        "when is it ready",
    ],
    "person": [
        "can I talk to a person",
        "I want to speak to a human",
        "real person please",
        "connect me to somebody",
        "put me through to a colleague",
        "is there a human here",
    ],
}

ENGLISH = ("en",)


def said(text: str) -> Wording:
    return Wording(text.lower().split(), text)


def examples() -> list[tuple[str, Wording]]:
    return [(intent, said(text)) for intent, each in EXAMPLES.items() for text in each]


MODEL = IntentModel({"en": examples()})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how much does it cost", "cost"),
        ("so how much would that cost us", "cost"),
        ("waht is teh prise", "cost"),
        ("how long will it take", "time"),
        ("when are the reslts ready", "time"),
        ("i would like to talk to a real human", "person"),
    ],
)
def test_the_meant_intent_comes_first(text: str, intent: str) -> None:
    assert MODEL.rank(said(text), ENGLISH)[0].intent == intent


@pytest.mark.parametrize(
    "text", ["how lnog deos it tkae", "waht is the prcie", "durration of a mesurement"]
)
def test_slips_in_most_words_speak_for_nothing_else(text: str) -> None:
    first, second, _ = MODEL.rank(said(text), ENGLISH)

    assert second.confidence < 0.1 * first.confidence


def test_every_intent_is_ranked_and_confidences_fall() -> None:
    ranked = MODEL.rank(said("price"), ENGLISH)
    assert {each.intent for each in ranked} == set(EXAMPLES)
    confidences = [each.confidence for each in ranked]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= each <= 1 for each in confidences)


def test_what_is_said_as_learnt_is_more_certain_than_what_is_not() -> None:
    known = MODEL.rank(said("what do we have to pay"), ENGLISH)[0].confidence
    near = MODEL.rank(said("must we pay much"), ENGLISH)[0].confidence
    strange = MODEL.rank(said("purple elephants dance"), ENGLISH)[0].confidence
    assert known > near > strange
    assert strange < 0.7


def test_nothing_said_means_nothing() -> None:
    assert MODEL.rank(said(""), ENGLISH) == ()
    assert MODEL.rank(said("price"), ("pl",)) == ()
    assert IntentModel({}).rank(said("price"), ENGLISH) == ()


def test_the_same_examples_make_the_same_model() -> None:
    text = said("price please")
    assert IntentModel({"en": examples()}).rank(text, ENGLISH) == MODEL.rank(text, ENGLISH)


def test_one_intent_alone_is_learnt_too() -> None:
    lone = IntentModel({"en": [("cost", said("price")), ("cost", said("how much"))]})
    assert [each.intent for each in lone.rank(said("price"), ENGLISH)] == ["cost"]


def test_leaving_an_example_out_is_learning_from_all_others() -> None:
    learnt = examples()
    left_out = list(IntentModel({"en": learnt}).left_out("en"))

    assert len(left_out) == len(learnt)
    for number, (_, text) in enumerate(learnt):
        others = IntentModel({"en": [*learnt[:number], *learnt[number + 1 :]]})
        again = others.rank(text, ENGLISH)
        assert [each.intent for each in left_out[number]] == [each.intent for each in again]
    assert list(IntentModel({"en": learnt}).left_out("pl")) == []


def test_each_language_is_judged_by_its_own_examples() -> None:
    both = IntentModel({"en": examples(), "pl": [("cost", said("cena")), ("time", said("kiedy"))]})
    assert both.rank(said("cena"), ("pl", "en"))[0].intent == "cost"
    assert both.rank(said("kiedy"), ("en", "pl"))[0].intent == "time"


def test_a_calibration_gives_back_how_often_it_was_right() -> None:
    signals = np.array([[0.0]] * 100 + [[1.0]] * 100)
    right = np.array([True] * 20 + [False] * 80 + [True] * 90 + [False] * 10)
    low, high = fit(signals, right, np.ones(200)).probabilities(np.array([[0.0], [1.0]]))
    assert low == pytest.approx(0.2, abs=0.02)
    assert high == pytest.approx(0.9, abs=0.02)


def test_a_signal_that_never_changes_does_no_harm() -> None:
    signals = np.ones((10, 1))
    right = np.array([True] * 5 + [False] * 5)
    believed = fit(signals, right, np.ones(10)).probabilities(np.ones((1, 1)))
    assert believed[0] == pytest.approx(0.5, abs=0.01)
