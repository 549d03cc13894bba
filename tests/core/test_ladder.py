"""A need is answered with a ladder: a cheap first look, then what takes more."""

from dataclasses import replace

from tests.matching.small_catalogue import catalogue
from tram_bot.core.catalogue import Catalogue, Effort
from tram_bot.core.finding import TechniqueMatch
from tram_bot.core.ladder import ladder

FIRST_LOOK, LABORATORY, SPECIAL = Effort


def known(**efforts: Effort) -> Catalogue:
    small = catalogue()
    techniques = dict(small.techniques)
    for name, effort in efforts.items():
        id = name.replace("_", "-")
        techniques[id] = replace(techniques[id], effort=effort)
    return replace(small, techniques=techniques)


def steps(small: Catalogue, **scores: float) -> list[tuple[Effort, list[str]]]:
    matches = [
        TechniqueMatch(technique=name.replace("_", "-"), score=score, because=())
        for name, score in scores.items()
    ]
    return [(effort, [m.technique for m in step]) for effort, step in ladder(small, matches)]


def test_what_takes_least_comes_first_and_on_a_step_the_best() -> None:
    small = known(xps=SPECIAL, dma=FIRST_LOOK)

    assert steps(small, xps=0.8, metallography=0.7, dma=0.6) == [
        (FIRST_LOOK, ["dma"]),
        (LABORATORY, ["metallography"]),
        (SPECIAL, ["xps"]),
    ]
    assert steps(known(), xps=0.8, metallography=0.7) == [(LABORATORY, ["xps", "metallography"])]


def test_a_first_look_that_may_do_is_put_before_the_best_three() -> None:
    small = known(dma=FIRST_LOOK, corrosion_testing=FIRST_LOOK)

    found = steps(
        small, xps=0.8, metallography=0.7, adhesion_testing=0.7, dma=0.6, corrosion_testing=0.6
    )

    assert found == [
        (FIRST_LOOK, ["dma"]),
        (LABORATORY, ["xps", "metallography", "adhesion-testing"]),
    ]


def test_a_first_look_that_hardly_fits_is_not() -> None:
    small = known(dma=FIRST_LOOK)

    found = steps(small, xps=0.8, metallography=0.7, adhesion_testing=0.7, dma=0.4)

    assert found == [(LABORATORY, ["xps", "metallography", "adhesion-testing"])]


def test_a_technique_that_the_content_has_lost_is_on_no_step() -> None:
    assert steps(known(), lost=0.9, xps=0.8) == [(LABORATORY, ["xps"])]
    assert steps(known()) == []
