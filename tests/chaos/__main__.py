"""`python -m tests.chaos --kills 2000`: kill the program that often, and say what it has lost."""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.chaos.oracle import Verdict, judge
from tests.chaos.world import Centre, Company, Killer, a_program, all_done
from tests.emulators.slack.people import Member
from tests.emulators.slack.server import slack_server
from tests.emulators.telegram import telegram_server
from tests.emulators.telegram_people import Person
from tram_bot.store.sqlite import open_sqlite

ROOT = Path(__file__).resolve().parent.parent.parent
_AT_ONCE = 6
"""Companies that talk at the same time."""
_SECONDS_TO_SETTLE = 120.0


async def chaos(kills: int, seed: int) -> tuple[Verdict, Counter[str], int, int]:
    """The verdict; where it was killed; how often it was started; how many companies there were."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tram.sqlite3"
        async with telegram_server() as telegram, slack_server() as slack:
            slack.delivery.attempts_allowed = 1_000
            slack.delivery.patience = 1.0
            channel = slack.channel("C0PL", "U0KASIA", name="tram-pl")
            slack.channel("C0LEAD", name="tram-lead")
            centre = Centre(slack, Member(slack, "U0KASIA", "Kasia Kowalska"), channel)
            async with a_program(ROOT, database, telegram, slack) as program:
                killer = Killer(program, (telegram, slack), kills, seed)
                killing = asyncio.create_task(killer.lives())
                caring = asyncio.create_task(centre.lives())
                companies: list[Company] = []
                while not killing.done():
                    crowd = [
                        Company(n, Person(telegram, 1000 + n))
                        for n in range(len(companies), len(companies) + _AT_ONCE)
                    ]
                    companies.extend(crowd)
                    await all_done([each.lives() for each in crowd], _SECONDS_TO_SETTLE)
                await killing
                await _all_sent(database, centre, companies)
                caring.cancel()
                with suppress(asyncio.CancelledError):
                    await caring
                verdict = await judge(database, companies, centre)
                return verdict, killer.at, program.starts, len(companies)


async def _all_sent(database: Path, centre: Centre, companies: Sequence[Company]) -> None:
    """Wait until nothing waits any more."""
    store = await open_sqlite(database, read_only=True)
    try:
        async with asyncio.timeout(_SECONDS_TO_SETTLE):
            while True:
                waiting = (await store.outbox_size())["waiting"]
                if not waiting and len(centre.greeted) >= len(companies):
                    return
                async with centre.server.changed:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(centre.server.changed.wait(), 0.2)
    finally:
        await store.close()


def table(at: Counter[str], starts: int, companies: int, verdict: Verdict) -> str:
    """What happened, as a table for people."""
    rows = [
        ("kills", str(sum(at.values()))),
        *((f"  {where}", str(count)) for where, count in sorted(at.items())),
        ("starts", str(starts)),
        ("companies", str(companies)),
        ("leads", str(verdict.leads)),
        ("cards", str(verdict.cards)),
        ("words passed on", str(verdict.relayed)),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value:>6}" for name, value in rows)


def main() -> int:
    """Run it and print the table; 1 if anything was lost, doubled or out of order."""
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))  # noqa: S311
    asked = parser.parse_args()
    began = time.monotonic()
    verdict, at, starts, companies = asyncio.run(chaos(asked.kills, asked.seed))
    sys.stdout.write(f"{table(at, starts, companies, verdict)}\n")
    for fault in (*verdict.lost, *verdict.doubled, *verdict.out_of_order):
        sys.stdout.write(f"  {fault}\n")
    sys.stdout.write(f"seed {asked.seed}, {time.monotonic() - began:.0f} s\n{verdict.line}\n")
    return 0 if verdict.line == "lost 0, doubled 0, out of order 0" else 1


if __name__ == "__main__":
    sys.exit(main())
