"""Needs matched to facilities, of which there are more and more."""

import gc
import time
import tracemalloc
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from benchmarks.facility_searches import PEERS, TOLD, Contender, ours
from benchmarks.grown import grown
from benchmarks.machine import versions
from benchmarks.measuring import Spread, digits, percentile, spread
from benchmarks.outcome import Cell, Part, Plan, Table, Target
from evaluation.sets import NAMED, Need, needs
from tram_bot.commands import learner_of
from tram_bot.content.loader import load
from tram_bot.core.catalogue import Catalogue
from tram_bot.settings import read_settings

_SIZES = (1_000, 10_000, 100_000)
_OURS = "tram-bot"
_LONGEST = 2.0
"""Seconds that one way may search among one number of facilities in one run; then it has been
asked often enough."""
_P99_AT, _P99 = 10_000, 10.0
_LEAST_NEEDS = 2
_WATCHED = 10_000
"""Facilities up to which the memory of what one would use instead is measured, as it takes long."""
_CLEARLY = 4.0
"""How many times slower at the most a need may be matched among a hundred times as many."""
_MEGABYTE = 1_000_000
_ABOUT = (
    "The needs of the development half in English, each with the company's country, and the "
    "facilities for it: the real ones, and the same catalogue grown to more. A grown facility has "
    "the access, status, materials and sectors of a real one and most of its techniques, one or "
    "two from elsewhere, and the city of another; each run grows others. Beside ours there is what "
    "one would use to search a list of facilities: over their names, or over what is told in "
    "English of them and of each technique they offer; these texts are left out where they would "
    "fill the memory.",
    "*First right* is the part of the needs for which the facility that is named first offers a "
    f"technique that an adviser would name first, *right* that for which one of the first {TOLD} "
    "does. *Memory* is what making the index adds, as Python counts it in the first run; SQLite "
    "keeps its own, which is not in it. Ours says why, and when it does not know; the others do "
    "not, and our time has that in it.",
    f"A way that takes long is asked until {digits(_LONGEST)} seconds have passed, and fewer "
    "needs then.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How one way did among so many facilities. Times in seconds, memory in megabytes."""

    built: float
    memory: float
    first_right: float
    right: float
    times: Sequence[float]

    def milliseconds(self, percent: float) -> float:
        return 1000 * percentile(self.times, percent)


def measure(plan: Plan) -> Part:
    """Search among each number of facilities, in turn, as often as there are runs."""
    settings = read_settings()
    catalogue = load(settings.content).catalogue
    asked = needs("en", held_out=False)
    real = len(catalogue.facilities)
    looks: dict[tuple[str, int], list[_Look]] = {}
    missing: dict[str, str] = {}
    for run in range(plan.runs):
        for size in (real, *_SIZES):
            larger = grown(catalogue, size, seed=run)
            for name, contender in _in_turn({_OURS: ours(learner_of(settings)), **PEERS}, run):
                if name not in missing and size <= (contender.most or size):
                    with_memory = run == 0 and (name == _OURS or size <= _WATCHED)
                    try:
                        look = _look(contender, larger, asked, with_memory=with_memory)
                    except ImportError as error:
                        missing[name] = f"cannot be installed here: {error}"
                    else:
                        looks.setdefault((name, size), []).append(look)
    rows = [_row(name, size, found) for (name, size), found in sorted(looks.items(), key=_place)]
    rows += [[name, "", why, "", "", "", "", ""] for name, why in missing.items()]
    return Part(
        title="Matching at scale",
        about=_ABOUT,
        targets=_targets(looks, real),
        tables=[
            Table(
                caption="Median, least and most of the runs",
                columns=[
                    "",
                    "facilities",
                    "made, s",
                    "memory, MB",
                    "p50, ms",
                    "p99, ms",
                    "first right",
                    "right",
                ],
                rows=rows,
            )
        ],
        figures={
            f"{name}, {size}": [asdict(look) for look in found]
            for (name, size), found in looks.items()
        },
        versions=versions("rapidfuzz", "numpy", "bm25s"),
    )


def _in_turn(contenders: Mapping[str, Contender], run: int) -> Sequence[tuple[str, Contender]]:
    all_of_them = [*contenders.items()]
    shift = run % len(all_of_them)
    return all_of_them[shift:] + all_of_them[:shift]


def _look(
    contender: Contender, catalogue: Catalogue, asked: Sequence[Need], *, with_memory: bool
) -> _Look:
    begun = time.perf_counter()
    search = contender.make(catalogue)
    built = time.perf_counter() - begun
    times: list[float] = []
    first_right = right = 0
    gc.collect()
    gc.disable()
    for need in asked:
        if sum(times) > _LONGEST and len(times) >= _LEAST_NEEDS:
            break
        begun = time.perf_counter()
        found = search(need)
        times.append(time.perf_counter() - begun)
        first_right += _is_right(catalogue, need, found[:1])
        right += _is_right(catalogue, need, found)
    gc.enable()
    del search
    memory = _memory(contender, catalogue) if with_memory else 0
    return _Look(
        built=built,
        memory=memory / _MEGABYTE,
        first_right=first_right / len(times),
        right=right / len(times),
        times=times,
    )


def _memory(contender: Contender, catalogue: Catalogue) -> int:
    """Bytes that an index holds. Watching them takes several times as long as making it."""
    tracemalloc.start()
    made = contender.make(catalogue)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del made
    return held


def _is_right(catalogue: Catalogue, need: Need, found: Sequence[str]) -> bool:
    wanted = {id for id, grade in need.techniques.items() if grade == NAMED}
    offered = {id for each in found for id in catalogue.facilities[each].techniques}
    return not wanted.isdisjoint(offered)


def _place(found: tuple[tuple[str, int], object]) -> tuple[int, bool, str]:
    (name, size), _ = found
    return size, name != _OURS, name


def _row(name: str, size: int, found: Sequence[_Look]) -> list[Cell]:
    return [
        name,
        size,
        str(spread([each.built for each in found])),
        found[0].memory or "",
        str(spread([each.milliseconds(50) for each in found])),
        str(spread([each.milliseconds(99) for each in found])),
        str(spread([each.first_right for each in found])),
        str(spread([each.right for each in found])),
    ]


def _targets(looks: Mapping[tuple[str, int], Sequence[_Look]], real: int) -> Sequence[Target]:
    at_10_000 = spread([each.milliseconds(99) for each in looks[_OURS, _P99_AT]])
    least, most = looks[_OURS, _SIZES[0]], looks[_OURS, _SIZES[-1]]
    growth = spread(
        [
            many.milliseconds(50) / few.milliseconds(50)
            for few, many in zip(least, most, strict=True)
        ]
    )
    sizes = (real, *_SIZES)
    first = {size: spread([each.first_right for each in looks[_OURS, size]]) for size in sizes}
    right = {size: spread([each.right for each in looks[_OURS, size]]) for size in sizes}
    return [
        Target(
            wanted=f"p99 among {_P99_AT:,} facilities at most {digits(_P99)} ms",
            measured=f"{at_10_000} ms",
            held=at_10_000.median <= _P99,
        ),
        Target(
            wanted="clearly less than a hundred times as long among a hundred times as many",
            measured=f"{growth} times as long, p50",
            held=growth.median <= _CLEARLY,
        ),
        _no_worse(f"the first as often right among any number as among the {real}", first, real),
        _no_worse(
            f"one of {TOLD} as often right among any number as among the {real}", right, real
        ),
    ]


def _no_worse(wanted: str, right: Mapping[int, Spread], real: int) -> Target:
    return Target(
        wanted=wanted,
        measured=", ".join(f"{size:,}: {part}" for size, part in right.items()),
        held=min(part.median for part in right.values()) >= right[real].median,
    )
