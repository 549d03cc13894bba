"""What can be learnt from wordings, whoever learns it."""

import numpy as np

from tram_bot.learning.kernel import OfWords
from tram_bot.learning.linear import LinearModel
from tram_bot.learning.product import product
from tram_bot.learning.ridge import dual
from tram_bot.learning.wording import Wording


def said(text: str) -> Wording:
    return Wording(text.split(), text)


def test_a_wording_is_as_alike_when_it_is_asked_about_as_when_it_was_learnt() -> None:
    # Some of what they consist of is in most of them, some in a few, and some in one alone.
    others = [f"paint of kind {kind} on wood {kind % 8}" for kind in range(40)]
    texts = ("paint on steel", "tape on wood", "tape tape", "glue", *others)
    wordings = [said(text) for text in texts]
    kernel = OfWords().of(wordings)

    asked = np.array([kernel.to(wording) for wording in wordings])

    np.testing.assert_allclose(asked, kernel.gram(), atol=1e-6)


def test_a_product_in_parts_is_that_of_the_whole() -> None:
    matrix = np.arange(1_000_000, dtype=np.float32).reshape(1000, 1000) % 97
    vector = np.arange(1000, dtype=np.float32) % 89

    np.testing.assert_allclose(product(vector, matrix), vector @ matrix, rtol=1e-5)


def test_words_tell_together_what_neither_tells_alone() -> None:
    wordings = [
        said(text) for text in ("paint on steel", "tape on wood", "paint on wood", "tape on steel")
    ]
    kernel = OfWords().of(wordings)
    wanted = np.array([[1], [1], [-1], [-1]], np.float32)
    model = LinearModel(kernel, dual(kernel, 0.1, wanted))

    [of_first] = model.says(said("our steel under old paint"))
    [of_second] = model.says(said("our wood under old paint"))

    assert of_first > 0.1
    assert of_second < -0.1


def test_a_word_counts_as_what_it_is_taken_for() -> None:
    kernel = OfWords().of([said("paint on steel")])
    slipped = Wording(["pai8t", "on", "stxel"], "pai8t on stxel")
    mended = Wording(slipped.words, slipped.text, taken_for=["paint", "on", "steel"])

    assert kernel.to(mended) > 1.5 * kernel.to(slipped)
