"""Hears Slack by signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack

The signature is looked at before anything is read: bolt reads first, and what it cannot read it
answers like a mistake of ours.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

from slack_bolt.adapter.starlette.async_handler import (
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tram_bot.ports import HELD
from tram_bot.slack.connection import COME_AGAIN, Slack, is_last_attempt
from tram_bot.slack.shapes import is_known
from tram_bot.waiting import comes_within

_log = logging.getLogger(__name__)

_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What bolt raises at a body that is not as it expects. What our listeners raise it keeps to
itself, and answers 500."""

PATH = "/slack"
"""Where events, interactions and commands are sent: one address for all of them."""


class HttpDoor:
    """Answers a request after its turn is committed; what fails is answered with 500, and Slack
    sends an event again."""

    def __init__(
        self,
        slack: Slack,
        secret: str,
        *,
        let_in: Callable[[Mapping[str, Any]], AbstractContextManager[bool]],
        refused: Callable[[str], None],
    ) -> None:
        """`secret` is the one that Slack signs with; `let_in` tells whether there is room for
        what is brought, before bolt has seen it, and keeps its place; `refused` is told why a
        request was not let in."""
        self._app = slack.app
        self._verifier = SignatureVerifier(secret)
        self._let_in = let_in
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
            return _come_again()
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
            body = await request.body()
        except ClientDisconnect:
            return self._refuse(HTTPStatus.BAD_REQUEST, "cut_off")
        if not self._is_signed(request, body):
            return self._refuse(HTTPStatus.UNAUTHORIZED, "signature")
        try:
            asked = to_async_bolt_request(request, body)
        except _UNREADABLE:
            return self._refuse(HTTPStatus.BAD_REQUEST, "unreadable")
        if not is_known(asked.body):
            # Answered like any other, or it would come again and again.
            return self._refuse(HTTPStatus.OK, "unknown_shape")
        if is_last_attempt(asked):
            return await self._dispatch(asked)
        with self._let_in(asked.body) as has_room:
            if has_room:
                return await self._dispatch(asked)
        await comes_within(self._stopping, HELD)
        self._refused("busy")
        return _come_again()

    async def _dispatch(self, asked: AsyncBoltRequest) -> Response:
        try:
            return to_starlette_response(await self._app.async_dispatch(asked))
        except _UNREADABLE:
            return self._refuse(HTTPStatus.BAD_REQUEST, "unreadable")

    def _is_signed(self, request: Request, body: bytes) -> bool:
        try:
            return self._verifier.is_valid_request(body, dict(request.headers))
        except (ValueError, TypeError, ArithmeticError):
            return False  # a time that is no number, or a signature that is no ASCII

    def _refuse(self, status: HTTPStatus, reason: str) -> Response:
        """Said without a word of what was sent: it may be personal, or an attack on our logs."""
        _log.warning("request refused: door=%s reason=%s", PATH, reason)
        self._refused(reason)
        return Response(status_code=status)


def _come_again() -> Response:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return Response(status_code=status, headers={"Retry-After": COME_AGAIN})
