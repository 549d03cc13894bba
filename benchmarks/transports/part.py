"""The whole program behind real HTTP: how fast it acknowledges, and what it does when it is too
much."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp

from benchmarks.machine import versions
from benchmarks.measuring import digits, percentile, spread
from benchmarks.outcome import Part, Plan, Table, Target
from benchmarks.transports.crowd import COMES_AGAIN, Company, SlackDoor, TelegramDoor
from benchmarks.transports.platforms import platforms
from benchmarks.transports.pressure import Crowd, Flow
from benchmarks.transports.program import Program, running
from tram_bot.store.doors import open_store

CONVERSATIONS_A_DAY = 1000
"""The design load. The floor are the 68 applications of the project's two years of calls, all
centres together: one in ten days."""
MESSAGES = 10
"""What a company writes in one conversation: a rich first paragraph leaves five questions, ten are
asked at most, and some words with the centre follow."""
_OFFICE_SECONDS = 8 * 3600
_BUSIEST = 3
"""How many times the mean the busiest minutes of a day are."""
THE_MOST = CONVERSATIONS_A_DAY * MESSAGES / _OFFICE_SECONDS * _BUSIEST
"""Things a second that companies ever do, all centres together."""
TENFOLD = 10 * THE_MOST

_HANDS = 40
"""Updates brought at the same time: what we ask Telegram for."""
_FAST_FOR, _PACED_FOR, _TOO_MUCH_FOR = 2.0, 6.0, 4.0
"""Seconds of each measurement."""
_TIMES = (0.5, 1.0, 2.0, 4.0)
"""How many times of what was taken at most is offered."""
_LONGEST_SETTLING, _LOOKS_EVERY = 300.0, 0.1
_KEPT = 0.7
"""What is left of the best, offered far too much. Ours."""
_SLACK_WAITS = 3.0
"""Seconds until Slack takes an event for not heard: https://docs.slack.dev/apis/events-api#failure"""
_FAR_BELOW = _SLACK_WAITS / 10


ABOUT = (
    "`tram-bot run` as an operator starts it, with the real content, on SQLite, a process of its "
    "own. Another process holds the emulated Telegram and Slack, and companies that write to it "
    "through the Telegram webhook and Slack's Events endpoint, over real HTTP on loopback, and go "
    "on once they are acknowledged. An acknowledgement means that the turn is committed. One "
    "company in three sends its request, which is posted to its centre's channel.",
    f"The load: 68 applications in two years, all centres together, are the floor; "
    f"{CONVERSATIONS_A_DAY:,} conversations a day are what this is made for. {MESSAGES} messages "
    f"of a company each, all within {_OFFICE_SECONDS // 3600} hours, the busiest minutes "
    f"{_BUSIEST} times the mean: {digits(THE_MOST)} a second, and ten times that are "
    f"{digits(TENFOLD)}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one flow came to. Seconds are of the acknowledgement."""

    offered: float
    per_second: float
    middle: float
    late: float
    longest: float
    refused: int
    cut_off: int
    processor: float
    """The share of one processor's time that the program used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What had become of everything once nothing was on its way any more."""

    companies: int
    acknowledged: int
    answered: int
    lost: int
    doubled: int
    requests: int
    without_card: int
    cards_twice: int
    seconds: float
    """Until the last answer had come."""
    resident: float
    """Megabytes, at the end."""
    complaints: int
    """Lines of the log."""


def measure(plan: Plan) -> Part:
    """Each door alone, both at ten times the load there can be, and beyond what is taken."""
    return asyncio.run(_measure(plan))


async def _measure(plan: Plan) -> Part:
    fast: dict[str, list[Seen]] = {}
    tenfold: list[Seen] = []
    beyond: list[Seen] = []
    settled: list[Settled] = []
    for run in range(plan.runs):
        folder = plan.folder / f"run-{run}"
        folder.mkdir()
        async with _scene(folder, run) as scene:
            await scene.crowd.begins()
            tenfold.append(await scene.seen(scene.crowd.at_a_pace(TENFOLD, _PACED_FOR), TENFOLD))
            for door in scene.crowd.doors:
                flow = scene.crowd.as_fast_as_taken(door, _HANDS, _FAST_FOR)
                fast.setdefault(door.name, []).append(await scene.seen(flow))
            if run == plan.runs - 1:
                most = max(seen.per_second for each in fast.values() for seen in each)
                for times in _TIMES:
                    # Or nearly all would be newcomers, as hardly anybody is free to go on.
                    await scene.crowd.begins(round(times * most * _TOO_MUCH_FOR / len(fast)))
                    flow = scene.crowd.at_a_pace(times * most, _TOO_MUCH_FOR)
                    beyond.append(await scene.seen(flow, times * most))
            settled.append(await scene.settled())
    return _told(fast, tenfold, beyond, settled)


@asynccontextmanager
async def _scene(folder: Path, seed: int) -> AsyncIterator["_Scene"]:
    database = folder / "tram.sqlite3"
    unlimited = aiohttp.TCPConnector(limit=0)
    async with (
        platforms() as around,
        aiohttp.ClientSession(connector=unlimited) as session,
        running(around.environ(database), folder) as program,
    ):
        slack = SlackDoor(around.slack, session)
        doors = (TelegramDoor(around.telegram, session), slack)
        yield _Scene(program, Crowd(doors, seed), slack, database)


class _Scene:
    """One program between its platforms, and the crowd before its doors."""

    def __init__(self, program: Program, crowd: Crowd, slack: SlackDoor, database: Path) -> None:
        self.crowd = crowd
        self._program = program
        self._slack = slack
        self._database = database

    async def seen(self, flowing: Awaitable[Flow], offered: float = 0.0) -> Seen:
        """What a flow comes to."""
        before, begun = self._program.look().processor, time.perf_counter()
        flow = await flowing
        used = self._program.look().processor - before
        times = flow.acknowledging
        return Seen(
            offered=offered,
            per_second=flow.per_second,
            middle=percentile(times, 50),
            late=percentile(times, 99),
            longest=max(times),
            refused=flow.refused,
            cut_off=flow.cut_off,
            processor=used / (time.perf_counter() - begun),
        )

    async def settled(self) -> Settled:
        """Wait until nothing is left to be sent, and count. Raises TimeoutError if that does not
        come to an end."""
        begun = time.perf_counter()
        store = await open_store(self._database, read_only=True)
        try:
            async with asyncio.timeout(_LONGEST_SETTLING):
                while True:
                    if not (await store.outbox_size())["waiting"]:
                        break
                    await asyncio.sleep(_LOOKS_EVERY)  # noqa: TID251 - nobody tells of it
            leads = {lead.id for lead in await store.leads()}
        finally:
            await store.close()
        took = time.perf_counter() - begun
        companies, cards = self.crowd.companies, Counter(self._slack.cards)
        lost, doubled = amiss(companies)
        return Settled(
            companies=len(companies),
            acknowledged=sum(each.acknowledged for each in companies),
            answered=sum(each.answered for each in companies),
            lost=lost,
            doubled=doubled,
            requests=len(leads),
            without_card=len(leads - {lead for lead, _ in cards}),
            cards_twice=sum(number - 1 for number in cards.values()),
            seconds=took,
            resident=self._program.look().resident,
            complaints=len(self._program.complaints()),
        )


def amiss(companies: Sequence[Company]) -> tuple[int, int]:
    """How many acknowledged messages were not answered, and how many answers were too many."""
    owed = [each.acknowledged - each.answered for each in companies]
    return sum(max(0, each) for each in owed), sum(max(0, -each) for each in owed)


def _told(
    fast: Mapping[str, Sequence[Seen]],
    tenfold: Sequence[Seen],
    beyond: Sequence[Seen],
    settled: Sequence[Settled],
) -> Part:
    late = spread([each.late for each in tenfold])
    most = max(seen.per_second for each in fast.values() for seen in each)
    kept = beyond[-1].per_second / max(each.per_second for each in beyond)
    lost = sum(each.lost + each.without_card for each in settled)
    doubled = sum(each.doubled + each.cards_twice for each in settled)
    answers = sum(each.acknowledged for each in settled)
    return Part(
        title="Real transports",
        about=ABOUT,
        targets=(
            Target(
                wanted=f"p99 of the acknowledgement at {digits(TENFOLD)}/s below "
                f"{_FAR_BELOW * 1000:.0f} ms, a tenth of what Slack waits",
                measured=f"{_milliseconds([each.late for each in tenfold])} ms",
                held=late.most < _FAR_BELOW,
            ),
            Target(
                wanted=f"offered {_TIMES[-1]:.0f} times as much as is taken, it takes at least "
                f"{_KEPT:.0%} of what it takes at best",
                measured=f"{kept:.0%}",
                held=kept >= _KEPT,
            ),
            Target(
                wanted="of all that was acknowledged nothing is lost, and nothing answered twice",
                measured=f"{answers} acknowledged: {lost} lost, {doubled} doubled",
                held=not lost and not doubled,
            ),
        ),
        tables=(
            Table(
                caption="What is acknowledged, and within what time.",
                columns=(
                    "load",
                    "acknowledged/s",
                    "p50 ms",
                    "p99 ms",
                    "refused",
                    "cut off",
                    "processor",
                ),
                rows=[
                    _row(f"both, {digits(TENFOLD)}/s", tenfold),
                    *(_row(f"{name}, {_HANDS} at a time", each) for name, each in fast.items()),
                ],
            ),
            Table(
                caption="Beyond what is taken: both doors, whatever is not taken at once comes "
                f"again after {COMES_AGAIN} s. One run.",
                columns=(
                    "offered/s",
                    "acknowledged/s",
                    "p50 ms",
                    "p99 ms",
                    "refused",
                    "cut off",
                    "processor",
                ),
                rows=[_row(digits(each.offered), [each]) for each in beyond],
            ),
            Table(
                caption="What had become of everything once nothing waited any more.",
                columns=(
                    "run",
                    "companies",
                    "acknowledged",
                    "answered",
                    "requests",
                    "cards lost",
                    "seconds until then",
                    "MB",
                    "lines of log",
                ),
                rows=[
                    (
                        number,
                        each.companies,
                        each.acknowledged,
                        each.answered,
                        each.requests,
                        each.without_card,
                        each.seconds,
                        each.resident,
                        each.complaints,
                    )
                    for number, each in enumerate(settled, 1)
                ],
            ),
        ),
        notes=(
            f"At its best it takes {digits(most / THE_MOST)} times what there ever is to take. "
            "Replies leave on Telegram at 25 a second at most, which is Telegram's own limit and "
            "not ours, so that a flood there is acknowledged at once and answered over minutes.",
        ),
        figures={
            "tenfold": [asdict(each) for each in tenfold],
            "fast": {name: [asdict(one) for one in each] for name, each in fast.items()},
            "beyond": [asdict(each) for each in beyond],
            "settled": [asdict(each) for each in settled],
        },
        versions=versions("python-telegram-bot", "slack-bolt", "uvicorn", "starlette", "aiohttp"),
    )


def _row(load: str, seen: Sequence[Seen]) -> Sequence[str]:
    return (
        load,
        str(spread([each.per_second for each in seen])),
        _milliseconds([each.middle for each in seen]),
        _milliseconds([each.late for each in seen]),
        str(sum(each.refused for each in seen)),
        str(sum(each.cut_off for each in seen)),
        f"{spread([each.processor for each in seen]).median:.0%}",
    )


def _milliseconds(seconds: Sequence[float]) -> str:
    return str(spread([each * 1000 for each in seconds]))
