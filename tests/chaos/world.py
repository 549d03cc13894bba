"""The emulated platforms, the people on them, and whoever kills the program between them."""

import asyncio
import inspect
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN, Channel
from tests.emulators.telegram import TOKEN, TelegramServer
from tests.emulators.telegram_people import Person

Json = dict[str, Any]

WORDS = 4
"""Messages each company writes to the person at the centre."""
_SHORTEST, _LONGEST = 0.02, 0.6
"""Seconds a program lives, if it is not killed at a call."""
_PATIENCE = 60.0


class Program:
    """The program, killed and started anew."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = 0
        self.starts = 0

    async def start(self) -> None:
        """Bring it to life."""
        assert self._process.stdin
        self._process.stdin.write(b"go\n")
        await self._process.stdin.drain()
        self.pid = int(await self._line())
        self.starts += 1

    async def died(self) -> None:
        """Wait until it is dead; of anything but a kill it must not die."""
        line = await self._line()
        self.pid = 0
        if line != f"dead {-signal.SIGKILL}":
            raise AssertionError(f"the program ended by itself: {line}")

    def kill(self) -> None:
        """As the power does."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)

    async def _line(self) -> str:
        assert self._process.stdout
        async with asyncio.timeout(_PATIENCE):
            return (await self._process.stdout.readline()).decode().strip()


@asynccontextmanager
async def a_program(
    root: Path, database: Path, telegram: TelegramServer, slack: SlackServer
) -> AsyncIterator[Program]:
    """The program between these platforms, not yet started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.zygote",
        cwd=database.parent,
        env={
            "PYTHONPATH": str(root),
            "PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1",
            "TRAM_BOT_DATABASE": str(database), "TRAM_BOT_CONTENT": str(root),
            "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.address,
            "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{slack.address}/api/",
            **{f"SLACK_CHANNEL_{c}": f"C0{c[:4]}" for c in ("PL", "LEAD_DESK")},
        },
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout
    assert (await process.stdout.readline()).strip() == b"ready"
    program = Program(process)
    try:
        yield program
    finally:
        program.kill()
        process.kill()
        await process.wait()


@dataclass
class Company:
    """Somebody at a company, from the problem to some words with the centre."""

    number: int
    person: Person
    done: bool = False
    said: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"Example Coatings {self.number} Oy"

    @property
    def email(self) -> str:
        return f"anna@coatings{self.number}.example.org"

    async def lives(self) -> None:
        """Everything a company does, whatever happens to the program meanwhile."""
        person = self.person
        await person.writes(
            "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
            "need to know why before May"
        )
        await self._hears("may I keep your answers")
        await person.presses("Yes, you may")
        await self._hears("How confidential")
        await person.writes("confidential")
        await self._hears("tried")
        await person.writes("nothing yet")
        await self._hears("How many")
        await person.writes("6 coated screws, nothing dangerous")
        await self._hears("who should the centre write to")
        await person.writes(f"Anna Example, {self.name}, {self.email}")
        await self._hears("Shall I send")
        await person.presses("Send it")
        await self._hears("Your request has the number")
        await self._hears(f"hello {self.number}.")
        for word in range(WORDS):
            text = f"c{self.number} word {word}."
            self.said.append(text)
            await person.writes(text)
        self.done = True

    async def _hears(self, words: str) -> None:
        chat = self.person.chat
        await self.person.server.until(
            f"'{words}' to company {self.number}",
            lambda: any(words in m.get("text", "") for m in chat.shown()),
        )


@dataclass
class Centre:
    """Somebody at the centre who claims what comes, and says hello."""

    server: SlackServer
    member: Member
    channel: Channel
    greeted: set[str] = field(default_factory=set)

    async def lives(self) -> None:
        """Look after every card, until told to stop."""
        while True:
            for card in list(self.channel.messages):
                if "metadata" in card and card["ts"] not in self.greeted:
                    await self._greets(card)
            async with self.server.changed:
                await self.server.changed.wait()

    async def _greets(self, card: Json) -> None:
        text = shown(card)
        if "Waiting to be claimed" in text:
            block = next(b for b in card["blocks"] if b["type"] == "actions")
            await self.member.acts(self.channel, card, block, block["elements"][0])
        elif "Claimed by" in text:
            number = text.partition("Example Coatings ")[2].partition(" ")[0]
            self.greeted.add(card["ts"])
            await self.member.writes(self.channel, f"hello {number}.", thread=card["ts"])


class Killer:
    """Kills at a random moment: after some time, before a call is carried out, or after it and
    before it is answered."""

    def __init__(
        self, program: Program, servers: tuple[TelegramServer, SlackServer], kills: int, seed: int
    ) -> None:
        self._program = program
        self._left = kills
        self._random = random.Random(seed)  # noqa: S311 - it has to be repeatable
        self._calls = 0
        self._strike: tuple[str, int] | None = None
        self.at: Counter[str] = Counter()
        for server in servers:
            self._watch(server)

    async def lives(self) -> None:
        """Start it and kill it, again and again; in the end it is left alive."""
        while self._left:
            self._calls = 0
            kind = self._random.choice(["time", "before a call", "after a call", "after a call"])
            self._strike = None if kind == "time" else (kind, self._random.randint(1, 30))
            await self._program.start()
            died = asyncio.create_task(self._program.died())
            lives = self._random.uniform(_SHORTEST, _LONGEST)
            await asyncio.wait({died}, timeout=lives if kind == "time" else 3 * _LONGEST)
            if not died.done():
                self.at["time"] += 1
                self._program.kill()
            await died
            self._left -= 1
        self._strike = None
        await self._program.start()

    def _watch(self, server: Any) -> None:
        do: Callable[..., Any] = server._do

        if inspect.iscoroutinefunction(do):

            async def later(method: str, asked: Json) -> Any:
                self._meets("before a call", method)
                result = await do(method, asked)
                self._meets("after a call", method)
                return result

            server._do = later
        else:

            def at_once(method: str, asked: Json) -> Any:
                self._meets("before a call", method)
                result = do(method, asked)
                self._meets("after a call", method)
                return result

            server._do = at_once

    def _meets(self, when: str, method: str) -> None:
        if when == "before a call":
            self._calls += 1
        if self._strike == (when, self._calls) and self._program.pid:
            self._strike = None
            self.at[f"{when}: {method}"] += 1
            self._program.kill()


async def all_done(doings: list[Awaitable[None]], within: float) -> None:
    """Wait for all of these."""
    async with asyncio.timeout(within):
        await asyncio.gather(*doings)
