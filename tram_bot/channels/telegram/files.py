"""Files in a message: which one, what it is called, and how it is found again.

Telegram keeps the file; its `file_id` is what we keep. That may be another one the next time, its
`file_unique_id` never is. A bot can fetch a file of at most 20 MB:
https://core.telegram.org/bots/api#getfile
"""

from datetime import datetime

from telegram import Animation, Audio, Document, Message, Video, VideoNote, Voice

from tram_bot.core.events import Attachment
from tram_bot.core.identifiers import ConversationId, EventId

_File = Document | Animation | Audio | Video | Voice | VideoNote

_MEDIA_TYPES = {"voice": "audio/ogg", "video": "video/mp4"}
_ENDINGS = {
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "image/jpeg": ".jpg",
    "video/mp4": ".mp4",
}


def attachment_of(
    message: Message, *, id: EventId, conversation: ConversationId, at: datetime
) -> Attachment | None:
    """The file that came with a message, in the largest size there is of a photo."""
    # An animation comes as a document, too, for clients of old.
    file: _File | None = (
        message.document
        or message.animation
        or message.audio
        or message.video
        or message.voice
        or message.video_note
    )
    kind = _kind(file)
    photo = max(message.photo, key=lambda size: size.width, default=None)
    if file:
        media_type = getattr(file, "mime_type", None) or _MEDIA_TYPES.get(kind, "")
        name = getattr(file, "file_name", None) or _named(kind, message, media_type)
        size, handle, mark = file.file_size or 0, file.file_id, file.file_unique_id
    elif photo:
        media_type = "image/jpeg"
        name = _named("photo", message, media_type)
        size, handle, mark = photo.file_size or 0, photo.file_id, photo.file_unique_id
    else:
        return None
    return Attachment(
        id=id,
        conversation=conversation,
        at=at,
        name=name,
        media_type=media_type or "application/octet-stream",
        size=size,
        handle=handle,
        mark=mark,
        caption=message.caption or "",
        message=str(message.message_id),
    )


def _kind(file: _File | None) -> str:
    match file:
        case Voice():
            return "voice"
        case Audio():
            return "audio"
        case Video() | VideoNote() | Animation():
            return "video"
        case _:
            return "file"


def _named(kind: str, message: Message, media_type: str) -> str:
    """A name for what Telegram gives none: the kind and the number of its message."""
    return f"{kind}-{message.message_id}{_ENDINGS.get(media_type, '')}"
