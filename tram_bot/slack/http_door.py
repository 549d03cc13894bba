"""Hears Slack by signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack"""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import Response

from tram_bot.slack.connection import COME_AGAIN, Slack

_log = logging.getLogger(__name__)

PATH = "/slack"
"""Where events, interactions and commands are sent: one address for all of them."""


class HttpDoor:
    """Answers a request after its turn is committed; what fails is answered with 500, and Slack
    sends an event again."""

    def __init__(self, slack: Slack, *, refused: Callable[[str], None] = lambda _: None) -> None:
        """`refused` is told why a request was not let in."""
        self._handler = AsyncSlackRequestHandler(slack.app)
        self._refused = refused
        self._stopping = asyncio.Event()
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def run(self) -> None:
        """Answer until `stop` is called, and then end what is being answered."""
        await self._stopping.wait()
        await self._idle.wait()

    def stop(self) -> None:
        """Take in no more."""
        self._stopping.set()

    async def answer(self, request: Request) -> Response:
        """Take one request in."""
        if self._stopping.is_set():
            return Response(
                status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": COME_AGAIN}
            )
        self._running += 1
        self._idle.clear()
        try:
            return await self._handle(request)
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def _handle(self, request: Request) -> Response:
        try:
            answer = await self._handler.handle(request)
        except UnicodeDecodeError:
            self._refused("unreadable")
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        if answer.status_code == 401:
            _log.warning("request refused: door=slack reason=signature")
            self._refused("signature")
        return answer
