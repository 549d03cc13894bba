"""What two intents cannot both be known by: an example, or a slash word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tram_bot.content.document import Document, Path
from tram_bot.content.index import Index
from tram_bot.content.sources import Sources
from tram_bot.core.identifiers import Language
from tram_bot.core.letters import Folded
from tram_bot.errors import Problem

_NO_WORD = re.compile(r"[\W_]+")
_FOLDED = Folded({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Words somebody types, whose they are, and where they stand."""

    intent: str
    language: Language
    words: str
    document: Document
    path: Path


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Examples and slash words that stand for two intents, and examples given twice."""
    del index
    yield from _shared_examples(sources)
    yield from _shared_slash_words(sources)


def folded(text: str) -> str:
    """A text without case, accents and punctuation, its words one blank apart.

    >>> folded("Où  est-ce?")
    'ou est ce'
    """
    return _NO_WORD.sub(" ", text.translate(_FOLDED)).strip()


def _said(sources: Sources, what: str) -> Iterator[_Said]:
    for topic in sources.topics:
        for language, document, shape in topic.fitting_words():
            for id, words in shape.intents.items():
                listed = words.examples if what == "examples" else words.slash
                for number, text in enumerate(listed):
                    yield _Said(
                        intent=id,
                        language=language,
                        words=text,
                        document=document,
                        path=("intents", id, what, number),
                    )


def _shared_examples(sources: Sources) -> Iterator[Problem]:
    first: dict[str, _Said] = {}
    for said in _said(sources, "examples"):
        # A text of signs alone ("?!") is told apart by its signs.
        earlier = first.setdefault(folded(said.words) or said.words, said)
        means_the_same = earlier.intent == said.intent
        if earlier is said or (means_the_same and earlier.language != said.language):
            continue
        place = said.document.at(said.path)
        line = earlier.document.at(earlier.path).line
        at = f"{earlier.document.file}:{line}"
        if not means_the_same:
            what = f"'{said.words}' is an example of '{earlier.intent}' too, in {at}"
            mend = "keep it with the intent it means most"
            same = earlier.language == said.language
            yield said.document.problem(place, what, mend, "error" if same else "warning")
        else:
            what = f"'{said.words}' stands here twice, first in {at}"
            yield said.document.problem(place, what, "write another example", "warning")


def _shared_slash_words(sources: Sources) -> Iterator[Problem]:
    first: dict[str, _Said] = {}
    for said in _said(sources, "slash"):
        earlier = first.setdefault(said.words, said)
        if earlier.intent != said.intent:
            at = f"{earlier.document.file}:{earlier.document.at(earlier.path).line}"
            what = f"'/{said.words}' is a slash word of '{earlier.intent}' too, in {at}"
            mend = "give one of them another word"
            yield said.document.problem(said.document.at(said.path), what, mend)
