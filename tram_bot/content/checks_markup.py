"""Markup that belongs to other programs: here it is shown as it is written."""

import re
from collections.abc import Iterator

from tram_bot.content.document import Document, Path, Plain
from tram_bot.content.index import Index
from tram_bot.content.sources import Sources
from tram_bot.errors import Problem

_SIGNS = ("**", "__", "</", "<br", "](", "&nbsp;")
_MARKUP = re.compile(
    r"(?P<bold>\*\*[^*]+\*\*|__[^_]+__)|(?P<link>\[[^\]]+\]\(https?:[^)]*\))"
    r"|(?P<tag></?[a-z]+[0-9]?\s*/?>|&nbsp;)"
)
_MENDS = {
    "bold": "write the words without it",
    "link": "write the words, and the address behind them",
    "tag": "remove it; an empty line in a text begins a new paragraph",
}


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Texts with the markup of Markdown or HTML, in every words file."""
    del index
    for _, source in sources.of_language():
        if source.document.may_say(*_SIGNS):
            yield from _in(source.document, source.document.value, ())


def _in(document: Document, value: Plain, path: Path) -> Iterator[Problem]:
    match value:
        case str():
            found = _MARKUP.search(value)
            if found:
                place = document.at_words(path, found[0])
                what = f"'{found[0]}' is shown as it is written, as texts have no markup"
                mend = _MENDS[str(found.lastgroup)]
                yield document.problem(place, what, mend, "warning")
        case dict():
            for key, below in value.items():
                yield from _in(document, below, (*path, key))
        case tuple():
            for number, below in enumerate(value):
                yield from _in(document, below, (*path, number))
        case _:
            return
