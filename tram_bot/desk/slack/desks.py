"""Which channel is whose desk, and who sits there.

Membership of the channel is the permission: https://docs.slack.dev/reference/methods/conversations.members
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping

from slack_sdk.web.async_client import AsyncWebClient

from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Staff
from tram_bot.errors import DeskUnreachable, TryLater
from tram_bot.slack.calling import SlackRefused, called
from tram_bot.slack.people import People

_log = logging.getLogger(__name__)

_KEPT_SECONDS = 60.0
"""How long a list of members is believed, if nobody tells us of a change. Ours."""
_PAGE = 200

PREFIX = "slack:"
"""Stands before a person's id on Slack, so that another desk's people are others."""


def user_of(staff_id: str) -> str:
    """The person's id on Slack."""
    return staff_id.removeprefix(PREFIX)


class Desks:
    """The channels by centre, and their members."""

    def __init__(
        self,
        client: AsyncWebClient,
        people: People,
        channels: Callable[[], Mapping[CentreId, str]],
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`channels` gives today's channel of each centre that has one."""
        self._client = client
        self._people = people
        self._channels = channels
        self._seconds = seconds
        self._members: dict[str, tuple[float, frozenset[str]]] = {}
        self._changes = 0

    def channel_of(self, centre: CentreId) -> str:
        """The channel of a centre, "" if it has none."""
        return self._channels().get(centre, "")

    def require_channel(self, centre: CentreId) -> str:
        """The channel of a centre. Raises DeskUnreachable if it has none."""
        channel = self.channel_of(centre)
        if not channel:
            raise DeskUnreachable("no Slack channel is set for it")
        return channel

    def centre_of(self, channel: str) -> CentreId | None:
        """Whose desk a channel is, or None."""
        return next((c for c, each in self._channels().items() if each == channel), None)

    def changed(self, channel: str) -> None:
        """Somebody has joined or left."""
        self._members.pop(channel, None)
        self._changes += 1

    async def name_of(self, user: str) -> str:
        """Somebody's name, or their id if Slack does not say. Raises TryLater."""
        try:
            return (await self._people.person(user)).name
        except SlackRefused:
            return user

    async def staff(self, user: str) -> Staff:
        """Somebody with the centres on whose desk they sit. Raises TryLater."""
        try:
            return await self.known(user)
        except SlackRefused as refused:
            raise TryLater(f"Slack does not say who that is: {refused.error}") from refused

    async def known(self, user: str) -> Staff:
        """The same of somebody who may be gone. Raises TryLater, or SlackRefused if Slack does not
        say who that is."""
        channels = self._channels()
        person = await self._people.person(user)
        sits_in = await asyncio.gather(*(self._is_member(user, c) for c in channels.values()))
        return Staff(
            id=f"{PREFIX}{user}",
            name=person.name,
            first_name=person.first_name,
            centres=tuple(c for c, sits in zip(channels, sits_in, strict=True) if sits),
        )

    async def _is_member(self, user: str, channel: str) -> bool:
        now = self._seconds()
        kept = self._members.get(channel)
        if kept is None or now - kept[0] >= _KEPT_SECONDS:
            changes = self._changes
            kept = (now, await self._list(channel))
            # Somebody may have left while Slack was telling.
            if changes == self._changes:
                self._members[channel] = kept
        return user in kept[1]

    async def _list(self, channel: str) -> frozenset[str]:
        """The members; nobody, if the channel cannot be asked: then nobody may decide there."""
        members: set[str] = set()
        cursor = ""
        while True:
            try:
                page = await called(
                    self._client.conversations_members(
                        channel=channel, cursor=cursor or None, limit=_PAGE
                    )
                )
            except SlackRefused as refused:
                _log.error("members unknown: channel=%s error=%s", channel, refused.error)
                return frozenset()
            members.update(page.get("members", ()))
            cursor = str(page.get("response_metadata", {}).get("next_cursor", ""))
            if not cursor:
                return frozenset(members)
