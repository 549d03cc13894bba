"""When a channel may be posted to: about one message a second each.

https://docs.slack.dev/apis/web-api/rate-limits#posting. Nothing waits in here: whoever comes too
early is told when to come again, and delivery keeps the message until then.
"""

import time
from collections.abc import Callable

PER_CHANNEL = 1.0
"""Seconds between two messages to one channel."""
_FORGOTTEN_AFTER = 60.0
_MANY = 1000


class Pacing:
    """Remembers where we posted within the last second."""

    def __init__(
        self,
        *,
        per_channel: float = PER_CHANNEL,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` tells a time that never jumps, in seconds since whenever."""
        self._per_channel = per_channel
        self._seconds = seconds
        self._latest: dict[str, float] = {}

    def claim(self, channel: str) -> float:
        """Take the right to post now, or be told in how many seconds to ask again.

        >>> pacing = Pacing(seconds=lambda: 5.0)
        >>> pacing.claim("C1"), pacing.claim("C1"), pacing.claim("C2")
        (0.0, 1.0, 0.0)
        """
        now = self._seconds()
        latest = self._latest.get(channel)
        if latest is not None and now - latest < self._per_channel:
            return self._per_channel - (now - latest)
        if len(self._latest) > _MANY:
            recent = {c: at for c, at in self._latest.items() if now - at < _FORGOTTEN_AFTER}
            self._latest = recent
        self._latest[channel] = now
        return 0.0
