"""Solved enquiries: techniques there are, and nothing told twice."""

from collections.abc import Iterator

from tram_bot.content.checks_alike import folded
from tram_bot.content.document import Spot
from tram_bot.content.index import Index
from tram_bot.content.sources import Sources
from tram_bot.errors import Problem


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """References into nowhere, enquiries that nothing answers, and those given twice."""
    first: dict[str, Spot] = {}
    for _, document, shape in sources.fitting_enquiries():
        for number, enquiry in enumerate(shape.enquiries):
            here = ("enquiries", number)
            for technique in enquiry.techniques:
                path = (*here, "techniques", technique)
                yield from index.reference(document, path, "technique", technique, key=True)
            if not enquiry.techniques:
                place = document.at_key((*here, "techniques"))
                mend = "name what an adviser would, or remove the enquiry"
                yield document.problem(place, "no technique answers this enquiry", mend)
            spot = Spot(document, (*here, "need"))
            earlier = first.setdefault(folded(enquiry.need), spot)
            if earlier is not spot:
                what = f"this enquiry stands here twice, first in {earlier}"
                yield document.problem(spot.place, what, "remove one", "warning").because(
                    "it counts twice as much as every other one"
                )
