"""Everything read from the environment; all that is wrong with it is told at once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tram_bot.errors import SettingsError

DATABASE = "TRAM_BOT_DATABASE"
CONTENT = "TRAM_BOT_CONTENT"
NO_COLOUR = "NO_COLOR"
TELEGRAM_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - the name of a setting
TELEGRAM_API = "TELEGRAM_API_URL"

_PUBLIC_API = "https://api.telegram.org"
_TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,64}")
"""The bot's id, a colon and a secret: https://core.telegram.org/bots/api#authorizing-your-bot"""

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramAccess:
    """Which bot we are, and where its Bot API is served, without a slash at the end.

    The token is a password and is not shown when this is printed.
    """

    token: str = field(repr=False)
    api: str = _PUBLIC_API


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decides. `content` holds `intents/` and `facility_catalogue/`."""

    database: Path
    content: Path
    colour: bool
    telegram: TelegramAccess | None = None
    """None: companies cannot write from Telegram."""


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
    telegram = _telegram(env, problems)
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(
        database=database, content=content, colour=not env.get(NO_COLOUR), telegram=telegram
    )


def _telegram(env: Mapping[str, str], problems: list[str]) -> TelegramAccess | None:
    token = env.get(TELEGRAM_TOKEN, "").strip()
    api = (env.get(TELEGRAM_API, "").strip() or _PUBLIC_API).rstrip("/")
    if token and not _TOKEN_SHAPE.fullmatch(token):
        # A token is a password: it is described, never repeated.
        problems.append(
            f"{TELEGRAM_TOKEN}: this is no bot token; expected digits, a colon and a long word, "
            "as @BotFather gives it"
        )
    if not _is_address(api):
        problems.append(f"{TELEGRAM_API}: expected an address such as {_PUBLIC_API}")
    return TelegramAccess(token=token, api=api) if token else None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _default_content() -> Path:
    here = Path.cwd()
    return here if (here / "intents").is_dir() else _BESIDE_THE_PACKAGE
