"""getUpdates, also when something comes that the library cannot read.

The library reads all or nothing: one update of a shape it does not expect, as a newer Bot API may
bring, would keep every later one from arriving. Such a one is logged by its id and left out.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from tram_bot.channels.telegram.updates import WANTED

_log = logging.getLogger(__name__)


AT_ONCE = 20
"""Updates of one answer. Ours: the library reads an answer whole, in the event loop, and one with a
hundred messages of a hundred formattings each would hold up everybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came, and the offset that confirms it and what was left out."""

    updates: tuple[Update, ...] = ()
    offset: int | None = None


async def fetch(bot: Bot, offset: int | None, longest: timedelta) -> Fetched:
    """The updates from the offset on, as soon as there are any, or none after `longest`.

    Raises TelegramError.
    """
    try:
        updates = await bot.get_updates(
            offset=offset, limit=AT_ONCE, timeout=longest, allowed_updates=WANTED
        )
    except TelegramError:
        raise
    except Exception as error:
        _log.error("updates not understood: reason=%s", type(error).__name__)
        return await _fetch_readable(bot, offset)
    return Fetched(updates=updates, offset=_past((u.update_id for u in updates), offset))


async def _fetch_readable(bot: Bot, offset: int | None) -> Fetched:
    """What waits already, each update read by itself."""
    asked = {"offset": offset, "limit": AT_ONCE, "timeout": 0, "allowed_updates": WANTED}
    # "All methods in the Bot API are case-insensitive", and for the usual spelling the library
    # would advise to use the very method that has just failed.
    raw: Sequence[Any] = await bot.do_api_request("getupdates", api_kwargs=asked)
    updates = []
    for each in raw:
        try:
            updates.append(Update.de_json(each, bot))
        except Exception as error:
            _log.error(
                "update not understood: update=%s reason=%s",
                each["update_id"],
                type(error).__name__,
            )
    return Fetched(
        updates=tuple(updates), offset=_past((each["update_id"] for each in raw), offset)
    )


def _past(ids: Iterable[int], offset: int | None) -> int | None:
    return max((id + 1 for id in ids), default=offset)
