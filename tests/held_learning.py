"""A memory in which learning waits until a test lets it go on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tram_bot.learning.memory import Arrays, NoMemory

LONGEST_WAIT = 20.0


class HeldLearning(NoMemory):
    """Keeps what it is given. A thread that learns is answered when it is not `held`."""

    def __init__(self, *, forgets: bool = False) -> None:
        """One that `forgets` never has what it was given."""
        self.forgets = forgets
        self.known: dict[str, Arrays] = {}
        self.kept: list[str] = []
        """The keys of what it was given, in order."""
        self.fails = False
        self.failed = threading.Event()
        self.at_once = 0
        """The most threads that were learning at the same moment."""
        self._let_go = threading.Event()
        self._let_go.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is learnt in a thread until the block ends."""
        self._let_go.clear()
        try:
            yield
        finally:
            self._let_go.set()

    def recall(self, key: str) -> Arrays | None:
        """What was kept."""
        if threading.current_thread().name == "learning":
            learners = [each for each in threading.enumerate() if each.name == "learning"]
            self.at_once = max(self.at_once, len(learners))
            if not self._let_go.wait(LONGEST_WAIT):
                raise TimeoutError("learning was held back for too long")
            if self.fails:
                self.failed.set()
                raise RuntimeError(key)
        return None if self.forgets else self.known.get(key)

    def keep(self, key: str, arrays: Arrays) -> None:
        """Keep it."""
        self.kept.append(key)
        self.known[key] = arrays

    def kept_of(self, what: str) -> list[str]:
        """The keys of what it was given of that."""
        return [key for key in self.kept if key.startswith(f"{what}-")]
