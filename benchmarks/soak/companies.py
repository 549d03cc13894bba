"""What companies do: they ask, fill in, make slips, leave, come back, are erased."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from benchmarks.soak.chats import Chat
from benchmarks.soak.reading import CONTACT, PROBLEM, Heard, Key, Reading
from benchmarks.soak.staff import QUESTION
from benchmarks.soak.week import Week
from evaluation.noise import with_many_typos, with_typos, without_diacritics
from tram_bot.core.identifiers import Language
from tram_bot.core.questionnaire import Question

_PATIENCE = 60.0
"""Seconds here until a company that was not answered gives up, and is counted."""
_READS = 0.5, 2.0
"""Seconds here that somebody takes until they write again."""
_MOST_WORDS = 30
"""Messages after which somebody gives up who gets nowhere."""
_TOLD = 200
"""Characters of what the bot had written before it did not answer."""

PROBLEMS: Mapping[Language, str] = {
    "da": "vores pulverlak skaller af det galvaniserede stål efter en vinter, "
    "vi er {size} i Odense",
    "de": "unsere Pulverlackierung blättert nach dem Winter vom verzinkten Stahl ab, "
    "wir sind {size} Leute in Kiel",
    "en": "our powder coating peels off galvanised steel after one winter, "
    "we are {size} people in Lund",
    "et": "pulbervärv koorub tsingitud teraselt pärast ühte talve maha, meid on Tartus {size}",
    "fi": "jauhemaali hilseilee sinkityltä teräkseltä yhden talven jälkeen, "
    "meitä on Turussa {size}",
    "lt": "miltelinė danga po vienos žiemos lupasi nuo cinkuoto plieno, Kaune mūsų yra {size}",
    "lv": "pulverkrāsa pēc vienas ziemas lobās nost no cinkota tērauda, Rīgā mūsu ir {size}",
    "pl": "lakier proszkowy po jednej zimie łuszczy się z ocynkowanej stali, "
    "w Gdańsku jest nas {size}",
    "sv": "pulverlacken flagnar från den förzinkade plåten efter en vinter, vi är {size} i Lund",
}
"""What each has come with; the size is filled in."""


class Story(Enum):
    """How it goes with a company."""

    SENDS = auto()
    LEAVES_EARLY = auto()
    """At the first question, before anything may be kept."""
    LEAVES_HALF_WAY = auto()
    """In the midst, with consent: its centre is told a day later."""
    ASKS = auto()
    """Some questions, and nothing else."""
    IS_ERASED = auto()
    """Sends its request, and has all of it erased later."""
    WANTS_A_PERSON = auto()


_SHARES: Mapping[Story, float] = {
    Story.SENDS: 0.45, Story.LEAVES_EARLY: 0.14, Story.LEAVES_HALF_WAY: 0.18, Story.ASKS: 0.14,
    Story.IS_ERASED: 0.04, Story.WANTS_A_PERSON: 0.05,
}  # fmt: skip
"""Ours: most who begin do not end, and most who do have one thing to ask."""
_SMALL = 0.94
"""The share of small and medium companies among those that applied."""
_ASIDE, _SLIPS, _EDITS, _FILES, _BACK, _PAUSES = 0.06, 0.25, 0.05, 0.08, 0.03, 0.04
"""How often, at each question or, for slips, for each company. Ours."""


@dataclass(slots=True)
class Lived:
    """What companies went through, all together."""

    begun: int = 0
    sent: int = 0
    answered: int = 0
    """Messages that were answered."""
    waits: list[float] = field(default_factory=list)
    """The seconds that each of them waited."""
    unanswered: list[str] = field(default_factory=list)
    """What stood last where somebody was not answered."""


class Company:
    """One company in its chat."""

    def __init__(
        self,
        number: int,
        chat: Chat,
        *,
        language: Language,
        reading: Reading,
        week: Week,
        lived: Lived,
    ) -> None:
        self._number = number
        self._chat = chat
        self._language = language
        self._reading = reading
        self._week = week
        self._all = lived
        self._chance = random.Random(number)  # noqa: S311 - the same people each time
        self._story = self._chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        self._is_careless = self._chance.random() < _SLIPS

    async def lives(self) -> None:
        """All of it, until the week is over."""
        self._all.begun += 1
        try:
            match self._story:
                case Story.ASKS:
                    await self._asks()
                case Story.WANTS_A_PERSON:
                    await self._fills_in("/person")
                case _:
                    await self._fills_in(self._problem())
        except TimeoutError:
            return
        await self._is_there_for_staff()

    async def _asks(self) -> None:
        for _ in range(self._chance.randint(1, 3)):
            await self._says(self._chance.choice(self._reading.asides[self._language]))

    async def _fills_in(self, text: str) -> None:
        heard = await self._says(text)
        consents = False
        for _ in range(_MOST_WORDS):
            asked = self._reading.asked(heard, self._language)
            if heard.send:
                self._all.sent += 1
                await self._presses(heard, heard.send)
                return
            if consents and self._story is Story.LEAVES_HALF_WAY and self._chance.random() < 0.4:
                return
            if asked is None:
                heard = await self._goes_on(heard)
                continue
            if asked.id == "consent" and self._story is Story.LEAVES_EARLY:
                return
            consents = consents or asked.id == "consent"
            if self._chance.random() < _PAUSES:
                await self._week.passes(self._chance.uniform(1, 20))
            heard = await self._replies(heard, asked)

    async def _replies(self, heard: Heard, asked: Question) -> Heard:
        happens = self._chance.random()
        if happens < _ASIDE:
            return await self._says(self._chance.choice(self._reading.asides[self._language]))
        if happens < _ASIDE + _BACK and asked.id not in (PROBLEM, "consent"):
            return await self._says("/back")
        slots = {slot.id for slot in asked.slots}
        keys = [key for key in heard.keys if key.scope in slots]
        if asked.id == "consent":
            agree = next((key for key in keys if key.option == "agree"), None)
            return await self._presses(heard, agree) if agree else await self._says("yes")
        if keys and self._chance.random() < 0.6:
            return await self._presses(heard, self._chance.choice(keys))
        words = self._answer(asked)
        if asked.id == "tried" and self._chance.random() < _FILES:
            return await self._waits(lambda: self._chat.sends_file("layer.png", words))
        answered = await self._says(words)
        if asked.id in ("tried", "sample") and self._chance.random() < _EDITS:
            await self._chat.edits(f"{words} 2")
        return answered

    async def _goes_on(self, heard: Heard) -> Heard:
        """Something was asked back: take what is offered first, or say what it was about."""
        if heard.keys:
            return await self._presses(heard, heard.keys[0])
        return await self._says(self._problem())

    async def _is_there_for_staff(self) -> None:
        """Answer what staff ask, and have all erased if that is the story."""
        erased_after = self._chance.uniform(5, 60) if self._story is Story.IS_ERASED else None
        if erased_after is not None:
            await self._week.passes(erased_after)
            heard = await self._is_answered(lambda: self._chat.writes("/forget"))
            if heard.keys:
                await self._presses(heard, heard.keys[0])
        while True:
            heard = await self._chat.hears()
            if QUESTION in heard.text:
                await self._week.passes(self._chance.uniform(0, 6))
                await self._chat.writes(f"{self._chance.randint(5, 90)} µm, {self._number}")
                if self._chance.random() < _EDITS:
                    await self._chat.edits(f"{self._chance.randint(5, 90)} µm, {self._number}!")

    def _problem(self) -> str:
        small = self._chance.random() < _SMALL
        size = self._chance.randint(2, 249) if small else self._chance.randint(250, 9000)
        return self._typed(PROBLEMS[self._language].format(size=size))

    def _answer(self, asked: Question) -> str:
        if asked.id == CONTACT:
            at = f"coatings{self._number}.example.org"
            return f"Anna Example, Example Coatings {self._number} Oy, anna@{at}"
        if asked.id == PROBLEM:
            return self._problem()
        return self._typed(self._reading.example(asked, self._language))

    def _typed(self, text: str) -> str:
        if not self._is_careless:
            return text
        spoilt = self._chance.choice((with_typos, with_many_typos, without_diacritics))
        return spoilt(text, self._language)

    async def _says(self, text: str) -> Heard:
        return await self._waits(lambda: self._chat.writes(text))

    async def _presses(self, heard: Heard, key: Key) -> Heard:
        return await self._waits(lambda: self._chat.presses(heard, key))

    async def _waits(self, do: Callable[[], Awaitable[None]]) -> Heard:
        """Read, do it, and hear what is said to it. If somebody of a centre has come by then, it
        is said to them, and the bot is called back. Raises TimeoutError if nothing is said."""
        await asyncio.sleep(self._chance.uniform(*_READS))  # noqa: TID251 - a person's own pace
        if QUESTION not in self._chat.last_heard:
            return await self._is_answered(do)
        await do()
        return await self._is_answered(lambda: self._chat.writes("/bot"))

    async def _is_answered(self, do: Callable[[], Awaitable[None]]) -> Heard:
        """Do it, and hear what the bot says to it. Raises TimeoutError if it says nothing."""
        self._chat.skips()
        begun = time.monotonic()
        await do()
        try:
            heard = await asyncio.wait_for(self._chat.hears(), _PATIENCE)
        except TimeoutError:
            last = self._chat.written[-1] if self._chat.written else ""
            self._all.unanswered.append(
                f"company {self._number}, {self._story.name}: {last}; "
                f"the bot had written: {self._chat.last_heard[-_TOLD:]}"
            )
            raise
        self._all.answered += 1
        self._all.waits.append(time.monotonic() - begun)
        return heard
