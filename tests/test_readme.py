"""The README and the pages beside it say what the code does: commands, settings, folders exist."""

import re
import shlex
import tomllib
from itertools import takewhile
from pathlib import Path

import pytest

from tram_bot import arguments, settings
from tram_bot.channels.telegram import webhook
from tram_bot.commands import running
from tram_bot.core.content import BotCommand, Content
from tram_bot.core.keeping import Keeping
from tram_bot.core.limits import FILE_BYTES, STAFF_FILE_BYTES
from tram_bot.slack import http_door
from tram_bot.web import health

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
_SENTENCES = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
INLINE = sorted(
    {
        " ".join(command.split())
        for command in re.findall(r"`(?:\.venv/bin/)?(tram-bot\s[^`]+)`", _SENTENCES)
    }
)
COMMANDS = re.findall(r"^    (tram-bot .+)$", README, re.MULTILINE)


def _example(command: str) -> list[str]:
    """The command with its optional parts written out and its placeholders filled."""
    filled = (
        re.sub(r"[\[\]]", "", command)
        .replace("PATH ...", "tests")
        .replace("ID ...", "1")
        .replace("NUMBER ...", "1")
        .replace("NUMBER", "1")
        .replace("CODE", "en")
    )
    return shlex.split(filled)[1:]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        file, _, anchor = link.partition("#")
        if ":" not in file:
            target = (page.parent / file) if file else page
            assert target.exists(), link
            assert not anchor or anchor in _anchors(target), link


def _anchors(page: Path) -> set[str]:
    """What the headings of a page can be called by in a link."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    assert arguments.parser().parse_args(_example(command)).command


@pytest.mark.parametrize("command", INLINE)
def test_every_command_within_a_sentence_is_understood(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(command)[1:]
    asked = list(takewhile(lambda word: re.fullmatch(r"[a-z][a-z-]*", word), words))

    with pytest.raises(SystemExit) as left:
        arguments.parser().parse_args([*asked, "--help"])

    assert left.value.code == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words if word.startswith("--"))


def test_every_extra_is_installed_from_here_as_it_is_on_no_registry(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = re.findall(r"`[^`]*pip install ([^`]+)`", README)

    assert len(installed) >= 3
    for what in installed:
        found = re.fullmatch(r"-c constraints\.txt -e '\.\[(\w+)\]'", what)
        assert found, what
        assert found[1] in project["optional-dependencies"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)", README))))
def test_every_make_target_that_is_named_exists(target: str, root: Path) -> None:
    assert f"\n{target}:" in (root / "Makefile").read_text()


def test_the_pythons_that_are_asked_for_are_those_that_are_taken(root: Path) -> None:
    (oldest, newest) = re.findall(r"You need Python (\S+) to (\S+),", README)[0]
    (taken,) = re.findall(r"\((3, \d+)\) <= v <= \((3, \d+)\)", (root / "Makefile").read_text())

    assert taken == (oldest.replace(".", ", "), newest.replace(".", ", "))


def test_every_command_is_described() -> None:
    described = {_example(command)[0] for command in COMMANDS}

    assert described == {
        "chat", "match", "understand", "check", "schema", "learn", "catalogue", "leads", "explain",
        "test", "inbox", "outbox", "db", "draw", "report", "doctor", "slack-manifest", "play",
        "run",
    }  # fmt: skip


def test_every_setting_is_described_and_exists() -> None:
    described = set(re.findall(r"^\| `([A-Z_]+)`", README, re.MULTILINE))

    assert described == {
        settings.DATABASE,
        settings.DATABASE_URL,
        settings.CONTENT,
        settings.LEARNT,
        settings.SEMANTIC,
        settings.TELEGRAM_TOKEN,
        settings.TELEGRAM_API,
        settings.SLACK_TOKEN,
        settings.SLACK_APP,
        settings.SLACK_SECRET,
        settings.SLACK_API,
        settings.SLACK_CHANNEL,
        settings.PUBLIC_URL,
        settings.PORT,
        settings.HOST,
        *settings.ALLOWANCES,
        *settings.KEEPINGS,
        settings.WEEKLY_DIGEST,
        settings.PLAY_PASSWORD,
        settings.NO_COLOUR,
    }


def test_what_it_says_of_telegram_is_so() -> None:
    section = README.partition("## On Telegram")[2].partition("## ")[0]

    assert len(section.strip().split("\n")) <= 12
    assert settings.TELEGRAM_TOKEN in section
    assert f"files of up to {FILE_BYTES // 1_000_000} MB" in section
    assert f"files reach it up to {STAFF_FILE_BYTES // 1_000_000} MB" in section
    assert sum(running.SECONDS_TO_STOP) < 20
    assert "stops within 20 seconds" in " ".join(section.split())


def test_what_it_says_of_how_long_is_kept_is_so() -> None:
    section = README.partition("## What is kept, and for how long")[2].partition("\n## ")[0]
    kept = Keeping()
    said = [int(days) for days in re.findall(r"\| (\d+) days", section)]
    blocks = kept.closed
    spans = (
        kept.talks,
        kept.closed,
        kept.open_leads,
        kept.events,
        kept.deliveries,
        kept.misheard,
        blocks,
    )

    assert said == [span.days for span in spans]
    table = dict(re.findall(r"^\| `(TRAM_BOT_KEEP_\w+)` \| .* \| (\d+) \|$", README, re.MULTILINE))
    assert table == {
        name: str(getattr(kept, field).days) for name, (field, _) in settings.KEEPINGS.items()
    }


def test_what_it_says_of_a_public_address_is_so(root: Path, content: Content) -> None:
    section = README.partition("## Behind a public address")[2].partition("## ")[0]
    paths = re.findall(r"^\| `(/\w+)` \|", section, re.MULTILINE)

    assert paths == [webhook.PATH, http_door.PATH, health.HEALTH, health.NUMBERS]
    assert (root / "Procfile").read_text() == "web: exec python -m tram_bot run\n"
    (facility,) = re.findall(r"\?start=(\w+-\w+)`", README)
    assert facility in content.catalogue.facilities


def test_what_a_procfile_platform_installs_is_what_is_tested(root: Path) -> None:
    section = README.partition("## On a Procfile platform")[2].partition("\n## ")[0]
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert [line for line in lines if not line.startswith("#")] == [
        "-c constraints.txt",
        ".[report]",
    ]
    assert (root / "constraints.txt").exists()
    assert "report" in project["optional-dependencies"]
    for file in ("Procfile", "requirements.txt", "constraints.txt"):
        assert f"`{file}`" in section


def test_the_words_for_commands_are_understood(content: Content) -> None:
    rows = re.findall(r"^\| ([^|]+) \| `/(\w+)` \|", README, re.MULTILINE)
    assert len(rows) >= 12
    for _, slash in rows:
        known = content.command_word(slash)
        assert known is not None, slash
        assert isinstance(known[0].command, BotCommand)


@pytest.mark.parametrize(
    "path", re.findall(r"^    ((?:intents|facility_catalogue)/\S+)", README, re.MULTILINE)
)
def test_every_folder_exists(path: str, root: Path) -> None:
    assert list(root.glob(path.replace("<topic>", "*").replace("…", "*")))
