"""A need -> techniques, with reasons in the company's own words."""

from dataclasses import replace

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.core.catalogue import Enquiry, Words
from tram_bot.core.finding import Need, Reason, TechniqueMatch
from tram_bot.matching.finder import build

FINDER = build(catalogue())


def techniques(text: str, *answered: tuple[str, str]) -> tuple[TechniqueMatch, ...]:
    return FINDER.find(Need(text=text, language="en", answered=answered)).techniques


def best(text: str, *answered: tuple[str, str]) -> str:
    return techniques(text, *answered)[0].technique


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        ("our steel screws rust at sea", "corrosion-testing"),
        ("the lacquer peels off the door", "adhesion-testing"),
        ("why does the powder cake in the silo?", "powder-diffraction"),
        ("we want to see the seal inside without cutting", "x-ray-microtomography"),
        ("our rubber softens when warm", "dma"),
        ("lables come of the botles", "adhesion-testing"),
        ("do you have XRD", "powder-diffraction"),
        ("is x-ray photoelectron spectroscopy possible", "xps"),
        ("microct of a small part", "x-ray-microtomography"),
        ("a peel-test please", "adhesion-testing"),
    ],
)
def test_the_technique_an_adviser_would_name_comes_first(text: str, technique: str) -> None:
    assert best(text) == technique


def test_an_enquiry_that_was_answered_teaches_what_its_words_ask_for() -> None:
    text = "the lacquer peels and the rubber of our doors is squeaky"
    answered = tuple(
        Enquiry(need=f"a squeaky sound from {what}, and we do not know why", techniques={"dma": 3})
        for what in ("a steel gate", "lacquered shelves", "the new doors", "steel hinges", "a lid")
    )
    taught = build(replace(catalogue(), enquiries={"en": answered}))

    assert best(text) == "adhesion-testing"
    assert taught.find(Need(text=text, language="en")).techniques[0].technique == "dma"
    # The questionnaire notes the material that it finds in the words.
    noted = Need(text=text, language="en", answered=(("materials", "rubber"),))
    assert taught.find(noted).techniques[0].technique == "dma"


def test_the_name_of_a_country_says_nothing_of_what_is_needed() -> None:
    named = build(replace(catalogue(), countries=Words({"en": {"XX": "Surfacia"}})))

    def reasons(text: str) -> set[str]:
        found = named.find(Need(text=text, language="en"))
        return {reason.words for match in found.techniques for reason in match.because}

    assert "surface" in reasons("rust on the surface")
    assert "Surfacia" not in reasons("rust in Surfacia")


def test_a_technique_is_explained_by_concepts_and_the_words_for_them() -> None:
    match = techniques("our stainless steel is corroding at sea")[0]

    assert match.because[0] == Reason(words="corroding", kind="problems", id="corrosion")


def test_a_technique_that_suits_the_material_says_so() -> None:
    match = techniques("the screws of steel go rusty")[0]

    assert Reason(words="steel", kind="materials", id="steel") in match.because


def test_words_that_name_a_concept_are_told_once_although_they_name_the_technique_too() -> None:
    catalogue_ = catalogue()
    corrosion = catalogue_.concepts["problems", "corrosion"]
    words = corrosion.words.by_language["en"]
    named = replace(
        corrosion, words=Words({"en": replace(words, terms=(*words.terms, "salt spray test"))})
    )
    finder = build(
        replace(catalogue_, concepts={**catalogue_.concepts, ("problems", "corrosion"): named})
    )
    match = finder.find(Need(text="the salt spray test failed on steel", language="en"))

    reasons = [each for each in match.techniques[0].because if each.words == "salt spray test"]
    assert [each.kind for each in reasons] == ["problems"]


def test_a_technique_found_by_its_texts_alone_is_explained_by_the_words_they_share() -> None:
    match = techniques("silicone before gluing")[0]

    assert match.technique == "xps"
    assert match.because == (
        Reason(words="silicone", kind="technique", id="xps"),
        Reason(words="gluing", kind="technique", id="xps"),
    )


def test_neighbouring_words_are_told_together() -> None:
    match = techniques("outermost surface")[0]

    assert match.because == (Reason(words="outermost surface", kind="technique", id="xps"),)


def test_a_technique_called_by_name_is_explained_by_its_name_first() -> None:
    match = techniques("XPS on corroded steel")[0]

    assert match.because[0] == Reason(words="XPS", kind="technique", id="xps")


def test_a_short_name_that_is_a_word_must_be_written_in_capitals() -> None:
    assert best("a CT of the part") == "x-ray-microtomography"
    assert techniques("a ct of the part") == ()


def test_a_material_decides_between_techniques_for_one_problem() -> None:
    in_rubber = [match.technique for match in techniques("cracks in the rubber")]
    in_steel = [match.technique for match in techniques("cracks in the steel")]

    assert in_rubber.index("x-ray-microtomography") < in_rubber.index("metallography")
    assert in_steel.index("metallography") < in_steel.index("x-ray-microtomography")


def test_an_answer_outweighs_a_word_in_free_text() -> None:
    assert best("rubber that cracks, steel that cracks") == "metallography"
    assert best("steel that cracks", ("problems", "peeling")) == "adhesion-testing"
    assert best("the paint peels", ("problems", "corrosion")) == "corrosion-testing"


def test_an_answer_that_the_text_repeats_keeps_the_companys_words() -> None:
    match = techniques("red spots of rusting", ("problems", "corrosion"))[0]

    assert match.because[0] == Reason(words="rusting", kind="problems", id="corrosion")


def test_an_answer_alone_is_told_by_its_label() -> None:
    match = techniques("", ("materials", "stainless-steel"), ("problems", "corrosion"))[0]

    assert match.because[0] == Reason(words="corrosion", kind="problems", id="corrosion")


def test_an_answer_the_catalogue_no_longer_has_says_nothing() -> None:
    assert techniques("", ("problems", "gone")) == ()


def test_a_concept_speaks_for_what_the_broader_one_points_to_as_well() -> None:
    scores = {each.technique: each.score for each in techniques("", ("problems", "corrosion"))}

    assert 0 < scores["dma"] < scores["corrosion-testing"]


def test_what_is_denied_leads_nowhere() -> None:
    assert best("the steel shows no cracks but it rusts") == "corrosion-testing"
    assert techniques("no cracks") == ()


def test_a_tail_that_little_speaks_for_is_cut() -> None:
    found = techniques("do you have XPS for the rust on our steel screws at sea")

    assert all(match.score >= 0.2 * found[0].score for match in found)
    assert "dma" not in {match.technique for match in found}


def test_unrecognised_words_are_told_in_order_as_written_each_once() -> None:
    need = Need(text="Our Zyxil pumps rust. The zyxil makes Quorbs in 2019!", language="en")

    assert FINDER.find(need).unrecognised == ("Zyxil", "pumps", "Quorbs")


def test_at_most_six_unrecognised_words_are_told() -> None:
    text = " ".join(f"zy{letter}qxx" for letter in "abcdefghij")

    assert len(FINDER.find(Need(text=text, language="en")).unrecognised) == 6
