"""How what was saved stands beside what is served."""

from collections.abc import Sequence
from dataclasses import dataclass

from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """`problems` keep what was saved from being served; of the languages that are `learning` it is
    served, and still being learnt."""

    problems: Sequence[Problem] = ()
    learning: Sequence[Language] = ()
