"""The ladder of a finding: a cheap first look, then what takes more."""

from collections.abc import Iterable
from itertools import groupby

from tram_bot.core.catalogue import Catalogue, Effort
from tram_bot.core.finding import TechniqueMatch

IDEAS = 3
"""Techniques on a ladder, beside a first look that is put before them."""
WORTH_A_LOOK = 0.6
"""The part of the best one's score that a first look must have to be put before the others."""

_STEPS = tuple(Effort)


def ladder(
    catalogue: Catalogue, matches: Iterable[TechniqueMatch]
) -> tuple[tuple[Effort, tuple[TechniqueMatch, ...]], ...]:
    """The best techniques by what they take, least first; on a step the best stands first. If no
    first look is among them, the best one that may do is put before them."""
    known = [match for match in matches if match.technique in catalogue.techniques]
    chosen = known[:IDEAS]
    if chosen and all(_effort(catalogue, match) is not Effort.FIRST_LOOK for match in chosen):
        least = WORTH_A_LOOK * chosen[0].score
        chosen += [
            match
            for match in known[IDEAS:]
            if match.score >= least and _effort(catalogue, match) is Effort.FIRST_LOOK
        ][:1]
    chosen.sort(key=lambda match: _STEPS.index(_effort(catalogue, match)))
    return tuple(
        (effort, tuple(step))
        for effort, step in groupby(chosen, key=lambda match: _effort(catalogue, match))
    )


def _effort(catalogue: Catalogue, match: TechniqueMatch) -> Effort:
    return catalogue.techniques[match.technique].effort
