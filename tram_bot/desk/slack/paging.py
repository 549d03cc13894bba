"""Reads leads a page at a time: there are thousands, and each may be some tens of kilobytes."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from tram_bot.core.identifiers import LeadId
from tram_bot.core.lead import Lead

_PAGE = 100
"""Leads in memory at the same time. Ours: what was read together once is kept from the others for
good, as memory in pieces is not given back."""


class ReadLeads(Protocol):
    """Reads so many leads at most of those after the first `skip`."""

    async def __call__(self, *, skip: int, most: int) -> Sequence[Lead]:
        """Read them."""
        ...


async def pages(read: ReadLeads) -> AsyncIterator[Sequence[Lead]]:
    """All of them; one that comes to stand elsewhere meanwhile is told once."""
    seen: set[LeadId] = set()
    skip = 0
    while page := await read(skip=skip, most=_PAGE):
        yield [lead for lead in page if lead.id not in seen]
        seen.update(lead.id for lead in page)
        skip += len(page)
