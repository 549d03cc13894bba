"""A linear model: what wordings that were learnt from make of another one."""

from tram_bot.learning.kernel import Kernel, Kernels
from tram_bot.learning.memory import Arrays
from tram_bot.learning.product import Matrix, Vector, product
from tram_bot.learning.wording import Wording


class LinearModel:
    """What each known wording counts for each thing that is to be told, and how alike it is."""

    def __init__(self, kernel: Kernel, counts: Matrix) -> None:
        """`counts`, as `ridge.dual` finds them, has a row for each wording of the kernel."""
        self.kernel = kernel
        self.counts = counts

    @classmethod
    def from_arrays(cls, kernels: Kernels, arrays: Arrays) -> "LinearModel":
        """What `arrays` took apart."""
        return cls(kernels.from_arrays(arrays), arrays["each"])

    def arrays(self) -> Arrays:
        """Taken apart, to be kept."""
        return {**self.kernel.arrays(), "each": self.counts}

    def says(self, wording: Wording) -> Vector:
        """How much the wording speaks for each thing."""
        return product(self.kernel.to(wording), self.counts)
