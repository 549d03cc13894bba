"""The processes of the program, seen from outside: born, killed, dead."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.chaos.dying import Plan
from tests.surroundings import surroundings

_PATIENCE = 60.0
"""Seconds until a process that is not born, or does not die, fails the run."""


class Worker:
    """One process of the program, killed and started anew."""

    def __init__(self, zygote: asyncio.subprocess.Process, name: int, port: int) -> None:
        """`port` is where it listens, 0 for nowhere."""
        self._zygote = zygote
        self.name = name
        self.port = port
        self.pid = 0
        self.starts = 0
        self.was_killed_by_us = False
        self.acts: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done once it is at work."""
        self._born: asyncio.Future[int] | None = None
        self._dead: asyncio.Future[int] | None = None

    async def start(self, plan: Plan) -> None:
        """Bring it to life, to die as planned."""
        loop = asyncio.get_running_loop()
        self._born, self._dead = loop.create_future(), loop.create_future()
        self.acts = loop.create_future()
        self.was_killed_by_us = False
        assert self._zygote.stdin
        self._zygote.stdin.write(f"{self.name} {self.port} {plan}\n".encode())
        await self._zygote.stdin.drain()
        async with asyncio.timeout(_PATIENCE):
            self.pid = await self._born
        self.starts += 1

    async def died(self) -> None:
        """Wait until it is dead; of anything but a kill it must not die."""
        assert self._dead
        status = await self._dead
        if status != -signal.SIGKILL:
            raise AssertionError(f"worker {self.name} ended by itself: {status}")

    def kill(self) -> bool:
        """As the power does; whether it was alive."""
        if not self.pid:
            return False
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:  # it has just died by itself, as planned
            return False
        self.was_killed_by_us = True
        return True

    def say_where_it_is(self) -> str:
        """Have it write into the log what each of its threads is at; how it is."""
        with suppress(ProcessLookupError):
            if self.pid:
                os.kill(self.pid, signal.SIGUSR1)
        return f"worker {self.name}: pid {self.pid}, started {self.starts} times, {self.acts}"

    def was_born(self, pid: int) -> None:
        """The zygote tells so."""
        assert self._born
        self._born.set_result(pid)

    def is_at_work(self) -> None:
        """It tells so itself."""
        self.acts.set_result(None)

    def is_dead(self, status: int) -> None:
        """The zygote tells so."""
        assert self._dead
        self.pid = 0
        self._dead.set_result(status)


@asynccontextmanager
async def workers(
    ports: Sequence[int], clock: Path, environ: Mapping[str, str], folder: Path, root: Path
) -> AsyncIterator[Sequence[Worker]]:
    """The processes with these ports, none of them started yet. What they log is told with whatever
    goes wrong."""
    log = folder / "log"
    with log.open("wb") as logged:
        zygote = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.zygote", str(clock),
            cwd=folder,
            env={**surroundings(), "PYTHONPATH": str(root), **environ},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=logged, start_new_session=True,
        )  # fmt: skip
    assert zygote.stdout
    async with asyncio.timeout(_PATIENCE):
        assert (await zygote.stdout.readline()).strip() == b"ready"
    team = [Worker(zygote, name, port) for name, port in enumerate(ports)]
    hearing = asyncio.create_task(_hear(zygote.stdout, team))
    try:
        yield team
    except BaseException as wrong:
        wrong.add_note(f"the zygote ended with {zygote.returncode}; its log:\n{_end_of(log)}")
        raise
    finally:
        hearing.cancel()
        # One that is just being born is in the group, too, and would keep the pipe open.
        with suppress(ProcessLookupError):
            os.killpg(zygote.pid, signal.SIGKILL)
        await zygote.wait()


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-30:])


async def _hear(told: asyncio.StreamReader, team: Sequence[Worker]) -> None:
    while line := (await told.readline()).decode():
        what, name, number = line.split()
        worker = team[int(name)]
        match what:
            case "born":
                worker.was_born(int(number))
            case "acts":
                worker.is_at_work()
            case _:
                worker.is_dead(int(number))
