"""`check`: what is wrong in the content, what of it can be mended without asking, and which
examples the bot would not understand."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date
from pathlib import Path

from tram_bot.commands.printing import emit, emit_json
from tram_bot.confusions import Heard, confusions
from tram_bot.content.changing import write
from tram_bot.content.files import Found, find
from tram_bot.content.review import reviewed
from tram_bot.content.sources import Sources
from tram_bot.content.tidy import tidied
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem, SettingsError
from tram_bot.learning.learner import Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """Something that was done to a file; line from 1."""

    file: str
    line: int
    what: str


def check(
    root: Path,
    today: date,
    *,
    form: str,
    fix: bool = False,
    deep: Learner | None = None,
    language: Language | None = None,
) -> int:
    """Print every problem of the content; 1 if any is an error.

    With `fix`, do first what is mechanical, and print that, too. `deep` is what to learn the
    examples with, in one `language` or all, to see which would not be understood. `form` is text,
    json, or github: lines that GitHub shows beside the change they are about. Raises
    SettingsError.
    """
    done = tuple(_tidied(root)) if fix else ()
    found = reviewed(root, today)
    problems: Sequence[Problem] = found.problems
    heard: Sequence[Heard] = ()
    if deep and not found.errors:
        confused = confusions(found.sources, deep, _known(language, found.sources))
        problems = sorted((*problems, *confused.problems), key=astuple)
        heard = confused.heard
    if form == "json":
        emit_json(_as_json(done, problems, heard, whole=fix or deep is not None))
        return 1 if found.errors else 0
    for each in done:
        emit(_notice(each) if form == "github" else f"{each.file}:{each.line}: {each.what} (fixed)")
    for problem in problems:
        emit(_annotation(problem) if form == "github" else _line(problem))
    for of_language in heard:
        emit(_fared(of_language))
    if deep and found.errors:
        emit("the examples were not tried: mend the errors first")
    if fix:
        files = len({each.file for each in done})
        changes = f"{_counted(len(done), 'change')} in {_counted(files, 'file')}"
        emit(f"{changes}; the rest is left to you:")
    warnings = len(problems) - found.errors
    emit(f"{_counted(found.errors, 'error')}, {_counted(warnings, 'warning')}")
    return 1 if found.errors else 0


def _tidied(root: Path) -> Iterator[_Done]:
    """Each thing done to a file, once it is written."""
    found, _ = find(root)
    for each in tidied(list(_readable(found))):
        write(root, {each.found.file: each.data})
        for change in sorted(each.changes):
            yield _Done(file=each.found.file, line=change.line, what=change.what)


def _readable(found: Sequence[Found]) -> Iterator[tuple[Found, bytes]]:
    """The files and what they hold; that one may not be read is among the problems."""
    for each in found:
        with contextlib.suppress(OSError):
            yield each, each.path.read_bytes()


def _known(language: Language | None, sources: Sources) -> Language | None:
    known = dict.fromkeys(each for topic in sources.topics for each in topic.words)
    if language is not None and language not in known:
        raise SettingsError(f"--language: '{language}' is none of {', '.join(known)}")
    return language


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _line(problem: Problem) -> str:
    return f"{problem}" if problem.severity == "error" else f"{problem} (warning)"


def _fared(heard: Heard) -> str:
    of = heard.understood + heard.asked_back + heard.mistaken
    return (
        f"{heard.language}: had each of its {of} examples not been learnt, {heard.understood} would"
        f" be understood, {heard.asked_back} asked back about, {heard.mistaken} taken for another"
        " intent"
    )


def _as_json(
    done: Sequence[_Done], problems: Sequence[Problem], heard: Sequence[Heard], *, whole: bool
) -> object:
    """The problems alone, unless something was done besides looking."""
    listed = [asdict(problem) for problem in problems]
    if not whole:
        return listed
    return {
        "fixed": [asdict(each) for each in done],
        "problems": listed,
        "examples": [asdict(each) for each in heard],
    }


def _annotation(problem: Problem) -> str:
    """https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions"""
    place = f"line={problem.line},col={problem.column}"
    return f"::{problem.severity} file={_escaped_file(problem.file)},{place}::{_told(problem.said)}"


def _notice(done: _Done) -> str:
    return f"::notice file={_escaped_file(done.file)},line={done.line}::{_told(done.what)}"


def _told(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A")


def _escaped_file(file: str) -> str:
    return file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
