"""The start of the program, its memory while it waits, and content that is edited meanwhile."""

import asyncio
import gc
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from uuid import uuid4

from packaging.requirements import Requirement

from benchmarks.measuring import digits, percentile, spread
from benchmarks.outcome import Cell, Part, Plan, Table, Target
from benchmarks.transports.platforms import platforms
from benchmarks.transports.program import LEARNT, ROOT, running
from tests.emulators.telegram import TOKEN, telegram_server
from tests.emulators.telegram_people import Person
from tram_bot.commands import learner_of
from tram_bot.serving import Edited
from tram_bot.settings import read_settings

_START, _RELOAD, _DELAY, _MEMORY = 1.5, 1.0, 0.05, 150.0
_EDITED = "intents/phrases/en.yaml"
_EXAMPLES = "intents/money/en.yaml"
_TICK = 0.001
_NEED = "our paint peels off galvanised steel after one winter\n"
_MEGABYTE = 1_000_000
_ABOUT = (
    "*Cold start*: a company has written to the emulated Telegram while nothing ran; the time from "
    "the moment at which `tram-bot run` is started until Telegram has been sent the answer, with "
    "what was learnt and the content kept by an earlier start, as `tram-bot learn` keeps them. "
    "Beside it a whole `tram-bot chat` of one need: start, two turns, end.",
    "*Idle memory*: `tram-bot run` with Telegram and Slack and a web server, at work and not "
    "spoken to; its proportional share, in which what several processes have in common is divided "
    "among them.",
    "*Reload*: every file of a copy of the content is saved anew, one of them with another text; "
    "the time until that is served, while a loop beside it does a turn's work of a millisecond at "
    "a time and notes by how much it is held up.",
    "*An example*: in a copy of the content an intent gets one more example in English; the time "
    "until that is served, and until it is learnt from.",
)


def measure(plan: Plan) -> Part:
    """Start it, look at it, edit its content."""
    asyncio.run(_learnt_and_idle(plan.folder))  # so that everything is kept
    starts = [asyncio.run(_first_answer(plan.folder, run)) for run in range(plan.runs)]
    chats = [_chat(plan.folder, run) for run in range(plan.runs)]
    idle = [asyncio.run(_learnt_and_idle(plan.folder)) for _ in range(plan.runs)]
    edits = [asyncio.run(_edited(plan.folder / f"content-{run}")) for run in range(plan.runs)]
    reloads, delays = zip(*edits, strict=True)
    examples = [
        asyncio.run(_example(plan.folder / f"example-{run}", run)) for run in range(plan.runs)
    ]
    served, learnt = zip(*examples, strict=True)
    start, chat, memory = spread(starts), spread(chats), spread(idle)
    reload, delay = spread(reloads), spread(delays)
    sizes = _installed()
    rows: list[list[Cell]] = [
        ["cold start of `run` to the first answer, s", str(start)],
        ["a whole `chat` of one need, s", str(chat)],
        ["idle memory of `run`, MB", str(memory)],
        ["reload of all content, s", str(reload)],
        ["longest delay of a turn meanwhile, s", str(delay)],
        ["an example saved until served, s", str(spread(served))],
        ["an example saved until learnt, s", str(spread(learnt))],
        ["installed size of tram-bot and what it needs at run time, MB", sum(sizes.values())],
    ]
    return Part(
        title="Start, reload, memory",
        about=_ABOUT,
        targets=[
            _target("cold start to first turn", start.median, str(start), _START, "s"),
            _target("reload of all content", reload.median, str(reload), _RELOAD, "s"),
            _target("delay of a turn by a reload", delay.median, str(delay), _DELAY, "s"),
            _target("idle memory", memory.median, str(memory), _MEMORY, "MB"),
        ],
        tables=[
            Table(caption="Median, least and most of the runs", columns=["", ""], rows=rows),
            Table(
                caption="The largest of what is installed",
                columns=["package", "MB"],
                rows=sorted(sizes.items(), key=lambda each: -each[1])[:12],
            ),
        ],
        figures={
            "starts": starts, "chats": chats, "idle": idle, "reloads": reloads, "delays": delays,
            "installed": sizes, "examples_served": served, "examples_learnt": learnt,
        },
    )  # fmt: skip


def _target(what: str, median: float, measured: str, most: float, unit: str) -> Target:
    wanted = f"{what} at most {digits(most)} {unit}"
    return Target(wanted=wanted, measured=f"{measured} {unit}", held=median <= most)


async def _learnt_and_idle(folder: Path) -> float:
    """Megabytes of the program with both platforms, when it has nothing to do."""
    async with (
        platforms() as both,
        running(both.environ(folder / "idle.sqlite3"), folder) as program,
    ):
        return program.look().proportional


async def _first_answer(folder: Path, run: int) -> float:
    """Seconds from nothing to an answer in Telegram."""
    async with telegram_server() as server:
        company = Person(server, 4711)
        await company.writes("/start")
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tram_bot", "run",
            cwd=folder,
            env={
                **_environ(folder / f"start-{run}.sqlite3"),
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": server.address,
            },
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            async with asyncio.timeout(120):
                async with server.changed:
                    await server.changed.wait_for(lambda: _is_answered(company.chat.messages))
            return time.perf_counter() - begun
        finally:
            process.terminate()
            await process.wait()


def _is_answered(messages: Sequence[Mapping[str, object]]) -> bool:
    """Whether the bot has said something after what the company wrote."""
    return len(messages) > 1


def _chat(folder: Path, run: int) -> float:
    """Seconds of a talk in the terminal, from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tram_bot", "chat"],
        cwd=folder,
        env=_environ(folder / f"chat-{run}.sqlite3"),
        input=_NEED.encode(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begun


def _environ(database: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1",
        "TRAM_BOT_LEARNT": str(LEARNT), "TRAM_BOT_CONTENT": str(ROOT),
        "TRAM_BOT_DATABASE": str(database),
    }  # fmt: skip


async def _edited(root: Path) -> tuple[float, float]:
    """Seconds until what was saved is served, and those by which a turn was late meanwhile."""
    content = _copied(root)
    is_served = asyncio.Event()

    async def changed() -> None:
        is_served.set()

    following = asyncio.create_task(content.follow(changed))
    await asyncio.sleep(1)  # noqa: TID251 - the folders are watched by then
    late: list[float] = []
    working = asyncio.create_task(_turns(late))
    begun = time.perf_counter()
    _save_all(root)
    await asyncio.wait_for(is_served.wait(), 120)
    took = time.perf_counter() - begun
    content.stop()
    working.cancel()
    await following
    gc.unfreeze()
    return took, percentile(late, 100)


async def _example(root: Path, run: int) -> tuple[float, float]:
    """Seconds until an example that was saved is served, and until it is learnt from."""
    content = _copied(root)
    took: list[float] = []
    is_learnt = asyncio.Event()

    async def changed() -> None:
        took.append(time.perf_counter() - begun)
        if not content.learning:
            is_learnt.set()

    following = asyncio.create_task(content.follow(changed))
    await asyncio.sleep(1)  # noqa: TID251 - the folders are watched by then
    path = root / _EXAMPLES
    text = path.read_text(encoding="utf-8")
    # Another one each time, as what was learnt is kept.
    more = f"examples:\n      - what would trial {time.time_ns()} of {run} cost us\n"
    begun = time.perf_counter()
    path.write_text(text.replace("examples:\n", more, 1), encoding="utf-8")
    await asyncio.wait_for(is_learnt.wait(), 120)
    content.stop()
    await following
    gc.unfreeze()
    return took[0], took[-1]


def _copied(root: Path) -> Edited:
    """A copy of the content, in which something may be saved."""
    for name in ("intents", "facility_catalogue"):
        shutil.copytree(ROOT / name, root / name)
    settings = read_settings({"TRAM_BOT_LEARNT": str(LEARNT)})
    return Edited(root, learner_of(settings), language="en")


def _save_all(root: Path) -> None:
    for path in sorted(root.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        # What was saved in an earlier run would be known, and not read.
        more = f"# {uuid4()}\n" if path.relative_to(root).as_posix() == _EDITED else ""
        path.write_text(text + more, encoding="utf-8")


async def _turns(late: list[float]) -> None:
    """The work of a turn, again and again; how late each was."""
    while True:
        due = time.perf_counter() + 2 * _TICK
        await asyncio.sleep(_TICK)  # noqa: TID251 - a company writes now and then
        busy = time.perf_counter()
        while time.perf_counter() < busy + _TICK:
            pass
        late.append(max(0.0, time.perf_counter() - due))


def _installed() -> dict[str, float]:
    """Megabytes of each package that is needed at run time, by its name."""
    sizes: dict[str, float] = {}
    waiting = [Requirement("tram-bot")]
    while waiting:
        wanted = waiting.pop()
        try:
            found = distribution(wanted.name)
        except PackageNotFoundError:  # another machine's
            continue
        sizes[found.name.lower()] = _size(found) / _MEGABYTE
        waiting += [
            each
            for each in map(Requirement, found.requires or ())
            if _is_asked_for(each, wanted.extras) and each.name.lower() not in sizes
        ]
    return sizes


def _is_asked_for(requirement: Requirement, extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": each}) for each in (*extras, ""))


def _size(found: Distribution) -> int:
    paths = (Path(str(found.locate_file(file))) for file in found.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())
