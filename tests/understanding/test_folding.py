"""Case, accents and punctuation taken away, and everything left in its place."""

import re

import pytest

from tram_bot.understanding.folding import alternation, flat, fold, masked, plain, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Gdańsk", "gdansk"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Malmö", "malmo"),
        ("Jyväskylä", "jyvaskyla"),
        ("Pärnu", "parnu"),
        ("Liepāja", "liepaja"),
        ("Šiauliai", "siauliai"),
        ("cafe\u0301", "cafe"),
        ("ﬁlm", "film"),
        ("ПРИВЕТ", "привет"),
    ],
)
def test_a_folded_text_has_no_capitals_and_no_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Größe 5 µm", "grose 5 µm"),
        ("Łódź", "lodz"),
        ("ÆRØ", "aro"),
        ("don’t", "don't"),
        ("İstanbul", "İstanbul"),
        ("😀 Å", "😀 a"),
        ("", ""),
    ],
)
def test_a_flat_text_has_every_character_in_its_place(text: str, seen: str) -> None:
    assert flat(text) == seen
    assert len(flat(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("😀 … !!", []),
        ("Paint PEELS!", ["paint", "peels"]),
        ("it doesn't stick, isn’t it", ["it", "doesnt", "stick", "isnt", "it"]),
        ("X-ray snake_case 316L", ["x", "ray", "snake", "case", "316l"]),
        ("Rostschäden, Łódź", ["rostschaden", "lodz"]),
        ("cafe\u0301 decomposed", ["cafe", "decomposed"]),
        ("a\x00b\u200bc", ["a", "b", "c"]),
        ("مرحبا", ["مرحبا"]),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, words: list[str]) -> None:
    assert [token.folded for token in tokens(text)] == words
    assert plain(text) == " ".join(words)


def test_a_token_knows_how_and_where_it_was_written() -> None:
    text = "na Łódź"
    token = tokens(text)[1]

    assert (token.text, token.start, token.end) == ("Łódź", 3, 7)
    assert token.capitalised
    assert not tokens(text)[0].capitalised


def test_a_long_text_and_a_long_word_are_folded_like_short_ones() -> None:
    assert plain("Łódź " * 100) == " ".join(["lodz"] * 100)
    assert plain("Ł" * 100) == "l" * 100


@pytest.mark.parametrize(
    ("spans", "seen"),
    [
        ([], "abcdef"),
        ([(0, 2)], ";;cdef"),
        ([(4, 6), (0, 1)], ";bcd;;"),
        ([(1, 4), (2, 3)], "a;;;ef"),
        ([(1, 3), (2, 5)], "a;;;;f"),
        ([(0, 6)], ";;;;;;"),
        ([(2, 2)], "abcdef"),
    ],
)
def test_what_was_read_is_struck_out(spans: list[tuple[int, int]], seen: str) -> None:
    assert masked("abcdef", spans) == seen


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["team of"], "a team  of two", "team  of"),
        (["in", "in the"], "in the end", "in the"),
        (["employe*"], "employees", "employees"),
        (["före"], "fore", "fore"),
        (["a.s."], "a.s.", "a.s."),
        (["deadline:"], "deadline: may", "deadline:"),
        ([], "anything", None),
        (["x"], "abc", None),
    ],
)
def test_terms_are_looked_for_longest_first(terms: list[str], text: str, found: str | None) -> None:
    match = re.search(alternation(terms), text)

    assert (match[0] if match else None) == found
