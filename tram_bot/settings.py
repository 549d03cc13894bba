"""Everything read from the environment; all that is wrong with it is told at once."""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from tram_bot.core.keeping import Keeping
from tram_bot.core.limits import Allowance
from tram_bot.core.weekly import WEEKDAYS, Weekly
from tram_bot.database import DEFAULT_FILE, Database, DatabaseUrl
from tram_bot.env_file import read_env_file
from tram_bot.errors import SettingsError

DATABASE = "TRAM_BOT_DATABASE"
DATABASE_URL = "DATABASE_URL"
CONTENT = "TRAM_BOT_CONTENT"
SEMANTIC = "TRAM_BOT_SEMANTIC_MODEL"
LEARNT = "TRAM_BOT_LEARNT"
CACHES = "XDG_CACHE_HOME"
NO_COLOUR = "NO_COLOR"
WEEKLY_DIGEST = "TRAM_BOT_WEEKLY_DIGEST"
TELEGRAM_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - the name of a setting
TELEGRAM_API = "TELEGRAM_API_URL"
WIPED = "DYNO"
"""Set by Heroku and those like it: https://devcenter.heroku.com/articles/dynos#ephemeral-filesystem"""
PUBLIC_URL = "PUBLIC_URL"
PORT = "PORT"
HOST = "HOST"
PLAY_PASSWORD = "TRAM_BOT_PLAY_PASSWORD"  # noqa: S105 - the name of a setting

ANY_HOST = "0.0.0.0"  # noqa: S104 - what listens behind a public address is meant to be reached

ALLOWANCES = {
    "TRAM_BOT_SENDER_BURST": "burst",
    "TRAM_BOT_SENDER_PER_MINUTE": "per_minute",
    "TRAM_BOT_SENDER_PAUSE": "pause",
    "TRAM_BOT_NEWCOMERS_PER_HOUR": "newcomers",
    "TRAM_BOT_WAITING_EVENTS": "waiting",
}
"""The settings of `core.limits.Allowance`."""
_MOST_ALLOWED = 1_000_000
_LEAST_BURST = 20
"""Ours: an album has ten pictures, and somebody may send two."""

KEEPINGS = {
    "TRAM_BOT_KEEP_TALKS_DAYS": ("talks", 2),
    "TRAM_BOT_KEEP_CLOSED_DAYS": ("closed", 1),
    "TRAM_BOT_KEEP_OPEN_DAYS": ("open_leads", 30),
    "TRAM_BOT_KEEP_EVENTS_DAYS": ("events", 3),
    "TRAM_BOT_KEEP_DELIVERIES_DAYS": ("deliveries", 3),
    "TRAM_BOT_KEEP_MISHEARD_DAYS": ("misheard", 1),
}
"""The settings of `core.keeping.Keeping`, and the least days that make sense for each: a talk is
reminded of, or handed over half way, within a day; Telegram brings messages for a day."""
_MOST_DAYS = 3650
_OF_KUBERNETES = re.compile(r".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_[0-9]+_.+)?)")
"""What is set beside a service that is called tram-bot, too:
https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables"""

_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")

SLACK_TOKEN = "SLACK_BOT_TOKEN"  # noqa: S105 - the name of a setting
SLACK_SECRET = "SLACK_SIGNING_SECRET"  # noqa: S105 - the name of a setting
SLACK_APP = "SLACK_APP_TOKEN"
SLACK_API = "SLACK_API_URL"
SLACK_CHANNEL = "SLACK_CHANNEL_"

_SLACK_API = "https://slack.com/api/"
_SECRET_SHAPE = re.compile(r"[0-9a-zA-Z]{32}")
_CHANNEL_SHAPE = re.compile(r"[CG][A-Z0-9]{2,20}")
_PUBLIC_API = "https://api.telegram.org"
_TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,64}")
"""The bot's id, a colon and a secret: https://core.telegram.org/bots/api#authorizing-your-bot"""

_TELEGRAM_PORTS = (None, 443, 80, 88, 8443)
"""Where Telegram brings messages to: https://core.telegram.org/bots/api#setwebhook"""

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramAccess:
    """Which bot we are, and where its Bot API is served, without a slash at the end.

    The token is a password and is not shown when this is printed.
    """

    token: str = field(repr=False)
    api: str = _PUBLIC_API


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccess:
    """Which app we are on Slack, and where its Web API is served. The signing secret is needed to
    be called at a public address, the app token to listen without one.

    Tokens and secrets are passwords and are not shown when this is printed.
    """

    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api: str = _SLACK_API
    channels: Mapping[str, str] = field(default_factory=dict)
    """By centre, the channels that the environment names rather than `centres.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAccess:
    """Where the world reaches us: `url` without a slash at its end; and where we listen, which is
    elsewhere if something in front of us ends https."""

    url: str
    port: int
    host: str = ANY_HOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decides. `content` holds `intents/` and `facility_catalogue/`."""

    database: Database
    content: Path
    colour: bool
    learnt: Path = field(default_factory=lambda: _learnt({}))
    """The folder where what was learnt is kept, so that the next start need not learn it again."""
    semantic: str = ""
    """The folder or the name of a model of meaning, "" to do without."""
    telegram: TelegramAccess | None = None
    """None: companies cannot write from Telegram."""
    slack: SlackAccess | None = None
    """None: neither companies nor centres are on Slack."""
    allowed: Allowance = field(default_factory=Allowance)
    """What people may send before they are asked to wait."""
    keeping: Keeping = field(default_factory=Keeping)
    """How long what is kept."""
    weekly_digest: Weekly | None = None
    """When the lead partner's desk gets the week's figures; None: never."""
    wiped: str = ""
    """What tells that this platform wipes its disk at each restart, "" if nothing does."""
    web: WebAccess | None = None
    """None: nothing is listened to, and platforms are asked for what there is."""
    play_password: str = field(default="", repr=False)
    """What the playground asks for, "" for nothing: then only this machine reaches it."""

    @property
    def public_url(self) -> str | None:
        """Where the world reaches us, without a slash at its end; None if it does not."""
        return self.web.url if self.web else None


def read_settings(environ: Mapping[str, str] | None = None, *, platforms: bool = True) -> Settings:
    """The settings, from the environment, from a file `.env` in the current folder, or their
    defaults; what stands in the environment goes before. Without `platforms` those of Telegram, of
    Slack and of our address are not looked at, and none of the three is there.

    Raises SettingsError that names every variable that cannot be used.
    """
    env = environ
    if env is None:
        env = {**read_env_file(Path.cwd() / ".env"), **os.environ}
    problems = []
    named = env.get(CONTENT, "").strip()
    content = Path(named) if named else _default_content()
    if not _is_folder(content):
        problems.append(f"{CONTENT}: there is no folder {content}; name one that holds intents/")
    database = _database(env, problems)
    _unknown(env, problems)
    allowed = _allowed(env, problems)
    keeping = _keeping(env, problems)
    weekly_digest = _weekly(env, problems)
    telegram, slack, web = _platforms(env, problems) if platforms else (None, None, None)
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(
        database=database,
        content=content,
        colour=not env.get(NO_COLOUR),
        learnt=_learnt(env),
        semantic=env.get(SEMANTIC, "").strip(),
        allowed=allowed,
        keeping=keeping,
        weekly_digest=weekly_digest,
        play_password=env.get(PLAY_PASSWORD, "").strip(),
        wiped=WIPED if env.get(WIPED) else "",
        telegram=telegram,
        slack=slack,
        web=web,
    )


def _learnt(env: Mapping[str, str]) -> Path:
    named, caches = env.get(LEARNT, "").strip(), env.get(CACHES, "").strip()
    if named:
        return Path(named)
    # https://specifications.freedesktop.org/basedir-spec: a relative one is to be ignored.
    return (Path(caches) if caches.startswith("/") else _own_caches()) / "tram-bot"


def _own_caches() -> Path:
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # a user without a home, as containers may run us
        return Path(tempfile.gettempdir())


def _database(env: Mapping[str, str], problems: list[str]) -> Database:
    file, url = env.get(DATABASE, "").strip(), env.get(DATABASE_URL, "").strip()
    if file and url:
        problems.append(
            f"{DATABASE} and {DATABASE_URL}: both are set; unset the first to use PostgreSQL, or "
            "the second to use a SQLite file"
        )
    if file[:1] in ("'", '"'):
        # Not every program that hands on an environment takes quotes off it. What is in them may be
        # an address with a password.
        problems.append(f"{DATABASE}: begins with a quote; name the file without any")
    if "://" in file:
        problems.append(
            f"{DATABASE}: expected the path of a SQLite file; {DATABASE_URL} takes an address"
        )
    if url and not url.startswith(("postgresql://", "postgres://")):
        # An address holds a password: it is described, never repeated.
        problems.append(
            f"{DATABASE_URL}: expected an address such as postgresql://user:password@host/name"
        )
    return DatabaseUrl(url) if url else Path(file or DEFAULT_FILE)


def _platforms(
    env: Mapping[str, str], problems: list[str]
) -> tuple[TelegramAccess | None, SlackAccess | None, WebAccess | None]:
    telegram = _telegram(env, problems)
    slack = _slack(env, problems)
    web = _web(env, problems, with_telegram=bool(env.get(TELEGRAM_TOKEN, "").strip()))
    _heard(slack, web, problems)
    return telegram, slack, web


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


def _unknown(env: Mapping[str, str], problems: list[str]) -> None:
    """Names of settings that there are not, where the default would be taken in their place: those
    that begin with our name are ours alone."""
    ours = (DATABASE, CONTENT, SEMANTIC, LEARNT, WEEKLY_DIGEST, PLAY_PASSWORD)
    known = sorted({*ours, *ALLOWANCES, *KEEPINGS})
    for name in env:
        if name in known or not name.startswith("TRAM_BOT_") or _OF_KUBERNETES.fullmatch(name):
            continue
        (meant,) = get_close_matches(name, known, n=1, cutoff=0)
        problems.append(f"{name}: there is no such setting; {meant} may be meant")


def _allowed(env: Mapping[str, str], problems: list[str]) -> Allowance:
    chosen = {}
    for name, field_name in ALLOWANCES.items():
        text = env.get(name, "").strip()
        least = _LEAST_BURST if field_name == "burst" else 1
        if not text:
            continue
        number = _number(text)
        if number is None or not least <= number <= _MOST_ALLOWED:
            problems.append(f"{name}: expected a whole number from {least} to {_MOST_ALLOWED:,}")
        else:
            chosen[field_name] = number
    return Allowance(**chosen)


def _keeping(env: Mapping[str, str], problems: list[str]) -> Keeping:
    chosen = {}
    for name, (field_name, least) in KEEPINGS.items():
        text = env.get(name, "").strip()
        if not text:
            continue
        number = _number(text)
        if number is None or not least <= number <= _MOST_DAYS:
            problems.append(
                f"{name}: expected a whole number of days from {least} to {_MOST_DAYS:,}; nothing "
                "is kept for ever, and nothing is deleted while it is still needed"
            )
        else:
            chosen[field_name] = timedelta(days=number)
    return Keeping(**chosen)


def _number(text: str) -> int | None:
    """A whole number of a few digits, None if it is none."""
    digits = text.lstrip("0") or text[:1]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _weekly(env: Mapping[str, str], problems: list[str]) -> Weekly | None:
    text = env.get(WEEKLY_DIGEST, "").strip()
    if not text:
        return None
    day, _, hour = text.partition(" ")
    # The whole name, or as much of it as tells it from the others.
    days = [number for number, name in enumerate(WEEKDAYS) if name.startswith(day.title())]
    at = _TIME_OF_DAY.fullmatch(hour.strip())
    if len(days) != 1 or not at:
        problems.append(
            f"{WEEKLY_DIGEST}: expected a day and a time, such as monday 08:00, by the clock of "
            "the lead partner's desk; unset it to have no weekly picture"
        )
        return None
    return Weekly(weekday=days[0], at=time(int(at[1]), int(at[2])))


def _slack(env: Mapping[str, str], problems: list[str]) -> SlackAccess | None:
    bot, secret, app = (env.get(k, "").strip() for k in (SLACK_TOKEN, SLACK_SECRET, SLACK_APP))
    api = f"{env.get(SLACK_API, '').strip().rstrip('/') or _SLACK_API.rstrip('/')}/"
    found = len(problems)
    if bot and not bot.startswith("xoxb-"):
        problems.append(
            f"{SLACK_TOKEN}: this is no bot token; expected one that begins with xoxb- "
            "(OAuth & Permissions, Bot User OAuth Token)"
        )
    if app and not app.startswith("xapp-"):
        problems.append(
            f"{SLACK_APP}: this is no app-level token; expected one that begins with xapp- "
            "(Basic Information, App-Level Tokens)"
        )
    if secret and not _SECRET_SHAPE.fullmatch(secret):
        problems.append(
            f"{SLACK_SECRET}: this is no signing secret; expected 32 letters and digits "
            "(Basic Information, Signing Secret)"
        )
    if not _is_address(api):
        problems.append(f"{SLACK_API}: expected an address such as {_SLACK_API}")
    channels = {
        key.removeprefix(SLACK_CHANNEL).lower().replace("_", "-"): value.strip()
        for key, value in env.items()
        if key.startswith(SLACK_CHANNEL) and value.strip()
    }
    for centre, channel in channels.items():
        if not _CHANNEL_SHAPE.fullmatch(channel):
            name = SLACK_CHANNEL + centre.upper().replace("-", "_")
            problems.append(f"{name}: expected the id of a channel, such as C0123456789")
    if (secret or app) and not bot:
        problems.append(f"{SLACK_TOKEN}: is missing, while other settings of Slack are there")
    if not bot or len(problems) > found:
        return None
    return SlackAccess(
        bot_token=bot, signing_secret=secret, app_token=app, api=api, channels=channels
    )


def _heard(slack: SlackAccess | None, web: WebAccess | None, problems: list[str]) -> None:
    """Whether Slack can reach us the way we are set up."""
    if slack and web and not slack.signing_secret:
        problems.append(
            f"{SLACK_SECRET}: not set; with {PUBLIC_URL}, Slack's requests are known by it "
            "(Basic Information, Signing Secret)"
        )
    if slack and not web and not slack.app_token:
        problems.append(
            f"{SLACK_APP}: not set; without {PUBLIC_URL}, Slack is listened to by Socket Mode, "
            "which needs an app-level token (Basic Information, App-Level Tokens)"
        )


def _web(env: Mapping[str, str], problems: list[str], *, with_telegram: bool) -> WebAccess | None:
    url = env.get(PUBLIC_URL, "").strip().rstrip("/")
    port = env.get(PORT, "").strip()
    number = _number(port) or 0
    host = env.get(HOST, "").strip() or ANY_HOST
    if not url and not port:
        return None
    before = len(problems)
    if not url:
        problems.append(
            f"{PUBLIC_URL}: not set, but {PORT} is; name the https address at which the world "
            f"reaches port {port}, or unset {PORT} to run without a port"
        )
    elif not _is_public_address(url):
        problems.append(
            f"{PUBLIC_URL}: expected an address such as https://tram.example.org, without ? or # "
            "or a password"
        )
    elif with_telegram and urlsplit(url).port not in _TELEGRAM_PORTS:
        problems.append(f"{PUBLIC_URL}: Telegram knows the ports 443, 80, 88 and 8443 only")
    if not port:
        problems.append(f"{PORT}: not set, but {PUBLIC_URL} is; name the port to listen on")
    elif not 0 < number < 65536:
        problems.append(f"{PORT}: expected a number from 1 to 65535")
    if problems[before:]:
        return None
    return WebAccess(url=url, port=number, host=host)


def _is_public_address(text: str) -> bool:
    parts = urlsplit(text) if _is_address(text) else None
    return bool(
        parts
        and parts.scheme == "https"
        and not (parts.query or parts.fragment or parts.username or parts.password)
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for one that is none
    except ValueError:
        return False
    # What has a blank in it is no address, though it can be taken apart like one.
    return parts.scheme in ("http", "https") and bool(parts.hostname) and text.split() == [text]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # its name is too long, or it is in a folder that this user may not look into
        return False


def _default_content() -> Path:
    here = Path.cwd()
    return here if (here / "intents").is_dir() else _BESIDE_THE_PACKAGE
