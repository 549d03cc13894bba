"""The library's Bot: where it calls, how long it waits, and signing in."""

import logging
from datetime import timedelta

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter
from telegram.request import HTTPXRequest

from tram_bot.errors import SettingsError

UNKNOWN_BOT = (
    "TELEGRAM_BOT_TOKEN: Telegram does not know this token; "
    "copy the current one from @BotFather (/mybots, API Token)"
)

_SECONDS = 10.0
"""How long one call may take. Ours: within it a healthy server has long answered."""
_SECONDS_FOR_A_FILE = 60.0
_CALLS_AT_ONCE = 64
"""Connections kept for sending. Ours: more than delivery sends at once."""


def connect(token: str, api: str) -> Bot:
    """A bot that calls this Bot API; nothing is sent yet.

    It has connections of its own for fetching updates, so that a reply never waits for one.
    """
    _keep_secrets_out_of_logs()
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=_calls(_CALLS_AT_ONCE),
        get_updates_request=_calls(1),
    )


async def sign_in(bot: Bot) -> str:
    """Ask who we are; returns the bot's name with its @.

    Raises SettingsError for a token that Telegram does not know, and TelegramError if Telegram
    is out of reach.
    """
    try:
        await bot.initialize()
    except InvalidToken:
        # The library's own error repeats the token.
        raise SettingsError(UNKNOWN_BOT) from None
    return bot.name


def pause_of(error: RetryAfter) -> float:
    """The seconds that Telegram asks us to wait; the library announces a timedelta for them."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def _calls(at_once: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=at_once,
        connect_timeout=_SECONDS,
        read_timeout=_SECONDS,
        write_timeout=_SECONDS,
        media_write_timeout=_SECONDS_FOR_A_FILE,
        pool_timeout=_SECONDS,
    )


def _keep_secrets_out_of_logs() -> None:
    """httpx logs each address, which holds the token; the library logs what it cannot read,
    which holds people's words. What either has to tell us comes as an exception, too."""
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
