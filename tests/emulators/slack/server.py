"""An emulator of Slack on loopback, for the unmodified slack_sdk and slack_bolt.

It keeps state (people, channels, threads, ephemeral messages, views, files), checks what the real
server checks, each with the page it comes from, delivers what people do by signed HTTP or Socket
Mode, and misbehaves on demand. It knows nothing of tram-bot.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.emulators.slack.api import arguments, call
from tests.emulators.slack.delivery import Delivery
from tests.emulators.slack.reading import pings
from tests.emulators.slack.rules import Refusal
from tests.emulators.slack.state import (
    APP,
    APP_TOKEN,
    BOT_ID,
    BOT_TOKEN,
    BOT_USER,
    SCOPES,
    SECRET,
    TEAM,
    Channel,
    Fault,
    File,
    User,
)

Json = dict[str, Any]

PATIENCE = 20.0
"""Seconds until something that does not happen fails the test."""
_TRIGGER_LASTS = 3.0
"""https://docs.slack.dev/surfaces/modals#opening"""
_SIGN_IN = "<html><body>Sign in to Example</body></html>"


class SlackServer:
    """The server: what people and the app do to it changes it, and wakes whoever waits."""

    def __init__(self) -> None:
        self.address = ""
        self.secret = SECRET
        self.scopes = set(SCOPES)
        self.tokens = {BOT_TOKEN, APP_TOKEN}
        self.users: dict[str, User] = {
            BOT_USER: User(id=BOT_USER, name="tram", is_bot=True),
        }
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.uploads_at = ""
        """An address to upload to, in place of the server's own."""
        self.modals: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}
        self.calls: list[tuple[str, Json]] = []
        self.faults: list[Fault] = []
        self.down: int | None = None
        """The status of every answer while the whole server is down, 0 for a dropped connection;
        None: it is not."""
        self.turned_away: list[str] = []
        """The method of each call while it was down."""
        self.warnings: list[str] = []
        self.previewed: list[str] = []
        """The addresses it has fetched to show a preview of them:
        https://docs.slack.dev/messaging/unfurling-links-in-messages"""
        self.triggers: dict[str, tuple[str, float]] = {}
        self.seconds: Callable[[], float] = time.monotonic
        self.clock: Callable[[], float] = time.time  # noqa: TID251 - the other side's clock
        """What messages are dated by, in seconds since 1970; signatures have the real time."""
        self.watch: Callable[[str, Json, Json], None] = lambda *_: None
        """Told of every call that was answered: the method, its arguments and the answer."""
        self.changed = asyncio.Condition()
        self.delivery = Delivery(self)
        self._number = 0
        self._ts = 0.0

    # What the tests look at

    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        try:
            async with self.changed:
                await asyncio.wait_for(self.changed.wait_for(holds), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"waited in vain: {what}") from None

    async def notify(self) -> None:
        """Something has changed."""
        async with self.changed:
            self.changed.notify_all()

    def called(self, method: str) -> list[Json]:
        """The arguments of every call of a method."""
        return [asked for name, asked in self.calls if name == method]

    def channel(self, id: str, *members: str, name: str = "", kind: str = "channel") -> Channel:
        """A channel with these members and the bot."""
        channel = Channel(id=id, name=name or id.lower(), kind=kind, members={BOT_USER, *members})
        self.channels[id] = channel
        return channel

    def dm(self, user: User) -> Channel:
        """Somebody's direct messages with the bot."""
        id = f"D{user.id[1:]}"
        if id not in self.channels:
            self.channels[id] = Channel(
                id=id, kind="im", members={BOT_USER, user.id}, partner=user.id
            )
        return self.channels[id]

    # What the methods need

    def number(self) -> int:
        """A number that was never given before."""
        self._number += 1
        return self._number

    def ts(self) -> str:
        """The time of the next message: later than every one before, and its id."""
        self._ts = max(self.clock(), self._ts + 0.000001)
        self._ts = round(self._ts, 6)
        return f"{self._ts:.6f}"

    def bot_message(self, channel: Channel, asked: Json) -> Json:
        """A message of the app's."""
        kept = ("text", "blocks", "thread_ts", "metadata", "attachments")
        message: Json = {
            "type": "message", "user": BOT_USER, "bot_id": BOT_ID, "app_id": APP, "team": TEAM,
            "ts": self.ts(), "channel": channel.id,
            **{key: asked[key] for key in kept if asked.get(key) is not None},
        }  # fmt: skip
        if str(asked.get("reply_broadcast", "")).lower() in ("true", "1"):
            message["subtype"] = "thread_broadcast"
        message["pings"] = pings(message)
        return message

    def trigger(self, user: str) -> str:
        """An id with which the app may open a view for that person, once and within 3 s."""
        id = f"{self.number()}.trigger"
        self.triggers[id] = (user, self.seconds())
        return id

    def spend_trigger(self, id: str) -> str:
        """Whose trigger it is. Raises Refusal if it is spent or too old."""
        if id not in self.triggers:
            raise Refusal("invalid_trigger_id")
        user, at = self.triggers[id]
        if at < 0:
            raise Refusal("exchanged_trigger_id")
        if self.seconds() - at > _TRIGGER_LASTS:
            raise Refusal("expired_trigger_id")
        self.triggers[id] = (user, -1.0)
        return user

    def viewed(self, user: str, view: Json) -> Json:
        """A view as Slack keeps it."""
        number = self.number()
        return {
            **view, "id": f"V{number:08d}", "hash": f"{number}.hash", "team_id": TEAM,
            "app_id": APP, "bot_id": BOT_ID, "state": {"values": {}}, "to": user,
        }  # fmt: skip

    def show_view(self, user: str, view: Json) -> Json:
        """Open a modal on top of what is open."""
        kept = self.viewed(user, view)
        self.modals.setdefault(user, []).append(kept)
        return kept

    def described_file(self, file: File) -> Json:
        """https://docs.slack.dev/reference/objects/file-object"""
        address = file.elsewhere or f"{self.address}/files/{file.id}"
        return {
            "id": file.id, "name": file.name, "title": file.name, "mimetype": file.media_type,
            "size": len(file.data), "mode": "external" if file.elsewhere else "hosted",
            "url_private": address, "url_private_download": address,
        }  # fmt: skip

    # HTTP

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call of a method: https://docs.slack.dev/apis/web-api"""
        method = request.match_info["method"]
        raw: Json = dict(request.query)
        if request.content_type == "application/json":
            raw |= await request.json()
        else:
            raw |= {key: str(value) for key, value in (await request.post()).items()}
        asked = arguments(raw)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not (token or raw.get("token")):
            return web.json_response({"ok": False, "error": "not_authed"})
        if (token or raw["token"]) not in self.tokens:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if self.down is not None:
            self.turned_away.append(method)
            await self.notify()
            if self.down == 200:
                return web.Response(text="<html>Please log in to this network</html>")
            return self._misbehave(Fault(method, self.down), request)
        if method == "apps.connections.open":
            return web.json_response(self.delivery.open_connection(token))
        self.calls.append((method, asked))
        fault = next((each for each in self.faults if each.meets(method, asked)), None)
        if fault:
            fault.times -= 1
            if not fault.times:
                self.faults.remove(fault)
            if fault.after:
                self._do(method, asked)
            await self.notify()
            if fault.hangs:
                await asyncio.Event().wait()
            return self._misbehave(fault, request)
        result = self._do(method, asked)
        await self.notify()
        self.watch(method, asked, result)
        headers = {"x-oauth-scopes": ",".join(sorted(self.scopes))}
        return web.json_response(result, headers=headers)

    def _do(self, method: str, asked: Json) -> Json:
        try:
            result = call(self, method, asked)
        except Refusal as refusal:
            return {"ok": False, "error": refusal.error, **refusal.more}
        answered: Json = _plain({"ok": True, **result})
        return answered

    def _misbehave(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        if fault.status == 0:
            if request.transport:
                request.transport.abort()
            return web.Response()
        if fault.status == 429:
            headers = {"Retry-After": str(fault.retry_after)}
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers=headers)
        if fault.status >= 500:
            return web.Response(status=fault.status, text="<html>Bad Gateway</html>")
        return web.json_response({"ok": False, "error": fault.error})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Where a file's bytes go: .../methods/files.getUploadURLExternal"""
        file = self.files[request.match_info["id"]]
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            part = next(iter(form.values()))
            if not isinstance(part, web.FileField):
                return web.Response(status=400)
            file.data = part.file.read()
        else:
            file.data = await request.read()
        return web.Response(text="OK")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes; without a token or the scope, Slack shows its sign-in page with 200."""
        file = self.files[request.match_info["id"]]
        authorised = request.headers.get("Authorization") == f"Bearer {BOT_TOKEN}"
        if file.redirect:
            return web.Response(status=302, headers={"Location": file.redirect})
        if file.locked or not authorised or "files:read" not in self.scopes:
            return web.Response(text=_SIGN_IN, content_type="text/html")
        return web.Response(body=file.data, content_type=file.media_type or "text/plain")


def _plain(value: Any) -> Any:
    """The value as JSON has it: sets are of ours and stay here."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if key != "pings"}
    return [_plain(each) for each in value] if isinstance(value, list) else value


@asynccontextmanager
async def slack_server() -> AsyncIterator[SlackServer]:
    """A server on a port of its own."""
    server = SlackServer()
    rooms = web.Application(client_max_size=60_000_000)
    rooms.router.add_route("*", "/api/{method}", server.answer)
    rooms.router.add_post("/upload/{id}", server.upload)
    rooms.router.add_get("/files/{id}", server.download)
    rooms.router.add_get("/socket", server.delivery.socket)
    rooms.router.add_post("/response/{id}", server.delivery.response_url)
    runner = web.AppRunner(rooms, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.address = f"http://{host}:{port}"
    try:
        yield server
    finally:
        await server.delivery.close()
        await runner.cleanup()
