"""What every program that a test starts is told by the environment, and the tests themselves."""

from collections.abc import Mapping
from pathlib import Path

from tram_bot.settings import LEARNT, read_settings

CHEAP: Mapping[str, str] = {
    # On the cores of a machine that is busy with tests, threads of one sum wait for one another.
    "OPENBLAS_NUM_THREADS": "1",
    # No test speaks TLS, and reading the hundred certificates of the system takes each client
    # longer than all that a short talk does.
    "SSL_CERT_FILE": str(Path(__file__).with_name("one_certificate.pem")),
}
"""What spares work that no test asks for; it has to be said before numpy is loaded."""


def surroundings() -> Mapping[str, str]:
    """Where the commands of the system are, that text is UTF-8, and where the tests of this run
    keep what was learnt: else each program would learn it anew, or look among what is kept for
    whoever runs the tests."""
    return {
        "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", LEARNT: str(read_settings().learnt), **CHEAP
    }  # fmt: skip
