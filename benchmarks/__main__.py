"""`make bench`, or `.bench/bin/python -m benchmarks`: measures, and writes RESULTS.md.

python -m benchmarks                    every part: an hour and a half
python -m benchmarks turns matching     these parts; what is known of the others is kept
python -m benchmarks turns --try        one run of each, printed and not written down
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import report, results
from benchmarks.machine import commit, machine
from benchmarks.outcome import Plan
from benchmarks.parts import PARTS, measure_of
from benchmarks.results import Measured


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured")
    parser.add_argument(
        "--minutes", type=float, default=0.0, help="of a part that goes on for long"
    )
    parser.add_argument("--try", dest="trial", action="store_true", help="once, not written down")
    parser.add_argument(
        "--folder", type=Path, default=None, help="on the disk to measure; else for temporary files"
    )
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.parts if name not in PARTS]
    if unknown:
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if asked.runs < 5 and not asked.trial:
        parser.error("medians are of at least five runs; --try measures once, and keeps nothing")
    runs = 1 if asked.trial else asked.runs
    fresh = {}
    for name in asked.parts or PARTS:
        fresh[name] = _measured(name, runs, asked.minutes / 60, asked.folder)
        if not asked.trial:
            kept = {**results.load(), name: fresh[name]}
            results.save(kept, PARTS)
            report.PAGE.write_text(report.text(results.load()), encoding="utf-8")
    sys.stdout.write(report.text(fresh))


def _measured(name: str, runs: int, hours: float, on: Path | None) -> Measured:
    sys.stderr.write(f"{name} ...\n")
    with tempfile.TemporaryDirectory(dir=on, prefix="tram-bot-bench-") as folder:
        before = machine(Path(folder))
        begun = time.perf_counter()
        part = measure_of(name)(Plan(runs=runs, folder=Path(folder), hours=hours))
        return Measured(
            part=part,
            date=datetime.now(UTC).date().isoformat(),  # noqa: TID251
            commit=commit(),
            seconds=round(time.perf_counter() - begun),
            runs=part.runs or runs,
            machine=before,
        )


if __name__ == "__main__":
    main()
