"""A process to be killed: `python -m tests.store.dying HOW FILE`.

It prints a line for every turn that was acknowledged. `in-a-commit` kills itself between the
savepoints of one commit, `after-erasing` before the erased words are wiped off the disk, and
`busy` goes on until somebody kills it.
"""

import asyncio
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.values import HERE, NOW, deciding, later, lead, say, text
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import Effect, Relay, RemindAt, SubmitLead
from tram_bot.core.events import Event
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.store import writer
from tram_bot.store.sqlite import SqliteStore, open_sqlite

ROOT = Path(__file__).parents[2]
"""Where the project lies."""

CONVERSATIONS = [ConversationId(f"terminal:{number}") for number in range(50)]

Decided = tuple[Conversation, Sequence[Effect]]


def effects(number: int, turn: int) -> tuple[Effect, ...]:
    """One reply and one relayed message a turn, a lead in the first."""
    id = CONVERSATIONS[number]
    sent = SubmitLead(lead=lead(number + 1, conversation=id))
    return (
        say(f"{id} {turn}"),
        *([sent] if turn == 1 else []),
        Relay(lead=LeadId(f"lead-{number + 1}"), text=f"{turn}"),
        RemindAt(timer="partial", due=later(hours=turn)),
    )


async def one_turn(store: SqliteStore, number: int, turn: int) -> None:
    """Take a turn, and tell once it is acknowledged."""
    id = CONVERSATIONS[number]
    event = text(f"{turn}", conversation=id)
    await store.take_turn(id, [event], deciding(*effects(number, turn)), NOW)
    os.write(1, f"{id} {turn}\n".encode())


async def one_round(store: SqliteStore, turn: int) -> None:
    """A turn of every conversation, all at once."""
    await asyncio.gather(*(one_turn(store, number, turn) for number in range(len(CONVERSATIONS))))


async def busy(store: SqliteStore) -> None:
    """Take turns until the end."""
    turn = 0
    while True:
        turn += 1
        await one_round(store, turn)


async def in_a_commit(store: SqliteStore) -> None:
    """Two whole rounds, then a third that dies in the midst of its commit."""
    await one_round(store, 1)
    await one_round(store, 2)
    writer.GROUP_SECONDS = 60.0
    all_queued = threading.Event()
    turns = 0

    def third(before: Conversation | None, events: Sequence[Event], moment: Moment) -> Decided:
        nonlocal turns
        turns += 1
        all_queued.wait(30)
        if turns == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        number = CONVERSATIONS.index(events[0].conversation)
        return deciding(*effects(number, 3))(before, events, moment)

    tasks = [
        asyncio.create_task(store.take_turn(id, [text("3", conversation=id)], third, NOW))
        for id in CONVERSATIONS
    ]
    await asyncio.wait(tasks, timeout=0.01)
    all_queued.set()
    await asyncio.gather(*tasks)


async def after_erasing(store: SqliteStore, path: Path) -> None:
    """Erase while another program reads, so that the wiping has to wait; then die."""
    marked = deciding(say("MARKED"), SubmitLead(lead=lead()), last_text="MARKED")
    await store.take_turn(HERE, [text("1")], marked, NOW)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM conversations").fetchall()
    await store.forget(HERE, NOW)
    os.write(1, b"erased\n")
    os.kill(os.getpid(), signal.SIGKILL)


async def main(how: str, path: Path) -> None:
    """Open the store and die as told."""
    store = await open_sqlite(path)
    match how:
        case "busy":
            await busy(store)
        case "in-a-commit":
            await in_a_commit(store)
        case "after-erasing":
            await after_erasing(store, path)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
