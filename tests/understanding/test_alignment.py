"""Which words are partners, whatever way leads to them."""

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
