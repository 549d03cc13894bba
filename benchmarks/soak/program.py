"""`tram-bot run` by a clock that can be moved on: `python -m benchmarks.soak.program CLOCK`."""

import asyncio
import logging
import math
import signal
import sys
from datetime import timedelta
from pathlib import Path

from tests.chaos.clock import MovedClock
from tram_bot import retention
from tram_bot.channels.telegram import pacing
from tram_bot.commands.learners import learner_of
from tram_bot.commands.running import serve
from tram_bot.log_lines import LogLines
from tram_bot.serving import Edited
from tram_bot.settings import read_settings
from tram_bot.slack.pacing import Pacing as SlackPacing

_AS_MANY_AS_COME = 1_000_000


def main() -> None:
    """Run it until SIGTERM."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    asyncio.run(_run(MovedClock(Path(sys.argv[1]))))


async def _run(clock: MovedClock) -> None:
    settings = read_settings()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    _hasten()
    await serve(
        Edited(settings.content, learner_of(settings), language="en"),
        settings,
        clock,
        stop,
        pacing=pacing.Pacing(per_chat=0),
        slack_pacing=SlackPacing(per_channel=0),
    )


def _hasten() -> None:
    """An hour of the clock is some seconds here: so many messages a second as platforms allow are
    far too few, and an hour for which a clock must have gone evenly would never pass. That it is
    moved on is no jump here: what is too old is deleted each night, and not each hour."""
    setattr(pacing, "_IN_ALL", _AS_MANY_AS_COME)  # noqa: B010 - it is the harness that does this
    setattr(retention, "_BELIEVED_AFTER", timedelta(0))  # noqa: B010
    setattr(retention, "_JUMP", math.inf)  # noqa: B010
    setattr(retention, "_LOOK_EVERY", 1.0)  # noqa: B010


if __name__ == "__main__":
    main()
