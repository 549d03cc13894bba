"""People at companies, on Telegram and on Slack: from the problem to some words with a centre."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from io import StringIO

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.telegram_people import Person
from tram_bot.core.answers import Chose, Counted, Value, Wrote

WORDS = 4
"""Messages each company writes to the person at the centre."""
_PROBLEM = (
    "we are {number} people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May"
)
_PATIENCE = 240.0
"""Seconds until something that does not happen fails the run."""


class Story(Enum):
    """How it goes on with a company."""

    TALKS = auto()
    FALLS_SILENT = auto()
    """In the midst of the questions."""
    HAS_ALL_ERASED = auto()
    """After all has been said."""


@dataclass
class Company(ABC):
    """Somebody at a company, and what they have done so far."""

    number: int
    story: Story
    said: list[str] = field(default_factory=list)
    has_said_all: bool = False

    @property
    def name(self) -> str:
        return f"Example Coatings {self.number} Oy"

    @property
    def email(self) -> str:
        return f"anna@coatings{self.number}.example.org"

    @property
    def answers(self) -> Mapping[str, Value]:
        """What the request must hold, by slot."""
        told: dict[str, Value] = {
            "problem": Wrote(text=_PROBLEM.format(number=self.number + 10)),
            "size": Counted(number=self.number + 10),
            "country": Chose(options=("PL",)),
            "consent": Chose(options=("agree",)),
            "confidentiality": Chose(options=("confidential",)),
        }
        if self.story is Story.FALLS_SILENT:
            return told
        return {
            **told,
            "tried": Wrote(text=f"bath {self.number}"),
            "sample_count": Counted(number=self.number + 2),
            "hazards": Chose(options=("none",)),
            "name": Wrote(text="Anna Example"),
            "company": Wrote(text=self.name),
            "email": Wrote(text=self.email),
        }

    async def lives(self) -> None:
        """Everything a company does, whatever happens to the program meanwhile."""
        await self.says(_PROBLEM.format(number=self.number + 10))
        await self.hears("may I keep your answers")
        await self.takes("Yes, you may", "yes")
        await self.hears("How confidential")
        await self.says("confidential")
        await self.hears("tried")
        if self.story is Story.FALLS_SILENT:
            return
        await self.says(f"bath {self.number}")
        await self.hears("How many")
        await self.says(f"{self.number + 2} coated screws, nothing dangerous")
        await self.hears("who should the centre write to")
        await self.says(f"Anna Example, {self.name}, {self.email}")
        await self.hears("Shall I send")
        await self.takes("Send it", "send it")
        await self.hears("Your request has the number")
        await self.hears(f"hello {self.number}.")
        for word in range(WORDS):
            text = f"c{self.number} word {word}."
            self.said.append(text)
            await self.says(text)
        self.has_said_all = True
        await self.hears("has closed your request")
        if self.story is Story.HAS_ALL_ERASED:
            await self.says("forget me")
            await self.hears("cannot be undone")
            await self.says("yes")
            await self.hears("has been deleted here")

    @property
    @abstractmethod
    def conversation(self) -> str:
        """What the program calls it."""

    @abstractmethod
    def heard(self) -> list[str]:
        """What the bot has said to them, in order."""

    @abstractmethod
    async def says(self, text: str) -> None:
        """Write to the bot."""

    @abstractmethod
    async def takes(self, label: str, words: str) -> None:
        """Choose what has that label, or say so."""

    @abstractmethod
    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Wait until it holds."""

    async def hears(self, words: str) -> None:
        """Wait until the bot has said that."""
        await self.until(words, lambda: any(words in text for text in self.heard()))


@dataclass
class OnTelegram(Company):
    """They press what can be pressed."""

    person: Person = field(kw_only=True)

    @property
    def conversation(self) -> str:
        return f"telegram:{self.person.id}"

    def heard(self) -> list[str]:
        return [message.get("text", "") for message in self.person.chat.shown()]

    async def says(self, text: str) -> None:
        await self.person.writes(text)

    async def takes(self, label: str, words: str) -> None:
        await self.person.presses(label)

    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        await _until(self, what, self.person.server.changed, holds)


@dataclass
class OnSlack(Company):
    """They write everything: Slack brings a press of a button once only. Nor does it promise to
    bring two messages in order, so that they wait until each has arrived."""

    member: Member = field(kw_only=True)
    has_arrived: Callable[[str], bool] = field(kw_only=True)
    """Whether words of theirs stand before the people at a centre."""

    @property
    def conversation(self) -> str:
        return f"slack:{self.member.dm.id}"

    def heard(self) -> list[str]:
        return [shown(message) for message in self.member.dm.messages if message.get("bot_id")]

    async def says(self, text: str) -> None:
        await self.member.says(text)
        if text in self.said:
            await self.until(f"'{text}' at the centre", lambda: self.has_arrived(text))

    async def takes(self, label: str, words: str) -> None:
        await self.member.says(words)

    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        await _until(self, what, self.member.server.changed, holds)


async def _until(
    company: Company, what: str, changed: asyncio.Condition, holds: Callable[[], bool]
) -> None:
    try:
        async with asyncio.timeout(_PATIENCE), changed:
            await changed.wait_for(holds)
    except TimeoutError:
        heard = "\n  ".join(company.heard())
        stacks = StringIO()
        for task in asyncio.all_tasks():
            task.print_stack(limit=5, file=stacks)
        raise AssertionError(
            f"company {company.number} ({company.conversation}) never saw: {what}; it heard:\n"
            f"  {heard}\nmeanwhile:\n{stacks.getvalue()}"
        ) from None
