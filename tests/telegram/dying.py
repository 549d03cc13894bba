"""`tram-bot run`, killed in its first turn: `python -m tests.telegram.dying`."""

import os
import signal
import sys
from typing import NoReturn

from tram_bot import cli, turns


def die(*_: object) -> NoReturn:
    """End at once, as by `kill -9`, in the midst of the turn's transaction."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


if __name__ == "__main__":
    setattr(turns, "converse", die)  # noqa: B010 - it is no name that the module exports
    sys.exit(cli.main(["run"]))
