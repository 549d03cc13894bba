"""Slack's parts, wired: companies' direct messages, the centres' desks, and how both are heard."""

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from tram_bot.channels.slack.channel import SlackChannel
from tram_bot.channels.slack.listening import Companies
from tram_bot.channels.slack.updates import NAME
from tram_bot.checkup import Finding, Health
from tram_bot.commands.edges import Edge, MakeDesk, Parts
from tram_bot.core.confidentiality import is_held_back
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import centre_name, spoken_date
from tram_bot.desk.slack.card import Duplicate
from tram_bot.desk.slack.checkup import channel_of, scopes
from tram_bot.desk.slack.desk import SlackDesk, place_of
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.listening import Centres
from tram_bot.errors import TryLater
from tram_bot.matching.duplicates import duplicates
from tram_bot.ports import Channel, Clock, LeadSign, Store
from tram_bot.reach import Reach
from tram_bot.settings import SlackAccess
from tram_bot.slack.calling import SlackRefused, called
from tram_bot.slack.connection import Slack, connected, sign_in
from tram_bot.slack.http_door import PATH, HttpDoor
from tram_bot.slack.pacing import Pacing
from tram_bot.slack.people import People
from tram_bot.slack.socket_mode import SocketMode
from tram_bot.web.doors import Door

_KNOWN_AGAIN = timedelta(days=730)
"""How far back a company is known again. Ours: after two years it is news to a centre."""


_ANYTHING = re.compile(".*", re.DOTALL)


def channels_of(content: Content, named: Mapping[str, str]) -> Mapping[CentreId, str]:
    """The channel of each centre that has one: what the environment names goes before."""
    centres = content.catalogue.centres
    found = {id: named.get(id) or centre.slack_channel for id, centre in centres.items()}
    return {id: channel for id, channel in found.items() if channel}


@asynccontextmanager
async def slack(
    access: SlackAccess, pacing: Pacing, clock: Clock
) -> AsyncIterator["SlackPlatform"]:
    """Slack, disconnected in the end."""
    reach = Reach(clock.now)
    async with connected(access.bot_token, access.signing_secret, access.api, reach) as workspace:
        yield SlackPlatform(workspace, access, pacing, clock, reach)


class SlackPlatform:
    """One workspace, for companies and for centres."""

    name = NAME

    def __init__(
        self, slack: Slack, access: SlackAccess, pacing: Pacing, clock: Clock, reach: Reach
    ) -> None:
        """Nothing is called yet."""
        self.reach = reach
        self._slack = slack
        self._access = access
        self._clock = clock
        self._pacing = pacing
        self._people = People(slack.client)
        self._desks = Desks(slack.client, self._people, self._channels)
        self._current: Callable[[], Content] | None = None
        self.channel: Channel | None = SlackChannel(slack, pacing, self._is_command)
        self.desk: MakeDesk | None = self._make_desk

    def plug_in(self, parts: Parts) -> Edge:
        """Requests come to our public address if there is one, else over a WebSocket."""
        self._listen(parts)
        if parts.public_url:
            door = HttpDoor(
                self._slack,
                self._access.signing_secret,
                refused=lambda why: parts.metrics.request_refused(PATH, why),
            )
            told = f"events are brought to {parts.public_url}{PATH}"
            return _Edge(self, door, told, [Door(path=PATH, answer=door.answer)])
        socket = SocketMode(self._slack, self._access.app_token)
        return _Edge(self, socket, "listening by Socket Mode", [])

    async def look(self) -> Sequence[Finding]:
        """What is not well with the token and the centres' channels. Raises SettingsError for a
        token that Slack refuses, TryLater while it is out of reach."""
        content = self._content()
        identity = await sign_in(self._slack)
        centres = {id: centre_name(content, "en", id) for id in content.catalogue.centres}
        looked = [
            *scopes(identity),
            *[await channel_of(self._slack, id, name, self._channels().get(id, ""))
              for id, name in centres.items()],
        ]  # fmt: skip
        return [each for each in looked if each.health is not Health.FINE]

    def _content(self) -> Content:
        if self._current is None:
            raise RuntimeError("nothing is said on Slack before the desk is made")
        return self._current()

    def _channels(self) -> Mapping[CentreId, str]:
        """Today's channel of each centre that has one."""
        return channels_of(self._content(), self._access.channels)

    def _make_desk(self, content: Callable[[], Content], store: Store) -> SlackDesk:
        self._current = content

        async def find(lead: Lead, centre: CentreId) -> Sequence[Duplicate]:
            others = await store.companies(lead, self._clock.now() - _KNOWN_AGAIN)
            return [await self._duplicate(store, s, centre) for s in duplicates(lead, others)]

        return SlackDesk(self._slack, self._desks, content, self._pacing, find)

    def _listen(self, parts: Parts) -> None:
        companies = Companies(
            client=self._slack.client,
            people=self._people,
            take=parts.take,
            content=self._content,
            clock=self._clock,
            is_command=self._is_command,
            skipped=lambda: parts.metrics.update_skipped(NAME),
        )
        centres = Centres(
            slack=self._slack,
            desks=self._desks,
            store=parts.store,
            take=parts.take,
            content=self._content,
            clock=self._clock,
            look_again=parts.look_again,
        )
        companies.listen(self._slack.app)
        centres.listen(self._slack.app)
        _share_messages(self._slack.app, companies, centres)

    def _is_command(self, word: str) -> bool:
        return self._content().command_word(word) is not None

    async def _duplicate(self, store: Store, sign: LeadSign, centre: CentreId) -> Duplicate:
        content = self._content()
        language = working_language(content, centre)
        card, known = await store.card(sign.id, centre), await store.lead(sign.id)
        return Duplicate(
            reference=sign.reference,
            company=sign.company if card and known and not is_held_back(known, centre) else "",
            date=spoken_date(content, language, sign.submitted_at.date()),
            link=await self._link(card),
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


class _Edge:
    """Either way of hearing Slack, and how the operator is told of it."""

    def __init__(
        self,
        platform: SlackPlatform,
        way: SocketMode | HttpDoor,
        told: str,
        doors: Sequence[Door],
    ) -> None:
        self._platform = platform
        self._way = way
        self._told = told
        self.doors = doors

    async def begin(self) -> str:
        """The line for the operator, and one more for each thing that is not well."""
        try:
            findings = await self._platform.look()
        except TryLater:
            return "Slack: out of reach at the moment; trying again until it answers."
        lines = [f"Slack: started, {self._told}."]
        return "\n".join((*lines, *(f"Slack: {each.what}; {each.mend}." for each in findings)))

    async def run(self) -> None:
        await self._way.run()

    def stop(self) -> None:
        self._way.stop()


def _share_messages(app: AsyncApp, companies: Companies, centres: Centres) -> None:
    """Hand each message to the side whose it is, and acknowledge whatever is nobody's: Slack
    would send that again and again."""

    @app.event("message")
    async def _(
        event: Mapping[str, Any], body: Mapping[str, Any], request: AsyncBoltRequest
    ) -> None:
        id = str(body["event_id"])
        again = (request.headers.get("x-slack-retry-num") or ["0"])[0]
        attempt = int(again) if again.isdecimal() else 0
        if not await companies.heard(event, id, attempt):
            await centres.heard(event, id, attempt)

    @app.event(_ANYTHING)
    async def _(event: Mapping[str, Any]) -> None:
        del event

    async def acknowledged(ack: AsyncAck) -> BoltResponse:
        return await ack()

    for kind in (app.action, app.view, app.command):
        kind(_ANYTHING)(acknowledged)
