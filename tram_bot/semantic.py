"""A model of meaning, where an operator wants one: the optional extra `semantic`.

Sentence embeddings that need no more than a table of words, so that they cost a message some
tenths of a millisecond: https://github.com/MinishLab/model2vec. Any such model does; a multilingual
one knows all nine languages.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from tram_bot.errors import SettingsError
from tram_bot.learning.kernel import Kernels, OfMeaning, OfWords
from tram_bot.learning.product import Matrix
from tram_bot.settings import SEMANTIC


def kernels(model: str) -> Kernels:
    """How alike wordings are by the model of that name as well; by words alone without a name.
    Raises SettingsError if the model cannot be had.

    A name is that of a folder, or one on the Hugging Face hub, from which it is fetched once.
    Takes as long as reading its table does; the first time, as long as fetching it.
    """
    return _of_meaning(model) if model else OfWords()


def _of_meaning(model: str) -> Kernels:
    try:
        from model2vec import StaticModel  # noqa: PLC0415 - an extra that most do without
    except ImportError as error:
        raise SettingsError(
            f"{SEMANTIC}: needs an extra that is not installed; run: "
            ".venv/bin/pip install -c constraints.txt -e '.[semantic]'"
        ) from error
    try:
        known = StaticModel.from_pretrained(model)
    except Exception as error:  # whatever a hub, a disk or a parser may raise
        raise SettingsError(
            f"{SEMANTIC}: cannot load '{model}' ({type(error).__name__}: {error}); name a folder "
            "that holds a Model2Vec model, or one such as minishlab/potion-multilingual-128M"
        ) from error

    def encode(texts: Sequence[str]) -> Matrix:
        encoded: Matrix = np.asarray(known.encode(texts), np.float32)
        return encoded

    # The same folder may hold another model tomorrow.
    content = hashlib.sha256(np.ascontiguousarray(known.embedding).tobytes())
    content.update(known.tokenizer.to_str().encode())
    return OfMeaning(content.hexdigest(), encode)
