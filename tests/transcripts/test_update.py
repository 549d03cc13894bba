"""`tram-bot test --update`: expected texts rewritten to what the bot says now, and nothing else.
And how a failure is told."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.transcripts.conftest import Write
from tram_bot import cli

PRICE = "The centre tells you the price before anything starts."
PRICE_AND_MORE = f"{PRICE} I know 3 facilities in"
REQUEST = """\
talk:
  - company: our zinc coating on steel parts peels after one winter
  - company: "yes"
  - press: We need a signed NDA first
  - company: no hurry
  - company: Poland, 12 people
  - company: Anna Example, Example Coatings Oy, anna@example.org
  - press: button_send
"""


def updated(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert cli.main(["test", "--update", *arguments]) == code
    return capsys.readouterr().out


def asking(*lines: str) -> str:
    """A test in which the price is asked for, and these lines follow."""
    return "\n".join(["talk:", "  - company: how much does it cost?", *lines, ""])


def test_only_what_holds_no_more_is_rewritten_and_shown_as_a_diff(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk(
        "price",
        "# Who asks for the price\n\n"
        + asking(
            "  # hears who tells it.",
            "  - bot: [I know 3, 'the centre tells the price before you start']  # two",
            "  - bot:",
            "      - 3 facilities   # as many as there are",
            '      - "It tells you the price"',
            "",
            "  - phase:   idle",
        ),
    )

    said = updated(capsys)

    assert path.read_text("utf-8") == "# Who asks for the price\n\n" + asking(
        "  # hears who tells it.",
        f"  - bot: [I know 3, '{PRICE}']  # two",
        "  - bot:",
        "      - 3 facilities   # as many as there are",
        f'      - "{PRICE}"',
        "",
        "  - phase:   idle",
    )
    assert "-  - bot: [I know 3, 'the centre tells the price before you start']  # two\n" in said
    assert f"+  - bot: [I know 3, '{PRICE}']  # two\n" in said
    assert said.endswith("1 conversations, 1 rewritten, 0 failed\n")
    assert cli.main(["test"]) == 0


STYLES = {
    "  - bot: it tells the price  # why": f"  - bot: {PRICE}  # why",
    "  - bot: 'it tells the price'": f"  - bot: '{PRICE}'",
    '  - bot: "it tells\\n the price"': f'  - bot: "{PRICE}"',
    "  - bot: it tells\n      the price  # why": f"  - bot: {PRICE}  # why",
    "  - bot: >-  # why\n      it tells\n      the price\n\n  # next": (
        f"  - bot: >-  # why\n      {PRICE}\n\n  # next"
    ),
    "  - {bot: [it tells the price, welcome]}": f"  - {{bot: [{PRICE}, welcome]}}",
    "  - bot: |\n      it tells the price": f"  - bot: |\n      {PRICE}",
}
"""Texts as they may be written, and how the new ones are written instead."""


@pytest.mark.parametrize(("head", "line_end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_a_text_is_written_as_the_old_one_was(
    talk: Write, capsys: pytest.CaptureFixture[str], head: str, line_end: str
) -> None:
    path = talk("price", head + asking(*STYLES).replace("\n", line_end))

    updated(capsys)

    assert path.read_bytes().decode() == head + asking(*STYLES.values()).replace("\n", line_end)


def test_a_text_in_the_first_line_of_a_file_is_found(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    before = "\ufefftalk: [{company: is it expensive}, {bot: it tells the price}]"
    path = talk("price", before)

    updated(capsys)

    assert path.read_bytes().decode() == before.replace("it tells the price", PRICE)


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        (
            "Prices: the centre tells them",
            "the centre knows them",
            '"Prices: the centre tells them"',
        ),
        ("Prices, it says", "[it says so]", '["Prices, it says"]'),
        ('It says "no" #1 it is', "it says nothing", '"It says \\"no\\" #1 it is"'),
        ("It's free", "'is it free'", "'It''s free'"),
        ("- free of charge", "free of costs", '"- free of charge"'),
        ("Żadnych kosztów 🙂", "żadnych koszty", "Żadnych kosztów 🙂"),
    ],
)
def test_a_text_that_yaml_would_read_otherwise_is_quoted(
    folder: Path, talk: Write, capsys: pytest.CaptureFixture[str],
    said: str, old: str, new: str,
) -> None:  # fmt: skip
    words = folder / "intents" / "money" / "en.yaml"
    text = words.read_text("utf-8")
    reply = text[text.index("    reply: >-") : text.index("  free_calls:")]
    words.write_text(
        text.replace(reply, f"    reply: {json.dumps(said, ensure_ascii=False)}\n"), "utf-8"
    )
    path = talk("price", asking(f"  - bot: {old}"))

    updated(capsys)

    assert path.read_text("utf-8") == asking(f"  - bot: {new}")
    assert cli.main(["test"]) == 0


def test_a_long_text_is_cut_at_a_word(
    folder: Path, talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking(f"  - bot: {PRICE_AND_MORE} Denmark or in Estonia, Finland"))
    words = folder / "intents" / "money" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("starts. I know", "starts; I know"), "utf-8")

    updated(capsys)

    shown = "The centre tells you the price before anything starts; I know 3"
    assert path.read_text("utf-8") == asking(f"  - bot: {shown}")


def test_what_was_relayed_is_brought_up_to_date_too(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk(
        "relayed",
        REQUEST
        + "  - company: zzz the lid is the blue one\n  - press: button_yes\n"
        + "  - relayed: the lid is a blue one\n",
    )

    updated(capsys)

    assert path.read_text("utf-8").endswith("  - relayed: zzz the lid is the blue one\n")


def test_what_is_expected_by_name_is_never_rewritten_and_told(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    after = ("  - phase: asking", "  - bot: it tells the price")
    path = talk("price", asking("  - bot: it tells the price", *after))

    said = updated(capsys, code=1)

    assert path.read_text("utf-8") == asking(f"  - bot: {PRICE}", *after)
    assert "price.yaml:4: phase is idle, not asking\n" in said
    assert "price.yaml:5: 'it tells the price' is missing" in said, "it may follow from line 4"
    assert said.endswith("1 conversations, 1 rewritten, 1 failed\n")


@pytest.mark.parametrize(
    "line",
    [
        "  - bot_not: the centre tells you",
        "  - silent: true",
        "  - lead: {centre: pl}",
        "  - press: No such button",
        "  - relayed: it tells the price",
    ],
)
def test_what_cannot_be_mended_by_another_text_is_left_to_the_author(
    talk: Write, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    path = talk("price", asking(line))
    before = path.read_bytes()

    said = updated(capsys, code=1)

    assert path.read_bytes() == before
    assert "price.yaml:3: " in said
    assert said.endswith("1 conversations, 0 rewritten, 1 failed\n")


def test_what_the_bot_must_not_say_does_not_keep_other_texts_from_being_mended(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking("  - bot_not: the centre tells", "  - bot: it tells the price"))

    said = updated(capsys, code=1)

    assert path.read_text("utf-8") == asking("  - bot_not: the centre tells", f"  - bot: {PRICE}")
    assert "'the centre tells' is not wanted in what was said" in said


def test_a_test_that_passes_keeps_every_byte(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking("  - bot: [ the price,\t'Free' ]".replace("\t", " ")))
    before = path.stat()

    assert updated(capsys) == "1 conversations, 0 rewritten, 0 failed\n"
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_cannot_be_written_is_named(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking("  - bot: it tells the price"))
    path.with_name(".price.yaml.new").mkdir()

    assert cli.main(["test", "--update"]) == cli.WRONG_SETTINGS
    assert f"cannot write {path}: Is a directory" in capsys.readouterr().err


def test_a_file_keeps_its_rights_and_a_link_stays_one(
    folder: Path, talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking("  - bot: it tells the price"))
    path.chmod(0o600)
    elsewhere = folder / "elsewhere.yaml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)

    updated(capsys)

    assert path.is_symlink()
    assert PRICE in elsewhere.read_text("utf-8")
    assert elsewhere.stat().st_mode & 0o777 == 0o600


def test_what_lies_beside_the_tests_is_no_test_and_what_cannot_be_read_is_named(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking("  - phase: idle"))
    path.with_name("folder.yaml").mkdir()
    path.with_name(".#price.yaml").symlink_to("somebody@example.org:1")

    assert updated(capsys).startswith("1 conversations")

    gone = path.with_name("gone.yaml")
    gone.symlink_to("nowhere.yaml")
    assert cli.main(["test"]) == cli.WRONG_CONTENT
    assert f"{gone}:1:1: the file cannot be read" in capsys.readouterr().err


def test_what_was_changed_is_told_to_a_program_as_well(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    talk("price", asking("  - bot: it tells the price", "  - phase: asking"))

    (told,) = json.loads(updated(capsys, "--json", code=1))

    assert f"+  - bot: {PRICE}" in told["changed"]
    assert told["failures"] == [{"line": 4, "what": "phase is idle, not asking", "diff": []}]


def test_a_failure_is_told_as_a_diff_of_what_was_expected_and_said(
    talk: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = talk("price", asking("  - bot: [welcome, it tells the price]"))

    assert cli.main(["test"]) == cli.WRONG_CONTENT
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == f"{path}:3: 'it tells the price' is missing from what was said"
    assert lines[1:3] == ["--- expected", "+++ said"]
    assert lines[4:6] == [" welcome", "-it tells the price"]
    assert lines[6].startswith(f"+{PRICE_AND_MORE}")
    assert " [Free measurements]" in lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("bot_not: the centre tells you", [f"+{PRICE_AND_MORE}"]),
        ("silent: true", ["+welcome", f"+{PRICE_AND_MORE}"]),
    ],
)
def test_what_was_said_against_expectation_is_marked(
    talk: Write, capsys: pytest.CaptureFixture[str], line: str, told: Sequence[str]
) -> None:
    talk("price", asking(f"  - {line}"))

    assert cli.main(["test"]) == cli.WRONG_CONTENT
    marked = [each for each in capsys.readouterr().out.splitlines() if each.startswith("+")]

    assert [each[: len(words)] for each, words in zip(marked[1:], told, strict=False)] == told
