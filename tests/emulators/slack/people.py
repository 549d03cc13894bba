"""People who use the emulated Slack: they write, press, fill in, and look at what stands there."""

from typing import Any

from tests.emulators.slack.api import described_user
from tests.emulators.slack.reading import shown, typed
from tests.emulators.slack.rules import elements
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import APP, BOT_USER, TEAM, Channel, File, User

Json = dict[str, Any]


class Member:
    """Somebody in the workspace."""

    def __init__(
        self,
        server: SlackServer,
        id: str,
        name: str = "Kasia Example",
        *,
        locale: str = "en-GB",
        team: str = TEAM,
    ) -> None:
        self.server = server
        self.id = id
        self.user = User(id=id, name=name, locale=locale, team=team)
        server.users[id] = self.user
        self._seen: set[tuple[str, str, str]] = set()

    @property
    def dm(self) -> Channel:
        """Their direct messages with the bot."""
        return self.server.dm(self.user)

    # What they do

    async def joins(self, channel: Channel) -> None:
        """Become a member: "member_joined_channel" in the events reference."""
        channel.members.add(self.id)
        await self.server.delivery.event(
            {"type": "member_joined_channel", "user": self.id, "channel": channel.id, "team": TEAM}
        )

    async def leaves(self, channel: Channel) -> None:
        """Stop being one: "member_left_channel"."""
        channel.members.discard(self.id)
        await self.server.delivery.event(
            {"type": "member_left_channel", "user": self.id, "channel": channel.id, "team": TEAM}
        )

    async def writes(
        self,
        channel: Channel,
        text: str,
        *,
        thread: str = "",
        files: tuple[File, ...] = (),
        subtype: str = "",
    ) -> Json:
        """Write a message; returns it. `subtype`: one of those of
        https://docs.slack.dev/reference/events/message#subtypes"""
        message = self.message(text, self.server.ts()) | {"channel": channel.id}
        if thread:
            message["thread_ts"] = thread
            parent = channel.message(thread)
            message["parent_user_id"] = parent["user"] if parent else ""
        if files:
            message["subtype"] = "file_share"
            message["files"] = [self.server.described_file(file) for file in files]
        if subtype:
            message["subtype"] = subtype
        channel.messages.append(message)
        await self.server.delivery.event(
            {**message, "channel_type": channel.kind, "event_ts": message["ts"]},
            shared=self.user.team != TEAM,
        )
        await self.server.notify()
        return message

    def message(self, text: str, ts: str) -> Json:
        """A message of theirs to the bot, as it would be if they sent it at that time."""
        return {
            "type": "message", "user": self.id, "team": self.user.team, "ts": ts,
            "text": typed(text), "channel": self.dm.id,
        }  # fmt: skip

    async def says(self, text: str, *files: File) -> Json:
        """Write to the bot."""
        return await self.writes(self.dm, text, files=files)

    def file(self, name: str, data: bytes, media_type: str = "image/png") -> File:
        """A file they have uploaded, to be written with a message."""
        id = f"F{self.server.number():08d}"
        self.server.files[id] = File(id=id, name=name, data=data, media_type=media_type)
        return self.server.files[id]

    async def edits(self, message: Json, text: str, *, unfurl: bool = False) -> None:
        """Change a message; `unfurl`: only a preview of a link is added to it, by Slack."""
        before = dict(message)
        if not unfurl:
            message["text"] = typed(text)
            message["edited"] = {"user": self.id, "ts": self.server.ts()}
        await self._changed("message_changed", message, {"message": message}, before)

    async def deletes(self, message: Json) -> None:
        """Delete a message. While there is a thread below it, a tombstone is left, which goes with
        the last of that thread: https://github.com/slack-edge/slack-edge/pull/10"""
        channel, before = self.server.channels[message["channel"]], dict(message)
        if channel.delete(message):
            message |= {"user": "USLACKBOT", "thread_ts": message["ts"]}
            return await self._changed("message_changed", message, {"message": message}, before)
        await self._changed("message_deleted", message, {"deleted_ts": message["ts"]}, before)
        root = channel.message(message.get("thread_ts", ""))
        if root and root.get("subtype") == "tombstone" and channel.thread(root["ts"]) == [root]:
            channel.messages.remove(root)
            await self._changed("message_deleted", root, {"deleted_ts": root["ts"]}, root)
        return None

    async def _changed(self, subtype: str, message: Json, more: Json, before: Json) -> None:
        channel = self.server.channels[message["channel"]]
        plain = {
            key: {k: v for k, v in value.items() if k not in ("channel", "pings")}
            if isinstance(value, dict)
            else value
            for key, value in {**more, "previous_message": before}.items()
        }
        await self.server.delivery.event(
            {
                "type": "message", "subtype": subtype, "hidden": True, "channel": channel.id,
                "channel_type": channel.kind, "ts": self.server.ts(),
                "event_ts": self.server.ts(), **plain,
            }
        )  # fmt: skip

    async def presses(self, label: str, channel: Channel | None = None) -> Json:
        """Press the newest button with that label that they can see there."""
        channel = channel or self.dm
        for message in reversed(self._visible(channel)):
            for block in message.get("blocks", []):
                for element in elements(block):
                    if element.get("text", {}).get("text") == label:
                        return await self.acts(channel, message, block, element)
        raise AssertionError(f"nobody offered '{label}', only {self.offered(channel)}")

    async def picks(self, label: str, channel: Channel) -> Json:
        """Pick the option of that label in the newest overflow menu that has it."""
        for message in reversed(self._visible(channel)):
            for block in message.get("blocks", []):
                for element in elements(block):
                    for option in element.get("options", []):
                        if option["text"]["text"] == label:
                            chosen = {**element, "selected_option": option}
                            return await self.acts(channel, message, block, chosen)
        raise AssertionError(f"nobody offered '{label}'")

    async def acts(self, channel: Channel, message: Json, block: Json, element: Json) -> Json:
        """Send a block action, offered or forged."""
        is_ephemeral = "to" in message
        body = self._interaction("block_actions") | {
            "container": {
                "type": "message", "message_ts": message["ts"], "channel_id": channel.id,
                "is_ephemeral": is_ephemeral,
                **({"thread_ts": message["thread_ts"]} if "thread_ts" in message else {}),
            },
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            "response_url": self.server.delivery.new_response_url(),
            "state": {"values": {}},
            "actions": [self._action(block, element)],
        }  # fmt: skip
        if not is_ephemeral:
            body["message"] = {k: v for k, v in message.items() if k not in ("channel", "pings")}
        return await self.server.delivery.deliver("interactive", body)

    def _action(self, block: Json, element: Json) -> Json:
        told = ("type", "action_id", "value", "text", "selected_option")
        kept: Json = {k: element[k] for k in told if k in element}
        return {
            **kept,
            "block_id": block.get("block_id", "b"),
            "action_ts": self.server.ts(),
        }

    def _interaction(self, kind: str) -> Json:
        user = described_user(self.user)
        return {
            "type": kind,
            "user": {
                "id": self.id, "username": user["name"], "name": user["name"],
                "team_id": self.user.team,
            },
            "api_app_id": APP,
            "token": "old",
            "trigger_id": self.server.trigger(self.id),
            "team": {"id": TEAM, "domain": "example"},
            "enterprise": None,
            "is_enterprise_install": False,
        }  # fmt: skip

    # Views

    @property
    def modal(self) -> Json:
        """The modal that is open on top."""
        stack = self.server.modals.get(self.id, [])
        assert stack, f"no modal is open for {self.id}"
        return stack[-1]

    @property
    def has_modal(self) -> bool:
        """Whether one is open."""
        return bool(self.server.modals.get(self.id))

    def closes(self) -> None:
        """Close what is open, if anything is, without sending it."""
        self.server.modals.pop(self.id, None)

    def offers(self, action_id: str) -> list[str]:
        """The values that the modal offers to choose from there."""
        fields = (each for block in self.modal["blocks"] for each in elements(block))
        chosen = next(each for each in fields if each["action_id"] == action_id)
        return [option["value"] for option in chosen["options"]]

    async def submits(self, **filled: str) -> Json:
        """Fill in the modal by action id and submit it; returns the errors, if any."""
        view = self.modal
        values: Json = {}
        for block in view["blocks"]:
            for element in elements(block):
                if block["type"] == "input":
                    given = filled.pop(element["action_id"], "")
                    values.setdefault(block["block_id"], {})[element["action_id"]] = _filled(
                        element, given
                    )
        assert not filled, f"the modal has no {', '.join(filled)}"
        body = self._interaction("view_submission") | {
            "view": {**view, "state": {"values": values}},
            "response_urls": [],
        }
        answered = await self.server.delivery.deliver("interactive", body)
        action = answered.get("response_action")
        if action == "errors":
            return dict(answered["errors"])
        if action == "update":
            self.server.modals[self.id][-1] = {
                **self.server.viewed(self.id, answered["view"]), "id": view["id"],
            }  # fmt: skip
        elif self.server.delivery.attempts[-1].status == 200:
            self.server.modals[self.id].pop()
        return {}

    async def opens_home(self) -> None:
        """Open the app's page: "app_home_opened"."""
        await self.server.delivery.event(
            {
                "type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": "home",
                "event_ts": self.server.ts(),
            }
        )  # fmt: skip

    @property
    def home(self) -> str:
        """The app's page as they see it."""
        return shown(self.server.homes.get(self.id, {}))

    async def presses_at_home(self, label: str) -> Json:
        """Press a button of the app's page."""
        view = self.server.homes[self.id]
        for block in view["blocks"]:
            for element in elements(block):
                if element.get("text", {}).get("text") == label:
                    return await self._acts_in_view(view, self._action(block, element))
        raise AssertionError(f"the page has no '{label}'")

    async def types_at_home(self, words: str) -> Json:
        """Type into the first field of the app's page and press return."""
        view = self.server.homes[self.id]
        for block in view["blocks"]:
            for element in elements(block):
                if element["type"] == "plain_text_input":
                    return await self._acts_in_view(
                        view, {**self._action(block, element), "value": words}
                    )
        raise AssertionError("the page has no field")

    async def _acts_in_view(self, view: Json, action: Json) -> Json:
        body = self._interaction("block_actions") | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [action],
        }
        return await self.server.delivery.deliver("interactive", body)

    async def types(self, channel: Channel, line: str) -> str:
        """Type a slash command; returns how its answer reads."""
        command, _, text = line.partition(" ")
        body = {
            "token": "old", "team_id": TEAM, "team_domain": "example", "channel_id": channel.id,
            "channel_name": channel.name, "user_id": self.id, "user_name": "somebody",
            "command": command, "text": text, "api_app_id": APP,
            "response_url": self.server.delivery.new_response_url(),
            "trigger_id": self.server.trigger(self.id),
        }  # fmt: skip
        return shown(await self.server.delivery.deliver("slash_commands", body))

    # What they see

    def _visible(self, channel: Channel) -> list[Json]:
        own = [each for each in channel.ephemeral if each["to"] == self.id]
        return sorted([*channel.messages, *own], key=lambda message: float(message["ts"]))

    def offered(self, channel: Channel | None = None) -> list[str]:
        """The labels of the buttons below the newest message of the bot's that has any."""
        for message in reversed(self._visible(channel or self.dm)):
            labels = [
                element["text"]["text"]
                for block in message.get("blocks", [])
                for element in elements(block)
                if element["type"] == "button"
            ]
            if labels:
                return labels
        return []

    async def hears(self, words: str) -> str:
        """Wait for the bot to say that in their direct messages."""
        return shown(await self.sees(self.dm, words))

    async def sees(self, channel: Channel, words: str, *, thread: str | None = None) -> Json:
        """Wait for a message of the bot's with these words, as they read there, that was not
        waited for before; returns it."""

        def found() -> Json | None:
            for message in self._visible(channel):
                is_here = thread is None or message.get("thread_ts") == thread
                key = _look_of(channel, message)
                is_new = message["user"] == BOT_USER and is_here and key not in self._seen
                if is_new and words in shown(message):
                    return message
            return None

        try:
            await self.server.until(f"'{words}' in {channel.id}", lambda: found() is not None)
        except AssertionError as vain:
            there = "\n---\n".join(shown(each) for each in self._visible(channel)[-4:])
            raise AssertionError(f"{vain}; there stands:\n{there}") from None
        message = found()
        assert message is not None
        self._seen.add(_look_of(channel, message))
        return message


def _look_of(channel: Channel, message: Json) -> tuple[str, str, str]:
    """What makes a message another one to look at: a change of it does."""
    return channel.id, str(message["ts"]), str(message.get("edited", {}).get("ts", ""))


def _filled(element: Json, given: str) -> Json:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": given or None}
    option = next((each for each in element["options"] if given and given in (
        each["value"], each["text"]["text"]
    )), None)  # fmt: skip
    if given and option is None:
        offered = ", ".join(each["value"] for each in element["options"])
        raise AssertionError(f"no option '{given}', only: {offered}")
    if element["type"] == "checkboxes":
        return {"type": element["type"], "selected_options": [option] if option else []}
    return {"type": element["type"], "selected_option": option}
