"""How many files, of which size, one request may have."""

from dataclasses import replace

from tram_bot.core.conversation import LeadNote, Run
from tram_bot.core.events import Attachment
from tram_bot.core.limits import (
    FILE_BYTES,
    FILES_BYTES,
    FILES_KEPT,
    FILES_PASSED_ON,
    FILES_PASSED_ON_BYTES,
)
from tram_bot.core.scene import Scene

_MB = 1_000_000


def refused_for_run(scene: Scene, event: Attachment, run: Run | None) -> str:
    """Why a file is refused that is too large, or one too many for what is being filled in; "" if
    it may be kept."""
    if event.size > FILE_BYTES:
        return _too_large(scene, event)
    files = run.files if run else ()
    size = sum(file.size for file in files) + event.size
    if len(files) >= FILES_KEPT or size > FILES_BYTES:
        return _enough(scene, event, FILES_KEPT, FILES_BYTES)
    return ""


def refused_for_lead(scene: Scene, event: Attachment, note: LeadNote | None) -> str:
    """Why a file is refused that is too large, or one too many to be passed on for a request that
    was sent; "" if it may be."""
    if event.size > FILE_BYTES:
        return _too_large(scene, event)
    if note and (
        note.files_passed_on >= FILES_PASSED_ON
        or note.bytes_passed_on + event.size > FILES_PASSED_ON_BYTES
    ):
        return _enough(scene, event, FILES_PASSED_ON, FILES_PASSED_ON_BYTES)
    return ""


def with_passed_on(note: LeadNote, event: Attachment) -> LeadNote:
    """The note with one more file that was passed on."""
    return replace(
        note,
        files_passed_on=note.files_passed_on + 1,
        bytes_passed_on=note.bytes_passed_on + event.size,
    )


def _too_large(scene: Scene, event: Attachment) -> str:
    return scene.phrase("file_refused", name=event.name, most=str(FILE_BYTES // _MB))


def _enough(scene: Scene, event: Attachment, count: int, size: int) -> str:
    numbers = {"count": str(count), "most": str(size // _MB)}
    return scene.phrase("files_enough", name=event.name, **numbers)
