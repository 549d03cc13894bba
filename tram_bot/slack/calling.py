"""A call of the Web API, and whose fault it is when it fails.

https://docs.slack.dev/apis/web-api/rate-limits and the errors of each method.
"""

import logging
from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from tram_bot.errors import TryLater

_log = logging.getLogger(__name__)

TOKEN_TROUBLE = frozenset(
    {"not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired",
     "missing_scope", "no_permission", "org_login_required", "ekm_access_denied"}
)  # fmt: skip
"""The operator has to mend the app: everything waits for that."""

CHANNEL_TROUBLE = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action",
     "restricted_action_read_only_channel", "restricted_action_thread_locked",
     "team_access_not_granted", "method_not_supported_for_channel_type"}
)  # fmt: skip
"""Nothing can be posted in that channel until somebody mends it."""

PERSON_TROUBLE = frozenset(
    {
        "cannot_dm_bot",
        "user_not_found",
        "user_not_visible",
        "user_disabled",
        "messages_tab_disabled",
    }
)
"""Nothing can be said to that person."""

GONE = frozenset({"message_not_found", "file_not_found", "file_deleted"})
"""What was to be changed or deleted stands there no more."""

NO_PREVIEWS: Mapping[str, Any] = {"unfurl_links": False, "unfurl_media": False}
"""Goes along with every message: Slack fetches no address that somebody wrote, least of all one of
a company's own making. https://docs.slack.dev/messaging/unfurling-links-in-messages"""

NO_ANSWER = (aiohttp.ClientError, TimeoutError, OSError, AttributeError)
"""What the library raises for a call that Slack has not answered. It stumbles over a page of
whatever stands in between: that page has no fields."""

_PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
     "request_timeout", "team_added_to_org", "accesslimited"}
)  # fmt: skip
_LEAST_PAUSE = 1.0


class SlackRefused(Exception):  # noqa: N818 - an answer of Slack's
    """Slack does not do it; `error` is its word for why, and `shown` the receipt of what was done
    before."""

    def __init__(self, error: str, details: str = "") -> None:
        self.error = error
        self.shown = ""
        super().__init__(f"{error} {details}".strip())


async def called(call: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
    """What Slack answers. Raises TryLater if it may go better later, else SlackRefused."""
    try:
        response = await call
    except SlackApiError as refused:
        raise _explained(refused) from None  # its text quotes the whole answer
    except NO_ANSWER as error:
        raise TryLater(type(error).__name__) from error
    data = response.data
    return data if isinstance(data, dict) else {}


async def done(call: Awaitable[AsyncSlackResponse], *unless: str) -> None:
    """Do what need not be done if it is gone, or for one of these reasons of Slack's. Raises as
    `called` does."""
    try:
        await called(call)
    except SlackRefused as refused:
        if refused.error not in (*GONE, *unless):
            raise


def word_of(refused: SlackApiError) -> str:
    """Slack's word for why; "" if what answered was no Slack, but a page of whatever stands before
    it."""
    data = getattr(refused.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _explained(refused: SlackApiError) -> Exception:
    response = refused.response
    status = getattr(response, "status_code", getattr(response, "status", 0))
    data = getattr(response, "data", None)
    error = word_of(refused)
    if status == 429 or error in ("ratelimited", "rate_limited"):
        asked = getattr(response, "headers", {}).get("Retry-After", "")
        pause = float(asked) if str(asked).isdigit() else _LEAST_PAUSE
        _log.warning("slack asks for a pause: seconds=%s", pause)
        return TryLater("Slack asks for a pause", max(pause, _LEAST_PAUSE))
    if status >= 500 or not error or error in _PASSING:
        return TryLater(f"Slack is in trouble ({error or status})")
    if error in TOKEN_TROUBLE:
        needed = str(data.get("needed", "")) if isinstance(data, dict) else ""
        _log.error("slack refuses the app: error=%s needed=%s", error, needed)
        return TryLater(f"Slack refuses the app: {error} {needed}".strip())
    metadata = data.get("response_metadata") if isinstance(data, dict) else None
    messages = metadata.get("messages", []) if isinstance(metadata, dict) else []
    # They name places within the blocks, never what stands there.
    return SlackRefused(error, "; ".join(map(str, messages)))
