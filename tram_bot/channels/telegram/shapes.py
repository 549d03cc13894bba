"""What is brought to our address as Telegram's, as far as anything in here reads it: checked before
anybody does. What we fetch ourselves comes from Telegram for certain.

The library takes a value of any type for one of the right type, and the mistake shows later, with
whoever counts on it. What we do not read is not looked at, so that a newer Bot API may add to it.
https://core.telegram.org/bots/api#update
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_Number = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""Telegram's ids: of at most 52 significant bits, https://core.telegram.org/bots/api#chat"""
_Second = Annotated[int, Field(ge=0, lt=2**32)]
_Text = str | None


class _Read(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Chat(_Read):
    id: _Number
    type: str


class _User(_Read):
    id: _Number
    language_code: _Text = None


class _File(_Read):
    file_id: Annotated[str, Field(min_length=1, pattern=r"^\S+$")]
    file_name: _Text = None
    mime_type: _Text = None
    file_size: Annotated[int | None, Field(ge=0)] = None


class _Size(_File):
    width: int


class _Contact(_Read):
    phone_number: str
    first_name: str
    last_name: _Text = None


class _Sticker(_Read):
    emoji: _Text = None


class _InChat(_Read):
    chat: _Chat
    sender: Annotated[_User | None, Field(alias="from")] = None


class _Message(_InChat):
    message_id: _Number
    date: _Second
    edit_date: _Second | None = None
    text: _Text = None
    caption: _Text = None
    media_group_id: _Text = None
    document: _File | None = None
    animation: _File | None = None
    audio: _File | None = None
    video: _File | None = None
    voice: _File | None = None
    video_note: _File | None = None
    photo: list[_Size] = []
    contact: _Contact | None = None
    sticker: _Sticker | None = None


class _Query(_Read):
    id: str
    sender: Annotated[_User, Field(alias="from")]
    data: _Text = None
    message: _InChat | None = None


class _Member(_Read):
    status: str


class _Changed(_InChat):
    date: _Second
    new_chat_member: _Member


class _Update(_Read):
    update_id: Annotated[int, Field(ge=0, lt=2**63)]
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Query | None = None
    my_chat_member: _Changed | None = None


def is_known(update: Mapping[str, Any]) -> bool:
    """Whether an update has the shape that we expect of what we read in it.

    >>> is_known({"update_id": 1}), is_known({"update_id": 1, "message": {"text": "hello"}})
    (True, False)
    """
    try:
        _Update.model_validate(update)
    except ValidationError:
        return False
    return True
