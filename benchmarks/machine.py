"""On what the figures were taken."""

import os
import platform
import re
import sqlite3
import subprocess
import time
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent


def machine(folder: Path) -> Mapping[str, str]:
    """The machine, in words; `folder` is on the disk that is measured."""
    return {
        "processor": _processor(),
        "cores": str(cores()),
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "file system": _file_system(folder),
        "fsync of 4 KiB": f"{seconds_of_fsync(folder) * 1000:.2f} ms",
        "Python": platform.python_version(),
        "a million sums in it": f"{seconds_of_sums() * 1000:.0f} ms",
        "SQLite": sqlite3.sqlite_version,
        "load before": " ".join(f"{each:.1f}" for each in os.getloadavg()),
    }


def cores() -> int:
    """How many of them may be worked on."""
    return len(os.sched_getaffinity(0))


def versions(*packages: str) -> Mapping[str, str]:
    """The versions of these packages, of those that are installed here."""
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def commit() -> str:
    """Of which commit the figures are; with a plus sign if something was changed since."""
    described = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", ".", ":!benchmarks/RESULTS.md",
                   ":!benchmarks/results.json")  # fmt: skip
    return (described or "unknown") + ("+" if changed else "")


def seconds_of_fsync(folder: Path, times: int = 50) -> float:
    """How long this disk takes to have 4 KiB for sure, appended to a file: the median."""
    taken = []
    path = folder / "fsync-probe"
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)
    path.unlink()
    return median(taken)


def seconds_of_sums(times: int = 5) -> float:
    """How long this machine takes for a million sums in a loop of Python, which tells two machines,
    or two hours of one that is shared, apart: the median."""
    taken = []
    for _ in range(times):
        begun, total = time.perf_counter(), 0
        for number in range(1_000_000):
            total += number * number
        taken.append(time.perf_counter() - begun)
    return median(taken)


def _git(*arguments: str) -> str:
    told = subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        cwd=HERE.parent, check=False, capture_output=True, text=True,
    )  # fmt: skip
    return told.stdout.strip()


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    text = information.read_text(encoding="utf-8") if information.exists() else ""
    named = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return named.group(1) if named else platform.processor() or platform.machine()


def _file_system(folder: Path) -> str:
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return "unknown"
    found = [line.split()[1:3] for line in mounts.read_text(encoding="utf-8").splitlines()]
    above = [(where, kind) for where, kind in found if folder.resolve().is_relative_to(where)]
    return max(above, key=lambda each: len(each[0]))[1] if above else "unknown"
