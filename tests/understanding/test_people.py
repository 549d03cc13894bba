"""People who introduce themselves."""

import pytest

from tram_bot.understanding.people import read_people


def read(text: str, language: str) -> list[str]:
    """The names in a text, each where it was written."""
    found = read_people(text, tuple(dict.fromkeys((language, "en"))))
    assert all(text[each.start : each.end] == each.value for each in found)
    return [each.value for each in found]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Hello, my name is Anna Example and we make screws", "Anna Example"),
        ("de", "Mein Name ist Anna Beispiel, wir sind aus Kiel", "Anna Beispiel"),
        ("da", "Goddag! Jeg hedder Anna Eksempel og ejer", "Anna Eksempel"),
        ("sv", "Jag heter Anna Exempel.", "Anna Exempel"),
        ("fi", "Hei! Olen Anna Esimerkki, Esimerkki Oy:n omistaja", "Anna Esimerkki"),
        ("et", "Tere! Mina olen Anna Tamm, OÜ Näide omanik", "Anna Tamm"),
        ("lv", "Labdien! Esmu Ēriks Paraugs-Bērziņš, SIA īpašnieks", "Ēriks Paraugs-Bērziņš"),
        ("lt", "Laba diena! Esu Ana Pavyzdė, vadovė", "Ana Pavyzdė"),
        ("pl", "Nazywam się Anna Maria Przykład z Gdańska", "Anna Maria Przykład"),
    ],
)
def test_a_name_behind_an_introduction_is_read(language: str, text: str, name: str) -> None:
    assert read(text, language) == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I am Quality Manager"),
        ("de", "Ich bin Leiter Qualität"),
        ("fi", "olen Tampereelta"),
        ("et", "olen insener Viljandist"),
        ("pl", "jestem z Gdańska"),
        ("en", "my name is on the label"),
        ("de", "Unser Problem: Hier Lack Proben aus Zink"),
        ("de", "hier ist Epoxid Kleber drin"),
        ("sv", "det här är Zinklamell Beläggning"),
    ],
)
def test_what_is_no_name_is_left(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our paint peels. Kind regards\nAnna Example\nExample Coatings Oy"),
        ("en", "Contact: Anna Example, phone below"),
        ("de", "Moin, hier Anna Example von der Lackiererei in Kiel"),
        ("de", "Unser Lack blättert ab.\nMit freundlichen Grüßen\nAnna Example\nLeiterin Qualität"),
        ("da", "Kontaktperson: Anna Example"),
        ("sv", "Kontakt: Anna Example, vi finns i Borås"),
        ("sv", "Lacken flagnar. Vänliga hälsningar Anna Example"),
        ("fi", "Maali irtoaa. Ystävällisin terveisin, Anna Example"),
        ("et", "Värv koorub. Lugupidamisega Anna Example"),
        ("lv", "Krāsa lobās. Ar cieņu, Anna Example"),
        ("lt", "Dažai lupasi. Pagarbiai Anna Example"),
        ("pl", "Dzień dobry, z tej strony Anna Example, mamy kłopot"),
        ("pl", "Farba odpada. Pozdrawiam\nAnna Example\nKierownik Jakości"),
    ],
)
def test_a_name_under_a_letter_is_read(language: str, text: str) -> None:
    assert read(text, language) == ["Anna Example"]
