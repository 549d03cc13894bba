"""python-telegram-bot's ConversationHandler with PicklePersistence, as its examples use them.

Updates go through the application's queue; what stands in for the network is a request class of
its public interface that keeps each `sendMessage`. The option is `flushed`, to have the state
written after each update, or "" for the default, which writes it once a minute.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Chat, Message, Update, User
from telegram.ext import (
    Application,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest, RequestData

from benchmarks.turns.form import DONE, IDS, QUESTIONS
from benchmarks.turns.workload import Talk

FLUSHED = "flushed"

Context = ContextTypes.DEFAULT_TYPE

_TOKEN = "1:example"  # noqa: S105 - nobody's
_AFTER_THE_CONVERSATION = 1
_BOT = {"id": 1, "is_bot": True, "first_name": "Example", "username": "example_bot"}


class _Offline(BaseRequest):
    """Answers every request at once, and hands out what is sent."""

    def __init__(self) -> None:
        self.replies: dict[int, asyncio.Future[str]] = {}

    async def initialize(self) -> None:
        """Nothing to begin with."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    @property
    def read_timeout(self) -> float | None:
        """None: nothing is waited for."""
        return None

    async def do_request(  # type: ignore[override] # the timeouts play no part
        self,
        url: str,
        method: str,  # noqa: ARG002 - as the library has it
        request_data: RequestData | None = None,
        **_: object,
    ) -> tuple[int, bytes]:
        """What the platform would answer."""
        result: Any = _BOT
        if url.endswith("/sendMessage") and request_data:
            sent: dict[str, Any] = request_data.parameters
            chat = {"id": sent["chat_id"], "type": "private"}
            result = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "text": sent["text"]}
            self.replies[sent["chat_id"]].set_result(sent["text"])
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def _begin(update: Update, _: Context) -> int:
    assert update.message  # noqa: S101 - the filter has seen to it
    await update.message.reply_text(QUESTIONS[0])
    return 0


async def _answered(at: int, update: Update, context: Context) -> int:
    assert update.message  # noqa: S101 - the filter has seen to it
    assert context.user_data is not None  # noqa: S101 - a message is somebody's
    context.user_data[IDS[at]] = update.message.text
    if at + 1 < len(QUESTIONS):
        await update.message.reply_text(QUESTIONS[at + 1])
        return at + 1
    said = "\n".join(f"{id}: {context.user_data[id]}" for id in IDS)
    await update.message.reply_text(f"{said}\n{DONE}")
    return ConversationHandler.END


async def _flush(_: Update, context: Context) -> None:
    await context.application.update_persistence()


@asynccontextmanager
async def opened(where: Path, option: str) -> AsyncIterator[Talk]:
    """The running application, its state in a file there."""
    offline = _Offline()
    application = (
        Application.builder()
        .token(_TOKEN)
        .request(offline)
        .get_updates_request(_Offline())
        .persistence(PicklePersistence(where / "state.pickle"))
        .build()
    )
    text = filters.TEXT
    application.add_handler(
        ConversationHandler(
            entry_points=[MessageHandler(text, _begin)],
            states={
                at: [MessageHandler(text, partial(_answered, at))] for at in range(len(QUESTIONS))
            },
            fallbacks=[],
            name="form",
            persistent=True,
        )
    )
    if option == FLUSHED:
        application.add_handler(TypeHandler(Update, _flush), group=_AFTER_THE_CONVERSATION)

    updates = count(1)

    async def talk(conversation: str, number: int, text: str) -> str:
        id = int(conversation)
        offline.replies[id] = asyncio.get_running_loop().create_future()
        message = Message(
            message_id=number,
            date=datetime.now(UTC),  # noqa: TID251 - as the platform stamps it
            chat=Chat(id, Chat.PRIVATE),
            from_user=User(id, first_name="Anna", is_bot=False),
            text=text,
        )
        message.set_bot(application.bot)
        await application.update_queue.put(Update(next(updates), message=message))
        return await offline.replies[id]

    async with application:
        await application.start()
        yield talk
        await application.stop()
