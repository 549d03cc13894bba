"""How the app hears what people do: signed HTTP requests, or envelopes over a WebSocket.

https://docs.slack.dev/apis/events-api, https://docs.slack.dev/interactivity/handling-user-interaction
and https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, web

from tests.emulators.slack.state import APP, APP_TOKEN, BOT_USER, TEAM

if TYPE_CHECKING:
    from tests.emulators.slack.server import SlackServer

Json = dict[str, Any]

ACKNOWLEDGED_WITHIN = 3.0
"""Seconds: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response"""
ATTEMPTS = 4
"""The first, and three more: https://docs.slack.dev/apis/events-api/#retries"""
_RETRY_PAUSE = 0.05
"""Slack waits nothing, a minute and five minutes; a test has no time for that."""


@dataclass
class Attempt:
    """One delivery to the app, and how it ended: the status, 0 for none, and the body."""

    kind: str
    number: int
    status: int = 0
    body: Json = field(default_factory=dict)


class Delivery:
    """Delivers events, interactions and commands, again if they are not acknowledged."""

    def __init__(self, server: "SlackServer") -> None:
        self._server = server
        self.url = ""
        """Where the app takes requests; "" for Socket Mode."""
        self.attempts_allowed = ATTEMPTS
        self.patience = ACKNOWLEDGED_WITHIN
        self.attempts: list[Attempt] = []
        self.undelivered: list[tuple[str, Json]] = []
        self.connections = 0
        self.stale_addresses = 0
        """So many of the addresses handed out next hold no more when they are used."""
        self.app_tokens = {APP_TOKEN}
        self._sockets: list[web.WebSocketResponse] = []
        self._tickets: set[str] = set()
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._response_urls: dict[str, int] = {}

    async def close(self) -> None:
        """Let go of every socket and of what is still being delivered."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in list(self._sockets):
            await socket.close()

    async def settled(self) -> None:
        """Wait until everything is delivered, or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    # Events, interactions and commands

    async def event(self, event: Json, *, shared: bool = False, id: str = "") -> str:
        """An event of https://docs.slack.dev/reference/events; returns its id. Delivered in the
        background, as one person's doings do not wait for the app."""
        body = self.told_of(event, shared=shared, id=id)
        task = asyncio.create_task(self.deliver("events_api", body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return str(body["event_id"])

    def told_of(self, event: Json, *, shared: bool = False, id: str = "") -> Json:
        """An event in what Slack wraps it in: https://docs.slack.dev/apis/events-api#receiving"""
        number = self._server.number()
        return {
            "token": "old", "team_id": TEAM, "api_app_id": APP, "event": event,
            "type": "event_callback", "event_id": id or f"Ev{number:08d}",
            "event_time": int(float(_now())),
            "authorizations": [
                {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True,
                 "is_enterprise_install": False}
            ],
            "is_ext_shared_channel": shared, "event_context": f"4-{number}",
        }  # fmt: skip

    async def deliver(self, kind: str, body: Json) -> Json:
        """Deliver until it is acknowledged; returns what the app answered. Events are tried
        again, what a person waits for is not."""
        if not self.url and not self._sockets:
            if kind == "events_api":
                self.undelivered.append((kind, body))
                return {}
            await self._server.until("a connection of the app", lambda: bool(self._sockets))
        for number in range(self.attempts_allowed if kind == "events_api" else 1):
            if kind == "events_api" and not self.url and not self._sockets:
                self.undelivered.append((kind, body))
                return {}
            attempt = Attempt(kind=kind, number=number)
            self.attempts.append(attempt)
            if number:
                await asyncio.sleep(_RETRY_PAUSE)  # noqa: TID251 - the other side's patience
            if self.url:
                refused = await self._over_http(body, attempt)
            else:
                refused = await self._over_socket(body, attempt)
            await self._server.notify()
            if attempt.status == 200 or refused:
                return attempt.body
        return {}

    def _told(self, attempt: Attempt) -> int:
        """Which attempt the app is told it is: where we go on beyond what Slack does, never the
        last, after which an app may let it be."""
        more = self.attempts_allowed > ATTEMPTS
        return min(attempt.number, ATTEMPTS - 2) if more else attempt.number

    async def _over_http(self, body: Json, attempt: Attempt) -> bool:
        """Whether the app wants no more attempts."""
        if attempt.kind == "events_api":
            raw, media = json.dumps(body), "application/json"
        elif attempt.kind == "slash_commands":
            raw, media = urlencode(body), "application/x-www-form-urlencoded"
        else:
            raw, media = (
                urlencode({"payload": json.dumps(body)}),
                "application/x-www-form-urlencoded",
            )
        headers = self.signed(raw, media)
        if attempt.number:
            headers |= {
                "X-Slack-Retry-Num": str(self._told(attempt)), "X-Slack-Retry-Reason": "http_error",
            }  # fmt: skip
        timeout = ClientTimeout(total=self.patience)
        try:
            async with (
                ClientSession(timeout=timeout) as session,
                session.post(self.url, data=raw.encode(), headers=headers) as answered,
            ):
                text = await answered.text()
                attempt.status = answered.status
                if answered.content_type == "application/json" and text:
                    attempt.body = json.loads(text)
                elif text and attempt.kind == "slash_commands":
                    attempt.body = {"text": text}
                return answered.headers.get("X-Slack-No-Retry") == "1"
        except (TimeoutError, ClientError):
            return False

    def signed(self, raw: str, media: str, *, at: float | None = None) -> dict[str, str]:
        """https://docs.slack.dev/authentication/verifying-requests-from-slack"""
        stamp = str(int(float(_now()) if at is None else at))
        base = f"v0:{stamp}:{raw}".encode()
        digest = hmac.new(self._server.secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "Content-Type": media,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        }

    # Socket Mode

    def open_connection(self, token: str) -> Json:
        """.../methods/apps.connections.open, with an app-level token only."""
        if token not in self.app_tokens:
            return {"ok": False, "error": "not_allowed_token_type"}
        self.connections += 1
        address = self._server.address.replace("http", "ws", 1)
        ticket = f"ticket-{self.connections}"
        if self.stale_addresses:
            self.stale_addresses -= 1
        else:
            self._tickets.add(ticket)
        return {"ok": True, "url": f"{address}/socket?ticket={ticket}"}

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """One WebSocket of the app's, at an address that holds once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or self._server.down is not None:
            raise web.HTTPForbidden
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
        self._sockets.append(socket)
        # Whoever it belongs to may be gone before anybody has been told of it.
        try:
            waiting, self.undelivered = self.undelivered, []
            for kind, body in waiting:
                task = asyncio.create_task(self.deliver(kind, body))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            await self._server.notify()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._sockets.remove(socket)
            await self._server.notify()
        return socket

    def _acknowledge(self, said: Json) -> None:
        future = self._acks.get(said.get("envelope_id", ""))
        if future and not future.done():
            future.set_result(said.get("payload") or {})

    async def _over_socket(self, body: Json, attempt: Attempt) -> bool:
        if not self._sockets:
            return False
        socket = self._sockets[-1]
        id = f"envelope-{self._server.number()}"
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._acks[id] = future
        envelope = {
            "envelope_id": id, "type": attempt.kind, "payload": body,
            "accepts_response_payload": attempt.kind != "events_api",
            **({"retry_attempt": self._told(attempt), "retry_reason": "timeout"}
               if attempt.kind == "events_api" else {}),
        }  # fmt: skip
        closed = asyncio.create_task(self._gone(socket))
        try:
            await socket.send_json(envelope)
            waited: set[asyncio.Future[Any]] = {future, closed}
            await asyncio.wait(
                waited,
                timeout=self.patience,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if future.done():
                attempt.status, attempt.body = 200, future.result()
        except ConnectionError:
            pass
        finally:
            closed.cancel()
            del self._acks[id]
        return False

    async def _gone(self, socket: web.WebSocketResponse) -> None:
        async with self._server.changed:
            await self._server.changed.wait_for(lambda: socket not in self._sockets)

    async def refresh(self) -> None:
        """Tell the app to connect anew, as Slack does now and then."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    def drop(self) -> None:
        """Cut every socket off, without a word."""
        for socket in self._sockets:
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()

    # Answers outside of a request

    def new_response_url(self) -> str:
        """https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"""
        id = f"r{self._server.number()}"
        self._response_urls[id] = 5
        return f"{self._server.address}/response/{id}"

    async def response_url(self, request: web.Request) -> web.Response:
        """Five uses; nothing here asks for what they say yet."""
        id = request.match_info["id"]
        if self._response_urls.get(id, 0) < 1:
            return web.Response(status=404, text="used_url")
        self._response_urls[id] -= 1
        return web.Response(text="ok")


def _now() -> str:
    return f"{time.time():.6f}"  # noqa: TID251 - the other side's clock
