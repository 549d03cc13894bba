"""Hears Slack over a WebSocket, without an open port.

https://docs.slack.dev/apis/events-api/using-socket-mode. The library acknowledges an envelope
after bolt has answered it, which is after the commit; what fails is not acknowledged, and Slack
sends it again.
"""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from tram_bot.errors import SettingsError
from tram_bot.slack.calling import NO_ANSWER, word_of
from tram_bot.slack.connection import Slack
from tram_bot.slack.shapes import is_known
from tram_bot.waiting import comes_within

_log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
"""Seconds between attempts to connect: doubling. Ours."""
_LOOK_EVERY = 1.0
"""Seconds between looks at a connection that may have gone deaf. Ours."""
_SECONDS_TO_CONNECT = 5.0
"""Seconds after which an address is given up and another is asked for: it holds once. Ours."""
_PING = 5.0

_REFUSED = (
    "SLACK_APP_TOKEN: Slack refuses this token ({error}); make an app-level token with the scope "
    "connections:write (Basic Information, App-Level Tokens)"
)
_TOKEN_ERRORS = ("invalid_auth", "not_authed", "not_allowed_token_type", "account_inactive",
                 "token_revoked", "missing_scope", "no_permission")  # fmt: skip


class _Client(SocketModeClient):
    """The library's client, which connects when it is told to, and not by itself.

    By itself it tries an address that it was given before an outage for ever, and asks in vain for
    ever once the token is withdrawn.
    """

    def __init__(self, slack: Slack, app_token: str) -> None:
        super().__init__(
            app_token=app_token,
            web_client=slack.client,
            auto_reconnect_enabled=False,
            ping_interval=_PING,
            logger=logging.getLogger("slack_sdk.socket_mode"),
        )
        self.is_asked_to_renew = False

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: ARG002
        """Slack wants us to connect anew; `SocketMode` sees to it."""
        self.is_asked_to_renew = True

    async def renew(self, address: str) -> None:
        """Connect to that address instead."""
        self.wss_uri = address
        self.is_asked_to_renew = False
        self.last_ping_pong_time = None  # the old connection's, by which the new one seems deaf
        await self.connect()  # type: ignore[no-untyped-call]


class SocketMode:
    """Takes in what happens on Slack, for as long as the program runs."""

    def __init__(self, slack: Slack, app_token: str) -> None:
        """Nothing is called before `run`."""
        self._slack = slack
        self._token = app_token
        self._stopping = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Connect and stay connected until `stop` is called; then let what has begun end.

        Raises SettingsError for a token that Slack refuses.
        """
        client = _Client(self._slack, self._token)
        client.socket_mode_request_listeners.append(self._hear)
        try:
            await self._connect(client)
            while not await comes_within(self._stopping, _LOOK_EVERY):
                if client.is_asked_to_renew or not await client.is_connected():
                    await self._connect(client)
            await asyncio.gather(*self._running, return_exceptions=True)
        finally:
            with suppress(Exception):
                await client.close()  # type: ignore[no-untyped-call]

    def stop(self) -> None:
        """Take in no more; `run` ends when the turns that have begun are committed."""
        self._stopping.set()

    async def _connect(self, client: _Client) -> None:
        """Connect, again and again until it works or we are stopped."""
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                answer = await self._slack.client.apps_connections_open(app_token=self._token)
                await self._unless_stopped(client.renew(str(answer["url"])))
            except SlackApiError as refused:
                error = word_of(refused)
                if error in _TOKEN_ERRORS:
                    raise SettingsError(_REFUSED.format(error=error)) from None
                _log.warning("socket mode out of reach: error=%s", error)
            except NO_ANSWER as error:
                _log.warning("socket mode out of reach: reason=%s", type(error).__name__)
            else:
                return
            if await comes_within(self._stopping, pause):
                return
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _unless_stopped(self, connecting: Coroutine[Any, Any, None]) -> None:
        """Wait until it has come to its end or we are stopped. Raises TimeoutError."""
        task = asyncio.create_task(connecting)
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            waited: set[asyncio.Task[Any]] = {task, stopped}
            done, _ = await asyncio.wait(
                waited, timeout=_SECONDS_TO_CONNECT, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                raise TimeoutError
        finally:
            for each in (task, stopped):
                each.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)

    async def _hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if self._stopping.is_set():
            return  # not acknowledged: it comes again, to whoever runs next
        task = asyncio.create_task(self._take(client, request))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            if not is_known(request.payload):
                _log.error("envelope not understood: type=%s", request.type)
                await send_async_response(client, request, BoltResponse(status=200), 0.0)
                return
            answer = await run_async_bolt_app(self._slack.app, request)
            await send_async_response(client, request, answer, 0.0)
        except Exception:
            _log.exception("envelope not answered: type=%s", request.type)
