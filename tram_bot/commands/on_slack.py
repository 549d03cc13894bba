"""Slack's parts, wired: companies' direct messages, the centres' desks, and how both are heard."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from tram_bot.app import App
from tram_bot.channels.slack.channel import SlackChannel
from tram_bot.channels.slack.listening import Companies
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import spoken_date
from tram_bot.desk.slack.card import Duplicate
from tram_bot.desk.slack.desk import SlackDesk, place_of
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.listening import Centres
from tram_bot.errors import TryLater
from tram_bot.matching.duplicates import duplicates
from tram_bot.ports import Clock, LeadSign, Store
from tram_bot.slack.calling import SlackRefused, called
from tram_bot.slack.connection import Slack
from tram_bot.slack.pacing import Pacing
from tram_bot.slack.people import People

_KNOWN_AGAIN = timedelta(days=730)
"""How far back a company is known again. Ours: two years, as long as requests are kept."""


_ANYTHING = re.compile(".+")


def channels_of(content: Content, named: Mapping[str, str]) -> Mapping[CentreId, str]:
    """The channel of each centre that has one: what the environment names goes before."""
    centres = content.catalogue.centres
    found = {id: named.get(id) or centre.slack_channel for id, centre in centres.items()}
    return {id: channel for id, channel in found.items() if channel}


class OnSlack:
    """All that talks with one workspace."""

    def __init__(
        self,
        slack: Slack,
        content: Content,
        clock: Clock,
        pacing: Pacing,
        channels: Mapping[str, str],
    ) -> None:
        """`channels` are those that the environment names, by centre; the content names the
        others. Nothing is called yet."""
        self._slack = slack
        self._content: Callable[[], Content] = lambda: content
        self._clock = clock
        self._pacing = pacing
        self._named = channels
        self._people = People(slack.client)
        self.desks = Desks(slack.client, self._people, self.channels)
        self.channel = SlackChannel(slack, pacing, self._is_command)

    def channels(self) -> Mapping[CentreId, str]:
        """Today's channel of each centre that has one."""
        return channels_of(self._content(), self._named)

    def desk(self, content: Callable[[], Content], store: Store) -> SlackDesk:
        """The desks, for `app.running`."""
        self._content = content

        async def find(lead: Lead, centre: CentreId) -> Sequence[Duplicate]:
            others = await store.companies(self._clock.now() - _KNOWN_AGAIN)
            return [await self._duplicate(each, centre) for each in duplicates(lead, others)]

        return SlackDesk(self._slack, self.desks, content, self._pacing, find)

    def listen(self, parts: App) -> None:
        """Hear what happens on Slack, from now on."""
        companies = Companies(
            people=self._people,
            take=parts.turns.take,
            clock=self._clock,
            is_command=self._is_command,
        )
        centres = Centres(
            slack=self._slack,
            desks=self.desks,
            store=parts.store,
            take=parts.turns.take,
            content=self._content,
            clock=self._clock,
        )
        companies.listen(self._slack.app)
        centres.listen(self._slack.app)
        _share_messages(self._slack.app, companies, centres)

    def _is_command(self, word: str) -> bool:
        return self._content().command_word(word) is not None

    async def _duplicate(self, sign: LeadSign, centre: CentreId) -> Duplicate:
        content = self._content()
        language = working_language(content, centre)
        return Duplicate(
            reference=sign.reference,
            company=sign.company,
            date=spoken_date(content, language, sign.submitted_at.date()),
            link=await self._link(dict(sign.cards).get(centre, "")),
        )

    async def _link(self, receipt: str) -> str:
        """Where a card stands, for those who are in its channel; "" if that cannot be told."""
        if not receipt:
            return ""
        channel, ts = place_of(receipt)
        try:
            call = self._slack.client.chat_getPermalink(channel=channel, message_ts=ts)
            return str((await called(call))["permalink"])
        except (SlackRefused, TryLater):
            return ""


def _share_messages(app: AsyncApp, companies: Companies, centres: Centres) -> None:
    """Hand each message to the side whose it is, and acknowledge whatever is nobody's: Slack
    would send that again and again."""

    @app.event("message")
    async def _(event: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        id = str(body["event_id"])
        if not await companies.heard(event, id):
            await centres.heard(event, id)

    @app.event(_ANYTHING)
    async def _(event: Mapping[str, Any]) -> None:
        del event

    @app.action(_ANYTHING)
    async def _(ack: AsyncAck) -> BoltResponse:
        return await ack()
