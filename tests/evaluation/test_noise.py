"""Texts are spoilt as people spoil them, and always in the same way."""

import pytest

from evaluation.noise import NOISES
from evaluation.sets import LANGUAGES, needs

TEXTS = [
    (each.text, language) for language in LANGUAGES for each in needs(language, held_out=False)
]


@pytest.mark.parametrize("name", NOISES)
def test_a_text_is_always_spoilt_in_the_same_way(name: str) -> None:
    spoil = NOISES[name]
    assert [spoil(*each) for each in TEXTS] == [spoil(*each) for each in TEXTS]


def test_more_typos_change_more_words() -> None:
    def changed(name: str) -> int:
        return sum(
            a != b
            for text, language in TEXTS
            for a, b in zip(text.split(), NOISES[name](text, language).split(), strict=True)
        )

    words = sum(len(text.split()) for text, _ in TEXTS)
    assert 0.05 * words < changed("typos") < changed("many typos") < 0.5 * words


def test_without_diacritics_every_letter_is_on_an_english_keyboard() -> None:
    spoilt = " ".join(NOISES["no diacritics"](*each) for each in TEXTS)
    assert all(letter.isascii() for letter in spoilt if letter.isalpha() and letter not in "µμΩ")


def test_a_fragment_is_short_and_of_the_texts_own_words() -> None:
    for text, language in TEXTS:
        words = NOISES["fragments"](text, language).split()
        assert 0 < len(words) <= 6
        assert all(word in text.lower() for word in words)
