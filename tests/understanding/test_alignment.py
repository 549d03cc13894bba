"""Which words are partners, whatever way leads to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from tram_bot.understanding.alignment import Alignment

# Few letters, so that words are often alike and letters often come twice.
WORDS = st.text(alphabet="abc", min_size=1, max_size=14)


@given(asked=WORDS, known=WORDS)
def test_words_are_partners_when_three_letters_in_four_are_the_same(asked: str, known: str) -> None:
    [alike] = Alignment([[known]]).similarities([asked])

    assert (alike > 0) == (Indel.normalized_similarity(asked, known) >= 0.75)


def test_the_closest_of_several_partners_counts() -> None:
    both, one = Alignment([["coating", "coatings"], ["coating", "steel"]]).similarities(["coating"])

    assert both > one > 0


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("coating", "coating"),
        ("coatigns", "coatings"),
        ("ake", "cake"),
        ("steel", "steel"),
    ],
)
def test_a_word_is_nearest_to_itself_then_to_its_partner_then_to_the_commoner(
    typed: str, known: str
) -> None:
    alignment = Alignment([["coating", "coatings", "bake"], ["cake", "coatings"], ["cake"]])

    assert alignment.nearest([typed]) == (known,)
