"""What the emulated workspace holds: people, channels, messages, views and files."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM, APP, BOT_USER, BOT_ID = "T0EXAMPLE", "A0TRAM", "U0TRAM", "B0TRAM"
BOT_TOKEN = "xoxb-1234-5678-exampleexample"  # noqa: S105 - no secret
APP_TOKEN = "xapp-1-A0TRAM-1234-exampleexample"  # noqa: S105
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105
"""The example of https://docs.slack.dev/authentication/verifying-requests-from-slack"""

SCOPES = {
    "chat:write", "commands", "channels:history", "channels:read", "groups:history",
    "groups:read", "im:history", "im:read", "im:write", "users:read", "files:read",
    "files:write", "reactions:write", "app_mentions:read",
}  # fmt: skip


@dataclass
class User:
    """Somebody in the workspace, or of another one that shares a channel with it."""

    id: str
    name: str
    first_name: str = ""
    locale: str = "en-GB"
    team: str = TEAM
    is_bot: bool = False


@dataclass
class Channel:
    """A channel, or somebody's direct messages with the bot."""

    id: str
    name: str = ""
    kind: str = "channel"
    """channel, group (private) or im"""
    members: set[str] = field(default_factory=set)
    archived: bool = False
    partner: str = ""
    messages: list[Json] = field(default_factory=list)
    """In order of time; a deleted one is taken out."""
    ephemeral: list[Json] = field(default_factory=list)

    def message(self, ts: str) -> Json | None:
        """The message of that time."""
        return next((each for each in self.messages if each["ts"] == ts), None)

    def thread(self, ts: str) -> list[Json]:
        """A message and what answers it."""
        return [each for each in self.messages if ts in (each["ts"], each.get("thread_ts"))]

    def delete(self, message: Json) -> bool:
        """Take a message out; whether a tombstone is left of it, as a thread hangs below."""
        if all(each.get("thread_ts") != message["ts"] for each in self.messages):
            self.messages.remove(message)
            return False
        message.update(text="This message was deleted.", subtype="tombstone", hidden=True)
        for key in ("blocks", "metadata", "files", "edited"):
            message.pop(key, None)
        return True


@dataclass
class File:
    """An uploaded file."""

    id: str
    name: str
    data: bytes
    media_type: str
    deleted: bool = False
    described: str = ""
    """What a screen reader says of a picture."""
    elsewhere: str = ""
    """Where an external file is kept: https://docs.slack.dev/messaging/working-with-files#remote"""
    locked: bool = False
    """Whether the app may know of it and not have it: then it is shown the sign-in page."""
    redirect: str = ""
    """Where a download is sent on to."""


@dataclass
class Fault:
    """One call that is to go wrong, and how: an HTTP status, a dropped connection (0), or an
    `error` of Slack's. `after` drops the answer only: the server has done what was asked. One that
    `hangs` is never answered, until the caller goes away."""

    method: str
    status: int = 200
    error: str = ""
    retry_after: int = 1
    channel: str = ""
    after: bool = False
    hangs: bool = False
    times: int = 1

    def meets(self, method: str, asked: Json) -> bool:
        return method == self.method and self.channel in ("", asked.get("channel"))
