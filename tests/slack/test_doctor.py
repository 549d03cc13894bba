"""`tram-bot doctor` names what is wrong and its mend; `slack-manifest` asks for what is used."""

import asyncio
import json
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.emulators.slack.api import SCOPE_OF
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import APP_TOKEN, BOT_TOKEN, SECRET
from tests.emulators.telegram import TOKEN, telegram_server
from tests.postgres import Server
from tests.small_content import write_small_content
from tram_bot import cli
from tram_bot.settings import ALLOWANCES, KEEPINGS
from tram_bot.slack.manifest import EVENTS, SCOPES
from tram_bot.store.doors import open_store
from tram_bot.store.migrations import MIGRATIONS, migrate
from tram_bot.store.postgres_connection import connect
from tram_bot.store.postgres_migrations import MIGRATIONS as ON_SERVER
from tram_bot.store.postgres_migrations import migrate as migrate_postgres
from tram_bot.store.postgres_migrations import version_of


@pytest.fixture
def operator(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    server: SlackServer,
) -> pytest.MonkeyPatch:
    """Somebody with a small content and everything set up, in an empty folder."""
    content = tmp_path_factory.mktemp("content")
    write_small_content(content)
    monkeypatch.chdir(tmp_path)
    for name in ("PUBLIC_URL", "PORT", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRAM_BOT_CONTENT", str(content))
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv("SLACK_API_URL", f"{server.address}/api")
    for centre in ("de", "dk", "se", "fi", "ee", "lv", "lt", "pl", "lead-desk"):
        channel = server.channel(f"C0{centre[:4].upper().replace('-', '')}", name=f"tram-{centre}")
        monkeypatch.setenv(f"SLACK_CHANNEL_{centre.upper().replace('-', '_')}", channel.id)
    return monkeypatch


async def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, str]]]:
    code = await asyncio.to_thread(cli.main, ["doctor", "--json"])
    return code, json.loads(capsys.readouterr().out)


def told(findings: list[dict[str, str]], words: str) -> dict[str, str]:
    (found,) = [each for each in findings if words in each["what"]]
    return found


async def test_all_is_well(
    operator: pytest.MonkeyPatch, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.setenv("TRAM_BOT_CONTENT", str(root))
    async with telegram_server() as telegram:
        operator.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
        operator.setenv("TELEGRAM_API_URL", telegram.address)
        code, findings = await doctor(capsys)
    assert code == 0
    assert not [each for each in findings if each["health"] == "broken"]
    for words in (
        "database:", "@tram_test_bot", "messages come by polling", "every scope is granted",
        "the clock of this machine is right", "Socket Mode can be opened",
        "National centre Poland: #tram-pl",
    ):  # fmt: skip
        assert told(findings, words)["health"] == "ok"


async def test_everything_that_can_be_wrong_is_named_with_its_mend(
    operator: pytest.MonkeyPatch, server: SlackServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.scopes -= {"reactions:write"}
    server.channels["C0PL"].archived = True
    server.channels["C0DE"].members.clear()
    del server.channels["C0FI"]
    operator.delenv("SLACK_CHANNEL_LEAD_DESK")
    operator.setenv("SLACK_APP_TOKEN", "xapp-wrong")
    operator.setenv("SLACK_CHANNEL_POLAND", "C0PL")
    code, findings = await doctor(capsys)
    assert code == 2
    assert "tram-bot slack-manifest" in told(findings, "reactions:write")["mend"]
    assert told(findings, "C0PL is archived")["health"] == "broken"
    assert "/invite @tram-bot" in told(findings, "the bot is not in #tram-de")["mend"]
    assert "SLACK_CHANNEL_FI" in told(findings, "C0FI (channel_not_found)")["mend"]
    assert "SLACK_CHANNEL_LEAD_DESK" in told(findings, "catches what no other")["mend"]
    nowhere = told(findings, "SLACK_CHANNEL_POLAND: there is no such centre")
    assert "SLACK_CHANNEL_PL, " in nowhere["mend"]
    assert told(findings, "SLACK_APP_TOKEN: Slack refuses it")["health"] == "broken"


async def test_a_wrong_bot_token_is_named(
    operator: pytest.MonkeyPatch, server: SlackServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.tokens.clear()
    code, findings = await doctor(capsys)
    assert code == 2
    assert told(findings, "SLACK_BOT_TOKEN")["health"] == "broken"


async def test_a_wrong_telegram_token_is_named_and_not_shown(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = f"{TOKEN[:-1]}x"
    async with telegram_server() as telegram:
        operator.setenv("TELEGRAM_BOT_TOKEN", wrong)
        operator.setenv("TELEGRAM_API_URL", telegram.address)
        code, findings = await doctor(capsys)
    assert code == 2
    refused = told(findings, "TELEGRAM_BOT_TOKEN")
    assert refused["health"] == "broken"
    assert "@BotFather" in refused["mend"]
    assert wrong not in str(findings)


async def test_a_telegram_out_of_reach_is_told(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with telegram_server() as telegram:
        address = telegram.address
    operator.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    operator.setenv("TELEGRAM_API_URL", address)
    code, findings = await doctor(capsys)
    assert code == 2
    assert told(findings, "Telegram is out of reach (NetworkError)")["health"] == "broken"
    assert told(findings, "every scope is granted")["health"] == "ok"


async def test_settings_come_from_a_file_in_the_folder(
    operator: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("SLACK_CHANNEL_PL=pl\nTRAM_BOT_DATABASE=elsewhere.sqlite3\n")
    operator.delenv("SLACK_CHANNEL_PL")
    assert await asyncio.to_thread(cli.main, ["doctor"]) == 2
    assert "SLACK_CHANNEL_PL: expected the id of a channel" in capsys.readouterr().err
    (tmp_path / ".env").write_text("TRAM_BOT_DATABASE=elsewhere.sqlite3\n")
    _, findings = await doctor(capsys)
    assert "elsewhere.sqlite3" in told(findings, "database:")["what"]


async def test_a_file_is_neither_made_nor_upgraded(
    operator: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tram-bot.sqlite3"
    _, findings = await doctor(capsys)
    found = told(findings, "database:")
    assert found["health"] == "ok"
    assert "'tram-bot run' makes it" in found["what"]
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - a test may wait for the disk
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, MIGRATIONS[:1])
    before = path.read_bytes()
    _, findings = await doctor(capsys)
    found = told(findings, "is of an older version")
    assert found["health"] == "odd"
    assert "'tram-bot run' upgrades it" in found["mend"]
    assert path.read_bytes() == before
    store = await open_store(path)
    _, findings = await doctor(capsys)
    assert told(findings, "can be written")["health"] == "ok"
    await store.close()


async def test_the_tables_of_a_server_are_neither_made_nor_upgraded(
    operator: pytest.MonkeyPatch, postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    database = postgres.new_database()
    operator.setenv("DATABASE_URL", database.url)
    _, findings = await doctor(capsys)
    assert "'tram-bot run' makes it" in told(findings, "database:")["what"]
    with connect(database) as connection:
        made = connection.execute("SELECT to_regnamespace('tram_bot') IS NOT NULL").fetchone()
        assert made == (False,)
        migrate_postgres(connection, database, {2: ON_SERVER[2]})
    _, findings = await doctor(capsys)
    assert told(findings, "is of an older version")["health"] == "odd"
    with connect(database) as connection:
        assert version_of(connection, database) == 2
        migrate_postgres(connection, database)
    _, findings = await doctor(capsys)
    assert told(findings, "can be written")["health"] == "ok"
    with connect(database) as connection:
        name = connection.info.dbname
        only_read = f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'
        connection.execute(only_read.encode())
    _, findings = await doctor(capsys)
    assert told(findings, "can only be read")["health"] == "broken"


async def test_the_weeks_figures_without_what_draws_them_are_told_by_name(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.setenv("TRAM_BOT_WEEKLY_DIGEST", "monday 08:00")
    _, findings = await doctor(capsys)
    assert told(findings, "TRAM_BOT_WEEKLY_DIGEST")["health"] == "ok"
    operator.setitem(sys.modules, "matplotlib", None)
    code, findings = await doctor(capsys)
    assert code == 2
    found = told(findings, "TRAM_BOT_WEEKLY_DIGEST needs an extra that is not installed")
    assert "pip install -c constraints.txt -e '.[report]'" in found["mend"]


async def test_a_clock_that_is_wrong_is_told(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Late:
        def now(self) -> datetime:
            return datetime(2020, 1, 1, tzinfo=UTC)

    operator.setattr(cli, "SystemClock", Late)
    code, findings = await doctor(capsys)
    assert code == 2
    assert "NTP" in told(findings, "the clock of this machine is")["mend"]


async def test_an_address_nobody_answers_at_is_told(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.setenv("PUBLIC_URL", "https://127.0.0.1:1")
    operator.setenv("PORT", "8080")
    operator.setenv("SLACK_SIGNING_SECRET", SECRET)
    _, findings = await doctor(capsys)
    found = told(findings, "https://127.0.0.1:1/healthz does not answer")
    assert "is 'tram-bot run' running" in found["mend"]


def test_every_example_of_a_setting_is_a_setting(root: Path) -> None:
    text = (root / ".env.example").read_text("utf-8")
    names = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    code = (root / "tram_bot" / "settings.py").read_text("utf-8")
    known = set(re.findall(r'^[A-Z_]+ = "([A-Z_]+)"', code, re.MULTILINE))
    # The platform sets these, and nobody else.
    ours = known - {"SLACK_CHANNEL_", "DYNO", "XDG_CACHE_HOME"} | {*ALLOWANCES, *KEEPINGS}
    assert names - {n for n in names if n.startswith("SLACK_CHANNEL_")} == ours


def manifest(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert cli.main(["slack-manifest"]) == 0
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def test_the_manifest_is_for_the_mode_in_use(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = manifest(capsys)["settings"]
    assert settings["socket_mode_enabled"] is True
    assert "request_url" not in settings["event_subscriptions"]
    operator.setenv("PUBLIC_URL", "https://tram.example.org")
    operator.setenv("PORT", "8080")
    operator.setenv("SLACK_SIGNING_SECRET", SECRET)
    printed = manifest(capsys)
    address = "https://tram.example.org/slack"
    assert printed["settings"]["socket_mode_enabled"] is False
    assert printed["settings"]["event_subscriptions"]["request_url"] == address
    assert printed["settings"]["interactivity"]["request_url"] == address
    assert printed["features"]["slash_commands"][0]["url"] == address


def test_the_manifest_asks_for_what_the_code_uses_and_no_more(root: Path) -> None:
    rooms = ("slack", "channels/slack", "desk/slack", "commands")
    code = "\n".join(
        file.read_text("utf-8")
        for room in rooms
        for file in (root / "tram_bot" / room).glob("*.py")
    )
    methods = {name.replace("_", ".", 1) for name in re.findall(r"client\.(\w+)\(", code)}
    needed = {SCOPE_OF[method] for method in methods if method in SCOPE_OF}
    granted = {scope for scope, _ in SCOPES}
    assert needed <= granted
    listened = set(re.findall(r'app\.event\("(\w+)"\)', code))
    assert listened <= {event.partition(".")[0] for event in EVENTS}
