"""What is learnt with: how alike wordings are, and where what was learnt is kept."""

from dataclasses import dataclass, field

from tram_bot.learning.kernel import Kernels, OfWords
from tram_bot.learning.memory import Memory, NoMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What is learnt with; without more, by words, and anew each time."""

    kernels: Kernels = field(default_factory=OfWords)
    memory: Memory = field(default_factory=NoMemory)


PLAIN = Learner()
