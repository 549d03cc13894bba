"""The program as an operator starts it, a process of its own: started, looked at, stopped."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = ("tram_bot", "run")
"""The module and what it is asked for."""
_LEARN = ("tram_bot", "learn")
LEARNT = ROOT / ".bench" / "learnt"
"""Where what was learnt is kept from one run to the next, as it is between two starts."""

_SECONDS_TO_START, _SECONDS_TO_STOP = 120.0, 30.0
_LAST_TO_BEGIN = "Slack: "
"""How the line begins that is told once everything has begun."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The process at one moment. Memory in megabytes: `resident` counts all that it holds,
    `proportional` its share of what it has in common with others."""

    resident: float
    proportional: float
    handles: int
    threads: int
    processor: float
    """Seconds of the processor since it began."""


class Program:
    """The running process."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        """`log` is what it writes to its standard error."""
        self._process = process
        self._seen = psutil.Process(process.pid)
        self.log = log

    def look(self) -> Look:
        """How it is. Raises RuntimeError if it has ended."""
        try:
            with self._seen.oneshot():
                memory = self._seen.memory_full_info()
                times = self._seen.cpu_times()
                return Look(
                    resident=memory.rss / _MEGABYTE,
                    # Only Linux tells the share.
                    proportional=getattr(memory, "pss", memory.rss) / _MEGABYTE,
                    handles=self._seen.num_fds(),
                    threads=self._seen.num_threads(),
                    processor=times.user + times.system,
                )
        except psutil.NoSuchProcess:
            raise RuntimeError(f"the program has ended; its log:\n{self._end_of_log()}") from None

    def complaints(self) -> Sequence[str]:
        """The lines of its log so far: it writes one when something is out of the ordinary."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()

    async def stop(self) -> None:
        """As a platform stops it. Raises RuntimeError if it ends otherwise than well."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(_SECONDS_TO_STOP):
            status = await self._process.wait()
        if status:
            raise RuntimeError(f"the program ended with {status}:\n{self._end_of_log()}")

    def kill(self) -> None:
        """End it whatever it does, if it has not ended."""
        if self._process.returncode is None:
            self._process.kill()

    def _end_of_log(self) -> str:
        return "\n".join(self.complaints()[-30:])


@asynccontextmanager
async def running(
    environ: Mapping[str, str], folder: Path, *, module: Sequence[str] = RUN
) -> AsyncIterator[Program]:
    """The program with these settings, at work; its log is kept in that folder."""
    log = folder / "program.log"
    with log.open("wb") as written:
        # On a busy machine it would begin its work before it has learnt what it can be reminded of.
        learning = await _begun(_LEARN, environ, folder, written)
        await learning.communicate()
        process = await _begun(module, environ, folder, written)
    program, told, reading = Program(process, log), process.stdout, None
    if told is None:
        raise AssertionError("a pipe was asked for")
    try:
        async with asyncio.timeout(_SECONDS_TO_START):
            while not (line := (await told.readline()).decode()).startswith(_LAST_TO_BEGIN):
                if not line:
                    raise RuntimeError("\n".join(program.complaints()))
        reading = asyncio.create_task(_read_on(told))
        yield program
        await program.stop()
    finally:
        program.kill()
        await process.wait()
        if reading:
            await reading


async def _begun(
    module: Sequence[str], environ: Mapping[str, str], folder: Path, log: IO[bytes]
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", *module,
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1",
            "TRAM_BOT_LEARNT": str(LEARNT), "TRAM_BOT_CONTENT": str(ROOT), **environ,
        },
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=log,
    )  # fmt: skip


async def _read_on(told: asyncio.StreamReader) -> None:
    """Or it would stand still once the pipe is full."""
    while await told.read(65_536):
        pass
