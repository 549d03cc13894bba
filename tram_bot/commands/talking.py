"""`chat`: a conversation, held in the terminal."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from tram_bot import chat as terminal_chat
from tram_bot import serving
from tram_bot.commands.languages import known_language
from tram_bot.learning.learner import Learner
from tram_bot.ports import Clock


def chat(root: Path, talk: terminal_chat.Talk, clock: Clock, learner: Learner) -> int:
    """Hold a conversation on standard input and output. `learner` is what
    understanding is learnt with."""
    content = serving.read_content(root, learner)
    known_language(content, talk.language)
    if isinstance(sys.stdin, TextIOWrapper):
        # A key that was pressed amiss ends no talk; a text in other letters would be read wrong.
        sys.stdin.reconfigure(errors="replace" if sys.stdin.isatty() else "strict")
    asyncio.run(_until_interrupted(terminal_chat.chat(content, talk, clock, sys.stdin, sys.stdout)))
    return 0


async def _until_interrupted(talking: Coroutine[Any, Any, None]) -> None:
    """Do that, and end it on Ctrl-C with a KeyboardInterrupt.

    A loop that is just falling asleep does not wake up for asyncio's own way of taking the signal.
    """
    task = asyncio.create_task(talking)
    with suppress(NotImplementedError):  # Windows: there asyncio's own way has to do
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
