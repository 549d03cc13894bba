"""Text -> tokens."""

import pytest

from tram_bot.core.limits import FREE_TEXT_KEPT
from tram_bot.matching.folding import LONGEST_WORD, fold, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("😀 … !!", []),
        ("Paint PEELS!", ["paint", "peels"]),
        ("it doesn't stick, isn’t it", ["it", "doesnt", "stick", "isnt", "it"]),
        ("non-destructive X-ray", ["non", "destructive", "x", "ray"]),
        ("Rostschäden, Łódź, Ærø, Größe", ["rostschaden", "lodz", "aero", "grosse"]),
        ("cafe\u0301 decomposed", ["cafe", "decomposed"]),
        ("snake_case", ["snake", "case"]),
        ("сталь и ржавчина", ["сталь", "и", "ржавчина"]),
        ("تآكل المعدن", ["تاكل", "المعدن"]),
        ("x" * (LONGEST_WORD + 1) + " steel", ["steel"]),
    ],
)
def test_a_text_is_read_as_folded_words(text: str, words: list[str]) -> None:
    assert [token.word for token in read(text).tokens] == words


def test_a_token_knows_where_it_was_written() -> None:
    reading = read("Our  Lack-Ablösung, today")

    assert reading.words(1, 2) == "Lack-Ablösung"


def test_punctuation_parts_words_and_blanks_hyphens_and_slashes_do_not() -> None:
    reading = read("red rust, red-rust red/rust\nred")

    assert [token.parted for token in reading.tokens] == [False, False, True, *[False] * 4]


def test_what_is_longer_than_free_text_may_be_is_not_read() -> None:
    assert len(read("ab " * FREE_TEXT_KEPT).tokens) <= FREE_TEXT_KEPT // 3 + 1


def test_folding_twice_changes_nothing_more() -> None:
    assert fold(fold("Żółć’s ÅÄÖ ß")) == fold("Żółć’s ÅÄÖ ß") == "zolcs aao ss"
