"""`chat` and `test`: conversations held, and replayed."""

import asyncio
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tram_bot import chat as terminal_chat
from tram_bot import serving
from tram_bot.commands.printing import emit, emit_json
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.ports import Clock
from tram_bot.transcripts.replay import replay
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import read_script

_DEFAULT_TESTS = Path("tests/conversations")


def chat(root: Path, talk: terminal_chat.Talk, clock: Clock, learner: Learner) -> int:
    """Hold a conversation on standard input and output. `learner` is what
    understanding is learnt with."""
    content = serving.read_content(root, learner)
    if talk.language and talk.language not in content.phrasebook.phrases:
        known = ", ".join(sorted(content.phrasebook.phrases))
        raise SettingsError(f"there are no words in '{talk.language}' yet; there are: {known}")
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


def test(root: Path, paths: Sequence[Path], *, as_json: bool) -> int:
    """Replay conversation tests; 1 if any fails."""
    content = serving.read_content(root)
    scripts = [read_script(path) for path in _files(paths or [_tests_of(root)])]
    results = [(script, replay(content, script, saved_and_loaded)) for script in scripts]
    failed = [failure for _, failure in results if failure]
    if as_json:
        emit_json(
            [
                {"file": s.file, "name": s.name, "failure": f and {"line": f.line, "what": f.what}}
                for s, f in results
            ]
        )
        return 1 if failed else 0
    for failure in failed:
        emit(str(failure))
    emit(f"{len(scripts)} conversations, {len(failed)} failed")
    return 1 if failed else 0


def _tests_of(root: Path) -> Path:
    """Those that belong to the content; without any, those of the current folder."""
    there = root / _DEFAULT_TESTS
    return there if there.is_dir() else _DEFAULT_TESTS


def _files(paths: Sequence[Path]) -> list[Path]:
    files = []
    for path in paths:
        if not path.exists():
            raise SettingsError(f"there is no file or folder {path}")
        files.extend(sorted(path.rglob("*.yaml")) if path.is_dir() else [path])
    return files
