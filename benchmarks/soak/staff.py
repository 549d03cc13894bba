"""What the staff of the centres do: claim, early or late, ask, pass on, close, or nothing."""

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.soak.week import Week
from tests.emulators.slack.people import Member
from tests.emulators.slack.rules import elements
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel
from tram_bot.core.lead import Outcome
from tram_bot.desk.slack import card as kit
from tram_bot.desk.slack import forms

Json = Mapping[str, Any]

QUESTION = "Soak 17"
"""Words that stand in what staff ask of a company, and nowhere else."""
_NEVER, _LATE = 0.1, 0.25
"""The share of requests that nobody claims, and that is claimed a day late or later. Ours."""
_PASSES_ON, _CLOSES = 0.1, 0.75
_TRIES = 3
"""How often somebody presses for a form that does not open. Ours."""
_OUTCOMES = (Outcome.MEASUREMENT_AGREED, Outcome.ADVICE_GIVEN, Outcome.NO_FIT)


class Centre:
    """A centre's channel and whoever sits in it."""

    def __init__(self, id: str, channel: Channel, server: SlackServer, week: Week) -> None:
        self.channel = channel
        self.done = 0
        """What they have done so far."""
        self._week = week
        name = id.upper().replace("-", "")
        self._member = Member(server, f"U0S{name}", f"Kasia Example {name}")
        channel.members.add(self._member.id)
        self._chance = random.Random(id)  # noqa: S311 - the same people each time
        self._alone = asyncio.Lock()
        """They have one screen, and one form open at a time."""

    async def tends(self, ts: str) -> None:
        """Look after the card that stands there, until it is nothing to them any more."""
        chance = self._chance.random()
        if chance < _NEVER:
            return
        is_late = chance < _NEVER + _LATE
        await self._week.passes(
            self._chance.uniform(20, 70) if is_late else self._chance.uniform(0, 5)
        )
        if not await self._presses(ts, kit.CLAIM):
            return
        await self._week.passes(self._chance.uniform(0, 3))
        await self._member.writes(
            self.channel, f"{QUESTION}: how thick is the layer? {ts}", thread=ts
        )
        self.done += 1
        await self._week.passes(self._chance.uniform(4, 20))
        if self._chance.random() < _PASSES_ON:
            await self._fills_in(ts, kit.PASS_ON, forms.PASS_ON, self._to_another)
        elif self._chance.random() < _CLOSES:
            await self._fills_in(ts, kit.CLOSE, forms.CLOSE, self._outcome)

    async def opens_home(self) -> None:
        """Look at the page that shows what is open."""
        await self._member.opens_home()
        self.done += 1

    def _to_another(self) -> Mapping[str, str]:
        to = self._chance.choice(self._member.offers("centre"))
        return {"centre": to, "words": "They have what it takes."}

    def _outcome(self) -> Mapping[str, str]:
        return {"outcome": self._chance.choice(_OUTCOMES).value}

    async def _presses(self, ts: str, action: str) -> bool:
        """Press that on the card; whether it is there."""
        message = self.channel.message(ts)
        for block in message.get("blocks", []) if message else []:
            for element in elements(block):
                if element.get("action_id") == action:
                    await self._member.acts(self.channel, dict(message or {}), block, element)
                    self.done += 1
                    return True
        return False

    async def _fills_in(
        self, ts: str, action: str, form: str, words: Callable[[], Mapping[str, str]]
    ) -> None:
        """Press that on the card, and fill in and send the form that opens. If another one does,
        too late, or none, they press again later."""
        for _ in range(_TRIES):
            async with self._alone:
                self._member.closes()
                if not await self._presses(ts, action):
                    return
                if self._member.has_modal and self._member.modal["callback_id"] == form:
                    await self._member.submits(**words())
                    self.done += 1
                    return
            await self._week.passes(0)
