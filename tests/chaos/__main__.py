"""`python -m tests.chaos --kills 2000`: kill the program that often, and say what it has lost.

With `--workers 4 --database postgresql`, four processes of it behind a load balancer, on a server
out of the wheel; an address such as `postgresql://…` names another one.
"""

import argparse
import asyncio
import logging
import os
import random
import sys
import time

from tests.chaos.place import is_on_network
from tests.chaos.run import Result, chaos
from tests.postgres import Server
from tram_bot.errors import SettingsError

_OUT_OF_THE_WHEEL = "postgresql"
_SPOTLESS = "lost 0, doubled 0, out of order 0"


def table(result: Result) -> str:
    """What happened, as a table for people; above it, where it was killed."""
    verdict = result.verdict
    kills = sum(result.killed_at.values())
    columns = {
        "kills": kills,
        "restarts": result.starts,
        "conversations": result.conversations,
        "leads": verdict.leads,
        "cards": verdict.cards,
        "words passed on": verdict.relayed,
        "lost": len(verdict.lost),
        "doubled": len(verdict.doubled),
        "out of order": len(verdict.out_of_order),
    }
    places = [f"{count:>6}  {where}" for where, count in sorted(result.killed_at.items())]
    head = "  ".join(columns)
    numbers = "  ".join(f"{count:>{len(name)}}" for name, count in columns.items())
    return "\n".join(("killed", *places, "", head, numbers))


def main() -> int:
    """Run it and print the table; 1 if anything was lost, doubled or out of order."""
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))  # noqa: S311
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--database", default="", metavar="URL")
    parser.add_argument("--brought", action="store_true", help="at an address, also for one worker")
    asked = parser.parse_args()
    if asked.database == _OUT_OF_THE_WHEEL:
        asked.database = Server(f"chaos-{os.getpid()}").new_database().url
    if asked.workers > 1 and not is_on_network(asked.database):
        parser.error(
            "one process at a time writes a SQLite file: "
            "name a PostgreSQL --database for more than one of --workers"
        )
    # It tells of every answer that reached nobody, because whoever asked had been killed.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    began = time.monotonic()
    try:
        result = asyncio.run(
            chaos(
                asked.kills,
                asked.seed,
                team=asked.workers,
                database=asked.database,
                brought=asked.brought or asked.workers > 1,
            )
        )
    except SettingsError as error:
        parser.error(str(error))
    verdict = result.verdict
    sys.stdout.write(f"{table(result)}\n")
    for fault in (*verdict.lost, *verdict.doubled, *verdict.out_of_order):
        sys.stdout.write(f"  {fault}\n")
    sys.stdout.write(f"seed {asked.seed}, {time.monotonic() - began:.0f} s\n{verdict.line}\n")
    return 0 if verdict.line == _SPOTLESS else 1


if __name__ == "__main__":
    sys.exit(main())
