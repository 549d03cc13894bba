"""How many files, of which size, one request may have."""

from dataclasses import replace

from tram_bot.core.conversation import LeadNote, Run, WithPerson
from tram_bot.core.events import Attachment
from tram_bot.core.limits import (
    FILE_BYTES,
    FILES_BYTES,
    FILES_KEPT,
    FILES_PASSED_ON,
    FILES_PASSED_ON_BYTES,
)
from tram_bot.core.resuming import go_on
from tram_bot.core.scene import Scene, Turn

_MB = 1_000_000


def refused_for_run(scene: Scene, event: Attachment, run: Run | None) -> Turn | None:
    """Say that a file is too large, or one too many for what is being filled in; None if it may
    be kept."""
    if event.size > FILE_BYTES:
        return _too_large(scene, event)
    files = run.files if run else ()
    size = sum(file.size for file in files) + event.size
    if len(files) >= FILES_KEPT or size > FILES_BYTES:
        return _enough(scene, event, FILES_KEPT, FILES_BYTES)
    return None


def refused_for_lead(scene: Scene, event: Attachment, note: LeadNote | None) -> Turn | None:
    """Say that a file is too large, or one too many to be passed on for a request that was sent;
    None if it may be."""
    if event.size > FILE_BYTES:
        return _too_large(scene, event)
    if note and (
        note.files_passed_on >= FILES_PASSED_ON
        or note.bytes_passed_on + event.size > FILES_PASSED_ON_BYTES
    ):
        return _enough(scene, event, FILES_PASSED_ON, FILES_PASSED_ON_BYTES)
    return None


def with_passed_on(note: LeadNote, event: Attachment) -> LeadNote:
    """The note with one more file that was passed on."""
    return replace(
        note,
        files_passed_on=note.files_passed_on + 1,
        bytes_passed_on=note.bytes_passed_on + event.size,
    )


def _too_large(scene: Scene, event: Attachment) -> Turn:
    most = str(FILE_BYTES // _MB)
    return _refused(scene, scene.phrase("file_refused", name=event.name, most=most))


def _enough(scene: Scene, event: Attachment, count: int, size: int) -> Turn:
    numbers = {"count": str(count), "most": str(size // _MB)}
    return _refused(scene, scene.phrase("files_enough", name=event.name, **numbers))


def _refused(scene: Scene, text: str) -> Turn:
    if isinstance(scene.conversation.phase, WithPerson):
        return scene.reply(text)
    return go_on(scene, text)
