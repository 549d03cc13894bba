"""Two hundred and more deaths of the real program, and nothing lost, doubled or out of order.

`make chaos` dies two thousand.
"""

import sys
from subprocess import run

import pytest

from tests.chaos.run import ROOT, Result, chaos
from tests.postgres import Server

KILLS = 80


def spotless(result: Result, kills: int) -> None:
    """All is there, once and in order, and there was something to lose."""
    verdict = result.verdict
    assert (verdict.lost, verdict.doubled, verdict.out_of_order) == ([], [], [])
    assert sum(result.killed_at.values()) == kills
    assert result.starts > kills
    assert result.conversations > verdict.leads > 0
    assert verdict.cards > verdict.leads


@pytest.mark.parametrize(("seed", "brought"), [(1, False), (2, True)], ids=["fetched", "brought"])
async def test_nothing_is_lost_doubled_or_out_of_order(seed: int, brought: bool) -> None:
    spotless(await chaos(KILLS, seed, brought=brought), KILLS)


async def test_nor_with_four_programs_on_one_database(postgres: Server) -> None:
    database = postgres.new_database().url
    spotless(await chaos(KILLS // 2, 3, team=4, database=database, brought=True), KILLS // 2)


def test_a_file_is_for_one_program() -> None:
    asked = [sys.executable, "-m", "tests.chaos", "--workers", "2", "--database", "tram.sqlite3"]
    told = run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "names a PostgreSQL database" in told.stderr
