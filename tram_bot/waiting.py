"""A pause that ends early when something comes."""

import asyncio
from contextlib import suppress


async def comes_within(event: asyncio.Event, seconds: float | None) -> bool:
    """Wait so long, or without an end if that is None, or until the event is set; whether it is."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
