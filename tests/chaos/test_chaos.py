"""Two hundred deaths of the real program, and nothing lost, doubled or out of order.

`make chaos` dies two thousand.
"""

import sys
from subprocess import run

import pytest

from tests.chaos.run import ROOT, chaos
from tests.postgres import Server

KILLS = 85


@pytest.mark.parametrize(("seed", "brought"), [(1, False), (2, True)], ids=["fetched", "brought"])
async def test_nothing_is_lost_doubled_or_out_of_order(seed: int, brought: bool) -> None:
    result = await chaos(KILLS, seed, brought=brought)
    verdict = result.verdict
    assert (verdict.lost, verdict.doubled, verdict.out_of_order) == ([], [], [])
    assert sum(result.killed_at.values()) == KILLS
    assert result.starts > KILLS
    assert result.conversations > verdict.leads > 0
    assert verdict.cards > verdict.leads


async def test_nothing_is_with_two_processes_on_postgresql(postgres: Server) -> None:
    result = await chaos(30, 3, team=2, database=postgres.new_database().url, brought=True)
    verdict = result.verdict
    assert (verdict.lost, verdict.doubled, verdict.out_of_order) == ([], [], [])
    assert sum(result.killed_at.values()) == 30
    assert result.conversations > verdict.leads > 0


def test_several_workers_are_refused_on_sqlite() -> None:
    asked = [sys.executable, "-m", "tests.chaos", "--workers", "2"]
    told = run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "one process at a time writes a SQLite file" in told.stderr
