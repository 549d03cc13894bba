"""opsdroid's skills with its memory in SQLite, which its documentation begins with.

It has no dialogs of its own: a skill keeps in its memory which question is open. What stands in
for the network is a connector of its public interface that keeps what is sent.
"""

import asyncio
import gettext
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

gettext.install("opsdroid")  # its modules are not imported without

from opsdroid.connector import Connector, register_event  # noqa: E402
from opsdroid.core import OpsDroid  # noqa: E402
from opsdroid.database.sqlite import DatabaseSqlite  # noqa: E402
from opsdroid.events import Message  # noqa: E402
from opsdroid.matchers import match_regex  # noqa: E402

from benchmarks.turns.form import DONE, IDS, QUESTIONS  # noqa: E402
from benchmarks.turns.workload import Talk  # noqa: E402


class _Offline(Connector):
    """Hands out what is sent."""

    def __init__(self, opsdroid: OpsDroid) -> None:
        super().__init__({}, opsdroid=opsdroid)
        self.name = "bench"
        self.replies: dict[str, asyncio.Future[str]] = {}

    @register_event(Message)
    async def send_message(self, message: Message) -> None:
        """Show it."""
        self.replies[message.target].set_result(message.text)


@match_regex(".*")
async def _form(opsdroid: OpsDroid, _: object, message: Message) -> None:
    known = await opsdroid.memory.get(message.target, {})
    at = len(known) - 1
    if at < 0:
        known["opening"] = message.text
    else:
        known[IDS[at]] = message.text
    if len(known) <= len(QUESTIONS):
        await opsdroid.memory.put(message.target, known)
        await message.respond(QUESTIONS[len(known) - 1])
        return
    await opsdroid.memory.delete(message.target)
    said = "\n".join(f"{id}: {known[id]}" for id in IDS)
    await message.respond(f"{said}\n{DONE}")


@asynccontextmanager
async def opened(where: Path, option: str) -> AsyncIterator[Talk]:  # noqa: ARG001 - one way
    """The running bot, its memory in a file there."""
    opsdroid = OpsDroid(loopless=True)
    opsdroid.eventloop = asyncio.get_running_loop()
    database = DatabaseSqlite({"path": str(where / "memory.db")}, opsdroid=opsdroid)
    await database.connect()
    opsdroid.memory.databases = [database]
    opsdroid.register_skill(_form, {"name": "form"})
    connector = _Offline(opsdroid)

    async def talk(conversation: str, number: int, text: str) -> str:
        connector.replies[conversation] = asyncio.get_running_loop().create_future()
        message = Message(
            text,
            user_id=conversation,
            user="Anna",
            target=conversation,
            connector=connector,
            event_id=str(number),
        )
        await opsdroid.parse(message)
        return await connector.replies[conversation]

    with opsdroid:
        yield talk
    await database.disconnect()
