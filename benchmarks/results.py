"""What was measured so far, kept by part, so that each can be measured again alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.machine import HERE
from benchmarks.outcome import Part

RESULTS = HERE / "results.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A part as it was last measured."""

    part: Part
    date: str
    commit: str
    seconds: int
    runs: int
    machine: Mapping[str, str]


Results = dict[str, Measured]
"""By the part's name."""

_SHAPE = TypeAdapter(Results)


def load(path: Path = RESULTS) -> Results:
    """What is kept; nothing if there is no file yet."""
    return _SHAPE.validate_json(path.read_bytes()) if path.exists() else {}


def save(results: Results, order: Iterable[str], path: Path = RESULTS) -> None:
    """Keep these, in that order."""
    ordered = {name: results[name] for name in order if name in results}
    path.write_bytes(_SHAPE.dump_json(ordered, indent=1) + b"\n")
