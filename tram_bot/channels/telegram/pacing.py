"""When a chat may be written to: at most one message a second each, and some for all.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this asks for no more
than one message a second in one chat and about 30 a second altogether. Nothing waits in here:
whoever comes too early is told when to come again, and delivery keeps the message until then.
"""

import time
from collections import deque
from collections.abc import Callable

LOOK_AGAIN = 600.0
"""Seconds between two looks at whether the webhook is still ours. Ours."""
PER_CHAT = 1.0
"""Seconds between two messages to one chat."""
_WINDOW = 1.0
_IN_ALL = 25
"""Messages within a window to all chats: a little below the 30 that Telegram names."""


class Pacing:
    """Remembers whom we wrote to within the last second."""

    def __init__(
        self, *, per_chat: float = PER_CHAT, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` tells a time that never jumps, in seconds since whenever."""
        self._per_chat = per_chat
        self._seconds = seconds
        self._latest: deque[tuple[float, int]] = deque()

    def claim(self, chat: int) -> float:
        """Take the right to send one message now, or be told in how many seconds to ask again.

        >>> pacing = Pacing(seconds=lambda: 5.0)
        >>> pacing.claim(1), pacing.claim(1), pacing.claim(2)
        (0.0, 1.0, 0.0)
        """
        now = self._seconds()
        while self._latest and self._latest[0][0] <= now - max(_WINDOW, self._per_chat):
            self._latest.popleft()
        same = next((at for at, other in reversed(self._latest) if other == chat), None)
        pause = self._per_chat - (now - same) if same is not None else 0.0
        if len(self._latest) >= _IN_ALL:
            pause = max(pause, _WINDOW - (now - self._latest[-_IN_ALL][0]))
        if pause > 0:
            return pause
        self._latest.append((now, chat))
        return 0.0
