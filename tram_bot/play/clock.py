"""A clock that goes on by itself and can be moved on."""

from datetime import datetime, timedelta

from tram_bot.ports import Clock


class MovableClock:
    """Another clock's time, ahead of it by as much as it was moved on."""

    def __init__(self, clock: Clock) -> None:
        """Not moved yet."""
        self._clock = clock
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The present moment."""
        return self._clock.now() + self.ahead

    def move_to(self, moment: datetime) -> None:
        """Go on from that moment; never back."""
        self.ahead = max(self.ahead, moment - self._clock.now())
