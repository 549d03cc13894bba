"""A reply picks a choice by number, label, beginning, slip or in passing, or picks none."""

import pytest

from tram_bot.core.message import Choice
from tram_bot.understanding.choices import Chooser

CHOOSER = Chooser(("en",))

SECRECY = (
    Choice(id="open", words=("Not confidential", "open", "not secret", "can be shared", "no")),
    Choice(id="closed", words=("Confidential: share only what is needed", "confidential")),
    Choice(id="nda", words=("We need a signed NDA first", "nda", "confidentiality agreement")),
)
CONSENT = (
    Choice(id="agree", words=("Yes, you may", "yes", "ok", "sure", "I agree", "go ahead")),
    Choice(
        id="decline", words=("No, please do not", "no", "decline", "I do not agree", "rather not")
    ),
)
METHODS = (
    Choice(id="xps", words=("X-ray photoelectron spectroscopy", "XPS", "ESCA")),
    Choice(id="sem", words=("Scanning electron microscopy", "SEM")),
    Choice(id="tem", words=("Transmission electron microscopy", "TEM")),
)
WISHES = (
    Choice(id="cause", words=("Know the cause", "need to know why", "find out why")),
    Choice(id="proof", words=("Have proof for a customer", "proof", "certificate")),
)


def chosen(reply: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    read = CHOOSER.choose(reply, choices)
    return read.ids if read else ()


@pytest.mark.parametrize(
    ("reply", "id"),
    [
        ("2", "closed"),
        ("2.", "closed"),
        ("2)", "closed"),
        ("#2", "closed"),
        (" option 2 ", "closed"),
        ("number two", "closed"),
        ("NOT CONFIDENTIAL!", "open"),
        ("not secret", "open"),
        ("nda", "nda"),
    ],
)
def test_a_number_a_label_or_a_listed_word_is_exact(reply: str, id: str) -> None:
    chosen = CHOOSER.choose(reply, SECRECY)

    assert chosen
    assert (chosen.ids, chosen.exact, chosen.unmistakable) == ((id,), True, True)


@pytest.mark.parametrize(
    ("reply", "whole", "placed"),
    [
        ("not confidential", True, False),
        ("not confidentail", True, False),
        ("2", False, True),
        ("the second", True, True),
        ("it is confidential, they said", False, False),
    ],
)
def test_a_choice_is_told_from_one_in_passing_and_from_its_place(
    reply: str, whole: bool, placed: bool
) -> None:
    chosen = CHOOSER.choose(reply, SECRECY)

    assert chosen
    assert (chosen.whole, chosen.placed) == (whole, placed)


@pytest.mark.parametrize(
    ("reply", "id"),
    [
        ("conf", "closed"),
        ("Not confid", "open"),
        ("we need", "nda"),
        ("confidental", "closed"),
        ("Not confidentail", "open"),
        ("the second one", "closed"),
        ("the last one please", "nda"),
        ("it is confidential", "closed"),
        ("it's not confidential", "open"),
        ("we would need an NDA before we can talk about any of the details", "nda"),
        ("that can be shared with everybody who is interested in it", "open"),
        ("no, it's confidential", "closed"),
        ("no, not confidential", "open"),
    ],
)
def test_a_beginning_a_slip_or_words_in_passing_are_understood(reply: str, id: str) -> None:
    read = CHOOSER.choose(reply, SECRECY)
    assert read
    assert (read.ids, read.exact) == ((id,), False)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "🙂",
        "7",
        "0",
        "c",
        "12 people",
        "why",
        "we saw an open crack in the steel surface of our new product",
        "we have no idea what is going on",
    ],
)
def test_what_is_no_choice_chooses_nothing(reply: str) -> None:
    assert CHOOSER.choose(reply, SECRECY) is None


def test_without_choices_nothing_is_chosen() -> None:
    assert CHOOSER.choose("1", ()) is None


@pytest.mark.parametrize(
    ("reply", "ids"),
    [
        ("1 and 3", ("open", "nda")),
        ("3, 1", ("nda", "open")),
        ("1 + 2", ("open", "closed")),
        ("1, 9", ()),
    ],
)
def test_several_numbers_choose_several_in_the_order_of_saying(
    reply: str, ids: tuple[str, ...]
) -> None:
    assert chosen(reply, SECRECY) == ids


@pytest.mark.parametrize(
    ("reply", "ids"),
    [
        ("yes", ("agree",)),
        ("Yes please!", ("agree",)),
        ("sure, go ahead", ("agree",)),
        ("ok then, yes", ("agree",)),
        ("no", ("decline",)),
        ("no, thanks", ("decline",)),
        ("I do not agree", ("decline",)),
        ("i don't agree", ("decline",)),
        ("I do agree", ()),
        ("we do not agree to that", ()),
        ("no idea", ()),
        ("ok but why", ()),
        ("not sure", ()),
        ("change the deadline", ()),
        ("deadline", ()),
        ("there is no problem with the yes button on our machine", ()),
    ],
)
def test_small_words_count_only_when_they_stand_alone(reply: str, ids: tuple[str, ...]) -> None:
    assert chosen(reply, CONSENT) == ids


@pytest.mark.parametrize(
    ("reply", "ids"),
    [
        ("what does XPS tell me about the surface of our painted doors", ("xps",)),
        ("explain sem to me", ("sem",)),
        ("what is transmision electron microscopy", ("tem",)),
        ("SEM or TEM?", ("sem", "tem")),
        ("electron microscopy", ()),
    ],
)
def test_a_name_nobody_says_in_passing_is_found_in_any_sentence(
    reply: str, ids: tuple[str, ...]
) -> None:
    assert chosen(reply, METHODS) == ids


def test_several_words_are_found_in_a_long_paragraph() -> None:
    paragraph = (
        "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
        "need to know why before May"
    )
    assert chosen(paragraph, WISHES) == ("cause",)


def test_what_is_denied_is_not_chosen() -> None:
    assert chosen("we do not need a certificate", WISHES) == ()
    assert chosen("not a proof, we need to know why", WISHES) == ("cause",)


def test_a_beginning_that_fits_two_choices_is_none() -> None:
    labels = (Choice(id="a", words=("Steel plate",)), Choice(id="b", words=("Steel wire",)))
    assert chosen("steel", labels) == ()
    assert chosen("steel w", labels) == ("b",)


@pytest.mark.parametrize(
    "reply",
    ["yes", "1", "Yes please!", "yes, thank you", "sure, go ahead", "ok, sure", "please go ahead"],
)
def test_nothing_but_a_choice_is_unmistakable(reply: str) -> None:
    read = CHOOSER.choose(reply, CONSENT)
    assert read
    assert read.only == "agree"
    assert read.unmistakable


@pytest.mark.parametrize(
    "reply",
    [
        "of course not",
        "sure?",
        "1?",
        "is it ok",
        "maybe yes",
        "yes, but not to the centre",
        "it peels off, sure",
        "I agree only if it stays in Poland",
        "yse, please",
        "yes, no",
    ],
)
def test_what_says_more_than_a_choice_is_not(reply: str) -> None:
    read = CHOOSER.choose(reply, CONSENT)
    assert read is None or not read.unmistakable


IN_SECRET = {
    "de": (
        Choice(id="open", words=("Nicht vertraulich", "öffentlich", "kein Geheimnis", "nein")),
        Choice(id="nda", words=("Wir brauchen zuerst ein NDA", "NDA")),
    ),
    "da": (
        Choice(id="open", words=("Ikke fortroligt", "offentligt", "kan deles", "nej")),
        Choice(id="nda", words=("Vi skal have en NDA først", "NDA")),
    ),
    "sv": (
        Choice(id="open", words=("Inte konfidentiellt", "offentligt", "kan delas", "nej")),
        Choice(id="nda", words=("Vi behöver ett NDA först", "NDA")),
    ),
    "fi": (
        Choice(id="open", words=("Ei luottamuksellinen", "julkinen", "ei salainen", "ei")),
        Choice(id="nda", words=("Ensin salassapitosopimus (NDA)", "NDA")),
    ),
    "et": (
        Choice(id="open", words=("Ei ole konfidentsiaalne", "avalik", "võib jagada", "ei")),
        Choice(id="nda", words=("Enne konfidentsiaalsusleping (NDA)", "NDA")),
    ),
    "lv": (
        Choice(id="open", words=("Nav konfidenciāli", "publiski", "nav noslēpums", "nē")),
        Choice(id="nda", words=("Vispirms jāparaksta NDA", "NDA")),
    ),
    "lt": (
        Choice(id="open", words=("Nekonfidencialu", "viešai", "ne paslaptis", "ne")),
        Choice(id="nda", words=("Pirma reikia pasirašyti NDA", "NDA")),
    ),
    "pl": (
        Choice(id="open", words=("Niepoufna", "jawne", "to nie tajemnica", "nie")),
        Choice(id="nda", words=("Najpierw potrzebne jest NDA", "NDA")),
    ),
}
CHOOSERS = {language: Chooser((language,)) for language in IN_SECRET}


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("de", "öffentlich soll es nicht werden"),
        ("de", "öffentlich, nein"),
        ("da", "offentligt skal det ikke være"),
        ("sv", "offentligt får det inte bli"),
        ("fi", "julkinen ei saa olla"),
        ("fi", "julkinen ei"),
        ("fi", "ei, salainen"),
        ("et", "avalik see ei"),
        ("et", "võib jagada ainult keskusega"),
        ("lv", "publiski nestāstiet"),
        ("lv", "publiski nē"),
        ("lt", "viešai neskelbti"),
        ("lt", "viešai ne"),
        ("lt", "ne, paslaptis"),
        ("pl", "jawne to nie jest"),
        ("pl", "nie jawne"),
    ],
)
def test_a_denial_that_is_no_part_of_a_choice_makes_it_mistakable(
    language: str, reply: str
) -> None:
    read = CHOOSERS[language].choose(reply, IN_SECRET[language])
    assert read is None or not read.unmistakable


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("de", "Nein, öffentlich"),
        ("de", "nein, das ist kein Geheimnis"),
        ("da", "nej, det er ikke fortroligt"),
        ("fi", "ei, ei salainen"),
        ("et", "see ei ole konfidentsiaalne"),
        ("lv", "nē, tas nav noslēpums"),
        ("lt", "ne, tai ne paslaptis"),
        ("lt", "viešai, tai ne paslaptis"),
        ("pl", "nie, to nie tajemnica"),
        ("da", "nej det er ikke fortroligt"),
    ],
)
def test_a_denial_of_a_choice_s_own_leaves_it_unmistakable(language: str, reply: str) -> None:
    read = CHOOSERS[language].choose(reply, IN_SECRET[language])
    assert read
    assert (read.only, read.unmistakable) == ("open", True)


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("de", "NDA brauchen wir nicht"),
        ("de", "ein NDA ist nicht nötig"),
        ("da", "NDA behøver vi ikke"),
        ("da", "en NDA er ikke nødvendig"),
        ("sv", "NDA behövs inte"),
        ("sv", "ett NDA är inte nödvändigt"),
        ("fi", "NDA ei ole tarpeen"),
        ("et", "NDA pole vaja"),
        ("lv", "NDA nevajag"),
        ("lv", "NDA nav vajadzīgs"),
        ("lt", "NDA nereikia"),
        ("pl", "NDA nie potrzebujemy"),
        ("pl", "NDA nie jest potrzebne"),
    ],
)
def test_what_is_not_needed_is_not_chosen(language: str, reply: str) -> None:
    read = CHOOSERS[language].choose(reply, IN_SECRET[language])
    assert read is None or "nda" not in read.ids


@pytest.mark.parametrize(
    ("reply", "choices", "id"),
    [
        ("an NDA, otherwise we cannot talk about it", SECRECY, "nda"),
        ("an NDA first because we cannot show it otherwise", SECRECY, "nda"),
        ("find out why it does not stick", WISHES, "cause"),
    ],
)
def test_a_denial_of_something_else_takes_no_choice_back(
    reply: str, choices: tuple[Choice, ...], id: str
) -> None:
    assert chosen(reply, choices) == (id,)


@pytest.mark.parametrize(
    ("reply", "unmistakable"),
    [
        ("Not confid", True),
        ("Not confidentail", True),
        ("we need a signed", True),
        ("publicly knwon", True),
        ("Not c", False),
        ("unpublicly known", False),
        ("Not confid?", False),
        ("Not konfidential", False),
    ],
)
def test_a_label_is_unmistakable_typed_half_way_or_with_a_slip_that_begins_no_word(
    reply: str, unmistakable: bool
) -> None:
    labels = (
        Choice(id="open", words=("Not confidential",)),
        Choice(id="known", words=("Publicly known",)),
        Choice(id="nda", words=("We need a signed NDA first",)),
    )
    read = CHOOSER.choose(reply, labels)
    assert read
    assert read.unmistakable is unmistakable


@pytest.mark.parametrize("reply", ["the first one", "the first, please"])
def test_a_place_in_the_list_is_unmistakable(reply: str) -> None:
    read = CHOOSER.choose(reply, SECRECY)
    assert read
    assert (read.only, read.unmistakable) == ("open", True)


@pytest.mark.parametrize("reply", ["maybe the first", "the first one?"])
def test_a_place_in_doubt_is_not(reply: str) -> None:
    read = CHOOSER.choose(reply, SECRECY)
    assert read
    assert (read.only, read.unmistakable) == ("open", False)


@pytest.mark.parametrize(
    "reply",
    [
        "it cannot be shared",
        "it mustn't be shared",
        "confidential? no",
        "an NDA is not needed",
        "an NDA we do not need, no",
    ],
)
def test_nothing_is_read_into_its_contrary(reply: str) -> None:
    read = CHOOSER.choose(reply, SECRECY)
    assert read is None or read.only is None
