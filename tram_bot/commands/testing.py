"""`test`: conversation tests replayed, what of the content they touch, and bringing them up to
date."""

from collections.abc import Sequence
from pathlib import Path

from tram_bot import serving
from tram_bot.commands.languages import known_language
from tram_bot.commands.printing import emit, emit_json
from tram_bot.content.inventory import Piece, Text, pieces, texts
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.core.present import shortened
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.transcripts import coverage
from tram_bot.transcripts.replay import Failure, failures, replay
from tram_bot.transcripts.rewriting import rewrite
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import Script, read_script
from tram_bot.transcripts.touched import Touched

_DEFAULT_TESTS = Path("tests/conversations")


def test(root: Path, paths: Sequence[Path], learner: Learner, *, as_json: bool) -> int:
    """Replay conversation tests; 1 if any fails. `learner` is what understanding is learnt with."""
    content = serving.read_content(root, learner)
    scripts = [read_script(path) for path in _files(root, paths)]
    results = [(script, replay(content, script, saved_and_loaded)) for script in scripts]
    if as_json:
        emit_json([_result(script, failure) for script, failure in results])
    else:
        _report([failure for _, failure in results])
    return 1 if any(failure for _, failure in results) else 0


def test_coverage(
    root: Path,
    paths: Sequence[Path],
    learner: Learner,
    language: Language | None,
    *,
    as_json: bool,
) -> int:
    """Replay conversation tests and print what of the content they do not touch; with a
    `language`, which of its texts they do not show. 1 if a test fails. Raises SettingsError for a
    language that the bot does not speak."""
    content = serving.read_content(root, learner)
    known_language(content, language)
    touched = Touched(content)
    results = []
    for path in _files(root, paths):
        script = read_script(path)
        found = list(failures(touched.content, script, saved_and_loaded, touched.watch))
        results.append((script, found[0] if found else None))
    shares = _shares(root, content, touched, language)
    if as_json:
        emit_json(
            {
                "tests": [_result(script, failure) for script, failure in results],
                "coverage": [_share(each) for each in shares],
            }
        )
    else:
        for share in shares:
            emit(f"{share.kind.value}: {share.touched} of {share.count} ({share.percent} %)")
            for each in share.untouched:
                emit(f"  {each.file}:{each.line}: {_named(each)}")
        _report([failure for _, failure in results])
    return 1 if any(failure for _, failure in results) else 0


def test_update(root: Path, paths: Sequence[Path], learner: Learner, *, as_json: bool) -> int:
    """Replay conversation tests, rewrite the texts they expect and that the bot does not say any
    more, and print what was changed; 1 if any still fails. Raises SettingsError if a test cannot
    be written."""
    content = serving.read_content(root, learner)
    done = [rewrite(content, path, saved_and_loaded) for path in _files(root, paths)]
    if as_json:
        emit_json(
            [
                {
                    "file": each.script.file,
                    "name": each.script.name,
                    "changed": list(each.diff),
                    "failures": [_failure(failure) for failure in each.failures],
                }
                for each in done
            ]
        )
        return 1 if any(each.failures for each in done) else 0
    for each in done:
        for line in (*each.diff, *each.failures):
            emit(str(line))
    rewritten = sum(bool(each.diff) for each in done)
    failed = sum(bool(each.failures) for each in done)
    emit(f"{len(done)} conversations, {rewritten} rewritten, {failed} failed")
    return 1 if failed else 0


def _report(found: Sequence[Failure | None]) -> None:
    failed = [failure for failure in found if failure]
    for failure in failed:
        emit(str(failure))
    emit(f"{len(found)} conversations, {len(failed)} failed")


def _result(script: Script, failure: Failure | None) -> dict[str, object]:
    return {
        "file": script.file,
        "name": script.name,
        "failure": _failure(failure) if failure else None,
    }


def _failure(failure: Failure) -> dict[str, object]:
    return {"line": failure.line, "what": failure.what, "diff": list(failure.mismatch.diff)}


def _shares(
    root: Path, content: Content, touched: Touched, language: Language | None
) -> Sequence[coverage.Share[Piece] | coverage.Share[Text]]:
    if language:
        return coverage.of_texts(content, touched, language, texts(root, language))
    return coverage.of_pieces(content, touched, pieces(root))


def _share(share: coverage.Share[Piece] | coverage.Share[Text]) -> dict[str, object]:
    return {
        "kind": share.kind.value,
        "count": share.count,
        "touched": share.touched,
        "percent": share.percent,
        "untouched": [
            {"file": each.file, "line": each.line, "id": _id(each)} for each in share.untouched
        ],
    }


def _named(each: Piece | Text) -> str:
    return f"{_id(each)}: {shortened(each.text)}" if isinstance(each, Text) else _id(each)


def _id(each: Piece | Text) -> str:
    key = (each.key,) if isinstance(each, Text) and each.key else ()
    return "/".join((*each.id, *key))


def _files(root: Path, paths: Sequence[Path]) -> list[Path]:
    """The tests in these files and folders; without any, those that belong to the content."""
    files = []
    for path in paths or [_tests_of(root)]:
        if not path.exists():
            raise SettingsError(f"there is no file or folder {path}")
        files.extend(_tests_in(path) if path.is_dir() else [path])
    return files


def _tests_in(folder: Path) -> list[Path]:
    """Those in a folder and below it, without what an editor keeps beside them."""
    found = (path for path in folder.rglob("*.yaml") if not path.name.startswith("."))
    return sorted(path for path in found if not path.is_dir())


def _tests_of(root: Path) -> Path:
    """Those that belong to the content; without any, those of the current folder."""
    there = root / _DEFAULT_TESTS
    return there if there.is_dir() else _DEFAULT_TESTS
