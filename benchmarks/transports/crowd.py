"""Companies that all write at the same time, and what became of every word of theirs.

Each writes again once what it wrote was acknowledged, so that each thing it wrote has a turn of its
own, and is to be answered by one message.
"""

import asyncio
import json
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

import aiohttp

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import typed
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import TEAM
from tests.emulators.telegram import TelegramServer
from tests.emulators.telegram_people import Person
from tram_bot.desk.slack.card import is_card

Json = dict[str, Any]

_CITIES = ("Hamburg", "Odense", "Lund", "Turku", "Tartu", "Riga", "Kaunas", "Gdańsk")
COMES_AGAIN = 2.0
"""Seconds until what was refused is brought again; both platforms take longer."""
_FIRST_CHAT = 1_000_000
SHARE_OF_NEWCOMERS = 0.16
"""Of those who write: a talk has six things to say, and one more of those who send."""
_SENDS_EVERY = 3
"""Of so many companies one sends its request; the others leave theirs at the last question."""


@dataclass(slots=True)
class Company:
    """Somebody, how far they are, and how often they were acknowledged and answered."""

    number: int
    address: str
    """By which the platform knows them."""
    written: int = 0
    acknowledged: int = 0
    answered: int = 0

    @property
    def has_said_all(self) -> bool:
        """Whether their talk is over."""
        return self.written >= len(_script(self.number))

    def says(self) -> str:
        """What they write next."""
        self.written += 1
        return _script(self.number)[self.written - 1]


def _script(number: int) -> Sequence[str]:
    city = _CITIES[number // _SENDS_EVERY % len(_CITIES)]
    script = (
        f"we are {number % 200 + 5} people in {city} making zinc flake coatings, they blister "
        "after salt spray in corrosion testing, need to know why before May",
        "yes",
        "confidential",
        f"we changed bath {number}, no difference",
        "6 coated screws, nothing dangerous",
        f"Anna Example, Example Coatings {number} Oy, anna@coatings{number}.example.org",
        "send it",
    )
    return script if number % _SENDS_EVERY == 0 else script[:-1]


@dataclass(slots=True)
class Brought:
    """How it went: the seconds until it was acknowledged, the last time it was brought, how often
    we were asked before to come again, and how often the connection broke."""

    seconds: float = 0.0
    refused: int = 0
    cut_off: int = 0


class Door(ABC):
    """One platform's way in, and whoever comes by it."""

    name: ClassVar[str]

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.companies: dict[str, Company] = {}
        """Everybody who has ever written, by address."""
        self.free: deque[Company] = deque()
        """Those who were acknowledged and have more to say."""
        self._session = session

    def newcomer(self, number: int) -> Company:
        """Somebody who has not written yet."""
        company = self._company(number)
        self.companies[company.address] = company
        return company

    async def writes(self, company: Company) -> Brought:
        """Bring what somebody says next, as the platform does it: again and again until taken."""
        post = self._post(company, company.says())
        brought = Brought()
        while True:
            begun = time.perf_counter()
            try:
                status = await post()
            except aiohttp.ClientConnectionError:
                status = 0
            brought.seconds = time.perf_counter() - begun
            if status == HTTPStatus.OK:
                break
            if status == HTTPStatus.SERVICE_UNAVAILABLE:
                brought.refused += 1
            elif not status:
                brought.cut_off += 1
            else:
                raise RuntimeError(f"answered with {status}: neither taken nor to come again")
            await asyncio.sleep(COMES_AGAIN)  # noqa: TID251 - the platform's pause
        company.acknowledged += 1
        if not company.has_said_all:
            self.free.append(company)
        return brought

    def _was_answered(self, address: str) -> bool:
        """Note that the bot wrote there; whether it is one of these companies."""
        company = self.companies.get(address)
        if company is None:
            return False
        company.answered += 1
        return True

    @abstractmethod
    def _company(self, number: int) -> Company:
        """Make somebody known to the platform."""

    @abstractmethod
    def _post(self, company: Company, text: str) -> Callable[[], Awaitable[int]]:
        """What brings it once, and tells the status of the answer."""


class TelegramDoor(Door):
    """The webhook, as Telegram calls it."""

    name = "Telegram webhook"

    def __init__(self, server: TelegramServer, session: aiohttp.ClientSession) -> None:
        """Hears of every message of the bot's from now on."""
        super().__init__(session)
        self._server = server
        server.watch = self._called

    def _company(self, number: int) -> Company:
        person = Person(self._server, _FIRST_CHAT + number)
        return Company(number, str(person.id))

    def _post(self, company: Company, text: str) -> Callable[[], Awaitable[int]]:
        """https://core.telegram.org/bots/api#update"""
        server, id = self._server, int(company.address)
        message = {
            "message_id": server.number(), "date": server.now(), "text": text,
            "from": {"id": id, "is_bot": False, "first_name": "Anna", "language_code": "en"},
            "chat": {"id": id, "type": "private", "first_name": "Anna"},
        }  # fmt: skip
        update = {"update_id": server.next_update(), "message": message}
        return lambda: server.webhook.post(self._session, update)

    def _called(self, method: str, asked: Json, _: object) -> None:
        if method == "sendMessage":
            self._was_answered(str(asked["chat_id"]))


class SlackDoor(Door):
    """The Events endpoint, as Slack calls it."""

    name = "Slack Events endpoint"

    def __init__(self, server: SlackServer, session: aiohttp.ClientSession) -> None:
        """Hears of every message of the bot's from now on."""
        super().__init__(session)
        self.cards: list[tuple[str, str]] = []
        """The lead and the centre of every card that was posted."""
        self._server = server
        server.watch = self._called

    def _company(self, number: int) -> Company:
        member = Member(self._server, f"U0C{number}", f"Anna Example {number}")
        return Company(number, member.dm.id)

    def _post(self, company: Company, text: str) -> Callable[[], Awaitable[int]]:
        """https://docs.slack.dev/apis/events-api#receiving"""
        delivery, ts = self._server.delivery, self._server.ts()
        member = f"U{company.address[1:]}"
        event = {
            "type": "message", "user": member, "team": TEAM, "ts": ts, "text": typed(text),
            "channel": company.address, "channel_type": "im", "event_ts": ts,
        }  # fmt: skip
        raw = json.dumps(delivery.told_of(event))

        async def post() -> int:
            headers = delivery.signed(raw, "application/json")
            async with self._session.post(delivery.url, data=raw, headers=headers) as answer:
                return answer.status

        return post

    def _called(self, method: str, asked: Json, answer: Json) -> None:
        if method != "chat.postMessage" or not answer["ok"]:
            return
        if not self._was_answered(str(asked["channel"])) and is_card(asked):
            payload = asked["metadata"]["event_payload"]
            self.cards.append((payload["lead"], payload["centre"]))
