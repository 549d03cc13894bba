"""Two hundred deaths of the real program, and nothing lost, doubled or out of order.

`make chaos` dies two thousand.
"""

import pytest

from tests.chaos.__main__ import chaos

KILLS = 100


@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_is_lost_doubled_or_out_of_order(seed: int) -> None:
    verdict, at, starts, companies = await chaos(KILLS, seed)
    assert (verdict.lost, verdict.doubled, verdict.out_of_order) == ([], [], [])
    assert sum(at.values()) == KILLS
    assert starts == KILLS + 1
    assert verdict.leads == verdict.cards == companies
