"""All of it together: the platforms, the people, the program and whoever kills it."""

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.chaos.balancer import balancer
from tests.chaos.centres import Centre
from tests.chaos.clock import MovedClock
from tests.chaos.companies import Company, OnSlack, OnTelegram, Story
from tests.chaos.dying import Plan
from tests.chaos.killer import Killer
from tests.chaos.oracle import Verdict, judge
from tests.chaos.place import is_on_network, opened, standing
from tests.chaos.program import Worker, workers
from tests.chaos.tapping import Tap, tapped
from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer, slack_server
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN, SECRET
from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server
from tests.emulators.telegram_people import Person
from tests.english import english_only
from tests.telegram.house import PUBLIC, free_port
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.lead import Lead
from tram_bot.ports import Store

Task = asyncio.Task[None]

ROOT = Path(__file__).resolve().parent.parent.parent
_STORIES = (*[Story.TALKS] * 4, Story.FALLS_SILENT, Story.HAS_ALL_ERASED)
"""Companies that talk at the same time."""
_COPIED = ("DK", "SE", "FI", "EE", "LV", "LT")
"""Centres that get copies, and where nobody does anything with them."""
_LATEST = 100
"""Messages of a channel among which words that have just been written are looked for."""
_SECONDS_TO_SETTLE = 360.0
_DAYS = 10
"""How many it takes at most until everybody is called in: a weekend, and holidays."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of it."""

    verdict: Verdict
    killed_at: Counter[str]
    starts: int
    conversations: int


@dataclass
class _World:
    telegram: TelegramServer
    slack: SlackServer
    clock: MovedClock
    companies: list[Company]
    centres: Sequence[Centre]
    store: Store | None = None

    def crowd(self) -> Sequence[Company]:
        """Some more companies, by turns on Telegram and on Slack."""
        first = len(self.companies)
        crowd: list[Company] = []
        for number, story in enumerate(_STORIES, start=first):
            if number % 2:
                member = Member(self.slack, f"U0C{number}", f"Anna Example {number}")
                arrived = self._has_arrived
                crowd.append(OnSlack(number, story, member=member, has_arrived=arrived))
            else:
                crowd.append(OnTelegram(number, story, person=Person(self.telegram, 1000 + number)))
        self.companies.extend(crowd)
        return crowd

    def _has_arrived(self, words: str) -> bool:
        return any(
            words in shown(message)
            for centre in self.centres
            for message in centre.channel.messages[-_LATEST:]
            if message.get("bot_id")
        )


async def chaos(
    kills: int, seed: int, *, team: int = 1, database: str = "", brought: bool = False
) -> Result:
    """Kill so often, `team` processes at a time, and judge. With `brought`, platforms bring what
    happens to a public address, as they have to for a team; else it is fetched. `database` is the
    address of one on the network, "" for a SQLite file.

    Raises SettingsError for a database that cannot be used.
    """
    chance = random.Random(seed)  # noqa: S311 - it has to be repeatable
    async with AsyncExitStack() as opening:
        folder = Path(opening.enter_context(tempfile.TemporaryDirectory()))
        kept_in = database or str(folder / "tram.sqlite3")
        world = await opening.enter_async_context(_world(folder))
        team_of: list[Worker] = []
        killer = Killer(team_of, kills, chance, on_network=is_on_network(kept_in))
        environ = _access(world)
        environ["TRAM_BOT_CONTENT"] = str(english_only(ROOT, folder / "content"))
        if is_on_network(kept_in):
            taps = [Tap(killer.tap(name)) for name in range(team)]
            for tap in taps:
                await opening.enter_async_context(tap.open(database))
            environ |= tapped(database, taps)
        else:
            environ |= {"TRAM_BOT_DATABASE": kept_in}
        ports = [free_port() if brought else 0 for _ in range(team)]
        team_of.extend(
            await opening.enter_async_context(
                workers(ports, folder / "clock", environ, folder, ROOT)
            )
        )
        if brought:
            address = await opening.enter_async_context(balancer(team_of, chance))
            world.telegram.webhook.proxies[PUBLIC] = address
            world.telegram.webhook.in_order = True
            world.slack.delivery.url = f"{address}/slack"
        killer.watch(world.telegram)
        killer.watch(world.slack)
        try:
            verdict = await _told(world, killer, team_of, kept_in)
        except AssertionError as failed:
            states = "\n".join(worker.say_where_it_is() for worker in team_of)
            killed = sum(killer.at.values())
            failed.add_note(f"seed {seed}, {killed} kills; {states}\n{await standing(kept_in)}")
            raise
        return Result(
            verdict=verdict,
            killed_at=killer.at,
            starts=sum(worker.starts for worker in team_of),
            conversations=len(world.companies),
        )


async def _told(world: _World, killer: Killer, team: Sequence[Worker], database: str) -> Verdict:
    """Have everybody live while the killing goes on, then let time pass, and judge."""
    killing = asyncio.create_task(killer.lives())
    caring = [asyncio.create_task(centre.lives()) for centre in world.centres]
    try:
        while not killing.done():
            async with asyncio.timeout(_SECONDS_TO_SETTLE):
                await _all([each.lives() for each in world.crowd()], (killing, *caring))
            world.clock.move_to_next_day()
        await killing
        store = await opened(database)
        try:
            await _all_quiet(world, store)
            for _ in range(_DAYS):
                if all(LEAD_DESK in lead.escalated for lead in await _of_silent(world, store)):
                    break
                world.clock.move_to_next_day()
                for worker in team:
                    worker.kill()
                    await worker.died()
                    await worker.start(Plan())
                await _all_quiet(world, store)
            return await judge(store, world.companies, world.centres)
        finally:
            await store.close()
    finally:
        for task in (killing, *caring):
            task.cancel()
        await asyncio.gather(killing, *caring, return_exceptions=True)


async def _all(doings: Sequence[Coroutine[Any, Any, None]], beside: Sequence[Task]) -> None:
    """Wait until all of it is done, or something beside it has failed."""
    doing = [asyncio.create_task(each) for each in doings]
    pending: set[Task] = set(doing)
    watched = {task for task in beside if not task.done()}
    try:
        while pending:
            done, _ = await asyncio.wait(pending | watched, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            pending -= done
            watched -= done
    finally:
        for task in doing:
            task.cancel()
        await asyncio.gather(*doing, return_exceptions=True)


async def _of_silent(world: _World, store: Store) -> Sequence[Lead]:
    silent = {c.conversation for c in world.companies if c.story is Story.FALLS_SILENT}
    return [lead for lead in await store.leads() if lead.conversation in silent]


async def _all_quiet(world: _World, store: Store) -> None:
    """Wait until nothing waits any more, and nothing is due."""
    loop = asyncio.get_running_loop()
    until = loop.time() + _SECONDS_TO_SETTLE
    # A deadline of our own: one that cancels can be lost in `wait_for`, and then nothing ends.
    while loop.time() < until:
        # In this order: what falls due waits to be sent a moment later, and would be seen in
        # neither the other way round.
        due = await store.due_timers(world.clock.now(), 1)
        waiting = (await store.outbox_size())["waiting"]
        if not waiting and not due:
            return
        # Not for the emulator's change: whoever holds its lock for good would hold us, too.
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.2)
    raise AssertionError(f"{waiting} things wait to be sent, and due is {due}")


@asynccontextmanager
async def _world(folder: Path) -> AsyncIterator[_World]:
    clock = MovedClock(folder / "clock")
    async with telegram_server() as telegram, slack_server() as slack:
        telegram.clock = slack.clock = clock.timestamp
        slack.delivery.attempts_allowed = 1_000
        slack.delivery.patience = 1.0
        companies: list[Company] = []
        kasia = Member(slack, "U0KASIA", "Kasia Kowalska")
        jonas = Member(slack, "U0JONAS", "Jonas Muster")
        partner = Member(slack, "U0DESY", "Dörte Beispiel")
        centres = [
            Centre(slack, id, member, slack.channel(channel, member.id), companies, passes_on_to=to)
            for id, member, channel, to in (
                ("pl", kasia, "C0PL", "de"),
                ("de", jonas, "C0DE", ""),
                (LEAD_DESK, partner, "C0LEAD", ""),
            )
        ]
        for id in _COPIED:
            slack.channel(f"C0{id}")
        yield _World(telegram, slack, clock, companies, centres)


def _access(world: _World) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": world.telegram.address,
        "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{world.slack.address}/api/",
        "SLACK_CHANNEL_PL": "C0PL", "SLACK_CHANNEL_DE": "C0DE",
        "SLACK_CHANNEL_LEAD_DESK": "C0LEAD",
        **{f"SLACK_CHANNEL_{id}": f"C0{id}" for id in _COPIED},
    }  # fmt: skip
