"""`python -m benchmarks.turns.child`: one contender, in a process of its own.

It opens the contender, says `ready`, waits for a line, works, and says what it came to as JSON.
With `--acknowledge` it says each message that was replied to at once instead, until it is killed;
with `--lost` the line it waits for is what was said so, and it tells how much of it is gone.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.turns.form import MESSAGES
from benchmarks.turns.workload import Talk, converse, lost


def main() -> None:
    """Do as told."""
    parser = argparse.ArgumentParser(prog="benchmarks.turns.child", description=__doc__)
    parser.add_argument("contender")
    parser.add_argument("where", type=Path)
    parser.add_argument("--option", default="")
    parser.add_argument("--at-once", type=int, default=200)
    parser.add_argument("--forms", type=int, default=1)
    parser.add_argument("--name", default="1")
    parser.add_argument("--text", action="append", help="instead of the form's messages")
    parser.add_argument("--acknowledge", action="store_true")
    parser.add_argument("--lost", action="store_true")
    asyncio.run(_work(parser.parse_args()))


async def _work(asked: argparse.Namespace) -> None:
    opened = import_module(f"benchmarks.turns.contenders.{asked.contender}").opened
    texts: Sequence[str] = asked.text or MESSAGES
    async with opened(asked.where, asked.option) as talk:
        if not asked.lost:
            await converse(talk, 3, 1, f"{asked.name}9999", texts=texts)
        _say("ready")
        told = await asyncio.to_thread(sys.stdin.readline)
        if asked.lost:
            _say(json.dumps(await lost(talk, json.loads(told))))
        elif asked.acknowledge:
            await converse(talk, asked.at_once, asked.forms, asked.name, told=_acknowledge)
        else:
            await _measure(talk, asked, texts)
            await asyncio.to_thread(sys.stdin.readline)


async def _measure(talk: Talk, asked: argparse.Namespace, texts: Sequence[str]) -> None:
    before = time.process_time()
    took = await converse(talk, asked.at_once, asked.forms, asked.name, texts=texts)
    found = {
        "began": took.began,
        "ended": took.ended,
        "turns": took.turns,
        "computing": time.process_time() - before,
        "peak": _peak(),
    }
    _say(json.dumps(found))


def _acknowledge(conversation: str, number: int) -> None:
    os.write(sys.stdout.fileno(), f"{conversation} {number}\n".encode())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _peak() -> int:
    """The most memory this process had, in KiB. Not what `getrusage` tells: a process inherits
    that from the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (each for each in status.splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
