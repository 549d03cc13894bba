"""Whether a platform answers us, and since when it does not, for those who watch over us."""

from collections.abc import Callable
from datetime import datetime


class Reach:
    """What the latest call to a platform told of it; out of reach until the first answer."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now` tells the time in UTC."""
        self._now = now
        self._lost: datetime | None = now()

    def found(self) -> None:
        """It answered, whatever it said."""
        self._lost = None

    def lost(self) -> None:
        """It did not answer."""
        self._lost = self._lost or self._now()

    def __str__(self) -> str:
        if self._lost is None:
            return "ok"
        return f"out of reach since {self._lost:%Y-%m-%d %H:%M:%S} UTC"
