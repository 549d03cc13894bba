"""What staff write in a lead's thread, as events. Reading what Slack sends, nothing more.

https://docs.slack.dev/reference/events/message
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from tram_bot.core.file_names import clean_file_name
from tram_bot.core.lead import File
from tram_bot.slack.deletions import deleted
from tram_bot.slack.escaping import as_typed, text_of

Json = Mapping[str, Any]

_WRITTEN = (None, "file_share", "thread_broadcast")
_CALLED = re.compile(r"<@(\w+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class InThread:
    """Something somebody did in a thread. `ts` is the id of their message, `parent` that of the
    message the thread hangs below, `parent_user` whose that is; `text` is as Slack has it."""

    did: Literal["wrote", "edited", "deleted"]
    user: str
    channel: str
    parent: str
    ts: str
    at: str
    parent_user: str = ""
    text: str = ""
    files: tuple[File, ...] = ()

    @property
    def message(self) -> str:
        """The message's place, as receipts have it."""
        return f"{self.channel}:{self.ts}"

    @property
    def called(self) -> Sequence[str]:
        """The ids of people who are called in it, of whom Slack tells no name."""
        return _CALLED.findall(self.text)

    def spelled(self, names: Mapping[str, str]) -> "InThread":
        """The same with the text as it was typed; `names` are those of who is called, by id."""
        return replace(self, text=as_typed(self.text, lambda user: names.get(user, user)))


def read(event: Json) -> InThread | None:
    """What a message event comes to; None for what nobody did in a thread."""
    if gone := deleted(event):
        return _of("deleted", event, gone)
    match event.get("subtype"):
        case subtype if subtype in _WRITTEN:
            return _of("wrote", event, event)
        case "message_changed":
            message, before = event.get("message", {}), event.get("previous_message", {})
            # Slack itself changes a message when it adds the preview of a link.
            if not message.get("edited") or message.get("text") == before.get("text"):
                return None
            return _of("edited", event, message)
        case _:
            return None


def _of(did: Literal["wrote", "edited", "deleted"], event: Json, message: Json) -> InThread | None:
    parent, ts, user = (str(message.get(key, "")) for key in ("thread_ts", "ts", "user"))
    if not parent or parent == ts or not user or message.get("bot_id"):
        return None
    return InThread(
        did=did,
        user=user,
        channel=str(event["channel"]),
        parent=parent,
        ts=ts,
        at=str(event.get("event_ts") or event.get("ts") or ts),
        parent_user=str(message.get("parent_user_id", "")),
        text=text_of(message),
        files=tuple(file_of(each) for each in message.get("files", ())),
    )


def file_of(described: Json) -> File:
    """A file that came with a message: https://docs.slack.dev/reference/objects/file-object"""
    return File(
        name=clean_file_name(str(described.get("name") or described.get("title") or "file")),
        media_type=str(described.get("mimetype") or "application/octet-stream"),
        size=int(described.get("size") or 0),
        handle=str(described["id"]),
    )
