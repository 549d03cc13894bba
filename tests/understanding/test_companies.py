"""Companies by their legal form."""

import pytest

from tram_bot.understanding.companies import read_companies


def read(text: str) -> list[str]:
    return [each.value for each in read_companies(text)]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Jonas Pavyzdys, UAB Dangos, jonas@dangos.example.org", "UAB Dangos"),
        ("Anna Example SIA Skrūve", "SIA Skrūve"),
        ("Jonas Pavyzdys, MB „Pavyzdys“", "MB „Pavyzdys“"),
        ("Anna Example, Piemērs SIA", "Piemērs SIA"),
        ("Mart Jonas, OÜ Näidis Pinnad omanik", "OÜ Näidis Pinnad"),
        ("Jonas Näide, SIA Paraugs Metāls īpašnieks", "SIA Paraugs Metāls"),
    ],
)
def test_a_person_before_the_legal_form_is_no_company(text: str, company: str) -> None:
    assert company in read(text)[-1]
    assert "Jonas" not in read(text)[-1]


@pytest.mark.parametrize(
    "name",
    [
        "Example GmbH",
        "Example GmbH & Co. KG",
        "Example-Werke AG",
        "Beispiel und Söhne KG",
        "Example UG (haftungsbeschränkt)",
        "Example e.K.",
        "Example ApS",
        "Eksempel A/S",
        "Example AB",
        "Example Aktiebolag",
        "Example Coatings Oy",
        "Example Oyj",
        "Example Oy Ab",
        "Oy Example Ab",
        "Näide OÜ",
        "OÜ Näide",
        "Example AS",
        "AS Example",
        "MTÜ Näide",
        "SIA Example",
        "Piemērs SIA",
        "SIA „Example“",
        'SIA "Example"',
        "UAB Example",
        "UAB „Example“",
        "MB Example",
        "VšĮ Example",
        "Example Sp. z o.o.",
        "Example sp. z o.o.",
        "Example Sp.z o.o.",
        "Example Sp. z o.o. Sp. k.",
        "Example S.A.",
        "Żółty Example Sp. z o.o.",
        "Example Ltd",
        "Example Coatings, Ltd.",
        "Example and Sons Ltd",
        "Example & Example GmbH",
        "Example Inc",
        "3D Example GmbH",
        "Example 3D GmbH",
        "ÅÄÖ Example AB",
    ],
)
def test_a_name_with_its_legal_form_is_read_whole(name: str) -> None:
    assert read(name) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We are Example Coatings Oy in Turku", "Example Coatings Oy"),
        ("Hello, this is Anna from Example Oy", "Example Oy"),
        ("I work at Example AB", "Example AB"),
        ("(Example GmbH)", "Example GmbH"),
        ("Example GmbH, Berlin", "Example GmbH"),
        ("Example GmbH.", "Example GmbH"),
        ("Example Ltd's samples", "Example Ltd"),
        ("Example Coatings Oy, anna@example.org", "Example Coatings Oy"),
        ("Wir sind die Example GmbH", "Example GmbH"),
        ("Vi er Eksempel A/S", "Eksempel A/S"),
        ("Vi är Exempel AB", "Exempel AB"),
        ("Olemme Example Oy Turusta", "Example Oy"),
        ("Oleme Näide OÜ", "Näide OÜ"),
        ("Mēs esam SIA Piemērs", "SIA Piemērs"),
        ("Mes esame UAB Pavyzdys", "UAB Pavyzdys"),
        ("Jesteśmy Example Sp. z o.o. z Gdańska", "Example Sp. z o.o."),
        ("firma Example Sp. z o.o.", "Example Sp. z o.o."),
    ],
)
def test_a_name_is_taken_out_of_its_sentence(text: str, name: str) -> None:
    assert read(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("example oy", "example oy"),
        ("example coatings oy", "example coatings oy"),
        ("we are example gmbh", "example gmbh"),
        ("example sp. z o.o.", "example sp. z o.o."),
        ("EXAMPLE COATINGS OY", "EXAMPLE COATINGS OY"),
        ("EXAMPLE GMBH", "EXAMPLE GMBH"),
        ("EXAMPLE SP. Z O.O.", "EXAMPLE SP. Z O.O."),
        ("SIA EXAMPLE", "SIA EXAMPLE"),
    ],
)
def test_a_name_in_small_letters_or_capitals_is_read_too(text: str, name: str) -> None:
    assert read(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Example",
        "the company is called Example",
        "GmbH",
        "Oy",
        "our company is a GmbH",
        "as example",
        "As Example",
        "WE ARE AS BIG AS EXAMPLE",
        "TIME IS LIMITED",
        "3 KG",
        "Wir haben 5 KG",
        "20 MB",
        "steel to AS 4020",
        "Sample A and B",
        "what about ltd",
    ],
)
def test_words_units_and_standards_that_look_like_forms_make_no_company(text: str) -> None:
    assert read(text) == []


def test_two_companies_are_both_read() -> None:
    assert read("Example Oy, Muster GmbH") == ["Example Oy", "Muster GmbH"]


def test_a_name_knows_where_it_stands() -> None:
    text = "😀 Jesteśmy Example Sp. z o.o."
    (found,) = read_companies(text)

    assert text[found.start : found.end] == "Example Sp. z o.o."


@pytest.mark.parametrize("lead", ["We're", "We’re", "I'm from", "It's", "Here's"])
def test_a_short_form_in_front_is_no_part_of_the_name(lead: str) -> None:
    assert read(f"{lead} Example Glass Ltd from Manchester") == ["Example Glass Ltd"]
