"""The parts of the benchmarks, in the order of the page, and where each is.

A part is a module with a function `measure(plan) -> Part`. It is imported when it is asked for
only, as what it compares with need not be installed everywhere.
"""

from collections.abc import Mapping
from importlib import import_module

from benchmarks.outcome import Measure

PARTS: Mapping[str, str] = {
    "step": "benchmarks.step",
    "matching": "benchmarks.matching",
    "start": "benchmarks.start",
    "turns": "benchmarks.turns.part",
    "transports": "benchmarks.transports.part",
    "soak": "benchmarks.soak.part",
}


def measure_of(name: str) -> Measure:
    """What measures a part of that name."""
    function: Measure = import_module(PARTS[name]).measure
    return function
