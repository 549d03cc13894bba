"""Whether what draws the charts is there: an extra that most do without."""

from importlib.util import find_spec

from tram_bot.errors import SettingsError


def check_extra(what: str) -> None:
    """Raises SettingsError, which says that `what` needs the extra, unless it is installed."""
    if find_spec("matplotlib") is None:
        raise SettingsError(
            f"{what} needs an extra that is not installed; run: "
            ".venv/bin/pip install -c constraints.txt -e '.[report]'"
        )
