"""The methods of Slack's Web API that the desk calls, answered by the workspace in memory:
https://docs.slack.dev/reference/methods"""

import json as text_of_json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from tram_bot.outgoing import Payload
from tram_bot.play.workspace import API, BOT_ID, BOT_USER, TEAM, Channel, Json, Workspace
from tram_bot.slack.connection import Slack, listening_app

_TOKEN = "xoxb-play"  # noqa: S105 - opens nothing
_OBJECTS = ("blocks", "metadata", "view", "files")
"""Arguments that may come as JSON text."""


class _Refusal(Exception):  # noqa: N818 - an answer of Slack's
    """Slack's word for why something is not done."""


def slack_of(workspace: Workspace) -> Slack:
    """The connection to the workspace, as to any other."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=TEAM,
            bot_user_id=BOT_USER,
            bot_id=BOT_ID,
            bot_token=_TOKEN,
        )

    client = _Client(workspace)
    return Slack(
        app=listening_app(client, authorize=authorize),
        client=client,
        session=_Session(workspace),
        token=_TOKEN,
        api=API,
    )


class _Client(AsyncWebClient):
    """The library's client, whose calls end in the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(token=_TOKEN, base_url=API)
        self._workspace = workspace

    async def api_call(
        self,
        api_method: str,
        *,
        http_verb: str = "POST",
        files: Mapping[str, object] | None = None,
        data: Any = None,  # noqa: ANN401 - the library's
        params: Json | None = None,
        json: Json | None = None,
        headers: Json | None = None,
        auth: Json | None = None,
    ) -> AsyncSlackResponse:
        del files, headers, auth
        asked = {**(data or {}), **(params or {}), **(json or {})}
        answer = _answered(self._workspace, api_method, asked)
        response = AsyncSlackResponse(
            client=self,
            http_verb=http_verb,
            api_url=f"{API}{api_method}",
            req_args={},
            data=answer,
            headers={},
            status_code=200,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response


@dataclass(frozen=True, slots=True)
class _Bytes:
    data: bytes

    async def iter_chunked(self, n: int) -> AsyncIterator[bytes]:
        """All of it, in pieces."""
        for first in range(0, len(self.data), n):
            yield self.data[first : first + n]


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content_type: str
    content: _Bytes


class _Session:
    """Uploads and downloads, of and into the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @asynccontextmanager
    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - the library's
        allow_redirects: bool,
    ) -> AsyncIterator[_Answer]:
        """A file."""
        del headers, timeout, allow_redirects
        file = self._workspace.files.get(self._workspace.file_at(url))
        data = file.data if file else b""
        yield _Answer(200 if file else 404, "application/octet-stream", _Bytes(data))

    @asynccontextmanager
    async def post(
        self,
        url: str,
        *,
        data: BinaryIO | None = None,
        json: Mapping[str, bool] | None = None,
        timeout: aiohttp.ClientTimeout | None = None,  # noqa: ASYNC109 - the library's
        allow_redirects: bool,
    ) -> AsyncIterator[_Answer]:
        """The content of a file, or what is to become of a whisper."""
        del timeout, allow_redirects
        id = self._workspace.file_at(url)
        if data and id in self._workspace.files:
            kept = self._workspace.files[id]
            self._workspace.files[id] = replace(kept, data=data.read())
        elif json and json.get("delete_original"):
            self._workspace.take_back(url)
        yield _Answer(200, "text/plain", _Bytes(b""))


def _answered(workspace: Workspace, method: str, asked: Json) -> Json:
    do = _METHODS.get(method)
    given = {key: _value(key, value) for key, value in asked.items() if value is not None}
    if do is None:
        return {"ok": False, "error": "unknown_method"}
    try:
        return {"ok": True, **do(workspace, given)}
    except _Refusal as refusal:
        return {"ok": False, "error": str(refusal)}


def _value(key: str, value: object) -> object:
    return text_of_json.loads(value) if key in _OBJECTS and isinstance(value, str) else value


def _auth_test(workspace: Workspace, asked: Json) -> Json:
    del workspace, asked
    return {"user_id": BOT_USER, "bot_id": BOT_ID, "team_id": TEAM, "team": "Playground"}


def _post(workspace: Workspace, asked: Json) -> Json:
    channel = _channel(workspace, asked)
    if asked.get("thread_ts") and channel.message(asked["thread_ts"]) is None:
        raise _Refusal("thread_not_found")
    message = workspace.bot_says(asked)
    channel.messages.append(message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _update(workspace: Workspace, asked: Json) -> Json:
    channel, message = _own_message(workspace, asked, "cant_update_message")
    message.update({key: asked[key] for key in ("text", "blocks", "metadata") if key in asked})
    if "blocks" not in asked:
        message.pop("blocks", None)
    message["edited"] = {"user": BOT_USER, "ts": workspace.ts()}
    return {"channel": channel.id, "ts": message["ts"], "text": message.get("text", "")}


def _delete(workspace: Workspace, asked: Json) -> Json:
    channel, message = _own_message(workspace, asked, "cant_delete_message")
    if channel.replies(message["ts"]):
        # The thread of others stays below it.
        for key in ("blocks", "metadata", "files"):
            message.pop(key, None)
        message.update(text="This message was deleted.", subtype="tombstone")
    else:
        channel.messages.remove(message)
    return {"channel": channel.id, "ts": message["ts"]}


def _ephemeral(workspace: Workspace, asked: Json) -> Json:
    channel = _channel(workspace, asked)
    if asked.get("user") not in channel.members:
        raise _Refusal("user_not_in_channel")
    return {"message_ts": workspace.whisper(channel, asked["user"], asked)["ts"]}


def _permalink(workspace: Workspace, asked: Json) -> Json:
    channel = _channel(workspace, asked)
    ts = str(asked.get("message_ts"))
    if channel.message(ts) is None:
        raise _Refusal("message_not_found")
    return {"channel": channel.id, "permalink": f"#{anchor(channel.id, ts)}"}


def anchor(channel: str, ts: str) -> str:
    """The id of a message on the page."""
    return f"message-{channel}-{ts.replace('.', '-')}"


def _members(workspace: Workspace, asked: Json) -> Json:
    members = sorted(_channel(workspace, asked).members)
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def _history(workspace: Workspace, asked: Json) -> Json:
    oldest = float(asked.get("oldest") or 0)
    top = _channel(workspace, asked).top("")
    return {"messages": [each for each in reversed(top) if float(each["ts"]) > oldest]}


def _replies(workspace: Workspace, asked: Json) -> Json:
    found = _channel(workspace, asked).thread(str(asked.get("ts")))
    if not found:
        raise _Refusal("thread_not_found")
    return {"messages": found[: int(asked.get("limit") or 100)]}


def _open(workspace: Workspace, asked: Json) -> Json:
    user = str(asked.get("users"))
    if user not in workspace.people:
        raise _Refusal("users_not_found")
    return {"channel": {"id": workspace.direct(user).id}}


def _user(workspace: Workspace, asked: Json) -> Json:
    person = workspace.people.get(str(asked.get("user")))
    if person is None:
        raise _Refusal("user_not_found")
    profile = {"real_name": person.name, "first_name": person.name}
    user = {"id": person.id, "is_bot": person.is_bot, "locale": "en-GB", "profile": profile}
    return {"user": user}


def _react(workspace: Workspace, asked: Json) -> Json:
    message = _channel(workspace, asked).message(str(asked.get("timestamp")))
    if message is None:
        raise _Refusal("message_not_found")
    names = message.setdefault("reactions", [])
    if asked["name"] in names:
        raise _Refusal("already_reacted")
    names.append(asked["name"])
    return {}


def _views_open(workspace: Workspace, asked: Json) -> Json:
    user = workspace.spend(str(asked.get("trigger_id")))
    if user is None:
        raise _Refusal("expired_trigger_id")
    workspace.modals[user] = workspace.viewed(asked["view"])
    return {"view": workspace.modals[user]}


def _views_publish(workspace: Workspace, asked: Json) -> Json:
    user = str(asked.get("user_id"))
    workspace.homes[user] = workspace.viewed(asked["view"])
    return {"view": workspace.homes[user]}


def _upload(workspace: Workspace, asked: Json) -> Json:
    file = Payload(name=asked["filename"], media_type="application/octet-stream", data=b"")
    id = workspace.keep(file)
    return {"upload_url": workspace.address_of(id), "file_id": id}


def _uploaded(workspace: Workspace, asked: Json) -> Json:
    channel = _channel(workspace, {"channel": asked.get("channel_id")})
    files = [workspace.described(each["id"]) for each in asked["files"]]
    said = {"text": asked.get("initial_comment"), "thread_ts": asked.get("thread_ts")}
    message = workspace.bot_says({**said, "files": files})
    message["subtype"] = "file_share"
    channel.messages.append(message)
    return {"files": files}


def _file(workspace: Workspace, asked: Json) -> Json:
    return {"file": workspace.described(_kept(workspace, asked))}


def _delete_file(workspace: Workspace, asked: Json) -> Json:
    id = _kept(workspace, asked)
    del workspace.files[id]
    for channel in workspace.channels.values():
        for message in list(channel.messages):
            if any(file["id"] == id for file in message.get("files", ())):
                message["files"] = [file for file in message["files"] if file["id"] != id]
                if not message["files"] and not message.get("text"):
                    channel.messages.remove(message)
    return {}


def _kept(workspace: Workspace, asked: Json) -> str:
    id = str(asked.get("file"))
    if id not in workspace.files:
        raise _Refusal("file_not_found")
    return id


def _channel(workspace: Workspace, asked: Json) -> Channel:
    channel = workspace.channels.get(str(asked.get("channel")))
    if channel is None:
        raise _Refusal("channel_not_found")
    return channel


def _own_message(workspace: Workspace, asked: Json, otherwise: str) -> tuple[Channel, Json]:
    channel = _channel(workspace, asked)
    message = channel.message(str(asked.get("ts")))
    if message is None:
        raise _Refusal("message_not_found")
    if message.get("bot_id") != BOT_ID:
        raise _Refusal(otherwise)
    return channel, message


_METHODS: Mapping[str, Callable[[Workspace, Json], Json]] = {
    "auth.test": _auth_test,
    "chat.postMessage": _post,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.postEphemeral": _ephemeral,
    "chat.getPermalink": _permalink,
    "conversations.members": _members,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "conversations.open": _open,
    "users.info": _user,
    "reactions.add": _react,
    "views.open": _views_open,
    "views.publish": _views_publish,
    "files.getUploadURLExternal": _upload,
    "files.completeUploadExternal": _uploaded,
    "files.info": _file,
    "files.delete": _delete_file,
}
