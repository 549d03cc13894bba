"""Phone numbers, in international form. Numbers are from ranges kept for fiction where a country
has one that can be dialled; the others are obviously made up."""

import pytest

from tram_bot.understanding.phones import read_phones


def read(text: str, region: str | None = None) -> list[str]:
    return [each.value for each in read_phones(text, region)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+44 20 7946 0123", "+442079460123"),
        ("+1 202-555-0143", "+12025550143"),
        ("+46 8 465 004 00", "+46846500400"),
        ("+46 70 174 06 05", "+46701740605"),
        ("+45 32 12 34 56", "+4532123456"),
        ("+49 30 23125 000", "+493023125000"),
        ("+49 (0)30 23125 000", "+493023125000"),
        ("+358 9 123 4567", "+35891234567"),
        ("+358 40 123 4567", "+358401234567"),
        ("+372 600 1234", "+3726001234"),
        ("+371 67 000 000", "+37167000000"),
        ("+370 612 34567", "+37061234567"),
        ("+48 58 555 01 23", "+48585550123"),
        ("0048585550123", "+48585550123"),
        ("00 48 58 555 01 23", "+48585550123"),
        ("Call me: 0046 8 465 004 00.", "+46846500400"),
        ("my number is +48 58 555 01 23, thanks", "+48585550123"),
    ],
)
def test_a_number_with_its_country_is_read_wherever_the_company_is(text: str, number: str) -> None:
    assert read(text) == read(text, "FI") == [number]


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("020 7946 0123", "GB", "+442079460123"),
        ("call me on 020 7946 0123", "GB", "+442079460123"),
        ("08-465 004 00", "SE", "+46846500400"),
        ("mitt nummer är 08-465 004 00", "SE", "+46846500400"),
        ("32 12 34 56", "DK", "+4532123456"),
        ("tel 32 12 34 56", "DK", "+4532123456"),
        ("Telefon: 030 23125 000", "DE", "+493023125000"),
        ("puh. 040 123 4567", "FI", "+358401234567"),
        ("telefon 600 1234", "EE", "+3726001234"),
        ("talr. 67 000 000", "LV", "+37167000000"),
        ("mój numer 601 000 000", "PL", "+48601000000"),
        ("Anna Example, 601 000 000, Gdańsk", "PL", "+48601000000"),
        ("I kan ringe på 32 12 34 56", "DK", "+4532123456"),
        ("voitte soittaa 040 123 4567", "FI", "+358401234567"),
        ("helistage 600 1234", "EE", "+3726001234"),
        ("tālrunis ir 67 000 000", "LV", "+37167000000"),
        ("skambinkite 8 612 34567", "LT", "+37061234567"),
        ("proszę dzwonić 601 000 000", "PL", "+48601000000"),
        ("Anna Example\n601 000 000", "PL", "+48601000000"),
    ],
)
def test_a_number_without_its_country_is_one_of_the_region(
    text: str, region: str, number: str
) -> None:
    assert read(text, region) == [number]
    assert read(text, None) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("", "PL"),
        ("call 112", "PL"),
        ("we need 32123456 parts", "DK"),
        ("1 000 000 samples", "PL"),
        ("ISO 9227, 240 h at 35 °C", "DE"),
        ("2026-03-10", "DE"),
        ("31.12.2026", "PL"),
        ("12345678901234567890", "PL"),
        ("+999 123 456 789", "PL"),
        ("+48 1", "PL"),
        ("anna@example.org", "PL"),
    ],
)
def test_counts_sizes_dates_and_impossible_numbers_are_none(text: str, region: str) -> None:
    assert read(text, region) == []


def test_zeros_within_a_number_are_no_code_for_abroad() -> None:
    assert read("tel: +46 8 465 004 00 or +46 8 465 004 99") == ["+46846500400", "+46846500499"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ring +45 32 12 34 56!", "+45 32 12 34 56"),
        ("ring 0045 32 12 34 56!", "0045 32 12 34 56"),
        ("0045 32 12 34 56", "0045 32 12 34 56"),
    ],
)
def test_a_number_knows_where_it_stands(text: str, words: str) -> None:
    (found,) = read_phones(text, None)

    assert text[found.start : found.end] == words


def test_a_number_that_ends_a_part_beside_an_address_is_one_to_call() -> None:
    text = "I reach you at             or 32 12 34 56."

    assert [f.value for f in read_phones(text, "DK", has_address=True)] == ["+4532123456"]
    assert read_phones("send 32 12 34 56 parts", "DK", has_address=True) == []
    assert read_phones(text, "DK") == []
