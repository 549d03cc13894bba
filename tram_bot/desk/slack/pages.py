"""The app's page of each member of staff, shown: when they open it, and whenever something that may
stand there is erased."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from tram_bot.core.content import Content
from tram_bot.core.inbox import Group
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.home import home
from tram_bot.ports import Clock, Store
from tram_bot.slack.calling import PERSON_TROUBLE, SlackRefused, called
from tram_bot.slack.connection import Slack

_NO_PAGE = PERSON_TROUBLE | {"not_enabled"}
"""Slack's words for somebody, or an app, without a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of all staff in one workspace."""

    slack: Slack
    desks: Desks
    store: Store
    content: Callable[[], Content]
    clock: Clock
    group: Group
    """Puts messages together that are alike."""
    _one_by_one: WeakValueDictionary[str, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False
    )

    async def show(self, user: str, words: str = "") -> None:
        """Show somebody their page, with `words` what is found for them. Raises SlackRefused and
        TryLater, and SettingsError if the database cannot be used."""
        await self._shown(user, words)

    async def renew(self, user: str) -> None:
        """Show the page as things stand now, if they still have one. Raises as `show` does."""
        try:
            is_kept = await self._shown(user)
        except SlackRefused as refused:
            if refused.error not in _NO_PAGE:
                raise
            is_kept = False
        if not is_kept:
            await self.store.page_gone(user)

    async def _shown(self, user: str, words: str = "") -> bool:
        """Show it; whether anything stands there that may be erased one day."""
        lock = self._one_by_one.setdefault(user, asyncio.Lock())
        # A page that was made before an erasure must not arrive after the one that was made since.
        async with lock:
            staff = await self.desks.known(user)
            if staff.centres:
                await self.store.page_shown(user)
            content, now = self.content(), self.clock.now()
            view = await home(content, self.store, staff, now, group=self.group, words=words)
            await called(self.slack.client.views_publish(user_id=user, view=view))
            return bool(staff.centres)
