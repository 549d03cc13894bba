"""aiogram's finite state machine, as its documentation uses it.

Updates are fed to the dispatcher; what stands in for the network is a session of its public
interface that keeps each `sendMessage`. The option is the address of a Redis server, or "" for its
storage in memory.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.base import BaseSession
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Message, Update

from benchmarks.turns.form import DONE, IDS, QUESTIONS
from benchmarks.turns.workload import Talk

_TOKEN = "1:example"  # noqa: S105 - nobody's


class _Offline(BaseSession):
    """Answers every request at once, and hands out what is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: dict[int, asyncio.Future[str]] = {}

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - as the library has it
    ) -> Any:  # noqa: ANN401 - as the library has it
        """What the platform would answer."""
        if not isinstance(method, SendMessage):
            raise NotImplementedError(f"{type(method).__name__} is not needed here")
        id = int(method.chat_id)
        self.replies[id].set_result(method.text)
        return Message.model_validate(_raw(1, id, method.text), context={"bot": bot})

    async def stream_content(self, *_: object, **__: object) -> AsyncIterator[bytes]:
        """Nobody sends files here."""
        raise NotImplementedError
        yield b""

    async def close(self) -> None:
        """Nothing to end."""


class Form(StatesGroup):
    """Which question is open."""

    problem = State()
    consent = State()
    sample_count = State()
    country = State()
    email = State()


_STATES = (Form.problem, Form.consent, Form.sample_count, Form.country, Form.email)


async def _begin(message: Message, state: FSMContext) -> None:
    await state.set_state(_STATES[0])
    await message.answer(QUESTIONS[0])


async def _answered(message: Message, state: FSMContext, at: int) -> None:
    known = await state.update_data({IDS[at]: message.text})
    if at + 1 < len(QUESTIONS):
        await state.set_state(_STATES[at + 1])
        await message.answer(QUESTIONS[at + 1])
        return
    await state.clear()
    said = "\n".join(f"{id}: {known[id]}" for id in IDS)
    await message.answer(f"{said}\n{DONE}")


@asynccontextmanager
async def opened(where: Path, option: str) -> AsyncIterator[Talk]:  # noqa: ARG001 - no file
    """The dispatcher, ready to be fed."""
    storage = RedisStorage.from_url(option) if option else MemoryStorage()
    session = _Offline()
    bot = Bot(_TOKEN, session=session)
    dispatcher = Dispatcher(storage=storage)
    dispatcher.message.register(_begin, StateFilter(None), F.text)
    for at, state in enumerate(_STATES):
        dispatcher.message.register(partial(_answered, at=at), state, F.text)

    # A platform's ids of updates never repeat, and the library counts on it.
    updates = count(1)

    async def talk(conversation: str, number: int, text: str) -> str:
        id = int(conversation)
        session.replies[id] = asyncio.get_running_loop().create_future()
        # Made as what comes from the platform is made: one that does not know its bot yet would
        # be written out and read again by the dispatcher.
        raw = {"update_id": next(updates), "message": _raw(number, id, text)}
        await dispatcher.feed_update(bot, Update.model_validate(raw, context={"bot": bot}))
        return await session.replies[id]

    try:
        yield talk
    finally:
        await storage.close()


def _raw(number: int, id: int, text: str) -> dict[str, Any]:
    return {
        "message_id": number,
        "date": int(time.time()),  # noqa: TID251 - as the platform stamps it
        "chat": {"id": id, "type": "private"},
        "from": {"id": id, "is_bot": False, "first_name": "Anna"},
        "text": text,
    }
