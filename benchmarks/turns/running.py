"""The contenders' processes: started, told to go at the same moment, listened to, killed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.machine import HERE
from benchmarks.turns.form import MESSAGES
from benchmarks.turns.servers import Server

_ACKNOWLEDGED_BEFORE_THE_KILL = 600


class CameToAnEnd(Exception):  # noqa: N818 - it says what happened
    """A contender's process has ended by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Somebody who holds conversations."""

    name: str
    module: str
    """In `contenders/`."""
    python: Path = Path(sys.executable)
    option: str = ""
    server: Server | None = None
    """Where it keeps its state; its address is the option then."""
    processes: int = 1
    """Among which the conversations are divided."""
    forms: int = 1
    """One after another in each conversation, so that a run takes some seconds."""
    at_once: int = 200
    texts: Sequence[str] = ()
    """What is written in place of the form's messages; then it is not looked at what is replied,
    and not counted what is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run of a contender came to; times in seconds, memory in MiB."""

    turns_a_second: float
    turns: Sequence[float]
    computing: float
    """Processor time of a turn, in the contender's own processes."""
    peak: float
    """Of the contender's processes together."""
    server: float
    """Of the server's processes, at the end."""
    serving: float
    """Processor time of a turn, in the server's processes."""


def speed(contender: Contender, folder: Path) -> Run:
    """Hold the conversations, and tell how long everything took."""
    with _place(folder) as where, ExitStack() as ended:
        address = contender.server.fresh() if contender.server else contender.option
        share = contender.at_once // contender.processes
        children = [
            ended.enter_context(_started(contender, where / number, address, share, name=number))
            for number in map(str, range(1, contender.processes + 1))
        ]
        for child in children:
            _wait_until_ready(child, contender)
        worked = contender.server.processor() if contender.server else 0.0
        for child in children:
            _tell(child, "go")
        found = [json.loads(_line(child, contender)) for child in children]
        server, serving = 0.0, 0.0
        if contender.server:
            server = contender.server.memory()
            serving = contender.server.processor() - worked
        # Whoever has ended its own may have to send what another one waits for.
        for child in children:
            _tell(child, "end")
    turns = [each for one in found for each in one["turns"]]
    took = max(one["ended"] for one in found) - min(one["began"] for one in found)
    return Run(
        turns_a_second=len(turns) / took,
        turns=turns,
        computing=sum(one["computing"] for one in found) / len(turns),
        peak=sum(one["peak"] for one in found) / 1024,
        server=server,
        serving=serving / len(turns),
    )


def answers_lost(contender: Contender, folder: Path) -> tuple[int, int]:
    """Kill the contender, and its server with it, in the midst of its work, and start both anew.
    How many messages that were replied to are gone, and how many there were, of the conversations
    that were under way."""
    with _place(folder) as where:
        address = contender.server.fresh() if contender.server else contender.option
        place = where / "1"
        with _started(
            contender, place, address, contender.at_once, "--acknowledge", forms=1000
        ) as child:
            _wait_until_ready(child, contender)
            _tell(child, "go")
            seen = [_line(child, contender) for _ in range(_ACKNOWLEDGED_BEFORE_THE_KILL)]
            child.kill()
            assert child.stdout is not None  # noqa: S101 - it was opened with one
            seen += child.stdout.read().splitlines()
        if contender.server:
            contender.server.kill()
        acknowledged = {who: int(number) for who, number in map(str.split, seen)}
        with _started(contender, place, address, 1, "--lost") as child:
            try:
                _wait_until_ready(child, contender)
            except CameToAnEnd:
                # It cannot read any more what it had kept: nothing of it is known to anybody.
                asked = sum(each for each in acknowledged.values() if each < len(MESSAGES))
                return asked, asked
            _tell(child, json.dumps(acknowledged))
            lost, asked = json.loads(_line(child, contender))
    return lost, asked


def commits(folder: Path, *, size: int, group: int) -> dict[str, list[float]]:
    """How long bare commits of so many bytes a turn take: `alone`, and in `groups`."""
    with _place(folder) as where:
        command = [sys.executable, "-m", "benchmarks.turns.bare", str(where),
                   "--bytes", str(size), "--group", str(group)]  # fmt: skip
        told = subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, text=True, cwd=HERE.parent
        )
    found: dict[str, list[float]] = json.loads(told.stdout)
    return found


Child = subprocess.Popen[str]


def _started(
    contender: Contender,
    place: Path,
    address: str,
    at_once: int,
    *more: str,
    name: str = "1",
    forms: int = 0,
) -> Child:
    place.mkdir(exist_ok=True)
    command = [
        str(contender.python), "-m", "benchmarks.turns.child", contender.module, str(place),
        "--option", address, "--at-once", str(at_once), "--name", name,
        "--forms", str(forms or contender.forms), *more,
    ]  # fmt: skip
    for text in contender.texts:
        command += ["--text", text]
    with (place / "trouble").open("a", encoding="utf-8") as trouble:
        return subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=trouble, text=True,
            cwd=HERE.parent,
        )  # fmt: skip


def _wait_until_ready(child: Child, contender: Contender) -> None:
    said = _line(child, contender)
    if said != "ready":
        raise RuntimeError(f"{contender.name} said: {said}")


def _line(child: Child, contender: Contender) -> str:
    assert child.stdout is not None  # noqa: S101 - it was opened with one
    line = child.stdout.readline()
    if not line:
        place = Path(str(child.args[4]))  # type: ignore[index] # a list of ours
        trouble = (place / "trouble").read_text(encoding="utf-8")
        raise CameToAnEnd(f"{contender.name} came to an end: {trouble[-2000:]}")
    return line.rstrip("\n")


def _tell(child: Child, line: str) -> None:
    assert child.stdin is not None  # noqa: S101 - it was opened with one
    child.stdin.write(f"{line}\n")
    child.stdin.flush()


@contextmanager
def _place(folder: Path) -> Iterator[Path]:
    place = folder / "run"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place)


def plain(run: Run) -> dict[str, Any]:
    """The figures of a run, without the single turns."""
    return {
        "turns_a_second": run.turns_a_second,
        "computing": run.computing,
        "serving": run.serving,
        "peak": run.peak,
        "server": run.server,
    }
