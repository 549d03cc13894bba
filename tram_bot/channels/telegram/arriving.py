"""Updates that arrive one by one, over several connections, and what has to wait for what.

Telegram brings several updates at the same time and does not promise their order. Turns takes
those of one chat in the order in which they arrive here, which is that of sending but for a race
between two connections; a person cannot type so fast. A client that sends an album is, and there
the parts have to be one turn: so what comes from a chat while its album arrives waits with it, and
then all of it is taken in the order of its numbers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from telegram import Update

from tram_bot.channels.telegram.albums import LONGEST, QUIET, chat_of_update, is_of_album
from tram_bot.pausing import Pausing

Settle = Callable[[Sequence[Update]], Awaitable[Sequence[Update]]]
"""As `Settling.settle`: back come those updates that could not be settled."""


@dataclass(slots=True)
class _Album:
    """What has come of a chat while its album arrives, and what becomes of it."""

    updates: dict[int, Update] = field(default_factory=dict)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    settling: asyncio.Task[Sequence[Update]] | None = None


class Arriving:
    """Brings each update to its end, albums whole."""

    def __init__(self, settle: Settle, pausing: Pausing) -> None:
        """No album waits any longer once `pausing` is stopped."""
        self._settle = settle
        self._pausing = pausing
        self._albums: dict[int, _Album] = {}
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def settled(self, update: Update) -> bool:
        """Handle an update; whether it is settled, else it is to be brought again."""
        self._running += 1
        self._idle.clear()
        try:
            chat = chat_of_update(update)
            if chat is not None and (is_of_album(update) or chat in self._albums):
                left = await self._with_album(chat, update)
            else:
                left = await self._settle([update])
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()
        return all(each.update_id != update.update_id for each in left)

    async def all_settled(self) -> None:
        """Wait until nothing is being handled."""
        await self._idle.wait()

    async def _with_album(self, chat: int, update: Update) -> Sequence[Update]:
        album = self._albums.setdefault(chat, _Album())
        album.updates[update.update_id] = update
        album.more.set()
        if album.settling is None:
            album.settling = asyncio.create_task(self._settle_whole(chat, album))
        # Whoever brought one part and went away must not take the others along.
        return await asyncio.shield(album.settling)

    async def _settle_whole(self, chat: int, album: _Album) -> Sequence[Update]:
        await self._until_quiet(album)
        del self._albums[chat]
        return await self._settle(sorted(album.updates.values(), key=attrgetter("update_id")))

    async def _until_quiet(self, album: _Album) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + LONGEST
        while album.more.is_set() and loop.time() < until:
            album.more.clear()
            if await self._pausing.stopped_within(QUIET):
                break
