"""What Slack sends, as far as anything in here reads it: checked before anybody does.

Slack signs it, so a shape we do not know is something new of Slack's, or a mistake. Either way it
is left out by name, for it would come again and again; what we do not read is not looked at.
https://docs.slack.dev/apis/events-api, https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,255}$")]
"""Ids go into keys and into logs: no blank, no line break."""
_Time = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,11}\.[0-9]{1,6}$")]
"""https://docs.slack.dev/messaging/retrieving-messages: a message's time, which is its id."""
_Text = Annotated[str | None, Field(default=None)]


class _Read(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _WithId(_Read):
    id: _Id


class _File(_Read):
    id: _Id
    name: _Text
    title: _Text
    mimetype: _Text
    size: Annotated[int | None, Field(default=None, ge=0)]


class _Message(_Read):
    ts: _Time | None = None
    thread_ts: _Time | None = None
    user: _Id | None = None
    text: _Text
    bot_id: _Text
    files: list[_File] = []


class _WithTime(_Message):
    ts: _Time


class _MessageEvent(_WithTime):
    channel: _Id
    event_ts: _Time | None = None
    subtype: _Text
    channel_type: _Text
    message: _Message | None = None
    previous_message: _Message | None = None


class _Changed(_MessageEvent):
    message: _WithTime


class _Deleted(_MessageEvent):
    deleted_ts: _Time


class _Opened(_Read):
    user: _Id


class _Named(_Read):
    """An event of which we read no more than its kind, and perhaps where it was."""

    type: str


class _Event(_Read):
    event_id: _Id
    event: dict[str, Any]


class _Option(_Read):
    value: str


class _Action(_Read):
    action_id: _Id
    block_id: str = ""
    value: _Text
    selected_option: _Option | None = None


class _Interaction(_Read):
    user: _WithId
    trigger_id: _Id


class _Actions(_Interaction):
    actions: Annotated[list[_Action], Field(min_length=1)]
    channel: _WithId | None = None
    response_url: _Text


class _Field(_Read):
    value: _Text
    selected_option: _Option | None = None


class _State(_Read):
    values: dict[str, dict[str, _Field]] = {}


class _View(_WithId):
    type: str  # not ours, but bolt's
    callback_id: str
    private_metadata: str = ""
    state: _State = _State()


class _Submission(_Interaction):
    view: _View


class _Verification(_Read):
    challenge: str


class _Command(_Read):
    command: str
    user_id: _Id
    text: str = ""


def is_known(body: Mapping[str, Any]) -> bool:
    """Whether a request is of a kind that we listen to, and has the shape that we expect of it.

    >>> is_known({"type": "block_actions", "actions": []}), is_known({"type": "shortcut"})
    (False, False)
    """
    shape = _shape(body)
    try:
        asked = shape.model_validate(body) if shape else None
        if isinstance(asked, _Event):
            _event_shape(asked.event).model_validate(asked.event)
    except ValidationError:
        return False
    return asked is not None


def _shape(body: Mapping[str, Any]) -> type[_Read] | None:
    match body.get("type"):
        case "event_callback":
            return _Event
        case "block_actions":
            return _Actions
        case "view_submission":
            return _Submission
        case "url_verification":
            return _Verification
        case None if "command" in body:
            return _Command
        case None if "ssl_check" in body:
            return _Read
        case _:
            return None


def _event_shape(event: Mapping[str, Any]) -> type[_Read]:
    match event.get("type"), event.get("subtype"):
        case "message", "message_changed":
            return _Changed
        case "message", "message_deleted":
            return _Deleted
        case "message", _:
            return _MessageEvent
        case "app_home_opened", _:
            return _Opened
        case _:
            return _Named
