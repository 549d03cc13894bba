"""Regularised least squares, in closed form over the wordings it learns from."""

import numpy as np
import numpy.typing as npt

from tram_bot.learning.features import Rows

Matrix = npt.NDArray[np.float32]


def dual(rows: Rows, ridge: float, wanted: Matrix) -> Matrix:
    """How much each wording (row) counts for each column of `wanted`, which has a row for each.

    `ridge` is the pull towards zero. The weights of the features are `rows.weigh` of this.
    """
    gram = rows.gram()
    gram[np.diag_indices_from(gram)] += np.float32(ridge)
    solved: Matrix = np.linalg.solve(gram, wanted).astype(np.float32)
    return solved
