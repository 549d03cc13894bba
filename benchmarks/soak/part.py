"""A week at the design load, moved on hour by hour: what grows, drifts or goes wrong."""

import asyncio
import itertools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

from benchmarks.machine import versions
from benchmarks.measuring import percentile
from benchmarks.outcome import Part, Plan, Table, Target
from benchmarks.soak.chats import Chat, OnSlack, OnTelegram, heard_on_slack, heard_on_telegram
from benchmarks.soak.companies import Company, Lived
from benchmarks.soak.reading import Reading
from benchmarks.soak.staff import Centre
from benchmarks.soak.watching import Sample, Watch
from benchmarks.soak.week import HOURS, Week
from benchmarks.transports.platforms import Platforms, platforms
from benchmarks.transports.program import ROOT, Program, running
from tests.chaos.clock import MovedClock
from tram_bot.desk.slack.card import is_card

A_WEEK = 7000
"""Conversations: a thousand a day, which is what this is made for."""
_FULL = 1.0
"""Hours in which all of them come; in less, fewer."""
_ON_SLACK = 0.3
"""The share of companies that write from Slack. Ours."""
_SAMPLES = 120
_WARM = 0.25
"""The share of the run after which what grows is looked at: until then content is read for the
first time in each language, and what is kept for good comes to be."""
_SECONDS_TO_SETTLE = 120.0

_SLOPE, _HANDLES, _DRIFT, _WAL = 4.0, 60, 1.5, 64.0
"""Bounds: megabytes for a thousand conversations, file handles (connections are kept for a while),
how many times as long, megabytes. Ours."""
_KEEPING = {
    "TRAM_BOT_KEEP_TALKS_DAYS": "2", "TRAM_BOT_KEEP_CLOSED_DAYS": "2",
    "TRAM_BOT_KEEP_EVENTS_DAYS": "3", "TRAM_BOT_KEEP_DELIVERIES_DAYS": "3",
    "TRAM_BOT_KEEP_MISHEARD_DAYS": "1",
}  # fmt: skip
"""As short as may be, so that within the week there is much to be deleted."""
_NUMBERS = re.compile(r"[\w:.+-]*\d[\w:.+-]*")


def measure(plan: Plan) -> Part:
    """One run, however many are asked for: it is about what an hour does."""
    return asyncio.run(_Soak(plan).lasts())


class _Soak:
    """The run, and all that takes part in it."""

    def __init__(self, plan: Plan) -> None:
        self._hours = plan.hours or _FULL
        self._folder = plan.folder
        self._lived = Lived()
        self._samples: list[Sample] = []
        self._chats: dict[str, Chat] = {}
        self._living: set[asyncio.Task[None]] = set()
        self._failed: list[str] = []
        self._refused: Counter[int] = Counter()
        self._numbers = itertools.count()
        self._chance = random.Random(0)  # noqa: S311 - the same week each time

    async def lasts(self) -> Part:
        """All of it."""
        reading = Reading(ROOT)
        clock = MovedClock(self._folder / "clock")
        week = Week(clock, self._hours * 3600)
        database = self._folder / "tram.sqlite3"
        async with self._world(clock, database) as (around, program):
            watch = Watch(program, database, self._lived)
            centres = self._staffed(around, week)
            self._listen(around, centres)
            await self._passes(around, week, reading, watch, centres)
            settled = await self._settles(watch)
            self._end()
            log = program.complaints()
        return told(self._samples, self._lived, self._refused, settled, (*log, *self._failed))

    @asynccontextmanager
    async def _world(
        self, clock: MovedClock, database: Path
    ) -> AsyncIterator[tuple[Platforms, Program]]:
        module = ("benchmarks.soak.program", str(self._folder / "clock"))
        async with platforms() as around:
            around.telegram.clock = around.slack.clock = clock.timestamp
            around.telegram.webhook.in_order = True
            environ = {**around.environ(database), **_KEEPING}
            async with running(environ, self._folder, module=module) as program:
                yield around, program

    def _staffed(self, around: Platforms, week: Week) -> Mapping[str, Centre]:
        return {
            channel.id: Centre(id, channel, around.slack, week)
            for id, channel in around.channels.items()
        }

    def _listen(self, around: Platforms, centres: Mapping[str, Centre]) -> None:
        """Bring what the bot says to those it is for."""

        def on_telegram(method: str, asked: Mapping[str, Any], message: Mapping[str, Any]) -> None:
            if method == "sendMessage" and (chat := self._chats.get(str(asked["chat_id"]))):
                chat.arrives(heard_on_telegram(message))

        def on_slack(method: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
            if method != "chat.postMessage" or not answer["ok"]:
                return
            if chat := self._chats.get(asked["channel"]):
                chat.arrives(heard_on_slack(answer["message"]))
            elif (centre := centres.get(asked["channel"])) and is_card(asked):
                self._begin(centre.tends(answer["ts"]))

        around.telegram.watch = on_telegram
        around.slack.watch = on_slack

    async def _passes(
        self,
        around: Platforms,
        week: Week,
        reading: Reading,
        watch: Watch,
        centres: Mapping[str, Centre],
    ) -> None:
        """Let the week pass, and companies come."""
        loop = asyncio.get_running_loop()
        begun = next_sample = loop.time()
        every = self._hours * 3600 / _SAMPLES
        number, owed = 0, 0.0
        async for hour, seconds in week.hours():
            number += 1
            owed += A_WEEK * self._hours / _FULL * week.share(hour)
            coming, owed = int(owed), owed - int(owed)
            if hour.hour == 9:
                for centre in centres.values():
                    self._begin(centre.opens_home())
            until = loop.time() + seconds
            for left in range(coming, -1, -1):
                if left:
                    self._comes(around, week, reading)
                await asyncio.sleep(max(0.0, until - loop.time()) / max(left, 1))  # noqa: TID251
                week.wake(hour + timedelta(hours=1 - max(0.0, until - loop.time()) / seconds))
                if loop.time() >= next_sample:
                    next_sample += every
                    self._samples.append(watch.sample(loop.time() - begun, number))
                    sys.stderr.write(f"{self._samples[-1]}\n")
                    self._forget(around)

    def _comes(self, around: Platforms, week: Week, reading: Reading) -> None:
        number = next(self._numbers)
        language = self._chance.choice(reading.languages)
        chat: Chat
        if self._chance.random() < _ON_SLACK:
            chat = on_slack = OnSlack(around.slack, f"U0C{number}", language)
            self._chats[on_slack.channel] = chat
        else:
            chat = OnTelegram(around.telegram, 1_000_000 + number, language)
            self._chats[str(1_000_000 + number)] = chat
        company = Company(
            number, chat, language=language, reading=reading, week=week, lived=self._lived
        )
        self._begin(company.lives())

    def _begin(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._living.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._living.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._failed.append(f"simulated: {type(error).__name__}: {error}")

    def _forget(self, around: Platforms) -> None:
        """What the emulators keep for tests would fill this process."""
        self._refused.update(s for _, s in around.telegram.webhook.answers if s != 200)
        attempts = around.slack.delivery.attempts
        self._refused.update(each.status for each in attempts[:-50] if each.status != 200)
        del attempts[:-50]
        for kept in (around.telegram.webhook.answers, around.telegram.served,
                     around.telegram.calls, around.slack.calls):  # fmt: skip
            kept.clear()

    async def _settles(self, watch: Watch) -> Sample:
        """Wait until nothing is left to be sent; how it stands then."""
        begun = time.monotonic()
        while True:
            sample = watch.sample(self._samples[-1].seconds + time.monotonic() - begun, HOURS)
            if not sample.waiting or time.monotonic() - begun > _SECONDS_TO_SETTLE:
                return sample
            await asyncio.sleep(1)  # noqa: TID251 - nobody tells when all is sent

    def _end(self) -> None:
        for task in self._living:
            task.cancel()


def told(
    samples: Sequence[Sample],
    lived: Lived,
    refused: Mapping[int, int],
    settled: Sample,
    log: Sequence[str],
) -> Part:
    """What it comes to. `settled` is how it stood in the end, `refused` how often platforms were
    answered with which status, `log` what the program and the simulated people complained of."""
    warm = samples[int(len(samples) * _WARM) :]
    slope = linear_regression(
        [each.conversations / 1000 for each in warm], [each.proportional for each in warm]
    ).slope
    quarter = max(1, len(warm) // 4)
    first, last = warm[:quarter], warm[-quarter:]
    handles = settled.handles - median(s.handles for s in first)
    early, late = (median(s.middle for s in part) for part in (first, last))
    wal = [each.wal for each in samples]
    lasting_wal = max(map(min, wal, wal[1:]), default=wal[0])
    kinds = Counter(_NUMBERS.sub("N", line) for line in log if line and not line.startswith(" "))
    errors = sum(n for kind, n in kinds.items() if not kind.startswith("WARNING"))
    return Part(
        title="A week in an hour",
        runs=1,
        about=(
            "`tram-bot run` on SQLite between the emulated Telegram and Slack, by a clock that is "
            f"moved on hour by hour: a week in {samples[-1].seconds / 60:.0f} minutes, with "
            f"{lived.begun} conversations; all {A_WEEK:,} of the design load come in an hour. "
            "Companies of nine languages ask, fill in, make slips, edit, send files, leave half "
            "way, come back a day later, or have all erased; centres claim at once, late or never, "
            "ask, pass on and close. What is kept is kept as shortly as may be set, so that each "
            "night there is much to be deleted.",
        ),
        targets=(
            Target(
                wanted=f"at most {_SLOPE:g} MB more memory for 1,000 conversations",
                measured=f"{slope:.1f} MB", held=slope <= _SLOPE,
            ),
            Target(
                wanted=f"in the end at most {_HANDLES} more file handles than once all had come",
                measured=f"{handles:+.0f}", held=handles <= _HANDLES,
            ),
            Target(
                wanted=f"an answer takes at most {_DRIFT:g} times as long in the last quarter",
                measured=f"{early * 1000:.0f} ms, then {late * 1000:.0f} ms",
                held=late <= _DRIFT * early,
            ),
            Target(
                wanted=f"no write-ahead log of more than {_WAL:g} MB at two looks running",
                measured=f"{lasting_wal:.1f} MB, and {max(wal):.1f} MB at one",
                held=lasting_wal <= _WAL,
            ),
            Target(
                wanted="in the end nothing waits to be sent, and everybody was answered",
                measured=f"{settled.waiting} wait, {len(lived.unanswered)} of "
                f"{lived.answered + len(lived.unanswered)} were not answered",
                held=not settled.waiting and not lived.unanswered,
            ),
            Target(
                wanted="no error in the log", measured=str(errors), held=not errors,
            ),
        ),
        tables=(
            Table(
                caption="How it stood, at twelve moments.",
                columns=("minute", "hour", "conversations", "sent", "p50 ms", "p99 ms", "PSS MB",
                         "handles", "database MB", "WAL MB", "rows", "outbox waits"),
                rows=[
                    (f"{s.seconds / 60:.1f}", s.hour, s.conversations, s.sent, s.middle * 1000,
                     s.late * 1000, s.proportional, s.handles, s.database, s.wal, s.rows, s.waiting)
                    for s in (*samples[:: max(1, len(samples) // 11)], settled)
                ],
            ),
            Table(
                caption="What its log says, by kind; numbers are left out.",
                columns=("lines", "kind"),
                rows=[(number, kind) for kind, number in kinds.most_common(20)],
            ),
        ),
        notes=(*(f"Not answered: {each}" for each in lived.unanswered[:5]), *(
            f"Platforms were answered with {status or 'nothing'} {number} times, and came again."
            for status, number in refused.items()
        )),
        figures={
            "samples": [asdict(each) for each in (*samples, settled)],
            "unanswered": lived.unanswered[:50],
            "waits": {
                "p50": percentile(lived.waits, 50), "p99": percentile(lived.waits, 99),
                "longest": max(lived.waits),
            },
            "log": dict(kinds),
        },
        versions=versions("python-telegram-bot", "slack-bolt"),
    )  # fmt: skip
