"""Regularised least squares over the wordings it learns from, in closed form, and one-sided."""

import numpy as np

from tram_bot.learning.kernel import Kernel
from tram_bot.learning.product import Matrix, Vector

_BLOCK = 512
"""Rows that are worked on at a time, so that no second matrix of the full size is needed."""
_SETTLED = 0.005
"""It has settled when nothing that is wanted changes by more than this in a round."""
_MOST_ROUNDS = 200
"""And goes on no longer than this. Some ten to sixty are needed, the more the more there is."""


class Ridge:
    """What a set of wordings makes of whatever is wanted of them."""

    def __init__(self, kernel: Kernel, ridge: float | Vector) -> None:
        """`ridge` is the pull towards zero, of all or of each wording: of the less it is, the more
        is made of what that one wants."""
        gram = kernel.gram()
        gram[np.diag_indices_from(gram)] += np.asarray(ridge, np.float32)
        self._ridge = np.broadcast_to(np.asarray(ridge, np.float32), len(gram))[:, None]
        self._factor = _factored(gram)

    def counts(self, wanted: Matrix) -> Matrix:
        """How much each wording counts for each column of `wanted`, which has a row for each: what
        a new wording gets is `kernel.to` it times this."""
        return _solved(self._factor, wanted.astype(np.float32))

    def one_sided(self, wanted: Matrix) -> tuple[Matrix, Matrix]:
        """The same where more than what is wanted, or less than nothing where nothing is, is no
        mistake, so that what is clear anyhow takes nothing from what is close; and what comes to be
        wanted then.

        The squared hinge loss, by accelerated projected gradients: what the wordings themselves get
        is what they want less `ridge` times what they count.
        """
        wanted = wanted.astype(np.float32)
        above = wanted > 0.0
        target = ahead = wanted
        pace = 1.0
        for _ in range(_MOST_ROUNDS):
            got = ahead - self._ridge * self.counts(ahead)
            better = np.where(above, np.maximum(got, wanted), np.minimum(got, wanted))
            next_pace = (1.0 + np.sqrt(1.0 + 4.0 * pace * pace)) / 2.0
            ahead = better + np.float32((pace - 1.0) / next_pace) * (better - target)
            has_settled = np.abs(better - target).max(initial=0.0) < _SETTLED
            target, pace = better, next_pace
            if has_settled:
                break
        return self.counts(target), target


def _factored(matrix: Matrix) -> Matrix:
    """Cholesky's factor of a symmetric positive definite matrix, in its place: of each block on the
    diagonal its inverse.

    numpy has no solver for these, and the one for any matrix takes twice the time and twice the
    memory.
    """
    for start in range(0, len(matrix), _BLOCK):
        end = min(start + _BLOCK, len(matrix))
        inverse = np.linalg.inv(np.linalg.cholesky(matrix[start:end, start:end]))
        matrix[start:end, start:end] = inverse
        matrix[end:, start:end] = matrix[end:, start:end] @ inverse.T
        below = matrix[end:, start:end]
        for row in range(end, len(matrix), _BLOCK):
            to = min(row + _BLOCK, len(matrix))
            matrix[row:to, end:to] -= below[row - end : to - end] @ below[: to - end].T
    return matrix


def _solved(factor: Matrix, wanted: Matrix) -> Matrix:
    """The solution of the system that was factored, in the place of `wanted`."""
    starts = range(0, len(factor), _BLOCK)
    for start in starts:
        end = min(start + _BLOCK, len(factor))
        wanted[start:end] = factor[start:end, start:end] @ wanted[start:end]
        wanted[end:] -= factor[end:, start:end] @ wanted[start:end]
    for start in reversed(starts):
        end = min(start + _BLOCK, len(factor))
        rest = wanted[start:end] - factor[end:, start:end].T @ wanted[end:]
        wanted[start:end] = factor[start:end, start:end].T @ rest
    return wanted
