"""Slack's parts, wired: companies' direct messages, the centres' desks, and how both are heard."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from functools import partial

from tram_bot.channels.slack.channel import SlackChannel
from tram_bot.channels.slack.listening import Companies, is_of_company
from tram_bot.channels.slack.updates import NAME
from tram_bot.checkup import Finding, Health
from tram_bot.commands.edges import Edge, MakeDesk, Parts
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.present import centre_name
from tram_bot.desk.slack.checkup import channel_now, channel_of, for_nobody, scopes
from tram_bot.errors import TryLater
from tram_bot.pausing import Pausing
from tram_bot.ports import Channel, Clock
from tram_bot.reach import Reach
from tram_bot.settings import SlackAccess
from tram_bot.slack.connection import Slack, connected, sign_in
from tram_bot.slack.http_door import PATH, HttpDoor
from tram_bot.slack.pacing import Pacing
from tram_bot.slack.people import People
from tram_bot.slack.socket_mode import SocketMode
from tram_bot.slack_desks import SlackDesks, share_messages
from tram_bot.web.doors import Door


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
        self._people = People(slack.client)
        self._looked_at: Mapping[CentreId, str] | None = None
        self._desks = SlackDesks(
            slack, self._people, pacing, clock, partial(channels_of, named=access.channels)
        )
        self.channel: Channel | None = SlackChannel(slack, pacing, self._is_command)
        self.desk: MakeDesk | None = self._desks.make

    def plug_in(self, parts: Parts) -> Edge:
        """Requests come to our public address if there is one, else over a WebSocket."""
        self._listen(parts)
        if parts.public_url:
            door = HttpDoor(
                self._slack,
                self._access.signing_secret,
                # What staff do always comes in.
                let_in=lambda body: (
                    parts.let_in(NAME) if is_of_company(body) else nullcontext(enter_result=True)
                ),
                refused=lambda why: parts.metrics.request_refused(PATH, why),
            )
            told = f"events are brought to {parts.public_url}{PATH}"
            return _Edge(self, door, told, [Door(path=PATH, answer=door.answer)], parts.tell)
        socket = SocketMode(self._slack, self._access.app_token)
        return _Edge(self, socket, "listening by Socket Mode", [], parts.tell)

    async def look(self) -> Sequence[Finding]:
        """What is not well with the token and the centres' channels. Raises SettingsError for a
        token that Slack refuses, TryLater while it is out of reach."""
        content = self._desks.content()
        identity = await sign_in(self._slack)
        centres = {id: centre_name(content, "en", id) for id in content.catalogue.centres}
        looked = [
            *scopes(identity),
            *for_nobody(self._access.channels, centres),
            *[await channel_of(self._slack, id, name, self._channels().get(id, ""))
              for id, name in centres.items()],
        ]  # fmt: skip
        self._looked_at = dict(self._channels())
        return [each for each in looked if each.health is not Health.FINE]

    async def look_again(self) -> Sequence[Finding]:
        """How it stands with each centre whose channel is another than when it was last looked at.
        Raises TryLater while Slack is out of reach; those looked at by then are told next time."""
        content, channels = self._desks.content(), self._channels()
        found = []
        for id in content.catalogue.centres:
            channel = channels.get(id, "")
            if self._looked_at is None or channel != self._looked_at.get(id, ""):
                name = centre_name(content, "en", id)
                found.append(await channel_now(self._slack, id, name, channel))
        self._looked_at = dict(channels)
        return found

    def _channels(self) -> Mapping[CentreId, str]:
        """Today's channel of each centre that has one."""
        return channels_of(self._desks.content(), self._access.channels)

    def _listen(self, parts: Parts) -> None:
        companies = Companies(
            client=self._slack.client,
            people=self._people,
            take=parts.take,
            content=self._desks.content,
            clock=self._clock,
            is_command=self._is_command,
            skipped=lambda: parts.metrics.update_skipped(NAME),
        )
        companies.listen(self._slack.app)
        below_cards = self._desks.listen(parts.store, parts.take, parts.look_again)
        share_messages(self._slack.app, companies.heard, below_cards.heard)

    def _is_command(self, word: str) -> bool:
        return self._desks.content().command_word(word) is not None


class _Edge:
    """Either way of hearing Slack, and how the operator is told of it."""

    def __init__(
        self,
        platform: SlackPlatform,
        way: SocketMode | HttpDoor,
        told: str,
        doors: Sequence[Door],
        tell: Callable[[str], None],
    ) -> None:
        self._platform = platform
        self._way = way
        self._told = told
        self._tell = tell
        self._begun = False
        self._pausing = Pausing()
        self.doors = doors

    async def begin(self) -> str:
        """The line for the operator, and one more for each thing that is not well."""
        try:
            return await self._looked()
        except TryLater:
            return "Slack: out of reach at the moment; trying again until it answers."

    async def renewed(self) -> Sequence[str]:
        """A line for each centre that has another channel now."""
        return [_line(each) for each in await self._platform.look_again()]

    async def run(self) -> None:
        beginning = asyncio.create_task(self._begin_late())
        try:
            await self._way.run()
        finally:
            beginning.cancel()
            await asyncio.gather(beginning, return_exceptions=True)
        if not beginning.cancelled():
            beginning.result()

    def stop(self) -> None:
        self._pausing.stop()
        self._way.stop()

    async def _looked(self) -> str:
        findings = await self._platform.look()
        self._begun = True
        return "\n".join((f"Slack: started, {self._told}.", *map(_line, findings)))

    async def _begin_late(self) -> None:
        """Tell the operator what `begin` could not, once Slack answers. Raises SettingsError for a
        token that it refuses, and has `run` come to its end for that."""
        while not (self._begun or await self._pausing.stopped_after_pause()):
            try:
                self._tell(await self._looked())
            except TryLater:
                continue
            except Exception:
                self.stop()
                raise


def _line(finding: Finding) -> str:
    return f"Slack: {'; '.join(filter(None, (finding.what, finding.mend)))}."
