"""Updates, brought to the address that a bot has named: https://core.telegram.org/bots/api#setwebhook"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.emulators.telegram_rules import check_webhook

if TYPE_CHECKING:
    from tests.emulators.telegram import TelegramServer

Json = dict[str, Any]

_PAUSE = 0.05
"""Seconds until an update that was not taken is brought again; the real server takes its time."""


class Bringing:
    """Brings what is pending, several at the same time, each again and again until it is taken.

    `proxies` stand for whatever ends https before the bot: public address -> address on loopback.
    """

    def __init__(self, server: TelegramServer) -> None:
        self.server = server
        self.url = ""
        self.proxies: dict[str, str] = {}
        self.in_order = False
        """Whether of one chat only the oldest is on its way, as the server of
        https://github.com/tdlib/telegram-bot-api does it; nothing in the documents promises it."""
        self.answers: list[tuple[int, int]] = []
        """(update id, status) of every time an update was brought; 0 if nobody was there."""
        self._secret = ""
        self._at_once = 40
        self._last_error = ""
        self._on_their_way: dict[int, asyncio.Task[None]] = {}

    def set(self, asked: Json) -> bool:
        """https://core.telegram.org/bots/api#setwebhook; an empty address removes it."""
        check_webhook(asked)
        self.url = asked.get("url", "")
        self._secret = asked.get("secret_token", "")
        self._at_once = asked.get("max_connections", 40)
        if asked.get("drop_pending_updates"):
            self.server.pending.clear()
        if self.url:
            self.server.allowed = asked.get("allowed_updates", self.server.allowed)
        return True

    def info(self) -> Json:
        """https://core.telegram.org/bots/api#webhookinfo"""
        return {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.server.pending),
            **({"last_error_message": self._last_error} if self._last_error else {}),
        }

    def statuses(self, update: Json) -> list[int]:
        """What was answered each time an update was brought, by whoever was there."""
        return [status for id, status in self.answers if id == update["update_id"] and status]

    @asynccontextmanager
    async def bringing(self) -> AsyncIterator[None]:
        """Bring what there is to be brought until the block ends."""
        async with aiohttp.ClientSession() as session:
            going = asyncio.create_task(self._go(session))
            try:
                yield
            finally:
                tasks = [going, *self._on_their_way.values()]
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _go(self, session: aiohttp.ClientSession) -> None:
        while True:
            async with self.server.changed:
                await self.server.changed.wait_for(lambda: self.url and self._waiting())
            for update in self._waiting()[: self._at_once - len(self._on_their_way)]:
                bringing = asyncio.create_task(self._bring(session, update))
                self._on_their_way[update["update_id"]] = bringing
            await asyncio.sleep(0)  # noqa: TID251 - lets them go

    def _waiting(self) -> list[Json]:
        waiting = self.server.pending
        if self.in_order:
            waiting = list({_chat_of(u): u for u in reversed(waiting)}.values())[::-1]
        return [u for u in waiting if u["update_id"] not in self._on_their_way]

    async def _bring(self, session: aiohttp.ClientSession, update: Json) -> None:
        id = update["update_id"]
        status = 0
        try:
            with suppress(aiohttp.ClientError):
                status = await self.post(session, update)
            self.answers.append((id, status))
            self.server.served.append(id)
            if 200 <= status < 300:
                self.server.pending = [u for u in self.server.pending if u["update_id"] != id]
            else:
                self._last_error = f"Wrong response from the webhook: {status}"
                await asyncio.sleep(_PAUSE)  # noqa: TID251 - it is the pause of the other side
        finally:
            del self._on_their_way[id]
            await self.server.notify()

    async def post(self, session: aiohttp.ClientSession, update: Json) -> int:
        """Bring it once; returns the status of the answer."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        async with session.post(self.address(), json=update, headers=headers) as answer:
            return answer.status

    def address(self) -> str:
        """Where the webhook is on loopback."""
        for public, local in self.proxies.items():
            if self.url.startswith(public):
                return local + self.url.removeprefix(public)
        return self.url

    def brought(self) -> Counter[int]:
        """How often each update was brought."""
        return Counter(id for id, _ in self.answers)


def _chat_of(update: Json) -> int:
    """Whose update it is: that of the person who did something."""
    (content,) = (value for key, value in update.items() if key != "update_id")
    return int(content["from"]["id"])
