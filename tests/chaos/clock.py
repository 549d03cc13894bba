"""The time that the platforms and every process go by: the real one, and so many seconds more."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tram_bot.clock import SystemClock

_SECONDS = struct.Struct("d")


class MovedClock:
    """A clock that whoever has the same file open can move on."""

    def __init__(self, path: Path) -> None:
        """Makes the file if it is not there."""
        if not path.exists():
            path.write_bytes(_SECONDS.pack(0.0))
        with path.open("r+b") as file:
            self._moved = mmap.mmap(file.fileno(), _SECONDS.size)
        self._real = SystemClock()

    def now(self) -> datetime:
        """The present moment, in UTC."""
        (seconds,) = _SECONDS.unpack_from(self._moved)
        return self._real.now() + timedelta(seconds=seconds)

    def move_on(self, **long: float) -> None:
        """Let so much time pass at once, for everybody."""
        (seconds,) = _SECONDS.unpack_from(self._moved)
        _SECONDS.pack_into(self._moved, 0, seconds + timedelta(**long).total_seconds())

    def timestamp(self) -> float:
        """Seconds since 1970 in UTC, as the platforms count."""
        return self.now().astimezone(UTC).timestamp()
