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


class _View(_Read):
    callback_id: str
    private_metadata: str = ""
    state: _State = _State()


class _Submission(_Interaction):
    view: _View


class _Command(_Read):
    command: str
    user_id: _Id
    text: str = ""


def is_known(body: Mapping[str, Any]) -> bool:
    """Whether a request has the shape that our listeners expect of its kind. One of a kind that
    nobody listens to is known: it is acknowledged and no more.

    >>> is_known({"type": "block_actions", "actions": []})
    False
    """
    try:
        _check(body)
    except ValidationError:
        return False
    return True


def _check(body: Mapping[str, Any]) -> None:
    match body.get("type"):
        case "event_callback":
            event = _Event.model_validate(body).event
            _event_shape(event).model_validate(event)
        case "block_actions":
            _Actions.model_validate(body)
        case "view_submission":
            _Submission.model_validate(body)
        case _ if "command" in body:
            _Command.model_validate(body)
        case _:
            pass


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
