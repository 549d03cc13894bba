"""What ends the whole program is logged as everything is: without the words of an error."""

import logging
from pathlib import Path

import pytest

from tram_bot import cli, commands
from tram_bot.errors import SettingsError
from tram_bot.log_lines import LogLines


def ending_with(error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    """The exit code of a program whose work ends like this."""

    async def run(*_: object) -> None:
        raise error

    monkeypatch.setattr(commands, "run", run)
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(tmp_path / "tram.sqlite3"))
    return cli.main(["run"])


def test_a_mistake_is_logged_without_its_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    code = ending_with(ValueError("MARKED"), monkeypatch, tmp_path)
    assert code == cli.OUR_MISTAKE
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "ValueError" in LogLines().format(record)
    assert "MARKED" not in LogLines().format(record)


def test_what_the_operator_has_to_change_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ending_with(SettingsError("the disk is full"), monkeypatch, tmp_path)
    assert code == cli.WRONG_SETTINGS
    assert capsys.readouterr().err == "the disk is full\n"
