"""The door: what a whole message comes to, with every reader at work."""

from datetime import date

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.core.catalogue import Words
from tram_bot.core.content import Does, Intent, IntentWords
from tram_bot.core.message import Choice, Number, Place, Understood
from tram_bot.understanding.recogniser import build

TODAY = date(2026, 11, 23)


def intent(id: str, **examples: tuple[str, ...]) -> Intent:
    words = {
        language: IntentWords(label=id, examples=each, reply="…")
        for language, each in examples.items()
    }
    return Intent(id=id, topic="test", does=Does.ANSWER, words=Words(words))


INTENTS = {
    each.id: each
    for each in (
        intent(
            "cost",
            en=("how much does it cost", "what is the price", "is it expensive", "stop"),
            pl=("ile to kosztuje", "jaka jest cena", "czy to drogie"),
        ),
        intent(
            "time",
            en=("how long does it take", "when is it ready", "how many weeks do we wait"),
            pl=("jak długo to trwa", "kiedy będzie gotowe", "ile tygodni czekamy"),
        ),
        intent(
            "person",
            en=("can I talk to a person", "I want a human", "real person please"),
            pl=("chcę rozmawiać z człowiekiem", "poproszę konsultanta", "stop"),
        ),
    )
}
RECOGNISER = build(INTENTS, catalogue(), ("en", "pl"))


def understood(text: str, language: str = "en") -> Understood:
    return RECOGNISER.understand(text, language, TODAY)


@pytest.mark.parametrize(
    "text", ["How much does it cost?", "  IS IT EXPENSIVE  ", "ile to kosztuje!"]
)
def test_an_example_is_exact_but_for_case_accents_and_punctuation(text: str) -> None:
    best = understood(text).best
    assert best is not None
    assert (best.id, best.exact, best.confidence) == ("cost", True, 1.0)
    assert understood(text).sure


def test_an_example_two_languages_share_means_what_it_means_in_the_language_spoken() -> None:
    assert [understood("stop", each).intents[0].id for each in ("en", "pl")] == ["cost", "person"]


def test_a_message_in_another_language_than_the_conversation_is_understood() -> None:
    best = understood("ile by to kosztowalo", "en").best
    assert best is not None
    assert best.id == "cost"
    assert not best.exact


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("czy to jest bezpieczne dla naszych próbek", False),  # *to* is *it* in Polish
        ("czy możecie naszą próbkę zabrać na takeaway", True),
        ("to go", True),
    ],
)
def test_a_word_means_what_it_means_in_another_language_only_if_it_is_borrowed_from_it(
    text: str, is_meant: bool
) -> None:
    takeaway = {"takeaway": intent("takeaway", en=("to go", "a takeaway", "something to go"))}
    recogniser = build(INTENTS | takeaway, catalogue(), ("en", "pl"))
    meant = {each.id for each in recogniser.understand(text, "pl", TODAY).intents}
    assert ("takeaway" in meant) is is_meant


def test_a_message_in_a_language_without_examples_is_judged_by_those_of_others() -> None:
    danish = understood("jeg vil gerne tale med et menneske, en real person please", "da")
    assert danish.language == "da"
    assert danish.best is not None
    assert danish.best.id == "person"


def test_confidences_are_ranked_and_what_is_unheard_of_is_not_relied_on() -> None:
    strange = understood("purple elephants dance on thursdays")
    ranked = [each.confidence for each in strange.intents]
    assert ranked == sorted(ranked, reverse=True)
    assert not strange.sure


@pytest.mark.parametrize("text", ["", "🙂", "?!", "12"])
def test_without_a_word_there_is_nothing_to_rely_on(text: str) -> None:
    assert not understood(text).sure
    assert not understood(text).has_words


def test_everything_in_a_paragraph_is_read_once() -> None:
    found = understood(
        "We are 12 people in Gdańsk, need an answer before May. "
        "Anna Example, Example Coatings Oy, anna@example.org, phone 58 301 23 45, 6 samples"
    ).entities
    assert found.places == (Place(country="PL", words="Gdańsk", city="Gdańsk"),)
    assert found.numbers == (
        Number(value=12, words="12", counts="people"),
        Number(value=6, words="6", counts="samples"),
    )
    assert [each.day for each in found.days] == [date(2027, 4, 30)]
    assert found.emails == ("anna@example.org",)
    assert found.companies == ("Example Coatings Oy",)
    assert found.phones == ("+48583012345",)


def test_a_date_is_no_number_and_an_address_no_place() -> None:
    found = understood("by 31.12.2026, write to berlin@example.org or info@example").entities
    assert found.numbers == ()
    assert found.places == ()
    assert [each.day for each in found.days] == [date(2026, 12, 31)]
    assert found.emails == ("berlin@example.org",)
    assert found.bad_emails == ("info@example",)


def test_the_place_in_a_companys_name_is_not_where_it_is() -> None:
    found = understood("Example Berlin GmbH, from Riga").entities
    assert [each.country for each in found.places] == ["LV"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how long does it take to get an answer", "en"),
        ("jak długo trwa pomiar próbki", "pl"),
        ("wie lange dauert das bei Ihnen", "de"),
        ("12", None),
    ],
)
def test_the_language_is_told_even_where_there_are_no_words_in_it(
    text: str, language: str | None
) -> None:
    assert understood(text).language == language


def test_the_same_message_is_understood_the_same_way() -> None:
    again = build(INTENTS, catalogue(), ("en", "pl"))
    text = "we are 12 people, how much would it cost by May?"
    assert again.understand(text, "en", TODAY) == understood(text)
    assert understood(text).is_question


def test_choices_are_read_through_the_same_door() -> None:
    read = RECOGNISER.choose("2", (Choice(id="a", words=("A",)), Choice(id="b", words=("B",))))
    assert read is not None
    assert read.ids == ("b",)
