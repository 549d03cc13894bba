"""Nothing dangerous is heard only where a company says so outright."""

from dataclasses import replace

import pytest

from tests.matching.small_catalogue import catalogue
from tram_bot.core.catalogue import HAZARDS, Concept, ConceptWords, Words
from tram_bot.matching.finder import build

HARMLESS = {
    "en": ("harmless", "is safe", "not dangerous", "nothing dangerous"),
    "de": ("ungefährlich*", "harmlos*", "völlig harmlos", "nicht giftig"),
    "da": ("ufarlig*", "helt ufarlig*", "ikke farlig*"),
    "sv": ("ofarlig*", "helt ofarlig*", "inte farlig*"),
    "fi": ("vaaraton", "vaaratonta", "ei ole vaarallis*"),
    "et": ("ohutu", "pole ohtlik"),
    "lv": ("ir drošs", "nekaitīg*", "nekā bīstama"),
    "lt": ("saugu", "visiškai saug*", "nieko pavojing*"),
    "pl": ("nieszkodliwe", "jest bezpieczn*", "nic niebezpiecznego"),
}


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
    # What a language is learnt from: without a word of any technique's there is nothing to learn.
    Concept(
        id="corrosion",
        kind="problems",
        techniques={"corrosion-testing": 3},
        broader="",
        by_material={},
        constraint=None,
        words=Words(dict.fromkeys(HARMLESS, ConceptWords(label="rust", terms=("rust*",)))),
    ),
    hazard("none", **HARMLESS),
    hazard("corrosive", en=("acid*", "lye")),
    hazard("flammable", en=("flammable", "catch fire", "contain* solvent*")),
    hazard("toxic", en=("toxic",)),
)
FINDER = build(replace(catalogue(), concepts={(each.kind, each.id): each for each in CONCEPTS}))


def hazards(text: str, language: str = "en") -> set[str]:
    return {each.id for each in FINDER.find_concepts(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "nicht ganz ungefährlich"),
        ("de", "nicht völlig harmlos"),
        ("de", "nicht wirklich harmlos"),
        ("da", "ikke helt ufarligt"),
        ("sv", "inte helt ofarligt"),
        ("fi", "ei ihan vaaratonta"),
        ("et", "pole päris ohutu"),
        ("lv", "ne visai nekaitīgs"),
        ("lt", "ne visai saugu"),
        ("lt", "nėra visiškai saugu"),
        ("pl", "nie całkiem nieszkodliwe"),
        ("en", "not entirely harmless"),
        ("en", "not just harmless"),
    ],
)
def test_what_is_not_quite_harmless_is_not_harmless(language: str, text: str) -> None:
    assert hazards(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we are not sure if it is safe"),
        ("en", "we don't know whether it is safe"),
        ("en", "not sure it is safe"),
        ("en", "we don't think it is safe"),
        ("en", "we cannot say that it is safe"),
        ("en", "we do not know if it's not dangerous"),
        ("en", "please check if it is harmless"),
        ("de", "Wir wissen nicht, ob das ungefährlich ist"),
        ("de", "ich glaube nicht, dass es ungefährlich ist"),
        ("da", "vi ved ikke om det er ufarligt"),
        ("da", "vi tror ikke at det er ufarligt"),
        ("sv", "vi vet inte om det är ofarligt"),
        ("fi", "emme tiedä onko se vaaratonta"),
        ("fi", "emme usko, että se on vaaratonta"),
        ("et", "me ei tea kas see on ohutu"),
        ("lv", "mēs nezinām vai tas ir drošs"),
        ("lt", "nežinome ar tai saugu"),
        ("pl", "nie wiemy czy jest bezpieczna"),
        ("pl", "nie wiemy czy 6 próbek jest bezpieczna"),
        ("lv", "nezinām vai 6 paraugi nekā bīstama"),
        ("da", "vi ved ikke om to prøver er ufarlige"),
        ("en", "it may not be more harmless"),
        ("pl", "nie uważamy, że jest bezpieczna"),
    ],
)
def test_what_is_only_thought_about_is_not_harmless(language: str, text: str) -> None:
    assert hazards(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "harmless it is not"),
        ("de", "ungefährlich ist es nicht"),
        ("da", "ufarligt er det ikke"),
        ("sv", "ofarligt är det inte"),
        ("fi", "vaaraton se ei ole"),
        ("et", "ohutu see ei ole"),
        ("lv", "nekaitīgs tas nav"),
        ("lt", "saugu tai nėra"),
        ("pl", "nieszkodliwe to nie jest"),
    ],
)
def test_a_denial_at_the_end_is_heard_as_well(language: str, text: str) -> None:
    assert hazards(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it is harmless"),
        ("en", "not dangerous"),
        ("en", "no solvents, nothing dangerous"),
        ("en", "no solvents but harmless"),
        ("en", "we think that it is safe"),
        ("en", "harmless, why not"),
        ("de", "völlig harmlos"),
        ("de", "das brennt nicht, also ungefährlich"),
        ("de", "wir denken, dass es ungefährlich ist"),
        ("de", "nicht giftig"),
        ("da", "helt ufarligt"),
        ("sv", "det är inte farligt"),
        ("fi", "se ei ole vaarallista"),
        ("et", "see pole ohtlik"),
        ("lv", "tas ir drošs"),
        ("lt", "visiškai saugu"),
        ("lt", "nieko pavojingo"),
        ("lt", "nieko pavojingo mėginiuose nėra"),
        ("lv", "nekā bīstama nav"),
        ("pl", "nie zawiera nic niebezpiecznego"),
        ("pl", "nie zawiera rozpuszczalników i jest bezpieczna"),
        ("lv", "5 vai 6 paraugi nekā bīstama"),
        ("lv", "piecas vai sešas detaļas nekā bīstama"),
        ("lt", "5 ar 6 mėginiai nieko pavojingo"),
        ("pl", "5 czy 6 próbek nic niebezpiecznego"),
        ("da", "vi sender dem om to uger helt ufarligt"),
        ("da", "vi sender dem om et par uger helt ufarligt"),
        ("sv", "vi skickar dem om 2 veckor helt ofarligt"),
        ("en", "it could not be more harmless"),
        ("en", "if you ask me harmless"),
    ],
)
def test_what_is_said_outright_is_harmless(language: str, text: str) -> None:
    assert hazards(text, language) == {"none"}


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
