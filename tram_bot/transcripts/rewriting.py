"""Conversation tests brought up to date: the texts they expect, as the bot says them now.

What is expected by name is never rewritten, nor what the bot must not say. After the first thing by
name that is not so, texts are left alone as well: the talk may have taken another way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from tram_bot.content import changing, yaml_source
from tram_bot.content.document import Document, Place
from tram_bot.content.document import Path as Keys
from tram_bot.core.content import Content
from tram_bot.transcripts.expect import fragments_of
from tram_bot.transcripts.fragments import folded, holds, taken_instead
from tram_bot.transcripts.replay import Failure, Save, failures
from tram_bot.transcripts.script import Script, read_script

_MARK = "\ufeff"
"""What some editors put at the head of a file in UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """A conversation test before and after, and what still fails."""

    script: Script
    before: str
    after: str
    failures: tuple[Failure, ...]

    @property
    def diff(self) -> tuple[str, ...]:
        """What was changed, as a unified diff; nothing if nothing was."""
        lines = self.before.splitlines(), self.after.splitlines()
        return tuple(unified_diff(*lines, self.script.file, self.script.file, lineterm=""))


def rewrite(content: Content, path: Path, save: Save) -> Rewriting:
    """Rewrite the texts that the test in a file expects and that are not said any more. All other
    bytes of it stay.

    Raises ContentError if it is no conversation test, SettingsError if it cannot be written.
    """
    script = read_script(path)
    before = path.read_bytes().decode()
    found = tuple(failures(content, script, save))
    after = _rewritten(script, before, _of_texts(script, found))
    if after == before:
        return Rewriting(script=script, before=before, after=after, failures=found)
    file = path.resolve()  # a link stays one
    changing.write(file.parent, {file.name: after.encode()})
    left = tuple(failures(content, read_script(path), save))
    return Rewriting(script=script, before=before, after=after, failures=left)


def _of_texts(script: Script, found: Iterable[Failure]) -> Iterator[Failure]:
    """The failures to be mended: of texts, up to the first one of anything else."""
    for failure in found:
        if failure.mismatch.missing and failure.mismatch.said:
            yield failure
        elif script.lines[failure.number].does != "bot_not":
            return


def _rewritten(script: Script, text: str, found: Iterable[Failure]) -> str:
    # From the bottom, so that what stands above keeps its place.
    for failure in reversed(tuple(found)):
        for keys, words in reversed(tuple(_changes(script, failure))):
            text = _with(script.file, text, keys, words)
    return text


def _changes(script: Script, failure: Failure) -> Iterator[tuple[Keys, str]]:
    """The fragments of a line to be replaced, by where they stand, with what replaces them."""
    line = script.lines[failure.number]
    said, missing = failure.mismatch.said, failure.mismatch.missing
    fragments = fragments_of(line.value)
    held = [each for each in fragments if holds(said, each)]
    instead = iter(taken_instead(said, missing, held))
    whole: Keys = ("talk", failure.number, line.does)
    for number, fragment in enumerate(fragments):
        if fragment in missing:
            keys = (*whole, number) if isinstance(line.value, tuple) else whole
            yield keys, next(instead)


def _with(file: str, text: str, keys: Keys, words: str) -> str:
    """The text with other words at a place, written as the old ones were if they can be."""
    document = _read(file, text)
    start, end = (_offset(text, each) for each in _span(document, keys))
    old = text[start:end]
    for write in (_as_before, _quoted):
        new = text[:start] + write(old, words) + text[end:]
        if _says(file, new, keys, words):
            return new
    raise ValueError(f"{file}: {words!r} cannot be written")


def _read(file: str, text: str) -> Document:
    document, problems = yaml_source.read(file, text.encode())
    if document is None:
        raise ValueError(f"{file}: {problems}")
    return document


def _says(file: str, text: str, keys: Keys, words: str) -> bool:
    document, problems = yaml_source.read(file, text.encode())
    value = document.get(keys) if document else None
    return isinstance(value, str) and not problems and folded(value) == folded(words)


def _span(document: Document, keys: Keys) -> tuple[Place, Place]:
    places = document.places()
    return places.values[keys], places.ends[keys]


def _offset(text: str, place: Place) -> int:
    """How many characters stand before a place, which counts none for the mark at the head."""
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: place.line - 1])
    mark = len(_MARK) if place.line == 1 and text.startswith(_MARK) else 0
    return before + mark + place.column - 1


def _as_before(old: str, words: str) -> str:
    match old[:1]:
        case "'":
            return "'" + words.replace("'", "''") + "'"
        case '"':
            return _quoted(old, words)
        case "|" | ">":
            head, line_break, body = old.partition("\n")
            indent = body[: len(body) - len(body.lstrip(" \r\n"))]
            return head + line_break + indent + words + _tail(old)
        case _:
            return words + _tail(old)


def _quoted(old: str, words: str) -> str:
    return yaml_source.quoted(words) + _tail(old)


def _tail(old: str) -> str:
    """The line breaks at the end, which end a text written over several lines."""
    return old[len(old.rstrip()) :]
