"""People at the centres: they claim what comes, say hello, pass some of it on, and close."""

import asyncio
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.companies import Company
from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.rules import elements
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel
from tram_bot.desk.slack.card import is_card

Json = dict[str, Any]

_WHOSE = re.compile(r"Example Coatings (\d+) Oy")
_AGAIN = 1.5
"""Seconds after which somebody presses once more if nothing has come of it."""


@dataclass
class Centre:
    """Somebody at a centre, and its channel."""

    server: SlackServer
    id: str
    member: Member
    channel: Channel
    companies: list[Company]
    passes_on_to: str = ""
    """The centre that gets some of the requests from here."""
    greeted: dict[int, str] = field(default_factory=dict)
    """What was written to which company."""
    closed: set[int] = field(default_factory=set)
    _tried: dict[str, float] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)
    """The cards nobody here has to look at again: looking through hundreds takes its time."""

    async def lives(self) -> None:
        """Look after every card, until told to stop."""
        while True:
            for card in list(self.channel.messages):
                if is_card(card) and card["ts"] not in self._done:
                    await self._tends(card)
            async with self.server.changed:
                # Something may have to be pressed again although nothing has changed.
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.server.changed.wait(), _AGAIN)

    def cards(self) -> Sequence[Json]:
        """The cards that stand there, the oldest first."""
        return [message for message in self.channel.messages if is_card(message)]

    def words_of(self, company: Company, thread: str = "") -> list[str]:
        """What a company has said, as it reads here, in order; in one thread, or in all."""
        told = [
            shown(m)
            for m in self.channel.messages
            if m.get("bot_id") and "thread_ts" in m and thread in ("", m["thread_ts"])
        ]
        found = [word for text in told for word in company.said if word in text]
        return list(dict.fromkeys(found))

    async def _tends(self, card: Json) -> None:
        text = shown(card)
        whose = _WHOSE.search(text)
        if whose is None:
            # Somebody who fell silent, who is left for the clock, or whom another centre has.
            self._done.add(card["ts"])
            return
        company = self.companies[int(whose[1])]
        if "Waiting to be claimed" in text:
            await self._presses(card, "Claim")
        elif "Closed by" in text:
            self.closed.add(company.number)
            self._done.add(card["ts"])
        elif "Claimed by" in text or "is talking with the company" in text:
            await self._talks(card, company)

    async def _talks(self, card: Json, company: Company) -> None:
        number = company.number
        if number not in self.greeted:
            hello = f"hello {number}." if self.passes_on_to else f"hello from there {number}."
            self.greeted[number] = hello
            await self.member.writes(self.channel, hello, thread=card["ts"])
        elif self.greeted[number] not in " ".join(company.heard()):
            return
        elif company.has_said_all and (
            not self.passes_on_to or self.words_of(company, card["ts"]) == company.said
        ):
            if self.passes_on_to and is_passed_on(number):
                await self._fills_in(card, "Pass on", centre=self.passes_on_to, words="theirs")
            else:
                await self._fills_in(card, "Close", outcome="advice_given")

    async def _fills_in(self, card: Json, label: str, **filled: str) -> None:
        """Have the form shown, and send it in. The program may have died before it showed it."""
        self.member.closes()
        if not await self._presses(card, label) or not self.member.has_modal:
            return
        chosen, value = next(iter(filled.items()))
        # It offers no centre that has the request already: then the card is about to change.
        if value in self.member.offers(chosen):
            await self.member.submits(**filled)

    async def _presses(self, card: Json, label: str) -> bool:
        """Press that on the card, if it was not pressed just now."""
        now = time.monotonic()
        key = f"{card['ts']} {label}"
        if now - self._tried.get(key, -_AGAIN) < _AGAIN:
            return False
        self._tried[key] = now
        for block in card.get("blocks", []):
            for element in elements(block):
                if element.get("text", {}).get("text") == label:
                    await self.member.acts(self.channel, card, block, element)
                    return True
        return False


def is_passed_on(number: int) -> bool:
    """Whether this company's request goes on to the other centre."""
    return number % 3 == 0
