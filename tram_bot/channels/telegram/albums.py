"""Several photos or files sent at once are several updates, which belong together.

Telegram says of each only to which album it belongs, never how many there are or which is the
last: https://core.telegram.org/bots/api#message, `media_group_id`. So we wait a moment.
"""

from collections.abc import Sequence

from telegram import Update

QUIET = 0.5
"""Seconds after which an album of which nothing more has come is complete. Ours."""
LONGEST = 3.0
"""Seconds after which it is complete in any case. Ours."""


def chat_of_update(update: Update) -> int | None:
    """The chat an update belongs to, if it belongs to one."""
    return update.effective_chat.id if update.effective_chat else None


def is_of_album(update: Update) -> bool:
    """Whether it is one of several things sent at once."""
    return bool(update.message and update.message.media_group_id)


def without_torn(updates: Sequence[Update]) -> Sequence[Update]:
    """The updates up to the first of an album whose rest may come with the next ones; all of them
    if it begins with the first."""
    latest = {chat_of_update(update): update for update in updates}
    torn = {each.message.media_group_id for each in latest.values() if each.message} - {None}
    for at, update in enumerate(updates):
        if update.message and update.message.media_group_id in torn:
            return updates[:at] or updates
    return updates


def may_go_on(updates: Sequence[Update]) -> bool:
    """Whether the last that some chat sent is of an album, of which more may be on its way."""
    latest = {chat_of_update(update): update for update in updates}
    return any(map(is_of_album, latest.values()))
