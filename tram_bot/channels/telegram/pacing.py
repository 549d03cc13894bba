"""When a chat may be written to: at most one message a second each, and some for all.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this asks for no more
than one message a second in one chat and about 30 a second altogether. Nothing waits in here:
whoever comes too early is told when to come again, and delivery keeps the message until then.

When more is to be sent than may be, everybody is told a time of their own, one after another. Told
the same time, all of them would come again each second, and all but a few of them in vain.
"""

import time
from collections import deque
from collections.abc import Callable

PER_CHAT = 1.0
"""Seconds between two messages to one chat."""
_WINDOW = 1.0
_IN_ALL = 25
"""Messages within a window to all chats: a little below the 30 that Telegram names."""
_FORGOTTEN_AFTER = 60.0
"""Seconds after which nobody is waited for who was told to come again: what was to be sent was
erased, or somebody else has sent it. Ours."""


class Pacing:
    """Remembers whom we wrote to within the last second, and who was told to come again when."""

    def __init__(
        self, *, per_chat: float = PER_CHAT, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` tells a time that never jumps, in seconds since whenever."""
        self._per_chat = per_chat
        self._seconds = seconds
        self._latest: deque[tuple[float, int]] = deque()
        self._told: dict[int, float] = {}
        """When each is to come again, the first of them first. Who is not among them comes behind
        them."""
        self._last_told = float("-inf")

    def claim(self, chat: int) -> float:
        """Take the right to send one message now, or be told in how many seconds to ask again.

        >>> pacing = Pacing(seconds=lambda: 5.0)
        >>> pacing.claim(1), pacing.claim(1), pacing.claim(2)
        (0.0, 1.0, 0.0)
        """
        now = self._seconds()
        self._forget(now)
        same = next((at for at, other in reversed(self._latest) if other == chat), None)
        own = max(0.0, self._per_chat - (now - same)) if same is not None else 0.0
        free = self._free_in(now)
        due = self._told.get(chat)
        if due is not None and due > now:
            return max(due - now, own)
        if own:
            return max(own, free)
        if due is None and (free or self._last_told > now):
            return self._tell(chat, now, now + free)
        if free:
            return free
        self._told.pop(chat, None)
        self._latest.append((now, chat))
        return 0.0

    def _free_in(self, now: float) -> float:
        """Seconds until one more may be sent to anybody."""
        if len(self._latest) < _IN_ALL:
            return 0.0
        return max(0.0, _WINDOW - (now - self._latest[-_IN_ALL][0]))

    def _tell(self, chat: int, now: float, earliest: float) -> float:
        at = max(earliest, self._last_told + _WINDOW / _IN_ALL)
        self._told[chat] = self._last_told = at
        return at - now

    def _forget(self, now: float) -> None:
        while self._latest and self._latest[0][0] <= now - max(_WINDOW, self._per_chat):
            self._latest.popleft()
        while self._told and (first := next(iter(self._told.items())))[1] < now - _FORGOTTEN_AFTER:
            del self._told[first[0]]
