"""What can be learnt from wordings, whoever learns it."""

import numpy as np

from tram_bot.learning.kernel import OfWords
from tram_bot.learning.linear import LinearModel
from tram_bot.learning.product import product
from tram_bot.learning.ridge import Ridge
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
    model = LinearModel(kernel, Ridge(kernel, 0.1).counts(wanted))

    [of_first] = model.says(said("our steel under old paint"))
    [of_second] = model.says(said("our wood under old paint"))

    assert of_first > 0.1
    assert of_second < -0.1


def test_what_a_wording_gets_is_what_it_wants_less_the_pull_on_what_it_counts() -> None:
    kernel = OfWords().of([said(f"paint {kind} on wood {kind % 7}") for kind in range(600)])
    pull = np.linspace(0.5, 2.0, 600, dtype=np.float32)
    wanted = np.eye(3, dtype=np.float32)[np.arange(600) % 3]

    counts = Ridge(kernel, pull).counts(wanted)

    np.testing.assert_allclose(kernel.gram() @ counts, wanted - pull[:, None] * counts, atol=1e-4)


def test_what_is_more_than_enough_is_no_mistake_and_counts_for_nothing() -> None:
    texts = ["paint peels", *["the paint peels off the steel"] * 4, "tape sticks", "peels tape"]
    kernel = OfWords().of([said(text) for text in texts])
    wanted = np.array([[1], [1], [1], [1], [1], [0], [0]], np.float32)
    ridge = Ridge(kernel, 0.3)

    counts, target = ridge.one_sided(wanted)

    got = kernel.gram() @ counts
    enough = np.where(wanted > 0, got >= wanted, got <= wanted)
    assert enough.any()
    assert not enough.all()
    np.testing.assert_allclose(counts[enough], 0.0, atol=0.01)
    np.testing.assert_allclose(target, np.where(enough, got, wanted), atol=0.01)
    assert (
        np.abs(np.where(enough, 0.0, wanted - got)).max()
        < np.abs(wanted - kernel.gram() @ ridge.counts(wanted)).max()
    )


def test_a_word_counts_as_what_it_is_taken_for() -> None:
    kernel = OfWords().of([said("paint on steel")])
    slipped = Wording(["pai8t", "on", "stxel"], "pai8t on stxel")
    mended = Wording(slipped.words, slipped.text, taken_for=["paint", "on", "steel"])

    assert kernel.to(mended) > 1.5 * kernel.to(slipped)
