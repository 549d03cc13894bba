"""How lists, keys and conditions are written, shown with the admin's own words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import get_args, get_origin

from tram_bot.content.document import Document, Path, Plain
from tram_bot.content.hints import closest, one_of, short
from tram_bot.content.yaml_bytes import NO_BREAK, no_blank_after_colon

_TOGETHER = re.compile(
    rf"(?P<key>[\w-]+) *(?P<sign>[:=]+)(?P<gap>[ {NO_BREAK}]*)(?P<value>(?!//)\S.*)"
)
_CONDITION = re.compile(
    r"(?P<slot>[\w-]+) *(?P<sign>!=|==?|:| is | in ) *\[?(?P<options>[^\]]+)\]?"
)
_CONDITIONS = {"when": "unless", "unless": "when"}
_NAMES = re.compile(r"[\w-]+")
_BRACKETS = "[](){} "
_NEGATED = re.compile(r"(?:not |no |! ?)(?P<option>[\w-]+)")
_WORDS_FILE = re.compile(r"/[a-z]{2}\.yaml$")
_OF_WORDS = ("label", "reply", "examples", "ask", "again", "why", "example", "tells", "terms")
"""Keys of words, which structure has none of."""
_OTHERWISE: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "if": ("when",),
        "condition": ("when",),
        "answer": ("reply",),
        "response": ("reply",),
        "text": ("reply", "ask"),
        "question": ("ask",),
        "utterances": ("examples",),
        "questions": ("examples",),
        "synonyms": ("terms", "accept", "aliases"),
        "keywords": ("terms", "accept"),
        "words": ("terms", "accept"),
        "title": ("label", "name"),
        "name": ("label",),
        "label": ("name",),
        "website": ("homepage",),
        "url": ("homepage",),
        "link": ("homepage",),
        "type": ("kind",),
        "town": ("city",),
        "date": ("as_of",),
    }
)
"""What keys are called elsewhere."""


@dataclass(frozen=True, slots=True)
class Together:
    """A key with its value run into it, such as `steel:3`."""

    key: str
    sign: str
    gap: str
    value: str

    @property
    def what(self) -> str:
        """What is wrong with it."""
        if self.sign == ":":
            return no_blank_after_colon(self.gap)
        return f"'{self.sign}' stands where a colon and a blank belong"

    def mend(self, is_list: bool) -> str:
        """How it is written; its value may be a list."""
        value = f"[{self.value}]" if is_list and not self.value.startswith("[") else self.value
        return f"write '{self.key}: {value}'"


def run_together(document: Document, path: Path) -> Together | None:
    """A key that has no value, as it holds it itself."""
    key = path[-1] if path else None
    parent = document.get(path[:-1])
    if not isinstance(key, str) or not isinstance(parent, dict) or parent.get(key, "") is not None:
        return None
    found = _TOGETHER.fullmatch(key)
    return Together(**found.groupdict()) if found else None


def remark_at(document: Document, path: Path) -> str:
    """The remark that stands where a value should; nothing if none does."""
    rest = _rest_of_line(document, path)
    return rest if rest.startswith("#") else ""


def is_null(document: Document, path: Path) -> bool:
    """Whether a value that is none was written as the word."""
    return _rest_of_line(document, path).startswith("null")


def _rest_of_line(document: Document, path: Path) -> str:
    place = document.at(path)
    lines = document.text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return line[place.column - 1 :].strip()


def instead_of(name: str, known: Sequence[str], file: str) -> str:
    """What to do with a key that is unknown."""
    meant = meant_key(name, known, file)
    if meant:
        return f"did you mean '{meant}'?"
    if _is_of_words(name, file):
        return "write it into the words, such as en.yaml beside this file"
    return f"use {one_of(known)}, or remove it"


def meant_key(name: str, known: Sequence[str], file: str) -> str:
    """The key that an unknown one was probably to be; nothing if none is."""
    other = next((each for each in _OTHERWISE.get(name, ()) if each in known), "")
    return other or ("" if _is_of_words(name, file) else closest(name, known))


def _is_of_words(name: str, file: str) -> bool:
    return name in _OF_WORDS and not _WORDS_FILE.search(file)


def negated(path: Path, given: Plain) -> str:
    """How to write a condition on what somebody did not answer, as in *[not proof]*."""
    found = _NEGATED.fullmatch(given) if isinstance(given, str) else None
    if not found or len(path) < 3 or path[-3] not in _CONDITIONS:
        return ""
    return f"write '{_CONDITIONS[str(path[-3])]}: {{{path[-2]}: [{found['option']}]}}'"


def is_of_one_list(document: Document, path: Path) -> bool:
    """Whether a key of a condition is an item of the list before it, as in *{a: b, c}*."""
    return path[-1:] != () and path[-1] in _run_on(document, path[:-1])


def _run_on(document: Document, path: Path) -> list[str]:
    """The items that a list of answers lost, as it stands without its brackets."""
    given = document.get(path)
    if path[-1:] == () or path[-1] not in _CONDITIONS or not isinstance(given, dict):
        return []
    first, *others = given.items()
    are_lost = isinstance(first[1], str) and all(value is None for _, value in others)
    return [key for key, _ in others] if are_lost else []


def as_list(document: Document, path: Path, *, of_keys: bool = False) -> str:
    """How to write as a list what is none; `of_keys` if its items have keys."""
    given = document.get(path)
    if isinstance(given, dict) and of_keys and given:
        return f"write '- ' in front of '{next(iter(given))}', and the other keys below that"
    if isinstance(given, dict) and given:
        return f"write [{', '.join(given)}]; what each is called stands in the words"
    if run_on := _run_on(document, path[:-1]):
        return f"write '{path[-1]}: [{', '.join([str(given), *run_on])}]'"
    if not isinstance(given, str):
        return "write [one, two]"
    place = document.at(path)
    line = document.text.split("\n")[place.line - 1] if document.text else ""
    said = line[place.column - 1 :].strip()
    if line.strip() != said:
        return f"write [{short(given.strip(_BRACKETS))}]"
    item = short(said.lstrip("-").strip())
    if said.startswith("-"):
        return f"put a blank after each '-', as in '- {item}'"
    return f"begin each item with '- ', as in '- {item}'"


def as_keys(name: str, given: Plain, kind: object) -> str:
    """How to write as keys what is a list or a text."""
    below = get_args(kind)[1] if get_origin(kind) is dict else None
    if name in _CONDITIONS:
        return _as_condition(name, given)
    if _is_weight(below):
        return _as_weights(given)
    if isinstance(given, tuple) and given and all(isinstance(each, dict) for each in given):
        return "leave out the '- ' before each key"
    return "put 'key: value' lines below it, indented by two more blanks"


def _as_condition(name: str, given: Plain) -> str:
    written = given if isinstance(given, str) else ", ".join(_pairs(given))
    found = _CONDITION.fullmatch(written.strip(_BRACKETS).replace("'", "").replace('"', ""))
    if not found:
        return "write a slot and the answers to it that count, as in {success: [proof]}"
    key = _CONDITIONS[name] if found["sign"] == "!=" else name
    return f"write '{key}: {{{found['slot']}: [{found['options'].strip(_BRACKETS)}]}}'"


def _as_weights(given: Plain) -> str:
    pairs = list(_pairs(given))
    if pairs:
        return f"write {{{', '.join(pairs)}}}, in braces and with commas"
    names = given if isinstance(given, tuple) else _NAMES.findall(str(given))
    written = ", ".join(f"{each}: 3" for each in names[:3] if isinstance(each, str))
    return f"write {{{written or 'steel: 3'}}}, a number from 3 (first) to 1 behind each"


def _pairs(given: Plain) -> list[str]:
    """The keys and values of a list of mappings, as they are written."""
    items = given if isinstance(given, tuple) else ()
    pairs = chain.from_iterable(each.items() for each in items if isinstance(each, dict))
    return [f"{key}: {_inline(value)}" for key, value in pairs]


def _inline(value: Plain) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def _is_weight(kind: object) -> bool:
    return kind is int or int in get_args(kind)
