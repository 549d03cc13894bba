"""E-mail addresses: the good ones as written, and what was meant as one and cannot be one."""

import pytest

from tram_bot.understanding.emails import read_emails


def good(text: str) -> list[str]:
    return [each.value for each in read_emails(text)[0]]


def bad(text: str) -> list[str]:
    return [each.value for each in read_emails(text)[1]]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("anna@example.org", "anna@example.org"),
        ("ANNA@EXAMPLE.ORG", "ANNA@EXAMPLE.ORG"),
        ("write to anna@example.org.", "anna@example.org"),
        ("is it anna@example.org?", "anna@example.org"),
        ("Schreiben Sie an anna@example.org!", "anna@example.org"),
        ("skriv til <anna@example.org>", "anna@example.org"),
        ("(anna@example.org)", "anna@example.org"),
        ("„anna@example.org“", "anna@example.org"),
        ("'anna@example.org'", "anna@example.org"),
        ("*anna@example.org*", "anna@example.org"),
        ("mailto:anna@example.org", "anna@example.org"),
        ("e-mail:anna@example.org", "anna@example.org"),
        ("Anna <anna.b+lab@example.co.uk>", "anna.b+lab@example.co.uk"),
        ("anna-b_c@sub.example.org", "anna-b_c@sub.example.org"),
        ("adres: anna@exämple.org", "anna@exämple.org"),
        ("łucja@example.org", "łucja@example.org"),
        ("my name is Anna\nanna@example.org\nGdańsk", "anna@example.org"),
    ],
)
def test_an_address_is_found_as_it_was_written(text: str, address: str) -> None:
    assert good(text) == [address]
    assert bad(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "anna@example.org, bob@example.com",
        "anna@example.org,bob@example.com",
        "anna@example.org;bob@example.com",
        "<anna@example.org> and <bob@example.com>",
    ],
)
def test_several_addresses_are_found_in_the_order_of_writing(text: str) -> None:
    assert good(text) == ["anna@example.org", "bob@example.com"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("anna@example", "anna@example"),
        ("anna@", "anna@"),
        ("anna@localhost", "anna@localhost"),
        ("anna@@example.org", "anna@@example.org"),
        ("anna@example..org", "anna@example..org"),
        ("anna.@example.org", "anna.@example.org"),
        ("anna@-example.org", "anna@-example.org"),
        ("anna@192.0.2.1", "anna@192.0.2.1"),
        ("anna@example,org", "anna@example"),
        ("anna@example.invalid", "anna@example.invalid"),
        ("a" * 65 + "@example.org", "a" * 65 + "@example.org"),
    ],
)
def test_what_cannot_be_an_address_is_told_as_bad(text: str, words: str) -> None:
    assert good(text) == []
    assert bad(text) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("anna (at) example.org", "anna (at) example.org"),
        ("anna(at)example.org", "anna(at)example.org"),
        ("anna[at]example.org", "anna[at]example.org"),
        ("anna{AT}example.org", "anna{AT}example.org"),
        ("anna @ example.org", "anna @ example.org"),
        ("write to anna.example.org", "anna.example.org"),
    ],
)
def test_an_address_without_its_sign_or_pulled_apart_is_told_as_bad(text: str, words: str) -> None:
    assert good(text) == []
    assert bad(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "@@",
        "@anna_b",
        "20 parts @ 80 °C",
        "we work at example.org",
        "anna at example.org",
        "www.example.org",
        "https://www.example.org/contact",
        "https://social.example.org/@anna",
        "social.example.org/@anna",
        "https://maps.example.org/@54.35,18.64,12z",
        "https://anna@example.org/path",
        "ISO 9227, 240 h",
        "e.g. steel, i.e. iron",
        "version 1.2.3",
    ],
)
def test_handles_pages_and_plain_words_are_no_addresses(text: str) -> None:
    assert read_emails(text) == ([], [])


def test_a_good_and_a_bad_address_in_one_message_are_told_apart() -> None:
    text = "not anna@example but anna@example.org"

    assert good(text) == ["anna@example.org"]
    assert bad(text) == ["anna@example"]


def test_an_address_knows_where_it_stands() -> None:
    text = "😀 Ł: anna@example.org."
    (found,), _ = read_emails(text)

    assert text[found.start : found.end] == "anna@example.org"


def test_no_more_than_twenty_addresses_are_read() -> None:
    assert len(good(" ".join(f"anna{number}@example.org" for number in range(30)))) == 20
