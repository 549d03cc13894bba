"""The library's app and client, and signing in."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO, Protocol

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tram_bot.errors import SettingsError, TooBusy, TramBotError, TryLater
from tram_bot.reach import Reach
from tram_bot.slack.calling import NO_ANSWER, TOKEN_TROUBLE

_log = logging.getLogger(__name__)

_LAST_ATTEMPT = 3
"""Slack brings an event again up to three times: https://docs.slack.dev/apis/events-api/#retries"""
COME_AGAIN = "30"
"""Seconds we ask for when a request cannot be taken now. Ours."""
_SECONDS = 10
"""How long one call may take. Ours: within it a healthy server has long answered."""
_NAME = "tram-bot"
"""What slack-bolt calls us. Left to itself it looks for the file that made the app, among the
source of all that is imported, which takes a tenth of a second."""

_REFUSED = (
    "SLACK_BOT_TOKEN: Slack refuses this token ({error}); copy the Bot User OAuth Token of the "
    "installed app (OAuth & Permissions)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in the workspace, and what we may do there."""

    user: str
    bot: str
    team: str
    team_name: str
    scopes: frozenset[str] = frozenset()


class Stream(Protocol):
    """The bytes of an answer."""

    def iter_chunked(self, n: int) -> AsyncIterator[bytes]:
        """In pieces of at most so many."""
        ...


class Answer(Protocol):
    """What is answered to a request beside the Web API."""

    @property
    def status(self) -> int: ...  # noqa: D102
    @property
    def content_type(self) -> str: ...  # noqa: D102
    @property
    def content(self) -> Stream: ...  # noqa: D102


class Session(Protocol):
    """What is asked beside the Web API, as `aiohttp.ClientSession` asks it."""

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout: aiohttp.ClientTimeout,
        allow_redirects: bool,
    ) -> AbstractAsyncContextManager[Answer]:
        """Download from an address."""
        ...

    def post(
        self,
        url: str,
        *,
        data: BinaryIO | None = None,
        json: Mapping[str, bool] | None = None,
        timeout: aiohttp.ClientTimeout | None = None,
        allow_redirects: bool,
    ) -> AbstractAsyncContextManager[Answer]:
        """Upload to an address, or tell it something."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """The connection to one workspace. `session` downloads and uploads files."""

    app: AsyncApp
    client: AsyncWebClient
    session: Session
    token: str
    api: str


@asynccontextmanager
async def connected(
    token: str, signing_secret: str, api: str, reach: Reach | None = None
) -> AsyncIterator[Slack]:
    """A connection that calls this API; nothing is sent yet. Closed in the end. `reach` is told
    whether calls are answered."""
    _keep_words_out_of_logs()
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    traces = [_told(reach)] if reach else []
    async with aiohttp.ClientSession(timeout=timeout, trace_configs=traces) as session:
        client = AsyncWebClient(
            token=token,
            base_url=api,
            timeout=_SECONDS,
            session=session,
            retry_handlers=[],  # delivery tries again, and holds nobody up meanwhile
        )
        app = listening_app(client, signing_secret=signing_secret, authorize=_with(token))
        yield Slack(app=app, client=client, session=session, token=token, api=api)


def listening_app(
    client: AsyncWebClient,
    *,
    authorize: Callable[[], Awaitable[AuthorizeResult]],
    signing_secret: str = "",
) -> AsyncApp:
    """An app that nobody listens with yet. `authorize` says who we are."""
    app = AsyncApp(
        name=_NAME,
        client=client,
        signing_secret=signing_secret,
        authorize=authorize,
        process_before_response=True,
        # That somebody deletes a card of ours comes as an event of ours: we look ourselves.
        ignoring_self_events_enabled=False,
        raise_error_for_unhandled_request=False,
        logger=_silent(),
    )
    app.error(_told_of)
    return app


def is_last_attempt(request: AsyncBoltRequest) -> bool:
    """Whether Slack will not bring this event again, by either way of hearing it."""
    again = (request.headers.get("x-slack-retry-num") or ["0"])[0]
    return again.isdecimal() and int(again) >= _LAST_ATTEMPT


async def sign_in(slack: Slack) -> Identity:
    """Ask who we are.

    Raises SettingsError for a token that Slack refuses, and TryLater if it is out of reach.
    """
    try:
        answer = await slack.client.auth_test()
    except SlackApiError as refused:
        data = refused.response.data if hasattr(refused.response, "data") else {}
        error = str(data.get("error", "")) if isinstance(data, dict) else ""
        if error in TOKEN_TROUBLE:
            raise SettingsError(_REFUSED.format(error=error)) from None
        raise TryLater(f"Slack does not answer ({error})") from None
    except NO_ANSWER as error:
        raise TryLater(type(error).__name__) from error
    granted = str(answer.headers.get("x-oauth-scopes", ""))
    return Identity(
        user=str(answer["user_id"]),
        bot=str(answer["bot_id"]),
        team=str(answer["team_id"]),
        team_name=str(answer.get("team", "")),
        scopes=frozenset(scope.strip() for scope in granted.split(",") if scope.strip()),
    )


def _with(token: str) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Who we are, as far as it takes to hear. Left to itself bolt asks Slack, and while that does
    not answer it acknowledges what comes and throws it away."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    return authorize


def _told(reach: Reach) -> aiohttp.TraceConfig:
    trace = aiohttp.TraceConfig()

    async def answered(*_: object) -> None:
        reach.found()

    async def failed(*_: object) -> None:
        reach.lost()

    trace.on_request_end.append(answered)
    trace.on_request_exception.append(failed)
    return trace


async def _told_of(error: Exception) -> BoltResponse | None:
    """A listener failed, so Slack is not told that anything arrived; whose fault it is."""
    if isinstance(error, TooBusy):
        return BoltResponse(
            status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": COME_AGAIN}
        )
    if isinstance(error, TramBotError):
        _log.warning("not taken: reason=%s", error)
    else:
        _log.error("listener failed", exc_info=error)
    return None


def _silent() -> logging.Logger:
    """A logger for bolt, which makes its own by this one's example: it would log what it cannot
    handle, which holds people's words."""
    logger = logging.getLogger("tram_bot.slack.bolt")
    logger.setLevel(logging.CRITICAL + 1)
    return logger


def _keep_words_out_of_logs() -> None:
    """The libraries log what they send. What they have to tell us comes as an exception or through
    our own listeners."""
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
