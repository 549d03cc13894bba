"""Quotes around texts that YAML, or another reader of it, takes for something else."""

import json
import re
from collections.abc import Iterator

from tram_bot.content.document import Document, Path, Place, Plain
from tram_bot.content.explain import fitted
from tram_bot.content.indents import indent
from tram_bot.content.shapes import Shape
from tram_bot.content.tidy_text import Change, Text
from tram_bot.errors import Problem

_CHANGES_MOST = 100
"""Texts of one file that are quoted. Ours: past these the file is of another kind altogether."""

_TRUTHS = r"yes|no|on|off|Yes|No|On|Off|YES|NO|ON|OFF"
"""Words that are texts to us, and truth values to other readers of YAML."""
_TRUTH = re.compile(_TRUTHS)
_MAY_HOLD_TRUTH = re.compile(rf"(?m)(?:^|[\s\[,]) *(?:{_TRUTHS}) *(?:$|[\],#])")
_LINE = re.compile(r"(?P<dashes> *(?:- +)*)(?P<key>[A-Za-z][\w-]*: +)?(?P<text>\S.*?) *")
_UNCLEAR = re.compile(r"[\"'\[|>#]|\{(?![a-z_]+\})|null$|.* #")
"""Texts of which nobody can tell what was meant: a remark, a list, a text quoted by half."""


def quoted(text: Text, shape: type[Shape]) -> Text:
    """The text with double quotes where it needs them, and where what was meant is clear: quoted,
    the line is in order, and nothing else has changed."""
    for _ in range(_CHANGES_MOST):
        is_sound = text.document is not None and not text.errors
        after = _fitting(text, shape) if is_sound else _readable(text, shape)
        if after is None:
            break
        text = after
    return _told_apart(text)


def _readable(text: Text, shape: type[Shape]) -> Text | None:
    """The text with its first mistake that quotes mend mended, if there is one."""
    for error in text.errors:
        for candidate in _candidates(text, error.line):
            rest = [each.line for each in candidate.errors]
            # The parser gives up at its first mistake: the next one comes to light only now.
            further = candidate.document is not None or min(rest) > error.line
            misfits = fitted(candidate.document, shape)[1] if candidate.document else ()
            if further and error.line not in (*rest, *(each.line for each in misfits)):
                return candidate
    return None


def _fitting(text: Text, shape: type[Shape]) -> Text | None:
    document = text.document
    if document is None:
        return None
    _, misfits = fitted(document, shape)
    known = {_said(each) for each in misfits}
    for misfit in misfits:
        for candidate in (*_scalars(text, document, misfit), *_candidates(text, misfit.line)):
            if candidate.document is None or candidate.errors:
                continue
            _, rest = fitted(candidate.document, shape)
            is_mended = {_said(each) for each in rest} < known
            if is_mended and len(_differing(text.value, candidate.value, ())) == 1:
                return candidate
    return None


def _said(problem: Problem) -> tuple[int, str]:
    return problem.line, problem.what


def _scalars(text: Text, document: Document, misfit: Problem) -> Iterator[Text]:
    """The number or truth value that stands at a misfit, quoted."""
    place = Place(misfit.line, misfit.column)
    for path, begins in document.places().values.items():
        value = document.get(path)
        if begins == place and isinstance(value, int):
            yield from _at(text, document, path)


def _told_apart(text: Text) -> Text:
    """The text with those words quoted that other readers take for truth values."""
    if not _MAY_HOLD_TRUTH.search(text.text) or text.document is None:
        return text
    document = text.document
    for path in reversed(list(document.places().ends)):
        value = document.get(path)
        if isinstance(value, str) and _TRUTH.fullmatch(value):
            for after in _at(text, document, path):
                text = after if after.says_the_same_as(text) else text
    return text


def _at(text: Text, document: Document, path: Path) -> Iterator[Text]:
    """The text with what stands at a path quoted, if it is not and stands in one line."""
    begins, ends = document.at(path), document.places().ends.get(path)
    if ends is None or ends.line != begins.line:
        return
    lines = text.text.split("\n")
    line = lines[begins.line - 1]
    word = line[begins.column - 1 : ends.column - 1]
    if word and not _UNCLEAR.match(word):
        start, end = line[: begins.column - 1], line[ends.column - 1 :]
        yield _with_line(text, begins.line, start, word, end)


def _candidates(text: Text, number: int) -> Iterator[Text]:
    """The text with what one line says quoted: behind its key, else as a whole item."""
    line, below = [*text.text.split("\n"), "", ""][number - 1 : number + 1]
    found = _LINE.fullmatch(line)
    if not found or not line.isprintable():
        return
    dashes, key, said = found["dashes"], found["key"] or "", found["text"]
    # What is indented deeper below goes on with the text, and would have to be quoted with it.
    goes_on = indent(below) if below.strip() else 0
    if key and not _UNCLEAR.match(said) and goes_on <= len(dashes):
        yield _with_line(text, number, f"{dashes}{key}", said, "")
    if "-" in dashes and not _UNCLEAR.match(f"{key}{said}") and goes_on <= indent(line):
        yield _with_line(text, number, dashes, f"{key}{said}", "")


def _with_line(text: Text, number: int, start: str, said: str, end: str) -> Text:
    quotes = json.dumps(said, ensure_ascii=False)
    lines = text.text.split("\n")
    lines[number - 1] = f"{start}{quotes}{end}"
    return text.with_text("\n".join(lines), Change(number, f"put {quotes} into quotes"))


def _differing(before: Plain, after: Plain, path: Path) -> list[Path]:
    """Where two values differ, no deeper than they have the same shape."""
    match before, after:
        case dict(), dict() if before.keys() == after.keys():
            below = [_differing(before[key], after[key], (*path, key)) for key in before]
        case tuple(), tuple() if len(before) == len(after):
            both = enumerate(zip(before, after, strict=True))
            below = [_differing(one, other, (*path, at)) for at, (one, other) in both]
        case _:
            same = before == after and type(before) is type(after)
            return [] if same else [path]
    return [each for paths in below for each in paths]
