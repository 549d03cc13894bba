"""What every program that a test starts is told by the environment."""

from collections.abc import Mapping

from tram_bot.settings import LEARNT, read_settings


def surroundings() -> Mapping[str, str]:
    """Where the commands of the system are, that text is UTF-8, and where the tests of this run
    keep what was learnt: else each program would learn it anew, or look among what is kept for
    whoever runs the tests."""
    return {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", LEARNT: str(read_settings().learnt)}
