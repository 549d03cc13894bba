"""Hears Slack by signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack"""

import logging
from collections.abc import Callable

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import Response

from tram_bot.slack.connection import Slack

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

    async def __call__(self, request: Request) -> Response:
        """Take one request in."""
        answer = await self._handler.handle(request)
        if answer.status_code == 401:
            _log.warning("request refused: door=slack reason=signature")
            self._refused("signature")
        return answer
