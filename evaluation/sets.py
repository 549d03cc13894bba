"""The sets: needs and messages in every language, split once into development and held-out."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tram_bot.core.identifiers import Country, Language

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("en", "de", "da", "sv", "fi", "et", "lv", "lt", "pl")
NAMED = 2
"""The grade of a technique that an adviser would name first; 1 is one that helps as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a company wants to know, and the techniques that would answer it, by id, with their
    grades. `is_real` is set for those that a source tells of."""

    id: str
    language: Language
    text: str
    country: Country | None
    techniques: Mapping[str, int]
    is_real: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message and the intent it means, or None."""

    language: Language
    text: str
    intent: str | None


def is_held_out(id: str) -> bool:
    """Whether an item is held out: the first byte of its id's SHA-256 is odd."""
    return hashlib.sha256(id.encode()).digest()[0] % 2 == 1


def needs(language: Language, *, held_out: bool) -> list[Need]:
    """The needs of one half in one language; real ones are in English."""
    written = _read(f"needs/{language}.yaml")["needs"]
    real = _read("cases.yaml")["cases"] if language == "en" else []
    return [
        each
        for each in (*_needs(language, written), *_needs(language, real))
        if is_held_out(each.id) is held_out
    ]


def no_needs(language: Language, *, held_out: bool) -> list[str]:
    """The messages of one half for which no technique may be offered: those that only sound like a
    need, and those that mean nothing here at all."""
    texts = _read(f"needs/{language}.yaml")["no_need"]
    none = _read(f"messages/{language}.yaml")["none"]
    more = _read("off_topic.yaml")["texts"] if language == "en" else []
    return [text for text in (*texts, *none, *more) if is_held_out(text) is held_out]


def messages(language: Language, *, held_out: bool) -> list[Message]:
    """The messages of one half in one language."""
    read = _read(f"messages/{language}.yaml")
    meant = [
        Message(language=language, text=text, intent=intent)
        for intent, texts in read["intents"].items()
        for text in texts
    ]
    none = [Message(language=language, text=text, intent=None) for text in read["none"]]
    return [each for each in (*meant, *none) if is_held_out(each.text) is held_out]


def _needs(language: Language, read: list[Any]) -> Iterator[Need]:
    for each in read:
        graded = each["techniques"]
        yield Need(
            id=each["id"],
            language=language,
            text=each["need"].strip(),
            country=each["country"],
            techniques=graded if isinstance(graded, dict) else dict.fromkeys(graded, NAMED),
            is_real="source" in each,
        )


def _read(name: str) -> Any:  # noqa: ANN401 - YAML
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
