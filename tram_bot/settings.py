"""Everything read from the environment; all that is wrong with it is told at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tram_bot.errors import SettingsError

DATABASE = "TRAM_BOT_DATABASE"
CONTENT = "TRAM_BOT_CONTENT"
NO_COLOUR = "NO_COLOR"

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decides. `content` holds `intents/` and `facility_catalogue/`."""

    database: Path
    content: Path
    colour: bool


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings, from the environment or their defaults.

    Raises SettingsError that names every variable that cannot be used.
    """
    env = os.environ if environ is None else environ
    problems = []
    content = Path(env[CONTENT]) if env.get(CONTENT) else _default_content()
    if not content.is_dir():
        problems.append(f"{CONTENT}: there is no folder {content}; name one that holds intents/")
    database = Path(env.get(DATABASE) or "tram-bot.sqlite3")
    if "://" in str(env.get(DATABASE, "")):
        problems.append(f"{DATABASE}: expected the path of a SQLite file, not an address")
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(database=database, content=content, colour=not env.get(NO_COLOUR))


def _default_content() -> Path:
    here = Path.cwd()
    return here if (here / "intents").is_dir() else _BESIDE_THE_PACKAGE
