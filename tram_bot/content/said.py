"""What people type to mean an intent, and where it stands."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tram_bot.content.document import Document, Path
from tram_bot.content.sources import Sources
from tram_bot.core.identifiers import Language


class Said(NamedTuple):
    """Words somebody types, whose they are, and where they stand."""

    intent: str
    language: Language
    words: str
    document: Document
    path: Path


def said(sources: Sources, what: Literal["examples", "slash"]) -> Iterator[Said]:
    """The examples or the slash words of every intent, in the order of the files."""
    for topic in sources.topics:
        for language, document, shape in topic.fitting_words():
            for id, words in shape.intents.items():
                listed = words.examples if what == "examples" else words.slash
                for number, text in enumerate(listed):
                    yield Said(
                        intent=id,
                        language=language,
                        words=text,
                        document=document,
                        path=("intents", id, what, number),
                    )
