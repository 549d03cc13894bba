"""Characters that steer rather than say something, written out as an escape: `"\\x07"`.

As they are they are refused by `yaml_source` already; a conversation test may write them out,
content may not.
"""

import re
from collections.abc import Iterator

from tram_bot.content.document import Document, Path, Place, Plain
from tram_bot.errors import Problem

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters but for the line end, other line ends, and what turns the direction of text.
What only joins or parts letters, such as a soft hyphen, may be written out."""
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""https://yaml.org/spec/1.2.2/#57-escaped-characters"""


def steering(document: Document) -> Iterator[Problem]:
    """The first such character of each key and each text."""
    if "\\" in document.text:
        yield from _in(document, document.value, ())


def _in(document: Document, value: Plain, path: Path) -> Iterator[Problem]:
    match value:
        case str() if found := _STEERING.search(value):
            yield _problem(document, document.at(path), found[0])
        case dict():
            for key, below in value.items():
                if found := _STEERING.search(key):
                    yield _problem(document, document.at_key((*path, key)), found[0])
                yield from _in(document, below, (*path, key))
        case tuple():
            for number, below in enumerate(value):
                yield from _in(document, below, (*path, number))
        case _:
            return


def _problem(document: Document, text: Place, character: str) -> Problem:
    shown = "a tab" if character == "\t" else f"the control character U+{ord(character):04X}"
    mend = (
        "write a blank" if character == "\t" else "delete the escape, '\\' and what belongs to it"
    )
    return document.problem(_escaped(document, text, character), f"{shown} is written here", mend)


def _escaped(document: Document, text: Place, character: str) -> Place:
    """Where a character is written out in the text that begins there."""
    lines = document.text.split("\n")
    begin = sum(len(line) + 1 for line in lines[: text.line - 1]) + text.column - 1
    for escape in _ESCAPE.finditer(document.text, begin):
        if _meant(escape) == character:
            before = document.text[: escape.start()]
            return Place(before.count("\n") + 1, escape.start() - before.rfind("\n"))
    return text


def _meant(escape: re.Match[str]) -> str:
    *digits, short = escape.groups()
    code = next((each for each in digits if each), "")
    return chr(int(code, 16)) if code else _SHORT.get(short, short)
