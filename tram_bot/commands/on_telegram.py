"""Telegram, as `run` sets it up and plugs it in."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from tram_bot.channels.telegram.calls import Calls
from tram_bot.channels.telegram.channel import NAME, TelegramChannel
from tram_bot.channels.telegram.connection import connect
from tram_bot.channels.telegram.menu import Menu
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.channels.telegram.polling import Polling
from tram_bot.channels.telegram.settling import Settling
from tram_bot.channels.telegram.webhook import PATH, Webhook
from tram_bot.commands.edges import Edge, MakeDesk, Parts
from tram_bot.ports import Channel, Clock
from tram_bot.reach import Reach
from tram_bot.settings import TelegramAccess
from tram_bot.web.doors import Door


@asynccontextmanager
async def telegram(
    access: TelegramAccess, pacing: Pacing, clock: Clock, look_again: float
) -> AsyncIterator["TelegramPlatform"]:
    """Telegram, disconnected in the end."""
    bot = connect(access.token, access.api)
    reach = Reach(clock.now)
    try:
        yield TelegramPlatform(TelegramChannel(Calls(bot, pacing, reach)), reach, look_again)
    finally:
        await bot.shutdown()


class TelegramPlatform:
    """A bot for companies; centres have no desk there."""

    name = NAME
    desk: MakeDesk | None = None

    def __init__(self, channel: TelegramChannel, reach: Reach, look_again: float) -> None:
        self.channel: Channel | None = channel
        self.reach = reach
        self._channel = channel
        self._look_again = look_again

    def plug_in(self, parts: Parts) -> Edge:
        """Messages are brought to our public address if there is one, else fetched."""
        settling = Settling(
            channel=self._channel,
            take=parts.take,
            content=parts.content,
            clock=parts.clock,
            metrics=parts.metrics,
        )
        menu = Menu(self._channel.bot, parts.content)
        if parts.public_url:
            webhook = Webhook(
                settling=settling,
                reach=self.reach,
                public_url=parts.public_url,
                look_again=self._look_again,
                let_in=partial(parts.let_in, NAME),
            )
            door = Door(path=PATH, answer=webhook.answer)
            return _Edge(webhook, menu, f"messages are brought to {parts.public_url}{PATH}", [door])
        polling = Polling(settling=settling, reach=self.reach)
        return _Edge(polling, menu, "fetching messages by long polling", [])


class _Edge:
    """Either way of taking messages in, and how the operator is told of it."""

    def __init__(
        self, way: Polling | Webhook, menu: Menu, told: str, doors: Sequence[Door]
    ) -> None:
        self._way = way
        self._menu = menu
        self._told = told
        self.doors = doors

    async def begin(self) -> str:
        name = await self._way.begin()
        if name:
            return f"Telegram: started as {name}, {self._told}."
        return "Telegram: out of reach at the moment; trying again until it answers."

    async def renewed(self) -> Sequence[str]:
        """Nothing to tell: whoever opens the menu sees it."""
        self._menu.renew()
        return ()

    async def run(self) -> None:
        # Beside it: whatever becomes of the menu, messages are taken in.
        listing = asyncio.create_task(self._menu.run())
        try:
            await self._way.run()
        finally:
            listing.cancel()
            await asyncio.gather(listing, return_exceptions=True)

    def stop(self) -> None:
        self._way.stop()
