"""Updates that know the secret and are changed in their structure: none is a mistake of ours, none
changes anything of another person's, and whoever writes next is answered."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulators.telegram import BOT, TOKEN, Json, TelegramServer
from tests.emulators.telegram_people import Person
from tests.fuzz.effort import effort
from tests.fuzz.mutation import mutated
from tests.telegram.conftest import anna, house, kari, server
from tests.telegram.house import PROBLEM, House
from tram_bot.channels.telegram.webhook import PATH, secret_of

__all__ = ["anna", "house", "kari", "server"]

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": secret_of(TOKEN)}


def bodies(anna: Person) -> list[Json]:
    """An update of each kind that we read."""
    chat, user = {"id": anna.id, "type": "private", "first_name": "Anna"}, anna.user
    said = {"message_id": 900, "from": user, "chat": chat, "date": 1_790_000_000}
    file = {"file_id": "f", "file_unique_id": "u", "file_name": "a.pdf", "file_size": 9,
            "mime_type": "application/pdf"}  # fmt: skip
    sizes = [{"file_id": "p", "file_unique_id": "v", "width": 9, "height": 9, "file_size": 9}]
    messages: list[Json] = [
        {"text": PROBLEM},
        {"text": "/help", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]},
        {"document": file, "caption": "here"},
        {"photo": sizes, "media_group_id": "g"},
        {"voice": {"file_id": "w", "file_unique_id": "x", "duration": 3}},
        {"contact": {"phone_number": "+48123", "first_name": "Anna"}},
        {"location": {"longitude": 1.0, "latitude": 2.0}},
    ]
    member = {"chat": chat, "from": user, "date": 1_790_000_000}
    was, now = {"status": "member", "user": BOT}, {"status": "kicked", "user": BOT, "until_date": 0}
    return [
        *({"update_id": 1, "message": {**said, **each}} for each in messages),
        {"update_id": 1, "edited_message": {**said, "text": "x", "edit_date": 1_790_000_001}},
        {"update_id": 1, "callback_query": {
            "id": "q", "from": user, "chat_instance": "1", "data": "1:consent:agree",
            "message": {**said, "from": BOT, "text": "May I?"},
        }},
        {"update_id": 1, "my_chat_member": {**member, "old_chat_member": was,
                                            "new_chat_member": now}},
    ]  # fmt: skip


@pytest.mark.parametrize("house", ["brought"], indirect=True)
async def test_any_update(
    house: House, server: TelegramServer, anna: Person, kari: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    loop = asyncio.get_running_loop()
    numbers = iter(range(500_000, 10**9))

    async def knock(session: aiohttp.ClientSession, update: Any) -> tuple[int, str]:
        if isinstance(update, dict) and update.get("update_id") == 1:
            update = {**update, "update_id": next(numbers)}
        data = json.dumps(update).encode()
        async with session.post(house.address + PATH, data=data, headers=HEADERS) as answer:
            return answer.status, await answer.text()

    async with house.open(), aiohttp.ClientSession() as session:
        await kari.writes(PROBLEM)
        await kari.hears("may I keep your answers")
        written = len(kari.chat.shown())

        @effort(250)
        @given(update=mutated(st.sampled_from(bodies(anna))))
        def search(update: Any) -> None:
            caplog.clear()
            told = asyncio.run_coroutine_threadsafe(knock(session, update), loop).result(20)
            assert told[0] in (200, 400), told
            assert len(kari.chat.shown()) == written or _names(update, kari)
            assert not [record for record in caplog.records if record.exc_info]

        await asyncio.to_thread(search)
        await kari.writes("yes")
        await kari.hears("How confidential")
    kept = await house.conversation(kari)
    assert kept is not None
    assert "'problem'" in str(kept.phase)


def _names(update: Any, person: Person) -> bool:
    return str(person.id) in json.dumps(update)
