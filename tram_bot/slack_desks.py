"""The centres' desks in one Slack workspace, wired: what is shown there and what staff do there."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from tram_bot.core.confidentiality import is_held_back
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import working_language
from tram_bot.core.present import spoken_date
from tram_bot.desk.slack.asides import Asides
from tram_bot.desk.slack.below_cards import BelowCards
from tram_bot.desk.slack.card import Duplicate
from tram_bot.desk.slack.desk import SlackDesk
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.listening import Centres
from tram_bot.desk.slack.pages import Pages
from tram_bot.desk.slack.posting import place_of
from tram_bot.errors import TryLater
from tram_bot.matching.duplicates import duplicates
from tram_bot.ports import Clock, LeadSign, Store, Take
from tram_bot.slack.calling import SlackRefused, called
from tram_bot.slack.connection import Slack, is_last_attempt
from tram_bot.slack.pacing import Pacing
from tram_bot.slack.people import People
from tram_bot.understanding.likeness import grouped

_KNOWN_AGAIN = timedelta(days=730)
"""How far back a company is known again. Ours: after two years it is news to a centre."""
_ANYTHING = re.compile(".*", re.DOTALL)

Heard = Callable[[Mapping[str, Any], str, bool], Awaitable[bool]]
"""A side that takes messages in: (event, its id, whether Slack brings it no more) -> whether it was
one of its own."""


class SlackDesks:
    """The desks of all centres that have a channel in the workspace."""

    def __init__(
        self,
        slack: Slack,
        people: People,
        pacing: Pacing,
        clock: Clock,
        channels: Callable[[Content], Mapping[CentreId, str]],
    ) -> None:
        """`channels` gives today's channel of each centre that has one."""
        self._slack = slack
        self._pacing = pacing
        self._clock = clock
        self._current: Callable[[], Content] | None = None
        self._pages: Pages | None = None
        self._desks = Desks(slack.client, people, lambda: channels(self.content()))

    def content(self) -> Content:
        """The content of the moment. Raises RuntimeError before the desk is made."""
        if self._current is None:
            raise RuntimeError("nothing is said on Slack before the desk is made")
        return self._current()

    def make(self, content: Callable[[], Content], store: Store) -> SlackDesk:
        """The desk that shows leads."""
        self._current = content

        async def find(lead: Lead, centre: CentreId) -> Sequence[Duplicate]:
            others = await store.companies(lead, self._clock.now() - _KNOWN_AGAIN)
            return [await self._duplicate(store, s, centre) for s in duplicates(lead, others)]

        async def moved(lead: Lead, centre: CentreId, place: str) -> None:
            await store.card_moved(lead, centre, place, self._clock.now())

        pages = Pages(
            slack=self._slack,
            desks=self._desks,
            store=store,
            content=content,
            clock=self._clock,
            group=grouped,
        )
        self._pages = pages
        return SlackDesk(
            self._slack,
            self._desks,
            content,
            self._pacing,
            duplicates=find,
            moved=moved,
            pages=pages,
        )

    def listen(self, store: Store, take: Take, look_again: Callable[[], None]) -> BelowCards:
        """Have the app hear what staff do; messages are handed to what comes back. Raises
        RuntimeError before the desk is made."""
        if self._pages is None:
            raise RuntimeError("nobody is heard on Slack before the desk is made")
        asides = Asides(self._slack, self.content)
        centres = Centres(
            slack=self._slack,
            desks=self._desks,
            store=store,
            take=take,
            content=self.content,
            clock=self._clock,
            look_again=look_again,
            pages=self._pages,
            asides=asides,
            group=grouped,
        )
        centres.listen(self._slack.app)
        return BelowCards(
            slack=self._slack, desks=self._desks, store=store, take=take, asides=asides
        )

    async def _duplicate(self, store: Store, sign: LeadSign, centre: CentreId) -> Duplicate:
        content = self.content()
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


def share_messages(app: AsyncApp, *sides: Heard) -> None:
    """Hand each message to the side whose it is, and acknowledge whatever is nobody's: Slack
    would send that again and again."""

    @app.event("message")
    async def _(
        event: Mapping[str, Any], body: Mapping[str, Any], request: AsyncBoltRequest
    ) -> None:
        id = str(body["event_id"])
        last = is_last_attempt(request)
        for heard in sides:
            if await heard(event, id, last):
                return

    @app.event(_ANYTHING)
    async def _(event: Mapping[str, Any]) -> None:
        del event

    async def acknowledged(ack: AsyncAck) -> BoltResponse:
        return await ack()

    for kind in (app.action, app.view, app.command):
        kind(_ANYTHING)(acknowledged)
