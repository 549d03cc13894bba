"""Ways to find facilities for a need: ours, and what one would use instead."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import process

from evaluation.sets import Need
from tram_bot.core import finding
from tram_bot.core.catalogue import Catalogue, Facility
from tram_bot.learning.learner import Learner
from tram_bot.matching import finder as finders
from tram_bot.matching.folding import folded_words

TOLD = 3
"""Facilities that are looked at, as a company looks at no more."""
_ENGLISH = "en"
_TRIGRAM = 3

Search = Callable[[Need], Sequence[str]]
"""The facilities for a need by id, the best first."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to search: how it is made of a catalogue, the package that does it, if any, and the
    facilities beyond which its texts fill the memory of most machines."""

    make: Callable[[Catalogue], Search]
    package: str = ""
    most: int | None = None


def ours(learner: Learner) -> Contender:
    """The search of the bot."""

    def make(catalogue: Catalogue) -> Search:
        finder = finders.build(catalogue, learner)
        finder.learn(_ENGLISH)

        def search(need: Need) -> Sequence[str]:
            asked = finding.Need(text=need.text, language=need.language, country=need.country)
            return [each.facility for each in finder.find(asked).facilities[:TOLD]]

        return search

    return Contender(make)


def _by_rapidfuzz(told: Callable[[Catalogue, Facility], str]) -> Callable[[Catalogue], Search]:
    def make(catalogue: Catalogue) -> Search:
        texts = {id: told(catalogue, each) for id, each in catalogue.facilities.items()}

        def search(need: Need) -> Sequence[str]:
            return [id for _, _, id in process.extract(need.text, texts, limit=TOLD)]

        return search

    return make


def _by_bm25(catalogue: Catalogue) -> Search:
    import bm25s  # noqa: PLC0415 - need not be installed

    ids = list(catalogue.facilities)
    index = bm25s.BM25()
    index.index(
        [list(folded_words(_whole(catalogue, each))) for each in catalogue.facilities.values()],
        show_progress=False,
    )

    def search(need: Need) -> Sequence[str]:
        words = [list(folded_words(need.text))]
        found, _ = index.retrieve(words, k=TOLD, show_progress=False)
        return [ids[place] for place in found[0].tolist()]

    return search


def _by_trigrams(catalogue: Catalogue) -> Search:
    """SQLite's full text search. Any of the words may stand in a text: few have all of them."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE facility USING fts5(id UNINDEXED, told, tokenize='trigram')"
    )
    database.executemany(
        "INSERT INTO facility VALUES (?, ?)",
        ((id, _whole(catalogue, each)) for id, each in catalogue.facilities.items()),
    )

    def search(need: Need) -> Sequence[str]:
        words = dict.fromkeys(word for word in folded_words(need.text) if len(word) >= _TRIGRAM)
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        with closing(database.cursor()) as cursor:
            cursor.execute(
                "SELECT id FROM facility WHERE facility MATCH ? ORDER BY rank LIMIT ?",
                (asked, TOLD),
            )
            return [str(id) for (id,) in cursor]

    return search


def _name(_: Catalogue, facility: Facility) -> str:
    return facility.name


def _whole(catalogue: Catalogue, facility: Facility) -> str:
    """What is told of a facility in English: itself, and the name of each technique it offers and
    what that tells. The everyday words for it would make a hundred kilobytes of each."""
    parts = [facility.name, facility.operator, facility.city]
    parts += [*facility.sectors, *facility.materials]
    own = facility.words.of(_ENGLISH)
    parts += [own.tells, own.note] if own else []
    for id in facility.techniques:
        words = catalogue.techniques[id].words.of(_ENGLISH)
        if words:
            parts += [words.name, *words.aliases, words.tells]
    return " ".join(parts)


_MOST_TEXTS = 10_000
PEERS: Mapping[str, Contender] = MappingProxyType(
    {
        "rapidfuzz `extract`, names": Contender(_by_rapidfuzz(_name), "rapidfuzz"),
        "rapidfuzz `extract`, full text": Contender(
            _by_rapidfuzz(_whole), "rapidfuzz", most=_MOST_TEXTS
        ),
        "bm25s, full text": Contender(_by_bm25, "bm25s", most=_MOST_TEXTS),
        "SQLite FTS5, trigrams of the full text": Contender(_by_trigrams, most=_MOST_TEXTS),
    }
)
