"""`{name}` is the only markup in a text, and somebody has to fill it."""

import re
from collections.abc import Iterable, Iterator

from tram_bot.content.document import Document, Path
from tram_bot.content.hints import did_you_mean, one_of
from tram_bot.core.phrasebook import placeholders
from tram_bot.errors import Problem

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_WELL_FORMED = re.compile(r"\{[a-z_]+\}")


def unfilled(document: Document, path: Path, allowed: Iterable[str]) -> Iterator[Problem]:
    """Placeholders of the text at a path that nobody fills, and braces that are none."""
    text = document.get(path)
    if not isinstance(text, str) or not ("{" in text or "}" in text):
        return
    names = sorted(allowed)
    for braces in dict.fromkeys(_BRACES.findall(text)):
        if not _WELL_FORMED.fullmatch(braces):
            what = f"'{braces}' is no placeholder"
            mend = "write {name} in small letters, or leave braces out of the text"
        elif braces[1:-1] not in names:
            what = f"unknown placeholder '{braces}'"
            can = f"use {one_of(names)} in braces" if names else "this text has none; remove it"
            mend = did_you_mean(braces[1:-1], names, can)
        else:
            continue
        yield document.problem(document.at_words(path, braces), what, mend)


def dropped(document: Document, path: Path, english: str) -> Iterator[Problem]:
    """Placeholders that the English text has and its translation has not."""
    text = document.get(path)
    if not isinstance(text, str) or "{" not in english:
        return
    for name in sorted(placeholders(english) - placeholders(text)):
        what = f"the English text has '{{{name}}}', this one has not"
        mend = "add it, unless the sentence is complete without it"
        yield document.problem(document.at(path), what, mend, "warning").because(
            "readers of this language are not told it"
        )
