"""A linear model: what wordings that were learnt from make of another one."""

from tram_bot.learning.features import Matrix, Vector
from tram_bot.learning.kernel import Kernel, Kernels
from tram_bot.learning.memory import Arrays
from tram_bot.learning.wording import Wording


class LinearModel:
    """What each known wording counts for each thing that is to be told, and how alike it is."""

    def __init__(self, kernel: Kernel, counts: Matrix, added: Matrix) -> None:
        """`counts` has a row for each wording of the kernel, `added` is `kernel.added_up` of it."""
        self.kernel = kernel
        self.counts = counts
        self._added = added

    @classmethod
    def of(cls, kernel: Kernel, counts: Matrix) -> "LinearModel":
        """With these counts, as `ridge.dual` finds them."""
        return cls(kernel, counts, kernel.added_up(counts))

    @classmethod
    def from_arrays(cls, kernels: Kernels, arrays: Arrays) -> "LinearModel":
        """What `arrays` took apart."""
        return cls(kernels.from_arrays(arrays), arrays["each"], arrays["added"])

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return {**self.kernel.arrays(), "each": self.counts, "added": self._added}

    def says(self, wording: Wording) -> Vector:
        """How much the wording speaks for each thing."""
        return self.kernel.sums(wording, self.counts, self._added)
