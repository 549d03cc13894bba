"""Regularised least squares, in closed form over the wordings it learns from."""

import numpy as np

from tram_bot.learning.features import Matrix
from tram_bot.learning.kernel import Kernel


def dual(kernel: Kernel, ridge: float, wanted: Matrix) -> Matrix:
    """How much each wording counts for each column of `wanted`, which has a row for each: what a
    new wording gets is `kernel.products` of it times this. `ridge` is the pull towards zero.
    """
    gram = kernel.gram()
    gram[np.diag_indices_from(gram)] += np.float32(ridge)
    solved: Matrix = np.linalg.solve(gram, wanted).astype(np.float32)
    return solved
