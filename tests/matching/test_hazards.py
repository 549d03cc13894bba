"""What is dangerous is heard, and what is said not to be there is not."""

from dataclasses import replace

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.core.catalogue import HAZARDS, Concept, ConceptWords, Words
from tram_bot.matching.finder import build


def hazard(id: str, **terms: tuple[str, ...]) -> Concept:
    words = {
        language: ConceptWords(label=id, terms=of_language)
        for language, of_language in terms.items()
    }
    return Concept(
        id=id,
        kind=HAZARDS,
        techniques={},
        broader="",
        by_material={},
        constraint=None,
        words=Words(words),
    )


CONCEPTS = (
    hazard("corrosive", en=("acid*", "lye")),
    hazard("flammable", en=("flammable", "catch fire", "contain* solvent*")),
    hazard("toxic", en=("toxic",)),
)
FINDER = build(replace(catalogue(), concepts={(each.kind, each.id): each for each in CONCEPTS}))


def hazards(text: str, language: str = "en") -> set[str]:
    return {each.id for each in FINDER.find_concepts(text, language)}


@pytest.mark.parametrize(
    "text",
    [
        "it does not contain acid",
        "it doesn't contain acid",
        "we didn't use any lye",
        "it won't catch fire",
        "it does not contain solvents",
    ],
)
def test_what_it_does_not_contain_is_no_hazard(text: str) -> None:
    assert hazards(text) == set()


@pytest.mark.parametrize(
    ("text", "hazard"),
    [
        ("it should not be toxic", "toxic"),
        ("it shouldn't contain acid", "corrosive"),
        ("we can't rule out acid", "corrosive"),
        ("we did not wash off the acid", "corrosive"),
        ("we don't know how toxic it is", "toxic"),
    ],
)
def test_a_hazard_that_may_be_there_stays(text: str, hazard: str) -> None:
    assert hazard in hazards(text)
