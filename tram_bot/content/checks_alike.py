"""What two intents cannot both be known by: an example, or a slash word."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tram_bot.content.index import Index
from tram_bot.content.said import Said, said
from tram_bot.content.sources import Sources
from tram_bot.core.letters import Folded
from tram_bot.errors import Problem

_WORD = re.compile(r"[^\W_]+")
_FOLDED = Folded({})
_REMEMBERED = 65_536
"""Texts that need not be folded again at the next edit. Ours: twice as many as there are."""


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Examples and slash words that stand for two intents, and examples given twice."""
    del index
    yield from _shared_examples(sources)
    yield from _shared_slash_words(sources)


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """A text without case, accents and punctuation, its words one blank apart.

    >>> folded("Où  est-ce?")
    'ou est ce'
    """
    return " ".join(_WORD.findall(text.translate(_FOLDED)))


def _shared_examples(sources: Sources) -> Iterator[Problem]:
    first: dict[str, Said] = {}
    for each in said(sources, "examples"):
        # A text of signs alone ("?!") is told apart by its signs.
        earlier = first.setdefault(folded(each.words) or each.words, each)
        means_the_same = earlier.intent == each.intent
        if earlier is each or (means_the_same and earlier.language != each.language):
            continue
        place = each.document.at(each.path)
        line = earlier.document.at(earlier.path).line
        at = f"{earlier.document.file}:{line}"
        if not means_the_same:
            what = f"'{each.words}' is an example of '{earlier.intent}' too, in {at}"
            mend = "keep it with the intent it means most"
            same = earlier.language == each.language
            yield each.document.problem(place, what, mend, "error" if same else "warning").because(
                "whoever writes it can mean either"
            )
        else:
            what = f"'{each.words}' stands here twice, first in {at}"
            yield each.document.problem(place, what, "write another example", "warning")


def _shared_slash_words(sources: Sources) -> Iterator[Problem]:
    first: dict[str, Said] = {}
    for each in said(sources, "slash"):
        earlier = first.setdefault(each.words, each)
        if earlier.intent != each.intent:
            at = f"{earlier.document.file}:{earlier.document.at(earlier.path).line}"
            what = f"'/{each.words}' is a slash word of '{earlier.intent}' too, in {at}"
            mend = "give one of them another word"
            yield each.document.problem(each.document.at(each.path), what, mend)
