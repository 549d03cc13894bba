"""A program that takes rows out of the outbox, says how many, and is killed before it sends them:
`python -m tests.store.taking URL`."""

import asyncio
import sys

from tests.values import NOW
from tram_bot.database import DatabaseUrl
from tram_bot.store.doors import open_store


async def main() -> None:
    """Take what there is, and wait for the end."""
    store = await open_store(DatabaseUrl(sys.argv[1]))
    print(len(await store.due(NOW, 10)), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
