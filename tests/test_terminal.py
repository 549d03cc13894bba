"""The terminal as a person sees it, on a real pseudo-terminal."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from tests.surroundings import surroundings
from tram_bot.channels.terminal import laid_out
from tram_bot.core.effects import Button, Card, Say
from tram_bot.text_layout import Paper

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PATIENCE = 60.0
"""Seconds until a missing reply fails the test."""


class Terminal:
    """A program on a pseudo-terminal: type a line, wait for words."""

    def __init__(
        self,
        root: Path,
        database: Path,
        *arguments: str,
        output: int | None = None,
        **environ: str,
    ) -> None:
        """`output` is where the program writes, if that is not the terminal."""
        self.ours, theirs = pty.openpty()
        env = {
            "TRAM_BOT_DATABASE": str(database),
            "TRAM_BOT_CONTENT": str(root),
            **surroundings(),
            "COLUMNS": "80",
        }
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tram_bot", "chat", *arguments],
            stdin=theirs,
            stdout=theirs if output is None else output,
            stderr=subprocess.PIPE,
            cwd=database.parent,
            env={**env, **environ},
        )
        os.close(theirs)
        self.raw = ""
        self.mark = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.program.kill()
        self.program.wait()
        assert self.program.stderr is not None
        self.program.stderr.close()
        os.close(self.ours)

    def until(self, words: str) -> str:
        """What was shown since the last call, as soon as the words are in it."""
        end = time.monotonic() + PATIENCE
        while words not in (fresh := COLOUR.sub("", self.raw[self.mark :])):
            assert time.monotonic() < end, f"no '{words}' in:\n{fresh}"
            if select.select([self.ours], [], [], 0.1)[0]:
                self.raw += os.read(self.ours, 65536).decode(errors="replace")
        self.mark = len(self.raw)
        return fresh

    def type(self, line: str) -> None:
        os.write(self.ours, f"{line}\n".encode())


def test_choices_by_number_label_prefix_and_misspelling(root: Path, tmp_path: Path) -> None:
    with Terminal(root, tmp_path / "a.sqlite3") as terminal:
        greeting = terminal.until("Describe your problem")
        assert "exit" in greeting
        terminal.type("1")
        terminal.until("What is wrong, or what do you want to find out?")
        terminal.type("it peels off after one winter")
        terminal.until("   2  No, please do not")
        terminal.type("Yes, you may")
        terminal.until("   3  We need a signed NDA first")
        terminal.type("Not confid")
        terminal.until("Which material is it")
        terminal.type("/back")
        terminal.until("   3  We need a signed NDA first")
        terminal.type("Not confidentail")
        terminal.until("Which material is it")
        terminal.type("exit")
        assert terminal.program.wait(timeout=PATIENCE) == 0
        assert COLOUR.search(terminal.raw)


def test_ctrl_c_ends_it_at_once(root: Path, tmp_path: Path) -> None:
    with Terminal(root, tmp_path / "a.sqlite3") as terminal:
        terminal.until("> ")
        terminal.program.send_signal(signal.SIGINT)
        assert terminal.program.wait(timeout=PATIENCE) == 130


def test_ctrl_c_ends_it_at_once_where_the_output_goes_elsewhere(root: Path, tmp_path: Path) -> None:
    output, theirs = os.pipe()
    with Terminal(root, tmp_path / "a.sqlite3", output=theirs) as terminal:
        os.close(theirs)
        with os.fdopen(output) as lines:
            next(line for line in lines if "exit" in line)
            terminal.program.send_signal(signal.SIGINT)
            assert terminal.program.wait(timeout=PATIENCE) == 130


def test_ctrl_c_keeps_the_record_of_the_talk(root: Path, tmp_path: Path) -> None:
    record = tmp_path / "talk.yaml"
    with Terminal(root, tmp_path / "a.sqlite3", "--record", str(record)) as terminal:
        terminal.until("> ")
        terminal.type("what does it cost")
        terminal.until("> ")
        terminal.program.send_signal(signal.SIGINT)
        assert terminal.program.wait(timeout=PATIENCE) == 130
    assert '- company: "what does it cost"\n' in record.read_text("utf-8")


def test_what_was_typed_amiss_ends_no_talk(root: Path, tmp_path: Path) -> None:
    with Terminal(root, tmp_path / "a.sqlite3") as terminal:
        terminal.until("> ")
        os.write(terminal.ours, b"what does it \xfc cost\n")
        terminal.until("> ")
        terminal.type("exit")
        assert terminal.program.wait(timeout=PATIENCE) == 0


def test_no_colour_where_none_is_wanted(root: Path, tmp_path: Path) -> None:
    with Terminal(root, tmp_path / "a.sqlite3", NO_COLOR="1") as terminal:
        terminal.until("Describe your problem")
        assert not COLOUR.search(terminal.raw)


def test_a_reply_is_wrapped_and_its_choices_numbered() -> None:
    say = Say(
        paragraphs=("word " * 30,),
        cards=(Card(title="A place", lines=("line " * 30,), link="https://example.org"),),
        ask="Which?",
        buttons=(
            Button(label="This", turn=1, scope="_intent", option="a"),
            Button(label="That", turn=1, scope="_intent", option="b"),
        ),
    )

    text = laid_out(say, Paper(width=40))

    assert all(len(line) <= 40 for line in text.split("\n"))
    assert "   1  This" in text
    assert "   2  That" in text
    assert "\x1b" not in text


def test_a_line_that_is_set_in_goes_on_below_its_own_beginning() -> None:
    text = Paper(width=20).wrapped("• one two three four five\n  six seven eight nine ten", "  ")

    assert text.split("\n") == [
        "  • one two three",
        "    four five",
        "    six seven eight",
        "    nine ten",
    ]
