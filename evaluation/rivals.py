"""What one would use instead: each ranks known texts for a new one, as it comes out of the box."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import bm25s
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from tram_bot.matching.folding import folded_words

Scores = npt.NDArray[np.float64]
Scorer = Callable[[str], Scores]
"""How much each known text is like a new one."""
Rival = Callable[[Sequence[str]], Scorer]
"""Made from the known texts."""


def by_wratio(texts: Sequence[str]) -> Scorer:
    """rapidfuzz's default."""
    return _by_rapidfuzz(texts, fuzz.WRatio)


def by_token_set(texts: Sequence[str]) -> Scorer:
    """rapidfuzz, whatever the order of the words."""
    return _by_rapidfuzz(texts, fuzz.token_set_ratio)


def by_bm25(texts: Sequence[str]) -> Scorer:
    """BM25, out of bm25s."""
    index = bm25s.BM25()
    index.index([list(folded_words(text)) for text in texts], show_progress=False)

    def score(text: str) -> Scores:
        return np.asarray(index.get_scores(list(folded_words(text))), np.float64)

    return score


def by_tfidf(texts: Sequence[str]) -> Scorer:
    """The cosine of TF-IDF vectors over words and characters, out of scikit-learn."""
    vectors = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))),
        ]
    )
    known = vectors.fit_transform(texts)

    def score(text: str) -> Scores:
        return np.asarray((known @ vectors.transform([text]).T).todense()).ravel()

    return score


RIVALS: Mapping[str, Rival] = MappingProxyType(
    {
        "rapidfuzz `WRatio`": by_wratio,
        "rapidfuzz `token_set_ratio`": by_token_set,
        "BM25": by_bm25,
        "TF-IDF": by_tfidf,
    }
)


def nearest(
    examples: Sequence[tuple[str, str]], rival: Rival
) -> Callable[[str], tuple[str, float]]:
    """Reads a text as what the example stands for that a rival finds nearest, and how near that is;
    `examples` are what each stands for, and its text."""
    score = rival([text for _, text in examples])

    def read(text: str) -> tuple[str, float]:
        scores = score(text)
        best = int(scores.argmax())
        return examples[best][0], float(scores[best])

    return read


def _by_rapidfuzz(texts: Sequence[str], scorer: Callable[..., float]) -> Scorer:
    known = [text.lower() for text in texts]

    def score(text: str) -> Scores:
        alike = process.cdist([text.lower()], known, scorer=scorer, dtype=np.float32)
        return np.asarray(alike[0], np.float64)

    return score
