"""The program, ready to be started at once: `python -m tests.chaos.zygote CLOCK`.

Everything is imported and read before. A line `WORKER PORT NTH POINT` on standard input forks a
process that runs, as `tram-bot run` does, until it dies. To standard output go `born WORKER PID`,
`acts WORKER 0` once it is at work, and `dead WORKER STATUS`. The port is 0 for one that opens none.
"""

import asyncio
import faulthandler
import importlib
import os
import pkgutil
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import tram_bot
from tests.chaos.clock import MovedClock
from tests.chaos.dying import Plan, arm
from tests.chaos.tapping import found_by
from tests.telegram.house import PUBLIC
from tram_bot import app, delivery, served, serving
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.commands.learners import learner_of
from tram_bot.commands.running import serve
from tram_bot.core.content import Content
from tram_bot.settings import Settings, WebAccess, read_settings
from tram_bot.slack.pacing import Pacing as SlackPacing
from tram_bot.store import lending

_GRACE, _IDLE_CHECK = 0.3, 0.1
"""Seconds; a fiftieth of what they are."""


def say(line: str) -> None:
    """One line to whoever started this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def live(content: Content, settings: Settings, clock: MovedClock, worker: str) -> None:
    """Run for ever; nobody waits a second between two messages."""

    def tell(line: str) -> None:
        if line.startswith("Slack: "):  # the last thing to begin
            say(f"acts {worker} 0")

    await serve(
        served.Fixed(content),
        settings,
        clock,
        asyncio.Event(),
        pacing=Pacing(per_chat=0),
        slack_pacing=SlackPacing(per_channel=0),
        tell=tell,
    )


def swapped_all_the_time(content: Content) -> Callable[[], Content]:
    """The content as it is while an admin goes on editing words that nobody waits for."""
    book = content.phrasebook
    changed = {**book.phrases["en"], "turn_failed": "Please try again."}
    edited = replace(
        content,
        version=f"{content.version} edited",
        phrasebook=replace(book, phrases={**book.phrases, "en": changed}),
    )
    looks = 0

    def current() -> Content:
        nonlocal looks
        looks += 1
        return edited if looks // 3 % 2 else content

    return current


def swap_content() -> None:
    """Have the parts of this process be given another content again and again."""
    running = app.running

    def swapping(*, content: Callable[[], Content], **others: Any) -> Any:
        return running(content=swapped_all_the_time(content()), **others)

    setattr(app, "running", swapping)  # noqa: B010 - it is the harness that does this


def take_over_soon() -> None:
    """Have this process take another for dead at once: none lives long enough here to wait, nor
    to look for a second time."""
    setattr(lending, "_GRACE", _GRACE)  # noqa: B010 - it is the harness that does this
    setattr(delivery, "_IDLE_CHECK", _IDLE_CHECK)  # noqa: B010 - it is the harness that does this


_NEEDED_LATE = (
    "anyio._backends._asyncio", "holidays.countries", "httpcore", "uvicorn.lifespan.off",
    "uvicorn.protocols.http.auto",
)  # fmt: skip
"""What libraries import when they are first used."""


def import_all() -> None:
    """What the program imports only once it needs it, too: each of hundreds of births would have
    to do so anew, and would take twice as long."""
    ours = [each.name for each in pkgutil.walk_packages(tram_bot.__path__, "tram_bot.")]
    for name in (*ours, *_NEEDED_LATE):
        if not name.endswith("__main__"):
            importlib.import_module(name)


def bear(content: Content, clock: MovedClock, line: str) -> tuple[str, int]:
    """Start one more process; which worker it is, and its number."""
    worker, port, words = line.split(" ", 2)
    child = os.fork()
    if child:
        return worker, child
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        faulthandler.register(signal.SIGUSR1)
        arm(Plan.read(words))
        swap_content()
        take_over_soon()
        settings = read_settings({**os.environ, **found_by(worker)})  # noqa: TID251
        web = WebAccess(url=PUBLIC, port=int(port), host="127.0.0.1") if int(port) else None
        asyncio.run(live(content, replace(settings, web=web), clock, worker))
    finally:
        os._exit(3)


def main() -> None:
    """Give birth whenever a line comes, and tell of every death."""
    import_all()
    clock = MovedClock(Path(sys.argv[1]))
    settings = read_settings()
    content = serving.build_content(settings.content, learner_of(settings))
    living: dict[int, str] = {}
    told_of_death, death = socket.socketpair()
    told_of_death.setblocking(False)
    death.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(death.fileno())
    looking = selectors.DefaultSelector()
    looking.register(sys.stdin.fileno(), selectors.EVENT_READ)
    looking.register(told_of_death, selectors.EVENT_READ)
    heard = b""
    say("ready")
    while True:
        for key, _ in looking.select():
            if key.fileobj is told_of_death:
                told_of_death.recv(4096)
                continue
            part = os.read(sys.stdin.fileno(), 4096)
            if not part:
                return
            *lines, heard = (heard + part).split(b"\n")
            for line in lines:
                worker, child = bear(content, clock, line.decode())
                living[child] = worker
                say(f"born {worker} {child}")
        for child in list(living):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                say(f"dead {living.pop(child)} {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
