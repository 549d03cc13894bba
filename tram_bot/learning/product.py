"""The product of a vector and a matrix, in the thread that asks for it."""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float32]

_AT_ONCE = 400_000
"""Values of a matrix that are multiplied at a time. OpenBLAS divides a product of 460,800 and more
among threads, which wait for one another many times longer than it takes wherever the processor
has anything else to do."""


def product(vector: Vector, matrix: Matrix) -> Vector:
    """The vector times the matrix, which has a row for each of its values."""
    height, width = matrix.shape
    rows = max(1, _AT_ONCE // max(1, width))
    total = np.zeros(width, np.float32)
    for start in range(0, height, rows):
        some = slice(start, start + rows)
        total += vector[some] @ matrix[some]
    return total
