"""Texts of intents and of the catalogue: which placeholders may stand in them."""

from collections.abc import Iterator

from tram_bot.content.document import Path, Plain
from tram_bot.content.explain import is_unknown
from tram_bot.content.index import Index
from tram_bot.content.placeholders import dropped, unfilled
from tram_bot.content.roles import SHAPES
from tram_bot.content.sources import Sources
from tram_bot.errors import Problem

REPLY_PLACEHOLDERS = frozenset(
    {"countries", "facility_count", "technique_count", "centre_list", "languages"}
)
"""What the code fills in an intent's reply."""


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Placeholders nobody fills, in every words file but the phrases. Under a key that is unknown
    they are none of ours: of that the shape tells."""
    del index
    for folder in sources.folders():
        english = folder.words.get("en")
        for source in folder.words.values():
            if not source.document.may_say("{", "}", "reply"):
                continue
            for path in _texts(source.document.value, ()):
                if is_unknown(SHAPES[source.found.role], path):
                    continue
                is_reply = path[:1] == ("intents",) and path[-1] == "reply"
                allowed = REPLY_PLACEHOLDERS if is_reply else ()
                yield from unfilled(source.document, path, allowed)
                original = english.document.get(path) if english and is_reply else None
                if isinstance(original, str):
                    yield from dropped(source.document, path, original)


def _texts(value: Plain, path: Path) -> Iterator[Path]:
    """The paths of all texts with a brace in them, and of all replies."""
    match value:
        case str():
            if "{" in value or "}" in value or path[-1:] == ("reply",):
                yield path
        case dict():
            for key, below in value.items():
                yield from _texts(below, (*path, key))
        case tuple():
            for number, below in enumerate(value):
                yield from _texts(below, (*path, number))
        case _:
            return
