"""The methods of the Web API: https://docs.slack.dev/reference/methods"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.emulators.slack.reading import addresses, pings
from tests.emulators.slack.rules import Refusal, check_message, check_view
from tests.emulators.slack.state import BOT_ID, BOT_USER, TEAM, Channel, File, User

if TYPE_CHECKING:
    from tests.emulators.slack.server import SlackServer

Json = dict[str, Any]

SCOPE_OF = {
    "chat.postMessage": "chat:write", "chat.update": "chat:write", "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write", "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write", "users.info": "users:read",
    "conversations.open": "im:write", "files.info": "files:read",
    "files.getUploadURLExternal": "files:write", "files.completeUploadExternal": "files:write",
    "files.delete": "files:write", "conversations.info": "channels:read",
    "conversations.members": "channels:read", "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
}  # fmt: skip
"""The scope each method asks for; the private kinds of channel ask for the same of `groups`."""

NESTED = {"blocks", "attachments", "metadata", "view", "files"}
"""Arguments that are objects, and come as JSON text within a form."""


def call(server: "SlackServer", method: str, asked: Json) -> Json:
    """Do what is asked. Raises Refusal."""
    do = _METHODS.get(method)
    if do is None:
        raise Refusal("unknown_method")
    scope = SCOPE_OF.get(method)
    if scope and scope not in server.scopes:
        raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(server.scopes)))
    return do(server, asked)


def _auth_test(server: "SlackServer", asked: Json) -> Json:
    return {
        "url": "https://example.slack.com/", "team": "Example", "user": "tram", "team_id": TEAM,
        "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False,
    }  # fmt: skip


def _post(server: "SlackServer", asked: Json) -> Json:
    channel = _writable(server, asked)
    check_message(asked)
    thread = asked.get("thread_ts")
    if thread and channel.message(thread) is None:
        raise Refusal("thread_not_found")
    if not asked.get("text"):
        server.warnings.append("blocks without a text")
    message = server.bot_message(channel, asked)
    channel.messages.append(message)
    if not all(_is_off(asked.get(key)) for key in ("unfurl_links", "unfurl_media")):
        server.previewed.extend(sorted(addresses(message)))
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _is_off(value: Any) -> bool:
    return str(value).lower() in ("false", "0")


def _update(server: "SlackServer", asked: Json) -> Json:
    channel = _writable(server, asked)
    message = channel.message(str(asked.get("ts")))
    if message is None:
        raise Refusal("message_not_found")
    if message.get("bot_id") != BOT_ID:
        raise Refusal("cant_update_message")
    check_message(asked)
    for key in ("text", "blocks", "metadata"):
        if key in asked:
            message[key] = asked[key]
    if "blocks" not in asked and "text" in asked:
        message.pop("blocks", None)
    message["edited"] = {"user": BOT_USER, "ts": server.ts()}
    message["pings"] = pings(message)
    return {"channel": channel.id, "ts": message["ts"], "text": message.get("text", "")}


def _delete(server: "SlackServer", asked: Json) -> Json:
    channel = _channel(server, asked)
    message = channel.message(str(asked.get("ts")))
    if message is None:
        raise Refusal("message_not_found")
    if message.get("bot_id") != BOT_ID:
        raise Refusal("cant_delete_message")
    channel.delete(message)
    return {"channel": channel.id, "ts": message["ts"]}


def _ephemeral(server: "SlackServer", asked: Json) -> Json:
    channel = _writable(server, asked)
    check_message(asked)
    if asked.get("user") not in channel.members:
        raise Refusal("user_not_in_channel")
    message = server.bot_message(channel, asked)
    message["to"] = asked["user"]
    channel.ephemeral.append(message)
    return {"message_ts": message["ts"]}


def _permalink(server: "SlackServer", asked: Json) -> Json:
    channel = _channel(server, asked)
    ts = str(asked.get("message_ts"))
    if channel.message(ts) is None:
        raise Refusal("message_not_found")
    link = f"https://example.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def _info(server: "SlackServer", asked: Json) -> Json:
    channel = _channel(server, asked)
    return {"channel": _described(channel)}


def _described(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_member": BOT_USER in channel.members,
        **({"user": channel.partner} if channel.partner else {}),
    }


def _members(server: "SlackServer", asked: Json) -> Json:
    channel = _channel(server, asked)
    if BOT_USER not in channel.members and channel.kind != "channel":
        raise Refusal("channel_not_found")
    everybody = sorted(channel.members)
    first = int(asked.get("cursor") or 0)
    most = int(asked.get("limit") or 100)
    page = everybody[first : first + most]
    after = first + len(page)
    cursor = str(after) if after < len(everybody) else ""
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _history(server: "SlackServer", asked: Json) -> Json:
    channel = _channel(server, asked)
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    found = [m for m in channel.messages if not m.get("thread_ts") or m["thread_ts"] == m["ts"]]
    return _page(found[::-1], asked)


def _replies(server: "SlackServer", asked: Json) -> Json:
    channel = _channel(server, asked)
    found = channel.thread(str(asked.get("ts")))
    if not found:
        raise Refusal("thread_not_found")
    return _page(found, asked)


def _page(messages: list[Json], asked: Json) -> Json:
    oldest = float(asked.get("oldest") or 0)
    kept = [each for each in messages if float(each["ts"]) > oldest]
    limit = int(asked.get("limit") or 100)
    wanted = str(asked.get("include_all_metadata", "")).lower() in ("true", "1")
    return {
        "messages": [
            {k: v for k, v in each.items() if k != "pings" and (wanted or k != "metadata")}
            for each in kept[:limit]
        ],
        "has_more": len(kept) > limit,
        "response_metadata": {"next_cursor": ""},
    }


def _open(server: "SlackServer", asked: Json) -> Json:
    user = server.users.get(str(asked.get("users")))
    if user is None:
        raise Refusal("users_not_found")
    return {"channel": {"id": server.dm(user).id}}


def _user(server: "SlackServer", asked: Json) -> Json:
    user = server.users.get(str(asked.get("user")))
    if user is None:
        raise Refusal("user_not_found")
    with_locale = str(asked.get("include_locale", "")).lower() in ("true", "1")
    return {"user": described_user(user, with_locale=with_locale)}


def described_user(user: User, *, with_locale: bool = False) -> Json:
    """https://docs.slack.dev/reference/objects/user-object"""
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name.lower().replace(" ", "."),
        "real_name": user.name,
        "is_bot": user.is_bot,
        "tz": "Europe/Warsaw",
        **({"locale": user.locale} if with_locale else {}),
        "profile": {
            "real_name": user.name,
            "display_name": "",
            "first_name": user.first_name or user.name.split()[0],
        },
    }


def _react(server: "SlackServer", asked: Json) -> Json:
    message = _message_at(server, asked)
    names = message.setdefault("reactions", [])
    if asked.get("name") in names:
        raise Refusal("already_reacted")
    names.append(asked.get("name"))
    return {}


def _unreact(server: "SlackServer", asked: Json) -> Json:
    message = _message_at(server, asked)
    if asked.get("name") not in message.get("reactions", []):
        raise Refusal("no_reaction")
    message["reactions"].remove(asked["name"])
    return {}


def _message_at(server: "SlackServer", asked: Json) -> Json:
    message = _channel(server, asked).message(str(asked.get("timestamp")))
    if message is None:
        raise Refusal("message_not_found")
    return message


def _views_open(server: "SlackServer", asked: Json) -> Json:
    user = server.spend_trigger(str(asked.get("trigger_id")))
    view = asked.get("view") or {}
    check_view(view)
    return {"view": server.show_view(user, view)}


def _views_update(server: "SlackServer", asked: Json) -> Json:
    view = asked.get("view") or {}
    check_view(view)
    for user, stack in server.modals.items():
        for number, each in enumerate(stack):
            if each["id"] == asked.get("view_id"):
                if asked.get("hash") and asked["hash"] != each["hash"]:
                    raise Refusal("hash_conflict")
                stack[number] = {**server.viewed(user, view), "id": each["id"]}
                return {"view": stack[number]}
    raise Refusal("not_found")


def _views_publish(server: "SlackServer", asked: Json) -> Json:
    user = str(asked.get("user_id"))
    if user not in server.users:
        raise Refusal("user_not_found")
    view = asked.get("view") or {}
    check_view(view)
    server.homes[user] = server.viewed(user, view)
    return {"view": server.homes[user]}


def _upload_url(server: "SlackServer", asked: Json) -> Json:
    if not asked.get("filename") or not int(asked.get("length") or 0):
        raise Refusal("invalid_arguments")
    described = asked.get("alt_txt", "")
    if len(described) > 1000:
        raise Refusal("alt_txt_too_large")
    id = f"F{server.number():08d}"
    server.files[id] = File(
        id=id, name=asked["filename"], data=b"", media_type="", described=described
    )
    return {"upload_url": f"{server.uploads_at or server.address}/upload/{id}", "file_id": id}


def _upload_done(server: "SlackServer", asked: Json) -> Json:
    files = []
    for each in asked.get("files", []):
        file = server.files.get(each["id"])
        if file is None or not file.data:
            raise Refusal("file_not_found")
        file.name = each.get("title") or file.name
        files.append(server.described_file(file))
    if asked.get("channel_id"):
        there = {**asked, "channel": asked["channel_id"]}
        channel = _writable(server, there)
        if asked.get("thread_ts") and channel.message(asked["thread_ts"]) is None:
            raise Refusal("thread_not_found")
        said = {"text": asked.get("initial_comment", ""), "thread_ts": asked.get("thread_ts")}
        message = server.bot_message(channel, said)
        message.update(files=files, subtype="file_share")
        channel.messages.append(message)
    return {"files": files}


def _file_info(server: "SlackServer", asked: Json) -> Json:
    file = server.files.get(str(asked.get("file")))
    if file is None or file.deleted:
        raise Refusal("file_not_found")
    return {"file": server.described_file(file)}


def _file_delete(server: "SlackServer", asked: Json) -> Json:
    file = server.files.get(str(asked.get("file")))
    if file is None or file.deleted:
        raise Refusal("file_not_found")
    file.deleted, file.data = True, b""
    for channel in server.channels.values():
        for message in list(channel.messages):
            kept = [each for each in message.get("files", []) if each["id"] != file.id]
            if len(kept) != len(message.get("files", [])):
                message["files"] = kept
                if not kept and not message.get("text"):
                    channel.messages.remove(message)
    return {}


def _channel(server: "SlackServer", asked: Json) -> Channel:
    channel = server.channels.get(str(asked.get("channel")))
    if channel is None or (channel.kind == "group" and BOT_USER not in channel.members):
        raise Refusal("channel_not_found")
    return channel


def _writable(server: "SlackServer", asked: Json) -> Channel:
    channel = _channel(server, asked)
    if channel.archived:
        raise Refusal("is_archived")
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def arguments(raw: Json) -> Json:
    """The arguments with nested values read from their JSON text."""
    return {
        key: json.loads(value) if key in NESTED and isinstance(value, str) else value
        for key, value in raw.items()
        if key != "token"
    }


_METHODS: dict[str, Callable[["SlackServer", Json], Json]] = {
    "auth.test": _auth_test,
    "chat.postMessage": _post,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.postEphemeral": _ephemeral,
    "chat.getPermalink": _permalink,
    "conversations.info": _info,
    "conversations.members": _members,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "conversations.open": _open,
    "users.info": _user,
    "reactions.add": _react,
    "reactions.remove": _unreact,
    "views.open": _views_open,
    "views.update": _views_update,
    "views.publish": _views_publish,
    "files.getUploadURLExternal": _upload_url,
    "files.completeUploadExternal": _upload_done,
    "files.info": _file_info,
    "files.delete": _file_delete,
}
