"""Whatever is written, every reader of entities comes back and stays within the text."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.small_catalogue import catalogue
from tram_bot.learning.memory import NoMemory
from tram_bot.understanding.companies import read_companies
from tram_bot.understanding.days import read_days
from tram_bot.understanding.emails import read_emails
from tram_bot.understanding.folding import Found, flat, fold, masked, plain, tokens
from tram_bot.understanding.gazetteer import gazetteer
from tram_bot.understanding.language import LanguageReader
from tram_bot.understanding.numbers import PEOPLE, SAMPLES, read_numbers
from tram_bot.understanding.phones import read_phones
from tram_bot.understanding.places import read_places
from tram_bot.understanding.questions import is_question
from tram_bot.understanding.words.of_language import all_words

T = TypeVar("T")

PLACES = gazetteer(catalogue(), NoMemory())
NINE = tuple(all_words())
LANGUAGES = LanguageReader(NINE)
TODAY = date(2026, 3, 10)
ODD = [
    "\x00",
    "😀",
    "👩‍🔬",
    "مرحبا",
    "\u202e",
    "\u200b",
    "\ufeff",
    "İ",
    "ß",
    "ﬁ",
    "٣",
    "²",
    "e\u0301",
]
OURS = [
    "we are 12 people in Gdańsk",
    "jest nas 12 w Łodzi",
    "by the end of Q3",
    "do końca maja",
    "toukokuun loppuun mennessä",
    "2027. gada 1. jūnijs",
    "31.12.",
    "30 February",
    "anna@example.org",
    "anna (at) example.org",
    "+48 58 555 01 23",
    "00",
    "Example GmbH & Co. KG",
    "SIA „Example“",
    "two hundred and ten samples",
    "customers in Norway",
    "a Polish company",
    "Portland cement",
    "May",
    "@",
    ".",
    "?",
    "-",
    "\n",
    "1,200",
    "10-20",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*OURS, *ODD]), max_size=12).map(" ".join),
    st.lists(st.one_of(st.sampled_from([*OURS, *ODD]), st.text(max_size=8)), max_size=12).map(
        "".join
    ),
)
SPOKEN = st.lists(st.sampled_from([*NINE, "xx"]), max_size=3, unique=True).map(tuple)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
REGIONS = st.sampled_from([None, "PL", "DE", "FI", "US", "XX"])
LETTERS = "aZ09 \n.,;-_'’@ąćęłńóśźżäöüßÆØÅåõšžāčēģīķļņūėįųŁŻÕŽ\u0301"
LONG = {
    "letters": "a" * 10_000,
    "capitals": "Aa " * 3_333,
    "digits": "1" * 10_000,
    "digits and blanks": "1 " * 5_000,
    "digits and points": "1." * 5_000,
    "thousands": "1 000 " * 1_666,
    "number words": "two hundred and " * 625,
    "blanks": " " * 10_000,
    "a number, then blanks": "12" + " " * 9_998,
    "tabs and lines": "\t\n" * 5_000,
    "at signs": "@" * 10_000,
    "half addresses": "a@" * 5_000,
    "dotted names": "a." * 5_000,
    "names with hyphens": "ab-" * 3_333,
    "hosts": "aa.bb." * 1_666,
    "pulled apart": "aa (at) " * 1_250,
    "plus signs": "+4" * 5_000,
    "zeros": "0" * 10_000,
    "quotes": '"' * 10_000,
    "firms": "Example & " * 1_000,
    "forms": "GmbH & Co. KG " * 714,
    "places": "Gdańsk " * 1_428,
    "months": "May " * 2_500,
    "ends": "by the end of the " * 555,
    "ranges": "10-20-" * 1_666,
    "accents": "e\u0301" * 5_000,
    "zero width": "\u200b" * 10_000,
    "right to left": "مرحبا " * 1_666,
    "emoji": "😀" * 10_000,
    "null": "\x00" * 10_000,
    "capitals that grow": "İ" * 10_000,
}


def spans(text: str, found: Iterable[Found[T]]) -> None:
    """Every find is a part of the text, and they do not lie over one another."""
    end = 0
    for each in sorted(found, key=lambda each: each.start):
        assert end <= each.start < each.end <= len(text)
        end = each.end


def check(text: str, spoken: tuple[str, ...], today: date, region: str | None) -> None:
    """Everything the readers promise of themselves."""
    good, bad = read_emails(text)
    spans(text, [*good, *bad])
    assert all(each.value == text[each.start : each.end] for each in (*good, *bad))
    assert all("@" in each.value for each in good)
    assert len(good) <= 20
    assert len(bad) <= 20

    phones = read_phones(text, region)
    spans(text, phones)
    assert all(re.fullmatch(r"\+\d{6,15}", each.value) for each in phones)

    numbers = read_numbers(text, spoken)
    assert all(0 <= each.start < each.end <= len(text) for each in numbers)
    assert all(each.value.words == text[each.start : each.end] for each in numbers)
    assert all(each.value.value >= 0 for each in numbers)
    assert all(each.value.counts in {PEOPLE, SAMPLES, ""} for each in numbers)

    days = read_days(text, today, spoken)
    spans(text, days)
    assert all(each.value.words == text[each.start : each.end] for each in days)
    assert len(days) <= 20

    places = read_places(text, PLACES, spoken)
    spans(text, places)
    assert all(each.value.words == text[each.start : each.end] for each in places)
    assert all(re.fullmatch(r"[A-Z]{2}", each.value.country) for each in places)
    assert len(places) <= 30

    companies = read_companies(text)
    spans(text, companies)
    assert all(each.value == text[each.start : each.end] for each in companies)

    taken = [(each.start, each.end) for each in companies]
    said = LANGUAGES.read(text, tokens(text), taken).language
    assert said is None or said in NINE
    assert is_question(text, spoken) in {True, False}


@given(TEXTS, SPOKEN, DAYS, REGIONS)
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_within_its_bounds(
    text: str, spoken: tuple[str, ...], today: date, region: str | None
) -> None:
    check(text, spoken, today, region)


@pytest.mark.parametrize("kind", LONG)
def test_a_very_long_text_of_one_kind_is_read_too(kind: str) -> None:
    check(LONG[kind], ("en", "pl"), TODAY, "PL")


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_character_beside_them_does_not_hide_what_stands_in_a_text(odd: str) -> None:
    text = f"{odd} anna@example.org, we are 12 people in Gdańsk, by 31.12.2026 {odd}"

    check(text, ("en",), TODAY, "PL")
    assert [each.value for each in read_emails(text)[0]] == ["anna@example.org"]
    assert [each.value.city for each in read_places(text, PLACES, ("en",))] == ["Gdańsk"]
    assert PEOPLE in [each.value.counts for each in read_numbers(text, ("en",))]
    assert [each.value.day for each in read_days(text, TODAY, ("en",))] == [date(2026, 12, 31)]


@given(TEXTS, SPOKEN, DAYS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_read_the_same_again(
    text: str, spoken: tuple[str, ...], today: date
) -> None:
    def everything() -> list[object]:
        return [
            read_emails(text),
            read_phones(text, "PL"),
            read_numbers(text, spoken),
            read_days(text, today, spoken),
            read_places(text, PLACES, spoken),
            read_companies(text),
            LanguageReader(NINE).read(text, tokens(text)),
            is_question(text, spoken),
        ]

    assert everything() == everything()


@given(TEXTS, SPOKEN)
@settings(max_examples=100, deadline=None)
def test_blanks_around_a_text_move_what_is_found_and_change_nothing(
    text: str, spoken: tuple[str, ...]
) -> None:
    moved = f"   {text}   "

    assert [each.value for each in read_places(moved, PLACES, spoken)] == [
        each.value for each in read_places(text, PLACES, spoken)
    ]
    assert [each.start - 3 for each in read_emails(moved)[0]] == [
        each.start for each in read_emails(text)[0]
    ]


@given(st.text(alphabet=LETTERS))
def test_folding_what_is_folded_changes_nothing_more(text: str) -> None:
    assert "  " not in plain(text)
    assert plain(plain(text)) == plain(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_flat_text_and_tokens_keep_every_character_in_its_place(text: str) -> None:
    assert len(flat(text)) == len(text)
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end
        assert token.text == text[token.start : token.end]
        end = token.end


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple), max_size=6),
)
def test_what_is_struck_out_leaves_every_other_character_in_its_place(
    text: str, parts: list[tuple[int, int]]
) -> None:
    inside = [(start, min(end, len(text))) for start, end in parts if start < len(text)]
    seen = masked(text, inside)
    struck = {at for start, end in inside for at in range(start, end)}

    assert seen == "".join(";" if at in struck else c for at, c in enumerate(text))
