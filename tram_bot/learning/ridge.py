"""Regularised least squares, in closed form over the wordings it learns from."""

import numpy as np

from tram_bot.learning.kernel import Kernel
from tram_bot.learning.product import Matrix, Vector

_BLOCK = 512
"""Rows that are worked on at a time, so that no second matrix of the full size is needed."""


def dual(kernel: Kernel, ridge: float | Vector, wanted: Matrix) -> Matrix:
    """How much each wording counts for each column of `wanted`, which has a row for each: what a
    new wording gets is `kernel.to` it times this. `ridge` is the pull towards zero, of
    all or of each wording: of the less it is, the more is made of what that one wants.
    """
    gram = kernel.gram()
    gram[np.diag_indices_from(gram)] += np.asarray(ridge, np.float32)
    return _solved(gram, wanted.astype(np.float32))


def _solved(matrix: Matrix, wanted: Matrix) -> Matrix:
    """The solution of a symmetric positive definite system, in the place of both.

    Cholesky's way, block by block: numpy has no such solver, and the one for any matrix takes
    twice the time and twice the memory.
    """
    starts = range(0, len(matrix), _BLOCK)
    for start in starts:
        end = min(start + _BLOCK, len(matrix))
        inverse = np.linalg.inv(np.linalg.cholesky(matrix[start:end, start:end]))
        matrix[start:end, start:end] = inverse
        wanted[start:end] = inverse @ wanted[start:end]
        matrix[end:, start:end] = matrix[end:, start:end] @ inverse.T
        below = matrix[end:, start:end]
        wanted[end:] -= below @ wanted[start:end]
        for row in range(end, len(matrix), _BLOCK):
            to = min(row + _BLOCK, len(matrix))
            matrix[row:to, end:to] -= below[row - end : to - end] @ below[: to - end].T
    for start in reversed(starts):
        end = min(start + _BLOCK, len(matrix))
        rest = wanted[start:end] - matrix[end:, start:end].T @ wanted[end:]
        wanted[start:end] = matrix[start:end, start:end].T @ rest
    return wanted
