"""Where each peer is installed, and why one could not be."""

from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent
ENVIRONMENTS = REQUIREMENTS.parent.parent / ".bench" / "peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """What one would use instead, in an environment that nobody else's requirements bend."""

    name: str

    @property
    def requirements(self) -> Path:
        """What is installed."""
        return REQUIREMENTS / f"{self.name}.txt"

    @property
    def environment(self) -> Path:
        """Where it is installed."""
        return ENVIRONMENTS / self.name

    @property
    def python(self) -> Path:
        """The interpreter that finds it."""
        return self.environment / "bin" / "python"

    @property
    def failure(self) -> Path:
        """Where it is written down why it could not be installed."""
        return ENVIRONMENTS / f"{self.name}.failed"

    def missing(self) -> str:
        """Why it cannot be measured; "" if it can."""
        if self.failure.exists():
            return self.failure.read_text(encoding="utf-8").strip()
        return "" if self.python.exists() else "not installed: run `make bench`"


def peers() -> tuple[Peer, ...]:
    """All that there are requirements for."""
    return tuple(Peer(each.stem) for each in sorted(REQUIREMENTS.glob("*.txt")))
