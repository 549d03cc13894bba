"""Regularised least squares, in closed form over the wordings it learns from."""

import numpy as np

from tram_bot.learning.features import Matrix, Rows


def dual(rows: Rows, ridge: float, wanted: Matrix) -> Matrix:
    """How much each wording (row) counts for each column of `wanted`, which has a row for each:
    what a new wording gets is `rows.products` of it times this. `ridge` is the pull towards zero.
    """
    gram = rows.gram()
    gram[np.diag_indices_from(gram)] += np.float32(ridge)
    solved: Matrix = np.linalg.solve(gram, wanted).astype(np.float32)
    return solved
