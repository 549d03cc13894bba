"""What staff do in the Slack in memory, brought to the program as Slack would bring it.

https://docs.slack.dev/apis/events-api and https://docs.slack.dev/reference/interaction-payloads
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from tram_bot.outgoing import Payload
from tram_bot.play.workspace import APP, TEAM, Channel, Json, Workspace
from tram_bot.ports import Clock
from tram_bot.slack.escaping import escaped

_TOLD_OF_A_PRESS = ("type", "action_id", "value", "text", "selected_option")
_INPUTS = ("static_select", "checkboxes", "plain_text_input")


class StaffActs:
    """Hands of everybody who works at a centre."""

    def __init__(self, workspace: Workspace, app: AsyncApp, clock: Clock) -> None:
        """`app` hears what is done."""
        self._workspace = workspace
        self._app = app
        self._clock = clock

    # Messages

    async def writes(
        self,
        user: str,
        channel: Channel,
        text: str,
        *,
        thread: str = "",
        files: Sequence[Payload] = (),
    ) -> None:
        """A message in a channel or, below a message of it, in its thread."""
        message: Json = {
            "type": "message",
            "user": user,
            "ts": self._workspace.ts(),
            "text": escaped(text),
        }
        above = channel.message(thread) if thread else None
        if above:
            message |= {"thread_ts": thread, "parent_user_id": above["user"]}
        if files:
            ids = [self._workspace.keep(file) for file in files]
            kept = [self._workspace.described(id) for id in ids]
            message |= {"subtype": "file_share", "files": kept}
        channel.messages.append(message)
        await self._event({**message, "event_ts": message["ts"]}, channel)

    async def edits(self, user: str, channel: Channel, ts: str, text: str) -> None:
        """Another wording of a message of theirs."""
        message = channel.message(ts)
        if message is None or message["user"] != user:
            return
        before = dict(message)
        message |= {
            "text": escaped(text),
            "edited": {"user": user, "ts": self._workspace.ts()},
        }
        await self._changed("message_changed", channel, {"message": message}, before)

    async def deletes(self, user: str, channel: Channel, ts: str) -> None:
        """A message of theirs, taken back."""
        message = channel.message(ts)
        if message is None or message["user"] != user:
            return
        channel.messages.remove(message)
        await self._changed("message_deleted", channel, {"deleted_ts": ts}, message)

    # Buttons, menus and forms

    async def presses(self, user: str, channel: Channel, ts: str, pressed: str) -> None:
        """Something below a message or a whisper; `pressed` tells where it stands, as
        `element_at` reads it."""
        message = channel.message(ts)
        is_whisper = message is None
        if is_whisper:
            own = (each for each in channel.whispers if each["to"] == user)
            message = next((each for each in own if each["ts"] == ts), None)
        action = self._action(message or {}, pressed)
        if message is None or action is None:
            return
        body = self._interaction(user, "block_actions") | {
            "container": {
                "type": "message",
                "message_ts": ts,
                "channel_id": channel.id,
                "is_ephemeral": is_whisper,
            },
            "channel": {"id": channel.id, "name": channel.name},
            "response_url": self._workspace.response_address(channel, ts),
            "actions": [action],
        }
        await self._brought(body)

    async def presses_at_home(self, user: str, pressed: str) -> None:
        """A button of the app's page."""
        view = self._workspace.homes.get(user, {})
        action = self._action(view, pressed)
        if action:
            await self._acts_in(user, view, action)

    async def searches(self, user: str, words: str) -> None:
        """Words typed into the field of the app's page."""
        view = self._workspace.homes.get(user, {})
        for block, element in inputs(view):
            action = {
                "type": element["type"],
                "action_id": element["action_id"],
                "block_id": block["block_id"],
                "value": words,
                "action_ts": self._workspace.ts(),
            }
            return await self._acts_in(user, view, action)
        return None

    async def submits(self, user: str, filled: Mapping[str, str]) -> None:
        """The form that is open before them, filled in by field; it stays open with what is wrong
        beside its fields if it is refused."""
        view = self._workspace.modals.get(user)
        if view is None:
            return
        values: Json = {}
        for block, element in inputs(view):
            name = element["action_id"]
            values.setdefault(block["block_id"], {})[name] = _filled(element, filled.get(name, ""))
        view["state"] = {"values": values}
        view.pop("errors", None)
        shown = {key: value for key, value in view.items() if key != "errors"}
        answer = await self._brought(
            self._interaction(user, "view_submission") | {"view": shown, "response_urls": []}
        )
        if answer.get("response_action") == "errors":
            view["errors"] = answer["errors"]
        else:
            self.closes(user)

    def closes(self, user: str) -> None:
        """They close the form without sending it."""
        self._workspace.modals.pop(user, None)

    async def opens_home(self, user: str) -> None:
        """The app's page."""
        event = {"type": "app_home_opened", "user": user, "tab": "home"}
        await self._event(event, self._workspace.direct(user))

    async def types(self, user: str, channel: Channel, line: str) -> None:
        """A slash command; its answer is for them alone."""
        command, _, text = line.strip().partition(" ")
        answer = await self._brought(
            {
                "team_id": TEAM,
                "channel_id": channel.id,
                "channel_name": channel.name,
                "user_id": user,
                "command": command,
                "text": escaped(text),
                "api_app_id": APP,
                "trigger_id": self._workspace.trigger(user),
            }
        )
        unknown = {"text": f"{escaped(command)} is no command of this app; there is /tram"}
        self._workspace.whisper(channel, user, answer or unknown)

    # What Slack makes of it

    async def _changed(self, subtype: str, channel: Channel, more: Json, before: Json) -> None:
        ts = self._workspace.ts()
        event = {"type": "message", "subtype": subtype, "ts": ts, "event_ts": ts}
        await self._event({**event, **more, "previous_message": before}, channel)

    async def _acts_in(self, user: str, view: Json, action: Json) -> None:
        body = self._interaction(user, "block_actions") | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [action],
        }
        await self._brought(body)

    def _action(self, shown: Json, pressed: str) -> Json | None:
        found = element_at(shown, pressed)
        if found is None:
            return None
        block, element = found
        told = {key: element[key] for key in _TOLD_OF_A_PRESS if key in element}
        return {**told, "block_id": block.get("block_id", ""), "action_ts": self._workspace.ts()}

    def _interaction(self, user: str, kind: str) -> Json:
        return {
            "type": kind,
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "trigger_id": self._workspace.trigger(user),
            "team": {"id": TEAM},
        }

    async def _event(self, event: Json, channel: Channel) -> None:
        kind = "im" if channel.id.startswith("D") else "channel"
        await self._brought(
            {
                "type": "event_callback",
                "team_id": TEAM,
                "api_app_id": APP,
                "event_id": f"Ev{self._workspace.number()}",
                "event": {**event, "channel": channel.id, "channel_type": kind},
            }
        )

    async def _brought(self, body: Json) -> Json:
        """Bring it to the program; returns what that answers."""
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        answer: BoltResponse = await self._app.async_dispatch(request)
        if not answer.body:
            return {}
        read: Any = json.loads(answer.body)
        return read if isinstance(read, dict) else {}


def inputs(view: Json) -> Iterator[tuple[Json, Json]]:
    """The fields of a view, each with the block it stands in."""
    for block in view.get("blocks", ()):
        if block["type"] == "input" and block["element"]["type"] in _INPUTS:
            yield block, block["element"]


def element_at(shown: Json, where: str) -> tuple[Json, Json] | None:
    """A button of a message or a view, or a line of a menu, with the block it stands in. `where`
    counts blocks, elements and lines from 0, with dots between them; None for what is not there.

    >>> button = {"type": "button", "action_id": "claim"}
    >>> element_at({"blocks": [{"type": "actions", "elements": [button]}]}, "0.0") is not None
    True
    >>> element_at({"blocks": []}, "0.0"), element_at({}, "x")
    (None, None)
    """
    try:
        first, second, *rest = (int(part) for part in where.split("."))
        block = shown["blocks"][first]
        element = [*block.get("elements", ()), *filter(None, [block.get("accessory")])][second]
        if rest:
            element = {**element, "selected_option": element["options"][rest[0]]}
    except (KeyError, IndexError, ValueError):
        return None
    return block, element


def _filled(element: Json, given: str) -> Json:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": given or None}
    option = next((each for each in element["options"] if each["value"] == given), None)
    if element["type"] == "checkboxes":
        return {"type": element["type"], "selected_options": [option] if option else []}
    return {"type": element["type"], "selected_option": option}
