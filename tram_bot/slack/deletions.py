"""Which message somebody has deleted, of what Slack brings."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_TOMBSTONE = "tombstone"
"""What stays of a message that has a thread below it: "This message was deleted."."""


def deleted(event: Json) -> Json | None:
    """The message that was deleted, as it stood until then; None if the event tells something else.
    A tombstone that goes at last, with the last of its thread, was told of when it was put up.

    >>> deleted({"subtype": "message_deleted", "deleted_ts": "1.0"})
    {'ts': '1.0'}
    >>> left = {"subtype": "tombstone", "user": "USLACKBOT", "ts": "1.0"}
    >>> before = {"user": "U1", "ts": "1.0"}
    >>> deleted({"subtype": "message_changed", "message": left, "previous_message": before})
    {'ts': '1.0', 'user': 'U1'}
    >>> deleted({"subtype": "message_deleted", "deleted_ts": "1.0", "previous_message": left})
    """
    left, before = event.get("message") or {}, event.get("previous_message") or {}
    match event.get("subtype"):
        case "message_deleted" if before.get("subtype") != _TOMBSTONE:
            return {"ts": event["deleted_ts"], **before}
        case "message_changed" if left.get("subtype") == _TOMBSTONE:
            return {"ts": left["ts"], **before}
        case _:
            return None
