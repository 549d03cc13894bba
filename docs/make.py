"""`python -m docs.make`: runs what the pages show, and writes what came of it into them.

A page says in a remark what is to be run, and the block of text behind it is what the program said:

    <!-- chat en                                   <!-- after FILE
    our paint peels off steel                      -  old line
    -->                                            +  new line
    ```text                                        run check
    …                                              -->

`chat` holds a talk in the terminal, line by line; `run` is a command of `tram-bot`, for which the
file of the content can be changed before, in a copy; `set` lists settings, with which the command
is run in a folder that holds nothing else. `--check` writes nothing, and exits with 1 if
a page is not what the program says.
"""

import argparse
import asyncio
import contextlib
import io
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tram_bot import chat, cli, serving
from tram_bot.commands.learners import learner_of
from tram_bot.core.content import Content
from tram_bot.settings import read_settings

PAGES = Path(__file__).parent
ROOT = PAGES.parent
_SHOWN = re.compile(
    r"(<!-- (?P<asked>(?:chat|run|after|set)\b.*?)-->\n```text\n)(?P<said>.*?)(```\n)", re.DOTALL
)
_MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class _Clock:
    """It is always the same Wednesday morning: a page changes with the program only."""

    def __init__(self) -> None:
        self._looks = 0

    def now(self) -> datetime:
        """A second later each time."""
        self._looks += 1
        return _MORNING + timedelta(seconds=self._looks)


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or look whether they are up to date."""
    parser = argparse.ArgumentParser(prog="docs.make", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a page is stale")
    asked = parser.parse_args(arguments)
    stale = {page: text for page, text in made() if page.read_text(encoding="utf-8") != text}
    for page, text in stale.items():
        if asked.check:
            sys.stdout.write(f"{page.relative_to(ROOT)} is not what the program says: make docs\n")
        else:
            page.write_text(text, encoding="utf-8")
    return 1 if asked.check and stale else 0


def made() -> Iterator[tuple[Path, str]]:
    """Every page, and what it has to be."""
    content = serving.read_content(ROOT, learner_of(read_settings()))
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        yield page, _SHOWN.sub(lambda shown: _remade(shown, content), text)


def _remade(shown: re.Match[str], content: Content) -> str:
    head, *lines = shown["asked"].strip().split("\n")
    kind, _, more = head.partition(" ")
    match kind:
        case "chat":
            said = asyncio.run(_talk(content, more.strip(), lines))
        case "run":
            said = _command(more, ROOT)
        case "set":
            said = _set_up(lines)
        case _:
            said = _after(more.strip(), lines)
    tidy = "\n".join(line.rstrip() for line in said.strip("\n").split("\n"))
    return f"{shown[1]}{tidy}\n{shown[4]}"


async def _talk(content: Content, language: str, lines: list[str]) -> str:
    heard = io.StringIO("".join(f"{line}\n" for line in lines))
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "talk.sqlite3"
        talk = chat.Talk(database=database, language=language or None, colour=False)
        await chat.chat(content, talk, _Clock(), heard, said)
    return said.getvalue()


def _after(file: str, lines: list[str]) -> str:
    """What a command says when some lines of a file of the content are others."""
    old, new = (
        "\n".join(line[2:] for line in lines if line.startswith(sign)) for sign in ("- ", "+ ")
    )
    (command,) = (line.removeprefix("run ") for line in lines if line.startswith("run "))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("intents", "facility_catalogue", "tests/conversations"):
            shutil.copytree(ROOT / part, root / part)
        text = (root / file).read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise ValueError(f"{file} has these lines {text.count(old)} times: {old}")
        (root / file).write_text(text.replace(old, new), encoding="utf-8")
        said = _command(command, root)
    # Warnings are of other things, and there are more of them the longer a page is not made.
    of_file = (line for line in said.split("\n") if line.startswith(file))
    return "\n".join(line for line in of_file if not line.endswith("(warning)"))


def _set_up(lines: list[str]) -> str:
    """What a command says to a file of settings, whatever the environment holds otherwise."""
    *settings, run = lines
    words = shlex.split(run.removeprefix("run "))[1:]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".env").write_text("\n".join(settings), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - what a page of ours names
            [sys.executable, "-m", "tram_bot", *words],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return done.stdout


def _command(line: str, root: Path) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        cli.main([*shlex.split(line)[1:], "--content", str(root)])
    return said.getvalue()


if __name__ == "__main__":
    sys.exit(main())
