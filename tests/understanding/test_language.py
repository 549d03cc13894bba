"""Which of the nine languages a message is in, if anything speaks for one."""

import pytest

from tram_bot.understanding.folding import tokens
from tram_bot.understanding.language import LanguageReader

NINE = ("en", "de", "da", "sv", "fi", "et", "lv", "lt", "pl")
READER = LanguageReader(NINE)


def language(text: str, taken: list[tuple[int, int]] | None = None) -> str | None:
    return READER.read(text, tokens(text), taken or []).language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", "en"),
        ("thanks", "en"),
        ("our paint peels", "en"),
        ("steel rusts quickly", "en"),
        ("how much does it cost", "en"),
        ("Guten Tag", "de"),
        ("danke", "de"),
        ("nein", "de"),
        ("unser Lack blättert", "de"),
        ("unser Lack blattert ab", "de"),
        ("Stahl rostet schnell", "de"),
        ("Wie viel kostet das", "de"),
        ("vores maling skaller af", "da"),
        ("vi har et problem med rust", "da"),
        ("Hvor lang tid tager det", "da"),
        ("tack", "sv"),
        ("vår färg flagnar", "sv"),
        ("var farg flagnar", "sv"),
        ("vi har ett problem med rost", "sv"),
        ("Hur lång tid tar det", "sv"),
        ("kiitos", "fi"),
        ("teräs ruostuu nopeasti", "fi"),
        ("teras ruostuu nopeasti", "fi"),
        ("meillä on ongelma ruosteen kanssa", "fi"),
        ("meilla on ongelma", "fi"),
        ("Paljonko se maksaa", "fi"),
        ("tere", "et"),
        ("aitäh", "et"),
        ("meie värv koorub", "et"),
        ("meil on probleem roostega", "et"),
        ("Kui palju see maksab", "et"),
        ("labdien", "lv"),
        ("mūsu krāsa lobās", "lv"),
        ("mums ir problēma ar rūsu", "lv"),
        ("Cik tas maksā", "lv"),
        ("ačiū", "lt"),
        ("mūsų dažai lupasi", "lt"),
        ("turime problemą su rūdimis", "lt"),
        ("turime problema su rudimis", "lt"),
        ("Kiek tai kainuoja", "lt"),
        ("Dzień dobry", "pl"),
        ("dziękuję", "pl"),
        ("nasza farba się łuszczy", "pl"),
        ("nasza farba sie luszczy", "pl"),
        ("mamy problem z rdza", "pl"),
        ("Ile to kosztuje", "pl"),
    ],
)
def test_a_few_words_tell_their_language_with_and_without_accents(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀",
        "12",
        "ok",
        "no",
        "hej",
        "asdf",
        "qwertz uiop",
        "steel",
        "stal",
        "XRD SEM TEM",
        "anna@example.org",
        "Gdańsk",
        "12 mm",
        "\x00",
    ],
)
def test_what_is_the_same_everywhere_tells_no_language(text: str) -> None:
    assert language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "bonjour comment allez vous",
        "Nous avons un problème de corrosion avec l'acier",
        "hola necesitamos ayuda con el acero",
        "ciao abbiamo bisogno di aiuto",
        "Máme problém s korozí oceli",
        "Привет, у нас ржавеет сталь",
        "مرحبا كيف حالك",
        "你好，我们的钢材生锈了",
    ],
)
def test_another_language_is_none_of_the_nine(text: str) -> None:
    assert language(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello wir brauchen Hilfe bei der Korrosion", "de"),
        ("We need help with our steel, danke", "en"),
        ("potrzebujemy pomocy: salt spray test", "pl"),
        ("Wir haben XRD und SEM, aber keine Zeit", "de"),
    ],
)
def test_a_mixed_text_is_in_the_language_of_most_of_it(text: str, expected: str) -> None:
    assert language(text) == expected


def test_names_and_addresses_that_were_taken_out_tell_nothing() -> None:
    text = "Example and Sons Ltd"

    assert language(text, [(0, len(text))]) is None


def test_an_example_of_an_intent_speaks_for_its_language() -> None:
    text = "stal"

    assert READER.read(text, tokens(text), (), ("pl",)).language == "pl"


def test_only_languages_of_the_content_are_told() -> None:
    reader = LanguageReader(("en", "de", "xx"))
    german, latvian = "Stahl rostet schnell", "Cik tas maksā"

    assert reader.read(german, tokens(german)).language == "de"
    assert reader.read(latvian, tokens(latvian)).language != "lv"


def test_one_language_alone_is_told_apart_from_nothing() -> None:
    assert LanguageReader(("en",)).read("hello there", tokens("hello there")).language is None


def test_a_long_text_is_judged_by_its_beginning() -> None:
    assert language("unser Lack blättert ab, wir brauchen Hilfe. " * 200) == "de"


@pytest.mark.parametrize(
    ("text", "likely"),
    [("problem med rust", {"da", "sv"}), ("koszty", {"pl"}), ("unser Lack blättert", {"de"})],
)
def test_the_languages_that_a_text_may_be_in_are_told(text: str, likely: set[str]) -> None:
    heard = READER.read(text, tokens(text))

    assert likely <= set(heard.likely)
    assert len(heard.likely) <= 3
    assert heard.language in (None, heard.likely[0])


@pytest.mark.parametrize("text", ["", "12 345", "Сколько это стоит"])
def test_what_has_no_words_of_ours_may_be_in_none(text: str) -> None:
    assert READER.read(text, tokens(text)).likely == ()
