"""Ids are used once, and a retired one never again."""

from collections.abc import Iterator

from tram_bot.content.index import Index
from tram_bot.content.sources import Sources
from tram_bot.errors import Problem


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Ids that name two things, and retired ones that are still in use."""
    del sources
    for kind, ids in index.ids.items():
        for id, spots in ids.used.items():
            for again in spots[1:]:
                what = f"the {kind} '{id}' is there already, in {spots[0]}"
                yield again.document.problem(again.place, what, "rename or remove one of them")
            if id in ids.retired:
                spot = ids.retired[id]
                what = f"the {kind} '{id}' is retired and used in {spots[0]}"
                mend = "take it off this list, or give the new one another id"
                yield spot.document.problem(spot.place, what, mend)
