"""What Slack says of a person's direct messages, as events of ours. Never calls Slack.

https://docs.slack.dev/reference/events/message.im
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tram_bot.channels.slack.messages import carried
from tram_bot.core.events import Attachment, Command, Deleted, Edited, Event, Pressed, said
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.identifiers import ConversationId, EventId
from tram_bot.slack.deletions import deleted
from tram_bot.slack.escaping import as_typed, text_of
from tram_bot.slack.timestamps import moment

Json = Mapping[str, Any]

NAME = "slack"
_WRITTEN = (None, "file_share", "thread_broadcast", "me_message")


def conversation_of(channel: str) -> ConversationId:
    """The conversation that is held in somebody's direct messages."""
    return ConversationId(f"{NAME}:{channel}")


def channel_of(conversation: ConversationId) -> str:
    """The direct messages of a conversation; ValueError if it is not one of ours."""
    channel, _, id = conversation.partition(":")
    if channel != NAME:
        raise ValueError(f"{conversation} is not on {NAME}")
    return id


def read_message(event: Json, event_id: str, is_command: Callable[[str], bool]) -> Sequence[Event]:
    """What a message event comes to: nothing, or one event, or one for each file."""
    id = EventId(f"slack:{event_id}")
    conversation = conversation_of(str(event["channel"]))
    at = moment(str(event.get("event_ts") or event["ts"]))
    if gone := deleted(event):
        if gone.get("bot_id"):
            return ()
        return (Deleted(id=id, conversation=conversation, at=at, message=str(gone["ts"])),)
    match event.get("subtype"):
        case subtype if subtype in _WRITTEN:
            return _written(event, id, conversation, at, is_command)
        case "message_changed":
            message, before = event.get("message", {}), event.get("previous_message", {})
            # Slack itself changes a message when it adds the preview of a link.
            is_edit = message.get("edited") and message.get("text") != before.get("text")
            if not is_edit or message.get("bot_id"):
                return ()
            text = as_typed(text_of(message))
            ts = str(message["ts"])
            return (Edited(id=id, conversation=conversation, at=at, text=text, message=ts),)
        case _:
            return ()


def read_press(body: Json, now: datetime) -> Pressed:
    """What a pressed button comes to."""
    action = body["actions"][0]
    found = carried(str(action.get("value", "")))
    return Pressed(
        id=EventId(f"slack:{body.get('trigger_id')}"),
        conversation=conversation_of(str(body["channel"]["id"])),
        at=now,
        # What no button of ours carries is answered like a button that has expired.
        turn=found.turn if found else 0,
        scope=found.scope if found else "",
        option=found.option if found else "",
    )


def _command(text: str, is_command: Callable[[str], bool]) -> tuple[str, str, bool] | None:
    """A command's word, what followed it, and whether it is a mere word. Slack keeps what begins
    with a slash for itself: a single word will do, and with more behind it an exclamation mark
    tells it from a sentence.

    >>> _command("help", lambda word: True), _command("!language pl", lambda word: True)
    (('help', '', True), ('language', 'pl', False))
    >>> _command("help me", lambda word: True) is None
    True
    """
    word, _, argument = text.strip().partition(" ")
    marked = word.startswith("!")
    word = word.removeprefix("!").lower()
    if (argument and not marked) or not is_command(word):
        return None
    return word, argument.strip(), not marked


def _written(
    event: Json,
    id: EventId,
    conversation: ConversationId,
    at: datetime,
    is_command: Callable[[str], bool],
) -> Sequence[Event]:
    text, ts = as_typed(text_of(event)), str(event["ts"])
    files = event.get("files", ())
    if not files:
        command = _command(text, is_command)
        if command:
            word, argument, bare = command
            return (
                Command(
                    id=id,
                    conversation=conversation,
                    at=at,
                    word=word,
                    argument=argument,
                    text=text,
                    message=ts,
                    bare=bare,
                ),
            )
        return (said(id=id, conversation=conversation, at=at, text=text, message=ts),)
    return tuple(
        Attachment(
            id=id if number == 0 else EventId(f"{id}:{number}"),
            conversation=conversation,
            at=at,
            name=clean_file_name(str(file.get("name") or "file")),
            media_type=str(file.get("mimetype") or "application/octet-stream"),
            size=int(file.get("size") or 0),
            handle=str(file["id"]),
            caption=text if number == 0 else "",
            message=ts,
        )
        for number, file in enumerate(files)
    )
