"""What platforms themselves show or know of the content, brought up to date while it is edited."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from tram_bot.commands.edges import Edge
from tram_bot.errors import TryLater
from tram_bot.waiting import comes_within

_log = logging.getLogger(__name__)


class Renewing:
    """Has every platform look at the content again, once something else is served."""

    def __init__(
        self,
        edges: Sequence[Edge],
        tell: Callable[[str], None],
        pause: float,
        version: Callable[[], str],
    ) -> None:
        """`tell` writes a line to the terminal; `pause` are the seconds until a platform that was
        out of reach is tried again; `version` names the content of the moment."""
        self._edges = edges
        self._tell = tell
        self._pause = pause
        self._version = version
        self._shown = version()
        self._stopping = False
        self._woken = asyncio.Event()

    def changed(self) -> None:
        """Something else may be served."""
        if self._version() != self._shown:
            self._shown = self._version()
            self._woken.set()

    async def run(self) -> None:
        """Until `stop` is called; to be begun once all platforms have."""
        left: Sequence[Edge] = ()
        while not self._stopping:
            if await comes_within(self._woken, self._pause if left else None):
                self._woken.clear()
                left = self._edges
            left = [edge for edge in left if not (self._stopping or await self._renewed(edge))]

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopping = True
        self._woken.set()

    async def _renewed(self, edge: Edge) -> bool:
        """Whether it need not be tried again."""
        try:
            for line in await edge.renewed():
                self._tell(line)
        except TryLater as later:
            _log.warning("content not shown on a platform yet: reason=%s", later)
            return False
        except Exception:
            # Ours, and the bot works without a menu.
            _log.exception("content not shown on a platform")
        return True
