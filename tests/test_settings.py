"""What the environment may say of our address and database, and what is told of the rest."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from tram_bot.core.keeping import Keeping
from tram_bot.core.limits import Allowance
from tram_bot.core.weekly import Weekly
from tram_bot.database import DatabaseUrl
from tram_bot.errors import SettingsError
from tram_bot.settings import ANY_HOST, KEEPINGS, WebAccess, read_settings

TOKEN = f"123456:{'x' * 35}"


def of(root: Path, **environ: str) -> WebAccess | None:
    """What is read of the address."""
    return read_settings({"TRAM_BOT_CONTENT": str(root), **environ}).web


def test_without_an_address_no_port_is_opened(root: Path) -> None:
    assert of(root) is None
    assert of(root, PUBLIC_URL=" ", PORT="") is None


def test_an_address_and_a_port(root: Path) -> None:
    assert of(root, PUBLIC_URL="https://tram.example.org/", PORT="8080") == WebAccess(
        url="https://tram.example.org", port=8080, host=ANY_HOST
    )
    web = of(root, PUBLIC_URL="https://example.org/tram", PORT="1", HOST="::1")
    assert web == WebAccess(url="https://example.org/tram", port=1, host="::1")


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"PORT": "8080"}, ["PUBLIC_URL: not set, but PORT is"]),
        ({"PUBLIC_URL": "https://a.org"}, ["PORT: not set, but PUBLIC_URL is"]),
        ({"PUBLIC_URL": "http://a.org", "PORT": "0"}, ["PUBLIC_URL: expected", "PORT: expected"]),
        ({"PUBLIC_URL": "https://a.org?x=1", "PORT": "80"}, ["PUBLIC_URL: expected"]),
        ({"PUBLIC_URL": "https://a:b@a.org", "PORT": "80"}, ["PUBLIC_URL: expected"]),
        ({"PUBLIC_URL": "https://a.org:99999", "PORT": "80"}, ["PUBLIC_URL: expected"]),
        ({"PUBLIC_URL": "https://", "PORT": "65536"}, ["PUBLIC_URL: expected", "PORT: expected"]),
        ({"PUBLIC_URL": "https://a.org", "PORT": "\u0665"}, ["PORT: expected"]),
        ({"PUBLIC_URL": "https://a.org", "PORT": "-1"}, ["PORT: expected"]),
        ({"PUBLIC_URL": "https://a.org", "PORT": "000080999"}, ["PORT: expected"]),
        ({"PUBLIC_URL": "https://a b.org", "PORT": "80"}, ["PUBLIC_URL: expected"]),
        (
            {"PUBLIC_URL": "https://a.org:8081", "PORT": "80", "TELEGRAM_BOT_TOKEN": TOKEN},
            ["PUBLIC_URL: Telegram knows the ports"],
        ),
        (
            {"PUBLIC_URL": "a.org", "PORT": "x", "TELEGRAM_BOT_TOKEN": "sesame"},
            ["TELEGRAM_BOT_TOKEN: this is no", "PUBLIC_URL: expected", "PORT: expected"],
        ),
    ],
)
def test_all_that_is_wrong_is_told_at_once(
    root: Path, environ: dict[str, str], told: list[str]
) -> None:
    with pytest.raises(SettingsError) as refused:
        of(root, **environ)

    lines = str(refused.value).split("\n")
    assert len(lines) == len(told)
    assert all(line.startswith(words) for line, words in zip(lines, told, strict=True))


def test_a_database_is_a_file_or_an_address(root: Path) -> None:
    environ = {"TRAM_BOT_CONTENT": str(root)}
    url = "postgresql://tram:s3cret@db.example.org/leads"
    read = read_settings({**environ, "DATABASE_URL": url})
    assert read.database == DatabaseUrl(url)
    assert str(read.database) == "db.example.org/leads"
    assert "s3cret" not in repr(read)
    for wrong, told in [
        (
            {"DATABASE_URL": "mysql://tram:s3cret@db/leads"},
            "expected an address such as postgresql",
        ),
        ({"DATABASE_URL": url, "TRAM_BOT_DATABASE": "x.sqlite3"}, "both are set"),
        ({"TRAM_BOT_DATABASE": url}, "DATABASE_URL takes an address"),
        ({"TRAM_BOT_DATABASE": '"a.sqlite3"'}, "TRAM_BOT_DATABASE: begins with a quote"),
        ({"TRAM_BOT_DATABASE": f'"{url}"'}, "TRAM_BOT_DATABASE: begins with a quote"),
        ({"TRAM_BOT_CONTENT": "x" * 300}, "TRAM_BOT_CONTENT: there is no folder"),
    ]:
        with pytest.raises(SettingsError, match=told) as refused:
            read_settings({**environ, **wrong})
        assert "s3cret" not in str(refused.value)


def test_what_people_may_send_is_the_operators_to_set(root: Path) -> None:
    here = {"TRAM_BOT_CONTENT": str(root)}
    allowed = read_settings({**here, "TRAM_BOT_SENDER_BURST": "25"}).allowed
    assert (allowed.burst, allowed.per_minute) == (25, 30)
    assert read_settings(here).allowed == Allowance()


@pytest.mark.parametrize("wrong", ["0", "-3", "many", "19", "9" * 30, "1e3"])
def test_an_allowance_that_would_shut_people_out_is_told(root: Path, wrong: str) -> None:
    env = {"TRAM_BOT_CONTENT": str(root), "TRAM_BOT_SENDER_BURST": wrong}
    with pytest.raises(SettingsError, match="TRAM_BOT_SENDER_BURST: expected a whole number"):
        read_settings(env)


def test_how_long_is_kept_is_the_operators_to_set(root: Path) -> None:
    here = {"TRAM_BOT_CONTENT": str(root)}
    keeping = read_settings({**here, "TRAM_BOT_KEEP_TALKS_DAYS": "14"}).keeping
    assert (keeping.talks, keeping.closed) == (timedelta(days=14), timedelta(days=730))
    assert read_settings(here).keeping == Keeping()


@pytest.mark.parametrize("name", KEEPINGS)
@pytest.mark.parametrize("wrong", ["0", "-3", "ever", "3651", "9" * 30, "0000000090700", "1.5"])
def test_nothing_is_kept_for_ever_or_not_at_all(root: Path, name: str, wrong: str) -> None:
    env = {"TRAM_BOT_CONTENT": str(root), name: wrong}
    with pytest.raises(SettingsError, match=f"{name}: expected a whole number of days from"):
        read_settings(env)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("TRAM_BOT_KEEP_TALK_DAYS", "TRAM_BOT_KEEP_TALKS_DAYS"),
        ("TRAM_BOT_KEEP_MISHEARD", "TRAM_BOT_KEEP_MISHEARD_DAYS"),
        ("TRAM_BOT_SENDER_PER_HOUR", "TRAM_BOT_SENDER_PER_MINUTE"),
        ("TRAM_BOT_DATABSE", "TRAM_BOT_DATABASE"),
        ("TRAM_BOT_WEEKLY_FIGURES", "TRAM_BOT_WEEKLY_DIGEST"),
        ("TRAM_BOT_PASSWORD", "TRAM_BOT_PLAY_PASSWORD"),
    ],
)
def test_a_setting_by_a_wrong_name_is_not_left_out_in_silence(
    root: Path, wrong: str, meant: str
) -> None:
    with pytest.raises(SettingsError, match=f"{wrong}: there is no such setting; {meant} may"):
        read_settings({"TRAM_BOT_CONTENT": str(root), wrong: "14"})


def test_what_kubernetes_sets_beside_a_service_of_our_name_is_no_setting(root: Path) -> None:
    beside = {
        "TRAM_BOT_SERVICE_HOST": "10.0.0.11",
        "TRAM_BOT_SERVICE_PORT": "8080",
        "TRAM_BOT_SERVICE_PORT_HTTP": "8080",
        "TRAM_BOT_PORT": "tcp://10.0.0.11:8080",
        "TRAM_BOT_PORT_8080_TCP": "tcp://10.0.0.11:8080",
        "TRAM_BOT_PORT_8080_TCP_ADDR": "10.0.0.11",
    }
    here = {"TRAM_BOT_CONTENT": str(root)}
    assert read_settings({**here, **beside}) == read_settings(here)


def test_who_needs_no_platform_is_told_nothing_of_any(root: Path) -> None:
    env = {"TRAM_BOT_CONTENT": str(root), "PUBLIC_URL": "https://a.org", "SLACK_BOT_TOKEN": "x"}
    read = read_settings(env, platforms=False)
    assert (read.telegram, read.slack, read.web) == (None, None, None)
    with pytest.raises(SettingsError) as refused:
        read_settings({**env, "TRAM_BOT_KEEP_TALKS_DAYS": "ever"}, platforms=False)
    assert str(refused.value).startswith("TRAM_BOT_KEEP_TALKS_DAYS: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["monday 08:00", "Mon 8:00", " MO  08:00 "])
def test_the_weeks_figures_come_when_the_operator_says(root: Path, text: str) -> None:
    here = {"TRAM_BOT_CONTENT": str(root)}
    read = read_settings({**here, "TRAM_BOT_WEEKLY_DIGEST": text})
    assert read.weekly_digest == Weekly(weekday=0, at=time(8))
    assert read_settings(here).weekly_digest is None


@pytest.mark.parametrize("wrong", ["yes", "monday", "t 8:00", "montag 8:00", "mon 24:00", "8:00"])
def test_a_time_that_is_none_is_told(root: Path, wrong: str) -> None:
    env = {"TRAM_BOT_CONTENT": str(root), "TRAM_BOT_WEEKLY_DIGEST": wrong}
    with pytest.raises(SettingsError, match="TRAM_BOT_WEEKLY_DIGEST: expected a day and a time"):
        read_settings(env)


@pytest.fixture
def env_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a folder in which a program is started, which is not there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAM_BOT_CONTENT", str(root))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return tmp_path / ".env"


@pytest.mark.parametrize(
    "written",
    [
        f"TELEGRAM_BOT_TOKEN={TOKEN}",
        f"\r\n# ours\r\nexport TELEGRAM_BOT_TOKEN = ' {TOKEN} ' # kept\r\nHOST=\r\n",
        f"\ufeffTELEGRAM_BOT_TOKEN={TOKEN}\r\n",
    ],
)
def test_a_file_of_settings_is_read_as_any_editor_writes_it(env_file: Path, written: str) -> None:
    env_file.write_bytes(written.encode())
    telegram = read_settings().telegram
    assert telegram
    assert telegram.token == TOKEN


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (f'\n\nTELEGRAM_BOT_TOKEN="{TOKEN}\n'.encode(), [".env, line 3: expected NAME=value"]),
        (
            f"TELEGRAM_BOT_TOKEN:{TOKEN}\nPORT\nHOST=a\nX Y=1".encode(),
            [f".env, line {number}: expected NAME=value" for number in (1, 2, 4)],
        ),
        (f"# clé\nTELEGRAM_BOT_TOKEN={TOKEN}".encode("latin-1"), [".env is not in UTF-8"]),
        (f"TELEGRAM_BOT_TOKEN={TOKEN}".encode("utf-16"), [".env is not in UTF-8"]),
    ],
)
def test_a_file_of_settings_that_cannot_be_read_is_told_without_its_words(
    env_file: Path, written: bytes, told: list[str]
) -> None:
    env_file.write_bytes(written)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    lines = str(refused.value).split("\n")
    assert len(lines) == len(told)
    assert all(words in line for words, line in zip(told, lines, strict=True))
    assert TOKEN not in str(refused.value)


def test_a_folder_of_that_name_is_no_file_of_settings(env_file: Path) -> None:
    env_file.mkdir()
    assert read_settings().telegram is None


def test_whoever_has_no_home_keeps_what_was_learnt_elsewhere(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "~")
    assert read_settings({"TRAM_BOT_CONTENT": str(root)}).learnt.is_absolute()
