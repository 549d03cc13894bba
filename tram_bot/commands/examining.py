"""`doctor`: is everything set up? And `slack-manifest`: the app as Slack has to know it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp

from tram_bot import serving
from tram_bot.channels.telegram import checkup as telegram_checkup
from tram_bot.channels.telegram.connection import connect
from tram_bot.channels.telegram.webhook import PATH as TELEGRAM_PATH
from tram_bot.checkup import Finding, Health, broken, fine, odd
from tram_bot.commands.on_slack import channels_of
from tram_bot.commands.printing import emit, emit_json
from tram_bot.content import loader
from tram_bot.core.content import Content
from tram_bot.core.present import centre_name
from tram_bot.core.weekly import Weekly
from tram_bot.database import Database
from tram_bot.desk.slack import checkup as slack_checkup
from tram_bot.errors import ContentError, SettingsError
from tram_bot.ports import Clock
from tram_bot.report.needed import check_extra
from tram_bot.settings import (
    PUBLIC_URL,
    SLACK_TOKEN,
    TELEGRAM_TOKEN,
    WEEKLY_DIGEST,
    Settings,
    SlackAccess,
)
from tram_bot.slack.connection import connected
from tram_bot.slack.http_door import PATH as SLACK_PATH
from tram_bot.slack.manifest import manifest
from tram_bot.store.doors import Tables, open_store, tables_of
from tram_bot.web.health import HEALTH

_SECONDS = 10
"""How long an address may take to answer."""
_SECONDS_APART = 60
"""How far our clock may be out: what Slack signs is refused from five minutes on."""


def doctor(root: Path, settings: Settings, clock: Clock, *, as_json: bool) -> int:
    """Look at everything and print how it is; returns 2 if something is broken."""
    findings = asyncio.run(_look(root, settings, clock))
    if as_json:
        emit_json([{"health": f.health, "what": f.what, "mend": f.mend} for f in findings])
    else:
        for finding in findings:
            emit(str(finding))
    return 2 if any(each.health is Health.BROKEN for each in findings) else 0


def slack_manifest(settings: Settings) -> int:
    """Print the manifest to paste into Slack, for the mode that the settings are for."""
    address = f"{settings.web.url}{SLACK_PATH}" if settings.web else None
    emit_json(manifest(address))
    return 0


async def _look(root: Path, settings: Settings, clock: Clock) -> Sequence[Finding]:
    findings = [*_content(root), await _database(settings.database)]
    if settings.weekly_digest:
        findings.append(_weekly_digest(settings.weekly_digest))
    content = _read(root)
    servers = [each.api for each in (settings.slack, settings.telegram) if each]
    if servers:
        findings.append(await _clock(servers[0], clock.now()))
    if settings.web:
        findings.append(await _address(settings.web.url))
    if settings.telegram:
        bot = connect(settings.telegram.token, settings.telegram.api)
        webhook = f"{settings.web.url}{TELEGRAM_PATH}" if settings.web else ""
        try:
            findings.extend(await telegram_checkup.look(bot, webhook))
        finally:
            await bot.shutdown()
    else:
        findings.append(odd("Telegram: not set up", f"set {TELEGRAM_TOKEN}, or leave it so"))
    if settings.slack and content:
        findings.extend(await _slack(settings.slack, content))
    elif not settings.slack:
        what = "Slack: not set up, so requests are shown in the terminal only"
        findings.append(odd(what, f"set {SLACK_TOKEN}"))
    return findings


def _content(root: Path) -> Sequence[Finding]:
    problems = loader.check(root)
    errors = [each for each in problems if each.severity == "error"]
    if errors:
        return [broken(f"content: {error}", "see 'tram-bot check'") for error in errors]
    if problems:
        what = f"content: no errors, {len(problems)} warnings"
        return [odd(what, "see 'tram-bot check'")]
    return [fine("content: no errors")]


def _read(root: Path) -> Content | None:
    try:
        return serving.read_content(root)
    except ContentError:
        return None


async def _database(database: Database) -> Finding:
    """How it stands, without making or upgrading it: that is for whoever decides to start."""
    try:
        tables = await tables_of(database)
        if tables is Tables.NONE:
            made = "'tram-bot run' makes it when it starts"
            return fine(f"database: {database} is not there yet, or empty; {made}")
        if tables is Tables.OLDER:
            what = f"database: {database} is of an older version"
            mend = "'tram-bot run' upgrades it when it starts; copy it before if you may go back"
            return odd(what, mend)
        store = await open_store(database, read_only=True)
    except SettingsError as error:
        what, _, mend = str(error).partition(": ")
        return broken(f"database: {what}", mend)
    undelivered = len(await store.undelivered())
    await store.close()
    if undelivered:
        what = f"database: {database} can be written, but {undelivered} messages were given up"
        mend = (
            "see 'tram-bot outbox list', and send them again with 'outbox resend' or /tram resend"
        )
        return odd(what, mend)
    return fine(f"database: {database} can be written")


def _weekly_digest(weekly: Weekly) -> Finding:
    try:
        check_extra(WEEKLY_DIGEST)
    except SettingsError as error:
        what, _, mend = str(error).partition("; ")
        return broken(what, mend)
    return fine(f"{WEEKLY_DIGEST}: the week's figures are sent on {weekly}")


async def _clock(server: str, now: datetime) -> Finding:
    """Whether our clock goes as a platform's does, whose answers say what time it is."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(server) as answer,
        ):
            told = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return odd(f"the clock: {server} tells no time ({type(error).__name__})", "try again")
    apart = abs((told - now).total_seconds())
    if apart > _SECONDS_APART:
        what = f"the clock of this machine is {apart:.0f} seconds wrong"
        return broken(what, "let it keep time by NTP; what Slack signs is refused otherwise")
    return fine("the clock of this machine is right")


async def _address(url: str) -> Finding:
    """Whether the world reaches us, as far as can be told from here."""
    asked = f"{url}{HEALTH}"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS)) as session,
            session.get(asked) as answer,
        ):
            body = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        mend = "is 'tram-bot run' running, and does what ends https pass requests on to PORT?"
        return odd(f"{PUBLIC_URL}: {asked} does not answer ({type(error).__name__})", mend)
    status = body.get("status") if isinstance(body, dict) else None
    if status == "ok":
        return fine(f"{PUBLIC_URL}: {asked} answers")
    why = body.get("reason", "") if isinstance(body, dict) else "this is not tram-bot"
    return broken(f"{PUBLIC_URL}: {asked} says {status or answer.status}", why or "see its log")


async def _slack(access: SlackAccess, content: Content) -> Sequence[Finding]:
    centres = {id: centre_name(content, "en", id) for id in content.catalogue.centres}
    channels = channels_of(content, access.channels)
    async with connected(access.bot_token, access.signing_secret, access.api) as slack:
        return await slack_checkup.look(
            slack, access.app_token, channels, centres, named=access.channels
        )
