"""An emulator of the Telegram Bot API on loopback, for the unmodified library.

It keeps state (chats, messages, files, pending updates, the confirmed offset, the webhook, the
menu), checks what the real server checks, each with the page it comes from, and misbehaves on
demand. It knows nothing of tram-bot.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.emulators import telegram_messages as messages
from tests.emulators.telegram_rules import (
    Refusal,
    check_commands,
    check_download,
    check_language,
)
from tests.emulators.telegram_webhook import Bringing

TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"  # noqa: S105 - no secret
"""The example of https://core.telegram.org/bots/api#authorizing-your-bot."""
BOT = {"id": 123456, "is_bot": True, "first_name": "Tram", "username": "tram_test_bot"}
PATIENCE = 20.0
"""Seconds until something that does not happen fails the test."""

Json = dict[str, Any]

_METHODS = {
    each.lower(): each
    for each in (
        "answerCallbackQuery", "deleteMessage", "deleteMyCommands", "deleteWebhook",
        "editMessageText", "getFile", "getMe", "getUpdates", "getWebhookInfo", "leaveChat",
        "sendChatAction", "sendDocument", "sendMessage", "setMyCommands", "setWebhook",
    )
}  # fmt: skip
_NOT_TEXT = {
    "allowed_updates", "chat_id", "commands", "drop_pending_updates", "limit",
    "link_preview_options", "max_connections", "message_id", "offset", "reply_markup", "scope",
    "timeout",
}  # fmt: skip
"""Arguments that are numbers, lists or objects, and come as JSON within a form."""


@dataclass
class Chat:
    """A chat as the server knows it."""

    id: int
    type: str = "private"
    blocked: bool = False
    left: bool = False
    messages: list[Json] = field(default_factory=list)
    """Everything in it, from either side, in order."""

    def shown(self) -> list[Json]:
        """What the bot wrote."""
        return [m for m in self.messages if m["from"]["is_bot"]]


@dataclass
class Fault:
    """One call that is to go wrong, and how: an HTTP status, or a dropped connection (0).

    `after` drops the answer only: the server has done what was asked.
    """

    method: str
    status: int
    retry_after: int = 0
    chat: int | None = None
    after: bool = False
    says: str = "on demand"

    def meets(self, method: str, asked: Json) -> bool:
        return method == self.method and self.chat in (None, asked.get("chat_id"))


class TelegramServer:
    """The server: what people and the bot do to it changes it, and wakes whoever waits."""

    def __init__(self) -> None:
        self.address = ""
        self.bot = BOT
        self.chats: dict[int, Chat] = {}
        self.pending: list[Json] = []
        self.served: list[int] = []
        """The ids of the updates handed out, once for each time."""
        self.calls: list[tuple[str, Json]] = []
        self.faults: list[Fault] = []
        self.down: int | None = None
        """The status of every answer while the whole server is down, 0 for a dropped connection;
        None: it is not."""
        self.turned_away: list[str] = []
        """The method of each call while it was down."""
        self.menus: dict[tuple[str, str], list[Json]] = {}
        self.queries: dict[str, bool] = {}
        """Whether each press of a button was answered."""
        self.files: dict[str, bytes] = {}
        """What people sent and the bot sent, by the id of the file."""
        self.paths: dict[str, str] = {}
        """The path of a file by its id, where it is another one than the id."""
        self.allowed: list[str] | None = None
        self.webhook = Bringing(self)
        self.clock: Callable[[], float] = time.time  # noqa: TID251 - the other side's clock
        self.watch: Callable[[str, Json, Any], None] = lambda *_: None
        """Told of every call that was carried out: the method, its arguments and the result."""
        self.changed = asyncio.Condition()
        self._update = 1000
        self._message = 0
        self._fetchers = 0

    def now(self) -> int:
        """The server's time, in whole seconds as in #message."""
        return int(self.clock())

    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Wait until it holds, however it comes about."""
        async with self.changed:
            try:
                await asyncio.wait_for(self.changed.wait_for(holds), PATIENCE)
            except TimeoutError:
                said = [m.get("text") for c in self.chats.values() for m in c.messages]
                raise AssertionError(f"never happened: {what}; said: {said}") from None

    async def push(self, kind: str, content: Json) -> Json:
        """A new update for the bot."""
        update = {"update_id": self.next_update(), kind: content}
        # "Specify a list of the update types you want": #getupdates
        if self.allowed is None or kind in self.allowed:
            await self.push_again(update)
        return update

    def next_update(self) -> int:
        """The id of the next update."""
        self._update += 1
        return self._update

    async def push_again(self, update: Json) -> None:
        """Deliver an update, even one that was delivered and confirmed."""
        self.pending.append(update)
        self.pending.sort(key=lambda each: each["update_id"])
        await self.notify()

    async def notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def number(self) -> int:
        """The id of the next message."""
        self._message += 1
        return self._message

    def called(self, method: str) -> list[Json]:
        """The arguments of every call of a method."""
        return [asked for name, asked in self.calls if name == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call: https://core.telegram.org/bots/api#making-requests."""
        # "All methods in the Bot API are case-insensitive": #making-requests
        method = _METHODS.get(request.match_info["method"].lower(), "")
        asked = await _arguments(request)
        if request.match_info["token"] != TOKEN:
            return _refused(Refusal(401, "Unauthorized"))
        if self.down is not None:
            self.turned_away.append(method)
            await self.notify()
            return _misbehave(Fault(method, self.down), request)
        self.calls.append((method, asked))
        fault = next((each for each in self.faults if each.meets(method, asked)), None)
        if fault:
            self.faults.remove(fault)
            if fault.after:
                await self._do(method, asked)
            await self.notify()
            return _misbehave(fault, request)
        try:
            result = await self._do(method, asked)
        except Refusal as refusal:
            return _refused(refusal)
        finally:
            await self.notify()
        self.watch(method, asked, result)
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Download a file: https://core.telegram.org/bots/api#getfile."""
        body = self.files.get(request.match_info["path"])
        return web.Response(status=404) if body is None else web.Response(body=body)

    async def _do(self, method: str, asked: Json) -> Any:
        match method:
            case "getMe":
                return BOT
            case "setWebhook":
                return self.webhook.set(asked)
            case "deleteWebhook":
                return self.webhook.set({**asked, "url": ""})
            case "getWebhookInfo":
                return self.webhook.info()
            case "getUpdates":
                return await self._get_updates(asked)
            case "sendMessage":
                return messages.send(self, self._chat(asked), asked)
            case "sendDocument":
                return messages.send_document(self, self._chat(asked), asked)
            case "editMessageText":
                return messages.edit(self._chat(asked), asked)
            case "deleteMessage":
                return messages.delete(self._chat(asked), asked)
            case "sendChatAction":
                self._chat(asked)
                return True
            case "answerCallbackQuery":
                return self._answer_query(asked)
            case "setMyCommands":
                check_commands(asked)
                scope = asked.get("scope", {}).get("type", "default")
                self.menus[scope, asked.get("language_code", "")] = asked["commands"]
                return True
            case "deleteMyCommands":
                # https://core.telegram.org/bots/api#deletemycommands
                check_language(asked)
                scope = asked.get("scope", {}).get("type", "default")
                self.menus.pop((scope, asked.get("language_code", "")), None)
                return True
            case "leaveChat":
                self._chat(asked).left = True
                return True
            case "getFile":
                found = check_download(asked["file_id"], self.files)
                return {**found, "file_path": self.paths.get(asked["file_id"], found["file_path"])}
            case _:
                # https://core.telegram.org/bots/api#making-requests: a method there is not
                raise Refusal(404, "Not Found")

    async def _get_updates(self, asked: Json) -> list[Json]:
        """Long polling: https://core.telegram.org/bots/api#getupdates.

        "An update is considered confirmed as soon as getUpdates is called with an offset higher
        than its update_id." A second fetcher ends the first with 409.
        """
        if self.webhook.url:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self._fetchers += 1
        me = self._fetchers
        await self.notify()
        offset = asked.get("offset", 0)
        self.pending = [each for each in self.pending if each["update_id"] >= offset]
        self.allowed = asked.get("allowed_updates", self.allowed)
        limit = asked.get("limit", 100)
        if not 1 <= limit <= 100:
            raise Refusal(400, "Bad Request: limit must be between 1 and 100")
        async with self.changed:
            try:
                await asyncio.wait_for(
                    self.changed.wait_for(lambda: self.pending or me != self._fetchers),
                    asked.get("timeout", 0) or 0.001,
                )
            except TimeoutError:
                return []
        if me != self._fetchers:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        batch = self.pending[:limit]
        self.served.extend(each["update_id"] for each in batch)
        return batch

    def _answer_query(self, asked: Json) -> bool:
        # https://core.telegram.org/bots/api#answercallbackquery: once, and for a query there is
        if self.queries.get(asked.get("callback_query_id", ""), True):
            raise Refusal(400, "Bad Request: query is too old and response timeout expired")
        self.queries[asked["callback_query_id"]] = True
        return True

    def _chat(self, asked: Json) -> Chat:
        # https://core.telegram.org/bots/faq: bots cannot write to somebody who has not written
        # to them, or has blocked them.
        chat = self.chats.get(asked.get("chat_id", 0))
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat.left:
            raise Refusal(403, "Forbidden: bot is not a member of the group chat")
        return chat


@asynccontextmanager
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """A server on a port of its own."""
    server = TelegramServer()
    rooms = web.Application(client_max_size=60_000_000)
    rooms.router.add_route("*", "/bot{token}/{method}", server.answer)
    rooms.router.add_get("/file/bot{token}/{path}", server.file)
    # A caller that goes away takes its long poll with it.
    runner = web.AppRunner(rooms, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.address = f"http://{host}:{port}"
    try:
        async with server.webhook.bringing():
            yield server
    finally:
        await runner.cleanup()


async def _arguments(request: web.Request) -> Json:
    """The arguments of a call: query, form or JSON, nested values as JSON text.

    https://core.telegram.org/bots/api#making-requests
    """
    if request.content_type == "application/json":
        return dict(await request.json())
    form = await request.post()
    return {key: _argument(key, value) for key, value in form.items()}


def _argument(key: str, value: str | bytes | bytearray | web.FileField) -> Any:
    if isinstance(value, web.FileField):
        # "Post the file using multipart/form-data": #sending-files
        return messages.Upload(value.filename, value.content_type, value.file.read())
    return json.loads(str(value)) if key in _NOT_TEXT else str(value)


def _refused(refusal: Refusal, parameters: Json | None = None) -> web.Response:
    """https://core.telegram.org/bots/api#responseparameters"""
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=refusal.code)


def _misbehave(fault: Fault, request: web.Request) -> web.StreamResponse:
    if fault.status == 0:
        if request.transport:
            request.transport.abort()
        return web.Response()
    if fault.status == 429:
        text = f"Too Many Requests: retry after {fault.retry_after}"
        return _refused(Refusal(429, text), {"retry_after": fault.retry_after})
    if fault.status >= 500:
        return web.Response(status=fault.status, text="<html>Bad Gateway</html>")
    return _refused(Refusal(fault.status, fault.says))
