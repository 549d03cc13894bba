"""The commands as an admin or operator types them."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_content import write_small_content
from tests.surroundings import surroundings
from tram_bot import cli
from tram_bot.core.formulas import as_before_harmless, harmless
from tram_bot.database import of_tries
from tram_bot.settings import CONTENT, DATABASE

PROBLEM = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May"
)
TALK = f"""\
{PROBLEM}
yes
confidential
a new cleaning bath
6 coated screws, nothing dangerous
=Anna Example, Example Coatings Oy, anna@example.org
send
"""


EXPORT = ("leads", "export", "--format")


def run(
    root: Path, database: Path, *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tram_bot", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        cwd=database.parent,  # a developer's own .env is none of a test's
        env={
            "TRAM_BOT_DATABASE": str(database),
            "TRAM_BOT_CONTENT": str(root),
            **surroundings(),
        },
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, english_root: Path) -> Path:
    path = tmp_path_factory.mktemp("cli") / "leads.sqlite3"
    done = run(english_root, path, "chat", typed=TALK)
    assert done.returncode == 0, done.stderr
    assert re.search(r"BT-PL-\d\d-0001", done.stdout)
    assert not path.exists(), "a try is kept apart from what companies and centres wait for"
    return of_tries(path)


def test_a_scripted_chat_shows_the_card(tmp_path: Path, english_root: Path) -> None:
    record = tmp_path / "talk.yaml"
    typed = TALK.replace("\nconfidential\n", "\nnot confidential\n")
    done = run(english_root, tmp_path / "a.sqlite3", "chat", "--record", str(record), typed=typed)

    assert done.returncode == 0
    assert "New request BT-PL-" in done.stdout
    assert "anna@example.org" in done.stdout
    assert "\x1b[" not in done.stdout
    again = run(english_root, tmp_path / "b.sqlite3", "test", str(record))
    assert "1 conversations, 0 failed" in again.stdout, again.stdout


def test_a_record_of_what_nobody_sees_can_be_replayed(tmp_path: Path, root: Path) -> None:
    record = tmp_path / "talk_🙂.yaml"
    typed = "what is the pri\u200bce 🙂\nfor so\u00adft coatings\n"
    run(root, tmp_path / "a.sqlite3", "chat", "--record", str(record), typed=typed)

    again = run(root, tmp_path / "b.sqlite3", "test", str(record))

    assert "1 conversations, 0 failed" in again.stdout, again.stdout + again.stderr
    assert "pri\\u200bce 🙂" in record.read_text("utf-8")


def test_a_record_that_cannot_be_written_is_told_before_the_talk(
    tmp_path: Path, root: Path
) -> None:
    there = tmp_path / "talk.yaml"
    there.write_text("name: mine\n", "utf-8")
    for record, why in ((there, "exists already"), (tmp_path / "none" / "x.yaml", "No such file")):
        done = run(root, tmp_path / "a.sqlite3", "chat", "--record", str(record), typed="hello\n")

        assert done.returncode == cli.WRONG_SETTINGS
        assert why in done.stderr
        assert "> hello" not in done.stdout
    assert there.read_text("utf-8") == "name: mine\n"


def test_a_text_in_other_letters_than_utf_8_is_told(tmp_path: Path, root: Path) -> None:
    typed = subprocess.run(
        [sys.executable, "-m", "tram_bot", "chat"],
        input="Gdańsk\n".encode("windows-1250"),
        capture_output=True,
        cwd=tmp_path,
        env={DATABASE: str(tmp_path / "a"), CONTENT: str(root), **surroundings()},
        timeout=300,
        check=False,
    )

    assert typed.returncode == cli.WRONG_SETTINGS
    assert b"not utf-8: save the text as UTF-8" in typed.stderr


@pytest.mark.parametrize("fresh", [(), ("--fresh",)])
def test_a_record_begins_a_new_conversation(
    tmp_path: Path, place: Path, fresh: tuple[str, ...]
) -> None:
    database, record = tmp_path / "a.sqlite3", tmp_path / "talk.yaml"
    run(tmp_path, database, "chat", typed="we need something measured\n")

    run(tmp_path, database, "chat", *fresh, "--record", str(record), typed="is it expensive\n")

    assert record.read_text("utf-8").count("company: ") == 2
    again = run(tmp_path, tmp_path / "b.sqlite3", "test", str(record))
    assert "1 conversations, 0 failed" in again.stdout, again.stdout + again.stderr


def test_a_conversation_is_resumed_and_a_fresh_one_is_not(tmp_path: Path, root: Path) -> None:
    database = tmp_path / "a.sqlite3"
    run(root, database, "chat", typed="our paint peels off after one winter\nyes\n")

    resumed = run(root, database, "chat", typed="")
    fresh = run(root, database, "chat", "--fresh", typed="")

    assert "How confidential is this" in resumed.stdout
    assert "How confidential is this" not in fresh.stdout


def test_match_prints_ids_scores_and_reasons(root: Path, tmp_path: Path) -> None:
    done = run(
        root, tmp_path / "a", "match", "our paint peels off steel", "--country", "PL", "--json"
    )

    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["sure"]
    assert len(found["techniques"]) <= 5
    assert all(each["id"] and each["score"] and each["why"] for each in found["techniques"])
    assert all(each["id"] and each["score"] and each["why"] for each in found["facilities"])
    assert found["concepts"]


def test_match_abstains_from_what_is_none_of_its_business(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path / "a", "match", "I would like to order two pizzas", "--json")

    assert json.loads(done.stdout)["sure"] is False


def test_match_in_a_batch_hears_each_line_in_its_own_language(root: Path, tmp_path: Path) -> None:
    batch = tmp_path / "needs.txt"
    batch.write_text("farba łuszczy się ze stali po zimie\nunsere Schrauben rosten\n")

    done = run(root, tmp_path / "a", "match", "--batch", str(batch))

    polish, german = [json.loads(line) for line in done.stdout.splitlines()]
    assert polish["text"] == "farba łuszczy się ze stali po zimie"
    assert {each["id"] for each in polish["concepts"]} >= {"peeling", "paint", "steel"}
    assert "corrosion" in {each["id"] for each in german["concepts"]}


def test_understand_in_a_batch_prints_a_json_line_each(root: Path, tmp_path: Path) -> None:
    batch = tmp_path / "lines.txt"
    batch.write_bytes("how much does it cost?\r\nxyzzy\u2028frobnicate\n\n".encode())

    done = run(root, tmp_path / "a", "understand", "--batch", str(batch))

    first, second, third = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["text"], first["intent"]) == ("how much does it cost?", "cost")
    assert (second["text"], second["intent"]) == ("xyzzy\u2028frobnicate", None)
    assert (third["text"], third["intent"], third["confidence"]) == ("", None, 0)


@pytest.fixture
def printed(
    english_root: Path,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., str]:
    """What a command prints that goes well, without a program of its own, which takes a second."""
    monkeypatch.chdir(database.parent)
    monkeypatch.setenv(CONTENT, str(english_root))
    monkeypatch.setenv(DATABASE, str(database))

    def printed(*arguments: str) -> str:
        assert cli.main(arguments) == 0
        return capsys.readouterr().out

    return printed


def test_leads_are_listed_shown_and_exported(printed: Callable[..., str]) -> None:
    listed = json.loads(printed("leads", "list", "--json"))
    reference = listed[0]["reference"]
    shown = printed("leads", "show", reference.lower())
    exported = printed("leads", "export", "--format", "csv")
    as_json = json.loads(printed("leads", "export", "--format", "json"))

    assert "Anna Example" in shown
    rows = list(csv.DictReader(io.StringIO(exported)))
    assert rows[0]["reference"] == reference
    assert not any(value.startswith("=") for value in rows[0].values())
    assert as_json[0]["consent"]["text_version"] == "2026-11"
    assert as_json[0]["history"]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_whoever_reads_only_the_beginning_of_what_is_printed_is_no_trouble(
    english_root: Path, database: Path, form: str
) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tram_bot", *EXPORT, form],
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            cwd=database.parent,
            env={DATABASE: str(database), CONTENT: str(english_root), **surroundings()},
            timeout=300,
            check=False,
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_wrong_with_a_platform_stops_those_commands_only_that_use_one(
    printed: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As in a process beside the served one, for which a platform sets no PORT."""
    monkeypatch.setenv("PUBLIC_URL", "https://tram.example.org")
    monkeypatch.delenv("PORT", raising=False)
    assert json.loads(printed("leads", "list", "--json"))
    printed("outbox", "list")
    for command in ("run", "doctor", "slack-manifest"):
        assert cli.main([command]) == 2
        assert "PORT: not set, but PUBLIC_URL is" in capsys.readouterr().err


def test_what_was_told_in_confidence_is_printed_only_if_that_is_wanted(
    printed: Callable[..., str],
) -> None:
    reference = json.loads(printed("leads", "list", "--json"))[0]["reference"]
    show = ("leads", "show", reference)
    for arguments in (show, (*show, "--json"), (*EXPORT, "csv"), (*EXPORT, "json")):
        plain = printed(*arguments)
        whole = printed(*arguments, "--confidential")
        assert "left out here" in plain
        assert "Anna Example" in plain
        for words in ("zinc flake coatings", "a new cleaning bath", "blister"):
            assert words not in plain, arguments
            assert words in whole, arguments


def test_a_record_holds_nothing_that_was_told_in_confidence(
    english_root: Path, tmp_path: Path
) -> None:
    for name, typed in (
        ("whole", TALK),
        ("begun", TALK[: TALK.index("confidential")]),
        ("forgotten", TALK + "/forget\nyes\n"),
    ):
        record = tmp_path / f"{name}.yaml"
        done = run(english_root, tmp_path / name, "chat", "--record", str(record), typed=typed)
        assert "is left out of the record" in " ".join(done.stdout.split())
        written = record.read_text("utf-8")
        assert "told in confidence: write an example here" in written
        for words in (
            "zinc",
            "blister",
            "Gdańsk",
            "a new cleaning bath",
            "Anna",
            "Example Coatings",
        ):
            assert words not in written, (name, words)
        assert '- company: "yes"' in written


def test_an_unknown_lead_is_one_clear_sentence(root: Path, database: Path) -> None:
    done = run(root, database, "leads", "show", "BT-XX-26-9999")

    assert done.returncode == 2
    assert "there is no lead BT-XX-26-9999" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_formulas_are_harmless(start: str) -> None:
    assert harmless(f"{start}HYPERLINK()").startswith("'")
    assert harmless("plain") == "plain"


@pytest.mark.parametrize("text", ["'=1", "'\n'-1", "a; '-1;\t'+1", "\n\n'@a", "''=1", "a\n-1"])
def test_what_was_made_harmless_comes_back(text: str) -> None:
    assert as_before_harmless(harmless(text)) == text


def test_a_file_that_is_no_database_is_left_alone(root: Path, tmp_path: Path) -> None:
    named = tmp_path / "notes.txt"
    path = of_tries(named)
    path.write_text("these are my notes\n" * 100)
    before = path.read_bytes()

    done = run(root, named, "chat", typed="hello\n")

    assert done.returncode == 2
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_broken_content_is_reported_by_file_and_line(root: Path, tmp_path: Path) -> None:
    (tmp_path / "intents").mkdir()
    (tmp_path / "facility_catalogue").mkdir()
    (tmp_path / "intents" / "languages.yaml").write_text("languages:\n\ten: {}\n")

    done = run(root, tmp_path / "a", "check", "--content", str(tmp_path))

    assert done.returncode == 1
    assert "intents/languages.yaml:2:" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_content_is_without_errors(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path / "a", "check")

    assert done.returncode == 0, done.stdout


def test_a_marked_word_stands_in_no_log_line(root: Path, tmp_path: Path) -> None:
    mark = "Zyxwordmark"
    typed = TALK.replace("Anna Example", mark).replace("a new cleaning bath", f"tried {mark}")
    done = run(
        root, tmp_path / "a.sqlite3", "chat", typed=typed + f"/{mark}\n{mark}\n/forgetme\nyes\n"
    )

    assert mark in done.stdout
    assert mark not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--country", "XX"), "there is no country XX; write it as PL"),
        (("--language", "xx"), "'xx' is none of"),
    ],
)
def test_a_country_or_language_there_is_not_is_refused(
    root: Path, tmp_path: Path, arguments: tuple[str, str], told: str
) -> None:
    done = run(root, tmp_path / "a", "match", "our paint peels off steel", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_the_conversations_of_another_folder_are_replayed(root: Path, tmp_path: Path) -> None:
    write_small_content(tmp_path)
    talks = tmp_path / "tests" / "conversations"
    talks.mkdir(parents=True)
    (talks / "one.yaml").write_text("name: one\ntalk:\n  - company: help\n  - bot: help\n")
    done = run(root, tmp_path / "a", "test", "--content", str(tmp_path))
    assert done.stdout == "1 conversations, 0 failed\n", done.stderr
