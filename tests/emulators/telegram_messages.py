"""What a bot does to the messages of a chat: it sends, edits and deletes them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.emulators.telegram_rules import Refusal, check_document, check_message

if TYPE_CHECKING:
    from tests.emulators.telegram import Chat, TelegramServer

Json = dict[str, Any]

TWO_DAYS = 48 * 3600
"""https://core.telegram.org/bots/api#deletemessage"""


@dataclass(frozen=True)
class Upload:
    """A file in a call."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


def send(server: TelegramServer, chat: Chat, asked: Json) -> Json:
    """https://core.telegram.org/bots/api#sendmessage"""
    check_message(asked)
    return _shown(server, chat, asked, text=asked["text"])


def send_document(server: TelegramServer, chat: Chat, asked: Json) -> Json:
    """https://core.telegram.org/bots/api#senddocument"""
    upload = asked.get("document")
    if not isinstance(upload, Upload):
        raise Refusal(400, "Bad Request: there is no document in the request")
    check_document(asked, upload.data)
    id = f"sent{server.number()}"
    server.files[id] = upload.data
    document = {
        "file_id": id,
        "file_unique_id": f"u{id}",
        "file_name": upload.name,
        "mime_type": upload.media_type,
        "file_size": len(upload.data),
    }
    return _shown(server, chat, asked, document=document)


def edit(chat: Chat, asked: Json) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext"""
    message = _own(chat, asked, "Bad Request: message to edit not found")
    if "text" not in message:
        raise Refusal(400, "Bad Request: there is no text in the message to edit")
    check_message(asked)
    if (message["text"], message.get("reply_markup")) == (asked["text"], asked.get("reply_markup")):
        raise Refusal(400, "Bad Request: message is not modified: specified new message content "
                           "and reply markup are exactly the same")  # fmt: skip
    message.pop("reply_markup", None)
    message.update({"text": asked["text"], "edit_date": _now()}, **_markup(asked))
    return message


def delete(chat: Chat, asked: Json) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    message = _own(chat, asked, "Bad Request: message to delete not found")
    if message["date"] <= _now() - TWO_DAYS:
        raise Refusal(400, "Bad Request: message can't be deleted for everyone")
    chat.messages.remove(message)
    return True


def _own(chat: Chat, asked: Json, otherwise: str) -> Json:
    for message in chat.shown():
        if message["message_id"] == asked.get("message_id"):
            return message
    raise Refusal(400, otherwise)


def _shown(server: TelegramServer, chat: Chat, asked: Json, **content: object) -> Json:
    message = {
        "message_id": server.number(),
        "from": server.bot,
        "chat": {"id": chat.id, "type": chat.type},
        "date": _now(),
        **content,
        **({"caption": asked["caption"]} if "caption" in asked else {}),
        **_markup(asked),
    }
    chat.messages.append(message)
    return message


def _markup(asked: Json) -> Json:
    return {"reply_markup": asked["reply_markup"]} if "reply_markup" in asked else {}


def _now() -> int:
    return int(time.time())  # noqa: TID251 - it is the clock of the other side
